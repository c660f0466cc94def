use std::path::Path;

use super::place;
use super::terminal;
use crate::error::Error;
use crate::fs;
use crate::report::{Shown, shown};
use crate::text::shell;

/// Says what to type next, where nothing was typed.
pub(super) fn run() -> Result<(), Error> {
    terminal::print(&match place::around()? {
        Some(project) => shown!(
            "This is a project of slsgen. Change its slsgen.yaml, then:\n\n    \
             {}    # shows what an update would do\n    \
             {}  # does it\n\n\
             `slsgen --help` lists the commands.\n",
            shell::slsgen("plan", &project),
            shell::slsgen("update", &project),
        ),
        None if fs::kind(Path::new("slsgen.yaml"))?.is_some() => Shown::fixed(
            "slsgen.yaml is here, and no project yet:\n\n    \
             slsgen validate slsgen.yaml    # reports every problem\n    \
             slsgen new slsgen.yaml         # makes the project in a folder of its own\n\n\
             `slsgen --help` lists the commands.\n",
        ),
        None => Shown::fixed(
            "slsgen turns one YAML spec into a serverless CRUD project, and keeps the two in step:\n\n    \
             slsgen init               # writes slsgen.yaml, a starter spec\n    \
             slsgen new slsgen.yaml    # makes the project from it\n\n\
             `slsgen --help` lists the commands.\n",
        ),
    })
}
