//! What changes in a type, at every depth: whether stored values are read, and what clients see.

use std::cmp::Ordering;

use super::changed_value::ChangedValue;
use super::pairs::pair;
use super::report::{Explanation, Report};
use super::stored::{self, Misfit};
use super::{ChangeCode, bounds, presence, words};
use crate::model::{EnumValue, Field, Presence, Shape, TimeForm};

const BESIDE: &str = "keep the attribute and add one of the new type beside it, under another name: fill it in every stored \
    item, move the clients, and then remove the old one";

/// Compares two types of one place.
pub(super) fn compare(report: &mut Report, place: &ChangedValue, old: &Shape, new: &Shape) {
    match (old, new) {
        (Shape::Enum { values: old, .. }, Shape::Enum { values: new, .. }) => values(report, place, old, new),
        (Shape::List { items: old_items, length: old }, Shape::List { items: new_items, length: new }) => {
            bounds::compare(report, place, &bounds::count(*old, "items"), &bounds::count(*new, "items"));
            compare(report, &place.elements(), old_items, new_items);
        }
        (Shape::Set { items: old_items, length: old }, Shape::Set { items: new_items, length: new }) => {
            bounds::compare(report, place, &bounds::count(*old, "items"), &bounds::count(*new, "items"));
            if old_items != new_items {
                let names = [words::set_item(*old_items), words::set_item(*new_items)];
                retyped(report, &place.elements(), names, stored::set_misfit(*old_items, *new_items));
            }
        }
        (Shape::Map(old), Shape::Map(new)) => members(report, place, &old.fields, &new.fields),
        (Shape::Timestamp(old), Shape::Timestamp(new)) if old != new => stored_form(report, place, *old, *new),
        (old, new) if std::mem::discriminant(old) == std::mem::discriminant(new) => {
            bounds::compare_scalars(report, place, old, new);
        }
        (old, new) => {
            let names = [words::shape(old), words::shape(new)];
            retyped(report, place, [&names[0], &names[1]], stored::misfit(old, new));
        }
    }
}

fn retyped(report: &mut Report, place: &ChangedValue, [old, new]: [&str; 2], misfit: Option<Misfit>) {
    let message = format!("{} is {} in place of {}", place.label(), words::article(new), words::article(old));
    if let Some(misfit) = misfit {
        let code = if new == "enum" { ChangeCode::StoredEnumNarrowed } else { ChangeCode::StoredTypeChanged };
        let said = Explanation { message: message.clone(), effect: &misfit.effect(), help: &[BESIDE] };
        report.add(code, &place.location.key("type"), [old, new], said);
    }
    // What is stored is not what clients sent: a moment is stored in a form that sorts.
    let effect = if (old, new) == ("timestamp", "string") {
        "clients get and have to send moments as they are stored, such as 2026-01-31T12:00:00.000000000Z"
    } else {
        "clients send and get values of the new type, in bodies, paths and filters"
    };
    report.add(
        ChangeCode::TypeChanged,
        &place.location.key("type"),
        [old, new],
        Explanation {
            message,
            effect,
            help: &["let clients change first, or add an attribute of the new type beside this one"],
        },
    );
}

fn stored_form(report: &mut Report, place: &ChangedValue, old: TimeForm, new: TimeForm) {
    let values = [old.as_str(), new.as_str()];
    let message =
        format!("{} is stored as {} in place of {}", place.label(), words::time_form(new), words::time_form(old));
    let effect = if old.is_text() || new.is_text() {
        "a stored item that holds it can't be read, which answers 500"
    } else {
        "a stored item that holds it is read with another time, or can't be read"
    };
    report.add(
        ChangeCode::StoredForm,
        &place.location,
        values,
        Explanation {
            message: message.clone(),
            effect,
            help: &["use a new attribute for the new form, and fill it in the stored items"],
        },
    );
    let (code, effect) = match new.digits().cmp(&old.digits()) {
        Ordering::Less => (ChangeCode::ConstraintNarrowed, "a time with more digits of a second than that is refused"),
        Ordering::Equal => return,
        Ordering::Greater if place.is_seen => (ChangeCode::AnswerWidened, "a time may have more digits of a second"),
        Ordering::Greater => (ChangeCode::ConstraintWidened, "a time may have more digits of a second"),
    };
    report.add(code, &place.location, values, Explanation { message, effect, help: &[] });
}

fn values(report: &mut Report, place: &ChangedValue, old: &[EnumValue], new: &[EnumValue]) {
    let missing = |from: &[EnumValue], to: &[EnumValue]| -> Vec<String> {
        let is_in = |value: &EnumValue| to.iter().any(|other| other.wire == value.wire);
        from.iter().filter(|value| !is_in(value)).map(|value| value.wire.clone()).collect()
    };
    let (removed, added) = (missing(old, new), missing(new, old));
    let location = place.location.key("enum");
    if !removed.is_empty() {
        let gone = words::list(&removed);
        let message = format!("{} can no longer be {gone}", place.label());
        report.add(
            ChangeCode::StoredEnumNarrowed,
            &location,
            [&gone, ""],
            Explanation {
                message: message.clone(),
                effect: "a stored item with such a value can't be read, which answers 500",
                help: &["keep the value until no stored item holds it; a hook can refuse it in requests"],
            },
        );
        let effect = "requests with such a value are refused";
        report.add(ChangeCode::EnumValueRemoved, &location, [&gone, ""], Explanation { message, effect, help: &[] });
    }
    if !added.is_empty() {
        let came = words::list(&added);
        report.add(
            ChangeCode::EnumValueAdded,
            &location,
            ["", &came],
            Explanation {
                message: format!("{} can also be {came}", place.label()),
                effect: "responses may hold it, and a client that knows only the old values may fail",
                help: &[],
            },
        );
    }
}

fn members(report: &mut Report, place: &ChangedValue, old: &[Field], new: &[Field]) {
    let pairs = pair(old, new, |field| field.name.as_str(), |_| Vec::new());
    for (old, new) in pairs.kept {
        let place = place.member(new.name.as_str());
        compare(report, &place, &old.shape, &new.shape);
        presence::compare(
            report,
            &place,
            &presence::PresenceFacts::member(&old.presence),
            &presence::PresenceFacts::member(&new.presence),
        );
    }
    for field in pairs.removed {
        removed_member(report, &place.member(field.name.as_str()), field);
    }
    for field in pairs.added {
        presence::added(
            report,
            &place.member(field.name.as_str()),
            &presence::PresenceFacts::member(&field.presence),
            &field.shape,
        );
    }
}

fn removed_member(report: &mut Report, place: &ChangedValue, field: &Field) {
    let old = words::shape(&field.shape);
    let was_sure = field.presence != Presence::Optional;
    let effect = format!(
        "{}, a request that holds it is refused, and the next write of its map drops the stored value",
        if was_sure { "responses always held it and no longer do" } else { "responses no longer hold it" }
    );
    let location = place.location.clone().only_in_old();
    let message = format!("{} is removed", place.label());
    let help = &["keep it until no client needs it; a value that has to stay must not be in a map that is written"];
    let said = Explanation { message: message.clone(), effect: &effect, help };
    report.add(ChangeCode::AttributeRemoved, &location, [&old, ""], said);
    if place.is_replaced {
        let effect =
            "a stored value of it is lost with the next PUT of its item, and with each write of a list that holds it";
        let help = &["keep it, or move its values to an attribute of their own first, and then approve this"];
        report.add(ChangeCode::MemberRemoved, &location, [&old, ""], Explanation { message, effect, help });
    }
}
