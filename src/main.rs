//! The `slsgen` binary: parse the arguments, run, exit.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    slsgen::commands::run(&slsgen::cli::Cli::parse())
}
