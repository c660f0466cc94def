use super::node::{Kind, Node};
use super::tree;
use crate::source::{Source, Span};

/// Where the parts of a spec stand, found by name: the model has no places.
#[derive(Debug)]
pub(crate) struct Outline {
    root: Option<Node>,
}

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The value of a key.
    Key(String),
    /// The route of this method and path, whatever its place in the list.
    Route {
        /// In upper case.
        method: &'static str,
        /// As written.
        path: String,
    },
}

impl Outline {
    /// The outline of a spec; empty if its text is no YAML.
    pub(crate) fn of(source: &Source) -> Self {
        Self { root: tree::parse(source).ok() }
    }

    /// Whether there is a key of this name at the top.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.root.as_ref().is_some_and(|root| child(root, &Step::Key(key.to_owned())).is_some())
    }

    /// The whole spec.
    pub(crate) fn top(&self) -> Span {
        self.root.as_ref().map_or(Span::default(), |root| root.span)
    }

    /// Where the path leads: to the key, or to the nearest of those around it that is written out; none if none is.
    pub(crate) fn find(&self, path: &[Step]) -> Option<Span> {
        let mut node = self.root.as_ref()?;
        let mut span = None;
        for step in path {
            let Some((place, next)) = child(node, step) else { break };
            (span, node) = (Some(place), next);
        }
        span
    }
}

fn child<'a>(node: &'a Node, step: &Step) -> Option<(Span, &'a Node)> {
    match (step, &node.kind) {
        (Step::Key(name), Kind::Map(entries)) => {
            entries.iter().find(|(key, _)| key.value == *name).map(|(key, value)| (key.span, value))
        }
        (Step::Route { method, path }, Kind::List(routes)) => {
            routes.iter().find(|route| is_route(route, method, path)).map(|route| (route.span, route))
        }
        _ => None,
    }
}

fn is_route(node: &Node, method: &str, path: &str) -> bool {
    match &node.kind {
        Kind::Text(text) => text.split_whitespace().eq([method, path]),
        Kind::Map(_) => [("method", method), ("path", path)].into_iter().all(|(key, wanted)| {
            let found = child(node, &Step::Key(key.to_owned()));
            found.is_some_and(|(_, value)| matches!(&value.kind, Kind::Text(text) if text == wanted))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, Step};
    use crate::source::Source;

    const SPEC: &str = "name: shop
table: { partition_key: id }
attributes:
  id: uuid
  size: { type: map, attributes: { width: number } }
routes:
  - GET   /items
  - { path: /items, method: POST }
";

    fn found(path: &[Step]) -> &'static str {
        let source = Source { name: String::new(), text: SPEC.to_owned() };
        Outline::of(&source).find(path).map_or("", |span| &SPEC[span.range()])
    }

    fn keys(keys: &[&str]) -> Vec<Step> {
        keys.iter().map(|key| Step::Key((*key).to_owned())).collect()
    }

    #[test]
    fn a_path_leads_to_its_key() {
        assert_eq!(found(&keys(&["attributes", "size", "attributes", "width"])), "width");
    }

    #[test]
    fn what_is_not_written_out_is_found_at_the_nearest_around_it() {
        assert_eq!(found(&keys(&["attributes", "size", "attributes", "height"])), "attributes");
        assert_eq!(found(&keys(&["attributes", "id", "type"])), "id");
        assert_eq!(found(&keys(&["stages", "prod"])), "");
    }

    #[test]
    fn routes_are_found_by_method_and_path_in_either_form() {
        let route = |method| [keys(&["routes"]), vec![Step::Route { method, path: "/items".to_owned() }]].concat();
        assert_eq!(found(&route("GET")), "GET   /items");
        assert_eq!(found(&route("POST")), "{ path: /items, method: POST }");
        assert_eq!(found(&route("PUT")), "routes");
    }
}
