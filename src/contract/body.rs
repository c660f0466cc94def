//! What clients send: the members of each body, and what it means to leave one out.

use std::sync::Arc;

use super::rust_type::rust_type;
use crate::model::{Attribute, Generate, Literal, Operation, Presence, Resource, Route, Shape, TimeForm};

/// A member of a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'a> {
    pub(crate) attribute: &'a Arc<Attribute>,
    pub(crate) absence: Absence<'a>,
    pub(crate) choice: Choice,
}

/// What it means that a body lacks a member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Absence<'a> {
    /// It is refused.
    Refused,
    /// The member has this value.
    Default(&'a Literal),
    /// It is allowed, and null means the same.
    Allowed,
}

/// What a client may give as a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Any value that fits.
    Any,
    /// Once the item exists, what is stored.
    Fixed,
    /// What is stored: slsgen, or the path, says what it is.
    Settled,
}

/// The largest body that the function reads: what axum allows where nobody says more.
pub(crate) const MAX_BYTES: usize = 2_097_152;

/// The body that creates. What some POST route has in its path may be left out.
pub(crate) fn new<'a>(resource: &'a Resource) -> Vec<Member<'a>> {
    let given = resource.attributes.iter().filter(|attribute| attribute.generate.is_none());
    let member = |attribute: &'a Arc<Attribute>| {
        let absence = if is_in_create_path(resource, attribute) { Absence::Allowed } else { of(&attribute.presence) };
        Member { attribute, absence, choice: Choice::Any }
    };
    given.map(member).collect()
}

/// The body that replaces. Keys and what slsgen fills may be sent back as they were read, or left out. So may what
/// clients never read: then it stays as it is.
pub(crate) fn replacement(resource: &Resource) -> Vec<Member<'_>> {
    let members = resource.attributes.iter().map(|attribute| {
        let is_settled = resource.is_key(attribute) || attribute.generate.is_some();
        let choice = match (is_settled, attribute.immutable) {
            (true, _) => Choice::Settled,
            (false, true) => Choice::Fixed,
            (false, false) => Choice::Any,
        };
        let may_lack = is_settled || attribute.private;
        let absence = if may_lack { Absence::Allowed } else { of(&attribute.presence) };
        Member { attribute, absence, choice }
    });
    members.collect()
}

/// The merge patch, in which every member may be left out.
pub(crate) fn patch(resource: &Resource) -> Vec<Member<'_>> {
    let member = |attribute| Member { attribute, absence: Absence::Allowed, choice: Choice::Any };
    resource.changeable().map(member).collect()
}

/// The body of a route; none where a request has none.
pub(crate) fn of_route<'a>(resource: &'a Resource, route: &Route) -> Option<Vec<Member<'a>>> {
    match route.operation {
        Operation::Create => Some(new(resource)),
        Operation::Replace { .. } => Some(replacement(resource)),
        Operation::Update => Some(patch(resource)),
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => None,
    }
}

/// The members that a client chooses in the body of a route: what the path gives is none of them, and what another
/// route has in its path is needed here.
pub(crate) fn chosen<'a>(resource: &'a Resource, route: &Route) -> impl Iterator<Item = Member<'a>> {
    let members = of_route(resource, route).unwrap_or_default().into_iter();
    let chosen = members.filter(|member| member.choice != Choice::Settled && !route.has_in_path(member.attribute));
    let creates = route.operation == Operation::Create;
    chosen
        .map(move |member| if creates { Member { absence: of(&member.attribute.presence), ..member } } else { member })
}

/// Whether the path of some POST route gives the attribute.
pub(crate) fn is_in_create_path(resource: &Resource, attribute: &Attribute) -> bool {
    let mut creates = resource.routes.iter().filter(|route| route.operation == Operation::Create);
    creates.any(|route| route.has_in_path(attribute))
}

/// Whether some route may give the attribute a value of the client's choice, which has to meet its constraints.
pub(crate) fn is_chosen(resource: &Resource, attribute: &Attribute) -> bool {
    let is_of = |route: &Route| {
        let members = of_route(resource, route).unwrap_or_default();
        let mut chosen = members.iter().filter(|member| member.choice != Choice::Settled);
        let makes_key = route.operation == Operation::Replace { upsert: true } && resource.is_key(attribute);
        makes_key || chosen.any(|member| member.attribute.name == attribute.name)
    };
    resource.routes.iter().any(is_of)
}

/// Whether a write that creates has to give the attribute a time to come: an item whose time is past can't be read. A
/// write to an item that is there takes any time, as that is how a client ends an item.
pub(crate) fn lies_ahead(resource: &Resource, attribute: &Attribute) -> bool {
    resource.is_ttl(attribute)
}

/// The media types of a merge patch, the one that is meant first.
pub(crate) const PATCHES: &[&str] = &["application/merge-patch+json", "application/json"];

/// The media types of a route's body, the one that is meant first.
pub(crate) fn media_types(route: &Route) -> &'static [&'static str] {
    match route.operation {
        Operation::Create | Operation::Replace { .. } => &["application/json"],
        Operation::Update => PATCHES,
        Operation::List { .. } | Operation::Get | Operation::Query(_) | Operation::Delete => &[],
    }
}

/// The type of an attribute in a patch, which merges into what is stored.
pub(crate) fn patched_type(attribute: &Attribute) -> String {
    if attribute.shape.is_merged() { "Value".to_owned() } else { rust_type(&attribute.shape) }
}

/// Where a new item has an attribute from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The key in the path.
    Key,
    /// slsgen.
    Generated(Generate),
    /// The body.
    Body,
    /// The body, which has to have it here, though its type doesn't say so.
    BodyOrRefusal,
    /// The body, or the default.
    BodyOrDefault,
}

/// Where an item that a POST creates has each attribute from.
pub(crate) fn origins_of_new(resource: &Resource) -> impl Iterator<Item = (&Arc<Attribute>, Origin)> {
    resource.attributes.iter().map(|attribute| {
        let origin = match (attribute.generate, &attribute.presence) {
            (Some(generate), _) => Origin::Generated(generate),
            (None, Presence::Required) if is_in_create_path(resource, attribute) => Origin::BodyOrRefusal,
            (None, Presence::Default(_)) if is_in_create_path(resource, attribute) => Origin::BodyOrDefault,
            (None, _) => Origin::Body,
        };
        (attribute, origin)
    })
}

/// Where an item that a PUT creates has each attribute from.
pub(crate) fn origins_of_replacement(resource: &Resource) -> impl Iterator<Item = (&Arc<Attribute>, Origin)> {
    resource.attributes.iter().map(|attribute| {
        let origin = match attribute.generate {
            _ if resource.is_key(attribute) => Origin::Key,
            Some(generate) => Origin::Generated(generate),
            // A body that replaces an item leaves out what nobody can read.
            None if attribute.private => match attribute.presence {
                Presence::Required => Origin::BodyOrRefusal,
                Presence::Default(_) => Origin::BodyOrDefault,
                Presence::Optional => Origin::Body,
            },
            None => Origin::Body,
        };
        (attribute, origin)
    })
}

/// How the times are stored that a new item gets, if there are several, and all are stored alike: then they are the same.
pub(crate) fn common_time(resource: &Resource) -> Option<TimeForm> {
    let [created, updated] =
        [Generate::Created, Generate::Updated].map(|generate| match resource.generated(generate)?.shape {
            Shape::Timestamp(form) => Some(form),
            _ => None,
        });
    created.filter(|form| updated == Some(*form))
}

fn of(presence: &Presence) -> Absence<'_> {
    match presence {
        Presence::Required => Absence::Refused,
        Presence::Default(value) => Absence::Default(value),
        Presence::Optional => Absence::Allowed,
    }
}
