//! `--against` what `aws dynamodb describe-table` prints.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use serde::Deserialize;
use serde_json::{Map, Value};
use slsgen::baseline::Lock;
use slsgen::change::SpecRevision;
use slsgen::change::deployed::{Against, DeployedError, against};
use slsgen::change::state::TableState;
use slsgen::change::steps::steps;
use slsgen::pipeline::{Deployed, deployed as read};
use slsgen::{Loaded, load};

use crate::pointer;
use crate::random::Random;
use crate::trial;

const SPEC: &str = include_str!("../deployed/spec.yaml");
const DESCRIPTION: &str = include_str!("../deployed/goods-dev.json");
const CHANGES: &str = include_str!("../deployed/changes.yaml");

fn spec() -> Loaded {
    load("slsgen.yaml", SPEC.as_bytes())
}

fn revision(loaded: &Loaded) -> SpecRevision<'_> {
    SpecRevision {
        service: loaded.service.as_ref().expect("the spec is valid"),
        source: &loaded.source,
        version: Lock::this_version(),
    }
}

/// The description with edits: JSON pointers into the table, and what is put there.
fn description(edits: &Map<String, Value>) -> Value {
    let mut description: Value = DESCRIPTION.parse().expect("the description is JSON");
    for (pointer, value) in edits {
        pointer::edit(&mut description, &format!("/Table{pointer}"), value);
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
    against(&state(text)?, &revision(&spec()))
}

/// A description that differs from what the spec gives, and what is found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    deployed: String,
    table: Map<String, Value>,
    codes: String,
}

/// A description with one edit that makes it useless, and what is said of it.
struct Useless {
    name: &'static str,
    pointer: &'static str,
    value: String,
    message: &'static str,
}

pub(crate) fn trials() -> Vec<Trial> {
    let cases: Vec<Case> = serde_saphyr::from_str(CHANGES).expect("the cases are YAML");
    let cases = cases
        .into_iter()
        .map(|case| trial(format!("deployed::{}", case.deployed), move || is_compared_as_a_spec_would_be(&case)));
    let useless = useless()
        .into_iter()
        .map(|useless| trial(format!("deployed::of no use: {}", useless.name), move || is_refused(&useless)));
    let others = trials_of!(
        "deployed": the_table_around_it_may_be_left_out,
        steps_lead_on_from_what_is_deployed,
        what_is_no_description_is_a_spec,
        whatever_a_file_holds_there_is_an_answer,
    );
    cases.chain(useless).chain(others).collect()
}

fn is_compared_as_a_spec_would_be(case: &Case) {
    let found = compared(&description(&case.table).to_string()).expect("it can be compared").findings;
    let found: BTreeSet<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(found, case.codes.split_whitespace().collect());
}

fn is_refused(case: &Useless) {
    let edits = Map::from_iter([(case.pointer.to_owned(), case.value.parse().expect("JSON"))]);
    let refusal = compared(&description(&edits).to_string()).expect_err("it is of no use");
    assert_eq!(refusal.to_string(), case.message);
}

fn useless() -> [Useless; 8] {
    const NO_KEY: &str = "the key of the table is not a partition key with or without one sort key";
    let useless = |name, pointer, value: &str, message| Useless { name, pointer, value: value.to_owned(), message };
    let index = r#"{ "IndexName": "near", "KeySchema": [], "Projection": { "ProjectionType": "ALL" } }"#;
    [
        useless(
            "another table",
            "/TableName",
            r#""wares-dev""#,
            "the spec has no table \"wares-dev\": its tables are goods-dev, goods-test, goods-prod",
        ),
        useless(
            "no name",
            "/TableName",
            "null",
            "this is not what `aws dynamodb describe-table` prints: missing field `TableName`",
        ),
        useless("no key", "/KeySchema", "[]", NO_KEY),
        useless(
            "a key that is not defined",
            "/KeySchema",
            r#"[{ "AttributeName": "nowhere", "KeyType": "HASH" }]"#,
            "the deployed table doesn't define the type of its key attribute \"nowhere\"",
        ),
        useless(
            "two partition keys",
            "/KeySchema",
            r#"[{ "AttributeName": "id", "KeyType": "HASH" }, { "AttributeName": "day", "KeyType": "HASH" }]"#,
            NO_KEY,
        ),
        useless(
            "a type that no key has",
            "/AttributeDefinitions",
            r#"[{ "AttributeName": "id", "AttributeType": "SS" }]"#,
            "this is not what `aws dynamodb describe-table` prints: unknown variant `SS`, expected one of `S`, `N`, `B`",
        ),
        useless(
            "a name that no index has",
            "/GlobalSecondaryIndexes/0/IndexName",
            r#""by.owner""#,
            "the deployed table has an index \"by.owner\", a name that no spec can have",
        ),
        useless(
            "more indexes than any table has",
            "/LocalSecondaryIndexes",
            &format!("[{}]", vec![index; 101].join(", ")),
            "this is not what `aws dynamodb describe-table` prints: more than 100 indexes",
        ),
    ]
}

fn the_table_around_it_may_be_left_out() {
    let inner = description(&Map::new())["Table"].take();
    assert_eq!(state(&inner.to_string()), state(DESCRIPTION));
}

fn steps_lead_on_from_what_is_deployed() {
    let none = Map::from_iter([("/GlobalSecondaryIndexes".to_owned(), Value::Null)]);
    let against = compared(&description(&none).to_string()).expect("it can be compared");
    let spec = spec();
    let steps = steps(&[against.state], revision(&spec).service);
    assert_eq!(steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["create-by_kind"]);
}

fn what_is_no_description_is_a_spec() {
    assert!(matches!(read("old", SPEC.as_bytes()), Ok(Deployed::Spec(_))));
    for text in ["{}", "[]", "", "{ \"name\": \"shop\" }", "{"] {
        assert!(matches!(read("old", text.as_bytes()), Err(DeployedError::Spec)), "{text}");
    }
}

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
            && let Ok(against) = against(&table, &revision(&spec()))
        {
            assert_eq!(against.state.name, "goods");
        }
    }
}
