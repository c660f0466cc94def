//! `--against` what `aws dynamodb describe-table` prints.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use serde::Deserialize;
use serde_json::{Map, Value};
use slsgen::baseline::Lock;
use slsgen::change::SpecRevision;
use slsgen::change::deployed::{Against, DeployedError, Described, Template, against, as_it_runs, edited};
use slsgen::change::steps::steps;
use slsgen::change::{History, changes};
use slsgen::model::{Frozen, LogicalIds, Service};
use slsgen::pipeline::{Deployed, deployed as read};
use slsgen::{Loaded, load};

use crate::pointer;
use crate::random::Random;
use crate::random_spec;
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

fn described(bytes: &[u8]) -> Result<Described, DeployedError> {
    match read("goods-dev.json", bytes)? {
        Deployed::Table(described) => Ok(*described),
        other => panic!("it was read as {other:?}"),
    }
}

fn compared(text: &str) -> Result<Against, DeployedError> {
    against(&described(text.as_bytes())?, &revision(&spec()))
}

/// A description that differs from what the spec gives, and what is found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    deployed: String,
    /// What is put into the spec, by pointer.
    #[serde(default)]
    spec: Map<String, Value>,
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
        a_file_may_be_in_utf_16_and_have_a_byte_order_mark,
        what_can_not_be_read_back_is_refused_by_its_form,
        a_template_says_the_spec_that_it_was_generated_from,
        a_template_without_a_spec_or_with_another_table_is_told,
        an_edit_of_a_table_is_found_where_it_costs_items,
    );
    cases.chain(useless).chain(others).collect()
}

fn is_compared_as_a_spec_would_be(case: &Case) {
    let mut spec: Value = serde_saphyr::from_str(SPEC).expect("the spec is YAML");
    for (pointer, value) in &case.spec {
        pointer::edit(&mut spec, pointer, value);
    }
    let spec = load("slsgen.yaml", spec.to_string().as_bytes());
    let described = described(description(&case.table).to_string().as_bytes()).expect("it is a description");
    let found = against(&described, &revision(&spec)).expect("it can be compared").findings;
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
    assert_eq!(described(inner.to_string().as_bytes()), described(DESCRIPTION.as_bytes()));
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

fn a_file_may_be_in_utf_16_and_have_a_byte_order_mark() {
    let units: Vec<u16> = DESCRIPTION.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let forms = [
        marked(b"\xff\xfe", &little),
        marked(b"\xfe\xff", &big),
        marked(b"\xef\xbb\xbf", DESCRIPTION.as_bytes()),
        little.clone(),
        big,
    ];
    for form in forms {
        assert_eq!(described(&form), described(DESCRIPTION.as_bytes()));
    }
    for broken in [&marked(b"\xff\xfe", &little[1..])[..], b"\xff\xfe\x00\xd8", b"\xff\xff", b"\xef\xbb\xbf\xff"] {
        assert!(matches!(read("x", broken), Err(DeployedError::NotText)), "{broken:?}");
    }
}

fn what_can_not_be_read_back_is_refused_by_its_form() {
    let forms = [
        ("text", "TABLE\t2026-01-31T12:00:00+00:00\t0\tarn:aws:dynamodb:…\nATTRIBUTEDEFINITIONS\tid\tS\n"),
        ("a table", "-------------------------\n|     DescribeTable     |\n+-----------------------+\n"),
        ("YAML", "Table:\n  AttributeDefinitions:\n  - AttributeName: id\n    AttributeType: S\n"),
        ("YAML", "StagesAvailable:\n- Original\nTemplateBody: |\n  Resources: {}\n"),
        ("YAML", "TemplateBody: |\n  Resources: {}\n"),
    ];
    for (form, text) in forms {
        assert!(matches!(read("x", text.as_bytes()), Err(DeployedError::Form(found)) if found == form), "{text}");
    }
}

fn template(bytes: &[u8]) -> Template {
    match read("template.yaml", bytes) {
        Ok(Deployed::Template(template)) => *template,
        other => panic!("it was read as {other:?}"),
    }
}

/// In each form in which AWS gives it back, and with what CloudFormation does to other characters than ASCII.
fn a_template_says_the_spec_that_it_was_generated_from() {
    let mut count = 0;
    for seed in 0..120 {
        let spec = random_spec::spec(seed);
        let loaded = load("slsgen.yaml", spec.as_bytes());
        let Loaded { source, service: Some(service), .. } = &loaded else { continue };
        let yaml =
            slsgen::render::render_new(service, &source.text).text("template.yaml").expect("it is there").to_owned();
        let ascii: String = yaml.chars().map(|it| if it.is_ascii() { it } else { '?' }).collect();
        let body = serde_json::json!({ "TemplateBody": ascii, "StagesAvailable": ["Original", "Processed"] });
        for form in [&yaml, &body.to_string()] {
            let template = template(form.as_bytes());
            assert_eq!(template.version.as_ref(), Some(Lock::this_version()));
            let said = load("Metadata", template.spec.expect("it says its spec").as_bytes());
            let said_service = said.service.as_ref().unwrap_or_else(|| panic!("{:?}\n{spec}", said.diagnostics));
            let (new, old) = (revision(&loaded), revision(&said));
            assert_eq!(changes(&old, &new, &History::default()), [], "{spec}");
            assert_eq!(changes(&new, &old, &History::default()), [], "{spec}");
            let (running, found) = as_it_runs(said_service, &template.tables, &new, &ids(service));
            assert!(found.is_empty() && running == *said_service, "{found:?}\n{spec}");
            let records = usize::from(service.idempotency().is_some());
            assert_eq!(template.tables.len(), service.resources.len() + records);
        }
        count += 1;
    }
    assert!(count > 30, "{count} of the specs are valid");
}

/// The logical IDs that this version chooses.
fn ids(service: &Service) -> LogicalIds {
    Frozen::assign(service, &Frozen::default()).ids
}

fn a_template_without_a_spec_or_with_another_table_is_told() {
    let loaded = spec();
    let service = loaded.service.as_ref().expect("the spec is valid");
    let yaml =
        slsgen::render::render_new(service, &loaded.source.text).text("template.yaml").expect("it is there").to_owned();
    let without = yaml.replace("  Slsgen:\n", "  Other:\n");
    assert_eq!(template(without.as_bytes()).spec, None);
    let edits: [(&str, &str, &str); 5] = [
        ("TableName: !Sub \"goods-", "TableName: !Sub \"wares-", "its name is `wares`"),
        (
            "          KeyType: RANGE\n      GlobalSecondaryIndexes",
            "          KeyType: RANGE\n      Others",
            "it lacks the index",
        ),
        (
            "BillingMode: PAY_PER_REQUEST",
            "BillingMode: PROVISIONED\n      ProvisionedThroughput: { ReadCapacityUnits: \"1\", WriteCapacityUnits: 2 }",
            "it is billed for 1 read and 2 write units",
        ),
        ("AttributeName: ends", "AttributeName: gone", "its items expire at `gone`"),
        ("- AttributeName: id\n          KeyType: HASH", "- AttributeName: day\n          KeyType: HASH", "its key is"),
    ];
    for (from, to, expected) in edits {
        let edited = yaml.replacen(from, to, 1);
        assert_ne!(edited, yaml, "{from}\n{yaml}");
        let (running, found) =
            as_it_runs(service, &template(edited.as_bytes()).tables, &revision(&loaded), &ids(service));
        let [found] = &found[..] else { panic!("{found:?}") };
        assert!(found.message.contains(expected), "{}", found.message);
        assert_ne!(running, *service);
    }
    let other_id = template(yaml.replace("  ShopTable:\n", "  GoodsTable:\n").as_bytes());
    let (_, found) = as_it_runs(service, &other_id.tables, &revision(&loaded), &ids(service));
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["D0103"]);
}

fn an_edit_of_a_table_is_found_where_it_costs_items() {
    let loaded = spec();
    let service = loaded.service.as_ref().expect("the spec is valid");
    let yaml =
        slsgen::render::render_new(service, &loaded.source.text).text("template.yaml").expect("it is there").to_owned();
    let edits = [
        ("TableName: !Sub \"goods-${Stage}\"", "TableName: !Sub \"wares-${Stage}\"", "D0109"),
        ("TableName: !Sub \"goods-${Stage}\"", "TableName: !Ref Name", "D0109"),
        ("- AttributeName: day\n          KeyType: RANGE", "- AttributeName: rank\n          KeyType: RANGE", "D0109"),
        ("- AttributeName: id\n          AttributeType: S", "- AttributeName: id\n          AttributeType: B", "D0109"),
        ("IndexName: near", "IndexName: nearby", "D0109"),
        ("ProjectionType: KEYS_ONLY", "ProjectionType: ALL", "D0109"),
        ("  ShopTable:\n    Type", "  GoodsTable:\n    Type", "D0109"),
        ("the name free.\n    DeletionPolicy: RetainExceptOnCreate", "\n    DeletionPolicy: Delete", "X0114"),
        ("the name free.\n    DeletionPolicy: RetainExceptOnCreate", "\n    DeletionPolicy: Retain", ""),
        ("    UpdateReplacePolicy: Retain\n    Metadata:", "    Metadata:", "X0114"),
        ("!FindInMap [Stages, !Ref Stage, DeletionProtection]", "false", "X0114"),
        ("IndexName: by_owner", "IndexName: by_seller", ""),
        ("AttributeName: ends", "AttributeName: gone", "D0109"),
        ("    Type: AWS::DynamoDB::Table\n", "    Type: AWS::DynamoDB::Table\n    Condition: Never\n", "D0109"),
        ("PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: false", "X0114"),
        ("DeletionProtection: true", "DeletionProtection: false", "X0114"),
        ("BillingMode: PAY_PER_REQUEST", "BillingMode: !FindInMap [Stages, !Ref Stage, Billing]", ""),
        ("        - Key: Project\n", "        - Key: Team\n          Value: shop\n        - Key: Project\n", ""),
        ("Outputs:\n", "Outputs: [\n", ""),
    ];
    for (from, to, codes) in edits {
        let edit = yaml.replacen(from, to, 1);
        assert_ne!(edit, yaml, "{from}");
        let found = edited(&yaml, &edit, &revision(&loaded));
        let found: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(found.join(" "), codes, "{to}");
    }
}
