use super::literal;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Presence, Shape};
use crate::spec::AttributeSpec;

/// Reads whether a value has to be there, and its default.
pub(super) fn presence(spec: &AttributeSpec, shape: &Shape, problems: &mut Diagnostics) -> Presence {
    if let Some(default) = spec.default.read() {
        if spec.required.value() == Some(&true) {
            let message = "an attribute with a default is never missing, so `required` has no meaning";
            let span = spec.required.span().unwrap_or_default();
            problems.push(Diagnostic::new(Code::Contradiction, span, message).also(default.span, "the default"));
        }
        return literal::default(shape, default, problems).map_or(Presence::Optional, Presence::Default);
    }
    if spec.required.value() == Some(&true) { Presence::Required } else { Presence::Optional }
}
