use serde::Serialize;

use crate::model::Service;

/// Which stages limit their requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Throttling {
    /// The account's limits apply.
    Nowhere,
    /// Each stage has a limit.
    Everywhere,
    /// A condition decides.
    Somewhere,
}

impl Throttling {
    pub(super) fn of(service: &Service) -> Self {
        let limited = service.stages.iter().filter(|stage| service.throttle(stage).is_some()).count();
        match limited {
            0 => Self::Nowhere,
            all if all == service.stages.len() => Self::Everywhere,
            _ => Self::Somewhere,
        }
    }
}

/// [`Throttling`] for the template: at most one of the two.
#[derive(Debug, Serialize)]
pub(super) struct ThrottlingView {
    everywhere: bool,
    somewhere: bool,
}

impl ThrottlingView {
    pub(super) fn new(service: &Service) -> Self {
        let throttling = Throttling::of(service);
        Self { everywhere: throttling == Throttling::Everywhere, somewhere: throttling == Throttling::Somewhere }
    }
}
