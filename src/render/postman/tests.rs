use super::collection;
use crate::load;

/// The text of the collection of a spec.
fn rendered(spec: &str) -> String {
    let loaded = load("spec.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    super::json(&collection(&service))
}

#[test]
fn a_resource_called_new_has_variables_of_its_own() {
    let spec = "
name: things
resources:
  new:
    table: { partition_key: id }
    attributes: { id: string }
    routes: [POST /new, 'GET /new/{id}']
api: { auth: none }
";
    let collection = rendered(spec);
    assert!(collection.contains("\"raw\": \"{\\n  \\\"id\\\": {{new.id}}\\n}\""), "{collection}");
    assert!(collection.contains("\"value\": \"{{new:id}}\""), "{collection}");
    assert!(!collection.contains("\"value\": \"{{new.id}}\""), "{collection}");
}
