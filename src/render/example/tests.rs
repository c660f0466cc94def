use super::Which::{Changed, Original};
use super::{of_shape, pattern};
use crate::contract::wire::json;
use crate::model::{Name, Range, SetItem, Shape};

fn range<T>(min: Option<T>, max: Option<T>) -> Range<T> {
    Range { min, max }
}

#[test]
fn both_examples_fit_their_shape_and_differ_where_they_can() {
    let string = |min, max| Shape::String { length: range(min, max), pattern: None };
    let decimal =
        |min: Option<&str>, max: Option<&str>| Shape::Decimal(range(min.map(Into::into), max.map(Into::into)));
    let integers = |length| Shape::List { items: Box::new(Shape::Integer(Range::ANY)), length };
    let cases = [
        (string(None, None), r#""example unit price" "changed unit price""#),
        (string(None, Some(4)), r#""exam" "chan""#),
        (string(Some(20), None), r#""example unit pricexx" "changed unit pricexx""#),
        (Shape::Integer(Range::ANY), "12 13"),
        (Shape::Integer(range(Some(100), None)), "100 101"),
        (Shape::Integer(range(None, Some(-7))), "-7 -8"),
        (Shape::Integer(range(Some(5), Some(5))), "5 5"),
        (Shape::Integer(range(Some(i64::MAX), None)), "9223372036854775807 9223372036854775807"),
        (Shape::Number(range(Some(100.0), None)), "100.0 200.0"),
        (Shape::Number(range(Some(0.125), Some(0.2))), "0.125 0.2"),
        (decimal(None, None), "12.5 13.75"),
        (decimal(Some("12.50000000000000000000000000000001"), Some("13")), "12.50000000000000000000000000000001 13"),
        (decimal(Some("100"), None), "100 100.5"),
        (decimal(None, Some("-3.25")), "-3.25 -3.255"),
        (Shape::Binary(range(None, Some(2))), r#""AAA=" "VVU=""#),
        (integers(range(Some(3), None)), "[12,13,12] [13,12,13]"),
        (integers(range(None, Some(0))), "[] []"),
        (Shape::Set { items: SetItem::Binary, length: range(Some(2), None) }, r#"["AAAA","AAAB"] ["AAAB","AAAC"]"#),
    ];
    let name = Name::new("unit_price").expect("a name");
    for (shape, expected) in cases {
        let [original, changed] = [Original, Changed].map(|which| json(&of_shape(&name, &shape, which)));
        assert_eq!(format!("{original} {changed}"), expected, "{shape:?}");
    }
}

#[test]
fn a_pattern_is_matched_within_the_length() {
    let cases = [
        ("^[A-Z]{3}-[0-9]{4}$", Range::ANY, "ABC-4567", "BCD-5678"),
        ("^(red|green|blue)$", Range::ANY, "red", "green"),
        ("^[a-z]+$", Range::ANY, "abcdefghijkl", "bcdefghijklm"),
        ("^[a-z]+$", range(None, Some(3)), "abc", "bcd"),
        ("^[a-z]*$", range(Some(14), None), "abcdefghijklmn", "bcdefghijklmno"),
        ("^[^@ ]+@[^@ ]+\\.[a-z]{2,}$", range(None, Some(8)), "abc@e.gh", "bcd@f.hi"),
        ("x", range(Some(3), None), "xbc", "xcd"),
        ("x$", range(Some(3), None), "abx", "bcx"),
        ("^(?:ab?)*$", range(None, Some(4)), "abab", "abab"),
        ("^(?:a|bc)(?:d|e{5})$", range(Some(7), None), "bceeeee", "bceeeee"),
        ("^[a-z0-9]+(?:-[a-z0-9]+)*$", range(Some(20), Some(20)), "abcdefghijklmnopqrst", "bcdefghijklmnopqrstu"),
        ("^\\+?[1-9][0-9]{1,14}$", Range::ANY, "+22345678901", "+33456789012"),
        ("^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$", range(None, Some(15)), "012.456.89.1", "123.567.90.2"),
        ("^$", Range::ANY, "", ""),
        ("^[\\u{e9}\\u{ea}]$", Range::ANY, "é", "ê"),
    ];
    for (pattern, length, original, changed) in cases {
        let texts = [Original, Changed].map(|which| {
            let slots = pattern::slots(pattern, length, which).expect("the pattern parses");
            slots.iter().enumerate().map(|(place, slot)| slot.pick(place, which)).collect::<String>()
        });
        assert_eq!(texts, [original, changed], "{pattern}");
        let regex = regex::Regex::new(pattern).expect("the pattern parses");
        assert!(texts.iter().all(|text| regex.is_match(text)), "{pattern}");
    }
}
