use super::terminal::{self, Terminal};
use super::{project, recovery};
use crate::apply::{self, Kind};
use crate::cli::{Format, Update};
use crate::error::Error;

/// Brings a project up to date with its spec, or changes nothing.
pub(super) fn run(update: &Update, terminal: &Terminal) -> Result<(), Error> {
    recovery::recover(&update.dir, terminal)?;
    let planned = project::plan(&update.dir, &update.decisions, update.against.as_deref(), update.format, terminal)?;
    let view = planned.view(false);
    let refusal = planned.refusal(&update.approve);
    if refusal.is_none() && !planned.plan.is_empty() {
        apply::run(&update.dir, Kind::Update, &planned.plan.writes)?;
    }
    match (update.format, &refusal) {
        (Format::Json, _) => terminal::print_json(&view)?,
        (Format::Human, Some(refusal)) => {
            Terminal::show(&format!("{}\nNothing was written: {}", view.text(terminal.color()), refusal.to_decide()));
        }
        (Format::Human, None) if planned.plan.is_empty() => terminal.say("The project is up to date."),
        (Format::Human, None) => {
            terminal.say(&view.text(terminal.color()));
            if planned.plan.marks() {
                Terminal::show("\nDecide between the markers: until then, `slsgen check` fails with exit code 5.");
            }
        }
    }
    match refusal {
        Some(refusal) => Err(refusal.into()),
        // Markers are written because a person asked for them. That is not done, and no bot may take it for done.
        None if planned.plan.marks() => Err(Error::Conflict),
        None => Ok(()),
    }
}
