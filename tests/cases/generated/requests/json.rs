//! JSON as a client may write it: numbers keep their notation, and a member may be given twice.

use serde_json::Value;

use super::number::Number;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// A number, `true`, `false`, `null`, or what is none of them: written as it is.
    Bare(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn null() -> Self {
        Self::Bare("null".to_owned())
    }

    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(values) => Self::List(values.iter().map(Self::of).collect()),
            Value::Object(members) => {
                Self::Object(members.iter().map(|(name, value)| (name.clone(), Self::of(value))).collect())
            }
            bare => Self::Bare(bare.to_string()),
        }
    }

    pub(super) fn number(&self) -> Option<Number> {
        if let Self::Bare(text) = self { Number::parse(text) } else { None }
    }

    /// Whether a JSON parser reads it.
    pub(super) fn is_json(&self) -> bool {
        match self {
            Self::Bare(text) => Number::parse(text).is_some() || serde_json::from_str::<Value>(text).is_ok(),
            Self::Text(_) => true,
            Self::List(items) => items.iter().all(Self::is_json),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_json()),
        }
    }

    /// How deep objects and lists lie in each other.
    pub(super) fn levels(&self) -> usize {
        match self {
            Self::Bare(_) | Self::Text(_) => 0,
            Self::List(items) => 1 + items.iter().map(Self::levels).max().unwrap_or(0),
            Self::Object(members) => 1 + members.iter().map(|(_, value)| value.levels()).max().unwrap_or(0),
        }
    }

    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// What a JSON pointer names.
    pub(super) fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| match value {
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            value => value.member(&step.replace("~1", "/").replace("~0", "~")),
        })
    }

    /// Values that are simpler by one part.
    pub(super) fn simpler(&self) -> Vec<Self> {
        fn without<T: Clone>(parts: &[T], place: usize) -> Vec<T> {
            let mut parts = parts.to_vec();
            parts.remove(place);
            parts
        }
        fn with<T: Clone>(parts: &[T], place: usize, part: T) -> Vec<T> {
            let mut parts = parts.to_vec();
            parts[place] = part;
            parts
        }
        match self {
            Self::Bare(_) => Vec::new(),
            Self::Text(text) if text.is_empty() => Vec::new(),
            Self::Text(text) => {
                let half = text.chars().count() / 2;
                [text.chars().take(half).collect(), text.chars().skip(half.max(1)).collect()].map(Self::Text).into()
            }
            Self::List(items) => {
                let shorter = (0..items.len()).map(|place| Self::List(without(items, place)));
                let inner = items.iter().enumerate().flat_map(|(place, item)| {
                    item.simpler().into_iter().map(move |item| Self::List(with(items, place, item)))
                });
                shorter.chain(inner).collect()
            }
            Self::Object(members) => {
                let fewer = (0..members.len()).map(|place| Self::Object(without(members, place)));
                let inner = members.iter().enumerate().flat_map(|(place, (name, value))| {
                    let member = move |value| Self::Object(with(members, place, (name.clone(), value)));
                    value.simpler().into_iter().map(member)
                });
                fewer.chain(inner).collect()
            }
        }
    }

    /// Whether two values are one to JSON Schema: a number however it is written, members in any order.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bare(one), Self::Bare(two)) => {
                one == two || Number::parse(one).is_some_and(|number| Some(number) == Number::parse(two))
            }
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.is(two))
            }
            (Self::Object(one), Self::Object(two)) => {
                let has = |(name, value): &(String, Self)| other.member(name).is_some_and(|found| found.is(value));
                one.len() == two.len() && one.iter().all(has)
            }
            _ => false,
        }
    }

    /// Every value in it, itself first.
    pub(super) fn each<'a>(&'a self, found: &mut Vec<&'a Self>) {
        found.push(self);
        match self {
            Self::List(items) => items.iter().for_each(|item| item.each(found)),
            Self::Object(members) => members.iter().for_each(|(_, value)| value.each(found)),
            Self::Bare(_) | Self::Text(_) => {}
        }
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        let text = |text: &str| Value::from(text).to_string();
        match self {
            Self::Bare(bare) => to.write_str(bare),
            Self::Text(value) => to.write_str(&text(value)),
            Self::List(items) => {
                to.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    write!(to, "{}{item}", if place == 0 { "" } else { "," })?;
                }
                to.write_str("]")
            }
            Self::Object(members) => {
                to.write_str("{")?;
                for (place, (name, value)) in members.iter().enumerate() {
                    write!(to, "{}{}:{value}", if place == 0 { "" } else { "," }, text(name))?;
                }
                to.write_str("}")
            }
        }
    }
}
