//! The judges are right themselves.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use libtest_mimic::Trial;
use serde_json::Value;

use super::document::Document;
use super::json::Json;
use super::number::Number;
use super::{batch, draw, schema, strange};
use crate::random::Random;

pub(super) fn trials() -> [Trial; 4] {
    trials_of!(
        "requests": numbers_are_compared_by_value, what_is_no_json_is_no_number, the_schemas_mean_what_jsonschema_says,
        a_location_leads_where_a_client_goes,
    )
}

fn numbers_are_compared_by_value() {
    let cases: &[(&str, Ordering, &str)] = &[
        ("1", Equal, "1.0"),
        ("1e2", Equal, "100"),
        ("-0.0", Equal, "0e126"),
        ("10000000000000000000000000000000000000000e-40", Equal, "1"),
        ("9.990000000000002e125", Greater, "9.99e125"),
        ("99999999999999999999999999999999999999", Less, "1e38"),
        ("-1", Less, "0.5"),
        ("-10", Less, "-9"),
        ("0.1", Less, "0.12"),
        ("1e999999999999999999999", Greater, "1e400"),
        ("1e-999999999999999999999", Less, "1e-400"),
    ];
    for (one, expected, two) in cases {
        let [one, two] = [one, two].map(|text| Number::parse(text).expect("it is a number"));
        assert_eq!((one.cmp(&two), two.cmp(&one)), (*expected, expected.reverse()), "{one:?} {two:?}");
    }
    let whole =
        ["1.0", "1e2", "100e-2", "0e-5"].map(|text| Number::parse(text).is_some_and(|number| number.is_whole()));
    assert_eq!(whole, [true; 4]);
    let broken = ["1.5", "1e-1", "100e-3"].map(|text| Number::parse(text).is_some_and(|number| number.is_whole()));
    assert_eq!(broken, [false; 3]);
}

fn what_is_no_json_is_no_number() {
    for text in ["", "-", "+1", "01", ".5", "1.", "1e", "1e+", "NaN", "0x1", " 1", "1_0", "١"] {
        assert_eq!(Number::parse(text), None, "{text}");
    }
}

/// Of the bodies that both can read.
fn the_schemas_mean_what_jsonschema_says() {
    let documents = [
        include_str!("../../../golden/orders/openapi.yaml"),
        include_str!("../../../golden/shop/openapi.yaml"),
        include_str!("../../../golden/types/openapi.yaml"),
    ];
    let documents = documents.map(Document::read);
    let operations = documents.iter().flat_map(|document| &document.operations);
    let schemas = operations.flat_map(|operation| &operation.body).map(|(_, schema)| schema);
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let (mut random, mut allowed, mut forbidden) = (Random::new(0), 0, 0);
    for schema in schemas {
        let validator = options.build(schema).expect("the document has valid schemas");
        for _ in 0..40 {
            let mut body = draw::value(&mut random, schema);
            if random.one_in(2) {
                strange::spoil(&mut random, schema, &mut body);
            }
            let Ok(value) = serde_json::from_str::<Value>(&body.to_string()) else { continue };
            if !is_read_alike(&body, &value) {
                continue;
            }
            let said = schema::check(schema, &body);
            let theirs = validator.validate(&value).map_err(|error| format!("{error} at {}", error.instance_path));
            assert_eq!(said.is_ok(), theirs.is_ok(), "{said:?} and {theirs:?}: {body}");
            *(if said.is_ok() { &mut allowed } else { &mut forbidden }) += 1;
        }
    }
    assert!(allowed > 50 && forbidden > 20, "{allowed} bodies are allowed, and {forbidden} forbidden");
}

/// Whether nothing is lost on the way through `serde_json`, and `jsonschema` doesn't give up.
fn is_read_alike(body: &Json, value: &Value) -> bool {
    let mut all = Vec::new();
    body.each(&mut all);
    let is_near = |json: &&Json| match (json, json.number()) {
        // It takes `1.0` for an integer, and not for an integer or null.
        (Json::Bare(text), Some(number)) if number.is_whole() => text.parse::<i64>().is_ok(),
        (Json::Bare(text), Some(_)) => text.len() < 17 && text.parse::<f64>().is_ok_and(f64::is_finite),
        // Of times, each refuses some that the other takes.
        (Json::Text(text), _) => text.len() < 19 || !text.contains(':'),
        _ => true,
    };
    all.iter().all(is_near) && Json::of(value).is(body)
}

fn a_location_leads_where_a_client_goes() {
    let base = ["shelves", "a", "books"].map(str::to_owned);
    let cases = [
        ("books/1", "shelves/a/books/1"),
        ("/books/1", "books/1"),
        ("books/.", "shelves/a/books"),
        ("books/%2E%2e", "shelves/a"),
        ("../x", "shelves/x"),
        ("..%2Fx", "shelves/a/..%2Fx"),
    ];
    for (location, expected) in cases {
        assert_eq!(batch::resolved(&base, location).join("/"), expected, "{location}");
    }
}
