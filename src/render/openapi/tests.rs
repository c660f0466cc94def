use serde_json::{Value, json};

use super::openapi;
use super::schema::Schema;
use super::shape::Direction;
use crate::load;
use crate::model::{Range, Shape};

/// The base64 of so many zeros.
fn zeros(bytes: usize) -> String {
    let padding = (3 - bytes % 3) % 3;
    "A".repeat(bytes.div_ceil(3) * 4 - padding) + &"=".repeat(padding)
}

#[test]
fn a_schema_of_bytes_counts_bytes() {
    let bounds = [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7)];
    for (min, max) in bounds.into_iter().flat_map(|min| bounds.map(|max| (min, max))) {
        let schema = Schema::of_shape(&Shape::Binary(Range { min, max }), Direction::Request);
        let schema = jsonschema::validator_for(&json!(schema)).expect("it is a schema");
        for bytes in 0..12 {
            let expected = min.is_none_or(|min| min <= bytes) && max.is_none_or(|max| bytes <= max);
            let text = Value::from(zeros(bytes as usize));
            assert_eq!(schema.is_valid(&text), expected, "{bytes} bytes for {min:?} to {max:?}");
        }
    }
}

fn document(spec: &str) -> Value {
    let loaded = load("spec.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    serde_saphyr::from_str(&openapi(&service)).expect("it is YAML")
}

#[test]
fn what_a_put_only_sends_back_or_leaves_out_is_read_only() {
    let document = document(
        "name: notes
table: { partition_key: id }
attributes:
  id: { type: string }
  text: { type: string, required: true }
  author: { type: string, immutable: true }
  made_at: { type: timestamp, generate: created }
routes: ['PUT /notes/{id}']
api: { auth: none }
",
    );
    let members =
        document["components"]["schemas"]["ReplaceNote"]["properties"].as_object().expect("there are members");
    let read_only = members.iter().filter(|(_, member)| member["readOnly"] == true).map(|(name, _)| name);
    // To leave out an author that is stored would change it.
    assert_eq!(read_only.collect::<Vec<_>>(), ["id", "made_at"]);
}

#[test]
fn only_what_takes_json_has_its_schema() {
    let spec = |ty: &str| {
        format!(
            "name: notes
table: {{ partition_key: id }}
attributes: {{ id: string, any: {ty} }}
routes: [GET /notes]
api: {{ auth: none }}
"
        )
    };
    let json = |ty: &str| document(&spec(ty))["components"]["schemas"].get("JSON").cloned();
    assert_eq!(json("string"), None);
    let schema = json("json").expect("it is there");
    for value in [json!(null), json!([{ "a": 1 }]), json!({ "": 1 }), json!({ "a": [{ "": 1 }] }), json!(1e126)] {
        let root = json!({ "$ref": "#/components/schemas/JSON", "components": { "schemas": { "JSON": schema } } });
        let validator = jsonschema::validator_for(&root).expect("it is a schema");
        let is_storable = !value.to_string().contains("\"\"") && value != json!(1e126);
        assert_eq!(validator.is_valid(&value), is_storable, "{value}");
    }
}
