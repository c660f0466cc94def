//! What views hand over to templates is names, literals, types and words: templates hold the code.

#[path = "../../../tests/support/random.rs"]
mod random;
#[path = "../../../tests/support/random_spec/mod.rs"]
mod random_spec;

use std::fs;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

use super::stored::Uses;
use super::{item, routes, table, types};

/// Seeds of specs, of which some are invalid.
const SEEDS: std::ops::Range<u64> = 0..200;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the specs")]
fn views_hand_over_no_code() {
    let files = fs::read_dir("specs").expect("specs/ is there").map(|entry| entry.expect("an entry").path());
    let specs = files.map(|file| fs::read_to_string(file).expect("a spec can be read"));
    for spec in specs.chain(SEEDS.map(random_spec::spec)) {
        let Some(service) = crate::load("spec.yaml", spec.as_bytes()).service else { continue };
        let uses = Uses::of(&service);
        for resource in &service.resources {
            let views = [
                ("item.rs.j2", serde_json::to_value(item::view(resource))),
                ("routes.rs.j2", serde_json::to_value(routes::view(resource))),
                ("table.rs.j2", serde_json::to_value(table::view(resource, &service))),
                ("types.rs.j2", serde_json::to_value(types::view(resource, uses))),
            ];
            for (template, view) in views {
                let view = view.expect("a view is serialised");
                assert_eq!(code(&view), None, "what {template} prints of {}, from\n{spec}", resource.name);
            }
        }
    }
}

/// The first string of a view that is more than a name, a literal, a type or words.
fn code(view: &Value) -> Option<&str> {
    match view {
        Value::String(text) => {
            // Comments name attributes as they are on the wire, which need not be words of Rust.
            let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-. ".contains(&byte));
            let is_code = !is_name && (text.contains('\n') || text.parse().map_or(true, has_statement));
            is_code.then_some(text)
        }
        Value::Array(values) => values.iter().find_map(code),
        Value::Object(fields) => fields.values().find_map(code),
        _ => None,
    }
}

/// Whether something stands there that only a template may write: the end of a statement, a block, an assignment.
fn has_statement(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace || has_statement(group.stream()),
        TokenTree::Punct(punct) => matches!(punct.as_char(), ';' | '='),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}
