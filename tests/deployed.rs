//! `--against` what `aws dynamodb describe-table` prints.

#[path = "support/edit.rs"]
mod edit;
#[path = "support/random.rs"]
mod random;

use std::collections::BTreeSet;

use random::Random;
use serde::Deserialize;
use serde_json::{Map, Value};
use slsgen::change::Side;
use slsgen::change::deployed::{Against, DeployedError, against};
use slsgen::change::state::TableState;
use slsgen::change::steps::steps;
use slsgen::pipeline::{Deployed, deployed as read};
use slsgen::{Loaded, load};

const SPEC: &str = include_str!("deployed/spec.yaml");
const DESCRIPTION: &str = include_str!("deployed/goods-dev.json");
const CHANGES: &str = include_str!("deployed/changes.yaml");

fn spec() -> Loaded {
    load("slsgen.yaml", SPEC.as_bytes())
}

fn side(loaded: &Loaded) -> Side<'_> {
    Side { service: loaded.service.as_ref().expect("the spec is valid"), source: &loaded.source }
}

/// The description with edits: JSON pointers into the table, and what is put there.
fn description(edits: &Map<String, Value>) -> Value {
    let mut description: Value = DESCRIPTION.parse().expect("the description is JSON");
    for (pointer, value) in edits {
        edit::edit(&mut description, &format!("/Table{pointer}"), value);
    }
    description
}

fn state(text: &str) -> Result<TableState, DeployedError> {
    match read("goods-dev.json", text.as_bytes())? {
        Deployed::Table(state) => Ok(*state),
        Deployed::Spec(loaded) => panic!("it was read as a spec: {:?}", loaded.diagnostics),
    }
}

fn compared(text: &str) -> Result<Against, DeployedError> {
    against(&state(text)?, &side(&spec()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    deployed: String,
    table: Map<String, Value>,
    codes: String,
}

#[test]
fn a_deployed_table_is_compared_as_a_spec_would_be() {
    let cases: Vec<Case> = serde_saphyr::from_str(CHANGES).expect("the cases are YAML");
    for Case { deployed, table, codes } in cases {
        let found = compared(&description(&table).to_string()).expect("it can be compared").findings;
        let found: BTreeSet<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(found, codes.split_whitespace().collect(), "{deployed}");
    }
}

#[test]
fn the_table_around_it_may_be_left_out() {
    let inner = description(&Map::new())["Table"].take();
    assert_eq!(state(&inner.to_string()), state(DESCRIPTION));
}

#[test]
fn steps_lead_on_from_what_is_deployed() {
    let none = Map::from_iter([("/GlobalSecondaryIndexes".to_owned(), Value::Null)]);
    let against = compared(&description(&none).to_string()).expect("it can be compared");
    let spec = spec();
    let steps = steps(&[against.state], side(&spec).service);
    assert_eq!(steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["create-by_kind"]);
}

#[test]
fn what_is_no_description_is_a_spec() {
    assert!(matches!(read("old", SPEC.as_bytes()), Ok(Deployed::Spec(_))));
    for text in ["{}", "[]", "", "{ \"name\": \"shop\" }", "{"] {
        assert!(matches!(read("old", text.as_bytes()), Err(DeployedError::Spec)), "{text}");
    }
}

/// What is said of a description with one edit.
fn refusal(pointer: &str, value: &str) -> String {
    let edits = Map::from_iter([(pointer.to_owned(), value.parse().expect("JSON"))]);
    compared(&description(&edits).to_string()).expect_err("it is of no use").to_string()
}

#[test]
fn what_is_of_no_use_says_why() {
    let index = r#"{ "IndexName": "near", "KeySchema": [], "Projection": { "ProjectionType": "ALL" } }"#;
    let refusals = [
        refusal("/TableName", r#""wares-dev""#),
        refusal("/TableName", "null"),
        refusal("/KeySchema", "[]"),
        refusal("/KeySchema", r#"[{ "AttributeName": "nowhere", "KeyType": "HASH" }]"#),
        refusal(
            "/KeySchema",
            r#"[{ "AttributeName": "id", "KeyType": "HASH" }, { "AttributeName": "day", "KeyType": "HASH" }]"#,
        ),
        refusal("/AttributeDefinitions", r#"[{ "AttributeName": "id", "AttributeType": "SS" }]"#),
        refusal("/GlobalSecondaryIndexes/0/IndexName", r#""by.owner""#),
        refusal("/LocalSecondaryIndexes", &format!("[{}]", vec![index; 101].join(", "))),
    ];
    let expected = [
        "the spec has no table \"wares-dev\": its tables are goods-dev, goods-test, goods-prod",
        "this is not what `aws dynamodb describe-table` prints: missing field `TableName`",
        "the key of the table is not a partition key with or without one sort key",
        "the deployed table doesn't define the type of its key attribute \"nowhere\"",
        "the key of the table is not a partition key with or without one sort key",
        "this is not what `aws dynamodb describe-table` prints: unknown variant `SS`, expected one of `S`, `N`, `B`",
        "the deployed table has an index \"by.owner\", a name that no spec can have",
        "this is not what `aws dynamodb describe-table` prints: more than 100 indexes",
    ];
    assert_eq!(refusals, expected);
}

#[test]
fn whatever_a_file_holds_there_is_an_answer() {
    for seed in 0..2000 {
        let mut random = Random::new(seed);
        let mut bytes = DESCRIPTION.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let (place, length) = (random.below(bytes.len()), random.below(40));
            let end = (place + length).min(bytes.len());
            let to = random.pick(&[place, 0, bytes.len() - 1]);
            let cut = bytes.drain(place..end).collect::<Vec<_>>();
            if random.one_in(2) {
                let to = to.min(bytes.len());
                bytes.splice(to..to, cut);
            }
            bytes.push(b' ');
        }
        if let Ok(Deployed::Table(table)) = read("goods-dev.json", &bytes)
            && let Ok(against) = against(&table, &side(&spec()))
        {
            assert_eq!(against.state.name, "goods");
        }
    }
}
