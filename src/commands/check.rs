use std::path::Path;

use super::command_line::CommandLine;
use super::project::{self, Approval};
use super::terminal::{self, Terminal};
use super::{place, workspace};
use crate::cli::{Check, CheckFormat, Decisions};
use crate::error::Error;
use crate::path::ProjectPath;
use crate::plan::check::{self, Locks, Severity, Status, StatusCode};
use crate::report::{CheckView, shown};
use crate::text::shell;

/// Tells whether a project is up to date with its spec.
pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Result<(), Error> {
    let (decisions, approval) = (Decisions::default(), Approval::default());
    let folder = place::of(&arguments.project)?;
    let states = match project::plan(&folder, &decisions, &approval, &arguments.against, arguments.format, terminal) {
        Ok(planned) => {
            let locks = if workspace::note(&folder)?.is_some() { Locks::Shared } else { Locks::Own };
            check::check(&planned.snapshot, &planned.plan, (&planned.spec.source, &planned.spec.service), locks)
        }
        Err(Error::Interrupted(_)) => vec![interrupted(&folder)],
        Err(error) => return Err(error),
    };
    let view = CheckView::new(&states);
    match arguments.format {
        CheckFormat::Json => terminal::print_json(&view)?,
        CheckFormat::Human => terminal::print(&view.text(terminal.output_color()))?,
        CheckFormat::Github => terminal::print_annotations(&view.github(&folder.to_string_lossy()))?,
    }
    match states.iter().map(|state| state.code.severity()).max() {
        None | Some(Severity::Notice) => {
            terminal.say(&shown!("The project is up to date."));
            Ok(())
        }
        Some(Severity::Warning) => {
            terminal.say(&shown!("The project is up to date, but see the warnings."));
            Ok(())
        }
        Some(Severity::Pending) => {
            let mut pending = states.iter().filter(|state| state.code.severity() == Severity::Pending);
            if pending.all(|state| state.code.is_defect()) {
                terminal.say(&shown!("No update is due, but the project does not work like this."));
                return Err(Error::Pending);
            }
            let [update, plan] = ["update", "plan"].map(|command| {
                let command = CommandLine::new(command, &folder);
                command.against(&arguments.against).text()
            });
            terminal.say(&shown!("`{}` is due; `{}` shows what it does.", update, plan));
            Err(Error::Pending)
        }
        Some(Severity::Refused) => {
            terminal.say(&shown!(
                "`{}` says what each change means, and how it is approved.",
                CommandLine::new("plan", &folder).against(&arguments.against).text()
            ));
            Err(Error::NotApproved)
        }
        Some(Severity::Conflict) => {
            terminal.say(&shown!("Decide the conflicts between the markers."));
            Err(Error::Conflict)
        }
    }
}

fn interrupted(project: &Path) -> Status {
    let [update, undo] = ["update", "undo"].map(|command| shell::slsgen(command, project));
    let message = format!("an update was interrupted: `{update}` starts anew, `{undo}` puts back what it wrote");
    Status { code: StatusCode::Interrupted, path: Some(ProjectPath::lock()), line: None, message }
}
