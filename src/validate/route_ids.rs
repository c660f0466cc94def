use std::collections::HashSet;

use heck::ToSnakeCase;

use crate::model::{Name, Operation, Query, Segment, TypeName};

/// The ids of routes: handlers' names and OpenAPI's operation ids, unique in the service.
#[derive(Default)]
pub(super) struct RouteIds {
    taken: HashSet<String>,
}

impl RouteIds {
    /// The shortest id that is free. The first route of an operation keeps the plain one, so that adding
    /// a route at the end renames none.
    pub(super) fn take(&mut self, operation: &Operation, path: &[Segment], resource: &Name, item: &TypeName) -> String {
        let plain = plain(operation, resource, item);
        let with_literals = format!("{plain}{}", words(path, |segment| matches!(segment, Segment::Literal(_))));
        let with_all = format!("{plain}{}", words(path, |_| true));
        let numbered = (2..).map(|number| format!("{plain}_{number}"));
        let id =
            [plain.clone(), with_literals, with_all].into_iter().chain(numbered).find(|id| !self.taken.contains(id));
        let id = id.expect("of infinitely many ids, finitely many are taken");
        self.taken.insert(id.clone());
        id
    }
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
