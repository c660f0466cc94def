use super::place;
use super::project::{self, Approval, Planned};
use super::terminal::{self, Terminal};
use crate::cli::{Format, PlanArgs};
use crate::error::Error;
use crate::report::{PlanView, Shown, shown};

/// Shows what an update would do.
pub(super) fn run(arguments: &PlanArgs, terminal: &Terminal) -> Result<(), Error> {
    let PlanArgs { project, decisions, against, diff, format } = arguments;
    let folder = place::of(project)?;
    let planned = project::plan(&folder, decisions, &Approval::default(), against, (*format).into(), terminal)?;
    let view = planned.view(*diff);
    match format {
        Format::Json => terminal::print_json(&view),
        Format::Human => {
            terminal::print(&view.text(terminal.output_color()))?;
            terminal.say(&planned.verdict());
            Ok(())
        }
    }
}

impl Planned {
    /// The plan as it is shown.
    pub(super) fn view(&self, diff: bool) -> PlanView {
        PlanView::new(&self.plan, &self.snapshot, &self.old, &self.spec.source, diff)
    }

    /// What `slsgen update` would answer.
    fn verdict(&self) -> Shown {
        if self.plan.is_empty() {
            return shown!("The project is up to date.");
        }
        let command = self.command.text();
        match self.plan.refusal() {
            None if self.plan.is_only_noted() => {
                shown!("\n`{}` takes note of it, in slsgen.lock and .slsgen.", command)
            }
            None => shown!("\n`{}` does this.", command),
            Some(refusal) => shown!("\n`{}` would write nothing: {}", command, self.to_decide(&refusal)),
        }
    }
}
