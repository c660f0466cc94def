//! `values/`: types of values that Rust's standard library lacks.

use minijinja::{Value, context};

use super::dynamodb::shapes;
use super::scope::{Scope, VALUES};
use crate::model::{Service, Shape};
use crate::render::{RenderedProject, templates};

/// Adds `src/values/`; false if no value needs a type of its own.
pub(super) fn add(service: &Service, code: &str, project: &mut RenderedProject) -> bool {
    let scope = Scope::of(code);
    let shapes = shapes(service);
    let json = shapes.iter().any(|shape| **shape == Shape::Json) && scope.calls("json");
    let mut modules: Vec<Value> = Vec::new();
    for name in VALUES {
        let needed = scope.names(name) || (*name == "Decimal" && json);
        if needed {
            let module = name.to_lowercase();
            let path = format!("src/values/{module}.rs");
            let text = match *name {
                "Decimal" => {
                    templates::render("src/values/decimal.rs.j2", context! { new => code.contains("Decimal::new(") })
                }
                "Set" => templates::render("src/values/set.rs.j2", context! { len => true }),
                _ => templates::verbatim(&path).to_owned(),
            };
            project.add(path, text);
            modules.push(context! { name => module, type => *name });
        }
    }
    if modules.is_empty() {
        return false;
    }
    project.add("src/values/mod.rs", templates::render("src/values/mod.rs.j2", context! { modules }));
    true
}
