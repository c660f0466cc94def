//! What a write does with each attribute that is stored, and on which condition.

use std::sync::Arc;

use crate::model::{Attribute, Function, Generate, Resource};

/// What a write does with an attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Write<'a> {
    pub(crate) attribute: &'a Arc<Attribute>,
    pub(crate) condition: Option<Condition>,
    pub(crate) action: Option<Action>,
}

/// What has to hold of what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Unchanged,
    UnchangedIfGiven,
    UnchangedOrAbsent,
    /// An item that lacks the attribute has its default.
    UnchangedOrDefault,
    UnchangedOrDefaultIfGiven,
}

/// How the attribute is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Set,
    SetIfGiven,
    SetOrRemove,
    /// Applies what a merge patch says.
    Change,
    /// Merges a patch into the value, which was read before.
    Merge,
    SetNow,
    Increment,
}

impl Condition {
    /// Whether it holds where the body leaves the attribute out.
    pub(crate) fn is_if_given(self) -> bool {
        matches!(self, Self::UnchangedIfGiven | Self::UnchangedOrDefaultIfGiven)
    }
}

/// What a PUT writes: everything but the key.
pub(crate) fn replacement(resource: &Resource) -> impl Iterator<Item = Write<'_>> {
    let changes = resource.attributes.iter().filter(|attribute| !resource.is_key(attribute));
    changes.map(|attribute| {
        let (condition, action) = replaced(attribute);
        Write { attribute, condition, action }
    })
}

fn replaced(attribute: &Attribute) -> (Option<Condition>, Option<Action>) {
    // What stays as it is is written only to have its present name.
    let stays = |condition, action| (Some(condition), attribute.is_renamed().then_some(action));
    let has_default = attribute.presence.default().is_some();
    let is_optional = attribute.presence.is_optional();
    match attribute.generate {
        Some(Generate::Updated) => (Some(Condition::UnchangedIfGiven), Some(Action::SetNow)),
        Some(Generate::Version) => (Some(Condition::UnchangedIfGiven), Some(Action::Increment)),
        Some(_) => stays(Condition::UnchangedIfGiven, Action::SetIfGiven),
        None if attribute.immutable => match (has_default, attribute.private) {
            (true, false) => (Some(Condition::UnchangedOrDefault), Some(Action::Set)),
            (true, true) => (Some(Condition::UnchangedOrDefaultIfGiven), Some(Action::SetIfGiven)),
            (false, true) => stays(Condition::UnchangedIfGiven, Action::SetIfGiven),
            (false, false) if is_optional => stays(Condition::UnchangedOrAbsent, Action::SetIfGiven),
            (false, false) => stays(Condition::Unchanged, Action::Set),
        },
        None if attribute.private => (None, Some(Action::SetIfGiven)),
        None if is_optional => (None, Some(Action::SetOrRemove)),
        None => (None, Some(Action::Set)),
    }
}

/// What a PATCH writes: what it merges, what it changes, and what each write changes.
pub(crate) fn patch(resource: &Resource) -> impl Iterator<Item = Write<'_>> {
    let changes = resource.changeable().map(|attribute| {
        let action = if attribute.shape.is_merged() { Action::Merge } else { Action::Change };
        (attribute, action)
    });
    let updated = resource.generated(Generate::Updated).map(|attribute| (attribute, Action::SetNow));
    let version = resource.version().map(|attribute| (attribute, Action::Increment));
    let writes = changes.chain(updated).chain(version);
    writes.map(|(attribute, action)| Write { attribute, condition: None, action: Some(action) })
}

/// How many milliseconds a PATCH is tried again when what it reaches into changes meanwhile: no longer than anyone
/// waits, and no longer than half the time-out, as the last attempt takes its time too.
pub(crate) fn patience(function: &Function) -> u32 {
    (function.timeout * 1000 / 2).min(5000)
}
