//! The logical IDs of what holds state are chosen once: a template uses those that were chosen, everywhere.

use std::collections::BTreeSet;

use regex::Regex;
use slsgen::baseline::{Lock, LockProblem};
use slsgen::model::{Frozen, LogicalIds, Service};

fn service(spec: &str) -> Service {
    let loaded = slsgen::load("slsgen.yaml", spec.as_bytes());
    loaded.service.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn ids<const N: usize>(ids: [(&str, &str); N]) -> LogicalIds {
    ids.map(|(what, id)| (what.to_owned(), id.to_owned())).into_iter().collect()
}

/// The IDs that a service gets beside those in its lock, and its template.
fn template(spec: &str, frozen: &LogicalIds) -> (LogicalIds, String) {
    let service = service(spec);
    let frozen = Frozen { ids: LogicalIds::assign(&service, frozen), ..Frozen::default() };
    let project = slsgen::render::render(&service, spec, &frozen);
    let text = project.text("template.yaml").expect("a project has a template").to_owned();
    (frozen.ids, text)
}

/// What a part of a template declares: its keys, two steps in.
fn declared(template: &str, section: &str) -> BTreeSet<String> {
    let section = template.split(&format!("\n{section}:\n")).nth(1).expect("the section is there");
    let lines = section.lines().take_while(|line| line.is_empty() || line.starts_with(' '));
    let key = Regex::new("^  ([A-Za-z0-9]+):").expect("it is a pattern");
    lines.filter_map(|line| Some(key.captures(line)?[1].to_owned())).collect()
}

/// What a template refers to by logical ID or parameter.
fn referred(template: &str) -> BTreeSet<String> {
    let reference = Regex::new(r"(?:!Ref |!GetAtt |\$\{)([A-Za-z0-9]+)(?:[^A-Za-z0-9:]|$)").expect("it is a pattern");
    template.lines().flat_map(|line| reference.captures_iter(line)).map(|found| found[1].to_owned()).collect()
}

/// Two tables, every kind of credentials, and all that watches a stage.
const SHOP: &str = "
name: shop
resources:
  products:
    table: { partition_key: id, indexes: { by_name: { partition_key: name } } }
    attributes: { id: { type: uuid, generate: uuid_v7 }, name: string }
    routes:
      - { method: GET, path: '/products/{id}', auth: cognito }
      - { method: GET, path: '/names/{name}/products', index: by_name }
  reviews:
    table: { partition_key: id }
    attributes: { id: { type: uuid, generate: uuid_v7 } }
    routes: [GET /reviews, POST /reviews, 'DELETE /reviews/{id}']
api: { auth: api_key, idempotency: 24h }
stages:
  prod: { alarms: true, alarm_email: ops@shop.example, dashboard: true, deploy: canary }
";

const WANTED: [(&str, &str); 5] = [
    ("api", "Api"),
    ("api_key", "ApiKey"),
    ("table/products", "ProductsTable"),
    ("table/reviews", "ReviewsTable"),
    ("user_pool", "UserPool"),
];

#[test]
fn a_new_project_has_ids_that_follow_from_its_names() {
    let (assigned, template) = template(SHOP, &LogicalIds::default());
    assert_eq!(assigned, ids(WANTED));
    let resources = declared(&template, "Resources");
    assert!(WANTED.iter().all(|(_, id)| resources.contains(*id)), "{resources:?}");
}

#[test]
fn what_else_the_template_declares_is_listed() {
    let (assigned, template) = template(SHOP, &LogicalIds::default());
    let mut declared = &declared(&template, "Resources") | &declared(&template, "Parameters");
    // The alarms of tables are named for them.
    declared.retain(|id| assigned.iter().all(|(_, own)| own != id) && !id.ends_with("ThrottleAlarm"));
    assert_eq!(declared, LogicalIds::OF_THE_TEMPLATE.into_iter().map(str::to_owned).collect());
}

#[test]
fn a_lock_gives_each_id_once() {
    let lock = |ids: &str| format!("format = 1\nslsgen = \"0.1.0\"\n[logical-ids]\n{ids}\n[files]\n");
    for taken in ["api = \"Function\"", "api = \"A\"\n\"table/a\" = \"A\""] {
        let problem = Lock::read(&lock(taken)).expect_err("the ID is taken");
        assert!(matches!(problem, LockProblem::TakenId(_)), "{taken}: {problem:?}");
    }
    assert!(Lock::read(&lock("api = \"A\"\n\"table/a\" = \"B\"")).is_ok());
}

#[test]
fn ids_in_the_lock_are_used_everywhere() {
    let frozen = ids([
        ("api", "Gateway"),
        ("api_key", "Credential"),
        ("table/products", "Goods7"),
        ("table/reviews", "Opinions"),
        ("user_pool", "People"),
    ]);
    let (assigned, template) = template(SHOP, &frozen);
    assert_eq!(assigned, frozen);
    let known = &declared(&template, "Resources") | &declared(&template, "Parameters");
    assert!(frozen.iter().all(|(_, id)| known.contains(id)), "{known:?}");
    let referred = referred(&template);
    assert!(frozen.iter().all(|(_, id)| referred.contains(id)), "{referred:?}");
    let stray: Vec<&String> = referred.difference(&known).collect();
    assert!(stray.is_empty(), "nothing is called {stray:?}");
    assert!(WANTED.iter().all(|(_, id)| !known.contains(*id)), "{known:?}");
}

#[test]
fn a_client_has_an_id_of_its_own_and_the_one_key_keeps_its_id() {
    let with = |clients: &str| SHOP.replace("auth: api_key", &format!("auth: api_key, keys: {clients}"));
    let (first, declared_first) = template(&with("{ a-1: {}, mobile: {} }"), &ids(WANTED));
    let of_keys = |ids: &LogicalIds| {
        let keys = ids.iter().filter(|(key, _)| key.starts_with("api_key"));
        keys.map(|(key, id)| format!("{key} {id}")).collect::<Vec<_>>()
    };
    assert_eq!(of_keys(&first), ["api_key/a-1 A1ApiKey", "api_key/mobile MobileApiKey"]);
    let resources = declared(&declared_first, "Resources");
    assert!(["A1ApiKey", "A1ApiKeyPlan", "A1ApiKeyPlanKey"].iter().all(|id| resources.contains(*id)), "{resources:?}");
    assert!(["ApiKey", "UsagePlan", "UsagePlanKey"].iter().all(|id| !resources.contains(*id)), "{resources:?}");
    // The other client's key is not this one's, though its name would give the same ID.
    let (second, template_of_second) = template(&with("{ a1: {}, mobile: {} }"), &first);
    assert_eq!(of_keys(&second), ["api_key/a1 A1ApiKey2", "api_key/mobile MobileApiKey"]);
    assert!(template_of_second.contains("API_CLIENTS: !Sub \"${A1ApiKey2}=a1,${MobileApiKey}=mobile\"\n"));
    assert_eq!(template(SHOP, &second).0, ids(WANTED));
}

#[test]
fn a_renamed_resource_keeps_its_id_and_its_table() {
    let renamed = SHOP.replace("  products:\n", "  goods:\n    renamed_from: products\n");
    for frozen in [ids(WANTED), LogicalIds::default()] {
        let (assigned, template) = template(&renamed, &frozen);
        let [api, key, table, reviews, pool] = WANTED;
        assert_eq!(assigned, ids([api, key, ("table/goods", table.1), reviews, pool]));
        assert!(template.contains("  ProductsTable:\n"), "{template}");
        assert!(template.contains("TableName: !Sub \"shop-products-${Stage}\""), "{template}");
        assert!(template.contains("TABLE_GOODS: !Ref ProductsTable\n"), "{template}");
    }
}

#[test]
fn a_new_table_does_not_take_an_id_in_use() {
    let frozen = ids([("table/goods", "ReviewsTable"), ("table/products", "ProductsTable")]);
    let (assigned, template) = template(SHOP, &frozen);
    let [api, key, products, _, pool] = WANTED;
    assert_eq!(assigned, ids([api, key, products, ("table/reviews", "ReviewsTable2"), pool]));
    assert!(declared(&template, "Outputs").contains("ReviewsTable2Name"));
}

#[test]
fn the_order_of_resources_whose_names_meet_changes_nothing() {
    let resource = |name: &str| {
        format!(
            "  {name}:\n    item: I{}\n    table: {{ partition_key: id }}\n    attributes: {{ id: uuid }}\n    routes: [GET /{name}]\n",
            name.len()
        )
    };
    let spec = |names: [&str; 2]| {
        format!("name: shop\nresources:\n{}{}api: {{ auth: none }}\n", resource(names[0]), resource(names[1]))
    };
    let (first, before) = template(&spec(["a-1", "a1"]), &LogicalIds::default());
    assert_eq!(first, ids([("api", "Api"), ("table/a-1", "A1Table"), ("table/a1", "A1Table2")]));
    let (second, after) = template(&spec(["a1", "a-1"]), &first);
    assert_eq!(second, first);
    for table in ["A1Table", "A1Table2"] {
        let name = |template: &str| {
            let declaration = template.split(&format!("\n  {table}:\n")).nth(1)?;
            declaration.lines().find(|line| line.contains("TableName:")).map(str::to_owned)
        };
        assert!(name(&before).is_some());
        assert_eq!(name(&before), name(&after));
    }
}
