use super::broken::{Broken, of_attribute};
use crate::contract::detail;
use crate::load;
use crate::model::Resource;
use crate::render::templates::{SHARED, TEMPLATES};

/// The collection compares the texts of answers with those of the contract.
#[test]
fn an_answer_says_what_the_contract_says() {
    let texts: Vec<&str> = SHARED.iter().chain(TEMPLATES).map(|(_, text)| *text).collect();
    for text in detail::ALL {
        let literal = format!("\"{text}\"");
        assert!(texts.iter().any(|file| file.contains(&literal)), "no generated code says {literal}");
    }
}

fn resource(attributes: &str) -> Resource {
    let spec = format!(
        "name: things\ntable: {{ partition_key: id }}\nattributes:\n  id: string\n{attributes}\n\
         routes: [GET /things, 'PATCH /things/{{id}}']\napi: {{ auth: none }}\n"
    );
    let loaded = load("spec.yaml", spec.as_bytes());
    let mut service = loaded.service.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    service.resources.remove(0)
}

/// Types, with values that together break each constraint of one, and what is said of each.
const BROKEN: &[(&str, &[&str])] = &[
    ("string", &[]),
    ("{ type: string, min_length: 0 }", &[]),
    (
        "{ type: string, min_length: 2, max_length: 3, pattern: '^[a-z]*$' }",
        &[
            r#""x" : has 1 characters, at least 2 are needed"#,
            r#""xxxx" : has 4 characters, at most 3 are allowed"#,
            r#""-" : must match ^[a-z]*$"#,
        ],
    ),
    ("{ type: string, max_length: 300000 }", &[]),
    ("{ type: string, pattern: '^.*$' }", &[r#""\n" : must match ^.*$"#]),
    ("{ type: string, pattern: '^[^b]*$' }", &[]),
    ("{ type: string, enum: [x] }", &[]),
    ("{ type: integer, minimum: -9223372036854775808, maximum: 5 }", &["6 : must be at most 5"]),
    ("{ type: integer, minimum: 7 }", &["6 : must be at least 7"]),
    (
        "{ type: number, minimum: -0.25, maximum: 1e20 }",
        &["-1.25 : must be at least -0.25", "2e+20 : must be at most 100000000000000000000"],
    ),
    ("{ type: number, maximum: 9e125 }", &[]),
    (
        "{ type: decimal, minimum: 0, maximum: 99999999999999999999999999999999999999 }",
        &["-1 : must be at least 0", "9e+125 : must be at most 99999999999999999999999999999999999999"],
    ),
    (
        "{ type: decimal, minimum: -0.05, maximum: -0.01 }",
        &["-1 : must be at least -0.05", "1 : must be at most -0.01"],
    ),
    (
        "{ type: binary, min_length: 5, max_length: 6 }",
        &[r#""xxxx" : has 3 bytes, at least 5 are needed"#, r#""xxxxxxxxxxxx" : has 9 bytes, at most 6 are allowed"#],
    ),
    (
        "{ type: list, items: boolean, min_items: 1, max_items: 2 }",
        &["[] : has 0 elements, at least 1 are needed", "[true,true,true] : has 3 elements, at most 2 are allowed"],
    ),
    (
        "{ type: list, items: { type: integer, maximum: 5 }, min_items: 2 }",
        &["[1] : has 1 elements, at least 2 are needed", "[6,1] /0: must be at most 5"],
    ),
    ("{ type: set, items: integer, min_items: 1, max_items: 2 }", &["[0,1,2] : has 3 elements, at most 2 are allowed"]),
    ("{ type: set, items: binary, min_items: 2 }", &[r#"["0000"] : has 1 elements, at least 2 are needed"#]),
    (
        "{ type: map, attributes: { b: { type: integer, minimum: 1, required: true }, c: { type: decimal, minimum: 0, maximum: 1 }, d: string } }",
        &[
            r#"{"b":0,"c":-1} /b: must be at least 1; /c: must be at least 0"#,
            r#"{"b":12,"c":91} /c: must be at most 1"#,
        ],
    ),
    (
        "{ type: list, items: { type: map, attributes: { b: { type: list, items: { type: string, min_length: 1 } } } } }",
        &[r#"[{"b":[""]}] /0/b/0: has 0 characters, at least 1 are needed"#],
    ),
    ("json", &[]),
];

#[test]
fn values_break_each_constraint_once() {
    for (attribute, expected) in BROKEN {
        let resource = resource(&format!("  a: {attribute}"));
        let attribute = resource.attributes.iter().find(|attribute| attribute.name.as_str() == "a");
        let broken = of_attribute(&resource, attribute.expect("it is there"));
        assert_eq!(broken.iter().map(said).collect::<Vec<_>>(), *expected, "{attribute:?}");
    }
}

fn said(Broken { value, errors }: &Broken) -> String {
    let errors: Vec<String> = errors.iter().map(|error| format!("{}: {}", error.pointer, error.detail)).collect();
    format!("{} {}", value.json(), errors.join("; "))
}
