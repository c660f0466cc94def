//! The largest expressions that a route sends to DynamoDB, which limits each.
//!
//! They are spelled as the generated `Expression` spells them: `#aa` is a name and `:aa` a value, as no alias is longer.

use super::parameter::MAX_VALUES;
use super::write::{self, Action, Condition, Write};
use crate::model::{Filter, FilterOp, Operation, Resource, Route};

/// Operators and functions of an expression (DynamoDB, `ServiceQuotas`).
pub(crate) const MAX_OPERATORS: usize = 300;
/// Bytes of an expression (DynamoDB, `ServiceQuotas`).
pub(crate) const MAX_BYTES: usize = 4096;

/// What an expression holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) operators: usize,
    pub(crate) bytes: usize,
}

impl Size {
    /// Functions, comparisons, assignments, `AND`, `OR`, `IN` and `+` count as one each (AWS Code Examples, `DynamoDB`,
    /// "Count expression operators").
    fn of(text: &str) -> Self {
        let operators = ["exists(", "with(", "contains(", " = ", " <> ", " > ", " AND ", " OR ", " IN ", " + "];
        Self { operators: operators.iter().map(|operator| text.matches(operator).count()).sum(), bytes: text.len() }
    }

    /// Whether DynamoDB takes the expression.
    pub(crate) fn fits(self) -> bool {
        self.operators <= MAX_OPERATORS && self.bytes <= MAX_BYTES
    }
}

/// The update expression and the condition expression of a route that changes an item; none where it does not.
pub(crate) fn of_write(resource: &Resource, route: &Route) -> Vec<Size> {
    let writes: Vec<Write<'_>> = match route.operation {
        Operation::Replace { .. } => write::replacement(resource).collect(),
        Operation::Update => write::patch(resource).collect(),
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Create | Operation::Delete => {
            return Vec::new();
        }
    };
    vec![Size::of(&update(&writes)), Size::of(&condition(resource, &writes))]
}

/// The filter expression of a list or query that is filtered by all it can be filtered by.
pub(crate) fn of_filters<'a>(resource: &Resource, filters: impl Iterator<Item = &'a Filter>) -> Size {
    let all = filters.flat_map(|filter| filter.operators.iter().map(move |operator| (filter, *operator)));
    let conditions = all.map(|(filter, operator)| {
        let condition = match operator {
            FilterOp::BeginsWith => "begins_with(#aa, :aa)".to_owned(),
            FilterOp::Contains => "contains(#aa, :aa)".to_owned(),
            FilterOp::Exists => "attribute_not_exists(#aa)".to_owned(),
            FilterOp::In => one_of(),
            FilterOp::Eq | FilterOp::Ne | FilterOp::Gt | FilterOp::Gte | FilterOp::Lt | FilterOp::Lte => {
                "#aa <> :aa".to_owned()
            }
        };
        let names = filter.attribute.stored_names().count();
        let condition = under_each_name(&condition, names);
        if filter.attribute.presence.default().is_some() { or_lacking(&condition, names) } else { condition }
    });
    Size::of(&conditions.chain(resource.expires().then(not_expired)).collect::<Vec<_>>().join(" AND "))
}

/// What sets and removes attributes.
fn update(writes: &[Write<'_>]) -> String {
    let (mut set, mut remove) = (Vec::new(), Vec::new());
    for write in writes.iter().filter(|write| write.action.is_some()) {
        let names = || write.attribute.stored_names();
        remove.extend(names().skip(1).map(|_| "#aa"));
        set.push(match write.action {
            Some(Action::Increment) => {
                let now = names().fold(":aa".to_owned(), |zero, _| format!("if_not_exists(#aa, {zero})"));
                format!("#aa = {now} + :aa")
            }
            _ => "#aa = :aa".to_owned(),
        });
    }
    let clauses = [("SET", set.join(", ")), ("REMOVE", remove.join(", "))];
    let clauses = clauses.into_iter().filter(|(_, parts)| !parts.is_empty());
    clauses.map(|(verb, parts)| format!("{verb} {parts}")).collect::<Vec<_>>().join(" ")
}

/// What has to hold of the item.
fn condition(resource: &Resource, writes: &[Write<'_>]) -> String {
    let mut conditions = vec!["attribute_exists(#aa)".to_owned()];
    conditions.extend(resource.expires().then(not_expired));
    let owner = resource.owner_beside_key().map(|owner| owner.attribute.stored_names().count());
    conditions.extend(owner.map(|names| under_each_name("#aa = :aa", names)));
    conditions.extend(resource.version().map(|version| under_each_name(&one_of(), version.stored_names().count())));
    let of_attributes = writes.iter().filter_map(|write| {
        let condition = match write.condition {
            Some(Condition::Unchanged | Condition::UnchangedIfGiven) => "#aa = :aa",
            Some(Condition::UnchangedOrDefault | Condition::UnchangedOrDefaultIfGiven) => {
                "(#aa = :aa OR attribute_not_exists(#aa))"
            }
            Some(Condition::UnchangedOrAbsent) => "attribute_not_exists(#aa)",
            None if write.action == Some(Action::Merge) => "attribute_not_exists(#aa)",
            None => return None,
        };
        Some(under_each_name(condition, write.attribute.stored_names().count()))
    });
    conditions.into_iter().chain(of_attributes).collect::<Vec<_>>().join(" AND ")
}

fn not_expired() -> String {
    "(attribute_not_exists(#aa) OR #aa > :aa)".to_owned()
}

/// What an item meets by a default, too.
fn or_lacking(condition: &str, names: usize) -> String {
    let lacks = "attribute_not_exists(#aa)";
    let all = (1..names).fold(lacks.to_owned(), |all, _| format!("({all} AND {lacks})"));
    format!("({condition} OR {all})")
}

/// Versions that `If-Match` names, or values of a filter.
fn one_of() -> String {
    format!("#aa IN ({})", [":aa"; MAX_VALUES as usize].join(", "))
}

/// A condition on the first of so many names that an item has.
fn under_each_name(condition: &str, names: usize) -> String {
    let either = |then: String, _| {
        format!("((attribute_exists(#aa) AND {condition}) OR (attribute_not_exists(#aa) AND {then}))")
    };
    (1..names).fold(condition.to_owned(), either)
}
