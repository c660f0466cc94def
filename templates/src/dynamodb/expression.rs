//! DynamoDB expressions. Every name is aliased, as over 500 words are reserved.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::stored::{Attributes, EarlierNames, Stored};
use crate::http::{Change, Error};

/// The expressions of one request, with the names and values they use.
#[derive(Debug, Default)]
pub struct Expression {
    #[cfg(feature = "renames")]
    earlier_names: EarlierNames,
    /// The name of an attribute, and what it is where an item lacks it.
    default: Option<(&'static str, AttributeValue)>,
    names: HashMap<String, String>,
    values: Attributes,
    conditions: Vec<String>,
    key_conditions: Vec<String>,
    /// The alias of each attribute that is set, and to what.
    set: Vec<(String, String)>,
    removals: Vec<String>,
}

impl Expression {
    /// An expression over items that may have attributes under earlier names.
    #[cfg(feature = "renames")]
    pub fn with_earlier_names(earlier_names: EarlierNames) -> Self {
        Self {
            earlier_names,
            ..Self::default()
        }
    }

    /// What an attribute was called before: an alias of each name, the latest first.
    #[cfg(feature = "renames")]
    fn earlier(&mut self, name: &str) -> Vec<String> {
        let pairs = self.earlier_names.iter();
        pairs
            .filter(|(present, _)| *present == name)
            .map(|(_, earlier)| self.name(earlier))
            .collect()
    }

    fn name(&mut self, name: &str) -> String {
        let alias = alias('#', self.names.len());
        self.names.insert(alias.clone(), name.to_owned());
        alias
    }

    fn value(&mut self, value: &impl Stored) -> String {
        let alias = alias(':', self.values.len());
        self.values.insert(alias.clone(), value.to_stored());
        alias
    }

    /// Requires a condition on an attribute.
    fn require(&mut self, name: &str, condition: impl Fn(&str) -> String) {
        let alias = self.name(name);
        let clause = condition(&alias);
        #[cfg(feature = "renames")]
        let clause = first_of((&alias, clause), &self.earlier(name), &condition);
        self.conditions.push(clause);
    }

    /// Removes what an item may have under an attribute's earlier names.
    #[cfg(feature = "renames")]
    fn remove_earlier(&mut self, name: &str) {
        let earlier = self.earlier(name);
        self.removals.extend(earlier);
    }

    /// Requires that an item has an attribute. Every item has its keys.
    pub fn exists(&mut self, name: &str) {
        self.require(name, |name| format!("attribute_exists({name})"));
    }

    /// Requires that an item lacks an attribute; of a key, that no item is stored.
    pub fn absent(&mut self, name: &str) {
        self.require(name, |name| format!("attribute_not_exists({name})"));
    }

    /// Requires that nothing is stored under the key, or only what has expired.
    pub fn absent_or_expired(&mut self, partition_key: &str, ttl: &str, now: &impl Stored) {
        let key = self.name(partition_key);
        let ttl = self.name(ttl);
        let now = self.value(now);
        self.conditions
            .push(format!("(attribute_not_exists({key}) OR {ttl} <= {now})"));
    }

    /// Leaves out what has expired, which DynamoDB may not have removed yet.
    pub fn not_expired(&mut self, ttl: &str, now: &impl Stored) {
        let ttl = self.name(ttl);
        let now = self.value(now);
        self.conditions
            .push(format!("(attribute_not_exists({ttl}) OR {ttl} > {now})"));
    }

    /// Compares an attribute with a value: `=`, `<>`, `<`, `<=`, `>` or `>=`.
    pub fn compare(&mut self, name: &str, operator: &str, value: &impl Stored) {
        let value = self.value(value);
        self.require(name, |name| format!("{name} {operator} {value}"));
    }

    /// Requires that an attribute has one of these values, of which there is at least one.
    pub fn one_of(&mut self, name: &str, values: &[impl Stored]) {
        let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
        let values = values.join(", ");
        self.require(name, |name| format!("{name} IN ({values})"));
    }

    /// Calls a condition function: `begins_with` or `contains`.
    pub fn call(&mut self, function: &str, name: &str, value: &impl Stored) {
        let value = self.value(value);
        self.require(name, |name| format!("{function}({name}, {value})"));
    }

    /// Requires that an attribute still has this value.
    pub fn unchanged(&mut self, name: &str, value: &impl Stored) {
        self.compare(name, "=", value);
    }

    /// Requires that an attribute still has this value, if there is one.
    pub fn unchanged_if_given(&mut self, name: &str, value: &Option<impl Stored>) {
        if let Some(value) = value {
            self.unchanged(name, value);
        }
    }

    /// Requires that an attribute still has this value, which an item that lacks it has by default.
    pub fn unchanged_or_default<T>(&mut self, name: &str, value: &T, default: fn() -> T)
    where
        T: Stored + PartialEq,
    {
        if *value != default() {
            return self.unchanged(name, value);
        }
        let value = self.value(value);
        self.require(name, |name| {
            format!("({name} = {value} OR attribute_not_exists({name}))")
        });
    }

    /// As [`unchanged_or_default`](Self::unchanged_or_default), if there is a value.
    pub fn unchanged_or_default_if_given<T>(
        &mut self,
        name: &str,
        value: &Option<T>,
        default: fn() -> T,
    ) where
        T: Stored + PartialEq,
    {
        if let Some(value) = value {
            self.unchanged_or_default(name, value, default);
        }
    }

    /// Requires that an attribute still has this value, or still has none.
    pub fn unchanged_or_absent(&mut self, name: &str, value: &Option<impl Stored>) {
        match value {
            Some(value) => self.unchanged(name, value),
            None => self.absent(name),
        }
    }

    pub fn set_default(&mut self, name: &'static str, value: &impl Stored) {
        self.default = Some((name, value.to_stored()));
    }

    /// What an attribute is where an item lacks it, if that was set last.
    pub fn default_of(&self, name: &str) -> Option<&AttributeValue> {
        let default = self.default.as_ref().filter(|(of, _)| *of == name);
        default.map(|(_, value)| value)
    }

    /// Lets the last condition, which is on this attribute alone, hold for items that lack it, too.
    pub fn or_lacking(&mut self, name: &str) {
        let Some(condition) = self.conditions.pop() else {
            return;
        };
        let lacks = format!("attribute_not_exists({})", self.name(name));
        #[cfg(feature = "renames")]
        let lacks = self.earlier(name).iter().fold(lacks, |lacks, earlier| {
            format!("({lacks} AND attribute_not_exists({earlier}))")
        });
        self.conditions.push(format!("({condition} OR {lacks})"));
    }

    /// Lets the last condition, which is on this attribute alone, hold for items that have it alone.
    pub fn and_present(&mut self, name: &str) {
        let Some(condition) = self.conditions.pop() else {
            return;
        };
        let has = format!("attribute_exists({})", self.name(name));
        #[cfg(feature = "renames")]
        let has = self.earlier(name).iter().fold(has, |has, earlier| {
            format!("({has} OR attribute_exists({earlier}))")
        });
        self.conditions.push(format!("({condition} AND {has})"));
    }

    /// Selects by a key attribute.
    pub fn key(&mut self, name: &str, operator: &str, value: &impl Stored) {
        let condition = format!("{} {operator} {}", self.name(name), self.value(value));
        self.key_conditions.push(condition);
    }

    pub fn key_condition(&self) -> String {
        self.key_conditions.join(" AND ")
    }

    /// Selects what lies between two values, both included.
    pub fn key_between(&mut self, name: &str, lower: &impl Stored, upper: &impl Stored) {
        let name = self.name(name);
        let (lower, upper) = (self.value(lower), self.value(upper));
        self.key_conditions
            .push(format!("{name} BETWEEN {lower} AND {upper}"));
    }

    /// Selects by the beginning of the sort key.
    pub fn key_begins_with(&mut self, name: &str, prefix: &impl Stored) {
        let name = self.name(name);
        let prefix = self.value(prefix);
        self.key_conditions
            .push(format!("begins_with({name}, {prefix})"));
    }

    pub fn set(&mut self, name: &str, value: &impl Stored) {
        #[cfg(feature = "renames")]
        self.remove_earlier(name);
        let name = self.name(name);
        let value = self.value(value);
        self.set.push((name, value));
    }

    pub fn remove_attribute(&mut self, name: &str) {
        #[cfg(feature = "renames")]
        self.remove_earlier(name);
        let name = self.name(name);
        self.removals.push(name);
    }

    /// Sets an attribute, or removes it where there is no value.
    pub fn set_or_remove(&mut self, name: &str, value: &Option<impl Stored>) {
        match value {
            Some(value) => self.set(name, value),
            None => self.remove_attribute(name),
        }
    }

    /// Sets an attribute, if there is a value.
    pub fn set_if_given(&mut self, name: &str, value: &Option<impl Stored>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// Applies what a merge patch says of an attribute.
    pub fn change(&mut self, name: &str, change: &Change<impl Stored>) {
        match change {
            Change::Keep => {}
            Change::Set(value) => self.set(name, value),
            Change::Remove => self.remove_attribute(name),
        }
    }

    /// Adds 1 to a counter, which begins at 0.
    #[cfg(feature = "integer")]
    pub fn increment(&mut self, name: &str) {
        #[cfg(feature = "renames")]
        let earlier = self.earlier(name);
        let name = self.name(name);
        let (zero, one) = (self.value(&0_i64), self.value(&1_i64));
        #[cfg(feature = "renames")]
        let zero = earlier.iter().rfold(zero, |zero, earlier| {
            format!("if_not_exists({earlier}, {zero})")
        });
        #[cfg(feature = "renames")]
        self.removals.extend(earlier);
        let sum = format!("if_not_exists({name}, {zero}) + {one}");
        self.set.push((name, sum));
    }

    pub fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    pub fn values(&self) -> Option<Attributes> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }

    pub fn condition(&self) -> Option<String> {
        (!self.conditions.is_empty()).then(|| self.conditions.join(" AND "))
    }

    /// Whether DynamoDB takes the condition, and one on the time to live beside it: a condition has
    /// at most 4 KB and 300 operators.
    pub fn is_within_limits(&self) -> bool {
        let condition = self.condition().unwrap_or_default();
        // Each of them joins two operators.
        let joints = condition.matches(" AND ").count() + condition.matches(" OR ").count();
        condition.len() <= 4000 && joints <= 147
    }

    /// Whether an item is as this update leaves it, but for what it increments.
    pub fn is_done<T: PartialEq>(
        &self,
        item: &Attributes,
        read: fn(&Attributes) -> Result<T, Error>,
    ) -> bool {
        let mut updated = item.clone();
        for (name, to) in &self.set {
            if let Some(value) = self.values.get(to) {
                updated.insert(self.names[name].clone(), value.clone());
            }
        }
        for name in &self.removals {
            updated.remove(&self.names[name]);
        }
        matches!((read(item), read(&updated)), (Ok(item), Ok(updated)) if item == updated)
    }

    pub fn update(&self) -> Option<String> {
        let clause = |verb: &str, parts: &[String]| {
            (!parts.is_empty()).then(|| format!("{verb} {}", parts.join(", ")))
        };
        let set = self.set.iter().map(|(name, to)| format!("{name} = {to}"));
        let set: Vec<String> = set.collect();
        let clauses = [clause("SET", &set), clause("REMOVE", &self.removals)];
        clauses
            .into_iter()
            .flatten()
            .reduce(|set, remove| format!("{set} {remove}"))
    }
}

/// A condition on the first of an attribute's names that an item has: the present one with its clause, or one of
/// the earlier.
#[cfg(feature = "renames")]
fn first_of(
    (name, clause): (&str, String),
    earlier: &[String],
    condition: &impl Fn(&str) -> String,
) -> String {
    let [before, rest @ ..] = earlier else {
        return clause;
    };
    let then = first_of((before, condition(before)), rest, condition);
    format!(
        "((attribute_exists({name}) AND {clause}) OR (attribute_not_exists({name}) AND {then}))"
    )
}

/// The shortest alias of its number: an expression holds 4 KB.
fn alias(sigil: char, mut number: usize) -> String {
    const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut alias = String::from(sigil);
    loop {
        alias.push(LETTERS[number % LETTERS.len()].into());
        number /= LETTERS.len();
        if number == 0 {
            return alias;
        }
    }
}

#[cfg(test)]
mod tests;
