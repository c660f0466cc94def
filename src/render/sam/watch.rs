use serde::Serialize;

use super::alarm::{self, AlarmView};
use crate::model::{LogicalIds, Service, Stage};

/// What watches the stages that ask for it; empty if none does.
#[derive(Debug, Serialize)]
pub(super) struct WatchView {
    alarms: Vec<AlarmView>,
    /// Some stage sends its alarms by mail.
    email: bool,
    dashboard: bool,
    canary: bool,
    /// The conditions under which the function counts its requests.
    metrics: Vec<&'static str>,
}

impl WatchView {
    pub(super) fn new(service: &Service, ids: &LogicalIds) -> Self {
        let any = |asks: fn(&Stage) -> bool| service.stages.iter().any(asks);
        let has_alarms = any(|stage| stage.alarms);
        let dashboard = any(|stage| stage.dashboard);
        let canary = service.has_canary();
        let conditions = [("WithAlarms", has_alarms), ("WithDashboard", dashboard), ("WithCanary", canary)];
        Self {
            alarms: if has_alarms { alarm::alarms(service, ids) } else { Vec::new() },
            email: any(|stage| stage.alarm_email.is_some()),
            dashboard,
            canary,
            metrics: conditions.into_iter().filter(|(_, is_used)| *is_used).map(|(name, _)| name).collect(),
        }
    }
}
