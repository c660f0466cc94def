//! Mistakes of syntax that people make, each as a function that finds it in a line.

use super::{Line, Suspect};
use crate::diagnostic::{Advice, Edit};
use crate::source::Span;
use crate::spec::{format, meant};

/// Each mistake; where several may be behind an error, the likelier one first.
pub(super) const FIND: [fn(&str, Line<'_>) -> Option<Suspect>; 15] = [
    tab,
    escape,
    apostrophe,
    quote,
    hash,
    open_lines,
    bracket,
    comma,
    equals,
    colon_in_text,
    space_after_colon,
    special,
    dash,
    indent,
    colon,
];

fn suspect(span: Span, message: impl Into<String>, text: impl Into<String>, edits: Vec<Edit>) -> Suspect {
    Suspect { span, message: message.into(), advice: Advice::certain(text, edits) }
}

fn likely(mut suspect: Suspect) -> Suspect {
    suspect.advice.is_certain = false;
    suspect
}

fn tab(text: &str, line: Line<'_>) -> Option<Suspect> {
    let indent = &line.text[..line.text.len() - line.text.trim_start().len()];
    let at = indent.find('\t')?;
    let span = Span { start: line.start + at, end: line.start + at + 1 };
    // Below a key, or beside the line before: how wide a tab was meant to be, nobody can tell.
    let is_written = |before: &&str| !before.trim().is_empty() && !before.trim_start().starts_with('#');
    let before = text[..line.start].lines().rev().find(is_written).unwrap_or_default();
    let beside = before.len() - before.trim_start_matches(' ').len();
    let width = if before.trim_end().ends_with(':') { beside + 2 } else { beside };
    let edits = vec![Edit::new(line.start, line.start + indent.len(), " ".repeat(width))];
    Some(likely(suspect(span, "a tab can't indent", "write spaces", edits)))
}

/// A backslash between double quotes that begins no escape.
fn escape(_: &str, line: Line<'_>) -> Option<Suspect> {
    const ESCAPES: &str = "0abt\tnvfre \"/\\N_LPxuU";
    for (open, close) in quoted(line.text, '"') {
        let inner = &line.text[open + 1..close];
        let mut signs = inner.char_indices();
        while let Some((at, sign)) = signs.next() {
            if sign != '\\' {
                continue;
            }
            let (_, next) = signs.next()?;
            if ESCAPES.contains(next) {
                continue;
            }
            let start = line.start + open + 1 + at;
            let span = Span { start, end: start + 1 + next.len_utf8() };
            let edits =
                vec![Edit::new(line.start + open, line.start + close + 1, format!("'{}'", inner.replace('\'', "''")))];
            let message = format!("`\\{next}` means nothing between double quotes");
            return Some(suspect(span, message, "write the text between single quotes", edits));
        }
    }
    None
}

/// A quote of the same kind within a text between quotes.
fn apostrophe(_: &str, line: Line<'_>) -> Option<Suspect> {
    let value = value_of(line.text)?;
    let text = line.text[value..].split(" #").next()?.trim_end();
    let sign = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let inner = text.strip_prefix(sign)?.strip_suffix(sign)?;
    let at = inner.find(sign)?;
    let start = line.start + value;
    let edits = vec![Edit::new(start, start + text.len(), quoted_text(inner))];
    let span = Span { start: start + 1 + at, end: start + 2 + at };
    Some(suspect(span, format!("this `{sign}` ends the text"), "put the text in other quotes", edits))
}

/// A bracket at the end of a line that is still open where the next key begins.
pub(super) fn open_lines(text: &str, line: Line<'_>) -> Option<Suspect> {
    let content = line.text[..end_of_content(line.text)].trim_end();
    let sign = content.chars().next_back().filter(|sign| matches!(sign, '{' | '['))?;
    let own = indentation(line.text)?;
    let mut end = line.start + line.text.len();
    for next in text[end..].split_inclusive('\n').skip(1) {
        let at = next.as_ptr() as usize - text.as_ptr() as usize;
        let is_next_key = indentation(next).is_some_and(|other| other <= own) && next.contains(':');
        if is_next_key && !next.trim_start().starts_with('-') {
            break;
        }
        if !next.trim().is_empty() {
            end = at + next.trim_end_matches(['\n', '\r']).len();
        }
    }
    let right = closing(sign);
    let start = line.start + content.len() - 1;
    let edits = vec![Edit::new(end, end, format!("\n{}{right}", " ".repeat(own)))];
    let span = Span { start, end: start + 1 };
    Some(likely(suspect(span, format!("this `{sign}` is never closed"), format!("close it: `{right}`"), edits)))
}

/// A quote that its line does not close.
pub(super) fn quote(_: &str, line: Line<'_>) -> Option<Suspect> {
    let open = unclosed_quote(line.text)?;
    let sign = &line.text[open..=open];
    let end = line.text.trim_end().len();
    // What closes the collections around it stands at the end.
    let inner = line.text[open..end].trim_end_matches([' ', '}', ']']);
    let end = if line.text[..open].contains(['{', '[']) { open + inner.len() } else { end };
    let at = line.start + open;
    let edits = vec![Edit::new(line.start + end, line.start + end, sign)];
    Some(likely(suspect(
        Span { start: at, end: at + 1 },
        "this quote is never closed",
        format!("close it: `{sign}`"),
        edits,
    )))
}

/// A `#` after a blank, in a text between braces: what closes the braces is part of a comment.
fn hash(_: &str, line: Line<'_>) -> Option<Suspect> {
    let at = line.text.find(" #")?;
    let (before, rest) = (&line.text[..at], &line.text[at..]);
    let value = before.rfind(": ").map(|colon| colon + 2).max(before.rfind(", ").map(|comma| comma + 2))?;
    let end = at + rest.find(['}', ']', ',']).filter(|_| depth(before) > 0 && depth(&rest[2..]) < 0)?;
    let text = line.text[value..end].trim_end();
    let start = line.start + value;
    let edits = vec![Edit::new(start, start + text.len(), quoted_text(text))];
    let span = Span { start: line.start + at + 1, end: line.start + at + 2 };
    Some(likely(suspect(
        span,
        "` #` begins a comment, so the rest of the line is not read",
        "put the text in quotes",
        edits,
    )))
}

/// A route without the sign of a list.
fn dash(_: &str, line: Line<'_>) -> Option<Suspect> {
    let text = line.text.trim_start();
    let (method, path) = text.split_once(' ')?;
    let is_route = matches!(method.to_uppercase().as_str(), "GET" | "POST" | "PUT" | "PATCH" | "DELETE");
    let start = line.start + line.text.len() - text.len();
    let span = Span { start, end: start + method.len() };
    let edits = vec![Edit::new(start, start, "- ")];
    (is_route && path.trim_start().starts_with('/'))
        .then(|| suspect(span, "a route is an element of a list, and begins with `- `", "write `- `", edits))
}

/// A key and its value without a `:`.
fn colon(_: &str, line: Line<'_>) -> Option<Suspect> {
    let text = line.text.trim_start();
    let (key, value) = text.split_once(' ')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let start = line.start + line.text.len() - text.len();
    let end = start + key.len();
    let message = format!("a `:` is missing after `{key}`");
    (is_key && !value.trim().is_empty())
        .then(|| likely(suspect(Span { start, end }, message, "write `:`", vec![Edit::new(end, end, ":")])))
}

/// Brackets of a line that don't fit each other.
fn bracket(text: &str, line: Line<'_>) -> Option<Suspect> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, sign) in outside_quotes(line.text) {
        let start = line.start + at;
        let span = Span { start, end: start + 1 };
        match (sign, open.last().map(|(_, sign)| *sign)) {
            ('{' | '[', _) => open.push((at, sign)),
            ('}', Some('{')) | (']', Some('[')) => _ = open.pop(),
            ('}' | ']', Some(other)) => {
                let right = closing(other);
                // Either the other sign was meant, or it is missing before this one.
                let outer = open.iter().filter(|(_, open)| closing(*open) == sign).count();
                let is_both = outer > outside_quotes(&line.text[at + 1..]).filter(|(_, other)| *other == sign).count();
                let edits = vec![Edit::new(start, start + usize::from(!is_both), right.to_string())];
                let message = format!("`{other}` is closed by `{sign}`");
                return Some(suspect(span, message, format!("write `{right}`"), edits));
            }
            ('}' | ']', None) if !is_continued(text, line) => {
                let before = line.text[..at].trim_end().len();
                let edits = vec![Edit::new(line.start + before, start + 1, "")];
                return Some(suspect(span, format!("this `{sign}` closes nothing"), "remove it", edits));
            }
            _ => {}
        }
    }
    let (at, sign) = *open.last()?;
    let start = line.start + at;
    let (right, end) = (closing(sign), line.start + end_of_content(line.text));
    let message = format!("this `{sign}` is never closed");
    let edits = vec![Edit::new(end, end, if sign == '{' { " }".to_owned() } else { right.to_string() })];
    Some(suspect(Span { start, end: start + 1 }, message, format!("close it: `{right}`"), edits))
}

/// Whether brackets before a line are still open in it.
fn is_continued(text: &str, line: Line<'_>) -> bool {
    text[..line.start].lines().map(depth).sum::<i32>() > 0
}

/// How many more brackets a line opens than it closes.
fn depth(line: &str) -> i32 {
    outside_quotes(line).fold(0, |depth, (_, sign)| match sign {
        '{' | '[' => depth + 1,
        '}' | ']' => depth - 1,
        _ => depth,
    })
}

/// A comma that is missing between two entries or two quoted texts.
fn comma(_: &str, line: Line<'_>) -> Option<Suspect> {
    let mut depth = 0;
    let mut has_colon = false;
    for (at, sign) in outside_quotes(line.text) {
        match sign {
            '{' | '[' => (depth, has_colon) = (depth + 1, false),
            '}' | ']' => depth -= 1,
            ',' => has_colon = false,
            ':' if depth > 0 && line.text[at + 1..].starts_with(' ') => {
                let key = line.text[..at].trim_end();
                let key_start = key.rfind([' ', '"', '\'', '}', ']', ',', '{']).map_or(0, |before| before + 1);
                if has_colon && !format::is_key(&line.text[key_start..at]) {
                    return None;
                }
                if has_colon {
                    let end = line.text[..key_start].trim_end().len();
                    let start = line.start + end;
                    let span = Span { start: line.start + key_start, end: line.start + at };
                    let message = format!("a comma is missing before `{}`", &line.text[key_start..at]);
                    return Some(suspect(
                        span,
                        message,
                        "write `,` between two entries",
                        vec![Edit::new(start, start, ",")],
                    ));
                }
                has_colon = true;
            }
            _ => {}
        }
    }
    None
}

/// `key = value`, as TOML has it.
fn equals(_: &str, line: Line<'_>) -> Option<Suspect> {
    let (key, _) = line.text.split_once('=')?;
    let name = key.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let start = line.start + key.trim_end().len();
    let end = line.start + key.len() + 1;
    let message = format!("a value follows `{name}:`, and no `=`");
    is_name.then(|| suspect(Span { start: end - 1, end }, message, "write `:`", vec![Edit::new(start, end, ":")]))
}

/// `: ` within a text that has no quotes.
fn colon_in_text(_: &str, line: Line<'_>) -> Option<Suspect> {
    let value = value_of(line.text)?;
    let text = line.text[value..].trim_end();
    let inner = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    if text.starts_with(['{', '[', '"', '\'', '#', '&', '*', '!', '|', '>', '-']) {
        return None;
    }
    let text = text.split(" #").next()?.trim_end();
    let start = line.start + value;
    let span = Span { start: start + inner, end: start + inner + 1 };
    let edits = vec![Edit::new(start, start + text.len(), quoted_text(text))];
    Some(suspect(span, "`: ` can't be in a text without quotes", "put the text in quotes", edits))
}

fn space_after_colon(_: &str, line: Line<'_>) -> Option<Suspect> {
    let start = line.text.len() - line.text.trim_start_matches([' ', '-']).len();
    let (key, rest) = line.text[start..].split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let at = line.start + start + key.len();
    let is_one = is_key && !rest.is_empty() && !rest.starts_with([' ', '/']);
    let message = format!("a space is missing after `{key}:`");
    is_one.then(|| {
        suspect(Span { start: at, end: at + 1 }, message, "write a space", vec![Edit::new(at + 1, at + 1, " ")])
    })
}

/// A text that begins with a sign of YAML's own, or holds brackets.
fn special(_: &str, line: Line<'_>) -> Option<Suspect> {
    if let Some(value) = value_of(line.text) {
        let text = line.text[value..].split(" #").next()?.trim_end();
        if text.starts_with('[') && text.ends_with(['!', '?']) {
            return list_of_another_language(line.start + value, text);
        }
        if text.starts_with(['[', '{']) {
            return element(line);
        }
        if text.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', ',', ']', '}']) {
            let (start, end) = (line.start + value, line.start + value + text.len());
            let message = format!("a text that begins with `{}` needs quotes", text.chars().next()?);
            let edits = vec![Edit::new(start, end, quoted_text(text))];
            return Some(likely(suspect(Span { start, end }, message, "put it in quotes", edits)));
        }
    }
    element(line)
}

/// A type such as GraphQL's `[String!]!`.
fn list_of_another_language(start: usize, text: &str) -> Option<Suspect> {
    let written = meant::attribute(text)?;
    let span = Span { start, end: start + text.len() };
    let edits = vec![Edit::new(span.start, span.end, written.clone())];
    Some(suspect(span, format!("`{text}` is not a type here"), format!("write `{written}`"), edits))
}

/// Such a text between braces or brackets: a path with a parameter, or one that begins with a sign of YAML's own.
fn element(line: Line<'_>) -> Option<Suspect> {
    let is_special = |text: &str| text.contains('{') && text.contains('/') || text.starts_with(['@', '`', '%', '*']);
    let (at, text) = elements(line.text).find(|(_, text)| is_special(text))?;
    let sign = if text.contains('{') { '{' } else { text.chars().next()? };
    let span = Span { start: line.start + at, end: line.start + at + text.len() };
    let message = format!("a text with `{sign}` needs quotes here");
    let edits = vec![Edit::new(span.start, span.end, quoted_text(text))];
    Some(likely(suspect(span, message, "put it in quotes", edits)))
}

/// The texts without quotes that stand between braces or brackets on a line, and where each begins.
fn elements(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = line.match_indices(['[', ',', ':']).map(|(at, sign)| at + sign.len());
    starts.filter_map(move |start| {
        let start = start + line[start..].len() - line[start..].trim_start().len();
        let text = Some(&line[start..]).filter(|text| !text.starts_with(['{', '[', '"', '\'']))?;
        let mut depth = 0;
        let end = text.find(|c: char| match c {
            '{' => {
                depth += 1;
                false
            }
            '}' if depth > 0 => {
                depth -= 1;
                false
            }
            '}' | ']' | ',' => depth == 0,
            _ => false,
        });
        let text = text[..end.unwrap_or(text.len())].trim_end();
        let is_text = !text.is_empty() && !text.contains(": ");
        is_text.then_some((start, text))
    })
}

/// A line that is indented otherwise than those beside it.
fn indent(text: &str, line: Line<'_>) -> Option<Suspect> {
    let own = indentation(line.text)?;
    let before = || text[..line.start].lines().rev().filter_map(indentation);
    // The line right before is the likeliest neighbour.
    let neighbour = before().next().filter(|other| other.abs_diff(own) <= 2 && *other != own);
    let nearest = || before().min_by_key(|other| (other.abs_diff(own), usize::from(*other > own)));
    let beside = neighbour.or_else(nearest).filter(|other| *other != own)?;
    if beside.abs_diff(own) > 2 {
        return None;
    }
    let span = Span { start: line.start, end: line.start + own };
    let spaces = if own == 1 { "space" } else { "spaces" };
    let message = format!("this line is indented by {own} {spaces}, and others beside it by {beside}");
    let edits = vec![Edit::new(line.start, line.start + own, " ".repeat(beside))];
    Some(likely(suspect(span, message, format!("indent it by {beside}"), edits)))
}

fn indentation(line: &str) -> Option<usize> {
    let text = line.trim_start_matches(' ');
    (!text.is_empty() && !text.starts_with('#')).then(|| line.len() - text.len())
}

/// Where the value of a line's key begins.
fn value_of(line: &str) -> Option<usize> {
    let colon = line.find(": ")?;
    let value = &line[colon + 1..];
    let at = colon + 1 + value.len() - value.trim_start().len();
    (at < line.len() && !line[..colon].contains(['{', '[', '"', '\'', '#'])).then_some(at)
}

fn quoted_text(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// Where a line ends, its comment aside.
fn end_of_content(line: &str) -> usize {
    let comment = outside_quotes(line).find(|(at, sign)| *sign == '#' && line[..*at].ends_with(' '));
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end().len()
}

/// The quote that a line opens and does not close.
fn unclosed_quote(line: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut is_escaped = false;
    for (at, sign) in line.char_indices() {
        match open {
            Some((_, '"')) if is_escaped => is_escaped = false,
            Some((_, '"')) if sign == '\\' => is_escaped = true,
            Some((_, quote)) if sign == quote => open = None,
            None if matches!(sign, '"' | '\'') && begins_value(line, at) => open = Some((at, sign)),
            None if sign == '#' && (at == 0 || line[..at].ends_with(' ')) => break,
            Some(_) | None => {}
        }
    }
    open.map(|(at, _)| at)
}

/// A quote opens a text only where a value can begin: elsewhere it is an apostrophe.
fn begins_value(line: &str, at: usize) -> bool {
    let before = line[..at].trim_end();
    before.is_empty() || before.ends_with([':', ',', '[', '{', '-'])
}

/// The quoted texts of a line: where each opens and closes.
fn quoted(line: &str, quote: char) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = None;
    let mut is_escaped = false;
    for (at, sign) in line.char_indices() {
        match open {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if sign == '\\' => is_escaped = true,
            Some(start) if sign == quote => {
                found.push((start, at));
                open = None;
            }
            None if sign == quote && begins_value(line, at) => open = Some(at),
            _ => {}
        }
    }
    found
}

/// The signs of a line that stand between no quotes and in no comment.
fn outside_quotes(line: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut open = None;
    let mut is_comment = false;
    line.char_indices().filter(move |(at, sign)| match open {
        Some(quote) if *sign == quote => {
            open = None;
            false
        }
        Some(_) => false,
        None if matches!(sign, '"' | '\'') && begins_value(line, *at) => {
            open = Some(*sign);
            false
        }
        None => {
            is_comment |= *sign == '#' && (*at == 0 || line[..*at].ends_with(' '));
            !is_comment
        }
    })
}
