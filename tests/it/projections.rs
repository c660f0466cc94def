//! The order in which a template lists what an index includes is chosen once.

use slsgen::baseline::{Baseline, Lock};
use slsgen::model::Frozen;
use slsgen::pipeline::{Usable, regenerate};
use slsgen::render::{RenderedProject, render_new};

/// A table with an index of each kind, and names that YAML writes in quotes.
fn spec(include: &str) -> Usable {
    let text = format!(
        "name: shop
table:
  partition_key: id
  sort_key: day
  indexes:
    by_kind: {{ partition_key: kind, projection: {{ include: [{include}] }} }}
    near: {{ local: true, sort_key: kind, projection: {{ include: [note, add] }} }}
attributes: {{ id: string, day: date, kind: string, note: string, \"yes\": string, add: string, old: {{ type: string, renamed_from: zero }} }}
routes:
  - {{ method: GET, path: \"/kinds/{{kind}}/shop\", index: by_kind }}
api: {{ auth: none }}
"
    );
    slsgen::load("slsgen.yaml", text.as_bytes()).usable().expect("the spec is valid")
}

fn template(project: &RenderedProject) -> &str {
    project.text("template.yaml").expect("a project has a template")
}

fn listed(template: &str) -> Vec<&str> {
    let lists = template.split("NonKeyAttributes:\n").skip(1);
    lists.flat_map(|list| list.lines().map_while(|line| line.strip_prefix("              - "))).collect()
}

/// What slsgen remembers, as it is read back.
fn remembered(project: &RenderedProject) -> Baseline {
    let mut baseline = Baseline::of_new(project);
    baseline.lock = Lock::read(&baseline.lock.to_string()).expect("it can be read");
    baseline
}

#[test]
fn a_new_index_lists_names_in_their_own_order() {
    let orders = ["old, note, yes, add", "add, yes, note, old"].map(spec);
    let [one, other] = orders.each_ref().map(|spec| render_new(&spec.service, &spec.source.text));
    assert_eq!(listed(template(&one)), ["add", "note", "old", "\"yes\"", "zero", "add", "note"]);
    assert_eq!(template(&one), template(&other));
}

#[test]
fn another_order_in_the_spec_changes_nothing() {
    let first = spec("note, add, yes");
    let mut baseline = remembered(&render_new(&first.service, &first.source.text));
    // As a version before 0.3.0 left it: the spec's order in the template, and none in the lock.
    baseline.lock.frozen = Frozen { ids: baseline.lock.frozen.ids, ..Frozen::default() };
    let texts = baseline.texts.iter_mut().find(|(path, _)| path.as_str() == "template.yaml");
    let (_, text) = texts.expect("the template has a base");
    *text = text.replacen("- add\n              - note", "- note\n              - add", 1);
    let before = text.clone();
    assert_eq!(listed(&before), ["note", "add", "\"yes\"", "add", "note"]);

    let updated = regenerate(&spec("add, yes, note"), &baseline);
    assert_eq!(template(&updated), before);

    let remembered = remembered(&updated);
    let without_base = Baseline { texts: std::collections::BTreeMap::new(), ..remembered };
    assert_eq!(template(&regenerate(&spec("yes, note, add"), &without_base)), before, "the lock knows it");

    let narrower = regenerate(&spec("note, add"), &without_base);
    assert_eq!(listed(template(&narrower)), ["add", "note", "add", "note"], "another set is another index");
}
