//! `lib.rs`, and `mod.rs` of each resource.

use minijinja::{Value, context};

use super::words::plural;
use crate::contract::connection::Connection;
use crate::contract::type_name;
use crate::model::{Auth, Cors, Method, Resource, Service};
use crate::render::{layout, templates};
use crate::text::mentions::Mentions;

/// Stands for the modules while they are not known: a comment that no text of a spec can hold.
const MODULES: &str = "//\u{1}";

/// Renders `lib.rs` without its modules. `mentions` is what the code of all resources mentions.
pub(super) fn draft(service: &Service, mentions: &Mentions) -> String {
    let resources = service.resources.iter().map(|resource| {
        let (field, module) = (resource.name.field(), resource.name.module());
        let table = format!("{module}::{}Table", resource.item);
        let name = |variable: &str| format!("variable({})?", layout::string(variable));
        let mut arguments = vec!["client.clone()".to_owned(), name(&resource.table_variable())];
        arguments.extend(resource.takes_idempotency_keys().then(|| name(Service::IDEMPOTENCY_VARIABLE)));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        context! {
            module,
            field => layout::field(4, &format!("pub {field}"), &table),
            from_env => layout::call(12, &format!("{field}: {table}::new"), &arguments, ","),
        }
    });
    let resources: Vec<Value> = resources.collect();
    let cors = service.has_cors().then(|| cors(service, mentions));
    let clients = !service.api.clients.is_empty();
    let connected = Connection::of(service).map(|connection| connection.resource.name.field());
    templates::render(
        "src/lib.rs.j2",
        context! {
            resources,
            modules => MODULES,
            clients,
            connected,
            timeout => service.function.timeout,
            idempotency => service.idempotency().map(|seconds| seconds.to_string()),
            cors,
        },
    )
}

/// Puts the modules into a draft of `lib.rs`: `values` is one where there are types of values.
pub(super) fn with_modules(draft: &str, service: &Service, values: bool) -> String {
    let mut modules = vec!["dynamodb", "extension", "hooks", "http"];
    let own: Vec<String> = service.resources.iter().map(|resource| resource.name.module()).collect();
    modules.extend(own.iter().map(String::as_str));
    modules.extend(values.then_some("values"));
    modules.sort_unstable_by_key(|module| module.trim_start_matches("r#"));
    let modules: Vec<String> = modules
        .iter()
        .map(|module| if *module == "dynamodb" { format!("mod {module};") } else { format!("pub mod {module};") })
        .collect();
    draft.replacen(MODULES, &modules.join("\n"), 1)
}

/// What a signer of Signature Version 4 sends beside `authorization`.
const SIGNATURE_HEADERS: [&str; 3] = ["x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];

/// What the API lets pages of other origins do.
fn cors(service: &Service, mentions: &Mentions) -> Value {
    let mut methods: Vec<Method> =
        service.resources.iter().flat_map(|resource| &resource.routes).map(|route| route.method).collect();
    methods.sort_unstable();
    methods.dedup();
    let methods: Vec<String> = methods.iter().map(|method| format!("Method::{}", method.as_str())).collect();
    let mut allowed = vec!["AUTHORIZATION", "CONTENT_TYPE"];
    allowed.extend(mentions.names("IfMatch").then_some("IF_MATCH"));
    allowed.extend((mentions.names("IfNoneMatch") || mentions.names("allow_replacing")).then_some("IF_NONE_MATCH"));
    let mut exposed = Vec::new();
    exposed.extend(mentions.names("etag").then_some("ETAG"));
    exposed.extend(mentions.names("push_segment").then_some("LOCATION"));
    exposed.push("RETRY_AFTER");
    let constants: Vec<&str> = allowed.iter().chain(&exposed).copied().collect();
    let named = |name: &str| format!("HeaderName::from_static({})", layout::string(name));
    let mut allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
    if service.uses(Auth::Iam) {
        allowed.extend(SIGNATURE_HEADERS.map(named));
    }
    allowed.extend(service.idempotency().map(|_| named("idempotency-key")));
    allowed.push(named("x-api-key"));
    let exposed: Vec<String> = exposed.iter().map(|name| (*name).to_owned()).collect();
    let everywhere = service.api.cors.as_ref();
    let origins = everywhere.map_or_else(String::new, |cors: &Cors| cors.origins.join(","));
    context! {
        imports => layout::imports("use", "axum::http::header", &constants),
        methods => layout::array(4, "let methods =", &methods),
        allowed => layout::array(4, "let allowed =", &allowed),
        exposed => layout::array(4, "let exposed =", &exposed),
        origins => layout::assignment(0, "const ORIGINS: &str =", &format!("{};", layout::string(&origins))),
        max_age => service.has_cors_max_age().then(|| everywhere.and_then(|cors| cors.max_age).unwrap_or(0)),
    }
}

/// What comes before a module that is called like the resource it is part of.
const INCEPTION: &str = "#[expect(clippy::module_inception, reason = \"the resource is called so\")]\n";

/// Renders `mod.rs` of a resource's folder.
pub(super) fn resource_module(resource: &Resource, types: bool) -> String {
    let names = type_name::of_items(resource);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let module = resource.name.module();
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
