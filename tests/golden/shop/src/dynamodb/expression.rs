//! DynamoDB expressions. Every name is aliased, as over 500 words are reserved.

use std::collections::HashMap;

use super::stored::{Attributes, Stored};
use crate::http::Change;

/// The expressions of one request, with the names and values they use.
#[derive(Debug, Default)]
pub struct Expression {
    names: HashMap<String, String>,
    values: Attributes,
    conditions: Vec<String>,
    key_conditions: Vec<String>,
    set: Vec<String>,
    remove: Vec<String>,
}

impl Expression {
    fn name(&mut self, name: &str) -> String {
        let alias = format!("#n{}", self.names.len());
        self.names.insert(alias.clone(), name.to_owned());
        alias
    }

    fn value(&mut self, value: &impl Stored) -> String {
        let alias = format!(":v{}", self.values.len());
        self.values.insert(alias.clone(), value.to_stored());
        alias
    }

    /// Requires that an item is stored under the key.
    pub fn exists(&mut self, partition_key: &str) {
        let name = self.name(partition_key);
        self.conditions.push(format!("attribute_exists({name})"));
    }

    /// Requires that nothing is stored under the key.
    pub fn absent(&mut self, partition_key: &str) {
        let name = self.name(partition_key);
        self.conditions
            .push(format!("attribute_not_exists({name})"));
    }

    /// Compares an attribute with a value: `=`, `<>`, `<`, `<=`, `>` or `>=`.
    pub fn compare(&mut self, name: &str, operator: &str, value: &impl Stored) {
        let name = self.name(name);
        let value = self.value(value);
        self.conditions.push(format!("{name} {operator} {value}"));
    }

    /// Requires that an attribute has one of these values, of which there is at least one.
    pub fn one_of(&mut self, name: &str, values: &[impl Stored]) {
        let name = self.name(name);
        let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
        self.conditions
            .push(format!("{name} IN ({})", values.join(", ")));
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

    /// Calls a condition function: `begins_with` or `contains`.
    pub fn call(&mut self, function: &str, name: &str, value: &impl Stored) {
        let name = self.name(name);
        let value = self.value(value);
        self.conditions.push(format!("{function}({name}, {value})"));
    }

    /// Selects by a key attribute.
    pub fn key(&mut self, name: &str, operator: &str, value: &impl Stored) {
        let name = self.name(name);
        let value = self.value(value);
        self.key_conditions
            .push(format!("{name} {operator} {value}"));
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
        let name = self.name(name);
        let value = self.value(value);
        self.set.push(format!("{name} = {value}"));
    }

    pub fn remove(&mut self, name: &str) {
        let name = self.name(name);
        self.remove.push(name);
    }

    /// Sets an attribute, or removes it where there is no value.
    pub fn set_or_remove(&mut self, name: &str, value: &Option<impl Stored>) {
        match value {
            Some(value) => self.set(name, value),
            None => self.remove(name),
        }
    }

    /// Applies what a merge patch says of an attribute.
    pub fn change(&mut self, name: &str, change: &Change<impl Stored>) {
        match change {
            Change::Keep => {}
            Change::Set(value) => self.set(name, value),
            Change::Remove => self.remove(name),
        }
    }

    /// Adds 1 to a counter, which begins at 0.
    pub fn increment(&mut self, name: &str) {
        let name = self.name(name);
        let (zero, one) = (self.value(&0_i64), self.value(&1_i64));
        self.set
            .push(format!("{name} = if_not_exists({name}, {zero}) + {one}"));
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

    pub fn update(&self) -> Option<String> {
        let clause = |verb: &str, parts: &[String]| {
            (!parts.is_empty()).then(|| format!("{verb} {}", parts.join(", ")))
        };
        let clauses = [clause("SET", &self.set), clause("REMOVE", &self.remove)];
        clauses
            .into_iter()
            .flatten()
            .reduce(|set, remove| format!("{set} {remove}"))
    }
}
