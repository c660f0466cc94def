//! What stored items may hold of every spec so far, as `.slsgen/history` keeps it: one fact a line, sorted.
//!
//! The lines are a set: their order, doubles and the markers of a merge do no harm, and both sides of one count. A line
//! of a kind that this version does not know is kept.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::json;

use super::{Fingerprint, words};
use crate::model::{
    Attribute, EnumValue, Field, MapShape, Name, Owner, Presence, Range, Resource, Service, SetItem, Shape, TimeForm,
    TypeName,
};

const HEAD: &str =
    "# What stored items may hold, by table and attribute. slsgen adds to it, and `slsgen undo` takes that back.\n";

/// The facts, as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(BTreeSet<String>);

/// An attribute of stored items, a member of a map or an element of a list, in one form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stored {
    /// Such as `size.width` or `tags[]`.
    pub(super) path: String,
    /// Its type; the members and elements of it are facts of their own.
    pub(super) shape: Shape,
    pub(super) is_private: bool,
    pub(super) is_ttl: bool,
}

impl History {
    /// Reads what `.slsgen/history` holds.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let is_fact = |line: &&str| {
            let is_marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker));
            !line.is_empty() && !line.starts_with('#') && !is_marker
        };
        Self(text.lines().map(str::trim).filter(is_fact).map(str::to_owned).collect())
    }

    /// What items may hold that are stored by this spec.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        let mut facts: BTreeSet<String> = service.stages.iter().map(|stage| format!("stage {}", stage.name)).collect();
        for resource in &service.resources {
            let table = &resource.table.name;
            facts.insert(format!("table {table} key {}", key(resource)));
            facts.insert(always(table, resource));
            facts.extend(resource.owner.as_ref().map(|owner| format!("table {table} owner {}", self::owner(owner))));
            for attribute in &resource.attributes {
                let from =
                    attribute.renamed_from.iter().map(|former| format!("{table} {} from {former}", attribute.name));
                facts.extend(from);
            }
            let held = resource.attributes.iter().flat_map(|attribute| {
                let names = attribute.stored_names();
                names.flat_map(|name| under(resource, attribute, name)).collect::<Vec<_>>()
            });
            facts.extend(held.flat_map(|stored| stored.lines(table)));
        }
        Self(facts)
    }

    /// Whether it has all these facts, as it only grows: as they are, or numbered after they were forgotten.
    #[must_use]
    pub fn holds(&self, facts: &Self) -> bool {
        facts.0.iter().all(|line| {
            self.0.contains(line)
                || matches!(line.splitn(3, ' ').collect::<Vec<_>>()[..], [table, path, form]
                if (1..=self.forgotten(table, path)).any(|number| {
                    self.0.contains(&format!("{table} {path} {} {form}", number + 1))
                }))
        })
    }

    /// This history, and what items may hold from now on. A value that was forgotten counts again by another number.
    #[must_use]
    pub fn and(&self, now: &Self) -> Self {
        let mut lines = self.0.clone();
        for line in &now.0 {
            lines.insert(match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
                [table, path, form] => match self.forgotten(table, path) {
                    0 => line.clone(),
                    number => format!("{table} {path} {} {form}", number + 1),
                },
                _ => line.clone(),
            });
        }
        Self(lines)
    }

    /// Takes note that no item holds an attribute any more, and why; gives what counted until now.
    pub fn forget(&mut self, table: &str, path: &str, because: Option<&str>) -> Vec<String> {
        let start = format!("{table} ");
        let is_part = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
        let of_path = |fact: &Numbered<'_>| fact.path.strip_prefix(path).is_some_and(is_part);
        let facts = self.0.iter().filter_map(|line| Numbered::read(line.strip_prefix(&start)?)).filter(of_path);
        let counted: Vec<_> = facts.filter(|fact| fact.number > self.forgotten(table, fact.path)).collect();
        let lines = counted.iter().map(|fact| format!("{table} {} {}", fact.path, fact.form)).collect();
        if let Some(number) = counted.iter().map(|fact| fact.number).max() {
            let because = because.map(|text| format!(" {}", json!(text))).unwrap_or_default();
            self.0.insert(format!("forgotten {table} {path} {number}{because}"));
        }
        lines
    }

    /// Up to which number the facts of an attribute are forgotten.
    fn forgotten(&self, table: &str, path: &str) -> u32 {
        let start = format!("forgotten {table} ");
        let tombs = self.0.iter().filter_map(|line| line.strip_prefix(&start));
        let of_path = tombs.filter_map(|tomb| {
            let mut words = tomb.split(' ');
            let rest = path.strip_prefix(words.next()?)?;
            let is_part = rest.is_empty() || rest.starts_with(['.', '[']);
            words.next()?.parse().ok().filter(|_| is_part)
        });
        of_path.max().unwrap_or(0)
    }

    /// Notes that somebody approved a change, and why.
    pub fn approve(&mut self, change: Fingerprint, because: Option<&str>) {
        let because = because.map(|text| format!(" {}", json!(text))).unwrap_or_default();
        self.0.insert(format!("approved {change}{because}"));
    }

    /// Notes that a change was made which the spec's policy allows, and why.
    pub fn allow(&mut self, change: Fingerprint, because: &str) {
        self.0.insert(format!("allowed {change} {}", json!(because)));
    }

    /// Whether somebody approved a change, or the spec allowed it, when it was made.
    #[must_use]
    pub fn is_approved(&self, change: Fingerprint) -> bool {
        let change = change.to_string();
        self.notes("approved ", &change) || self.is_allowed(&change)
    }

    /// Whether a change was made that the spec's policy allowed.
    #[must_use]
    pub fn is_allowed(&self, change: &str) -> bool {
        self.notes("allowed ", change)
    }

    fn notes(&self, what: &str, change: &str) -> bool {
        let noted = self.0.iter().filter_map(|line| line.strip_prefix(what));
        noted.map(|rest| rest.split(' ').next().unwrap_or_default()).any(|noted| noted == change)
    }

    /// Whether an earlier spec had this stage.
    pub(super) fn has_stage(&self, stage: &str) -> bool {
        self.0.contains(&format!("stage {stage}"))
    }

    /// The keys that a table of this name had.
    pub(super) fn keys<'a>(&'a self, table: &str) -> impl Iterator<Item = &'a str> {
        let start = format!("table {table} key ");
        self.0.iter().filter_map(move |line| line.strip_prefix(&start))
    }

    /// Whose the items of a table of this name were: the attribute and the claim.
    pub(super) fn owners<'a>(&'a self, table: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let start = format!("table {table} owner ");
        self.0.iter().filter_map(move |line| line.strip_prefix(&start))
    }

    /// The attributes that all items of a table hold, one list for each spec so far.
    pub(super) fn always<'a>(&'a self, table: &str) -> impl Iterator<Item = Vec<&'a str>> {
        let start = always_start(table);
        let lists = self.0.iter().filter_map(move |line| line.strip_prefix(&start));
        lists.map(|list| list.split([' ', ',']).filter(|name| !name.is_empty()).collect())
    }

    /// What the items of a table may hold, and that this spec does not say itself.
    pub(super) fn beyond(&self, said: &Self, table: &str) -> Vec<Stored> {
        let start = format!("{table} ");
        let facts = self.0.iter().filter_map(|line| Numbered::read(line.strip_prefix(&start)?));
        let counted = facts.filter(|fact| fact.number > self.forgotten(table, fact.path));
        let is_new = |fact: &Numbered<'_>| !said.0.contains(&format!("{table} {} {}", fact.path, fact.form));
        let stored: BTreeSet<(&str, &str)> = counted.filter(is_new).map(|fact| (fact.path, fact.form)).collect();
        stored.into_iter().filter_map(|(path, form)| Stored::read(path, form)).collect()
    }
}

/// What follows the table in a line about a value.
struct Numbered<'a> {
    path: &'a str,
    /// From 1, and one more after each time that it was forgotten.
    number: u32,
    form: &'a str,
}

impl<'a> Numbered<'a> {
    fn read(rest: &'a str) -> Option<Self> {
        let (path, form) = rest.split_once(' ')?;
        let number = form.split_once(' ').and_then(|(number, form)| Some((number.parse().ok()?, form)));
        let (number, form) = number.unwrap_or((1, form));
        Some(Self { path, number, form })
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// The key of a table: each attribute with its DynamoDB type.
pub(super) fn key(resource: &Resource) -> String {
    let parts = resource.table.key.attributes().map(|part| {
        let key_type = part.shape.key_type().expect("validation lets only scalars be keys");
        format!("{}:{}", part.name, key_type.as_str())
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The attribute that tells whose an item is, and the claim that tells who calls.
pub(super) fn owner(owner: &Owner) -> String {
    format!("{} {}", owner.attribute.name, json!(owner.claim))
}

/// The line that names the attributes which all items of a table hold. It always has the key.
fn always(table: &str, resource: &Resource) -> String {
    let always = required(resource.attributes.iter().map(|attribute| (&attribute.name, &attribute.presence)));
    format!("{} {always}", always_start(table)).trim_end().to_owned()
}

/// The names of those that are required, sorted.
fn required<'a>(names: impl Iterator<Item = (&'a Name, &'a Presence)>) -> String {
    let always = names.filter(|(_, presence)| presence.is_required());
    let mut names: Vec<&str> = always.map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.join(",")
}

fn always_start(table: &str) -> String {
    format!("table {table} always")
}

/// All that the items of a resource hold under the names of its spec, at every depth.
pub(super) fn stored(resource: &Resource) -> Vec<Stored> {
    resource.attributes.iter().flat_map(|attribute| under(resource, attribute, &attribute.name)).collect()
}

/// What items hold of an attribute under one of its names.
fn under(resource: &Resource, attribute: &Attribute, name: &Name) -> Vec<Stored> {
    let mut found = Vec::new();
    add(&mut found, name.as_str(), &attribute.shape, (attribute.private, resource.is_ttl(attribute)));
    found
}

fn add(found: &mut Vec<Stored>, path: &str, shape: &Shape, flags: (bool, bool)) {
    let (is_private, is_ttl) = flags;
    found.push(Stored { path: path.to_owned(), shape: shape.clone(), is_private, is_ttl });
    match shape {
        Shape::List { items, .. } => add(found, &format!("{path}[]"), items, (is_private, false)),
        Shape::Map(map) => {
            for field in &map.fields {
                add(found, &format!("{path}.{}", field.name), &field.shape, (is_private, false));
            }
        }
        _ => {}
    }
}

impl Stored {
    /// The lines of a table: one, or one for each value of an enum.
    fn lines(&self, table: &str) -> Vec<String> {
        self.forms().iter().map(|form| format!("{table} {form}")).collect()
    }

    /// What its lines say after the table.
    pub(super) fn forms(&self) -> Vec<String> {
        let private = if self.is_private { " private" } else { "" };
        let ttl = if self.is_ttl { " ttl" } else { "" };
        let forms = match &self.shape {
            Shape::Enum { values, .. } => values.iter().map(|value| format!("S enum {}", json!(value.wire))).collect(),
            shape => vec![form(shape)],
        };
        forms.iter().map(|form| format!("{} {form}{private}{ttl}", self.path)).collect()
    }

    /// Reads the form of a value; none if it is of another kind.
    fn read(path: &str, form: &str) -> Option<Self> {
        let (rest, is_ttl) = form.strip_suffix(" ttl").map_or((form, false), |rest| (rest, true));
        let (rest, is_private) = rest.strip_suffix(" private").map_or((rest, false), |rest| (rest, true));
        Some(Self { path: path.to_owned(), shape: shape(rest)?, is_private, is_ttl })
    }
}

/// How a type is stored, in a word or two; of a map, the members that all of it hold. Members and elements have lines of their
/// own.
fn form(shape: &Shape) -> String {
    match shape {
        Shape::String { .. } => "S text".to_owned(),
        Shape::Enum { .. } => unreachable!("each of its values has a line"),
        Shape::Integer(Range { min: None, max: None }) => "N integer".to_owned(),
        Shape::Integer(Range { min, max }) => {
            let bound = |bound: &Option<i64>| bound.map(|n| n.to_string()).unwrap_or_default();
            format!("N integer {}..{}", bound(min), bound(max))
        }
        Shape::Number(_) => "N number".to_owned(),
        Shape::Decimal(_) => "N decimal".to_owned(),
        Shape::Boolean => "BOOL".to_owned(),
        Shape::Timestamp(form) if form.is_text() => format!("S timestamp {}", form.as_str()),
        Shape::Timestamp(form) => format!("N {}", form.as_str()),
        Shape::Date => "S date".to_owned(),
        Shape::Uuid => "S uuid".to_owned(),
        Shape::Ulid => "S ulid".to_owned(),
        Shape::Binary(_) => "B".to_owned(),
        Shape::Json => "JSON".to_owned(),
        Shape::List { .. } => "L".to_owned(),
        Shape::Set { items, .. } => format!("set of {}", words::set_item(*items)),
        Shape::Map(map) => {
            let always = required(map.fields.iter().map(|field| (&field.name, &field.presence)));
            format!("M {always}").trim_end().to_owned()
        }
    }
}

/// The type that is stored so; none if this version knows none.
fn shape(form: &str) -> Option<Shape> {
    if let Some(value) = form.strip_prefix("S enum ") {
        let wire: String = serde_json::from_str(value).ok()?;
        let values = vec![EnumValue { wire, variant: "Value".to_owned() }];
        return Some(Shape::Enum { type_name: nameless(), values });
    }
    if let Some(range) = form.strip_prefix("N integer ") {
        let (min, max) = range.split_once("..")?;
        let bound = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        return Some(Shape::Integer(Range { min: bound(min)?, max: bound(max)? }));
    }
    if let Some(items) = form.strip_prefix("set of ") {
        let all = [SetItem::String, SetItem::Integer, SetItem::Decimal, SetItem::Binary];
        let items = all.into_iter().find(|item| words::set_item(*item) == items)?;
        return Some(Shape::Set { items, length: Range::ANY });
    }
    if let Some(form) = form.strip_prefix("S timestamp ").or_else(|| form.strip_prefix("N epoch_").map(|_| &form[2..]))
    {
        return TimeForm::ALL.into_iter().find(|known| known.as_str() == form).map(Shape::Timestamp);
    }
    if let Some(always) = form.strip_prefix("M ") {
        let field = |name: &str| {
            Some(Field {
                name: Name::new(name).ok()?,
                description: None,
                shape: Shape::Json,
                presence: Presence::Required,
            })
        };
        let fields = always.split(',').map(field).collect::<Option<_>>()?;
        return Some(Shape::Map(MapShape { type_name: nameless(), fields }));
    }
    Some(match form {
        "S text" => Shape::String { length: Range::ANY, pattern: None },
        "N integer" => Shape::Integer(Range::ANY),
        "N number" => Shape::Number(Range::ANY),
        "N decimal" => Shape::Decimal(Range { min: None, max: None }),
        "BOOL" => Shape::Boolean,
        "S date" => Shape::Date,
        "S uuid" => Shape::Uuid,
        "S ulid" => Shape::Ulid,
        "B" => Shape::Binary(Range::ANY),
        "JSON" => Shape::Json,
        "L" => Shape::List { items: Box::new(Shape::Json), length: Range::ANY },
        "M" => Shape::Map(MapShape { type_name: nameless(), fields: Vec::new() }),
        _ => return None,
    })
}

/// The types of facts are compared by how they are stored, and never by name.
fn nameless() -> TypeName {
    TypeName::new("Stored").expect("it is the name of a type")
}
