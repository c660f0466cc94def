//! Filters in the query string: `price.gte=5` becomes a condition on `price`.

use super::error::Error;
use super::parameters::QueryParameters;
use crate::dynamodb::{Expression, Stored};
use crate::values::{FromText, read_boolean};

/// DynamoDB compares with at most this many values at once.
const MAX_VALUES: usize = 100;

/// Turns query parameters into conditions.
pub struct Filters<'a> {
    query: &'a mut QueryParameters,
    expression: &'a mut Expression,
}

impl<'a> Filters<'a> {
    pub fn new(query: &'a mut QueryParameters, expression: &'a mut Expression) -> Self {
        Self { query, expression }
    }

    /// `=`, `.ne`, `.gt`, `.gte`, `.lt`, `.lte`, `.in`, `.begins_with` and `.contains`.
    #[cfg(feature = "string")]
    pub fn text(&mut self, name: &str) -> Result<(), Error> {
        self.call::<String>(name, ".begins_with", "begins_with")?;
        self.call::<String>(name, ".contains", "contains")?;
        self.ordered::<String>(name)
    }

    /// `=`, `.ne`, `.gt`, `.gte`, `.lt`, `.lte` and `.in`.
    pub fn ordered<T>(&mut self, name: &str) -> Result<(), Error>
    where
        T: Stored + FromText,
    {
        self.compare::<T>(name, ".gt", ">")?;
        self.compare::<T>(name, ".gte", ">=")?;
        self.compare::<T>(name, ".lt", "<")?;
        self.compare::<T>(name, ".lte", "<=")?;
        self.equality::<T>(name)
    }

    /// `=`, `.ne` and `.in`, which is given once for each value.
    pub fn equality<T>(&mut self, name: &str) -> Result<(), Error>
    where
        T: Stored + FromText,
    {
        self.compare::<T>(name, "", "=")?;
        self.compare::<T>(name, ".ne", "<>")?;
        let parameter = format!("{name}.in");
        let mut values = Vec::new();
        while let Some(value) = self.query.take_parsed::<T>(&parameter)? {
            values.push(value);
        }
        if values.len() > MAX_VALUES {
            return Err(Error::BadRequest(format!(
                "{parameter}: more than {MAX_VALUES} values"
            )));
        }
        if !values.is_empty() {
            self.expression.one_of(name, &values);
        }
        Ok(())
    }

    /// `=` and `.ne`.
    #[cfg(feature = "boolean")]
    pub fn boolean(&mut self, name: &str) -> Result<(), Error> {
        self.compare::<bool>(name, "", "=")?;
        self.compare::<bool>(name, ".ne", "<>")
    }

    /// `.contains`, for lists and sets.
    pub fn element<T>(&mut self, name: &str) -> Result<(), Error>
    where
        T: Stored + FromText,
    {
        self.call::<T>(name, ".contains", "contains")
    }

    /// `.exists`.
    pub fn existence(&mut self, name: &str) -> Result<(), Error> {
        if let Some(present) = self
            .query
            .take_read(&format!("{name}.exists"), read_boolean)?
        {
            self.expression.presence(name, present);
        }
        Ok(())
    }

    /// Refuses filters that DynamoDB would not take together.
    pub fn check_size(self) -> Result<(), Error> {
        if self.expression.is_within_limits() {
            Ok(())
        } else {
            Err(Error::BadRequest(
                "too many filters at once: together they may take 4 KB and 300 operators"
                    .to_owned(),
            ))
        }
    }

    fn call<T>(&mut self, name: &str, suffix: &str, function: &str) -> Result<(), Error>
    where
        T: Stored + FromText,
    {
        if let Some(value) = self.query.take_parsed::<T>(&format!("{name}{suffix}"))? {
            self.expression.call(function, name, &value);
        }
        Ok(())
    }

    fn compare<T>(&mut self, name: &str, suffix: &str, operator: &str) -> Result<(), Error>
    where
        T: Stored + FromText,
    {
        if let Some(value) = self.query.take_parsed::<T>(&format!("{name}{suffix}"))? {
            self.expression.compare(name, operator, &value);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
