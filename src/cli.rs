//! The command line: clap's types, and nothing that runs.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::change::Fingerprint;
use crate::path::ProjectPath;
use crate::plan::Resolution;

/// One YAML spec in, a complete serverless CRUD project out.
#[derive(Debug, Parser)]
#[command(name = "slsgen", version, after_help = AFTER_HELP)]
pub struct Cli {
    /// What to do; without it, slsgen names the next step.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// When to colour messages
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,

    /// Print errors, and nothing else
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

const AFTER_HELP: &str = "\
The first project:
  slsgen init               # writes slsgen.yaml, a starter spec
  slsgen new slsgen.yaml    # makes a project from it

Exit codes: 0 done; 1 failure, such as a missing file; 2 wrong usage; 3 the spec is invalid; \
4 the project is behind its spec; 5 a person must decide; 6 a change is refused and not approved.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented starter spec
    #[command(after_help = "Example: slsgen init loans.yaml")]
    Init(Init),
    /// Make a new project from a spec
    #[command(after_help = "Example: slsgen new loans.yaml --out services/loans")]
    New(New),
    /// Report every problem of a spec
    #[command(after_help = "Example: slsgen validate loans.yaml --fix")]
    Validate(Validate),
    /// Show what an update would do: to files, to clients, to stored data and to the stack
    #[command(after_help = "Example: slsgen plan --diff")]
    Plan(PlanArgs),
    /// Bring a project up to date with its spec, and keep your edits
    #[command(after_help = "Example: slsgen update --conflict markers")]
    Update(Update),
    /// Fail if a project is behind its spec, or a conflict is open; for CI
    #[command(after_help = "Example: slsgen check --format github")]
    Check(Check),
    /// Record that no stored item holds an attribute any more, as earlier specs stored it
    #[command(after_help = "Example: slsgen forget loans notes --because 'every item was written again'")]
    Forget(Forget),
    /// Rebuild a slsgen.lock that was lost, or that a merge left with conflict markers
    #[command(after_help = "Example: slsgen repair services/loans")]
    Repair(Repair),
    /// Take the last update back
    #[command(after_help = "Example: slsgen undo services/loans")]
    Undo(Undo),
    /// Print the JSON Schema of specs, for editors, or of what `--format json` prints
    #[command(after_help = "Example: slsgen schema > slsgen.schema.json")]
    Schema(SchemaArgs),
    /// Explain a code, a key of the spec, or the whole format
    #[command(after_help = "Example: slsgen explain E0301")]
    Explain(Explain),
    /// Print a completion script for a shell
    #[command(after_help = "Example: slsgen completions bash > ~/.local/share/bash-completion/completions/slsgen")]
    Completions(Completions),
    /// Print the manual page, or that of a command
    #[command(after_help = "Example: slsgen man plan | man -l -")]
    Man(Man),
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
    pub spec: NewSpec,

    /// How to report: for people on standard error, or as one JSON object on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// The project's folder: absent, empty, or with only `.git` and the slsgen.yaml itself [default: the spec's `name`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Add docs/workshop.md, which goes through the project step by step; later it is yours
    #[arg(long)]
    pub workshop: bool,

    /// Name every file that is written
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// `slsgen validate`.
#[derive(Debug, Args)]
pub struct Validate {
    /// The spec, or the folder of its project; `-` is standard input [default: that of the nearest project]
    #[arg(value_name = "FILE", conflicts_with = "spec")]
    pub file: Option<PathBuf>,

    /// The same as FILE
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// Correct FILE where there is one way to correct it, and show what changed
    #[arg(long)]
    pub fix: bool,

    /// How to report: for people, as one JSON object, or as GitHub's annotations
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
}

/// `slsgen plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,

    /// What a person decides.
    #[command(flatten)]
    pub decisions: Decisions,

    /// What the spec is compared with.
    #[command(flatten)]
    pub against: Against,

    /// Show the text that changes
    #[arg(long)]
    pub diff: bool,

    /// How to print the plan: for people, or as one JSON object
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `slsgen update`.
#[derive(Debug, Args)]
pub struct Update {
    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,

    /// What a person decides.
    #[command(flatten)]
    pub decisions: Decisions,

    /// What the spec is compared with.
    #[command(flatten)]
    pub against: Against,

    /// Allow a dangerous change that `slsgen plan` names, such as D0301-8f3a1c77
    #[arg(long, value_name = "FINGERPRINT")]
    pub approve: Vec<Fingerprint>,

    /// Why; .slsgen/history keeps it beside what is approved
    #[arg(long, value_name = "TEXT", requires = "approve")]
    pub because: Option<String>,

    /// How to report: for people on standard error, or as one JSON object on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// What the spec is compared with, other than the one that was generated last.
#[derive(Debug, Default, Args)]
pub struct Against {
    /// Compare with what is deployed, or with an older spec, instead of what was generated last: a file with the JSON of
    /// `aws cloudformation get-template` or `aws dynamodb describe-table`, a template, or a spec
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,

    /// The stage that FILE describes: the templates to deploy first lie in deploy/STAGE
    #[arg(long, value_name = "STAGE", requires = "against")]
    pub stage: Option<String>,
}

/// What a person decides about single files.
#[derive(Debug, Default, Args)]
pub struct Decisions {
    /// Decide conflicts, all of them or those of one file: write both versions between `markers`, or take the lines
    /// that are `ours`, on disk, or `theirs`, newly generated
    #[arg(long, value_name = "HOW[=PATH]")]
    pub conflict: Vec<ConflictChoice>,

    /// Bring back a generated file that was deleted
    #[arg(long, value_name = "PATH")]
    pub restore: Vec<String>,
}

/// A value of `--conflict`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictChoice {
    /// How.
    pub how: Resolution,
    /// For which file; all that have no choice of their own otherwise.
    pub path: Option<ProjectPath>,
}

/// As it is given on the command line.
impl fmt::Display for ConflictChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.how {
            Resolution::Markers => "markers",
            Resolution::Ours => "ours",
            Resolution::Theirs => "theirs",
        })?;
        self.path.iter().try_for_each(|path| write!(f, "={path}"))
    }
}

impl FromStr for ConflictChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (how, path) = match text.split_once('=') {
            Some((how, path)) => (how, Some(path)),
            None => (text, None),
        };
        let how = match how {
            "markers" => Resolution::Markers,
            "ours" => Resolution::Ours,
            "theirs" => Resolution::Theirs,
            _ => return Err("possible values: markers, ours, theirs; each may be followed by =PATH".to_owned()),
        };
        let path = path.map(|path| ProjectPath::new(path).ok_or("this is not a path inside a project"));
        Ok(Self { how, path: path.transpose()? })
    }
}

/// `slsgen check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,

    /// What the spec is compared with.
    #[command(flatten)]
    pub against: Against,

    /// How to report: for people, as one JSON object, or as GitHub's annotations
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
}

/// Who reads what `check` finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// People.
    Human,
    /// Programs: one JSON object.
    Json,
    /// GitHub Actions: workflow commands that become annotations.
    Github,
}

/// `slsgen forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The table, without the stage
    pub table: String,

    /// The attribute, or a member of one, such as `size.width`
    pub attribute: String,

    /// Why; .slsgen/history keeps it
    #[arg(long, value_name = "TEXT")]
    pub because: Option<String>,

    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `slsgen repair`.
#[derive(Debug, Args)]
pub struct Repair {
    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `slsgen undo`.
#[derive(Debug, Args)]
pub struct Undo {
    /// Where the project is.
    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `slsgen schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What the schema describes
    #[arg(value_enum, default_value_t = SchemaOf::Spec)]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Specs.
    Spec,
    /// What `slsgen validate --format json` and `slsgen new --format json` print.
    Validate,
    /// What `slsgen plan --format json` and `slsgen update --format json` print.
    Plan,
    /// What `slsgen check --format json` prints.
    Check,
}

/// The spec of a new project.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct NewSpec {
    /// The spec; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// The same as FILE
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
}

/// Where a project is.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    /// The project's folder, or its slsgen.yaml [default: this folder, or the nearest project above it]
    pub dir: Option<PathBuf>,
}

/// `slsgen explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as E0301, a key such as `partition_key`, or `spec` [default: a list of the codes]
    pub what: Option<String>,
}

/// `slsgen completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `slsgen man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The command [default: slsgen itself]
    pub command: Option<String>,
}

/// Who reads the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People: messages on standard error.
    Human,
    /// Programs: one JSON object on standard output.
    Json,
}

impl From<Format> for CheckFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Json => Self::Json,
        }
    }
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
