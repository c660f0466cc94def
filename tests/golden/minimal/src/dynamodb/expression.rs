//! DynamoDB expressions. Every name is aliased, as over 500 words are reserved.

use std::collections::HashMap;

use super::stored::Attributes;

/// The expressions of one request, with the names and values they use.
#[derive(Debug, Default)]
pub struct Expression {
    names: HashMap<String, String>,
    values: Attributes,
    conditions: Vec<String>,
}

impl Expression {
    fn name(&mut self, name: &str) -> String {
        let alias = format!("#n{}", self.names.len());
        self.names.insert(alias.clone(), name.to_owned());
        alias
    }

    /// Requires that nothing is stored under the key.
    pub fn absent(&mut self, partition_key: &str) {
        let name = self.name(partition_key);
        self.conditions
            .push(format!("attribute_not_exists({name})"));
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
}
