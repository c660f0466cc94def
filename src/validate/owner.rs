//! `owner`: the attribute that tells whose an item is, and the claim that tells who calls.

use std::sync::Arc;

use super::declared::Attributes;
use super::groups;
use super::paths::Seen;
use super::present::required;
use super::resource_draft::ResourceDraft;
use super::route_context::RouteContext;
use super::route_draft::RouteDraft;
use crate::contract::audience;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Auth, Generate, Index, Operation, Owner, Resource, Route, Service, Shape};
use crate::source::Spanned;
use crate::spec::{AttributeSpec, OwnerSpec};
use crate::text::english;

/// The claim that Cognito makes, and that never changes.
const SUB: &str = "sub";

/// Standard claims that users can write, unless the app's client forbids it (Cognito, user pool attributes).
const WRITABLE: &[&str] = &[
    "address",
    "birthdate",
    "email",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "phone_number",
    "picture",
    "preferred_username",
    "profile",
    "updated_at",
    "website",
    "zoneinfo",
];

/// Claims about the token, and not about the user (Cognito, ID and access tokens).
const OF_TOKEN: &[&str] = &[
    "aud",
    "auth_time",
    "client_id",
    "cognito:groups",
    "email_verified",
    "event_id",
    "exp",
    "iat",
    "iss",
    "jti",
    "nonce",
    "origin_jti",
    "phone_number_verified",
    "scope",
    "token_use",
    "version",
];

/// Reads whose an item is.
pub(super) fn owner(draft: &ResourceDraft<'_>, attributes: &Attributes, problems: &mut Diagnostics) -> Option<Owner> {
    let spec = draft.owner.read()?;
    let name = required(&spec.value.attribute, "attribute", spec.span, problems);
    let attribute = name.and_then(|name| Some((name, attributes.find(name, problems)?)));
    let claim = claim(&spec.value, problems);
    let except_groups = groups::groups(&spec.value.except_groups, problems);
    let (name, attribute) = attribute?;
    check_type(name, &attribute, attributes, problems);
    check_uuid(&spec.value, &attribute, attributes, problems);
    (attribute.generate == Some(Generate::Owner)).then_some(Owner { attribute, claim, except_groups })
}

fn claim(spec: &OwnerSpec, problems: &mut Diagnostics) -> String {
    let Some(claim) = spec.claim.read() else { return SUB.to_owned() };
    let text = claim.value.as_str();
    let custom = text.strip_prefix("custom:");
    let reason = if custom.is_some_and(|name| !is_attribute(name)) {
        format!("a user pool has no attribute of the name `{text}`: it has 1 to 20 letters, digits, `_` and `-`")
    } else if text == "username" {
        "the claim `username` is in access tokens alone, and the API takes ID tokens".to_owned()
    } else if text.is_empty() {
        "a claim has a name".to_owned()
    } else if WRITABLE.contains(&text) {
        format!("users can write the claim `{text}` themselves, so a caller could pose as another")
    } else if OF_TOKEN.contains(&text) {
        format!("the claim `{text}` doesn't say who the caller is")
    } else {
        return claim.value.clone();
    };
    let problem = Diagnostic::new(Code::BadClaim, claim.span, reason);
    problems
        .push(problem.help("`sub` is the user's ID in the pool: leave `claim` out, or take one that you alone write"));
    claim.value.clone()
}

/// Whether a user pool can have an attribute of this name (Cognito, `SchemaAttributeType`).
fn is_attribute(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    (1..=20).contains(&name.len()) && name.chars().all(is_sign)
}

fn check_type(name: &Spanned<String>, attribute: &Attribute, attributes: &Attributes, problems: &mut Diagnostics) {
    // Of an `enum`, the attribute's own problem tells.
    if matches!(attribute.shape, Shape::String { .. } | Shape::Enum { .. } | Shape::Uuid | Shape::Ulid) {
        return;
    }
    let message = format!("`{}` can't hold the owner: a token has a text", name.value);
    let problem = Diagnostic::new(Code::BadOwner, name.span, message);
    problems.push(
        problem.also(attributes.span(attribute), "its type is another").help("take a `string`, a `uuid` or a `ulid`"),
    );
}

/// A `sub` is a UUID.
fn check_uuid(spec: &OwnerSpec, attribute: &Attribute, attributes: &Attributes, problems: &mut Diagnostics) {
    let is_sub = spec.claim.value().is_none_or(|claim| claim == SUB);
    if is_sub && attribute.shape == Shape::Ulid {
        let message = format!("`{}` can't hold the claim `{SUB}`, which is a UUID", attribute.name);
        let problem = Diagnostic::new(Code::BadOwner, attributes.span(attribute), message);
        problems.push(problem.help("make it a `uuid`"));
    }
}

/// Reports what has no meaning for an attribute that a token fills.
pub(super) fn check_attribute(spec: &AttributeSpec, problems: &mut Diagnostics) {
    let keys = [
        ("enum", spec.values.span()),
        ("generate", spec.generate.span()),
        ("max_length", spec.max_length.span()),
        ("min_length", spec.min_length.span()),
        ("pattern", spec.pattern.span()),
        ("private", spec.private.read().filter(|private| private.value).map(|private| private.span)),
    ];
    for (key, span) in keys {
        if let Some(span) = span {
            let message = format!("`{key}` has no meaning for the owner, whom the caller's token names");
            problems.push(Diagnostic::new(Code::BadOwner, span, message).help(format!("remove `{key}`")));
        }
    }
}

/// Reports a path that holds what the token says; `on` is where the route is.
pub(super) fn check_path(draft: &RouteDraft<'_>, problems: &mut Diagnostics) -> Option<()> {
    let Some(owner) = draft.owner.filter(|owner| draft.parameters().any(|name| name == owner.attribute.name.as_str()))
    else {
        return Some(());
    };
    let name = &owner.attribute.name;
    let message = format!("{} has `{{{name}}}` in its path, but the caller's token says who that is", draft.name());
    let problem = Diagnostic::new(Code::OwnerInPath, draft.path.span, message);
    let problem = match shorter(&draft.path.value, name.as_str()) {
        Some(path) => problem.help(format!("leave it out: `{} {path}`", draft.method.as_str())),
        None => problem.help("leave it out of the path"),
    };
    problems.push(match &owner.except_groups[..] {
        [] => problem,
        groups => problem.help(format!("or let only those call who see every item: `groups: [{}]`", groups.join(", "))),
    });
    None
}

/// The path without a parameter and the word before it, if the rest is a path.
fn shorter(path: &str, name: &str) -> Option<String> {
    let parameter = format!("/{{{name}}}");
    let (before, after) = path.split_once(&parameter)?;
    let has_words = |text: &str| text.starts_with('/') && !text.starts_with("/{");
    let before = if has_words(after) { before.rsplit_once('/').map_or(before, |(before, _)| before) } else { before };
    let path = format!("{before}{after}");
    (path.len() > 1).then_some(path)
}

/// Reports a query that is not of the caller's own items.
pub(super) fn check_query(
    draft: &RouteDraft<'_>,
    index: Option<&Index>,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<()> {
    let Some(owner) = draft.owner else { return Some(()) };
    let key = index.map_or(context.key?, |index| &index.key);
    if key.partition.name == owner.attribute.name {
        return Some(());
    }
    let sort = &key.partition;
    let problem = reads_others(draft, format!("{} would read the items of others, too", draft.name()));
    let is_made = |index: &&Arc<Index>| {
        index.key.partition.name == owner.attribute.name
            && index.key.sort.as_ref().is_some_and(|it| it.name == sort.name)
    };
    let made = context.indexes.iter().find(is_made);
    let advice = made.map(|index| format!("query the caller's own items: `index: {}`", index.name));
    let advice = advice.unwrap_or_else(|| {
        let (index, written) = new_index(owner, Some(sort), context);
        format!("add the index `{written}`, and query it: `index: {index}`")
    });
    problems.push(or_groups(problem.help(advice), owner));
    None
}

/// Reports a list for which nothing has the caller's items together.
pub(super) fn check_list(draft: &RouteDraft<'_>, context: &RouteContext<'_>, problems: &mut Diagnostics) -> Option<()> {
    let Some(owner) = draft.owner else { return Some(()) };
    let declared = context.declared_indexes.as_ref().map_or(usize::MAX, Vec::len);
    if owner.query(context.key?, context.indexes).is_some() || declared > context.indexes.len() {
        return Some(());
    }
    let name = &owner.attribute.name;
    let near = context.indexes.iter().find(|index| index.key.partition.name == *name);
    let (why, advice) = match (near, near.and_then(|index| index.key.sort.as_ref())) {
        (Some(index), _) if !index.is_whole() => (
            format!("`{}` holds only parts of them", index.name),
            format!("leave the `projection` of `{}` out", index.name),
        ),
        (Some(index), Some(sort)) => (
            format!("`{}` lacks those without `{}`", index.name, sort.name),
            format!("make `{}` `required: true`, or add the index `{}`", sort.name, made_index(owner, context)),
        ),
        _ => (format!("no key begins with `{name}`"), format!("add the index `{}`", made_index(owner, context))),
    };
    let message = format!("{} has to find the caller's own items, and {why}", draft.name());
    problems.push(or_groups(reads_others(draft, message).help(advice), owner));
    None
}

fn reads_others(draft: &RouteDraft<'_>, message: String) -> Diagnostic {
    Diagnostic::new(Code::ReadsOthers, draft.path.span, message)
        .note("a page that is filtered ends anywhere, so its cursor would hold the key of somebody else's item")
}

fn or_groups(problem: Diagnostic, owner: &Owner) -> Diagnostic {
    match &owner.except_groups[..] {
        [] => problem,
        groups => problem.help(format!("or let only those call who see every item: `groups: [{}]`", groups.join(", "))),
    }
}

/// An index of the owner's items by the time of creation, if there is one.
fn made_index(owner: &Owner, context: &RouteContext<'_>) -> String {
    let made = context.attributes.iter().find(|attribute| attribute.generate == Some(Generate::Created));
    new_index(owner, made, context).1
}

/// An index of the owner's items that is not there: its name, and as a spec has it.
fn new_index(owner: &Owner, sort: Option<&Arc<Attribute>>, context: &RouteContext<'_>) -> (String, String) {
    let name = &owner.attribute.name;
    let word = name.as_str().strip_suffix("_id").unwrap_or(name.as_str());
    let is_free = |name: &String| context.indexes.iter().all(|index| index.name.as_str() != name);
    let second = sort.map_or_else(|| format!("of_{word}"), |sort| format!("by_{word}_and_{}", sort.name));
    let index = Some(format!("by_{word}")).filter(is_free).unwrap_or(second);
    let sort = sort.map(|sort| format!(", sort_key: {}", sort.name)).unwrap_or_default();
    let written = format!("{index}: {{ partition_key: {name}{sort} }}");
    (index, written)
}

/// Reports routes whose callers have no token; `span` is where the spec has the owner.
pub(super) fn check_auth(
    owner: Option<&Owner>,
    routes: &[Route],
    draft: &ResourceDraft<'_>,
    problems: &mut Diagnostics,
) {
    let without: Vec<String> = routes.iter().filter(|route| route.auth != Auth::Cognito).map(Route::title).collect();
    if owner.is_none() || without.is_empty() {
        return;
    }
    let names: Vec<&str> = without.iter().take(3).map(String::as_str).collect();
    let message =
        format!("callers of {} have no token that says who they are, so `owner` can't hold", english::list(&names));
    let problem = Diagnostic::new(Code::NeedsCognito, draft.owner.span().unwrap_or_default(), message);
    let help = if without.len() == routes.len() {
        "write `api: { auth: cognito }`"
    } else {
        "give each route `auth: cognito`"
    };
    problems.push(problem.help(help));
}

/// Warns of what callers learn of others: by a key that is taken, or because nothing says whose an item is.
pub(super) fn check(service: &Service, drafts: &[ResourceDraft<'_>], seen: &[Seen], problems: &mut Diagnostics) {
    for (resource, draft) in service.resources.iter().zip(drafts) {
        if let Some(owner) = resource.owner_beside_key() {
            check_keys(resource, owner, seen, problems);
        }
        check_every_user(resource, draft, problems);
    }
}

fn check_keys(resource: &Resource, owner: &Owner, seen: &[Seen], problems: &mut Diagnostics) {
    let key = &resource.table.key;
    let is_chosen = !key.attributes().any(|part| part.generate.is_some());
    let chooses =
        |route: &&Route| route.operation == Operation::Replace { upsert: true } || is_chosen && route.creates();
    let Some(route) = resource.routes.iter().find(chooses) else { return };
    let title = route.title();
    let place = seen.iter().find(|seen| seen.name == title).map(|seen| seen.span).unwrap_or_default();
    let parts: Vec<&str> = key.attributes().map(|part| part.name.as_str()).collect();
    let message =
        format!("`{title}` tells a caller that somebody else has an item with the same {}", english::list(&parts));
    let partition = &owner.attribute.name;
    let way_out = match &key.sort {
        None => format!(
            "begin the key with the owner: `table: {{ partition_key: {partition}, sort_key: {} }}`",
            key.partition.name
        ),
        Some(_) => format!("begin the table's key with `{partition}`"),
    };
    problems.push(
        Diagnostic::new(Code::KeyWithoutOwner, place, message)
            .note("the caller chooses the key, and it doesn't hold the owner: a key that is taken is a 409")
            .help(format!(
                "{way_out}, or let `generate` choose the key; `allow: [W0017]` says that keys are no secret"
            )),
    );
}

fn check_every_user(resource: &Resource, draft: &ResourceDraft<'_>, problems: &mut Diagnostics) {
    let Some(deeds) = audience::of_every_user(resource) else { return };
    let message = format!("every signed-in user {deeds} every {}", resource.item);
    problems.push(
        Diagnostic::new(Code::EveryUser, draft.name_span, message)
            .help("say whose an item is by `owner: { attribute: NAME }`, or who may call a route by `groups: [NAME]`")
            .help("`allow: [W0019]` says that all users may"),
    );
}
