use std::collections::BTreeSet;

use super::{Expression, alias};
use crate::dynamodb::EarlierNames;
use crate::dynamodb::tests::{all, spelled_out};
use crate::http::Change;

/// `price` was `cost`, and `hits` was `count`.
const EARLIER: EarlierNames = &[("price", "cost"), ("hits", "count")];

/// As in [`EARLIER`], and `cost` and `count` had other names before.
const TWICE: EarlierNames = &[
    ("price", "cost"),
    ("price", "value"),
    ("hits", "count"),
    ("hits", "sum"),
];

type Build = fn(&mut Expression);

/// Builds an expression on top of one with some earlier names, and spells it out.
fn built(earlier_names: EarlierNames, build: Build) -> String {
    let mut expression = Expression::with_earlier_names(earlier_names);
    build(&mut expression);
    spelled_out(&expression)
}

#[test]
fn names_and_values_are_aliased_in_the_order_of_their_use() {
    let mut expression = Expression::default();
    expression.exists("id");
    expression.compare("price", ">=", &5_i64);
    expression.set("name", &"a".to_owned());
    expression.set("price", &6_i64);
    expression.remove_attribute("note");
    expression.key("id", "=", &"x".to_owned());
    assert_eq!(
        expression.condition().as_deref(),
        Some("attribute_exists(#a) AND #b >= :a")
    );
    assert_eq!(
        expression.update().as_deref(),
        Some("SET #c = :b, #d = :c REMOVE #e")
    );
    assert_eq!(expression.key_condition(), "#f = :d");
    let mut names: Vec<(String, String)> = expression.names().expect("names").into_iter().collect();
    names.sort();
    let expected = ["id", "price", "name", "price", "note", "id"];
    let expected = expected
        .iter()
        .zip('a'..)
        .map(|(name, letter)| (format!("#{letter}"), (*name).to_owned()));
    assert_eq!(names, expected.collect::<Vec<_>>());
    assert_eq!(
        all(&expression.values().expect("values")),
        ":a=N 5, :b=S a, :c=N 6, :d=S x"
    );
}

#[test]
fn every_alias_is_another_and_the_shortest() {
    let aliases: BTreeSet<String> = (0..62 + 61 * 62).map(|number| alias('#', number)).collect();
    assert_eq!(aliases.len(), 62 * 62);
    let short = aliases.iter().filter(|alias| alias.len() == 2);
    assert_eq!(short.count(), 62);
    assert!(aliases.iter().all(|alias| {
        alias.len() <= 3
            && alias[1..]
                .bytes()
                .all(|letter| letter.is_ascii_alphanumeric())
    }));
}

#[test]
fn an_update_of_300_attributes_fits_into_4_kb() {
    let mut update = Expression::default();
    for number in 0..300 {
        update.set(&format!("attribute-{number}"), &1_i64);
    }
    assert!(update.update().is_some_and(|text| text.len() <= 4096));
}

#[test]
fn a_condition_and_one_on_the_time_to_live_have_at_most_300_operators() {
    let conditions = |count| {
        let mut expression = Expression::default();
        (0..count).for_each(|_| expression.compare("a", "<>", &1_i64));
        expression
    };
    assert!(!conditions(149).is_within_limits());
    let mut most = conditions(148);
    assert!(most.is_within_limits());
    most.not_expired("ttl", &1_i64);
    let text = most.condition().unwrap_or_default();
    let operators = [" AND ", " OR ", " <> ", " > ", "attribute_not_exists("];
    let counts = operators.map(|operator| text.matches(operator).count());
    assert_eq!(counts, [148, 1, 148, 1, 1]);
}

#[test]
fn a_condition_and_one_on_the_time_to_live_have_at_most_4_kb() {
    let values = |count| {
        let mut expression = Expression::default();
        (0..7).for_each(|_| expression.one_of("a", &[1_i64; 100]));
        expression.one_of("a", &vec![1_i64; count]);
        expression
    };
    assert!(!values(96).is_within_limits());
    let mut most = values(95);
    assert!(most.is_within_limits());
    most.not_expired("ttl", &1_i64);
    assert!(most.condition().is_some_and(|text| text.len() <= 4096));
}

#[test]
fn what_is_empty_is_not_sent() {
    let expression = Expression::default();
    assert_eq!(expression.names(), None);
    assert_eq!(expression.values(), None);
    assert_eq!(expression.condition(), None);
    assert_eq!(expression.update(), None);
    assert_eq!(expression.key_condition(), "");
}

#[test]
fn an_update_of_one_kind_has_one_clause() {
    assert_eq!(
        built(&[], |update| update.set("a", &1_i64)),
        "SET a = (N 1)"
    );
    assert_eq!(
        built(&[], |update| update.remove_attribute("a")),
        "REMOVE a"
    );
}

/// What makes it, without earlier names, and where `price` was `cost` and `hits` was `count`.
const CONDITIONS: &[(Build, &str, &str)] = &[
    (
        |on| on.exists("id"),
        "attribute_exists(id)",
        "attribute_exists(id)",
    ),
    (
        |on| on.absent("id"),
        "attribute_not_exists(id)",
        "attribute_not_exists(id)",
    ),
    (
        |on| on.absent_or_expired("id", "ttl", &7_i64),
        "(attribute_not_exists(id) OR ttl <= (N 7))",
        "(attribute_not_exists(id) OR ttl <= (N 7))",
    ),
    (
        |on| on.not_expired("ttl", &7_i64),
        "(attribute_not_exists(ttl) OR ttl > (N 7))",
        "(attribute_not_exists(ttl) OR ttl > (N 7))",
    ),
    (
        |on| on.compare("price", "<>", &5_i64),
        "price <> (N 5)",
        "((attribute_exists(price) AND price <> (N 5)) OR (attribute_not_exists(price) AND cost <> (N 5)))",
    ),
    (
        |on| on.compare("size", "<", &5_i64),
        "size < (N 5)",
        "size < (N 5)",
    ),
    (
        |on| on.one_of("price", &[5_i64, 6]),
        "price IN ((N 5), (N 6))",
        "((attribute_exists(price) AND price IN ((N 5), (N 6))) OR (attribute_not_exists(price) AND cost IN ((N 5), (N 6))))",
    ),
    (
        |on| on.unchanged("price", &5_i64),
        "price = (N 5)",
        "((attribute_exists(price) AND price = (N 5)) OR (attribute_not_exists(price) AND cost = (N 5)))",
    ),
    (
        |on| on.unchanged_if_given("size", &Some(5_i64)),
        "size = (N 5)",
        "size = (N 5)",
    ),
    (|on| on.unchanged_if_given("size", &None::<i64>), "", ""),
    (
        |on| on.unchanged_or_default("price", &5_i64, || 0),
        "price = (N 5)",
        "((attribute_exists(price) AND price = (N 5)) OR (attribute_not_exists(price) AND cost = (N 5)))",
    ),
    (
        |on| on.unchanged_or_default("price", &0_i64, || 0),
        "(price = (N 0) OR attribute_not_exists(price))",
        "((attribute_exists(price) AND (price = (N 0) OR attribute_not_exists(price))) OR (attribute_not_exists(price) AND (cost = (N 0) OR attribute_not_exists(cost))))",
    ),
    (
        |on| on.unchanged_or_default_if_given("size", &Some(0_i64), || 0),
        "(size = (N 0) OR attribute_not_exists(size))",
        "(size = (N 0) OR attribute_not_exists(size))",
    ),
    (
        |on| on.unchanged_or_default_if_given("size", &None::<i64>, || 0),
        "",
        "",
    ),
    (
        |on| on.unchanged_or_absent("size", &Some(5_i64)),
        "size = (N 5)",
        "size = (N 5)",
    ),
    (
        |on| on.unchanged_or_absent("price", &None::<i64>),
        "attribute_not_exists(price)",
        "((attribute_exists(price) AND attribute_not_exists(price)) OR (attribute_not_exists(price) AND attribute_not_exists(cost)))",
    ),
    (
        |on| on.call("contains", "price", &5_i64),
        "contains(price, (N 5))",
        "((attribute_exists(price) AND contains(price, (N 5))) OR (attribute_not_exists(price) AND contains(cost, (N 5))))",
    ),
    (
        |on| on.exists("price"),
        "attribute_exists(price)",
        "((attribute_exists(price) AND attribute_exists(price)) OR (attribute_not_exists(price) AND attribute_exists(cost)))",
    ),
    (
        |on| on.absent("size"),
        "attribute_not_exists(size)",
        "attribute_not_exists(size)",
    ),
    (
        |on| on.key("price", ">", &5_i64),
        "price > (N 5)",
        "price > (N 5)",
    ),
    (
        |on| on.key_between("id", &5_i64, &6_i64),
        "id BETWEEN (N 5) AND (N 6)",
        "id BETWEEN (N 5) AND (N 6)",
    ),
    (
        |on| on.key_begins_with("id", &"a".to_owned()),
        "begins_with(id, (S a))",
        "begins_with(id, (S a))",
    ),
];

#[test]
fn a_condition_holds_for_an_item_under_the_earlier_name_where_it_lacks_the_present_one() {
    for (build, plain, renamed) in CONDITIONS {
        assert_eq!(built(&[], *build), *plain);
        assert_eq!(built(EARLIER, *build), *renamed);
    }
}

/// As in [`CONDITIONS`].
const WRITES: &[(Build, &str, &str)] = &[
    (
        |on| on.set("price", &5_i64),
        "SET price = (N 5)",
        "SET price = (N 5) REMOVE cost",
    ),
    (
        |on| on.set("size", &5_i64),
        "SET size = (N 5)",
        "SET size = (N 5)",
    ),
    (
        |on| on.remove_attribute("price"),
        "REMOVE price",
        "REMOVE cost, price",
    ),
    (
        |on| on.set_or_remove("size", &Some(5_i64)),
        "SET size = (N 5)",
        "SET size = (N 5)",
    ),
    (
        |on| on.set_or_remove("price", &None::<i64>),
        "REMOVE price",
        "REMOVE cost, price",
    ),
    (
        |on| on.set_if_given("size", &Some(5_i64)),
        "SET size = (N 5)",
        "SET size = (N 5)",
    ),
    (|on| on.set_if_given("price", &None::<i64>), "", ""),
    (|on| on.change("price", &Change::<i64>::Keep), "", ""),
    (
        |on| on.change("price", &Change::Set(5_i64)),
        "SET price = (N 5)",
        "SET price = (N 5) REMOVE cost",
    ),
    (
        |on| on.change("price", &Change::<i64>::Remove),
        "REMOVE price",
        "REMOVE cost, price",
    ),
    (
        |on| on.increment("hits"),
        "SET hits = if_not_exists(hits, (N 0)) + (N 1)",
        "SET hits = if_not_exists(hits, if_not_exists(count, (N 0))) + (N 1) REMOVE count",
    ),
    (
        |on| on.increment("size"),
        "SET size = if_not_exists(size, (N 0)) + (N 1)",
        "SET size = if_not_exists(size, (N 0)) + (N 1)",
    ),
];

#[test]
fn a_write_leaves_nothing_under_the_earlier_name() {
    for (build, plain, renamed) in WRITES {
        assert_eq!(built(&[], *build), *plain);
        assert_eq!(built(EARLIER, *build), *renamed);
    }
}

#[test]
fn each_earlier_name_counts_where_an_item_lacks_the_later_ones() {
    let rows: [(Build, &str); 5] = [
        (
            |on| on.compare("price", ">", &5_i64),
            "((attribute_exists(price) AND price > (N 5)) OR (attribute_not_exists(price) AND \
             ((attribute_exists(cost) AND cost > (N 5)) OR (attribute_not_exists(cost) AND value > (N 5)))))",
        ),
        (
            |on| {
                on.call("contains", "size", &5_i64);
                on.or_lacking("price");
            },
            "(contains(size, (N 5)) OR ((attribute_not_exists(price) AND attribute_not_exists(cost)) AND \
             attribute_not_exists(value)))",
        ),
        (
            |on| {
                on.call("contains", "size", &5_i64);
                on.and_present("price");
            },
            "(contains(size, (N 5)) AND ((attribute_exists(price) OR attribute_exists(cost)) OR \
             attribute_exists(value)))",
        ),
        (
            |on| on.set("price", &5_i64),
            "SET price = (N 5) REMOVE cost, value",
        ),
        (
            |on| on.increment("hits"),
            "SET hits = if_not_exists(hits, if_not_exists(count, if_not_exists(sum, (N 0)))) + (N 1) \
             REMOVE count, sum",
        ),
    ];
    for (build, expected) in rows {
        assert_eq!(built(TWICE, build), expected);
    }
}

#[test]
fn conditions_hold_together() {
    let build: Build = |on| {
        on.exists("id");
        on.compare("price", "=", &5_i64);
        on.key("id", "=", &1_i64);
        on.key("at", ">", &2_i64);
    };
    assert_eq!(
        built(&[], build),
        "attribute_exists(id) AND price = (N 5); id = (N 1) AND at > (N 2)"
    );
}

#[test]
fn a_condition_can_count_items_without_the_attribute_in_or_out() {
    const RENAMED: EarlierNames = &[("size", "length")];
    let in_: Build = |expression| {
        expression.compare("size", ">", &1_i64);
        expression.or_lacking("size");
    };
    let out: Build = |expression| {
        expression.compare("size", "<>", &1_i64);
        expression.and_present("size");
    };
    let rows: [(EarlierNames, Build, &str); 4] = [
        (&[], in_, "(size > (N 1) OR attribute_not_exists(size))"),
        (&[], out, "(size <> (N 1) AND attribute_exists(size))"),
        (
            RENAMED,
            in_,
            "(((attribute_exists(size) AND size > (N 1)) OR (attribute_not_exists(size) AND length > (N 1))) \
             OR (attribute_not_exists(size) AND attribute_not_exists(length)))",
        ),
        (
            RENAMED,
            out,
            "(((attribute_exists(size) AND size <> (N 1)) OR (attribute_not_exists(size) AND length <> (N 1))) \
             AND (attribute_exists(size) OR attribute_exists(length)))",
        ),
    ];
    for (earlier_names, build, expected) in rows {
        assert_eq!(built(earlier_names, build), expected);
    }
}
