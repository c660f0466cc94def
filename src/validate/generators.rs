//! Generators: what each makes, and how often there can be one.

use super::constraints;
use super::declared::Attributes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Generate;
use crate::spec::{AttributeSpec, Generator, Type};

/// Reports a generator that doesn't fit the attribute's other keys.
pub(super) fn check_generator(spec: &AttributeSpec, problems: &mut Diagnostics) {
    let (Some(generator), Some(kind)) = (spec.generate.read(), spec.kind.read()) else { return };
    let makes = match generator.value {
        Generator::UuidV4 | Generator::UuidV7 => Type::Uuid,
        Generator::Ulid => Type::Ulid,
        Generator::Created | Generator::Updated => Type::Timestamp,
        Generator::Version => Type::Integer,
    };
    if kind.value != makes {
        let message = format!(
            "this generator makes values of type `{}`, not `{}`",
            constraints::word(makes),
            constraints::word(kind.value)
        );
        let problem = Diagnostic::new(Code::GeneratorNotForType, generator.span, message);
        problems.push(problem.also(kind.span, "the attribute's type"));
    }
    for (field, key) in [(&spec.minimum, "minimum"), (&spec.maximum, "maximum")] {
        if let Some(span) = field.span() {
            let message = format!("`{key}` has no meaning for what a generator fills");
            problems.push(Diagnostic::new(Code::Contradiction, span, message));
        }
    }
    if spec.immutable.value() == Some(&true) && matches!(generator.value, Generator::Updated | Generator::Version) {
        let message = "this generator fills the attribute with each write, so it can't be immutable";
        problems.push(Diagnostic::new(Code::Contradiction, spec.immutable.span().unwrap_or_default(), message));
    }
}

/// One attribute holds the version, one the time of creation and one that of the last write.
pub(super) fn check_generators(attributes: &Attributes, problems: &mut Diagnostics) {
    for kind in [Generate::Version, Generate::Created, Generate::Updated] {
        let mut filled = attributes.iter().filter(|attribute| attribute.generate == Some(kind));
        let Some(first) = filled.next() else { continue };
        for second in filled {
            let message = format!("`{}` and `{}` would always hold the same", first.name, second.name);
            let problem = Diagnostic::new(Code::GeneratorTwice, attributes.span(second), message);
            problems.push(problem.also(attributes.span(first), "the other one"));
        }
    }
}

/// The generator in the model.
pub(super) fn generate(generator: Generator) -> Generate {
    match generator {
        Generator::UuidV4 => Generate::UuidV4,
        Generator::UuidV7 => Generate::UuidV7,
        Generator::Ulid => Generate::Ulid,
        Generator::Created => Generate::Created,
        Generator::Updated => Generate::Updated,
        Generator::Version => Generate::Version,
    }
}
