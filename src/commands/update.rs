use super::project::{Approval, Planned};
use super::terminal::{self, Terminal};
use super::{place, project, recovery};
use crate::apply::{self, Kind};
use crate::cli::{Format, Update};
use crate::error::Error;
use crate::plan::Resolution;
use crate::plan::refusal::Refusal;
use crate::report::{Shown, shown};
use crate::text::shell;

/// Brings a project up to date with its spec, or changes nothing.
pub(super) fn run(update: &Update, terminal: &Terminal) -> Result<(), Error> {
    let folder = place::of(&update.project)?;
    recovery::recover(&folder, terminal)?;
    let Update { decisions, against, approve, because, format, .. } = update;
    let approval = Approval { changes: approve, because: because.as_deref() };
    let planned = project::plan(&folder, decisions, &approval, against, (*format).into(), terminal)?;
    let refusal = planned.plan.refusal();
    for change in approve.iter().filter(|change| !planned.plan.findings.iter().any(|it| it.fingerprint == **change)) {
        Terminal::show(&shown!(
            "No change has the fingerprint {}, so nothing is approved by it.\n",
            change.to_string()
        ));
    }
    if refusal.is_none() && !planned.plan.is_empty() {
        apply::run(&folder, Kind::Update, &planned.plan.writes)?;
    }
    match update.format {
        Format::Json => terminal::print_json(&planned.view(false))?,
        Format::Human => report(&planned, update, refusal.as_ref(), terminal),
    }
    match refusal {
        Some(refusal) => Err(refusal.into()),
        // A person may have asked for markers. That is not done all the same, and no bot may take it for done.
        None if planned.plan.marked(&planned.snapshot).next().is_some() => Err(Error::Conflict),
        None => Ok(()),
    }
}

/// Tells people what was done, or why nothing was.
fn report(planned: &Planned, update: &Update, refusal: Option<&Refusal>, terminal: &Terminal) {
    let view = planned.view(false).text(terminal.color());
    if let Some(refusal) = refusal {
        Terminal::show(&shown!("{}\nNothing was written: {}", view, planned.to_decide(refusal)));
        return;
    }
    let marked = planned.plan.marked(&planned.snapshot).map(|(path, line)| shown!("\n  {}:{}", path, line));
    let marked: Shown = marked.collect();
    if !planned.plan.is_empty() {
        terminal.say(&view);
    } else if marked.is_empty() {
        terminal.say(&shown!("The project is up to date."));
    }
    if !marked.is_empty() {
        let check = shell::slsgen("check", &planned.snapshot.folder);
        Terminal::show(&shown!("\nDecide between the conflict markers; `{}` fails until then:{}", check, marked));
        if update.decisions.conflict.iter().any(|choice| choice.how != Resolution::Markers) && planned.plan.is_empty() {
            let undo = shell::slsgen("undo", &planned.snapshot.folder);
            let again = planned.command.text();
            Terminal::show(&shown!(
                "\nMarkers that are in a file are decided there, and not by `--conflict`. If the last update wrote them, this \
                 decides anew:\n\n    {}\n    {}",
                undo,
                again
            ));
        }
    }
}
