//! What all resources share: `lib.rs`, `http/`, `dynamodb/` and `values/`, as far as other code needs it.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::operations::{Operations, index_type, queried_indexes};
use super::scope::{Scope, VALUES};
use super::words::plural;
use crate::model::{Auth, KeyType, Method, Resource, Service, SetItem, Shape};
use crate::render::{RenderedProject, layout, templates};

/// Adds the shared files. `code` is that of all resources and of the extension points.
pub(super) fn add(service: &Service, code: &str, project: &mut RenderedProject) {
    let mut scope = Scope::of(code);
    add_http(service, &mut scope, project);
    add_dynamodb(service, &scope, project);
    let values = add_values(service, code, project);
    project.add("src/hooks.rs", templates::verbatim("src/hooks.rs"));
    project.add("src/lib.rs", library(service, values));
}

fn add_http(service: &Service, scope: &mut Scope, project: &mut RenderedProject) {
    let mut modules = vec!["error"];
    let mut files: Vec<(&str, String)> = Vec::new();
    let mut add = |module: &'static str, text: String, scope: &mut Scope| {
        scope.note(&text);
        modules.push(module);
        files.push((module, text));
    };
    if scope.names("Filters") {
        let text = filters(scope);
        add("filters", text, scope);
    }
    if scope.names("KeyRange") {
        let text = range(scope);
        add("range", text, scope);
    }
    if scope.names("Page") {
        let binary_key = service.resources.iter().any(has_binary_key);
        let view = context! { binary_key, descending => scope.names("descending") };
        add("page", templates::render("src/http/page.rs.j2", view), scope);
    }
    if scope.names("Change") {
        let merge = scope.names("merge");
        add("patch", templates::render("src/http/patch.rs.j2", context! { merge }), scope);
    }
    if scope.names("Input") {
        let text = body(scope);
        add("body", text, scope);
    }
    if scope.names("PathParameters") || scope.names("QueryParameters") || scope.names("push_segment") {
        let text = parameters(scope);
        add("parameters", text, scope);
    }
    if service.resources.iter().any(|resource| resource.version().is_some())
        && (scope.names("IfMatch") || scope.names("etag"))
    {
        let view = context! { if_match => scope.names("IfMatch"), etag => scope.names("etag") };
        add("etag", templates::render("src/http/etag.rs.j2", view), scope);
    }
    if has_cors(service) {
        add("cors", cors(service, scope), scope);
    }
    let error = error(scope);
    scope.note(&error);
    for (module, text) in files {
        project.add(format!("src/http/{module}.rs"), text);
    }
    project.add("src/http/error.rs", error);
    project.add("src/http/mod.rs", http_module(modules, scope, has_cors(service)));
}

fn has_cors(service: &Service) -> bool {
    service.api.cors.is_some() || service.stages.iter().any(|stage| stage.cors.is_some())
}

fn has_binary_key(resource: &Resource) -> bool {
    let indexes = resource.table.indexes.iter().map(|index| &index.key);
    let keys = std::iter::once(&resource.table.key).chain(indexes);
    keys.flat_map(|key| key.attributes()).any(|attribute| attribute.shape.key_type() == Some(KeyType::Binary))
}

/// For each name, whether a method of it is called.
fn flags<'a>(scope: &Scope, names: &[&'a str]) -> BTreeMap<&'a str, bool> {
    names.iter().map(|name| (*name, scope.calls(name))).collect()
}

fn filters(scope: &Scope) -> String {
    let mut flags = flags(scope, &["text", "ordered", "equality", "boolean", "element", "exists"]);
    let any = |flags: &BTreeMap<&str, bool>, names: &[&str]| names.iter().any(|name| flags[name]);
    if flags["text"] {
        flags.insert("ordered", true);
    }
    flags.insert("one_of", any(&flags, &["ordered", "equality"]));
    flags.insert("compare", any(&flags, &["one_of", "boolean"]));
    flags.insert("call", any(&flags, &["text", "element"]));
    flags.insert("generic", any(&flags, &["compare", "call"]));
    templates::render("src/http/filters.rs.j2", flags)
}

fn range(scope: &Scope) -> String {
    let or_prefix = scope.calls("or_prefix");
    let bounds = or_prefix || scope.calls("from_query");
    let equal_to = scope.calls("equal_to");
    let reads = bounds || equal_to;
    let open = reads || scope.calls("Everything");
    templates::render("src/http/range.rs.j2", context! { or_prefix, bounds, equal_to, reads, open })
}

fn body(scope: &Scope) -> String {
    const METHODS: &[&str] = &[
        "check",
        "check_change",
        "check_some",
        "each",
        "json",
        "keep",
        "max_length",
        "maximum",
        "min_length",
        "minimum",
        "not_given",
        "pattern",
        "same",
        "same_if_given",
    ];
    let mut flags = flags(scope, METHODS);
    for function in ["agree", "check_member", "given", "given_or", "merge"] {
        flags.insert(function, scope.names(function));
    }
    let any = |flags: &BTreeMap<&str, bool>, names: &[&str]| names.iter().any(|name| flags[name]);
    flags.insert("change", flags["check_change"] || flags["keep"]);
    flags.insert("check_some", any(&flags, &["check_some", "check_member"]));
    flags.insert("check", any(&flags, &["check", "check_some", "check_change"]));
    flags.insert("same_if_given", any(&flags, &["same_if_given", "agree"]));
    flags.insert("refuse", any(&flags, &["keep", "same", "same_if_given", "not_given"]));
    flags.insert("within", any(&flags, &["check", "each", "json", "refuse"]));
    flags.insert("borrow", any(&flags, &["check", "each"]));
    templates::render("src/http/body.rs.j2", flags)
}

fn parameters(scope: &Scope) -> String {
    let path = scope.names("PathParameters");
    let paged = scope.names("QueryParameters");
    let mut extract = vec!["FromRequestParts"];
    extract.extend(paged.then_some("Query"));
    extract.extend(path.then_some("RawPathParams"));
    let view = context! {
        path,
        paged,
        sort_key => scope.names("MAX_SORT_KEY"),
        location => scope.names("push_segment"),
        extract => layout::imports("use", "axum::extract", &extract),
    };
    templates::render("src/http/parameters.rs.j2", view)
}

fn error(scope: &Scope) -> String {
    let view = context! {
        body => scope.names("Input"),
        conflict => scope.names("PutItemError") || scope.names("merge"),
        version => scope.names("IfMatch"),
        from_read => scope.names("PageReader"),
    };
    templates::render("src/http/error.rs.j2", view)
}

/// What a signer of Signature Version 4 sends beside `authorization`.
const SIGNATURE_HEADERS: [&str; 3] = [
    "HeaderName::from_static(\"x-amz-content-sha256\")",
    "HeaderName::from_static(\"x-amz-date\")",
    "HeaderName::from_static(\"x-amz-security-token\")",
];

fn cors(service: &Service, scope: &Scope) -> String {
    let mut methods: Vec<Method> =
        service.resources.iter().flat_map(|resource| &resource.routes).map(|route| route.method).collect();
    methods.sort_unstable();
    methods.dedup();
    let methods: Vec<String> = methods.iter().map(|method| format!("Method::{}", method.as_str())).collect();
    let mut allow = vec!["header::AUTHORIZATION", "header::CONTENT_TYPE"];
    allow.extend(scope.names("IfMatch").then_some("header::IF_MATCH"));
    if service.uses(Auth::Iam) {
        allow.extend(SIGNATURE_HEADERS);
    }
    allow.push("HeaderName::from_static(\"x-api-key\")");
    let mut expose = Vec::new();
    expose.extend(scope.names("etag").then_some("header::ETAG"));
    expose.extend(scope.names("push_segment").then_some("header::LOCATION"));
    expose.push("header::RETRY_AFTER");
    let list = |head: &str, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        layout::array(4, head, &names)
    };
    let methods: Vec<&str> = methods.iter().map(String::as_str).collect();
    let max_age = service.api.cors.iter().chain(service.stages.iter().filter_map(|stage| stage.cors.as_ref()));
    let view = context! {
        methods => list("let methods =", &methods),
        allow => list("let allowed =", &allow),
        expose => list("let exposed =", &expose),
        max_age => max_age.into_iter().any(|cors| cors.max_age.is_some()),
    };
    templates::render("src/http/cors.rs.j2", view)
}

/// What other modules use of each module of `http`.
const EXPORTS: &[(&str, &[&str])] = &[
    ("body", &["Body", "Input", "Problems", "agree", "check_member", "given", "given_or", "regex"]),
    ("cors", &["cors"]),
    ("error", &["Error", "method_not_allowed", "not_found"]),
    ("etag", &["IfMatch", "etag"]),
    ("filters", &["Filters"]),
    ("page", &["Page", "PageReader", "Paging", "descending"]),
    ("parameters", &["MAX_PARTITION_KEY", "PathParameters", "QueryParameters", "MAX_SORT_KEY", "push_segment"]),
    ("patch", &["Change", "is_given", "merge"]),
    ("range", &["KeyRange"]),
];

fn http_module(mut modules: Vec<&str>, scope: &Scope, cors: bool) -> String {
    modules.sort_unstable();
    let exports = EXPORTS.iter().filter(|(module, _)| modules.contains(module)).map(|(module, names)| {
        let used: Vec<&str> = match *module {
            "error" if modules.contains(&"body") => vec!["Error", "Problem", "method_not_allowed", "not_found"],
            "error" => names.to_vec(),
            "cors" => names.iter().copied().filter(|_| cors).collect(),
            _ => names.iter().copied().filter(|name| scope.names(name)).collect(),
        };
        layout::imports("pub use", module, &used)
    });
    let exports: Vec<String> = exports.collect();
    templates::render("src/http/mod.rs.j2", context! { modules, exports })
}

fn add_dynamodb(service: &Service, scope: &Scope, project: &mut RenderedProject) {
    const METHODS: &[&str] = &[
        "absent",
        "absent_or_expired",
        "call",
        "change",
        "compare",
        "exists",
        "increment",
        "key",
        "key_begins_with",
        "key_between",
        "not_expired",
        "one_of",
        "presence",
        "set",
        "set_if_given",
        "set_or_remove",
        "unchanged",
        "unchanged_if_given",
        "unchanged_or_absent",
        "remove",
    ];
    let mut flags = flags(scope, METHODS);
    let any = |flags: &BTreeMap<&str, bool>, names: &[&str]| names.iter().any(|name| flags[name]);
    flags.insert("query", flags["key"]);
    flags.insert("range", flags["key_between"]);
    flags.insert("update", scope.calls("update_item"));
    flags.insert("presence", any(&flags, &["presence", "unchanged_or_absent"]));
    flags.insert("unchanged", any(&flags, &["unchanged", "unchanged_if_given", "unchanged_or_absent"]));
    flags.insert("remove", any(&flags, &["set_or_remove", "change"]) || scope.names("merge"));
    flags.insert("set", any(&flags, &["set", "set_or_remove", "set_if_given", "change"]));
    let with_value =
        ["absent_or_expired", "call", "compare", "increment", "key", "not_expired", "one_of", "set", "unchanged"];
    flags.insert("value", any(&flags, &with_value));
    flags.insert("values", any(&flags, &["value"]));
    project.add("src/dynamodb/expression.rs", templates::render("src/dynamodb/expression.rs.j2", &flags));

    let functions = ["Attributes", "Stored", "defaulted", "optional", "put", "put_some", "required"];
    let used: Vec<&str> =
        functions.into_iter().filter(|name| scope.names(name) || matches!(*name, "Attributes")).collect();
    let stored = layout::imports("pub use", "stored", &used);
    project.add("src/dynamodb/mod.rs", templates::render("src/dynamodb/mod.rs.j2", context! { stored }));
    project.add("src/dynamodb/stored.rs", stored_file(service, scope));
}

/// The shapes in use anywhere, with those inside of others.
fn shapes(service: &Service) -> Vec<&Shape> {
    let mut shapes: Vec<&Shape> = Vec::new();
    let top = service.resources.iter().flat_map(|resource| {
        let ttl = resource.table.ttl.as_ref().map(|ttl| &ttl.name);
        resource.attributes.iter().filter(move |attribute| Some(&attribute.name) != ttl)
    });
    let mut left: Vec<&Shape> = top.map(|attribute| &attribute.shape).collect();
    while let Some(shape) = left.pop() {
        shapes.push(shape);
        match shape {
            Shape::List { items, .. } => left.push(items),
            Shape::Map(map) => left.extend(map.fields.iter().map(|field| &field.shape)),
            _ => {}
        }
    }
    shapes
}

fn stored_file(service: &Service, scope: &Scope) -> String {
    let shapes = shapes(service);
    let has = |test: fn(&Shape) -> bool| shapes.iter().any(|shape| test(shape));
    let set_of =
        |wanted: SetItem| shapes.iter().any(|shape| matches!(shape, Shape::Set { items, .. } if *items == wanted));
    let date = has(|shape| *shape == Shape::Date);
    let uuid = has(|shape| *shape == Shape::Uuid);
    let ulid = has(|shape| *shape == Shape::Ulid);
    let decimal = has(|shape| matches!(shape, Shape::Decimal(_)));
    let text = [("Date", date), ("Ulid", ulid), ("Uuid", uuid)];
    let number_sets = [("Decimal", set_of(SetItem::Decimal)), ("i64", set_of(SetItem::Integer))];
    let used = |pairs: &[(&'static str, bool)]| -> Vec<&'static str> {
        pairs.iter().filter(|(_, used)| *used).map(|(name, _)| *name).collect()
    };
    let view = context! {
        put_some => scope.names("put_some"),
        defaulted => scope.names("defaulted"),
        string => has(|shape| matches!(shape, Shape::String { .. })),
        integer => has(|shape| matches!(shape, Shape::Integer(_))),
        number => has(|shape| matches!(shape, Shape::Number(_))),
        boolean => has(|shape| *shape == Shape::Boolean),
        timestamp => has(|shape| *shape == Shape::Timestamp),
        expiry => service.resources.iter().any(|resource| resource.table.ttl.is_some()),
        binary => has(|shape| matches!(shape, Shape::Binary(_))),
        list => has(|shape| matches!(shape, Shape::List { .. })),
        json => has(|shape| *shape == Shape::Json),
        ulid,
        uuid,
        number_text => used(&[("Decimal", decimal)]),
        text => used(&text),
        string_set => set_of(SetItem::String),
        number_sets => used(&number_sets),
        binary_set => set_of(SetItem::Binary),
        values => "",
    };
    let draft = templates::render("src/dynamodb/stored.rs.j2", view.clone());
    let values = Scope::of(&draft).imports(&[("crate::values", VALUES)]).join("\n");
    templates::render("src/dynamodb/stored.rs.j2", context! { values, ..view })
}

fn add_values(service: &Service, code: &str, project: &mut RenderedProject) -> bool {
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

fn library(service: &Service, values: bool) -> String {
    let resources = service.resources.iter().map(|resource| {
        let field = resource.name.field();
        let table = format!("{field}::{}Table", resource.item);
        let env = layout::string(&format!("TABLE_{}", resource.name.screaming()));
        context! {
            module => field,
            field => layout::assignment(4, &format!("pub {field}:"), &format!("{table},")),
            from_env => layout::call(12, &format!("{field}: {table}::new"), &["client.clone()", &format!("env::var({env})?")], ","),
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
    templates::render("src/lib.rs.j2", context! { resources, modules, cors => has_cors(service) })
}

/// `mod.rs` of a resource's folder.
pub(super) fn resource_module(resource: &Resource, types: bool) -> String {
    let operations = Operations::of(resource);
    let item = &resource.item;
    let mut names = vec![item.to_string()];
    names.extend(operations.by_key.then(|| format!("{item}Key")));
    names.extend(operations.update.then(|| format!("{item}Patch")));
    names.extend(operations.create.then(|| format!("New{item}")));
    names.extend(operations.replace.then(|| format!("Replace{item}")));
    names.extend(
        queried_indexes(resource)
            .iter()
            .filter(|index| !index.is_whole())
            .map(|index| index_type(resource, index).to_string()),
    );
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let view = context! {
        plural => plural(resource),
        types,
        exports => layout::imports("pub use", "item", &names),
        table => format!("{item}Table"),
    };
    templates::render("src/resource/mod.rs.j2", view)
}
