use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Operation, Resource, Route};

/// A statement of the function's policy: what it may do to one table, or to one table's indexes.
#[derive(Debug, Serialize)]
pub(super) struct Statement {
    actions: Vec<&'static str>,
    /// The table's logical ID.
    table: String,
    /// Of the table's indexes, for `!Sub`; empty: the statement is about the table itself.
    index_arns: Vec<String>,
}

/// An action of DynamoDB, in the order in which a statement lists them: those that read come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    GetItem,
    Query,
    Scan,
    PutItem,
    UpdateItem,
    DeleteItem,
}

impl Action {
    fn as_str(self) -> &'static str {
        match self {
            Self::GetItem => "dynamodb:GetItem",
            Self::Query => "dynamodb:Query",
            Self::Scan => "dynamodb:Scan",
            Self::PutItem => "dynamodb:PutItem",
            Self::UpdateItem => "dynamodb:UpdateItem",
            Self::DeleteItem => "dynamodb:DeleteItem",
        }
    }
}

/// What a resource's routes do to its table.
pub(super) struct Actions(BTreeSet<Action>);

impl Actions {
    pub(super) fn of(resource: &Resource) -> Self {
        Self(resource.routes.iter().flat_map(|route| table_actions(resource, route)).collect())
    }

    /// Whether some read.
    pub(super) fn read(&self) -> bool {
        self.0.iter().any(|action| *action <= Action::Scan)
    }

    /// Whether some write.
    pub(super) fn write(&self) -> bool {
        self.0.iter().any(|action| *action > Action::Scan)
    }
}

/// The indexes that a resource's routes query.
pub(super) fn queried_indexes(resource: &Resource) -> BTreeSet<String> {
    let queries = resource.routes.iter().filter_map(|route| resource.query_of(route));
    queries.filter_map(|query| Some(query.index?.name.as_str().to_owned())).collect()
}

/// Exactly what the resource's routes do to its table and to the indexes they query.
pub(super) fn statements(resource: &Resource, table: &str) -> Vec<Statement> {
    let on_indexes = queried_indexes(resource);
    let table_statement = Statement {
        actions: Actions::of(resource).0.into_iter().map(Action::as_str).collect(),
        table: table.to_owned(),
        index_arns: Vec::new(),
    };
    let index_statement = Statement {
        actions: vec![Action::Query.as_str()],
        table: table.to_owned(),
        index_arns: on_indexes.into_iter().map(|index| format!("${{{table}.Arn}}/index/{index}")).collect(),
    };
    let mut statements = Vec::new();
    if !table_statement.actions.is_empty() {
        statements.push(table_statement);
    }
    if !index_statement.index_arns.is_empty() {
        statements.push(index_statement);
    }
    statements
}

/// What a POST with an `Idempotency-Key` does to the table of records. IAM looks at the writes of a transaction one by one.
pub(super) fn records(table: &str) -> Statement {
    Statement { actions: vec![Action::PutItem.as_str()], table: table.to_owned(), index_arns: Vec::new() }
}

fn table_actions(resource: &Resource, route: &Route) -> Vec<Action> {
    match &route.operation {
        Operation::List { .. } | Operation::Query(_) => {
            let query = resource.query_of(route).filter(|query| query.index.is_none()).map(|_| Action::Query);
            query.into_iter().chain(resource.scans(route).then_some(Action::Scan)).collect()
        }
        Operation::Get => vec![Action::GetItem],
        Operation::Create => vec![Action::PutItem],
        Operation::Replace { upsert: true } => vec![Action::PutItem, Action::UpdateItem],
        Operation::Update if resource.patch_reads() => vec![Action::GetItem, Action::UpdateItem],
        Operation::Replace { upsert: false } | Operation::Update => vec![Action::UpdateItem],
        Operation::Delete => vec![Action::DeleteItem],
    }
}
