//! The `slsgen` binary: parse the arguments, run, exit.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match slsgen::cli::Cli::try_parse() {
        Ok(cli) => slsgen::commands::run(&cli),
        Err(error) => slsgen::commands::exit(error),
    }
}
