//! DynamoDB expressions. Every name is aliased, as over 500 words are reserved.

use std::collections::HashMap;

use super::stored::{Attributes, Stored};
use crate::http::{Change, Error};

/// The expressions of one request, with the names and values they use.
#[derive(Debug, Default)]
pub struct Expression {
    names: HashMap<String, String>,
    values: Attributes,
    conditions: Vec<String>,
    key_conditions: Vec<String>,
    /// The alias of each attribute that is set, and to what.
    set: Vec<(String, String)>,
    removals: Vec<String>,
}

impl Expression {
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
        self.conditions.push(clause);
    }

    /// Requires that an item has an attribute. Every item has its keys.
    pub fn exists(&mut self, name: &str) {
        self.require(name, |name| format!("attribute_exists({name})"));
    }

    /// Requires that an item lacks an attribute; of a key, that no item is stored.
    pub fn absent(&mut self, name: &str) {
        self.require(name, |name| format!("attribute_not_exists({name})"));
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

    pub fn set(&mut self, name: &str, value: &impl Stored) {
        let name = self.name(name);
        let value = self.value(value);
        self.set.push((name, value));
    }

    pub fn remove_attribute(&mut self, name: &str) {
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

    /// Applies what a merge patch says of an attribute.
    pub fn change(&mut self, name: &str, change: &Change<impl Stored>) {
        match change {
            Change::Keep => {}
            Change::Set(value) => self.set(name, value),
            Change::Remove => self.remove_attribute(name),
        }
    }

    /// Adds 1 to a counter, which begins at 0.
    pub fn increment(&mut self, name: &str) {
        let name = self.name(name);
        let (zero, one) = (self.value(&0_i64), self.value(&1_i64));
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
