//! `http/`: reading requests and answering, as far as the routes need it.

use std::collections::BTreeMap;

use minijinja::context;

use super::scope::{Scope, flags};
use crate::model::{Auth, Key, KeyType, Method, Resource, Service};
use crate::render::{RenderedProject, layout, templates};

/// Adds `src/http/`, and notes what its code mentions.
pub(super) fn add(service: &Service, scope: &mut Scope, project: &mut RenderedProject) {
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
    if service.has_cors() {
        add("cors", cors(service, scope), scope);
    }
    let error = error(scope);
    scope.note(&error);
    for (module, text) in files {
        project.add(format!("src/http/{module}.rs"), text);
    }
    project.add("src/http/error.rs", error);
    project.add("src/http/mod.rs", http_module(modules, scope, service.has_cors()));
}

fn has_binary_key(resource: &Resource) -> bool {
    let indexes = resource.table.indexes.iter().map(|index| &index.key);
    let keys = std::iter::once(&resource.table.key).chain(indexes);
    keys.flat_map(Key::attributes).any(|attribute| attribute.shape.key_type() == Some(KeyType::Binary))
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
        number => scope.calls("get_number"),
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
    let everywhere = service.api.cors.as_ref();
    let origins = everywhere.map_or_else(String::new, |cors| cors.origins.join(","));
    let seconds = everywhere.and_then(|cors| cors.max_age).unwrap_or(0);
    let view = context! {
        methods => list("let methods =", &methods),
        allow => list("let allowed =", &allow),
        expose => list("let exposed =", &expose),
        default_origins => layout::assignment(0, "const ORIGINS: &str =", &format!("{};", layout::string(&origins))),
        default_max_age => format!("const MAX_AGE: u64 = {seconds};"),
        max_age => service.has_cors_max_age(),
    };
    templates::render("src/http/cors.rs.j2", view)
}

/// What other modules use of each module of `http`.
const EXPORTS: &[(&str, &[&str])] = &[
    ("body", &["Body", "Input", "Object", "Problems", "agree", "check_member", "given", "given_or", "regex"]),
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
