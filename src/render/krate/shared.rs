//! What all resources share: `lib.rs`, `http/`, `dynamodb/` and `values/`, as far as other code needs it.

use minijinja::{Value, context};

use super::operations::item_types;
use super::scope::Scope;
use super::words::plural;
use super::{dynamodb, http, values};
use crate::model::{Resource, Service};
use crate::render::{RenderedProject, layout, templates};

/// Adds the shared files. `code` is that of all resources and of the extension points.
pub(super) fn add(service: &Service, code: &str, project: &mut RenderedProject) {
    let mut scope = Scope::of(code);
    http::add(service, &mut scope, project);
    dynamodb::add(service, &scope, project);
    let values = values::add(service, code, project);
    project.add("src/hooks.rs", templates::verbatim("src/hooks.rs"));
    project.add("src/lib.rs", library(service, values));
}

fn library(service: &Service, values: bool) -> String {
    let resources = service.resources.iter().map(|resource| {
        let field = resource.name.field();
        let table = format!("{field}::{}Table", resource.item);
        let env = layout::string(&format!("TABLE_{}", resource.name.screaming()));
        context! {
            module => field,
            field => layout::field(4, &format!("pub {field}"), &table),
            from_env => layout::call(12, &format!("{field}: {table}::new"), &["client.clone()", &format!("variable({env})?")], ","),
        }
    });
    let mut modules = vec!["dynamodb", "extension", "hooks", "http"];
    let own: Vec<String> = service.resources.iter().map(|resource| resource.name.field()).collect();
    modules.extend(own.iter().map(String::as_str));
    modules.extend(values.then_some("values"));
    modules.sort_unstable_by_key(|module| module.trim_start_matches("r#"));
    let modules: Vec<String> = modules
        .iter()
        .map(|module| if *module == "dynamodb" { format!("mod {module};") } else { format!("pub mod {module};") })
        .collect();
    let resources: Vec<Value> = resources.collect();
    templates::render("src/lib.rs.j2", context! { resources, modules, cors => service.has_cors() })
}

/// What comes before a module that is called like the resource it is part of.
const INCEPTION: &str = "#[expect(clippy::module_inception, reason = \"the resource is called so\")]\n";

/// `mod.rs` of a resource's folder.
pub(super) fn resource_module(resource: &Resource, types: bool) -> String {
    let names = item_types(resource);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let module = resource.name.field();
    let modules = ["item", "routes", "table"].into_iter().chain(types.then_some("types"));
    let modules = modules.map(|name| {
        let inception = if name == module { INCEPTION } else { "" };
        format!("{inception}mod {name};")
    });
    let view = context! {
        plural => plural(resource),
        modules => modules.collect::<Vec<_>>(),
        types,
        exports => layout::imports("pub use", "item", &names),
        table => format!("{}Table", resource.item),
    };
    templates::render("src/resource/mod.rs.j2", view)
}
