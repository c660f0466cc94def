//! Metrics, which CloudWatch reads from the line of each request: its embedded metric format.

use std::env;

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// Adds the metrics of a request to its line, if its stage has any.
pub fn add_metrics(
    line: &mut Map<String, Value>,
    is_fault: bool,
    milliseconds: f64,
    is_cold: bool,
) -> bool {
    let Ok(namespace) = env::var("METRICS_NAMESPACE") else {
        return false;
    };
    let unreadable = line.get("unreadable_items").cloned();
    let mut add = |name: &str, value: Value| line.insert(name.to_owned(), value);
    add("Requests", 1.into());
    add("Faults", u8::from(is_fault).into());
    add("Duration", milliseconds.into());
    add("ColdStarts", u8::from(is_cold).into());
    add("UnreadableItems", unreadable.unwrap_or(0.into()));
    let of_requests = json!({
        "Namespace": namespace,
        "Dimensions": [[], ["route"]],
        "Metrics": [
            { "Name": "Requests", "Unit": "Count" },
            { "Name": "Faults", "Unit": "Count" },
            { "Name": "Duration", "Unit": "Milliseconds" },
        ],
    });
    let of_function = json!({
        "Namespace": namespace,
        "Dimensions": [[]],
        "Metrics": [
            { "Name": "ColdStarts", "Unit": "Count" },
            { "Name": "UnreadableItems", "Unit": "Count" },
        ],
    });
    let now = OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000;
    let metadata = json!({
        "Timestamp": i64::try_from(now).unwrap_or_default(),
        "CloudWatchMetrics": [of_requests, of_function],
    });
    add("_aws", metadata);
    #[cfg(feature = "canary")]
    count_by_version(line, &namespace);
    true
}

/// Tells the faults of a new version from those of the one before.
#[cfg(feature = "canary")]
fn count_by_version(line: &mut Map<String, Value>, namespace: &str) {
    let version = env::var("AWS_LAMBDA_FUNCTION_VERSION").unwrap_or_default();
    line.insert("version".to_owned(), version.into());
    let of_version = json!({
        "Namespace": namespace,
        "Dimensions": [["version"]],
        "Metrics": [{ "Name": "Faults", "Unit": "Count" }],
    });
    if let Some(directives) = line["_aws"]["CloudWatchMetrics"].as_array_mut() {
        directives.push(of_version);
    }
}
