use std::path::{Path, PathBuf};

use super::report::{self, Made};
use super::terminal::Terminal;
use super::{spec, workspace};
use crate::apply;
use crate::baseline;
use crate::cli::{Format, New};
use crate::error::Error;
use crate::fs;
use crate::path::ProjectPath;
use crate::pipeline;
use crate::render::RenderedProject;
use crate::report::{Shown, shown};
use crate::text::shell;

/// Makes a project from a spec.
pub(super) fn run(new: &New, terminal: &Terminal) -> Result<(), Error> {
    let given = new.spec.file.as_deref().or(new.spec.spec.as_deref()).unwrap_or(Path::new("-"));
    let loaded = spec::read(given, new.format.into(), terminal)?;
    let target = new.out.clone().unwrap_or_else(|| PathBuf::from(loaded.service.name.as_str()));
    let project = if new.workshop {
        pipeline::new_with_workshop(&loaded).ok_or_else(|| Error::NoWorkshop(given.to_owned()))?
    } else {
        pipeline::new(&loaded)
    };
    apply::create(&baseline::files_of_new_project(&project), &target)?;

    if new.format == Format::Json {
        return report::print(&loaded.warnings, &loaded.source, Some(made(&project, &target)));
    }
    terminal.say(&closing(&project, &target, new.verbose));
    let spec = ProjectPath::spec().in_folder(&target);
    if given != Path::new("-") && !fs::is_same(given, &spec) {
        terminal.say(&shown!("\nThe project's spec is {} from now on; {} is not read again.", spec, given));
    }
    if let Some(note) = workspace::note(&target)? {
        terminal.say(&shown!("\n{}", note));
    }
    Ok(())
}

fn made<'a>(project: &'a RenderedProject, target: &Path) -> Made<'a> {
    Made { folder: target.display().to_string(), files: project.files().map(|(path, _)| path.as_str()).collect() }
}

/// What was made, and what to do next.
fn closing(project: &RenderedProject, target: &Path, every_file: bool) -> Shown {
    let names = project.files().map(|(path, _)| shown!("{}\n", path.in_folder(target)));
    let names = if every_file { names.collect() } else { Shown::default() };
    let is_here = target == Path::new(".");
    let enter = if is_here { Shown::default() } else { shown!("    cd {}\n", shell::path(target)) };
    let has_workshop = project.text("docs/workshop.md").is_some();
    let workshop =
        if has_workshop { shown!("\ndocs/workshop.md goes through it step by step.") } else { Shown::default() };
    shown!(
        "{}Made {} ({} files). Next:\n\n\
         {}    \
         cargo test                   # every route, against a DynamoDB inside the test\n    \
         cargo run --example local    # the API on http://localhost:3000\n\n\
         README.md tells how to deploy it.{}",
        names,
        target,
        project.files().len(),
        enter,
        workshop,
    )
}
