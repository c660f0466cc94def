use super::project;
use super::terminal::{self, Terminal};
use crate::cli::{Check, CheckFormat, Decisions, Format};
use crate::error::Error;
use crate::path::ProjectPath;
use crate::plan::check::{self, Severity, Status, StatusCode};
use crate::report::CheckView;

/// Tells whether a project is up to date with its spec.
pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Result<(), Error> {
    let format = match arguments.format {
        CheckFormat::Json => Format::Json,
        CheckFormat::Human | CheckFormat::Github => Format::Human,
    };
    let states = match project::plan(&arguments.dir, &Decisions::default(), None, format, terminal) {
        Ok(planned) => check::check(&planned.snapshot, &planned.plan, &planned.spec.source),
        Err(Error::Interrupted(_)) => vec![interrupted()],
        Err(error) => return Err(error),
    };
    let view = CheckView::new(&states);
    match arguments.format {
        CheckFormat::Json => terminal::print_json(&view)?,
        CheckFormat::Human => terminal::print(&view.text(terminal.output_color()))?,
        CheckFormat::Github => terminal::print(&view.github(&arguments.dir.to_string_lossy()))?,
    }
    match states.iter().map(|state| state.code.severity()).max() {
        None | Some(Severity::Notice) => {
            terminal.say("The project is up to date.");
            Ok(())
        }
        Some(Severity::Pending) => {
            terminal.say("`slsgen update` is due; `slsgen plan` shows what it does.");
            Err(Error::Pending)
        }
        Some(Severity::Conflict) => {
            terminal.say("Decide the conflicts between the markers.");
            Err(Error::Conflict)
        }
    }
}

fn interrupted() -> Status {
    let message = "an update was interrupted: `slsgen update` starts anew, `slsgen undo` puts back what it wrote";
    let path = Some(ProjectPath::lock());
    Status { code: StatusCode::Interrupted, path, line: None, message: message.to_owned() }
}
