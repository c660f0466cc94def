//! The Rust types of the generated crate: no two may have the same name.

use std::collections::HashMap;

use super::names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::TypeName;
use crate::source::Span;

/// The types of the generated crate and of openapi.yaml for each item, beside the item itself.
fn support(item: &TypeName) -> [String; 6] {
    let after = |suffix: &str| format!("{item}{suffix}");
    [format!("New{item}"), format!("Replace{item}"), after("Patch"), after("Key"), after("Table"), after("Page")]
}

/// The names in use, and what in the spec each comes from.
#[derive(Default)]
pub(super) struct TypeNames {
    taken: HashMap<String, Span>,
    /// The items as hooks name them.
    hooks: HashMap<String, Span>,
}

impl TypeNames {
    /// Takes the name of an item's type, and those that come with it.
    pub(super) fn declare_item(&mut self, item: &TypeName, span: Span, problems: &mut Diagnostics) {
        self.declare(item, span, problems);
        for name in support(item) {
            self.take(&name, span, problems);
        }
        self.take_hooks(item, span, problems);
    }

    /// The methods of hooks end with the item's name, which is in snake case there: `AB` and `Ab` are one.
    fn take_hooks(&mut self, item: &TypeName, span: Span, problems: &mut Diagnostics) {
        let name = item.snake();
        if self.taken.get(item.as_str()) == Some(&span)
            && let Some(other) = self.hooks.insert(name.clone(), span)
        {
            let message = format!("two items would both be `{name}` in the names of hooks");
            let problem = Diagnostic::new(Code::SameRustName, span, message).label("one of them comes from this");
            let problem =
                problem.also(other, "the other one from this").help("set `item:` of one of them to another name");
            problems.push(problem.newly_refused());
        }
    }

    /// Takes the name of what an index holds of an item, and that of a page of it, which openapi.yaml has.
    pub(super) fn declare_projection(&mut self, item: &TypeName, span: Span, problems: &mut Diagnostics) {
        self.declare(item, span, problems);
        self.take(&format!("{item}Page"), span, problems);
        self.take_hooks(item, span, problems);
    }

    /// Takes the name of one type.
    pub(super) fn declare(&mut self, name: &TypeName, span: Span, problems: &mut Diagnostics) {
        self.take(name.as_str(), span, problems);
    }

    fn take(&mut self, name: &str, span: Span, problems: &mut Diagnostics) {
        if names::is_type_taken(name) {
            let message = format!("this gives the type `{name}`, a name that Rust or the generated crate has already");
            problems.push(Diagnostic::new(Code::ReservedName, span, message));
        } else if let Some(&other) = self.taken.get(name) {
            let message = format!("two types of the generated crate would be called `{name}`");
            let problem = Diagnostic::new(Code::SameRustName, span, message).label("one of them comes from this");
            let problem = if other == span { problem } else { problem.also(other, "the other one from this") };
            problems.push(problem.help("rename one of them, or set `item:` to another prefix"));
        } else {
            self.taken.insert(name.to_owned(), span);
        }
    }
}
