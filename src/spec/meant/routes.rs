use super::edits;
use super::{Entry, Meaning, vocabulary};
use crate::diagnostic::{Advice, Code};
use crate::source::Spanned;
use crate::spec::format::Allowed;
use crate::spec::node::{Kind, Node};

impl Meaning<'_> {
    /// A route that is not `METHOD /path`, as it was meant.
    pub(super) fn route(&mut self, node: &Node, text: &str, path: &[&str]) -> Option<Node> {
        let words: Vec<&str> = text.split([' ', '\t', ':']).filter(|word| !word.is_empty()).collect();
        let methods = Allowed::by_name("Verb").words?.list();
        let is_method = |word: &&&str| methods.contains(&word.to_uppercase().as_str());
        let method = words.iter().find(is_method)?.to_uppercase();
        // A colon may be part of the path.
        let rest: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !methods.contains(&word.trim_end_matches(':').to_uppercase().as_str()))
            .collect();
        let [route_path] = rest[..] else { return None };
        let (fixed, is_certain) = self.path(route_path, path);
        let filters = self.filters(route_path, path);
        if method == "GET" && !filters.is_empty() {
            return Some(self.filtered(node, route_path, &fixed, &filters));
        }
        let written = format!("{method} {fixed}");
        if written == text.split_whitespace().collect::<Vec<_>>().join(" ") {
            return None;
        }
        let (message, code) = if let Some(name) = self.other_name(route_path, path) {
            let message = format!("a parameter has the name of its attribute, and there is no attribute `{name}`");
            (message, Code::BadPath)
        } else if fixed == route_path {
            (format!("`{text}` is not a valid route"), Code::BadRoute)
        } else {
            (format!("`{route_path}` is not a valid path"), Code::BadPath)
        };
        let quoted = self.source.text[node.span.start..].starts_with(['"', '\'']);
        let replacement = if quoted { format!("\"{written}\"") } else { written.clone() };
        let edits = vec![edits::replace_value(node, replacement)];
        let advice = if is_certain { Advice::certain } else { Advice::likely };
        self.report_edit(code, node.span, message, advice(format!("write `{written}`"), edits));
        Some(Node { kind: Kind::Text(written), ..*node })
    }

    /// The parameter of a right path that has another name than its attribute.
    fn other_name<'r>(&self, route_path: &'r str, path: &[&str]) -> Option<&'r str> {
        let names = self.attributes_around(path);
        let (fixed, _) = self.path(route_path, path);
        let is_same = |(a, b): (&str, &str)| a == b || a.starts_with('{') && b.starts_with('{');
        let is_right = fixed.split('/').zip(route_path.split('/')).all(is_same);
        let mut parameters = route_path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        parameters.find(|name| is_right && !names.contains(name))
    }

    /// The attributes that the query of a path names.
    fn filters<'q>(&self, text: &'q str, path: &[&str]) -> Vec<&'q str> {
        let Some((_, query)) = text.split_once('?') else { return Vec::new() };
        let names = self.attributes_around(path);
        let given = query.split('&').map(|one| one.split('=').next().unwrap_or(one).trim_matches(['{', '}']));
        given.filter(|name| names.contains(name)).collect()
    }

    /// A route whose path names filters in its query: in long form.
    fn filtered(&mut self, node: &Node, text: &str, path: &str, filters: &[&str]) -> Node {
        let quoted = if path.contains('{') { format!("\"{path}\"") } else { path.to_owned() };
        let written = format!("{{ method: GET, path: {quoted}, filters: [{}] }}", filters.join(", "));
        let edits = vec![edits::replace_value(node, written.clone())];
        let message = format!("`{text}` is not a valid path: filters have their own key");
        self.report_edit(Code::BadPath, node.span, message, Advice::certain(format!("write `{written}`"), edits));
        let value = |kind: Kind| Node { kind, ..*node };
        let filters = filters.iter().map(|name| value(Kind::Text((*name).to_owned()))).collect();
        let text = |text: &str| value(Kind::Text(text.to_owned()));
        let entries = [("method", text("GET")), ("path", text(path)), ("filters", value(Kind::List(filters)))];
        let entries = entries.map(|(key, value)| (Spanned { value: key.to_owned(), span: node.span }, value));
        value(Kind::Map(entries.into()))
    }

    /// The path of a route in long form.
    pub(super) fn route_path(&mut self, node: &Node, text: &str, path: &[&str]) -> Option<Node> {
        let (fixed, is_certain) = self.path(text, &path[..path.len() - 1]);
        if fixed == text {
            return None;
        }
        let edits = vec![edits::replace_value(node, format!("\"{fixed}\""))];
        let advice = if is_certain { Advice::certain } else { Advice::likely };
        let message = format!("`{text}` is not a valid path");
        self.report_edit(Code::BadPath, node.span, message, advice(format!("write `{fixed}`"), edits));
        Some(Node { kind: Kind::Text(fixed), ..*node })
    }

    /// A path in this format's words, and whether nothing else can be meant.
    fn path(&self, text: &str, path: &[&str]) -> (String, bool) {
        let after_host = text.split_once("://").map_or(text, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let (before_query, query) =
            after_host.split_once('?').map_or((after_host, None), |(path, query)| (path, Some(query)));
        let names = self.attributes_around(path);
        let segments = before_query.split('/').filter(|segment| !segment.is_empty());
        let fixed: Vec<String> = segments.map(|segment| self::segment(segment, &names)).collect();
        (format!("/{}", fixed.join("/")), query.is_none())
    }

    /// The names of the attributes of the resource that a path of keys is in.
    pub(super) fn attributes_around(&self, path: &[&str]) -> Vec<&str> {
        self.entries_around(path).map(|(key, _)| key.value.as_str()).collect()
    }

    /// Those that are timestamps.
    pub(super) fn timestamps_around(&self, path: &[&str]) -> Vec<&str> {
        let is_time = |value: &&Entry| match &value.1.kind {
            Kind::Text(kind) => kind == "timestamp",
            Kind::Map(entries) => entries.iter().any(|(key, value)| {
                key.value == "type" && matches!(&value.kind, Kind::Text(kind) if kind == "timestamp")
            }),
            _ => false,
        };
        self.entries_around(path).filter(is_time).map(|(key, _)| key.value.as_str()).collect()
    }

    fn entries_around(&self, path: &[&str]) -> std::slice::Iter<'_, Entry> {
        let home: &[&str] = if let ["resources", _, ..] = path { &path[..2] } else { &[] };
        let found = self.entry(&[home, &["attributes"]].concat());
        match found.map(|(_, value)| &value.kind) {
            Some(Kind::Map(entries)) => entries.iter(),
            _ => [].iter(),
        }
    }
}

/// A segment, in which a parameter stands as other routers write it: `:id`, `<id>`, `<int:id>`, `[id]`, `$id`.
fn segment(segment: &str, names: &[&str]) -> String {
    let inner = |open: char, close: char| segment.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let parameter = inner('{', '}')
        .or_else(|| inner('<', '>').map(|inner| inner.rsplit(':').next().unwrap_or(inner)))
        .or_else(|| inner('[', ']'))
        .or_else(|| segment.strip_prefix([':', '$']));
    let Some(parameter) = parameter.filter(|parameter| !parameter.is_empty()) else { return segment.to_owned() };
    if names.contains(&parameter) {
        return format!("{{{parameter}}}");
    }
    // `loanId` and `loan_id` are the `id` of a loan.
    let plain = vocabulary::plain(parameter);
    let own = names.iter().find(|name| vocabulary::plain(name) == plain);
    let own = own.or_else(|| names.iter().find(|name| name.len() > 1 && plain.ends_with(&vocabulary::plain(name))));
    format!("{{{}}}", own.unwrap_or(&parameter))
}
