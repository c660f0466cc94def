use std::collections::HashSet;

use heck::ToSnakeCase;

use crate::model::{Name, Operation, Query, Segment, TypeName};

/// The ids of routes, which are OpenAPI's operation ids, and the names of their handlers: each unique in the service.
///
/// Clients and stacks know the ids, so these never change. Only code knows the handlers.
#[derive(Default)]
pub(super) struct RouteIds {
    ids: HashSet<String>,
    handlers: HashSet<String>,
}

impl RouteIds {
    /// The shortest id that is free. The first route of an operation keeps the plain one, so that adding
    /// a route at the end renames none.
    pub(super) fn id(&mut self, operation: &Operation, path: &[Segment], resource: &Name, item: &TypeName) -> String {
        let plain = plain(operation, resource, item);
        let with_literals = format!("{plain}{}", words(path, |segment| matches!(segment, Segment::Literal(_))));
        let with_all = format!("{plain}{}", words(path, |_| true));
        take(&mut self.ids, &plain, [with_literals, with_all])
    }

    /// As [`id`](Self::id), but no word of the path is said that the plain name has already.
    pub(super) fn handler(
        &mut self,
        operation: &Operation,
        path: &[Segment],
        resource: &Name,
        item: &TypeName,
    ) -> String {
        let plain = plain(operation, resource, item);
        let says = |word: &str| format!("_{plain}_").contains(&format!("_{word}_"));
        let parameters = path.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(attribute) => Some(attribute.name.suffix()),
        });
        let parameters: Vec<&str> = parameters.filter(|word| !says(word)).collect();
        let joint = if plain.contains("_by_") { "and" } else { "by" };
        let with_parameters = match parameters.as_slice() {
            [] => plain.clone(),
            words => format!("{plain}_{joint}_{}", words.join("_and_")),
        };
        let with_literals = format!("{plain}{}", words(path, |segment| matches!(segment, Segment::Literal(_))));
        take(&mut self.handlers, &plain, [with_parameters, with_literals])
    }
}

/// The first name that is free, or a numbered one.
fn take<const N: usize>(taken: &mut HashSet<String>, plain: &str, others: [String; N]) -> String {
    let numbered = (2..).map(|number| format!("{plain}_{number}"));
    let names = std::iter::once(plain.to_owned()).chain(others).chain(numbered);
    let name = names.into_iter().find(|name| !taken.contains(name));
    let name = name.expect("of infinitely many names, finitely many are taken");
    taken.insert(name.clone());
    name
}

fn plain(operation: &Operation, resource: &Name, item: &TypeName) -> String {
    let (many, one) = (resource.suffix(), item.snake());
    match operation {
        Operation::List { .. } => format!("list_{many}"),
        Operation::Query(Query { index: None, .. }) => format!("query_{many}"),
        Operation::Query(Query { index: Some(index), .. }) => {
            format!("query_{many}_{}", index.name.suffix())
        }
        Operation::Get => format!("get_{one}"),
        Operation::Create => format!("create_{one}"),
        Operation::Replace { .. } => format!("replace_{one}"),
        Operation::Update => format!("update_{one}"),
        Operation::Delete => format!("delete_{one}"),
    }
}

fn words(path: &[Segment], wanted: impl Fn(&Segment) -> bool) -> String {
    let word = |segment: &Segment| match segment {
        Segment::Literal(text) => text.to_snake_case(),
        Segment::Parameter(attribute) => format!("by_{}", attribute.name.suffix()),
    };
    let words: Vec<String> = path.iter().filter(|segment| wanted(segment)).map(word).collect();
    words.iter().filter(|word| !word.is_empty()).flat_map(|word| ["_", word]).collect()
}
