//! The catalogue as specs: each case before and after, in each form.

use std::sync::LazyLock;

use semver::Version;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::attributes::{AttributeCase, attribute_cases};
use crate::pointer::edit;

const BASE: &str = include_str!("../../catalogue/base.yaml");
const SPEC: &str = include_str!("../../catalogue/spec.yaml");

/// A change, and the codes that are to be found.
pub(crate) struct Case {
    pub(crate) change: String,
    /// None: a spec of either form can have it.
    pub(crate) form: Option<Form>,
    pub(crate) codes: String,
    /// None: the version that runs generated the project before, too.
    pub(crate) version: Option<Version>,
    /// What the spec before the old one had.
    earlier: Option<Edits>,
    before: Edits,
    after: Edits,
}

/// Where the spec keeps its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    Single,
    Several,
}

/// JSON pointers, in which `/goods` is the resource, and what is put there; null removes it.
type Edits = Map<String, Value>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecCase {
    change: String,
    form: Option<Form>,
    version: Option<String>,
    earlier: Option<Edits>,
    #[serde(default)]
    old: Edits,
    #[serde(default)]
    new: Edits,
    codes: String,
}

pub(crate) fn cases() -> Vec<Case> {
    let specs: Vec<SpecCase> = serde_saphyr::from_str(SPEC).expect("the cases are YAML");
    let specs = specs.into_iter().map(|SpecCase { change, form, version, earlier, old, new, codes }| Case {
        change,
        form,
        codes,
        version: version.map(|version| version.parse().expect("a version number")),
        earlier,
        before: old,
        after: new,
    });
    specs.chain(attribute_cases().into_iter().map(attribute_case)).collect()
}

fn attribute_case(case: AttributeCase) -> Case {
    let x = |value: Value| Edits::from_iter([("/goods/attributes/x".to_owned(), value)]);
    let AttributeCase { change, codes, old, new } = case;
    Case { change, form: None, codes, version: None, earlier: None, before: x(old), after: x(new) }
}

impl Case {
    /// The spec before the change and after it.
    pub(crate) fn specs(&self, form: Form) -> [String; 2] {
        [spec(form, &[&self.before]), spec(form, &[&self.before, &self.after])]
    }

    /// The spec before the old one, if there was another.
    pub(crate) fn earlier(&self, form: Form) -> Option<String> {
        self.earlier.as_ref().map(|earlier| spec(form, &[earlier]))
    }
}

/// The least spec with an attribute `x`.
pub(crate) fn attribute_spec(x: &Value) -> String {
    let attributes = json!({ "id": "string", "x": x });
    json!({ "name": "shop", "table": { "partition_key": "id" }, "attributes": attributes, "routes": ["GET /shop"] })
        .to_string()
}

/// The base with edits, as JSON, which is YAML.
fn spec(form: Form, edits: &[&Edits]) -> String {
    static PARSED: LazyLock<Value> = LazyLock::new(|| serde_saphyr::from_str(BASE).expect("the base is YAML"));
    let mut spec = PARSED.clone();
    let goods = match form {
        Form::Single => "",
        Form::Several => "/resources/goods",
    };
    if form == Form::Several {
        let root = spec.as_object_mut().expect("a mapping");
        let moved = ["table", "attributes", "routes"].map(|key| (key.to_owned(), root.remove(key).expect("a key")));
        let goods: Map<_, _> = moved.into_iter().chain([("item".to_owned(), json!("Shop"))]).collect();
        let other =
            json!({ "table": { "partition_key": "id" }, "attributes": { "id": "string" }, "routes": ["GET /other"] });
        root.insert("resources".to_owned(), json!({ "goods": goods, "other": other }));
    }
    for (pointer, value) in edits.iter().flat_map(|edits| edits.iter()) {
        let pointer = pointer.strip_prefix("/goods").map_or(pointer.clone(), |rest| format!("{goods}{rest}"));
        edit(&mut spec, &pointer, value);
    }
    serde_json::to_string_pretty(&spec).expect("JSON can be written")
}
