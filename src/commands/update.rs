use super::project;
use super::terminal::{self, Terminal};
use crate::apply::{self, Kind};
use crate::cli::{Format, Update};
use crate::error::Error;
use crate::plan::change::{Class, Finding};

/// Brings a project up to date with its spec, or changes nothing.
pub(super) fn run(update: &Update, terminal: &Terminal) -> Result<(), Error> {
    if apply::recover(&update.dir)? {
        terminal.say("Put back what an interrupted update had written.");
    }
    let planned = project::plan(&update.dir, &update.decisions, update.against.as_deref(), update.format, terminal)?;
    let view = planned.view(false);
    let dangers: Vec<&Finding> =
        planned.plan.findings.iter().filter(|finding| finding.class() == Class::Data).collect();
    let is_approved = |finding: &&Finding| update.approve.contains(&finding.fingerprint);
    let refused = if !dangers.iter().all(is_approved) {
        Some(Error::NotApproved)
    } else if planned.plan.conflicts().next().is_some() {
        Some(Error::Conflict)
    } else {
        None
    };
    if refused.is_none() && !planned.plan.is_empty() {
        apply::run(&update.dir, Kind::Update, &planned.plan.writes)?;
    }
    match update.format {
        Format::Json => terminal::print_json(&view)?,
        Format::Human if refused.is_some() => Terminal::show(&view.text(terminal.color())),
        Format::Human if planned.plan.is_empty() => terminal.say("The project is up to date."),
        Format::Human => terminal.say(&view.text(terminal.color())),
    }
    match refused {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
