//! How values of a spec are called in messages.

use super::state::{IndexState, KeyState, ProjectionState, TableState, TtlState};
use crate::contract::wire;
use crate::model::{
    Auth, Billing, Cors, Filter, FilterOp, Generate, IndexKind, Operation, Presence, Query, SetItem, Shape, Throttle,
    TimeForm,
};
use crate::text::english;

/// `` `a`, `b` and `c` ``
pub(super) fn list<T: AsRef<str>>(words: &[T]) -> String {
    english::list(&words.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// `` `id` and `created_at` ``
pub(super) fn key(key: &KeyState) -> String {
    list(&key.parts().map(|part| &part.name).collect::<Vec<_>>())
}

/// An index's key and what it holds.
pub(super) fn index(index: &IndexState) -> String {
    format!("by {}, with {}", key(&index.key), held(index))
}

/// What an index holds besides its own key.
pub(super) fn held(index: &IndexState) -> String {
    match &index.projection {
        ProjectionState::All => "everything".to_owned(),
        ProjectionState::KeysOnly => "the keys alone".to_owned(),
        ProjectionState::Include(names) => format!("the keys and {}", list(names)),
    }
}

/// What a table is, in place of what was said of it; empty if it is that.
pub(super) fn differences(said: &TableState, is: &TableState) -> Vec<String> {
    let mut found = Vec::new();
    if said.key != is.key {
        found.push(format!("its key is {} ({}) in place of {}", key(&is.key), types(&is.key), key(&said.key)));
    }
    for index in &said.indexes {
        match is.index(&index.name) {
            None => found.push(format!("it lacks the index `{}`", index.name)),
            Some(other) if other != index => found.push(format!("its index `{}` is another", index.name)),
            Some(_) => {}
        }
    }
    let more = is.indexes.iter().filter(|index| said.index(&index.name).is_none());
    found.extend(more.map(|index| format!("it has the index `{}`", index.name)));
    match (&said.ttl, &is.ttl) {
        (said, TtlState::On(name)) if *said != is.ttl => found.push(format!("its items expire at `{name}`")),
        (TtlState::On(_), TtlState::Off) => found.push("its items don't expire".to_owned()),
        _ => {}
    }
    if said.billing != is.billing {
        found.push(format!("it is billed {}", billing(is.billing)));
    }
    found
}

/// What CloudFormation can't change in a table: its name, key and local indexes.
pub(super) fn fixed_differences(old: &TableState, new: &TableState) -> Vec<String> {
    let fixed = |table: &TableState| {
        let local = table.indexes.iter().filter(|index| index.kind == IndexKind::Local).cloned().collect();
        TableState { indexes: local, ttl: TtlState::Off, billing: Billing::OnDemand, ..table.clone() }
    };
    let mut found = differences(&fixed(old), &fixed(new));
    if old.name != new.name {
        found.push(format!("its name is `{}`", new.name));
    }
    found
}

/// How a table is paid for.
pub(super) fn billing(billing: Billing) -> String {
    match billing {
        Billing::OnDemand => "on demand".to_owned(),
        Billing::Provisioned { read, write } => format!("for {read} read and {write} write units"),
    }
}

/// The DynamoDB types of a key, such as `S` or `S, N`.
pub(super) fn types(key: &KeyState) -> String {
    key.parts().map(|part| part.key_type.as_str()).collect::<Vec<_>>().join(", ")
}

/// A type in the words of the spec.
pub(super) fn shape(shape: &Shape) -> String {
    let word = match shape {
        Shape::String { .. } => "string",
        Shape::Enum { .. } => "enum",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::Decimal(_) => "decimal",
        Shape::Boolean => "boolean",
        Shape::Timestamp(TimeForm::EpochSeconds) => "timestamp in epoch seconds",
        Shape::Timestamp(TimeForm::EpochMilliseconds) => "timestamp in epoch milliseconds",
        Shape::Timestamp(_) => "timestamp",
        Shape::Date => "date",
        Shape::Uuid => "uuid",
        Shape::Ulid => "ulid",
        Shape::Binary(_) => "binary",
        Shape::Json => "json",
        Shape::Map(_) => "map",
        Shape::List { items, .. } => return format!("list of {}", self::shape(items)),
        Shape::Set { items, .. } => return format!("set of {}", set_item(*items)),
    };
    word.to_owned()
}

/// How a timestamp is stored.
pub(super) fn time_form(form: TimeForm) -> &'static str {
    match form {
        TimeForm::Nanoseconds => "text with nine digits of a second",
        TimeForm::Milliseconds => "text with three digits of a second",
        TimeForm::Seconds => "text without parts of a second",
        TimeForm::EpochSeconds => "epoch seconds",
        TimeForm::EpochMilliseconds => "epoch milliseconds",
    }
}

/// `a string`, `an integer`.
pub(super) fn article(noun: &str) -> String {
    // `uuid` and `ulid` begin with the sound of `you`.
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// The type of a set's elements.
pub(super) fn set_item(item: SetItem) -> &'static str {
    match item {
        SetItem::String => "string",
        SetItem::Integer => "integer",
        SetItem::Decimal => "decimal",
        SetItem::Binary => "binary",
    }
}

/// Whether a value has to be there.
pub(super) fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Default(literal) => format!("default {}", wire::json(literal)),
    }
}

/// A generator as the spec calls it, or `none`.
pub(super) fn generate(generate: Option<Generate>) -> &'static str {
    match generate {
        None => "none",
        Some(Generate::UuidV4) => "uuid_v4",
        Some(Generate::UuidV7) => "uuid_v7",
        Some(Generate::Ulid) => "ulid",
        Some(Generate::Created) => "created",
        Some(Generate::Updated) => "updated",
        Some(Generate::Version) => "version",
        Some(Generate::Owner) => "owner",
    }
}

/// What a caller must present, as the spec calls it.
pub(super) fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::None => "none",
        Auth::ApiKey => "api_key",
        Auth::Iam => "iam",
        Auth::Cognito => "cognito",
    }
}

/// What a route does, and on what.
pub(super) fn operation(operation: &Operation) -> String {
    match operation {
        Operation::List { .. } => "list".to_owned(),
        Operation::Get => "get".to_owned(),
        Operation::Query(Query { index: None, .. }) => "query of the table".to_owned(),
        Operation::Query(Query { index: Some(index), .. }) => format!("query of the index `{}`", index.name),
        Operation::Create => "create".to_owned(),
        Operation::Replace { .. } => "replace".to_owned(),
        Operation::Update => "update".to_owned(),
        Operation::Delete => "delete".to_owned(),
    }
}

/// The query parameters of a filter.
pub(super) fn parameters(filter: &Filter, operators: &[FilterOp]) -> Vec<String> {
    operators.iter().map(|operator| format!("{}{}", filter.attribute.name, operator.suffix())).collect()
}

/// How long an `Idempotency-Key` counts.
pub(super) fn idempotency(seconds: Option<u32>) -> String {
    seconds.map_or("none".to_owned(), english::duration)
}

/// Requests per second and burst.
pub(super) fn throttle(throttle: Option<Throttle>) -> String {
    throttle.map_or("none".to_owned(), |it| format!("{} a second, burst {}", it.rate, it.burst))
}

/// The origins, and how long a browser keeps an answer.
pub(super) fn cors(cors: Option<&Cors>) -> String {
    let Some(cors) = cors else { return "none".to_owned() };
    let age = cors.max_age.map(|seconds| format!(", max_age {seconds}"));
    format!("{}{}", list(&cors.origins), age.unwrap_or_default())
}
