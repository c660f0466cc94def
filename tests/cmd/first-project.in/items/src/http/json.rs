//! Reading JSON into types, with the place of what does not fit.

use serde_json::{Map, Value};

use super::error::Problem;
use super::patch::Change;
use crate::values::FromText;

/// A type that is read from a body, or from a part of one.
pub trait FromJson: Sized {
    fn from_json(json: Value) -> Result<Self, Problem>;
}

impl<T: FromText> FromJson for T {
    fn from_json(json: Value) -> Result<Self, Problem> {
        Self::from_scalar(&json).map_err(Problem::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Value) -> Result<Self, Problem> {
        elements(json)
    }
}

fn elements<T: FromJson>(json: Value) -> Result<Vec<T>, Problem> {
    let Value::Array(values) = json else {
        return Err(Problem::new("must be an array"));
    };
    let element = |(index, value): (usize, Value)| {
        T::from_json(value).map_err(|problem| problem.inside(&index.to_string()))
    };
    values.into_iter().enumerate().map(element).collect()
}

/// The members of an object, of which each is read once; what is left at the end is refused.
pub struct Members(Map<String, Value>);

/// Opens an object.
pub fn members_of(json: Value) -> Result<Members, Problem> {
    match json {
        Value::Object(members) => Ok(Members(members)),
        _ => Err(Problem::new("must be an object")),
    }
}

impl Members {
    /// Reads a member that has to be there.
    pub fn read<T: FromJson>(&mut self, name: &str) -> Result<T, Problem> {
        let member = self.0.remove(name).map(T::from_json);
        let member = member.unwrap_or_else(|| Err(Problem::new("is missing")));
        member.map_err(|problem| problem.inside(name))
    }

    /// Reads a member that may be absent, or null.
    pub fn read_some<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => {
                self.0.remove(name);
                Ok(None)
            }
            Some(_) => self.read(name).map(Some),
        }
    }

    /// Reads a member of a merge patch.
    pub fn read_change<T: FromJson>(&mut self, name: &str) -> Result<Change<T>, Problem> {
        match self.0.get(name) {
            None => Ok(Change::Keep),
            Some(_) => self
                .read_some(name)
                .map(|value| value.map_or(Change::Remove, Change::Set)),
        }
    }

    /// Takes a member of a merge patch as it is: what it merges into is read once it is known in full.
    pub fn read_patch(&mut self, name: &str) -> Change<Value> {
        match self.0.remove(name) {
            None => Change::Keep,
            Some(Value::Null) => Change::Remove,
            Some(patch) => Change::Set(patch),
        }
    }

    /// Refuses a member that nothing has read.
    pub fn end(self) -> Result<(), Problem> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => Err(Problem::new("is unknown").inside(name)),
        }
    }
}
