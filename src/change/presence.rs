//! Whether a value has to be there: in stored items, in requests and in responses.

use super::changed_value::ChangedValue;
use super::report::{Explanation, Report};
use super::{ChangeCode, words};
use crate::contract::wire;
use crate::model::{Attribute, Generate, Presence, Shape};

/// Whether a value has to be there, and who sees it.
pub(super) struct PresenceFacts<'a> {
    presence: &'a Presence,
    generate: Option<Generate>,
    private: bool,
}

impl<'a> PresenceFacts<'a> {
    /// Of a member of a map.
    pub(super) fn member(presence: &'a Presence) -> Self {
        Self { presence, generate: None, private: false }
    }

    /// Of an attribute.
    pub(super) fn attribute(attribute: &'a Attribute) -> Self {
        Self { presence: &attribute.presence, generate: attribute.generate, private: attribute.private }
    }

    /// Whether requests have to hold it.
    fn is_asked_for(&self) -> bool {
        *self.presence == Presence::Required && self.generate.is_none()
    }
}

/// How an attribute that stored items lack comes to be required.
const FILL_FIRST: &str =
    "fill it in every stored item first, while it is optional or has a default, and then approve this";

/// Compares what two specs say of a value.
pub(super) fn compare(report: &mut Report, place: &ChangedValue, old: &PresenceFacts<'_>, new: &PresenceFacts<'_>) {
    if old.presence == new.presence || new.generate == Some(Generate::Owner) {
        return;
    }
    match (old.presence, new.presence) {
        (Presence::Optional | Presence::Default(_), Presence::Required) => {
            stored_may_lack(report, place, old, new);
            if new.is_asked_for() {
                required_now(report, place, [&words::presence(old.presence), "required"]);
            }
        }
        (Presence::Required | Presence::Default(_), Presence::Optional) if !new.private => {
            let effect = "responses may lack it, and a client that expects it may fail";
            say(report, ChangeCode::OptionalNow, "required", place, [old, new], effect);
        }
        (Presence::Required | Presence::Default(_), Presence::Optional) => {
            say(report, ChangeCode::RequiredNoLonger, "required", place, [old, new], "requests may leave it out");
        }
        (Presence::Required, Presence::Default(_)) => {
            say(report, ChangeCode::RequiredNoLonger, "default", place, [old, new], "requests may leave it out");
        }
        (Presence::Optional, Presence::Default(_)) => {
            let effect = "a request that holds null for it is refused, and one without it stores the default; responses \
                always hold it, and stored items without it are read with the default";
            say(report, ChangeCode::DefaultAdded, "default", place, [old, new], effect);
        }
        // `1` is 1, whatever number it is of.
        (Presence::Default(before), Presence::Default(after)) if wire::json(before) == wire::json(after) => {}
        (Presence::Default(_), Presence::Default(_)) => {
            let effect = "a request without it, and a stored item without it, get the new value";
            say(report, ChangeCode::DefaultChanged, "default", place, [old, new], effect);
        }
        (Presence::Required, Presence::Required) | (Presence::Optional, Presence::Optional) => {}
    }
}

fn say(
    report: &mut Report,
    code: ChangeCode,
    key: &str,
    place: &ChangedValue,
    [old, new]: [&PresenceFacts<'_>; 2],
    effect: &str,
) {
    let (from, to) = (words::presence(old.presence), words::presence(new.presence));
    let message = format!("{} is {to} in place of {from}", place.label());
    report.add(code, &place.location.key(key), [&from, &to], Explanation { message, effect, help: &[] });
}

fn stored_may_lack(report: &mut Report, place: &ChangedValue, old: &PresenceFacts<'_>, new: &PresenceFacts<'_>) {
    let from = words::presence(old.presence);
    let (to, key) = match new.generate {
        None => ("required".to_owned(), "required"),
        generate => (format!("generated ({})", words::generate(generate)), "generate"),
    };
    report.add(
        ChangeCode::StoredMayLack,
        &place.location.key(key),
        [&from, &to],
        Explanation {
            message: format!("{} is {to} in place of {from}", place.label()),
            effect: match old.presence {
                Presence::Default(_) => {
                    "a stored item from before the default was added lacks it and can't be read, which answers 500"
                }
                _ => "a stored item that lacks it can't be read, which answers 500",
            },
            help: &["give it a `default`: stored items without it are read with that", FILL_FIRST],
        },
    );
}

fn required_now(report: &mut Report, place: &ChangedValue, values: [&str; 2]) {
    report.add(
        ChangeCode::RequiredNow,
        &place.location.key("required"),
        values,
        Explanation {
            message: format!("requests have to hold {}", place.label()),
            effect: "a request without it is refused",
            help: &["a `default` takes requests without it"],
        },
    );
}

/// Reports an attribute or a member that is new.
pub(super) fn added(report: &mut Report, place: &ChangedValue, held: &PresenceFacts<'_>, shape: &Shape) {
    let place = &ChangedValue {
        location: place.location.clone().only_in_new(),
        path: place.path.clone(),
        is_seen: place.is_seen,
        is_replaced: place.is_replaced,
        is_patched: place.is_patched,
        key: None,
    };
    // Nobody sees an item without its owner, as its own finding says.
    if held.generate == Some(Generate::Owner) {
        return;
    }
    let new = format!("{}, {}", words::shape(shape), words::presence(held.presence));
    if *held.presence != Presence::Required {
        report.add(
            ChangeCode::AttributeAdded,
            &place.location,
            ["", &new],
            Explanation {
                message: format!("{} is new: {new}", place.label()),
                effect: "stored items without it are read all the same",
                help: &[],
            },
        );
        return;
    }
    let recipe: &[&str] = match held.generate {
        None => &["give it a `default`, or leave `required` out", FILL_FIRST],
        Some(_) => &[
            "add it without `generate` and `required`, fill it in every stored item, then add `generate` and approve this",
        ],
    };
    report.add(
        ChangeCode::StoredLacksNew,
        &place.location,
        ["", &new],
        Explanation {
            message: format!("{} is new, and every item has to hold it", place.label()),
            effect: "stored items lack it and can't be read, which answers 500",
            help: recipe,
        },
    );
    if held.is_asked_for() {
        required_now(report, place, ["", &new]);
    }
}
