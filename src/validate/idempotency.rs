//! `Idempotency-Key`: for how long one counts, and whether something honours it.

use std::ops::RangeInclusive;

use super::paths::Seen;
use super::resource_draft::ResourceDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Auth, Service};
use crate::source::Span;
use crate::spec::{self, Field};

/// A minute to seven days: longer than a client sends a request again.
const RANGE: RangeInclusive<u32> = 60..=7 * 86_400;

/// Reads for how long a key counts, in seconds.
pub(super) fn seconds(field: &Field<String>, problems: &mut Diagnostics) -> Option<u32> {
    let text = field.read()?;
    let seconds = spec::seconds(&text.value);
    let problem = match seconds {
        Some(seconds) if RANGE.contains(&seconds) => return Some(seconds),
        Some(_) => Diagnostic::new(Code::OutOfRange, text.span, "`idempotency` is between `1m` and `7d`"),
        None => {
            let message = format!("expected a number with `m`, `h` or `d`, found {:?}", text.value);
            Diagnostic::new(Code::WrongType, text.span, message)
        }
    };
    problems.push(problem.help("write how long a client may send a request again, such as `24h`"));
    // Whoever asks for it wrongly asks for it.
    Some(*RANGE.start())
}

/// Checks what only the whole service tells; `span` is where the spec asks for it.
pub(super) fn check(
    service: &Service,
    drafts: &[ResourceDraft<'_>],
    seen: &[Seen],
    span: Span,
    problems: &mut Diagnostics,
) {
    if service.api.idempotency.is_none() {
        return;
    }
    let mut routes = service.routes().filter(|route| route.takes_idempotency_key).peekable();
    if routes.peek().is_none() && !problems.has_errors() {
        let message = "`idempotency` is for a POST that creates, and there is none";
        problems.push(Diagnostic::new(Code::Contradiction, span, message).help("remove `idempotency`"));
    }
    for route in routes.filter(|route| route.auth == Auth::None) {
        let title = route.title();
        let place = seen.iter().find(|seen| seen.name == title).map(|seen| seen.span).unwrap_or_default();
        let message = format!("`{title}` doesn't know its callers, so their keys are not kept apart");
        problems.push(
            Diagnostic::new(Code::SharedIdempotencyKeys, place, message)
                .note("whoever sends another's `Idempotency-Key` and body gets the item that the other one made")
                .help("ask for credentials; `allow: [W0016]` says that clients take random keys"),
        );
    }
    for draft in drafts {
        let own = service.resources.iter().find(|resource| resource.name == draft.name);
        if own.is_some_and(|resource| resource.table.name == service.idempotency_table()) {
            let name = draft.table.value().and_then(|table| table.name.span());
            let message = format!("two tables are called `{}`", service.idempotency_table());
            problems.push(
                Diagnostic::new(Code::SameTable, name.unwrap_or(draft.name_span), message)
                    .also(span, "this makes the other one, which remembers requests")
                    .help("give the table another `name`"),
            );
        }
    }
}
