use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, from_str, json};

use super::{Change, is_given, merge};
use crate::dynamodb::tests::{all, spelled_out};
use crate::dynamodb::{Attributes, Expression, Stored};
use crate::http::tests::told;
use crate::http::{FromJson, Problems};

#[test]
fn a_patch_says_something_of_what_it_sets_or_removes() {
    assert!(!is_given(&Change::<i64>::Keep));
    assert!(is_given(&Change::Set(5)));
    assert!(is_given(&Change::<i64>::Remove));
}

/// What becomes of `stored` under `patch`: the expression that writes it.
fn merged<T: Stored + serde::Serialize + FromJson>(
    stored: Option<T>,
    patch: Change<Value>,
    check: fn(&T, &mut Problems),
) -> Result<String, String> {
    let mut update = Expression::default();
    let found: Attributes = stored
        .iter()
        .map(|value| ("data".to_owned(), value.to_stored()))
        .collect();
    told(merge(
        &mut update,
        &found,
        "data",
        stored.as_ref(),
        &patch,
        check,
    ))?;
    Ok(spelled_out(&update))
}

const ANYTHING: fn(&Value, &mut Problems) = |_, _| {};

#[test]
fn a_patch_that_says_nothing_writes_nothing() {
    assert_eq!(
        merged(Some(json!({"a": 1})), Change::Keep, ANYTHING).as_deref(),
        Ok("")
    );
}

#[test]
fn null_removes_the_attribute() {
    assert_eq!(
        merged(Some(json!({"a": 1})), Change::Remove, ANYTHING).as_deref(),
        Ok("REMOVE data")
    );
}

#[test]
fn what_is_merged_is_written_over_what_was_read_alone() {
    let merged = |stored| merged(stored, Change::Set(json!({"b": 2})), ANYTHING);
    assert_eq!(
        merged(Some(json!({"a": 1}))).as_deref(),
        Ok("data = (M {a=N 1}); SET data = (M {a=N 1, b=N 2})")
    );
    assert_eq!(
        merged(None).as_deref(),
        Ok("attribute_not_exists(data); SET data = (M {b=N 2})")
    );
}

/// A map that knows its members `a` and `m`, where `m` is one like it.
#[derive(serde::Serialize)]
struct Known {
    a: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<Box<Known>>,
}

impl FromJson for Known {
    fn from_json(json: Value) -> Result<Self, crate::http::Problem> {
        let m = json.get("m").cloned().map(Self::from_json).transpose()?;
        let a = json["a"].clone();
        Ok(Self {
            a,
            m: m.map(Box::new),
        })
    }
}

impl Stored for Known {
    fn to_stored(&self) -> AttributeValue {
        let m = self.m.iter().map(|m| ("m".to_owned(), m.to_stored()));
        let a = ("a".to_owned(), self.a.to_stored());
        AttributeValue::M(m.chain([a]).collect())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_json(Value::from_stored(value)?).ok()
    }
}

#[test]
fn members_that_are_not_read_are_kept() {
    let merged = |patch: Value| {
        let stored = json!({"a": 1, "old": 2, "m": {"a": 3, "old": 4}}).to_stored();
        let known = Known::from_stored(&stored);
        let found = [("data".to_owned(), stored)].into();
        let mut update = Expression::default();
        told(merge(
            &mut update,
            &found,
            "data",
            known.as_ref(),
            &Change::Set(patch),
            |_, _| {},
        ))
        .map(|()| {
            spelled_out(&update)
                .split_once("; SET ")
                .expect("it sets")
                .1
                .to_owned()
        })
    };
    assert_eq!(
        merged(json!({"a": 5, "m": {"a": 6}})).as_deref(),
        Ok("data = (M {a=N 5, m=M {a=N 6, old=N 4}, old=N 2})")
    );
    assert_eq!(
        merged(json!({"m": null})).as_deref(),
        Ok("data = (M {a=N 1, old=N 2})")
    );
}

/// The examples of RFC 7396, appendix A, whose patch is not null: the original, the patch, the result.
const EXAMPLES: &[(&str, &str, &str)] = &[
    (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
    (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
    (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
    (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
    (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
    (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
    (
        r#"{"a":{"b":"c"}}"#,
        r#"{"a":{"b":"d","c":null}}"#,
        r#"{"a":{"b":"d"}}"#,
    ),
    (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
    (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
    (r#"{"a":"b"}"#, r#"["c"]"#, r#"["c"]"#),
    (r#"{"a":"foo"}"#, r#""bar""#, r#""bar""#),
    (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
    (r#"[1,2]"#, r#"{"a":"b","c":null}"#, r#"{"a":"b"}"#),
    ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
];

#[test]
fn a_patch_is_merged_as_rfc_7396_has_it() {
    for (original, patch, result) in EXAMPLES {
        let [original, patch, result] =
            [original, patch, result].map(|text| from_str::<Value>(text).expect(text));
        let written = |value: &Value| all(&[("data".to_owned(), value.to_stored())].into());
        let written = written(&result).replacen("=", " = (", 1) + ")";
        let merged = merged(Some(original), Change::Set(patch.clone()), ANYTHING)
            .expect("nothing is refused");
        assert_eq!(
            merged.split_once("; SET ").map(|(_, set)| set),
            Some(written.as_str()),
            "{patch}"
        );
    }
}

#[test]
fn what_a_merge_gives_has_to_fit_its_type_and_its_constraints() {
    let check: fn(&Vec<i64>, &mut Problems) = |values, problems| {
        problems.max_length(values.len(), 2, "elements");
        problems.each(values, |value, problems| problems.maximum(value, &9));
    };
    let rows = [
        (
            json!([1, 9]),
            Ok("data = (L [N 1]); SET data = (L [N 1, N 9])"),
        ),
        (
            json!([1, 10, 3]),
            Err("422 /data: has 3 elements, at most 2 are allowed; /data/1: must be at most 9"),
        ),
        (json!([1, "a"]), Err("422 /data/1: must be a number")),
        (json!({"a": 1}), Err("422 /data: must be an array")),
    ];
    for (patch, expected) in rows {
        let merged = merged(Some(vec![1_i64]), Change::Set(patch.clone()), check);
        assert_eq!(
            merged.as_deref().map_err(String::as_str),
            expected,
            "{patch}"
        );
    }
}

#[test]
fn what_another_program_stored_is_merged_as_it_is() {
    let private = json!({"$serde_json::private::RawValue": "[1]", "a": 1});
    assert_eq!(
        merged(Some(private), Change::Set(json!({"b": 2.50})), ANYTHING)
            .map(|merged| merged.split_once("; SET ").map(|(_, set)| set.to_owned())),
        Ok(Some(
            "data = (M {a=N 1, b=N 2.5, $serde_json::private::RawValue=S [1]})".to_owned()
        ))
    );
}
