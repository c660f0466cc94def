use super::KeyRange;
use crate::dynamodb::tests::spelled_out;
use crate::dynamodb::{Expression, Stored};
use crate::http::tests::{query, refusal, told};
use crate::values::Binary;

/// Reads `size` of a query string, and refuses what is left.
fn read(text: &str) -> Result<KeyRange<i64>, String> {
    let mut query = query(text);
    let range = KeyRange::from_query(&mut query, "size");
    told(range.and_then(|range| query.finish().map(|()| range)))
}

fn read_text(text: &str) -> Result<KeyRange<String>, String> {
    told(KeyRange::or_prefix(&mut query(text), "name"))
}

fn selected<T: Stored>(range: &KeyRange<T>, name: &str) -> String {
    let mut expression = Expression::default();
    range.select(name, &mut expression);
    spelled_out(&expression)
}

#[test]
fn a_range_is_a_condition_on_the_sort_key() {
    let rows = [
        ("", ""),
        ("size=5", "size = (N 5)"),
        ("size.gt=5", "size > (N 5)"),
        ("size.gte=5", "size >= (N 5)"),
        ("size.lt=5", "size < (N 5)"),
        ("size.lte=5", "size <= (N 5)"),
        ("size.gte=5&size.lte=9", "size BETWEEN (N 5) AND (N 9)"),
        ("size.lt=9&size.gt=5", "size BETWEEN (N 5) AND (N 9)"),
        // The further end holds; of two that are the same, the one that excludes its value.
        ("size.gt=5&size.gte=7", "size >= (N 7)"),
        ("size.gt=7&size.gte=5", "size > (N 7)"),
        ("size.gt=5&size.gte=5", "size > (N 5)"),
        ("size.lt=5&size.lte=7", "size < (N 5)"),
        ("size.lt=7&size.lte=5", "size <= (N 5)"),
        ("size.lt=5&size.lte=5", "size < (N 5)"),
        ("size=5&size.gt=4&size.lte=5", "size = (N 5)"),
    ];
    for (text, expected) in rows {
        assert_eq!(
            read(text).map(|range| selected(&range, "size")).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn a_text_may_be_selected_by_its_beginning() {
    let rows = [
        ("", ""),
        ("name.begins_with=a", "begins_with(name, (S a))"),
        ("name=a", "name = (S a)"),
        ("name.gt=a&name.lt=b", "name BETWEEN (S a) AND (S b)"),
        ("name.begins_with=a&name=ab", "begins_with(name, (S a))"),
        ("name.begins_with=a&name.gt=ab", "begins_with(name, (S a))"),
    ];
    for (text, expected) in rows {
        assert_eq!(
            read_text(text)
                .map(|range| selected(&range, "name"))
                .as_deref(),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn a_beginning_and_a_range_hold_both() {
    let rows = [
        ("name.begins_with=a", [true, true, true]),
        ("name.begins_with=a&name=ab", [false, true, false]),
        ("name.begins_with=a&name.gt=ab", [false, false, true]),
        ("name.begins_with=a&name.gte=ab", [false, true, true]),
        ("name.begins_with=a&name.lte=ab", [true, true, false]),
        (
            "name.begins_with=a&name.gt=a&name.lt=b",
            [false, true, true],
        ),
    ];
    for (text, expected) in rows {
        let range = read_text(text).expect(text);
        let keys = ["a", "ab", "ac"].map(str::to_owned);
        assert_eq!(keys.map(|key| range.keeps(&key)), expected, "{text}");
    }
}

#[test]
fn a_value_that_does_not_fit_the_key_is_refused() {
    for name in ["size", "size.gt", "size.gte", "size.lt", "size.lte"] {
        assert_eq!(
            read(&format!("{name}=a")),
            Err(format!("400 {name}: must be a whole number"))
        );
    }
}

#[test]
fn a_key_that_only_equals_takes_nothing_else() {
    let equal_to = |text: &str| {
        let mut query = query(text);
        let range = told(KeyRange::<i64>::equal_to(&mut query, "size"));
        (range, refusal(query.finish()).is_empty())
    };
    assert_eq!(equal_to("size=5"), (Ok(KeyRange::Equal(5)), true));
    assert_eq!(equal_to(""), (Ok(KeyRange::Everything), true));
    assert_eq!(equal_to("size.gt=5"), (Ok(KeyRange::Everything), false));
}

#[test]
fn what_excludes_itself_is_empty() {
    let rows = [
        ("", false),
        ("size=5", false),
        ("size.gt=5", false),
        ("size.lt=5", false),
        ("size.gte=5&size.lte=5", false),
        ("size.gte=5&size.lte=6", false),
        ("size.gte=6&size.lte=5", true),
        ("size.gt=6&size.lt=5", true),
        ("size=5&size.gte=5", false),
        ("size=5&size.gt=5", true),
        ("size=5&size.gte=6", true),
        ("size=5&size.lte=5", false),
        ("size=5&size.lt=5", true),
        ("size=5&size.lte=4", true),
        ("size=5&size.gt=4&size.lt=6", false),
    ];
    for (text, expected) in rows {
        assert_eq!(
            read(text).map(|range| range == KeyRange::Nothing),
            Ok(expected),
            "{text}"
        );
    }
    let rows = [
        ("name.begins_with=a", false),
        ("name.begins_with=a&name.gt=c", false),
        ("name.begins_with=a&name.gt=c&name.lt=b", true),
        ("name.begins_with=a&name=b&name.gt=b", true),
    ];
    for (text, expected) in rows {
        assert_eq!(
            read_text(text).map(|range| range == KeyRange::Nothing),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn an_end_that_is_excluded_is_left_out_of_what_was_found() {
    let rows = [
        ("size.gte=5&size.lte=7", [true, true, true]),
        ("size.gt=5&size.lte=7", [false, true, true]),
        ("size.gte=5&size.lt=7", [true, true, false]),
        ("size.gt=5&size.lt=7", [false, true, false]),
        ("size.gt=5", [false, true, true]),
        ("size.lt=7", [true, true, false]),
        ("size=6", [false, true, false]),
        ("", [true, true, true]),
    ];
    for (text, expected) in rows {
        let range = read(text).expect(text);
        assert_eq!([5, 6, 7].map(|key| range.keeps(&key)), expected, "{text}");
    }
}

#[test]
fn a_sort_key_is_compared_with_what_one_can_be() {
    let long = "x".repeat(1025);
    for name in ["name", "name.begins_with", "name.gt", "name.lte"] {
        let refused = Err(format!("400 {name}: must have 1 to 1024 bytes"));
        assert_eq!(read_text(&format!("{name}=")), refused);
        assert_eq!(read_text(&format!("{name}={long}")), refused);
        assert!(read_text(&format!("{name}={}", &long[1..])).is_ok());
    }
    let bytes = |text: &str| told(KeyRange::<Binary>::from_query(&mut query(text), "seal"));
    let refused = Err("400 seal: must have 1 to 1024 bytes".to_owned());
    assert_eq!(bytes("seal="), refused);
    assert_eq!(bytes(&format!("seal={}", "A".repeat(1368))), refused);
    assert!(bytes(&format!("seal={}", "A".repeat(1364))).is_ok());
}
