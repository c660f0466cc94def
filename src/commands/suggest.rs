//! What people type who know other tools, and what to type here.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Cli;

/// Commands of other tools.
const COMMANDS: [(&str, &str); 12] = [
    ("generate gen g create make build scaffold", "`slsgen new FILE` makes a project, and `slsgen update` renews one"),
    (
        "regen regenerate sync upgrade refresh apply migrate pull recopy",
        "`slsgen update` brings a project up to date with its spec",
    ),
    (
        "add attribute field resource table model route endpoint remove rename edit",
        "change slsgen.yaml, then `slsgen update` brings the project up to date with it",
    ),
    ("dry-run dryrun diff preview changes", "`slsgen plan` shows what an update would do"),
    ("status verify test doctor", "`slsgen check` tells whether a project is up to date with its spec"),
    ("lint fmt format", "`slsgen validate FILE` reports every problem of a spec"),
    (
        "start run serve server dev local invoke",
        "in the project, `cargo run --example local` serves the API on your machine",
    ),
    (
        "list ls show codes help-codes",
        "`slsgen explain` lists the codes, and `slsgen explain KEY` shows a key of the format",
    ),
    ("version", "`slsgen --version` prints it"),
    ("fix", "`slsgen validate FILE --fix` corrects a spec where there is one way to correct it"),
    ("revert rollback reset restore back", "`slsgen undo` takes the last update back"),
    (
        "deploy publish destroy delete",
        "slsgen deploys nothing: `sam deploy` does, as the README.md of the project says",
    ),
];

/// Options of other tools.
const OPTIONS: [(&str, &str); 11] = [
    (
        "--dry-run --dryrun --check --preview -n",
        "`slsgen plan` shows what an update would do, and `slsgen validate FILE` writes nothing",
    ),
    (
        "--force --overwrite --clobber --replace",
        "slsgen overwrites nothing of yours: `slsgen update --conflict theirs` takes the generated lines of a project, and \
         `slsgen new FILE --out DIR` names another place",
    ),
    (
        "--output -o --dir --target --destination --outdir --out-dir --path",
        "`slsgen new FILE --out DIR` names the folder of a new project, and `>` writes what is printed into a file",
    ),
    (
        "--file -f --input --config --schema -i -c -s",
        "write the file alone, without an option: `slsgen new FILE`, `slsgen validate FILE`",
    ),
    ("--yes -y --no-input --non-interactive --defaults", "leave it out: slsgen never asks a question"),
    ("--strict --all --pedantic --werror --ci", "leave it out: every problem is reported, and an error exits with 3"),
    ("--name --project --project-name", "leave it out: the name is `name:` in the spec"),
    ("--stage --env --environment", "leave it out: the stages are `stages:` in the spec"),
    (
        "--lang --language --template --runtime --provider",
        "leave it out: a project is in Rust, and its template is for AWS SAM",
    ),
    ("--json", "write `--format json`"),
    ("--fix", "`slsgen validate FILE --fix` corrects a spec where there is one way to correct it"),
];

/// What to do where the argument of a row is missing, or its value.
const MISSING: [(&str, &str); 5] = [
    (
        "--against",
        "`--stage` says which stage the file of `--against FILE` is of: leave it out for a plan of all stages",
    ),
    ("--approve", "`--because` goes with `--approve FINGERPRINT`; `slsgen plan` names the fingerprints"),
    ("<FILE", "`slsgen init` writes a starter spec, and `slsgen new slsgen.yaml` makes a project from it"),
    ("<TABLE", "name both, as in `slsgen forget loans notes`"),
    ("<SHELL", "such as `slsgen completions bash`"),
];

/// The command's name, by its usage in an error.
fn command_of(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    usage.to_string().split_once("slsgen ")?.1.split(' ').next().map(str::to_owned)
}

/// The error with what people of other tools look for, in place of what clap finds near by its letters.
pub(super) fn improved(mut error: clap::Error) -> clap::Error {
    // clap's own usage shows an option as required that another option asks for.
    let mut cli = Cli::command();
    cli.build();
    let command = command_of(&error).and_then(|name| cli.find_subcommand_mut(&name).map(clap::Command::render_usage));
    if let Some(usage) = command {
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage));
    }
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => in_place_of(&mut error, ContextKind::InvalidSubcommand, &COMMANDS),
        ErrorKind::UnknownArgument => in_place_of(&mut error, ContextKind::InvalidArg, &OPTIONS),
        ErrorKind::MissingRequiredArgument => missing(&error),
        _ => None,
    };
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn in_place_of(error: &mut clap::Error, kind: ContextKind, rows: &[(&str, &'static str)]) -> Option<&'static str> {
    let Some(ContextValue::String(typed)) = error.get(kind).cloned() else { return None };
    // Nobody means an option as a value.
    error.remove(ContextKind::Suggested);
    let row = rows.iter().find(|(words, _)| words.split(' ').any(|word| word == typed));
    let is_one_word_more = kind == ContextKind::InvalidArg && !typed.starts_with('-');
    let tip = match row {
        Some((_, tip)) => *tip,
        None if is_one_word_more && command_of(error).as_deref() == Some("new") => {
            "`slsgen new FILE --out DIR` names the folder of a new project"
        }
        None if is_one_word_more => "leave it out: the command takes one file or folder",
        None => return None,
    };
    error.remove(ContextKind::SuggestedSubcommand);
    error.remove(ContextKind::SuggestedArg);
    Some(tip)
}

fn missing(error: &clap::Error) -> Option<&'static str> {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return None };
    MISSING.iter().find(|(start, _)| missing.iter().any(|one| one.starts_with(start))).map(|(_, tip)| *tip)
}
