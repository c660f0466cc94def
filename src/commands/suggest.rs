//! What people type who know other tools, and what to type here.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Commands of other tools.
const COMMANDS: [(&str, &str); 10] = [
    (
        "generate gen g create make build scaffold start",
        "`slsgen new FILE` makes a project, and `slsgen update` renews one",
    ),
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
    ("version", "`slsgen --version` prints it"),
    ("fix", "`slsgen validate FILE --fix` corrects a spec where there is one way to correct it"),
    ("revert rollback reset restore back", "`slsgen undo` takes the last update back"),
    ("deploy publish destroy delete", "`sam deploy` does it: the README.md of the project says how"),
];

/// Options of other tools.
const OPTIONS: [(&str, &str); 7] = [
    (
        "--dry-run --dryrun --check --preview -n",
        "`slsgen plan` shows what an update would do, and `slsgen validate FILE` writes nothing",
    ),
    (
        "--force --overwrite --clobber --replace",
        "slsgen overwrites nothing: remove what is in the way, or name another place",
    ),
    (
        "--output -o --dir --target --destination --outdir --out-dir --path",
        "`slsgen new FILE --out DIR` names the folder",
    ),
    (
        "--file -f --input --config --schema -i -c -s",
        "the spec needs no option: `slsgen new FILE`, `slsgen validate FILE`",
    ),
    ("--yes -y --no-input --non-interactive --defaults", "slsgen asks nothing: leave the option out"),
    ("--json", "write `--format json`"),
    ("--fix", "`slsgen validate FILE --fix` corrects a spec where there is one way to correct it"),
];

/// The error with what people of other tools look for, in place of what clap finds near by its letters.
pub(super) fn improved(mut error: clap::Error) -> clap::Error {
    let (kind, rows, suggested) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            (ContextKind::InvalidSubcommand, &COMMANDS[..], ContextKind::SuggestedSubcommand)
        }
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, &OPTIONS[..], ContextKind::SuggestedArg),
        _ => return error,
    };
    let Some(ContextValue::String(typed)) = error.get(kind).cloned() else { return error };
    // Nobody means an option as a value.
    error.remove(ContextKind::Suggested);
    let row = rows.iter().find(|(words, _)| words.split(' ').any(|word| word == typed));
    let is_one_word_more = kind == ContextKind::InvalidArg && !typed.starts_with('-');
    let tip = match row {
        Some((_, tip)) => *tip,
        None if is_one_word_more => "`slsgen new FILE --out DIR` names the folder of a new project",
        None => return error,
    };
    error.remove(suggested);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    error
}
