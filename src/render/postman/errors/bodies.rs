//! What goes wrong with a body.

use super::super::body::{Member as Shown, text};
use super::super::unique::unique_keys;
use super::attempt::Attempt;
use super::broken::{self, Broken, Error, Round};
use super::parameters::other_than;
use super::sent::Sent;
use crate::contract::answer::Failure;
use crate::contract::body::{self, Absence, Choice, Member};
use crate::contract::detail::{self, filled};
use crate::contract::{wire, write};
use crate::model::{Attribute, Generate, Literal, Operation, Resource, Route, Shape};
use crate::render::example::{self, Which};

/// A body that no parser takes.
pub(super) fn not_json<'a>(route: &Route) -> Attempt<'a> {
    let detail = filled(detail::NOT_JSON, [("line", &1), ("column", &detail::ANYTHING)]);
    Attempt::new(Failure::BadRequest, "the body is not JSON", detail).body(route, "not JSON")
}

/// A body larger than the function reads.
pub(super) fn too_large<'a>(route: &Route) -> Attempt<'a> {
    let attempt = Attempt::new(Failure::ContentTooLarge, "the body is too large", detail::TOO_LARGE);
    attempt.long(body::MAX_BYTES + 1).body(route, "{{long}}")
}

/// A body of another type.
pub(super) fn other_type<'a>(route: &Route) -> Attempt<'a> {
    let media_type = body::media_types(route).first().copied().unwrap_or_default();
    let detail = filled(detail::MEDIA_TYPE, [("0", &media_type)]);
    let attempt = Attempt::new(Failure::UnsupportedMediaType, "the body is plain text", detail);
    attempt.typed_body("text/plain", "text")
}

/// The request as it would succeed, for what else may go wrong with it.
pub(super) fn with_good_body<'a>(resource: &Resource, route: &Route, attempt: Attempt<'a>) -> Attempt<'a> {
    if route.has_body() { attempt.object(route, good(resource, route)) } else { attempt }
}

/// The key of the item that the first request has made; none if slsgen fills a part of the key.
pub(super) fn taken<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let keys = unique_keys(resource);
    let mut key = resource.table.key.attributes();
    if route.operation != Operation::Create || key.any(|part| !matches!(part.generate, None | Some(Generate::Owner))) {
        return None;
    }
    let members = good(resource, route).into_iter().map(|(name, value)| {
        let is_new = keys.iter().any(|key| key.name == name);
        let shown = if is_new { Shown::Variable(format!("new.{name}")) } else { Shown::Line(value.json()) };
        (name, shown)
    });
    let members: Vec<(String, Shown)> = members.collect();
    let attempt = Attempt::new(Failure::Conflict, "the key is taken", detail::TAKEN).on_an_item();
    Some(attempt.body(route, text(members.iter().map(|(name, shown)| (name.as_str(), shown)))))
}

/// Values that are not allowed.
pub(super) fn invalid<'a>(resource: &'a Resource, route: &'a Route) -> Vec<Attempt<'a>> {
    let mut attempts = vec![unknown(resource, route)];
    attempts.extend(missing(resource, route));
    attempts.extend(other_value(resource, route));
    attempts.extend(constraints(resource, route));
    attempts.extend(removed(resource, route));
    attempts.extend(other_key(resource, route));
    attempts.extend(broken_key(resource, route));
    attempts
}

/// What the body has to have, with examples; of a patch, what it may have.
fn good(resource: &Resource, route: &Route) -> Vec<(String, Sent)> {
    let examples = example::body(resource, route).into_iter();
    let is_needed = |attribute: &Attribute| {
        route.operation == Operation::Update
            || body::chosen(resource, route)
                .any(|member| member.attribute.name == attribute.name && member.absence == Absence::Refused)
    };
    let needed = examples.filter(|(attribute, _)| is_needed(attribute));
    needed.map(|(attribute, value)| (attribute.name.to_string(), Sent::Literal(value))).collect()
}

/// Members of which one has another value.
fn with(mut members: Vec<(String, Sent)>, name: &str, value: Literal) -> Vec<(String, Sent)> {
    let value = Sent::Literal(value);
    match members.iter_mut().find(|(member, _)| member == name) {
        Some(member) => member.1 = value,
        None => members.push((name.to_owned(), value)),
    }
    members
}

fn unknown<'a>(resource: &Resource, route: &Route) -> Attempt<'a> {
    // No attribute is called so.
    const NAME: &str = "no such attribute";
    let error = Error::new(format!("/{NAME}"), detail::ANYTHING);
    let attempt = Attempt::invalid("an unknown attribute", vec![error]);
    attempt.object(route, with(good(resource, route), NAME, Literal::Integer(1)))
}

/// Nothing of what has to be there.
fn missing<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let members = body::of_route(resource, route).unwrap_or_default();
    // The function names the first alone. What only this route needs, it asks for last.
    let needed = members.into_iter().chain(body::chosen(resource, route));
    let needed = needed.filter(|member| member.choice != Choice::Settled && member.absence == Absence::Refused);
    let mut errors = needed.map(|it| Error::new(format!("/{}", it.attribute.name), detail::MISSING));
    errors.next().map(|error| Attempt::invalid("nothing is given", vec![error]).object(route, Vec::new()))
}

/// A value that is none of an enum, or else one of another type.
fn other_value<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let members: Vec<Member<'_>> = body::chosen(resource, route).collect();
    // What a patch merges is read once it is merged.
    let is_merged = |shape: &Shape| route.operation == Operation::Update && shape.is_merged();
    let wrong = members.iter().find_map(|Member { attribute, .. }| match &attribute.shape {
        Shape::Enum { values, .. } => {
            Some((attribute, Literal::String(other_than(values)), "is not one of its values"))
        }
        _ => None,
    });
    let wrong = wrong.or_else(|| {
        members.iter().find_map(|Member { attribute, .. }| {
            let (value, what) = of_another_type(&attribute.shape)?;
            (!is_merged(&attribute.shape)).then_some((attribute, value, what))
        })
    });
    let (attribute, value, what) = wrong?;
    let name = attribute.name.as_str();
    let error = Error::new(format!("/{name}"), detail::ANYTHING);
    let attempt = Attempt::invalid(format!("{name} {what}"), vec![error]);
    Some(attempt.object(route, with(good(resource, route), name, value)))
}

/// A value of another type, and what is wrong with it.
fn of_another_type(shape: &Shape) -> Option<(Literal, &'static str)> {
    let text = || Literal::String("x".to_owned());
    let number = || Literal::Integer(1);
    match shape {
        Shape::String { .. } => Some((number(), "is not a text")),
        Shape::Enum { .. } => Some((number(), "is not one of its values")),
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => Some((text(), "is not a number")),
        Shape::Boolean => Some((text(), "is not a boolean")),
        Shape::Timestamp(_) => Some((text(), "is not a date and time")),
        Shape::Date => Some((text(), "is not a date")),
        Shape::Uuid => Some((text(), "is not a UUID")),
        Shape::Ulid => Some((text(), "is not a ULID")),
        Shape::Binary(_) => Some((number(), "is not base64")),
        Shape::List { .. } => Some((text(), "is not a list")),
        Shape::Set { .. } => Some((text(), "is not a set")),
        Shape::Map(_) => Some((text(), "is not an object")),
        Shape::Json => None,
    }
}

/// Values that break each constraint once, in as few requests as it takes.
fn constraints<'a>(resource: &Resource, route: &Route) -> Vec<Attempt<'a>> {
    let is_patch = route.operation == Operation::Update;
    let members: Vec<Member<'_>> = body::chosen(resource, route).collect();
    let good = good(resource, route);
    let broken = |attribute: &Attribute| {
        let is_merged = is_patch && attribute.shape.is_merged();
        if is_merged { Vec::new() } else { broken::of_attribute(resource, attribute) }
    };
    let example =
        |name: &str| good.iter().find(|(member, _)| !is_patch && member == name).map(|(_, value)| value.clone());
    let members = members.iter().map(|Member { attribute, .. }| {
        let name = attribute.name.as_str();
        (name, broken(attribute), example(name))
    });
    let attempt = |(members, errors): Round| {
        let what = match &names(&errors)[..] {
            [name] => format!("{name} breaks a constraint"),
            names => format!("{} break constraints", listed(names)),
        };
        Attempt::invalid(what, errors).object(route, members)
    };
    broken::rounds(members.collect()).into_iter().map(attempt).collect()
}

/// Null for what every item holds.
fn removed<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let members = body::chosen(resource, route).map(|member| member.attribute);
    let kept: Vec<_> = members.filter(|attribute| !attribute.presence.is_optional()).collect();
    if route.operation != Operation::Update || kept.is_empty() {
        return None;
    }
    let null = kept.iter().map(|attribute| (attribute.name.to_string(), Sent::Literal(Literal::Null)));
    let errors = kept.iter().map(|attribute| Error::new(format!("/{}", attribute.name), detail::REMOVED));
    let names: Vec<&str> = kept.iter().map(|attribute| attribute.name.as_str()).collect();
    Some(Attempt::invalid(format!("null for {}", listed(&names)), errors.collect()).object(route, null.collect()))
}

/// The members of a body that errors are about.
fn names(errors: &[Error]) -> Vec<&str> {
    let mut names: Vec<&str> = errors.iter().filter_map(|error| error.pointer.split('/').nth(1)).collect();
    names.dedup();
    names
}

/// `name, price and 3 more`.
fn listed(names: &[&str]) -> String {
    const FEW: usize = 3;
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] if names.len() < FEW => format!("{} and {last}", names.join(", ")),
        names => format!("{} and {} more", names[..FEW].join(", "), names.len() - FEW),
    }
}

/// A key that differs from the one in the path.
fn other_key<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    let is_scarce = |attribute: &Attribute| {
        unique_keys(resource).iter().any(|key| key.name == attribute.name.as_str() && key.is_scarce())
    };
    let can_differ = |attribute: &Attribute| {
        let [one, other] =
            [Which::Original, Which::Changed].map(|which| example::attribute(resource, attribute, which));
        one != other && !is_scarce(attribute)
    };
    let mut given = body::of_route(resource, route)?.into_iter().filter(|member| {
        let Member { attribute, choice, .. } = member;
        route.has_in_path(attribute) && (*choice == Choice::Settled || route.operation == Operation::Create)
    });
    let Member { attribute, .. } = given.find(|member| can_differ(member.attribute))?;
    let name = attribute.name.as_str();
    let attempt = Attempt::invalid(
        format!("{name} differs from the one in the path"),
        vec![Error::new(format!("/{name}"), detail::CHANGED)],
    );
    let value = example::attribute(resource, attribute, Which::Changed);
    Some(attempt.object(route, with(good(resource, route), name, value)))
}

/// A key in the path that breaks a constraint, where it would become a new item's.
fn broken_key<'a>(resource: &Resource, route: &'a Route) -> Option<Attempt<'a>> {
    let mut parameters = route.parameters().filter(|_| route.creates());
    parameters.find_map(|attribute| {
        let name = attribute.name.as_str();
        broken::of_attribute(resource, attribute).into_iter().find_map(|Broken { value, errors }| {
            let errors = errors.into_iter().map(|error| error.within(name)).collect();
            let attempt = Attempt::invalid(format!("{name} in the path breaks a constraint"), errors);
            let attempt = match value {
                Sent::Text(1..) => attempt.in_path(attribute, "{{long}}").long(value.size()),
                Sent::Literal(literal) => attempt.in_path(attribute, wire::in_url(&attribute.shape, &literal)),
                _ => return None,
            };
            Some(attempt.object(route, good(resource, route)))
        })
    })
}

/// Other values of what stays as it is, once an item is there; none where a PUT may change everything.
pub(super) fn fixed<'a>(resource: &Resource, route: &Route) -> Option<Attempt<'a>> {
    if !matches!(route.operation, Operation::Replace { .. }) {
        return None;
    }
    let mut members = good(resource, route);
    let mut errors = Vec::new();
    for write in write::replacement(resource).filter(|write| write.condition.is_some()) {
        let Some(value) = another(resource, write.attribute) else { continue };
        let name = write.attribute.name.as_str();
        members = with(members, name, value);
        errors.push(Error::new(format!("/{name}"), detail::CHANGED));
    }
    let attempt = |errors| Attempt::invalid("what can't change is changed", errors).on_an_item();
    (!errors.is_empty()).then(|| attempt(errors).object(route, members))
}

/// A value that the item does not have which the first request has made.
fn another(resource: &Resource, attribute: &Attribute) -> Option<Literal> {
    if attribute.generate == Some(Generate::Version) {
        return Some(Literal::Integer(1_000_000));
    }
    let [stored, other] = [Which::Original, Which::Changed].map(|which| example::attribute(resource, attribute, which));
    (attribute.generate.is_some() || stored != other).then_some(other)
}
