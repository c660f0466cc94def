use super::project::{self, Planned};
use super::terminal::{self, Terminal};
use crate::cli::{Format, PlanArgs};
use crate::error::Error;
use crate::report::PlanView;

/// Shows what an update would do.
pub(super) fn run(arguments: &PlanArgs, terminal: &Terminal) -> Result<(), Error> {
    let PlanArgs { dir, decisions, against, diff, format } = arguments;
    let planned = project::plan(dir, decisions, against.as_deref(), *format, terminal)?;
    let view = planned.view(*diff);
    match format {
        Format::Json => terminal::print_json(&view),
        Format::Human => {
            terminal::print(&view.text(terminal.output_color()))?;
            terminal.say(planned.verdict());
            Ok(())
        }
    }
}

impl Planned {
    /// The plan as it is shown.
    pub(super) fn view(&self, diff: bool) -> PlanView {
        PlanView::new(&self.plan, &self.snapshot, &self.old, &self.spec.source, diff)
    }

    fn verdict(&self) -> &'static str {
        if self.plan.is_empty() {
            "The project is up to date."
        } else if self.plan.conflicts().next().is_some() {
            "\n`slsgen update` would write nothing (exit code 5) until the conflicts are decided: see --conflict."
        } else {
            "\n`slsgen update` does this."
        }
    }
}
