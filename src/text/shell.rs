//! Text as words of a POSIX shell, for commands that a person types.

use std::borrow::Cow;
use std::path::Path;

use super::visible;

/// Within single quotes, where nothing is special but the quote itself.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A command of slsgen's on a project.
pub(crate) fn slsgen(command: &str, project: &Path) -> String {
    if project == Path::new(".") { format!("slsgen {command}") } else { format!("slsgen {command} {}", path(project)) }
}

/// Moves something to where nothing is.
pub(crate) fn mv(from: &Path, to: &Path) -> String {
    format!("mv {} {}", path(from), path(to))
}

/// Copies a file to where nothing is.
pub(crate) fn cp(from: &Path, to: &Path) -> String {
    format!("cp {} {}", path(from), path(to))
}

/// A path as one word, and no option.
pub(crate) fn path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if text.starts_with('-') { word(&format!("./{text}")).into_owned() } else { word(&text).into_owned() }
}

/// A word; in quotes if it needs them.
pub(crate) fn word(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./=:,@%+".contains(c);
    if text.chars().any(visible::is_hidden) {
        dollar_quoted(text).into()
    } else if !text.is_empty() && text.chars().all(is_plain) {
        text.into()
    } else {
        quoted(text).into()
    }
}

/// For what can't be seen. Shells of before POSIX 2024 don't know these quotes; bash, zsh and ksh do.
fn dollar_quoted(text: &str) -> String {
    let mut word = "$'".to_owned();
    for c in text.chars() {
        match c {
            '\'' | '\\' => word.extend(['\\', c]),
            c if visible::is_hidden(c) => {
                let mut bytes = [0; 4];
                word.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("\\{byte:03o}")));
            }
            c => word.push(c),
        }
    }
    word + "'"
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    #[cfg(unix)]
    use std::process::Command;

    #[test]
    fn a_path_is_quoted_where_it_needs_to_be() {
        let cases = [
            ("notes", "notes"),
            ("a/b-c_d.e", "a/b-c_d.e"),
            ("-rf", "./-rf"),
            ("-r f", "'./-r f'"),
            ("my project", "'my project'"),
            ("it's", r"'it'\''s'"),
            ("$(id)", "'$(id)'"),
            ("~", "'~'"),
            ("a\nb'\\\u{202e}", r"$'a\012b\'\\\342\200\256'"),
            ("é", "'é'"),
        ];
        for (path, word) in cases {
            assert_eq!(super::path(Path::new(path)), word);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_the_path_back() {
        for path in ["notes", "my project", "it's", "a\\b", "a\nb'\\\u{202e}\u{1b}7", "*?[a]{b}", "a;b|c&d", "#a", "!a"]
        {
            let line = format!("printf %s {}", super::path(Path::new(path)));
            let said = Command::new("bash").args(["-c", &line]).output().expect("bash runs").stdout;
            assert_eq!(String::from_utf8_lossy(&said), path, "{line}");
        }
    }
}
