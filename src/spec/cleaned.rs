//! Signs that come into a spec from other formats and programs: comments of JavaScript, spaces that are no spaces, and
//! quotes that are no quotes. YAML reads them as part of a text or of a key, and so far from where they are.

use crate::diagnostic::{Advice, Code, Diagnostic, Edit};
use crate::source::{Source, Span};

/// A text without such signs, and the problem of each kind.
pub(crate) struct Cleaned {
    /// What the spec's text becomes.
    pub(crate) source: Source,
    /// One of each kind, with edits of the text as it was.
    pub(crate) problems: Vec<Diagnostic>,
    edits: Vec<Edit>,
}

/// Such a sign, and what stands for it.
struct Found {
    kind: Sign,
    edit: Edit,
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Comment,
    Space,
    Quote,
}

/// The text as it was meant; none if it holds no such sign.
pub(crate) fn cleaned(source: &Source) -> Option<Cleaned> {
    let found = signs(&source.text);
    let problems = [Sign::Comment, Sign::Space, Sign::Quote].into_iter().filter_map(|kind| {
        let edits: Vec<Edit> = found.iter().filter(|it| it.kind == kind).map(|it| it.edit.clone()).collect();
        let first = edits.first()?.span;
        let sign = &source.text[first.range()];
        let (message, help) = match kind {
            Sign::Comment => (format!("`{}` does not begin a comment in YAML", &sign[..2]), "write `#`"),
            Sign::Space => (format!("{} is not a space in YAML", name(sign)), "write a space"),
            Sign::Quote => (format!("`{sign}` is not a quote in YAML"), "write `\"`"),
        };
        Some(Diagnostic::new(Code::Syntax, first, message).advise(Advice::certain(help, edits)))
    });
    let problems: Vec<_> = problems.collect();
    let edits: Vec<Edit> = found.into_iter().map(|it| it.edit).collect();
    let all = Advice::certain("", edits.clone());
    let text = all.applied(&source.text);
    (!edits.is_empty()).then(|| Cleaned { source: Source { name: source.name.clone(), text }, problems, edits })
}

impl Cleaned {
    /// A problem of the clean text, at its place in the text as it was.
    pub(crate) fn placed(&self, mut problem: Diagnostic) -> Diagnostic {
        let labels = [&mut problem.primary].into_iter().chain(&mut problem.secondary).map(|label| &mut label.span);
        let edits = problem.advice.iter_mut().flat_map(|advice| &mut advice.edits).map(|edit| &mut edit.span);
        for span in labels.chain(edits) {
            *span = Span { start: self.before(span.start), end: self.before(span.end) };
        }
        problem
    }

    /// Where a byte of the clean text was.
    pub(crate) fn before(&self, at: usize) -> usize {
        let mut removed = 0;
        for edit in &self.edits {
            if edit.span.start >= at + removed {
                break;
            }
            removed += edit.span.end - edit.span.start - edit.text.len();
        }
        at + removed
    }
}

/// What Unicode calls such a space.
fn name(sign: &str) -> String {
    let sign = sign.chars().next().unwrap_or_default();
    let name = match sign {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{200b}' => "a zero width space",
        '\u{3000}' => "an ideographic space",
        _ => "this sign",
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

fn signs(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut quote, mut before, mut skip_to) = (None, '\n', 0);
    for (at, sign) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = &text[at..];
        let is_apart = before.is_whitespace() || matches!(before, ',' | '{' | '}' | '[' | ']');
        let mut add = |kind, end: usize, text: &str| found.push(Found { kind, edit: Edit::new(at, at + end, text) });
        let line_end = || rest.find('\n').unwrap_or(rest.len());
        match (quote, sign) {
            (_, '\n') => quote = None,
            (Some(open), _) if open == sign => quote = None,
            (None, '"' | '\'') if is_apart => quote = Some(sign),
            (None, '#') if is_apart => skip_to = at + line_end(),
            (None, '/') if is_apart && rest.starts_with("//") => {
                add(Sign::Comment, 2, "#");
                skip_to = at + line_end();
            }
            (None, '/') if is_apart && rest.starts_with("/*") => {
                if let Some(end) = rest.find("*/") {
                    let ends_line = rest[end + 2..].trim_start_matches([' ', '\t', ',']).starts_with(['\n', '\r']);
                    // What closes the comment goes too, so that the line is YAML's.
                    if ends_line && !rest[..end].contains('\n') && !rest[end + 2..].trim_start().starts_with(',') {
                        add(Sign::Comment, end + 2, &format!("#{}", rest[2..end].trim_end()));
                    } else {
                        add(Sign::Comment, end + 2, "");
                    }
                    skip_to = at + end + 2;
                }
            }
            (None, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' | '\u{200b}' | '\u{feff}') if at > 0 => {
                let next = rest[sign.len_utf8()..].chars().next().unwrap_or('\n');
                if is_apart
                    || matches!(before, ':' | '-')
                    || next.is_whitespace()
                    || matches!(next, ':' | ',' | '}' | ']')
                {
                    add(Sign::Space, sign.len_utf8(), if matches!(sign, '\u{200b}' | '\u{feff}') { "" } else { " " });
                }
            }
            (None, '\u{201c}' | '\u{201d}' | '\u{201e}') => {
                let next = rest[sign.len_utf8()..].chars().next().unwrap_or('\n');
                if is_apart || matches!(next, ',' | '}' | ']' | '\n' | '\r' | ':') {
                    add(Sign::Quote, sign.len_utf8(), "\"");
                }
            }
            _ => {}
        }
        before = sign;
    }
    found
}
