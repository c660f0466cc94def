use super::Filters;
use crate::dynamodb::tests::spelled_out;
use crate::dynamodb::{Expression, Stored};
use crate::http::Error;
use crate::http::tests::{query, refusal, told};
use crate::values::{Date, Decimal, Set};

type Filter = fn(&mut Filters) -> Result<(), Error>;

/// The condition that a filter makes of a query string, and whether it has taken all of it.
fn filtered(text: &str, filter: Filter) -> Result<(String, bool), String> {
    let mut query = query(text);
    let mut expression = Expression::default();
    told(filter(&mut Filters::new(&mut query, &mut expression)))?;
    Ok((spelled_out(&expression), query.finish().is_ok()))
}

const TEXT: Filter = |filters| filters.text("name");
const ORDERED: Filter = |filters| filters.ordered::<i64>("size");
const NUMBER: Filter = |filters| filters.ordered::<f64>("price");
const DECIMAL: Filter = |filters| filters.ordered::<Decimal>("cost");
const EQUALITY: Filter = |filters| filters.equality::<Date>("day");
const BOOLEAN: Filter = |filters| filters.boolean("open");
const ELEMENT: Filter = |filters| filters.element::<i64>("sizes");
const EXISTENCE: Filter = |filters| filters.existence("note");

#[test]
fn a_filter_is_a_condition() {
    let rows: &[(Filter, &str, &str)] = &[
        (TEXT, "", ""),
        (TEXT, "name=a", "name = (S a)"),
        (TEXT, "name=", "name = (S )"),
        (TEXT, "name.ne=a", "name <> (S a)"),
        (TEXT, "name.gt=a", "name > (S a)"),
        (TEXT, "name.begins_with=a", "begins_with(name, (S a))"),
        (TEXT, "name.contains=a", "contains(name, (S a))"),
        (TEXT, "name.in=a", "name IN ((S a))"),
        (TEXT, "name.in=a%2Cb", "name IN ((S a,b))"),
        (TEXT, "name.in=a,b", "name IN ((S a,b))"),
        (TEXT, "name.in=", "name IN ((S ))"),
        (
            TEXT,
            "name.in=b&name=a&name.in=a,+b&name.in=b",
            "name = (S a) AND name IN ((S b), (S a, b), (S b))",
        ),
        (ORDERED, "size.in=5&size.in=-6", "size IN ((N 5), (N -6))"),
        (ORDERED, "size=5", "size = (N 5)"),
        (ORDERED, "size=1e2", "size = (N 100)"),
        (NUMBER, "price=1e-200", "price = (N 0)"),
        (DECIMAL, "cost=0e126", "cost = (N 0)"),
        (ORDERED, "size.ne=5", "size <> (N 5)"),
        (ORDERED, "size.gt=5", "size > (N 5)"),
        (ORDERED, "size.gte=5", "size >= (N 5)"),
        (ORDERED, "size.lt=5", "size < (N 5)"),
        (ORDERED, "size.lte=5", "size <= (N 5)"),
        (
            ORDERED,
            "size.lt=9&size.gt=5",
            "size > (N 5) AND size < (N 9)",
        ),
        (EQUALITY, "day=2026-01-31", "day = (S 2026-01-31)"),
        (EQUALITY, "day.ne=2026-01-31", "day <> (S 2026-01-31)"),
        (EQUALITY, "day.in=2026-01-31", "day IN ((S 2026-01-31))"),
        (BOOLEAN, "open=true", "open = (BOOL true)"),
        (BOOLEAN, "open.ne=false", "open <> (BOOL false)"),
        (ELEMENT, "sizes.contains=5", "contains(sizes, (N 5))"),
        (EXISTENCE, "note.exists=true", "attribute_exists(note)"),
        (EXISTENCE, "note.exists=false", "attribute_not_exists(note)"),
    ];
    for (filter, text, expected) in rows {
        assert_eq!(
            filtered(text, *filter),
            Ok(((*expected).to_owned(), true)),
            "{text}"
        );
    }
}

#[test]
fn what_a_filter_does_not_know_stays_in_the_query() {
    let rows: &[(Filter, &str)] = &[
        (TEXT, "title=a"),
        (TEXT, "name=a&name=b"),
        (TEXT, "name.exists=true"),
        (ORDERED, "size.begins_with=5"),
        (ORDERED, "size.contains=5"),
        (ORDERED, "size.eq=5"),
        (EQUALITY, "day.gt=2026-01-31"),
        (BOOLEAN, "open.in=true"),
        (BOOLEAN, "open.gt=true"),
        (ELEMENT, "sizes=5"),
        (EXISTENCE, "note=a"),
    ];
    for (filter, text) in rows {
        let all_taken = filtered(text, *filter).map(|(_, all_taken)| all_taken);
        assert_eq!(all_taken, Ok(false), "{text}");
    }
}

#[test]
fn a_value_that_does_not_fit_the_attribute_is_refused() {
    let number = "must be a whole number";
    let rows: &[(Filter, &str, String)] = &[
        (ORDERED, "size=a", format!("400 size: {number}")),
        (ORDERED, "size.gte=a", format!("400 size.gte: {number}")),
        (ORDERED, "size.in=1,2", format!("400 size.in: {number}")),
        (
            ORDERED,
            "size.in=1&size.in=a",
            format!("400 size.in: {number}"),
        ),
        (
            NUMBER,
            "price=NaN",
            "400 price: must be a number".to_owned(),
        ),
        (
            NUMBER,
            "price.ne=9.990000000000002e125",
            "400 price.ne: must be within ±9.99e125".to_owned(),
        ),
        (
            DECIMAL,
            "cost.lt=1e-131",
            "400 cost.lt: must be 0, or from 1e-130 to 9.99e125 in magnitude".to_owned(),
        ),
        (
            EQUALITY,
            "day.ne=today",
            "400 day.ne: must be a date such as 2026-01-31".to_owned(),
        ),
        (
            ELEMENT,
            "sizes.contains=a",
            format!("400 sizes.contains: {number}"),
        ),
        (
            BOOLEAN,
            "open=yes",
            "400 open: must be true or false".to_owned(),
        ),
        (
            EXISTENCE,
            "note.exists=1",
            "400 note.exists: must be true or false".to_owned(),
        ),
    ];
    for (filter, text, expected) in rows {
        assert_eq!(filtered(text, *filter), Err(expected.clone()), "{text}");
    }
}

#[test]
fn a_filter_compares_with_at_most_100_values() {
    let days = |count: usize| vec!["day.in=2026-01-31"; count].join("&");
    assert!(filtered(&days(100), EQUALITY).is_ok());
    let mut query = query(&days(101));
    let mut expression = Expression::default();
    let refused = Filters::new(&mut query, &mut expression).equality::<Date>("day");
    assert_eq!(refusal(refused), "400 day.in: more than 100 values");
}

#[test]
fn filters_that_dynamodb_would_not_take_together_are_refused() {
    let together = |names: usize| {
        let parameters = (0..names).map(|name| format!("n{name}.gt=1&n{name}.lt=9&n{name}.ne=5"));
        let mut query = query(&parameters.collect::<Vec<_>>().join("&"));
        let mut expression = Expression::default();
        let mut filters = Filters::new(&mut query, &mut expression);
        for name in 0..names {
            told(filters.ordered::<i64>(&format!("n{name}")))?;
        }
        told(filters.check_size())
    };
    assert_eq!(together(49), Ok(()));
    let refused = "400 too many filters at once: together they may take 4 KB and 300 operators";
    assert_eq!(together(50), Err(refused.to_owned()));
}

/// The condition that a filter on an attribute with a default makes of a query string.
fn by_default(text: &str, default: &impl Stored, filter: Filter) -> String {
    let mut query = query(text);
    let mut expression = Expression::default();
    let mut filters = Filters::new(&mut query, &mut expression);
    filters.default_is("size", default);
    filter(&mut filters).expect("the value fits");
    spelled_out(&expression)
}

#[test]
fn an_item_that_lacks_an_attribute_is_found_where_the_default_matches() {
    let sizes: [(&str, bool); 12] = [
        ("size=5", true),
        ("size=6", false),
        ("size.ne=5", false),
        ("size.ne=6", true),
        ("size.gt=4", true),
        ("size.gt=5", false),
        ("size.gte=5", true),
        ("size.lt=5", false),
        ("size.lte=5", true),
        ("size.lt=1e3", true),
        ("size.in=4&size.in=5", true),
        ("size.in=4", false),
    ];
    for (text, is_found) in sizes {
        let condition = by_default(text, &5_i64, ORDERED);
        // A missing attribute is unequal to anything.
        let holds = if text.starts_with("size.ne") {
            !condition.ends_with(" AND attribute_exists(size))")
        } else {
            condition.ends_with(" OR attribute_not_exists(size))")
        };
        assert_eq!(holds, is_found, "{text}: {condition}");
    }
    let text: Filter = |filters| filters.text("size");
    for (query, is_found) in [
        ("size.begins_with=la", true),
        ("size.begins_with=ar", false),
        ("size.contains=ar", true),
        ("size.contains=x", false),
    ] {
        let condition = by_default(query, &"large".to_owned(), text);
        assert_eq!(condition.contains(" OR "), is_found, "{query}: {condition}");
    }
    let element: Filter = |filters| filters.element::<i64>("size");
    for (query, is_found) in [("size.contains=2", true), ("size.contains=3", false)] {
        let of_list = by_default(query, &vec![1_i64, 2], element);
        let set = Set::new([1_i64, 2]).expect("elements");
        let of_set = by_default(query, &set, element);
        assert_eq!(
            (of_list.contains(" OR "), of_set.contains(" OR ")),
            (is_found, is_found)
        );
    }
}

#[test]
fn each_condition_holds_for_the_default_on_its_own() {
    assert_eq!(
        by_default("size.gt=1&size.lt=4", &5_i64, ORDERED),
        "(size > (N 1) OR attribute_not_exists(size)) AND size < (N 4)"
    );
}

#[test]
fn the_default_of_another_attribute_says_nothing() {
    let other: Filter = |filters| filters.ordered::<i64>("weight");
    assert_eq!(by_default("weight=5", &5_i64, other), "weight = (N 5)");
}
