//! What one expression of DynamoDB holds.

use crate::contract::expression::{self, MAX_BYTES, MAX_OPERATORS, Size};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Resource;
use crate::source::Span;

/// Reports attributes that a PUT or PATCH can't write at once; `span` is where they are.
pub(super) fn check(resource: &Resource, span: Span, problems: &mut Diagnostics) {
    for route in &resource.routes {
        let mut sizes = expression::of_write(resource, route).into_iter();
        let Some(Size { operators, bytes }) = sizes.find(|size| !size.fits()) else { continue };
        let path = route.title();
        let message = format!("`{path}` may need an expression of {operators} operators and {bytes} bytes");
        problems.push(
            Diagnostic::new(Code::TooManyAttributes, span, message)
                .note(format!("DynamoDB takes {MAX_OPERATORS} operators and {MAX_BYTES} bytes"))
                .note("each attribute that it writes is an operator, and each that must not change two or more")
                .help("put attributes that belong together into a `map`, or into a resource of their own")
                .newly_refused(),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostics, Rules};
    use crate::{spec, validate};

    /// Whether a spec with this many attributes of a form is taken, beside `more`.
    fn is_taken(rules: Rules, route: &str, form: &str, count: usize, more: &str) -> bool {
        let attribute = |n| format!("  a{n}: {}\n", form.replace("NAME", &format!("b{n}")));
        let attributes = (0..count).map(attribute).collect::<Vec<_>>().concat();
        let table = "name: things\ntable: { partition_key: id }\napi: { auth: none }\n";
        let text = format!("{table}routes: [\"{route}\"]\nattributes:\n  id: string\n{attributes}{more}");
        let mut problems = Diagnostics::by(rules);
        let source = spec::decode("spec.yaml", text.as_bytes(), &mut problems);
        let spec = spec::read(&source, &mut problems).expect("the YAML is right");
        let is_taken = validate::validate(&spec, &mut problems).is_some();
        let codes: Vec<Code> = problems.iter().filter(|it| it.is_error()).map(|it| it.code).collect();
        assert_eq!(codes, if is_taken { vec![] } else { vec![Code::TooManyAttributes] });
        is_taken
    }

    #[test]
    fn as_many_attributes_as_dynamodb_writes_at_once_are_taken_and_not_one_more() {
        const PUT: &str = "PUT /things/{id}";
        const PATCH: &str = "PATCH /things/{id}";
        let counted =
            "  changed: { type: timestamp, generate: updated }\n  version: { type: integer, generate: version }\n";
        let counted_renamed = counted.replace("version }", "version, renamed_from: revision }");
        let rows = [
            (PUT, "string", "", 300),
            (PATCH, "string", "", 300),
            (PUT, "string", counted, 296),
            (PATCH, "string", counted, 296),
            (PATCH, "string", counted_renamed.as_str(), 295),
            // A condition, and the AND before it.
            (PUT, "{ type: string, required: true, immutable: true }", "", 149),
            // A condition with an OR.
            (PUT, "{ type: string, default: x, immutable: true }", "", 74),
            // `attribute_not_exists` is long.
            (PUT, "{ type: string, immutable: true }", "", 135),
            (PATCH, "{ type: map, attributes: { x: string } }", "", 135),
            // Two names each.
            (PUT, "{ type: string, renamed_from: NAME }", "", 255),
            (PUT, "{ type: string, required: true, immutable: true, renamed_from: NAME }", "", 37),
        ];
        for (route, form, more, most) in rows {
            assert!(is_taken(Rules::Present, route, form, most, more), "{route}: {most} of {form}");
            assert!(!is_taken(Rules::Present, route, form, most + 1, more), "{route}: {} of {form}", most + 1);
        }
        assert!(is_taken(Rules::Present, "POST /things", "string", 420, ""));
    }

    #[test]
    fn an_earlier_spec_may_have_more() {
        assert!(is_taken(Rules::Earlier, "PUT /things/{id}", "string", 301, ""));
    }
}
