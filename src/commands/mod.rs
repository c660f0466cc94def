//! One file a command. They only read, ask, print and choose exit codes: [`crate::pipeline`] joins the stages. Messages
//! go to standard error, data to standard output.

mod check;
mod command_line;
mod completions;
mod explain;
mod first_step;
mod fix;
mod forget;
mod init;
mod made;
mod man;
mod new;
mod place;
mod plan;
mod project;
mod recovery;
mod refusal;
mod repair;
mod report;
mod schema;
mod spec;
mod suggest;
mod terminal;
mod undo;
mod update;
mod validate;
mod workspace;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::error::Error;
use terminal::Terminal;

pub use terminal::exit;

/// Runs a command, reports its failure, and chooses the exit code.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let terminal = Terminal::new(cli.color, cli.quiet);
    let Some(command) = &cli.command else { return ended(first_step::run(), &terminal) };
    let done = match command {
        Command::Init(init) => init::run(init, &terminal),
        Command::New(new) => new::run(new, &terminal),
        Command::Validate(validate) => validate::run(validate, &terminal),
        Command::Plan(plan) => plan::run(plan, &terminal),
        Command::Update(update) => update::run(update, &terminal),
        Command::Check(check) => check::run(check, &terminal),
        Command::Forget(forget) => forget::run(forget, &terminal),
        Command::Repair(repair) => repair::run(repair, &terminal),
        Command::Undo(undo) => undo::run(undo, &terminal),
        Command::Schema(schema) => schema::run(schema),
        Command::Explain(explain) => explain::run(explain),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man),
    };
    ended(done, &terminal)
}

/// Reports a failure, and chooses the exit code.
fn ended(done: Result<(), Error>, terminal: &Terminal) -> ExitCode {
    match done {
        // A reader that has seen enough, such as `head`, is no failure.
        Ok(()) | Err(Error::Closed) => ExitCode::SUCCESS,
        Err(Error::InvalidSpec) => ExitCode::from(3),
        Err(Error::Pending) => ExitCode::from(4),
        Err(Error::Conflict) => ExitCode::from(5),
        Err(Error::NotApproved) => ExitCode::from(6),
        Err(error) => {
            terminal.error(&error);
            ExitCode::FAILURE
        }
    }
}
