//! `pattern`: what Rust's regex and ECMA-262 (OpenAPI, Postman, JavaScript) read alike.
//!
//! `\d` and `\w` mean Unicode's digits and letters in Rust and ASCII's in JavaScript: they become the
//! ASCII classes that their author most likely meant. What has no form in both is refused.

use regex_syntax::ast::{self, Ast, ClassSetItem};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;

/// The largest pattern by [`size`]; the generated crate compiles it within regex's default limit.
const MAX_SIZE: u64 = 20_000;

/// The pattern in a form that both dialects read alike.
pub(super) fn pattern(pattern: &Spanned<String>, problems: &mut Diagnostics) -> Option<String> {
    let problem = match ast::parse::Parser::new().parse(&pattern.value) {
        Err(error) => not_a_pattern(pattern, &error.kind().to_string()),
        Ok(parsed) => match ast::visit(&parsed, Portable { pattern: &pattern.value, edits: Vec::new(), newly: None }) {
            Err(what) => not_portable(pattern, what),
            Ok((edits, newly_refused)) => {
                problems.push_some(newly_refused.map(|what| not_portable(pattern, what).newly_refused()));
                let portable = apply(&pattern.value, edits);
                match regex_syntax::parse(&portable) {
                    Ok(_) if size(&parsed) <= MAX_SIZE => return Some(portable),
                    Ok(_) => not_a_pattern(pattern, "its repetitions make it too large"),
                    Err(error) => not_a_pattern(pattern, error.to_string().lines().last().unwrap_or_default()),
                }
            }
        },
    };
    problems.push(problem);
    None
}

fn not_portable(pattern: &Spanned<String>, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PatternNotPortable, pattern.span, format!("a pattern can't use {what}"))
        .note("the pattern is also in openapi.yaml, whose readers' regular expressions differ from Rust's")
}

fn not_a_pattern(pattern: &Spanned<String>, reason: &str) -> Diagnostic {
    let reason = reason.trim_start_matches("error: ");
    Diagnostic::new(Code::BadPattern, pattern.span, format!("this pattern doesn't compile: {reason}"))
}

/// Characters to be matched, with repetitions written out.
///
/// To compile a pattern takes the longer the larger it is, and here nothing is compiled that could take
/// long. A class counts as ten characters: it becomes about as many states.
fn size(node: &Ast) -> u64 {
    match node {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => 0,
        Ast::Literal(_) => 1,
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => 10,
        Ast::Group(group) => size(&group.ast),
        Ast::Repetition(repetition) => size(&repetition.ast).saturating_mul(times(&repetition.op.kind)),
        Ast::Alternation(any) => any.asts.iter().map(size).fold(0, u64::saturating_add),
        Ast::Concat(all) => all.asts.iter().map(size).fold(0, u64::saturating_add),
    }
}

fn times(kind: &ast::RepetitionKind) -> u64 {
    match kind {
        ast::RepetitionKind::Range(
            ast::RepetitionRange::Exactly(times)
            | ast::RepetitionRange::AtLeast(times)
            | ast::RepetitionRange::Bounded(_, times),
        ) => u64::from(*times).max(1),
        _ => 1,
    }
}

/// A part of the pattern, and what to write in its place.
type Edit = (ast::Span, String);

fn apply(pattern: &str, edits: Vec<Edit>) -> String {
    let mut portable = pattern.to_owned();
    for (span, text) in edits.into_iter().rev() {
        portable.replace_range(span.start.offset..span.end.offset, &text);
    }
    portable
}

/// Collects what to write differently, in order; stops at the first construct that can't be.
struct Portable<'a> {
    pattern: &'a str,
    edits: Vec<Edit>,
    /// A construct that earlier versions took.
    newly: Option<&'static str>,
}

impl ast::Visitor for Portable<'_> {
    type Output = (Vec<Edit>, Option<&'static str>);
    type Err = &'static str;

    fn finish(self) -> Result<Self::Output, Self::Err> {
        Ok((self.edits, self.newly))
    }

    fn visit_pre(&mut self, node: &Ast) -> Result<(), Self::Err> {
        match node {
            Ast::Flags(_) => Err("an inline flag such as `(?i)`"),
            Ast::Group(group) => check_group(group),
            Ast::Literal(literal) => self.literal(literal, Surrounding::Outside),
            Ast::Assertion(assertion) => check_assertion(assertion),
            Ast::ClassPerl(class) => self.perl(class, Surrounding::Outside),
            Ast::ClassUnicode(_) => Err(r"a Unicode class such as `\p{L}`"),
            Ast::Repetition(repetition) => {
                self.check_repeated(&repetition.ast);
                Ok(())
            }
            Ast::Dot(_) | Ast::Empty(_) | Ast::ClassBracketed(_) | Ast::Alternation(_) | Ast::Concat(_) => Ok(()),
        }
    }

    /// What is repeated stands before the operator, and edits are in order.
    fn visit_post(&mut self, node: &Ast) -> Result<(), Self::Err> {
        if let Ast::Repetition(repetition) = node {
            self.counts(repetition);
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Self::Err> {
        match item {
            ClassSetItem::Ascii(_) => Err("a POSIX class such as `[:alpha:]`"),
            ClassSetItem::Unicode(_) => Err(r"a Unicode class such as `\p{L}`"),
            ClassSetItem::Bracketed(_) => Err("a class within a class"),
            ClassSetItem::Perl(class) => self.perl(class, Surrounding::Class),
            ClassSetItem::Literal(literal) => self.literal(literal, Surrounding::Class),
            ClassSetItem::Range(range) => {
                self.literal(&range.start, Surrounding::Class)?;
                self.literal(&range.end, Surrounding::Class)
            }
            ClassSetItem::Empty(_) | ClassSetItem::Union(_) => Ok(()),
        }
    }

    fn visit_class_set_binary_op_pre(&mut self, _: &ast::ClassSetBinaryOp) -> Result<(), Self::Err> {
        Err("`&&`, `--` or `~~` within a class")
    }
}

/// Whether something stands in a bracketed class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surrounding {
    Outside,
    Class,
}

impl Portable<'_> {
    /// ECMA-262 repeats characters, classes and groups.
    fn check_repeated(&mut self, repeated: &Ast) {
        match repeated {
            Ast::Repetition(_) => self.newly = Some("a repetition of a repetition, such as `a**`, without a group"),
            Ast::Assertion(_) => self.newly = Some("a repetition of `^` or `$`"),
            // Readers that don't compile for Unicode would repeat one half of the surrogate pair.
            Ast::Literal(literal) if literal.kind == ast::LiteralKind::Verbatim && literal.c.len_utf16() > 1 => {
                self.edits.push((literal.span, format!("(?:{})", literal.c)));
            }
            _ => {}
        }
    }

    /// Rust also reads spaces within braces.
    fn counts(&mut self, repetition: &ast::Repetition) {
        let ast::RepetitionKind::Range(range) = &repetition.op.kind else { return };
        let counts = match range {
            ast::RepetitionRange::Exactly(times) => format!("{{{times}}}"),
            ast::RepetitionRange::AtLeast(min) => format!("{{{min},}}"),
            ast::RepetitionRange::Bounded(min, max) => format!("{{{min},{max}}}"),
        };
        let span = repetition.op.span;
        let written = &self.pattern[span.start.offset..span.end.offset];
        if written.trim_end_matches('?') != counts {
            let lazy = if repetition.greedy { "" } else { "?" };
            self.edits.push((span, counts + lazy));
        }
    }

    fn literal(&mut self, literal: &ast::Literal, place: Surrounding) -> Result<(), &'static str> {
        let c = literal.c;
        let escaped = match literal.kind {
            ast::LiteralKind::Meta | ast::LiteralKind::Superfluous => true,
            ast::LiteralKind::Verbatim => false,
            ast::LiteralKind::HexFixed(ast::HexLiteralKind::X | ast::HexLiteralKind::UnicodeShort) => return Ok(()),
            ast::LiteralKind::Special(ast::SpecialLiteralKind::Bell | ast::SpecialLiteralKind::Space)
            | ast::LiteralKind::Octal
            | ast::LiteralKind::HexFixed(_)
            | ast::LiteralKind::HexBrace(_) => return Err("an escape that only Rust knows"),
            ast::LiteralKind::Special(_) => return Ok(()),
        };
        // ECMA-262 wants its syntax escaped, and nothing else; in a class, a hyphen may be.
        let syntax = if place == Surrounding::Outside { r"^$\.*+?()[]{}|" } else { r"\]^-" };
        let allowed = if place == Surrounding::Outside { "/" } else { "/$.*+?()[{}|" };
        let text = match (escaped, syntax.contains(c)) {
            (true, false) if allowed.contains(c) => return Ok(()),
            // Two of these in a row are an operator within a class.
            (true, false) if place == Surrounding::Class && "&~".contains(c) => format!(r"\x{:02X}", u32::from(c)),
            (true, false) => c.to_string(),
            (false, true) if place == Surrounding::Outside => format!(r"\{c}"),
            (false, true) if c == ']' => {
                self.newly = Some("`]` at the beginning of a class; write `\\]`");
                return Ok(());
            }
            // Two hyphens that begin a class are a range to ECMA-262.
            (false, true) if c == '-' && self.pattern[literal.span.start.offset..].starts_with("--") => {
                r"\-".to_owned()
            }
            (false, true) if c == '-' && self.pattern[..literal.span.end.offset].ends_with("--") => r"\-".to_owned(),
            (true, true) | (false, _) => return Ok(()),
        };
        self.edits.push((literal.span, text));
        Ok(())
    }

    fn perl(&mut self, class: &ast::ClassPerl, place: Surrounding) -> Result<(), &'static str> {
        let members = match class.kind {
            ast::ClassPerlKind::Digit => "0-9",
            ast::ClassPerlKind::Word => "A-Za-z0-9_",
            // The two dialects differ only in U+0085 and U+FEFF.
            ast::ClassPerlKind::Space => return Ok(()),
        };
        let text = match (place, class.negated) {
            (Surrounding::Outside, false) => format!("[{members}]"),
            (Surrounding::Outside, true) => format!("[^{members}]"),
            (Surrounding::Class, false) => members.to_owned(),
            (Surrounding::Class, true) => return Err(r"`\D` or `\W` within a class"),
        };
        self.edits.push((class.span, text));
        Ok(())
    }
}

fn check_group(group: &ast::Group) -> Result<(), &'static str> {
    match &group.kind {
        ast::GroupKind::CaptureIndex(_) => Ok(()),
        ast::GroupKind::NonCapturing(flags) if flags.items.is_empty() => Ok(()),
        ast::GroupKind::NonCapturing(_) => Err("a group with flags such as `(?i:…)`"),
        ast::GroupKind::CaptureName { .. } => Err("a group with a name"),
    }
}

fn check_assertion(assertion: &ast::Assertion) -> Result<(), &'static str> {
    match assertion.kind {
        ast::AssertionKind::StartLine | ast::AssertionKind::EndLine => Ok(()),
        ast::AssertionKind::StartText | ast::AssertionKind::EndText => Err(r"`\A` or `\z`; use `^` and `$`"),
        _ => Err("a word boundary, which knows other words in Rust than in JavaScript"),
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;
    use crate::diagnostic::{Code, Diagnostics};
    use crate::source::{Span, Spanned};

    fn portable(text: &str) -> Result<String, Code> {
        let mut problems = Diagnostics::default();
        let pattern = pattern(&Spanned { value: text.to_owned(), span: Span::default() }, &mut problems);
        pattern.filter(|_| problems.is_empty()).ok_or_else(|| problems[0].code)
    }

    #[test]
    fn one_meaning_in_both_dialects() {
        let cases = [
            (r"^[A-Z]{3}-[0-9]+$", r"^[A-Z]{3}-[0-9]+$"),
            (r"^\d{5}(-\D)?$", r"^[0-9]{5}(-[^0-9])?$"),
            (r"^[\w.\-]+@\w+$", r"^[A-Za-z0-9_.\-]+@[A-Za-z0-9_]+$"),
            (r"a\-b\/c\%d", r"a-b\/c%d"),
            (r"[\&\$\.]", r"[\x26\$\.]"),
            (r"a}b]", r"a\}b\]"),
            (r"é\d", r"é[0-9]"),
            ("b{ 1 , 3 }?c{2}", "b{1,3}?c{2}"),
            ("[--)][a-]", r"[\-\-)][a-]"),
            ("🦀🦀{2}é+", "🦀(?:🦀){2}é+"),
        ];
        for (text, expected) in cases {
            assert_eq!(portable(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_largest_pattern_compiles_and_a_larger_one_is_refused() {
        for largest in [r"\S{2000}", "[^a]{2000}", "(.{100}){20}", "(a{100}){200}"] {
            assert_eq!(portable(largest).as_deref(), Ok(largest));
            assert!(regex::Regex::new(largest).is_ok(), "{largest}");
        }
        assert_eq!(portable(".{2001}"), Err(Code::BadPattern));
        assert_eq!(portable("((a{1000}){1000}){1000}"), Err(Code::BadPattern));
    }

    #[test]
    fn what_only_one_dialect_has_is_refused() {
        for text in
            [r"(?i)a", r"\bword\b", r"\Aa\z", r"\p{L}", "[[:alpha:]]", "[a-z&&[^b]]", "(?P<n>a)", r"[\W]", r"\x{41}"]
        {
            assert_eq!(portable(text), Err(Code::PatternNotPortable), "{text}");
        }
        for text in ["a**", "a{2}{3}", "(a+*)", "^*", "$?", "[]a]", "[^]]"] {
            assert_eq!(portable(text), Err(Code::PatternNotPortable), "{text}");
        }
        for text in ["(", "a{2,1}", "(?=a)", r"(a)\1", "*"] {
            assert_eq!(portable(text), Err(Code::BadPattern), "{text}");
        }
    }
}
