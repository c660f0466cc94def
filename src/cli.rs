//! The command line: clap's types, and nothing that runs.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// One YAML spec in, a complete serverless CRUD project out.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to colour messages
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,

    /// Print errors, and nothing else
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 failure, such as a missing file; 2 wrong usage; 3 the spec is invalid.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented starter spec
    Init(Init),
    /// Make a new project from a spec
    New(New),
    /// Report every problem of a spec, and write nothing
    Validate(Validate),
    /// Print the JSON Schema of specs, for editors
    Schema,
}

/// `slsgen init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The file to write, which must not exist; `-` is standard output
    #[arg(default_value = "slsgen.yaml")]
    pub file: PathBuf,
}

/// `slsgen new`.
#[derive(Debug, Args)]
pub struct New {
    /// What to read.
    #[command(flatten)]
    pub spec: SpecArgs,

    /// The project's folder, which must be absent, empty or hold only `.git` [default: the spec's `name`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Name every file that is written
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// `slsgen validate`.
#[derive(Debug, Args)]
pub struct Validate {
    /// What to read.
    #[command(flatten)]
    pub spec: SpecArgs,
}

/// Options of every command that reads a spec.
#[derive(Debug, Args)]
pub struct SpecArgs {
    /// The spec; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub spec: PathBuf,

    /// How to report: for people on standard error, or as one JSON object on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// Who reads the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People: messages on standard error.
    Human,
    /// Programs: one JSON object on standard output.
    Json,
}

/// When to colour messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
