//! The project's own tests: every route against an embedded DynamoDB, with fixtures in JSON.

use std::sync::Arc;

use minijinja::{Value, context};
use serde_json::{Map, json};

use super::words::{Words, plural};
use crate::contract::answer::Failure;
use crate::contract::{answer, wire};
use crate::model::{Attribute, Auth, Generate, Name, Operation, Resource, Route, Service, Shape};
use crate::path::portable;
use crate::render::example::{self, Which};
use crate::render::{RenderedProject, layout, local_user, templates};
use crate::text::mentions::Mentions;

/// The longest name of a test whose first line, `async fn name() {`, is no wider than rustfmt's 100 columns.
const LONGEST_TEST: usize = 87;

/// Adds `tests/api/`.
pub(super) fn add(service: &Service, project: &mut RenderedProject) {
    let mut modules = Vec::new();
    let mut texts = String::new();
    for resource in &service.resources {
        let module = |name: &Name| format!("{}_routes", name.snake());
        let fixture = |name: &Name| format!("tests/api/fixtures/{}.json", portable(name.snake()));
        project.add_of(resource, fixture, fixtures(resource));
        let text = routes(resource);
        texts.push_str(&text);
        project.add_of(resource, |name| format!("tests/api/{}.rs", module(name)), text);
        modules.push(module(&resource.name));
    }
    modules.extend(["client", "dynamodb", "event", "function", "gateway"].map(str::to_owned));
    modules.sort();
    project.add("tests/api/main.rs", templates::render("tests/api/main.rs.j2", context! { modules }));
    project.add("tests/api/client.rs", client(service, &texts));
    project.add("tests/api/dynamodb.rs", super::local::dynamodb(service));
    project.add("tests/api/event.rs", super::gateway::event(service));
    project.add("tests/api/function.rs", super::gateway::function(service));
    project.add("tests/api/gateway.rs", super::gateway::gateway(service));
    super::local_server::add(service, project);
    super::local_server::add_events(service, project);
}

fn client(service: &Service, tests: &str) -> String {
    let headers = tests.contains("answer.headers");
    let conditions = tests.contains(".send_if(");
    let mut http = vec!["Method", "Request", "StatusCode", "header"];
    http.extend(headers.then_some("HeaderMap"));
    let has_users = tests.contains(".for_other_user(");
    let kinds = [Auth::ApiKey, Auth::Iam, Auth::Cognito].into_iter();
    let kinds = kinds.filter(|auth| service.uses(*auth) && !(has_users && *auth == Auth::Cognito));
    let credentials: Vec<Value> = kinds
        .filter_map(|auth| super::gateway::credentials(service, auth))
        .map(|(name, value)| context! { name => layout::string(name), value => layout::string(&value) })
        .collect();
    http.extend(conditions.then_some("HeaderName"));
    let users = has_users.then(|| {
        let [token, other] = local_user::tokens(service);
        context! { token => constant("TOKEN", &token), other => constant("OTHER_TOKEN", &other) }
    });
    let view = context! {
        crate_name => service.name.crate_name(),
        conditions,
        users,
        credentials,
        holds => tests.contains("assert_holds("),
        headers,
        http => layout::imports("use", "axum::http", &http),
    };
    templates::render("tests/api/client.rs.j2", view)
}

/// `original` and `second` create items that share their partitions where they can; `replacement` and `patch` change one.
fn fixtures(resource: &Resource) -> String {
    let mut fixtures = Map::new();
    for route in &resource.routes {
        match route.operation {
            Operation::Create if !fixtures.contains_key("original") => {
                fixtures.insert("original".to_owned(), creation(resource, route, false));
                fixtures.insert("second".to_owned(), creation(resource, route, true));
            }
            Operation::Replace { .. } => {
                fixtures.insert("replacement".to_owned(), sent(resource, route));
            }
            Operation::Update => {
                fixtures.insert("patch".to_owned(), sent(resource, route));
            }
            _ => {}
        }
    }
    if !fixtures.contains_key("original") {
        fixtures.insert("original".to_owned(), json!({ "item": item(resource, false) }));
    }
    let text = serde_json::to_string_pretty(&fixtures).expect("JSON values can be written");
    format!("{text}\n")
}

fn creation(resource: &Resource, route: &Route, second: bool) -> serde_json::Value {
    let item = item(resource, second);
    let body: Map<_, _> = example::body(resource, route)
        .into_iter()
        .map(|(attribute, _)| (attribute.name.to_string(), item[attribute.name.as_str()].clone()))
        .collect();
    let given = |attribute: &Attribute| attribute.generate.is_none();
    json!({ "item": item, "body": body, "visible": visible(resource, &item, given) })
}

/// An example of a whole item. The second has the same values but for its key.
fn item(resource: &Resource, second: bool) -> serde_json::Value {
    let key = &resource.table.key;
    let distinct = key.sort.as_ref().unwrap_or(&key.partition);
    let value = |attribute: &Arc<Attribute>| {
        let which = if second && attribute.name == distinct.name { Which::Changed } else { Which::Original };
        let value = wire::json(&example::attribute(resource, attribute, which));
        (attribute.name.to_string(), wire::answered(attribute, value))
    };
    serde_json::Value::Object(resource.attributes.iter().map(value).collect())
}

/// The members that an answer shows of what was sent.
fn visible(
    resource: &Resource,
    values: &serde_json::Value,
    chosen: impl Fn(&Attribute) -> bool,
) -> Map<String, serde_json::Value> {
    let shown = answer::shown(&resource.attributes).filter(|attribute| chosen(attribute));
    shown
        .filter_map(|attribute| {
            let value = values.get(attribute.name.as_str())?.clone();
            Some((attribute.name.to_string(), value))
        })
        .collect()
}

fn sent(resource: &Resource, route: &Route) -> serde_json::Value {
    let body: Map<_, _> = example::body(resource, route)
        .into_iter()
        .map(|(attribute, value)| (attribute.name.to_string(), wire::answered(attribute, wire::json(&value))))
        .collect();
    let body = serde_json::Value::Object(body);
    // A merge patch adds to a JSON object, so that what comes back is more than was sent.
    let plain = |attribute: &Attribute| route.operation != Operation::Update || attribute.shape != Shape::Json;
    let kept = |attribute: &Attribute| attribute.generate.is_none() && body.get(attribute.name.as_str()).is_none();
    let kept = visible(resource, &item(resource, false), kept);
    let visible = visible(resource, &body, plain);
    json!({ "body": body, "visible": visible, "kept": kept })
}

fn routes(resource: &Resource) -> String {
    let route = |test: fn(&Operation) -> bool| resource.routes.iter().find(|route| test(&route.operation));
    let create = route(|operation| *operation == Operation::Create);
    let replace = route(|operation| matches!(operation, Operation::Replace { .. }));
    let update = route(|operation| *operation == Operation::Update);
    let delete = route(|operation| *operation == Operation::Delete);
    let get = resource.get_route();
    let consts = [("CREATE", create), ("GET", get), ("REPLACE", replace), ("UPDATE", update), ("DELETE", delete)];
    let consts: Vec<String> = consts
        .iter()
        .filter(|_| create.is_some())
        .filter_map(|(name, route)| route.map(|route| path_constant(0, name, route)))
        .collect();
    let version = resource.version().is_some();
    let write = [
        (update, "UPDATE", "PATCH", Some("patch")),
        (replace, "REPLACE", "PUT", Some("replacement")),
        (delete, "DELETE", "DELETE", None),
    ];
    let write = write.iter().find_map(|(route, constant, method, fixture)| {
        route.map(|_| context! { constant, method, fixture => fixture.map(layout::string) })
    });
    let upsert = route(|operation| matches!(operation, Operation::Replace { upsert: true }));
    let replaces_only = route(|operation| matches!(operation, Operation::Replace { upsert: false }));
    let key = &resource.table.key;
    let fixtures = layout::string(&format!("fixtures/{}.json", portable(resource.name.snake())));
    let view = context! {
        plural => plural(resource),
        article => Words::of(&resource.item).article(),
        consts,
        fixtures => layout::binding(4, "let text =", "include_str!", &[&fixtures], ";"),
        create => create.is_some(),
        get => get.is_some(),
        replace => replace.is_some(),
        update => update.is_some(),
        upsert => upsert.map(|route| path_constant(4, "PATH", route)),
        replaces_only => replaces_only.map(|route| path_constant(4, "PATH", route)),
        delete => delete.is_some(),
        version,
        version_write => write.filter(|_| version && create.is_some()),
        once => create.filter(|route| route.takes_idempotency_key).map(|route| once(resource, route)),
        client_key => key.attributes().all(|attribute| attribute.generate.is_none()),
        two_pages => create.is_some() && has_two_pages(resource),
        pages => pages(resource),
        missing => missing(resource),
        restricted => restricted(resource),
        owned => create.and_then(|_| owned(resource)),
        owned_by_put => upsert.filter(|_| create.is_none()).and_then(|upsert| owned_by_put(resource, upsert)),
        imports => "",
    };
    let draft = templates::render("tests/api/resource.rs.j2", view.clone());
    let mentions = Mentions::of(&draft);
    let mut uses = mentions.imports(&[
        ("axum::http", &["HeaderName", "Method", "StatusCode", "header"]),
        ("serde_json", &["Value", "json"]),
        ("tokio::task", &["JoinSet"]),
    ]);
    uses = layout::in_order(uses);
    let own = mentions.imports(&[("super::client", &["Answer", "Api", "assert_holds", "path"])]);
    let std = mentions.imports(&[("std::sync", &["Arc"])]);
    let groups = [std, uses, own].into_iter().filter(|group| !group.is_empty()).map(|group| group.join("\n"));
    let imports = groups.collect::<Vec<_>>().join("\n\n");
    templates::render("tests/api/resource.rs.j2", context! { imports, ..view })
}

/// `const NAME: &str = "text";`
fn constant(name: &str, text: &str) -> String {
    layout::assignment(0, &format!("const {name}: &str ="), &format!("{};", layout::string(text)))
}

/// What a test of `Idempotency-Key` needs: a list of what it creates, and the fixture of another request.
fn once(resource: &Resource, route: &Route) -> Value {
    let list = resource.routes.iter().find(|route| match &route.operation {
        Operation::List { .. } => true,
        Operation::Query(query) => query.index.as_ref().is_none_or(|index| index.is_whole()),
        _ => false,
    });
    let sent = |second| {
        let creation = creation(resource, route, second);
        (example::path_by(route, |part| creation["item"][part.name.as_str()].to_string()), creation["body"].clone())
    };
    context! {
        list => list.map(|route| path_constant(4, "LIST", route)),
        other => (sent(false) != sent(true)).then(|| layout::string("second")),
    }
}

/// `const NAME: &str = "/items";`
fn path_constant(indent: usize, name: &str, route: &Route) -> String {
    let path = layout::string(&route.path_template());
    layout::assignment(indent, &format!("const {name}: &str ="), &format!("{path};"))
}

/// The name of a test, by its route: by the route's place where the route's own name is too long for a line.
fn test_name(resource: &Resource, route: &Route, what: &str) -> String {
    let name = format!("{}_{what}", route.handler);
    if name.len() <= LONGEST_TEST {
        return name;
    }
    let place = resource.routes.iter().take_while(|other| other.handler != route.handler).count() + 1;
    format!("route_{place}_{what}")
}

fn pages(resource: &Resource) -> Vec<Value> {
    let pages = resource.routes.iter().filter_map(|route| {
        let two = is_page_of_two(resource, route)?;
        let what = if two { "comes_in_pages" } else { "finds_what_is_created" };
        Some(context! {
            name => test_name(resource, route, what),
            path => path_constant(4, "PATH", route),
            create_two => two,
        })
    });
    pages.collect()
}

fn has_two_pages(resource: &Resource) -> bool {
    resource.routes.iter().any(|route| is_page_of_two(resource, route) == Some(true))
}

/// Whether a list finds both items of the fixtures; none if the route is no list.
fn is_page_of_two(resource: &Resource, route: &Route) -> Option<bool> {
    let partition = match &route.operation {
        Operation::List { .. } => None,
        Operation::Query(query) => Some(&query.key(&resource.table).partition),
        _ => return None,
    };
    Some(route.parameters().count() < 2 && can_hold_two(resource, partition))
}

/// Whether the two items of the fixtures are two, and both in one partition.
fn can_hold_two(resource: &Resource, partition: Option<&Arc<Attribute>>) -> bool {
    let key = &resource.table.key;
    let distinct = key.sort.as_ref().unwrap_or(&key.partition);
    let differs = match distinct.generate {
        None => item(resource, false)[distinct.name.as_str()] != item(resource, true)[distinct.name.as_str()],
        // Two items of one millisecond have the same time.
        Some(_) => answer::is_random(distinct),
    };
    let shared = partition.is_none_or(|partition| {
        let is_chosen = matches!(partition.generate, None | Some(Generate::Owner));
        partition.name != distinct.name && is_chosen
    });
    differs && shared
}

/// What a user could see or change that is another's, if any user may call some route that leads there.
fn owned(resource: &Resource) -> Option<Value> {
    let is_open = |route: &&Route| route.groups.is_empty() && resource.owner_of(route).is_some();
    let is_page = |route: &&Route| matches!(route.operation, Operation::List { .. } | Operation::Query(_));
    let first = |is_wanted: fn(&Operation) -> bool| resource.routes.iter().find(|route| is_wanted(&route.operation));
    let by_key = [
        ("GET", "GET", first(|operation| *operation == Operation::Get), None),
        ("REPLACE", "PUT", first(|operation| matches!(operation, Operation::Replace { .. })), Some("replacement")),
        ("UPDATE", "PATCH", first(|operation| *operation == Operation::Update), Some("patch")),
        ("DELETE", "DELETE", first(|operation| *operation == Operation::Delete), None),
    ];
    let by_key = by_key.into_iter().filter(|(_, _, route, _)| {
        route.filter(is_open).is_some_and(|route| answer::fails(resource, route, Failure::NotFound))
    });
    let by_key = by_key.map(|(constant, method, _, fixture)| {
        context! { constant, method, variable => method.to_lowercase(), fixture => fixture.map(layout::string) }
    });
    let by_key: Vec<Value> = by_key.collect();
    let page = resource.routes.iter().filter(is_open).find(is_page).map(|route| path_constant(4, "PAGE", route));
    (!by_key.is_empty() || page.is_some()).then(|| {
        context! { several => by_key.len() > 1, by_key, page, get => resource.get_route().is_some() }
    })
}

/// The path at which a PUT creates what is read there, and nobody else reads.
fn owned_by_put(resource: &Resource, upsert: &Route) -> Option<String> {
    let is_open = |route: &Route| route.groups.is_empty() && resource.owner_of(route).is_some();
    let get = resource.get_route().filter(|get| get.path == upsert.path && is_open(get))?;
    is_open(upsert).then(|| path_constant(4, "PATH", get))
}

/// The routes that only members of some groups may call.
fn restricted(resource: &Resource) -> Vec<Value> {
    let routes = resource.routes.iter().filter(|route| !route.groups.is_empty());
    let routes = routes.map(|route| {
        context! {
            name => test_name(resource, route, "is_refused_outside_its_groups"),
            path => path_constant(4, "PATH", route),
            method => route.method.as_str(),
        }
    });
    routes.collect()
}

fn missing(resource: &Resource) -> Vec<Value> {
    let routes = resource.routes.iter().filter_map(|route| {
        let status = match answer::status_of_nothing(resource, route)? {
            200 => "OK",
            201 => "CREATED",
            _ => "NOT_FOUND",
        };
        let fixture = match route.operation {
            Operation::Replace { .. } => Some("replacement"),
            Operation::Update => Some("patch"),
            _ => None,
        };
        Some(context! {
            name => test_name(resource, route, "finds_nothing_in_an_empty_table"),
            path => path_constant(4, "PATH", route),
            page => matches!(route.operation, Operation::List { .. } | Operation::Query(_)),
            status,
            method => route.method.as_str(),
            fixture => fixture.map(layout::string),
        })
    });
    routes.collect()
}
