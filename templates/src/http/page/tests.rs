mod reading;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::{Page, PageReader, Paging, descending};
use crate::dynamodb::{Attributes, Expression};
use crate::http::Error;
use crate::http::tests::{query, refusal, told};

#[test]
fn a_page_has_1_to_100_items_and_20_by_default() {
    let limit = |text: &str| told(Paging::from_query(&mut query(text))).map(|paging| paging.limit);
    let refused = || Err("400 limit: must be a whole number from 1 to 100".to_owned());
    let rows = [
        ("", Ok(20)),
        ("limit=1", Ok(1)),
        ("limit=100", Ok(100)),
        ("limit=0", refused()),
        ("limit=101", refused()),
        ("limit=1e1", Ok(10)),
        ("limit=-1", refused()),
        ("limit=9223372036854775807", refused()),
        ("limit=9223372036854775808", refused()),
        ("limit=1.5", refused()),
        ("limit=all", refused()),
        ("limit=", refused()),
        ("limit=+5", refused()),
        ("limit=05", refused()),
    ];
    for (text, expected) in rows {
        assert_eq!(limit(text), expected, "{text}");
    }
}

#[test]
fn the_order_is_ascending_unless_a_client_says_otherwise() {
    let refused = || Err("400 order: must be asc or desc".to_owned());
    let rows = [
        ("", Ok(false)),
        ("order=asc", Ok(false)),
        ("order=desc", Ok(true)),
        ("order=DESC", refused()),
        ("order=", refused()),
    ];
    for (text, expected) in rows {
        assert_eq!(told(descending(&mut query(text))), expected, "{text}");
    }
}

#[test]
fn paging_takes_its_parameters_and_no_others() {
    let mut query = query("limit=5&cursor=x&order=desc&size=1");
    let paging = Paging::from_query(&mut query).expect("a page");
    assert_eq!(
        paging,
        Paging {
            limit: 5,
            cursor: Some("x".to_owned())
        }
    );
    assert!(descending(&mut query).expect("an order"));
    assert_eq!(query.take("size").as_deref(), Some("1"));
    assert_eq!(refusal(query.finish()), "");
}

fn paging(limit: usize, cursor: Option<String>) -> Paging {
    Paging { limit, cursor }
}

fn attributes(values: &[(&str, AttributeValue)]) -> Attributes {
    values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// What stands for an item.
fn size(item: &Attributes) -> Result<usize, Error> {
    Ok(item.len())
}

/// Where a read starts that follows a cursor.
fn start(cursor: &str, key: &[&str], partition: Attributes) -> Result<Option<Attributes>, String> {
    let paging = paging(1, Some(cursor.to_owned()));
    let reader = PageReader::new(&paging, key, partition, &Expression::default(), size);
    told(reader.map(|mut reader| reader.next_read().expect("a page begins with a read").start))
}

#[test]
fn the_next_page_starts_after_the_last_item_of_this_one() {
    let key = ["s", "n", "b"];
    let last = [
        ("s", text("é \"/")),
        ("n", number("-1.5")),
        ("b", AttributeValue::B(Blob::new([0, 255]))),
    ];
    let mut item = attributes(&last);
    item.insert("other".to_owned(), text("not a part of the key"));
    let (paging, everything) = (paging(1, None), Expression::default());
    let reader = PageReader::new(&paging, &key, Attributes::new(), &everything, size);
    let mut reader = reader.expect("a page");
    assert_eq!(reader.next_read().expect("a read").start, None);
    reader.add(Some(vec![item.clone(), item]), None, |_| true);
    let page = reader.finish();
    assert_eq!(page.items, [4]);
    let cursor = page.next_cursor.expect("another page follows");

    let partition = attributes(&[("owner", text("me"))]);
    let mut expected = attributes(&last);
    expected.extend(partition.clone());
    assert_eq!(start(&cursor, &key, partition), Ok(Some(expected)));
}

#[test]
fn a_cursor_from_elsewhere_is_refused() {
    let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let cursors = [
        "?".to_owned(),
        "W1td".to_owned() + "=",
        encoded(""),
        encoded("text"),
        encoded("{}"),
        encoded("[]"),
        encoded(r#"[["S","a"]]"#),
        encoded(r#"[["S","a"],["S","b"],["S","c"]]"#),
        encoded(r#"[["S","a"],["S",5]]"#),
        encoded(r#"[["S","a"],["SS","b"]]"#),
        encoded(r#"[["S","a"],["X","b"]]"#),
        encoded(r#"[["S","a"],["B","?"]]"#),
        encoded(r#"[["S","a"],["S","b"]] and more"#),
    ];
    for cursor in cursors {
        let refused = start(&cursor, &["owner", "id"], Attributes::new());
        assert_eq!(
            refused,
            Err("400 cursor: not from this list".to_owned()),
            "{cursor}"
        );
    }
    let fits = start(
        &encoded(r#"[["S","a"],["N","5"]]"#),
        &["owner", "id"],
        Attributes::new(),
    );
    assert_eq!(
        fits,
        Ok(Some(attributes(&[("owner", text("a")), ("id", number(5))])))
    );
}

#[test]
fn the_last_page_says_nothing_of_a_next_one() {
    let page = |next_cursor| {
        json!(Page {
            items: vec![1],
            next_cursor
        })
    };
    assert_eq!(page(None), json!({"items": [1]}));
    assert_eq!(
        page(Some("x".to_owned())),
        json!({"items": [1], "next_cursor": "x"})
    );
}
