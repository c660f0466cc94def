//! Filters in the query string: `price.gte=5` becomes a condition on `price`.

#[cfg(feature = "defaults")]
use aws_sdk_dynamodb::types::AttributeValue;

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

    /// Lets an item that lacks the attribute be found by this value.
    pub fn default_is(&mut self, name: &'static str, value: &impl Stored) {
        self.expression.set_default(name, value);
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
        T: Stored + FromText + PartialOrd,
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
        T: Stored + FromText + PartialOrd,
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
            #[cfg(feature = "defaults")]
            self.by_default(name, false, |default| {
                values.iter().any(|it| it.to_stored() == *default)
            });
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
        T: Stored + FromText + PartialOrd,
    {
        self.call::<T>(name, ".contains", "contains")
    }

    /// `.exists`.
    pub fn existence(&mut self, name: &str) -> Result<(), Error> {
        if let Some(present) = self
            .query
            .take_read(&format!("{name}.exists"), read_boolean)?
        {
            if present {
                self.expression.exists(name);
            } else {
                self.expression.absent(name);
            }
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

    /// Lets the last condition hold for items that lack the attribute if its default meets it, and only
    /// then. `holds` says whether DynamoDB lets it hold for them anyway.
    #[cfg(feature = "defaults")]
    fn by_default(&mut self, name: &str, holds: bool, meets: impl Fn(&AttributeValue) -> bool) {
        match self.expression.default_of(name).map(meets) {
            Some(true) if !holds => self.expression.or_lacking(name),
            Some(false) if holds => self.expression.and_present(name),
            _ => {}
        }
    }

    fn call<T>(&mut self, name: &str, suffix: &str, function: &str) -> Result<(), Error>
    where
        T: Stored + FromText + PartialOrd,
    {
        if let Some(value) = self.query.take_parsed::<T>(&format!("{name}{suffix}"))? {
            self.expression.call(function, name, &value);
            #[cfg(feature = "defaults")]
            self.by_default(name, false, |default| {
                calls(function, default, &value.to_stored())
            });
        }
        Ok(())
    }

    fn compare<T>(&mut self, name: &str, suffix: &str, operator: &str) -> Result<(), Error>
    where
        T: Stored + FromText + PartialOrd,
    {
        if let Some(value) = self.query.take_parsed::<T>(&format!("{name}{suffix}"))? {
            self.expression.compare(name, operator, &value);
            #[cfg(feature = "defaults")]
            self.by_default(name, operator == "<>", |default| {
                let default = T::from_stored(default);
                default.is_some_and(|default| compares(&default, operator, &value))
            });
        }
        Ok(())
    }
}

#[cfg(feature = "defaults")]
fn compares<T: PartialOrd>(default: &T, operator: &str, value: &T) -> bool {
    match operator {
        "=" => default == value,
        "<>" => default != value,
        ">" => default > value,
        ">=" => default >= value,
        "<" => default < value,
        _ => default <= value,
    }
}

/// Whether `begins_with` or `contains` holds for a default.
#[cfg(feature = "defaults")]
fn calls(function: &str, default: &AttributeValue, value: &AttributeValue) -> bool {
    use AttributeValue::{B, Bs, L, N, Ns, S, Ss};
    match (default, value) {
        (S(text), S(part)) if function == "begins_with" => text.starts_with(part),
        (S(text), S(part)) => text.contains(part),
        (Ss(set), S(element)) => set.contains(element),
        (Ns(set), N(element)) => set.contains(element),
        (Bs(set), B(element)) => set.contains(element),
        (L(list), element) => list.contains(element),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
