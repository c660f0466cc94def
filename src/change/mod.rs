//! What a changed spec means for stored data, the stack, clients and hooks.
//!
//! Promises that a change which replaces a table or breaks stored items is never called safe. Compares by name, never
//! by position: an order or a description that changes is no finding. Knows no file and no plan: nothing of what people
//! did to a project.

mod attributes;
mod auth;
mod bounds;
mod callers;
mod changed_value;
mod clients;
mod code;
mod cors;
pub mod deployed;
mod exposure;
mod finding;
mod fingerprint;
mod groups;
mod history;
mod hooks;
mod idempotency;
mod indexes;
mod intermediate;
mod leaving;
mod not_comparable;
mod owner;
mod pairs;
mod policy;
mod presence;
mod remembered;
mod report;
mod resource_pairs;
mod resources;
mod routes;
mod service;
mod shape;
mod spec_location;
mod spec_revision;
mod stages;
pub mod state;
pub mod steps;
mod stored;
mod table;
mod throttle;
mod upgrade;
mod words;

pub use code::ChangeCode;
pub use finding::Finding;
pub use fingerprint::{Fingerprint, FingerprintError};
pub use history::History;
pub use not_comparable::not_comparable;
pub use spec_revision::SpecRevision;

use report::Report;

/// What changes from the old spec and version to the new ones, and for what is stored of the specs before: by class, the
/// most dangerous first, and in a class by place.
#[must_use]
pub fn changes(old: &SpecRevision<'_>, new: &SpecRevision<'_>, history: &History) -> Vec<Finding> {
    if old.service == new.service && !upgrade::is_any(old.version, new.version) {
        return Vec::new();
    }
    let mut report = Report::new(Some(old.source), new.source);
    service::compare(&mut report, old, new);
    policy::compare(&mut report, &old.service.policy, &new.service.policy);
    auth::compare(&mut report, old, new);
    clients::compare(&mut report, old, new);
    idempotency::compare(&mut report, old.service, new.service);
    stages::compare(&mut report, old, new);
    resources::compare(&mut report, history, old, new);
    remembered::compare(&mut report, history, old, new);
    upgrade::compare(&mut report, old, new);
    report.sorted()
}
