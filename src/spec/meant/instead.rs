use super::edits;
use super::values::{boolean, number};
use super::{Entry, Meaning, vocabulary, written};
use crate::diagnostic::{Advice, Code, Diagnostic, Edit};
use crate::source::Spanned;
use crate::spec::format::{Allowed, Words};
use crate::spec::node::{Kind, Node};

/// What other tools have a key for, and this format has none: what to do instead.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "AttributeSpec",
        "unique isunique uniqueindex",
        "DynamoDB has no unique attributes: make it the table's key, or check it in a hook",
    ),
    (
        "AttributeSpec",
        "references reference ref foreignkey fk ondelete onupdate cascade relation relationship belongsto hasmany hasone",
        "DynamoDB has no foreign keys: hold the other item's key here, and find the items of one key by an index",
    ),
    (
        "AttributeSpec",
        "primarykey pk key partitionkey hashkey primary",
        "the table names its key: `table: { partition_key: NAME }`",
    ),
    ("AttributeSpec", "sortkey rangekey sk", "the table names its key: `table: { partition_key: …, sort_key: NAME }`"),
    (
        "AttributeSpec",
        "index indexed dbindex gsi",
        "indexes belong under the table: `indexes: { by_NAME: { partition_key: NAME } }`",
    ),
    ("AttributeSpec", "ttl expires expiry timetolive", "the table names the time to live: `table: { ttl: NAME }`"),
    (
        "AttributeSpec",
        "autoincrement identity sequence increment serial",
        "DynamoDB has no counters: `generate: uuid_v7` and `generate: ulid` are unique and in the order of time",
    ),
    (
        "AttributeSpec",
        "exclusiveminimum exclusivemaximum gt lt greaterthan lessthan",
        "`minimum` and `maximum` are part of the range: write the next number inside it",
    ),
    ("AttributeSpec", "multipleof step", "there is no such constraint: check it in a hook"),
    ("AttributeSpec", "precision scale digits", "a `decimal` keeps up to 38 digits as they are written"),
    ("AttributeSpec", "uniqueitems distinct", "a set holds each element once: write `type: set`"),
    (
        "AttributeSpec",
        "example examples sample",
        "the examples in openapi.yaml follow from the type and the constraints",
    ),
    (
        "AttributeSpec",
        "$ref extends",
        "a spec has no references: write the type here, or repeat a value by `&name` and `*name`",
    ),
    ("AttributeSpec", "searchable fulltext", "DynamoDB has no text search: a filter of a list can have `.contains`"),
    ("AttributeSpec", "format", "some formats are types, such as `uuid` and `date`; for others, write a `pattern`"),
    (
        "RouteSpec",
        "limit pagesize page pagination paginate perpage cursor offset maxresults sort sortby order orderby ordering",
        "leave it out: each list and query has `?limit=`, `?cursor=` and `?order=`",
    ),
    ("RouteSpec", "summary description tags", "what openapi.yaml says of a route follows from its operation"),
    (
        "RouteSpec",
        "request requestbody body response responses status schema returns produces consumes",
        "bodies and statuses follow from the attributes and the operation",
    ),
    (
        "RouteSpec",
        "handler function lambda controller",
        "one function answers all routes; a hook adds to what one does",
    ),
    (
        "CorsSpec",
        "methods allowmethods allowedmethods headers allowheaders allowedheaders exposeheaders credentials allowcredentials",
        "methods and headers follow from the routes: write only `origins` and `max_age`",
    ),
    (
        "FunctionSpec",
        "runtime handler environment env variables layers vpc role policies concurrency reservedconcurrency tracing description name",
        "the format has no such key: change it in template.yaml, and updates keep it",
    ),
    (
        "TableSpec",
        "stream streams streamspecification pitr pointintimerecovery backup encryption sse tableclass replicas tags",
        "the format has no such key: change it in template.yaml, and updates keep it",
    ),
    (
        "TableSpec",
        "lsi lsis localsecondaryindexes localsecondaryindex localindexes",
        "a local index is one of the `indexes:`: `by_NAME: { local: true, sort_key: NAME }`",
    ),
    (
        "TableSpec",
        "keyschema attributedefinitions",
        "name the attributes of the key: `partition_key: NAME`, and `sort_key: NAME` where there is one",
    ),
    (
        "Spec",
        "timestamps timestamp createdat updatedat",
        "`generate` fills an attribute: `created_at: { type: timestamp, generate: created }`, and `updated` for changes",
    ),
    (
        "Spec",
        "softdelete paranoid softdeletes",
        "DELETE removes an item: to mark one instead, PATCH an attribute, such as `deleted_at: timestamp`",
    ),
    ("Spec", "required", "each attribute says so itself: `NAME: { type: string, required: true }`"),
    (
        "ResourceSpec",
        "timestamps timestamp createdat updatedat",
        "`generate` fills an attribute: `created_at: { type: timestamp, generate: created }`, and `updated` for changes",
    ),
    (
        "ResourceSpec",
        "softdelete paranoid softdeletes",
        "DELETE removes an item: to mark one instead, PATCH an attribute, such as `deleted_at: timestamp`",
    ),
    ("ResourceSpec", "required", "each attribute says so itself: `NAME: { type: string, required: true }`"),
    (
        "TableSpec",
        "timestamps timestamp createdat updatedat",
        "`generate` fills an attribute: `created_at: { type: timestamp, generate: created }`, and `updated` for changes",
    ),
    (
        "TableSpec",
        "softdelete paranoid softdeletes",
        "DELETE removes an item: to mark one instead, PATCH an attribute, such as `deleted_at: timestamp`",
    ),
    ("TableSpec", "required", "each attribute says so itself: `NAME: { type: string, required: true }`"),
    (
        "TableSpec",
        "removalpolicy retain retention deletionpolicy deletionprotection deletionprotectionenabled protected",
        "each stage says so: `stages: { prod: { data: kept, deletion_protection: true } }`",
    ),
    (
        "AttributeSpec",
        "email url uri phone ip hostname isemail isurl validate validator validation",
        "there is no such check: write a `pattern`, or check it in a hook",
    ),
    ("IndexSpec", "type kind global", "leave it out: an index is global unless it has `local: true`"),
    ("IndexSpec", "unique isunique", "an index takes several items of one key: DynamoDB has no unique attributes"),
    ("Spec", "functions", "one function answers all routes: its settings are those of `function:`"),
    (
        "Spec",
        "region account provider plugins profile",
        "`sam deploy` takes the region and the profile: samconfig.toml has a place for them",
    ),
];

/// What to do in place of a key that the format doesn't have.
pub(super) fn sentence(of: &str, word: &str) -> Option<&'static str> {
    let word = vocabulary::plain(word);
    let row = SENTENCES.iter().find(|(row, words, _)| *row == of && words.split(' ').any(|known| known == word));
    row.map(|(_, _, sentence)| *sentence)
}

impl Meaning<'_> {
    /// What an attribute has in place of an entry whose meaning depends on its value or on the type beside it; none if it
    /// is no such entry.
    pub(super) fn instead(&mut self, mapping: &Node, entries: &[Entry], at: usize) -> Option<Vec<Entry>> {
        let (key, value) = &entries[at];
        if key.value == "type" {
            return self.several(mapping, entries, at);
        }
        let has = |name: &str| entries.iter().any(|(key, _)| key.value == name);
        let word = vocabulary::plain(&key.value);
        let new = |name: &'static str, text: &str| (name, text.to_owned());
        let (name, text) = match (word.as_str(), &value.kind) {
            ("nullable" | "optional" | "null" | "blank" | "allownull", Kind::Bool(true)) => {
                let text = "remove it: an attribute is optional unless it has `required: true`".to_owned();
                let edits = edits::remove(mapping, entries, at, self.source).into_iter().collect();
                let problem = Diagnostic::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value));
                self.report(problem.advise(Advice::certain(text, edits)));
                return Some(Vec::new());
            }
            ("nullable" | "optional" | "null" | "blank" | "allownull", Kind::Bool(false)) => new("required", "true"),
            ("autonow", Kind::Bool(true)) => new("generate", "updated"),
            ("autonowadd", Kind::Bool(true)) => new("generate", "created"),
            ("default", Kind::Text(text)) => {
                let value = match kind_of(entries)? {
                    "boolean" => {
                        let is_true = boolean(text)?;
                        self.instead_of(value, Kind::Bool(is_true), &is_true.to_string(), "`true` or `false`")
                    }
                    "integer" | "number" => {
                        let written = number(text, "default")?;
                        self.instead_of(value, Kind::Number(written.clone()), &written, "a number")
                    }
                    kind => return self.filled(entries, at, kind, text),
                };
                return Some(vec![(key.clone(), value)]);
            }
            ("items", Kind::Map(_)) if kind_of(entries) == Some("map") && !has("attributes") => {
                let edits = vec![Edit::new(key.span.start, key.span.end, "attributes")];
                let message = "the members of a map are its `attributes`".to_owned();
                let advice = Advice::certain("write `attributes`", edits);
                self.report_edit(Code::ConstraintNotForType, key.span, message, advice);
                return Some(vec![(Spanned { value: "attributes".to_owned(), span: key.span }, value.clone())]);
            }
            ("required", Kind::List(list)) if matches!(list.first().map(|first| &first.kind), Some(Kind::Bool(_))) => {
                // With the message that another tool shows.
                let first = list.first()?.kind.clone();
                let is_on = matches!(first, Kind::Bool(true)).to_string();
                return Some(vec![(key.clone(), self.instead_of(value, first, &is_on, "`true` or `false`"))]);
            }
            ("required", Kind::List(_)) => {
                let message = "`required` says of this attribute alone whether an item has it";
                let problem = Diagnostic::new(Code::WrongType, value.span, message);
                self.report(problem.help(sentence("Spec", "required").unwrap_or_default()));
                return Some(Vec::new());
            }
            ("format", Kind::Text(format)) if kind_of(entries) == Some("timestamp") => {
                let words = Allowed::by_name("StoredWord").words?.list();
                new("stored", vocabulary::value("StoredWord", format, &words)?)
            }
            ("format", Kind::Text(format)) => {
                self.format(mapping, entries, at, format);
                return Some(Vec::new());
            }
            (bound, Kind::Number(number)) => {
                let is_min = ["min", "gte", "ge", "atleast", "minvalue", "minsize"].contains(&bound);
                if !is_min && !["max", "lte", "le", "atmost", "maxvalue", "length", "size", "maxsize"].contains(&bound)
                {
                    return None;
                }
                let name = match (kind_of(entries), is_min) {
                    (Some("string" | "binary"), true) => "min_length",
                    (Some("string" | "binary"), false) => "max_length",
                    (Some("list" | "set"), true) => "min_items",
                    (Some("list" | "set"), false) => "max_items",
                    _ => return None,
                };
                new(name, number)
            }
            _ => return None,
        };
        if has(name) {
            return None;
        }
        let edits = vec![Edit::new(key.span.start, value.end, format!("{name}: {text}"))];
        let advice = Advice { text: format!("write `{name}: {text}`"), edits, is_certain: true };
        self.report_edit(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value), advice);
        let kind = match text.as_str() {
            "true" => Kind::Bool(true),
            _ if matches!(value.kind, Kind::Number(_)) => value.kind.clone(),
            _ => Kind::Text(text),
        };
        let key = Spanned { value: name.to_owned(), span: key.span };
        Some(vec![(key, Node { kind, ..*value })])
    }

    /// A default that is a function of SQL or of a language: the function fills such an attribute.
    fn filled(&mut self, entries: &[Entry], at: usize, kind: &str, text: &str) -> Option<Vec<Entry>> {
        let (key, value) = &entries[at];
        let words = Allowed::by_name("Generator").words?.list();
        let called = text.trim_end_matches("()");
        let word = match vocabulary::plain(called.rsplit('.').next().unwrap_or(called)).as_str() {
            "genrandomuuid" | "uuidgeneratev4" | "newid" | "randomuuid" => "uuid_v4",
            "getdate" | "sysdate" | "utcnow" | "localtimestamp" | "datetimenow" => "created",
            word => vocabulary::value("Generator", word, &words)?,
        };
        let fits = match kind {
            "timestamp" => ["created", "updated"].contains(&word),
            "uuid" => word.starts_with("uuid"),
            "ulid" => word == "ulid",
            _ => false,
        };
        if !fits || entries.iter().any(|(key, _)| key.value == "generate") {
            return None;
        }
        let edits = vec![Edit::new(key.span.start, value.end, format!("generate: {word}"))];
        let message = format!("a default is a value, and `{text}` is not one");
        self.report_edit(
            Code::WrongType,
            value.span,
            message,
            Advice::certain(format!("write `generate: {word}`"), edits),
        );
        let key = Spanned { value: "generate".to_owned(), span: key.span };
        Some(vec![(key, Node { kind: Kind::Text(word.to_owned()), ..*value })])
    }

    /// A format of JSON Schema: a type, or nothing that this format has.
    fn format(&mut self, mapping: &Node, entries: &[Entry], at: usize, format: &str) {
        let (key, value) = &entries[at];
        let problem = Diagnostic::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value));
        let types = Allowed::by_name("Type").words.map(Words::list).unwrap_or_default();
        let kind = written::read(format, &types).map(|read| read.text()).filter(|kind| types.contains(&kind.as_str()));
        let beside = entries.iter().find(|(key, _)| key.value == "type");
        let kind = kind.filter(|kind| kind != "string");
        self.report(match (kind, beside) {
            (Some(kind), Some((_, beside))) => {
                let mut edits = vec![edits::replace_value(beside, kind.clone())];
                edits.extend(edits::remove(mapping, entries, at, self.source));
                edits.sort_by_key(|edit| edit.span);
                problem.advise(Advice::certain(format!("write `type: {kind}`"), edits))
            }
            (Some(kind), None) => {
                let edits = vec![Edit::new(key.span.start, value.end, format!("type: {kind}"))];
                problem.advise(Advice::certain(format!("write `type: {kind}`"), edits))
            }
            (None, _) => problem.help(sentence("AttributeSpec", "format").unwrap_or_default()),
        });
    }

    /// A type that says more than a type: as the keys that are meant.
    fn several(&mut self, mapping: &Node, entries: &[Entry], at: usize) -> Option<Vec<Entry>> {
        let (key, value) = &entries[at];
        let Kind::Text(text) = &value.kind else { return None };
        let types = Allowed::by_name("Type").words?.list();
        if types.contains(&text.as_str()) {
            return None;
        }
        let read = written::read(text, &types)?;
        // What another word says beside it counts as said.
        let keys = Allowed::by_name("AttributeSpec").keys?;
        let has = |name: &str| {
            let means = |key: &str| key == name || vocabulary::key(keys.of, key, keys.names()) == Some(name);
            entries.iter().any(|(key, _)| key.value != "type" && means(&key.value))
        };
        let parts: Vec<_> = read.parts().into_iter().filter(|(name, _)| *name == "type" || !has(name)).collect();
        let [(_, kind), more @ ..] = &parts[..] else { return None };
        if more.is_empty() {
            return None;
        }
        let written: Vec<String> = more.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let edit = edits::beside(mapping, value, kind, &written, self.source);
        let text_of_all = format!("type: {kind}, {}", written.join(", "));
        let advice = Advice { text: format!("write `{text_of_all}`"), edits: vec![edit], is_certain: !read.is_guess };
        self.report_edit(Code::UnknownWord, value.span, format!("unknown type `{text}`"), advice);
        let entry = |(name, text): &(&'static str, String)| {
            let kind = match text.as_str() {
                _ if *name == "type" => Kind::Text(text.clone()),
                "true" => Kind::Bool(true),
                _ => Kind::Reported,
            };
            (Spanned { value: (*name).to_owned(), span: key.span }, Node { kind, ..*value })
        };
        Some(parts.iter().map(entry).collect())
    }
}

/// The type that stands among the keys of an attribute, in this format's words.
fn kind_of(entries: &[Entry]) -> Option<&'static str> {
    let is_type = |key: &Spanned<String>| key.value == "type" || vocabulary::plain(&key.value) == "kind";
    let Kind::Text(text) = &entries.iter().find(|(key, _)| is_type(key))?.1.kind else { return None };
    let types = Allowed::by_name("Type").words?.list();
    vocabulary::value("Type", text, &types)
}
