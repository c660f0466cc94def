use aws_sdk_dynamodb::types::AttributeValue;
use axum::http::Request;
use ulid::Ulid;

use super::{MAX_PARTITION_KEY, MAX_SORT_KEY, QueryParameters, push_segment};
use crate::dynamodb::Stored;
use crate::http::tests::{extract, path, query, refusal, told};
use crate::values::{Binary, Date, Decimal};

fn get(segment: &str, max: usize) -> Result<String, String> {
    let parameters = path("/things/{id}", &format!("/things/{segment}"));
    told(parameters.and_then(|parameters| parameters.get("id", max)))
}

#[test]
fn a_parameter_of_a_path_is_decoded_once() {
    let rows = [
        ("abc", "abc"),
        ("a%20b+c", "a b+c"),
        ("%C3%A9", "é"),
        ("a%2Fb", "a/b"),
        ("%2541", "%41"),
        ("a=1&b,c;d", "a=1&b,c;d"),
    ];
    for (segment, value) in rows {
        assert_eq!(get(segment, 100).as_deref(), Ok(value), "{segment}");
    }
}

#[test]
fn a_path_with_an_empty_segment_is_unknown() {
    for (route, uri) in [("/things/{id}/x", "/things//x"), ("/{id}/{day}", "//today")] {
        assert_eq!(refusal(path(route, uri)), "404 there is no such path");
    }
}

#[test]
fn a_parameter_of_a_path_is_as_long_as_a_key_in_bytes() {
    for max in [MAX_PARTITION_KEY, MAX_SORT_KEY] {
        let refused = Err(format!("400 id: longer than {max} bytes"));
        assert_eq!(get(&"a".repeat(max), max), Ok("a".repeat(max)));
        assert_eq!(get(&"a".repeat(max + 1), max), refused);
        assert_eq!(get(&"%C3%A9".repeat(max / 2), max), Ok("é".repeat(max / 2)));
        assert_eq!(get(&"%C3%A9".repeat(max / 2 + 1), max), refused);
    }
    assert_eq!(
        (MAX_PARTITION_KEY, MAX_SORT_KEY),
        (2048, 1024),
        "as DynamoDB has it"
    );
}

#[test]
fn a_binary_parameter_is_as_long_as_its_bytes_and_not_as_its_text() {
    let bytes = |text: &str| {
        let parameters = path("/things/{id}", &format!("/things/{text}"));
        let binary = parameters.and_then(|parameters| parameters.get::<Binary>("id", MAX_SORT_KEY));
        told(binary).map(|binary| binary.to_stored())
    };
    let zeros = |count: usize| Ok(AttributeValue::B(vec![0; count].into()));
    assert_eq!(bytes(&"A".repeat(1366)), zeros(1024));
    let refused = Err("400 id: longer than 1024 bytes".to_owned());
    assert_eq!(bytes(&"A".repeat(1367)), refused);
}

#[test]
fn a_parameter_of_a_path_that_does_not_fit_its_type_is_named() {
    let parameters = path("/{day}/{count}", "/today/1.5").expect("the path is read");
    let told = [
        refusal(parameters.get::<Date>("day", 100)),
        refusal(parameters.get::<i64>("count", 100)),
    ];
    assert_eq!(
        told,
        [
            "400 day: must be a date such as 2026-01-31",
            "400 count: must be a whole number"
        ]
    );
}

#[test]
fn a_key_has_one_text_however_a_path_writes_it() {
    let canonical = |route: &str, text: &str| -> Result<String, String> {
        let parameters = path(&format!("/{{{route}}}"), &format!("/{text}")).expect("a path");
        let mut written = String::new();
        match route {
            "count" => push_segment(&mut written, &told(parameters.get::<i64>("count", 100))?),
            "size" => push_segment(&mut written, &told(parameters.get::<f64>("size", 100))?),
            "price" => push_segment(
                &mut written,
                &told(parameters.get::<Decimal>("price", 100))?,
            ),
            "bytes" => push_segment(&mut written, &told(parameters.get::<Binary>("bytes", 100))?),
            _ => push_segment(&mut written, &told(parameters.get::<Ulid>("ulid", 100))?),
        }
        Ok(written)
    };
    let rows = [
        ("count", "1e2", "100"),
        ("count", "-0.0", "0"),
        ("size", "150e-2", "1.5"),
        ("size", "1e-200", "0"),
        ("price", "1.50", "1.5"),
        ("price", "0e126", "0"),
        ("bytes", "-__-", "-__-"),
        (
            "ulid",
            "01arz3ndektsv4rrffq69g5fav",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        ),
    ];
    for (route, text, expected) in rows {
        assert_eq!(canonical(route, text).as_deref(), Ok(expected), "{text}");
    }
    let refused = [
        ("count", "1.5"),
        ("count", "+1"),
        ("count", "01"),
        ("size", "NaN"),
        ("size", "1e126"),
        ("size", "9.990000000000002e125"),
        ("price", "1e-131"),
        ("bytes", "-__-%3D"),
        ("ulid", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
    ];
    for (route, text) in refused {
        let told = canonical(route, text).err().unwrap_or_default();
        assert!(
            told.starts_with(&format!("400 {route}: must be ")),
            "{text}: {told}"
        );
    }
}

const BROKEN: [&str; 9] = [
    "%FF",
    "a%C3",
    "%C3%28",
    "%ED%A0%80",
    "%",
    "100%",
    "%4",
    "%zz",
    "%+1",
];

#[test]
fn a_path_is_utf_8_and_no_percent_sign_stands_alone() {
    for text in BROKEN {
        let refused = "400 the path is not UTF-8, or has a % too many";
        assert_eq!(get(text, 100), Err(refused.to_owned()), "{text}");
    }
}

#[test]
fn a_query_is_utf_8_and_no_percent_sign_stands_alone() {
    for text in BROKEN {
        for query in [
            format!("a={text}"),
            format!("{text}=1"),
            format!("a=1&b&{text}"),
        ] {
            let request = Request::get(format!("/?{query}")).body(());
            let read = extract::<QueryParameters>(request.expect("a request"));
            let refused = "400 the query string is not UTF-8, or has a % too many";
            assert_eq!(refusal(read), refused, "{query}");
        }
    }
}

#[test]
fn a_parameter_that_the_route_lacks_is_a_fault_of_the_server() {
    let parameters = path("/things/{id}", "/things/1").expect("the path is read");
    assert_eq!(
        refusal(parameters.get::<i64>("key", 100)),
        "500 something went wrong"
    );
}

#[test]
fn a_parameter_of_a_query_is_decoded_once() {
    let rows = [
        ("a=b", "b"),
        ("a=", ""),
        ("a", ""),
        ("a=b+c%20d", "b c d"),
        ("a=%2541", "%41"),
        ("%61=%C3%A9", "é"),
        ("x=1&a=b%26c%3Dd", "b&c=d"),
    ];
    for (text, value) in rows {
        assert_eq!(query(text).take("a").as_deref(), Some(value), "{text}");
    }
}

#[test]
fn a_parameter_of_a_query_is_taken_once() {
    let mut query = query("a=1&b=2&a=3");
    assert_eq!(query.take("c"), None);
    assert_eq!(query.take("a").as_deref(), Some("1"));
    assert_eq!(query.take("b").as_deref(), Some("2"));
    assert_eq!(query.take("b"), None);
}

#[test]
fn a_parameter_of_a_query_that_does_not_fit_its_type_is_named() {
    let rows = [
        ("n=5", Ok(Some(5))),
        ("n=1e2", Ok(Some(100))),
        ("m=5", Ok(None)),
        ("n=five", Err("400 n: must be a whole number".to_owned())),
        ("n=", Err("400 n: must be a whole number".to_owned())),
    ];
    for (text, expected) in rows {
        assert_eq!(
            told(query(text).take_parsed::<i64>("n")),
            expected,
            "{text}"
        );
    }
    assert_eq!(
        refusal(query("n=?").take_parsed::<Binary>("n")),
        "400 n: must be base64url without padding"
    );
}

#[test]
fn what_is_left_of_a_query_is_refused_by_its_name() {
    for (text, left) in [
        ("", ""),
        ("a=1", ""),
        ("&a=1&&", ""),
        ("a=1&b=2", "400 b: there is no such parameter"),
        ("a=1&a=1", "400 a: is given twice"),
        ("a=1&b=2&a=1", "400 b: there is no such parameter"),
        ("b=1&b=1", "400 b: there is no such parameter"),
        ("A=1", "400 A: there is no such parameter"),
        ("a=1&=", "400 : there is no such parameter"),
        ("a=1&%61", "400 a: is given twice"),
    ] {
        let mut query = query(text);
        query.take("a");
        assert_eq!(refusal(query.finish()), left, "{text}");
    }
}

#[test]
fn a_request_may_lack_a_query() {
    let request = Request::get("/").body(()).expect("a request");
    let query = extract::<QueryParameters>(request).expect("no query is none");
    assert_eq!(refusal(query.finish()), "");
}

#[test]
fn a_value_is_one_segment_of_a_path_whatever_it_holds() {
    let rows = [
        ("a-b._~9Z", "a-b._~9Z"),
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        (
            "?#%&+=;:@!$'()*,",
            "%3F%23%25%26%2B%3D%3B%3A%40%21%24%27%28%29%2A%2C",
        ),
        ("é", "%C3%A9"),
        ("\0\n", "%00%0A"),
        ("🦀", "%F0%9F%A6%80"),
    ];
    for (value, segment) in rows {
        let mut pushed = "things/".to_owned();
        push_segment(&mut pushed, &value);
        assert_eq!(pushed, format!("things/{segment}"));
    }
}

#[test]
fn a_path_that_was_written_is_read_back() {
    let ascii: String = (0..=127_u8).map(char::from).collect();
    for value in [
        ascii.as_str(),
        "%",
        "%41",
        "a/../b",
        "日本語",
        "\u{fffd}\u{feff}",
    ] {
        let mut segment = String::new();
        push_segment(&mut segment, &value);
        assert_eq!(get(&segment, 1000).as_deref(), Ok(value));
    }
}
