//! What CloudWatch reads from the function's lines: the rules of its embedded metric format, and the numbers.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};

use crate::api::Api;
use crate::dynamodb;
use crate::proxy::Fault;
use crate::runtime::{event, is_request, run};

const NAMESPACE: &str = "depot-prod";

/// A metric of a line: its dimensions with their values, its name, its unit and its number.
type Metric = (Vec<(String, String)>, String, String, f64);

fn names(list: &Value) -> Vec<&str> {
    let names = list.as_array().expect("a list").iter();
    names.map(|name| name.as_str().expect("a name")).collect()
}

/// The metrics that CloudWatch makes of a line, by the specification of the format: targets are members of the root,
/// dimensions are text, and metrics are numbers.
fn metrics(line: &Value) -> Vec<Metric> {
    let metadata = line["_aws"].as_object().expect("the line has metadata");
    let time = metadata["Timestamp"].as_i64().expect("milliseconds");
    assert!(
        (1_700_000_000_000..4_000_000_000_000).contains(&time),
        "{time}"
    );
    let mut metrics = Vec::new();
    let directives = metadata["CloudWatchMetrics"].as_array().expect("a list");
    for directive in directives {
        assert_eq!(directive["Namespace"], NAMESPACE);
        let sets = directive["Dimensions"].as_array().expect("a list");
        assert!(!sets.is_empty(), "{directive}");
        for set in sets {
            let value = |name: &str| {
                let value = line[name].as_str().expect("a dimension is text");
                assert!((1..=1024).contains(&value.len()), "{value}");
                (name.to_owned(), value.to_owned())
            };
            let dimensions: Vec<_> = names(set).into_iter().map(value).collect();
            for metric in directive["Metrics"].as_array().expect("a list") {
                let text = |key: &str| metric[key].as_str().expect("text").to_owned();
                let (name, unit) = (text("Name"), text("Unit"));
                assert!(["Count", "Milliseconds"].contains(&unit.as_str()), "{unit}");
                let number = line[&name].as_f64().expect("a metric is a number");
                metrics.push((dimensions.clone(), name, unit, number));
            }
        }
    }
    metrics
}

/// The number of a metric without its time.
fn number(metrics: &[Metric], dimensions: &[(&str, &str)], name: &str) -> f64 {
    let is_asked = |metric: &&Metric| {
        let own = metric.0.iter().map(|(name, value)| (&**name, &**value));
        metric.1 == name && own.eq(dimensions.iter().copied())
    };
    let mut found = metrics.iter().filter(is_asked);
    let metric = found.next().expect("the metric is there");
    assert!(found.next().is_none(), "{name} is there once");
    metric.3
}

#[tokio::test]
async fn each_request_is_counted_whatever_the_level() {
    let api = Api::start().await;
    let client = dynamodb::client(&api.proxy.url()).await;
    let put = client.put_item().table_name("depot-parts-local");
    let put = put.item("id", AttributeValue::S("bad".to_owned()));
    put.send().await.expect("the table takes any item");
    api.proxy.fail("DeleteItem", Fault::Silence, usize::MAX);
    let events = vec![
        (event("GET", "/parts", Value::Null), 3000),
        (event("DELETE", "/parts/a", Value::Null), 1500),
        (event("PATCH", "/parts/a", json!(1)), 3000),
    ];
    let settings = [("LOG_LEVEL", "ERROR"), ("METRICS_NAMESPACE", NAMESPACE)];
    let (answers, lines) = run(&api, &settings, events).await;
    let statuses: Vec<&Value> = answers.iter().map(|answer| &answer["statusCode"]).collect();
    assert_eq!(statuses, [200, 503, 422]);
    let requests: Vec<&Value> = lines.iter().filter(is_request).collect();
    assert_eq!(requests.len(), 3, "{lines:?}");
    let rows = [
        ("GET /parts", 0.0, 1.0, 1.0),
        ("DELETE /parts/{id}", 1.0, 0.0, 0.0),
        ("PATCH /parts/{id}", 0.0, 0.0, 0.0),
    ];
    for (line, (route, faults, cold, unreadable)) in requests.into_iter().zip(rows) {
        let metrics = metrics(line);
        let by_route = [("route", route)];
        for dimensions in [&[][..], &by_route] {
            assert_eq!(number(&metrics, dimensions, "Requests"), 1.0);
            assert_eq!(number(&metrics, dimensions, "Faults"), faults, "{route}");
            let time = number(&metrics, dimensions, "Duration");
            assert_eq!(line["duration_ms"].as_f64(), Some(time));
        }
        assert_eq!(number(&metrics, &[("version", "7")], "Faults"), faults);
        assert_eq!(number(&metrics, &[], "ColdStarts"), cold, "{route}");
        assert_eq!(
            number(&metrics, &[], "UnreadableItems"),
            unreadable,
            "{route}"
        );
        assert_eq!(metrics.len(), 9);
    }
}

#[tokio::test]
async fn a_stage_without_metrics_has_none() {
    let api = Api::start().await;
    let events = vec![(event("GET", "/parts/a", Value::Null), 3000)];
    let (_, lines) = run(&api, &[("LOG_LEVEL", "INFO")], events).await;
    let request = lines.iter().find(is_request).expect("a line");
    for name in ["_aws", "Requests", "version"] {
        assert_eq!(request[name], Value::Null, "{name}");
    }
}
