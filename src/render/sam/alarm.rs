use serde::Serialize;

use super::policy::{Actions, queried_indexes};
use super::scalar::Scalar;
use super::setting::Setting;
use super::unique_ids::UniqueIds;
use crate::model::{LogicalIds, Resource, Service};

/// An `AWS::CloudWatch::Alarm` on one metric, by the minute.
#[derive(Debug, Serialize)]
pub(super) struct AlarmView {
    id: String,
    description: Scalar,
    namespace: Scalar,
    metric: Scalar,
    dimensions: Vec<Setting>,
    statistic: Setting,
    threshold: Scalar,
    /// How many minutes in a row.
    minutes: u32,
}

/// Rates of faults as CloudWatch recommends them for an API ("Recommended alarms" in its documentation).
const FAULT_RATE: f64 = 0.05;
const FAULT_MINUTES: u32 = 3;
/// From the same page, for throttles and durations: what passes within this time is no alarm.
const PRESSURE_MINUTES: u32 = 5;

/// The alarms of a stage that asks for them: those of the API, the function, and each table with its indexes.
pub(super) fn alarms(service: &Service, ids: &LogicalIds) -> Vec<AlarmView> {
    let stack = || Scalar::expression("!Ref AWS::StackName");
    let function = || vec![Setting::expression("FunctionName", "!Ref Function")];
    let rate = || Setting::text("Statistic", "Average");
    let mut alarms = vec![
        AlarmView {
            id: "ApiFaultsAlarm".to_owned(),
            description: Scalar::text("API Gateway answers more than 5 % of the requests with a 5xx"),
            namespace: Scalar::text("AWS/ApiGateway"),
            metric: Scalar::text("5XXError"),
            dimensions: vec![
                Setting::expression("ApiName", "!Ref AWS::StackName"),
                Setting::expression("Stage", "!Ref Stage"),
            ],
            statistic: rate(),
            threshold: Scalar::number(FAULT_RATE),
            minutes: FAULT_MINUTES,
        },
        AlarmView {
            id: "FaultsAlarm".to_owned(),
            description: Scalar::text("The function itself answers more than 5 % of its requests with a 5xx"),
            namespace: stack(),
            metric: Scalar::text("Faults"),
            dimensions: Vec::new(),
            statistic: rate(),
            threshold: Scalar::number(FAULT_RATE),
            minutes: FAULT_MINUTES,
        },
        AlarmView {
            id: "DurationAlarm".to_owned(),
            description: Scalar::text("More than one request in a hundred takes most of the function's time-out"),
            namespace: Scalar::text("AWS/Lambda"),
            metric: Scalar::text("Duration"),
            dimensions: function(),
            statistic: Setting::text("ExtendedStatistic", "p99"),
            threshold: Scalar::integer(service.function.slow()),
            minutes: PRESSURE_MINUTES,
        },
        AlarmView {
            id: "ThrottlesAlarm".to_owned(),
            description: Scalar::text("Lambda refuses requests: the account runs as many functions as it may"),
            namespace: Scalar::text("AWS/Lambda"),
            metric: Scalar::text("Throttles"),
            dimensions: function(),
            statistic: Setting::text("Statistic", "Sum"),
            threshold: Scalar::integer(0),
            minutes: PRESSURE_MINUTES,
        },
    ];
    let mut unique = UniqueIds::default();
    for resource in &service.resources {
        alarms.extend(of_table(resource, ids.table(resource), &mut unique));
    }
    alarms.extend(service.idempotency().map(|_| {
        let (id, name) = (LogicalIds::IDEMPOTENCY, service.idempotency_table());
        throttling(unique.unique(&format!("{id}WriteThrottleAlarm")), "Write", (id, &name), None)
    }));
    alarms
}

/// Throttling of what the routes do to the table and to each global index. A local index shares the table's capacity.
fn of_table(resource: &Resource, table: &str, unique: &mut UniqueIds) -> Vec<AlarmView> {
    let actions = Actions::of(resource);
    let queried = queried_indexes(resource);
    let mut alarms = Vec::new();
    let mut add = |id: &str, index: Option<&str>, kind: &str| {
        let id = unique.unique(&format!("{id}{kind}ThrottleAlarm"));
        alarms.push(throttling(id, kind, (table, &resource.table.name), index));
    };
    let mut both = |id: &str, index: Option<&str>, is_read: bool| {
        if is_read {
            add(id, index, "Read");
        }
        if actions.write() {
            add(id, index, "Write");
        }
    };
    both(table, None, actions.read());
    for index in resource.table.global_indexes() {
        let id = format!("{table}{}", index.name.pascal());
        both(&id, Some(index.name.as_str()), queried.contains(index.name.as_str()));
    }
    alarms
}

/// The alarm of what DynamoDB refuses of a table, which has a logical ID and a name, or of an index: `Read` or `Write`.
fn throttling(id: String, kind: &str, (table, name): (&str, &str), index: Option<&str>) -> AlarmView {
    let what = if kind == "Read" { "reads of" } else { "writes to" };
    let of_index = index.map(|index| format!("the index {index} of ")).unwrap_or_default();
    let mut dimensions = vec![Setting::expression("TableName", format!("!Ref {table}"))];
    dimensions.extend(index.map(|index| Setting::text("GlobalSecondaryIndexName", index)));
    AlarmView {
        id,
        description: Scalar::text(&format!("DynamoDB throttles {what} {of_index}the table {name}")),
        namespace: Scalar::text("AWS/DynamoDB"),
        metric: Scalar::text(&format!("{kind}ThrottleEvents")),
        dimensions,
        statistic: Setting::text("Statistic", "Sum"),
        threshold: Scalar::integer(0),
        minutes: PRESSURE_MINUTES,
    }
}
