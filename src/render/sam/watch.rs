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
    /// What the dashboard shows of tables.
    tables: Vec<WatchedTable>,
    canary: bool,
    /// The conditions under which the function counts its requests.
    metrics: Vec<&'static str>,
}

/// A table by its name without the stage, and its logical ID in a `!Sub`.
#[derive(Debug, Serialize)]
struct WatchedTable {
    name: String,
    reference: String,
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
            tables: tables(service, ids),
            canary,
            metrics: conditions.into_iter().filter(|(_, is_used)| *is_used).map(|(name, _)| name).collect(),
        }
    }
}

fn tables(service: &Service, ids: &LogicalIds) -> Vec<WatchedTable> {
    let own = service.resources.iter().map(|resource| (resource.table.name.clone(), ids.table(resource)));
    let records = service.idempotency().map(|_| (service.idempotency_table(), LogicalIds::IDEMPOTENCY));
    own.chain(records).map(|(name, id)| WatchedTable { name, reference: format!("${{{id}}}") }).collect()
}
