//! Each rule of the contract, as it is for a resource that has everything, and for one that has little.

use super::{answer, body, expression, parameter, untold, wire, write};
use crate::load;
use crate::model::{Literal, Operation, Resource, Route};

const SPEC: &str = r#"
name: parcels
table:
  partition_key: depot
  sort_key: number
  ttl: gone_at
attributes:
  depot: string
  number: string
  weight: { type: decimal, required: true, minimum: 0 }
  note: string
  state: { type: string, enum: [open, sent], default: open }
  sender: { type: string, immutable: true }
  origin: { type: string, required: true, immutable: true }
  kind: { type: string, default: box, immutable: true }
  secret: { type: string, required: true, private: true }
  size: { type: map, attributes: { width: number } }
  gone_at: timestamp
  made_at: { type: timestamp, generate: created }
  changed_at: { type: timestamp, generate: updated }
  revision: { type: integer, generate: version }
routes:
  - { method: GET, path: "/depots/{depot}/parcels", filters: [number, state] }
  - POST /depots/{depot}/parcels
  - GET /depots/{depot}/parcels/{number}
  - { method: PUT, path: "/depots/{depot}/parcels/{number}", upsert: true }
  - PATCH /depots/{depot}/parcels/{number}
  - DELETE /depots/{depot}/parcels/{number}
api: { auth: iam }
"#;

/// No version, no name from clients, no PUT that creates, no map.
const PLAIN: &str = r#"
name: tickets
table: { partition_key: id, indexes: { by_state: { partition_key: state } } }
attributes:
  id: { type: uuid, generate: uuid_v7 }
  state: { type: string, required: true }
routes:
  - GET /tickets
  - POST /tickets
  - GET /tickets/{id}
  - PUT /tickets/{id}
  - PATCH /tickets/{id}
  - DELETE /tickets/{id}
  - { method: GET, path: "/states/{state}/tickets", index: by_state }
api: { auth: cognito }
"#;

fn resource(spec: &str) -> Resource {
    let loaded = load("spec.yaml", spec.as_bytes());
    let mut service = loaded.service.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    service.resources.remove(0)
}

/// A line for each route.
fn by_route(spec: &str, say: impl Fn(&Resource, &Route) -> String) -> String {
    let resource = resource(spec);
    let lines = resource.routes.iter().map(|route| format!("{} {}", route.method.as_str(), say(&resource, route)));
    lines.collect::<Vec<_>>().join("\n")
}

fn statuses(resource: &Resource, route: &Route) -> String {
    let successes = answer::successes(resource, route).into_iter().map(|success| success.status);
    let failures = answer::failures(resource, route).map(answer::Failure::status);
    joined(successes.chain(failures).map(|status| status.to_string()))
}

fn members(resource: &Resource, route: &Route) -> String {
    let members = body::of_route(resource, route).unwrap_or_default();
    joined(members.iter().map(|member| {
        let absence = match member.absence {
            body::Absence::Refused => "!",
            body::Absence::Default(_) => "=",
            body::Absence::Allowed => "?",
        };
        let choice = match member.choice {
            body::Choice::Any => "",
            body::Choice::Fixed => "(fixed)",
            body::Choice::Settled => "(settled)",
        };
        format!("{}{absence}{choice}", member.attribute.name)
    }))
}

fn parameters(resource: &Resource, route: &Route) -> String {
    joined(parameter::parameters(resource, route).into_iter().map(|parameter| match parameter {
        parameter::Parameter::InPath(attribute) => format!("{{{}}}", attribute.name),
        parameter::Parameter::Filter(filter, operator) => format!("{}{}", filter.attribute.name, operator.suffix()),
        other => format!("{other:?}"),
    }))
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_route_answers_its_successes_and_the_failures_that_can_occur_there() {
    assert_eq!(
        by_route(SPEC, statuses),
        "GET 200 400 403 429 500 503
POST 201 400 403 409 413 415 422 429 500 503
GET 200 400 403 404 429 500 503
PUT 200 201 400 403 409 412 413 415 422 429 500 503
PATCH 200 400 403 404 409 412 413 415 422 429 500 503
DELETE 204 400 403 404 412 429 500 503"
    );
    assert_eq!(
        by_route(PLAIN, statuses),
        "GET 200 400 401 429 500 503\n\
         POST 201 400 401 413 415 422 429 500 503\n\
         GET 200 400 401 404 429 500 503\n\
         PUT 200 400 401 404 412 413 415 422 429 500 503\n\
         PATCH 200 400 401 404 413 415 422 429 500 503\n\
         DELETE 204 400 401 404 429 500 503\n\
         GET 200 400 401 429 500 503"
    );
}

#[test]
fn an_item_that_is_not_there_is_a_404_or_is_made() {
    let of_nothing = |resource: &Resource, route: &Route| format!("{:?}", answer::status_of_nothing(resource, route));
    assert_eq!(
        by_route(SPEC, of_nothing),
        "GET Some(200)\nPOST None\nGET Some(404)\nPUT Some(201)\nPATCH Some(404)\nDELETE Some(404)"
    );
    assert_eq!(
        by_route(PLAIN, of_nothing),
        "GET Some(200)\n\
         POST None\n\
         GET Some(404)\n\
         PUT Some(404)\n\
         PATCH Some(404)\n\
         DELETE Some(404)\n\
         GET Some(200)"
    );
}

#[test]
fn a_body_has_the_members_that_a_client_may_send() {
    assert_eq!(
        by_route(SPEC, members),
        "GET \n\
         POST depot? number! weight! note? state= sender? origin! kind= secret! size? gone_at?\n\
         GET \n\
         PUT depot?(settled) number?(settled) weight! note? state= sender?(fixed) origin!(fixed) kind=(fixed) secret? \
         size? gone_at? made_at?(settled) changed_at?(settled) revision?(settled)\n\
         PATCH weight? note? state? secret? size? gone_at?\n\
         DELETE "
    );
    assert_eq!(
        by_route(PLAIN, members),
        "GET \n\
         POST state!\n\
         GET \n\
         PUT id?(settled) state!\n\
         PATCH state?\n\
         DELETE \n\
         GET "
    );
}

#[test]
fn a_write_keeps_what_is_fixed_and_sets_what_is_given() {
    let parcels = resource(SPEC);
    let said = |write: write::Write<'_>| {
        let words = [write.condition.map(|it| format!("{it:?}")), write.action.map(|it| format!("{it:?}"))];
        format!("{}: {}", write.attribute.name, joined(words.into_iter().flatten()))
    };
    let written: Vec<String> = write::replacement(&parcels).map(said).collect();
    assert_eq!(
        written,
        [
            "weight: Set",
            "note: SetOrRemove",
            "state: Set",
            "sender: UnchangedOrAbsent",
            "origin: Unchanged",
            "kind: UnchangedOrDefault Set",
            "secret: SetIfGiven",
            "size: SetOrRemove",
            "gone_at: SetOrRemove",
            "made_at: UnchangedIfGiven",
            "changed_at: UnchangedIfGiven SetNow",
            "revision: UnchangedIfGiven Increment",
        ]
    );
    let patched: Vec<String> = write::patch(&parcels).map(said).collect();
    assert_eq!(
        patched,
        [
            "weight: Change",
            "note: Change",
            "state: Change",
            "secret: Change",
            "size: Merge",
            "gone_at: Change",
            "changed_at: SetNow",
            "revision: Increment",
        ]
    );
}

#[test]
fn a_put_that_creates_takes_what_nobody_can_read_from_the_body_or_its_default() {
    let notes = resource(
        r#"
name: notes
table: { partition_key: id }
attributes:
  id: string
  needed: { type: string, private: true, required: true }
  filled: { type: string, private: true, default: new }
  fixed: { type: string, private: true, default: new, immutable: true }
  free: { type: string, private: true }
  shown: { type: string, default: new }
routes: [{ method: PUT, path: "/notes/{id}", upsert: true }]
api: { auth: iam }
"#,
    );
    let origins = body::origins_of_replacement(&notes);
    let origins: Vec<String> = origins.map(|(attribute, origin)| format!("{}: {origin:?}", attribute.name)).collect();
    assert_eq!(
        origins,
        [
            "id: Key",
            "needed: BodyOrRefusal",
            "filled: BodyOrDefault",
            "fixed: BodyOrDefault",
            "free: Body",
            "shown: Body"
        ]
    );
}

#[test]
fn a_route_takes_the_parameters_of_its_operation() {
    assert_eq!(
        by_route(SPEC, parameters),
        "GET {depot} Limit Cursor Order number number.gt number.gte number.lt number.lte number.begins_with state state.ne \
         state.in\n\
         POST {depot}\n\
         GET {depot} {number}\n\
         PUT {depot} {number} IfMatch IfNoneMatch\n\
         PATCH {depot} {number} IfMatch\n\
         DELETE {depot} {number} IfMatch"
    );
    assert_eq!(
        by_route(PLAIN, parameters),
        "GET Limit Cursor\n\
         POST \n\
         GET {id}\n\
         PUT {id} IfNoneMatch\n\
         PATCH {id}\n\
         DELETE {id}\n\
         GET {state} Limit Cursor Order"
    );
}

#[test]
fn an_expression_is_as_large_as_a_request_can_make_it() {
    let sizes = |resource: &Resource, route: &Route| {
        let sizes = expression::of_write(resource, route).into_iter().map(|size| (size.operators, size.bytes));
        format!("{:?}", sizes.collect::<Vec<_>>())
    };
    // An update has 9 attributes that are set, the version among them, which takes two operators more. The condition
    // on the versions of `If-Match` is long.
    assert_eq!(
        by_route(SPEC, sizes),
        "GET []\n\
         POST []\n\
         GET []\n\
         PUT [(11, 127), (21, 709)]\n\
         PATCH [(10, 116), (9, 608)]\n\
         DELETE []"
    );
}

#[test]
fn filters_fit_into_an_expression_or_not() {
    let fits = |count: usize, form: &str| {
        let attributes: Vec<String> = (0..count).map(|n| format!("  f{n}: {form}\n")).collect();
        let filters: Vec<String> = (0..count).map(|n| format!("f{n}")).collect();
        let spec = format!(
            "name: things\ntable: {{ partition_key: id }}\napi: {{ auth: none }}\nattributes:\n  id: string\n{}\
             routes: [{{ method: GET, path: /things, filters: [{}] }}]\n",
            attributes.concat(),
            filters.join(", ")
        );
        let resource = resource(&spec);
        let Operation::List { filters } = &resource.routes[0].operation else { panic!("it lists") };
        expression::of_filters(&resource, filters.iter()).fits()
    };
    assert!(fits(0, ""));
    // A list of a hundred values is long.
    assert!(fits(6, "string") && !fits(7, "string"));
    // `=`, `<>` and `attribute_exists`, each with an AND.
    assert!(fits(50, "boolean") && !fits(51, "boolean"));
}

#[test]
fn a_patch_is_tried_again_for_half_the_time_out_or_five_seconds() {
    let patience = |timeout: u32| {
        let spec = format!("{PLAIN}function: {{ timeout: {timeout} }}\n");
        let loaded = load("spec.yaml", spec.as_bytes());
        write::patience(&loaded.service.expect("the spec is valid").function)
    };
    assert_eq!([1, 3, 9, 10, 11, 28].map(patience), [500, 1500, 4500, 5000, 5000, 5000]);
}

/// Each route's refusals of what its schemas allow.
fn untold_of(spec: &str) -> Vec<String> {
    let resource = resource(spec);
    let line = |route: &Route| format!("{} {:?}", route.id, untold::refusals(&resource, route));
    resource.routes.iter().map(line).collect()
}

#[test]
fn a_route_refuses_what_is_allowed_for_reasons_that_no_schema_says() {
    assert_eq!(
        untold_of(SPEC),
        [
            "query_parcels {400: [Cursor, Bytes]}",
            "create_parcel {400: [Bytes], 409: [Taken], 422: [OtherKey, Bytes, Decimal, Past]}",
            "get_parcel {400: [Bytes], 404: [Absent]}",
            "replace_parcel {400: [Bytes], 412: [Version, Taken], 422: [Unmade, Decimal, Past, Immutable]}",
            "update_parcel {400: [Bytes], 404: [Absent], 412: [Version], 422: [Decimal]}",
            "delete_parcel {400: [Bytes], 404: [Absent], 412: [Version]}",
        ]
    );
    assert_eq!(
        untold_of(PLAIN),
        [
            "list_tickets {400: [Cursor]}",
            // `state` is the key of an index.
            "create_ticket {422: [Bytes]}",
            "get_ticket {}",
            "replace_ticket {404: [Absent], 412: [OnlyReplaces], 422: [Bytes]}",
            "update_ticket {404: [Absent], 422: [Bytes]}",
            "delete_ticket {}",
            "query_tickets_by_state {400: [Cursor, Bytes]}",
        ]
    );
}

#[test]
fn a_decimal_that_is_bounded_away_from_0_has_nothing_untold() {
    let reasons = |bounds: &str| {
        untold_of(&format!(
            "name: prices
table: {{ partition_key: id }}
attributes: {{ id: {{ type: uuid, generate: uuid_v4 }}, price: {{ type: decimal, {bounds} }} }}
routes: [POST /prices]
api: {{ auth: none }}
"
        ))
    };
    assert_eq!(reasons("minimum: 0.01, maximum: 1000"), ["create_price {}"]);
    assert_eq!(reasons("minimum: -1000, maximum: -0.01"), ["create_price {}"]);
    for bounds in ["minimum: 0, maximum: 1000", "minimum: 0.01", "minimum: -1, maximum: 1", "maximum: -1"] {
        assert_eq!(reasons(bounds), ["create_price {422: [Decimal]}"], "{bounds}");
    }
}

#[test]
fn a_patch_of_what_may_be_absent_can_lack_a_member() {
    let reasons = |map: &str| {
        untold_of(&format!(
            "name: boxes
table: {{ partition_key: id }}
attributes: {{ id: {{ type: uuid, generate: uuid_v4 }}, size: {map} }}
routes: ['PATCH /boxes/{{id}}']
api: {{ auth: none }}
"
        ))
    };
    let [plain, merges] = ["update_box_item {}", "update_box_item {404: [Absent], 422: [Merge]}"];
    assert_eq!(reasons("{ type: map, attributes: { width: integer } }"), [plain]);
    assert_eq!(reasons("{ type: map, attributes: { width: { type: integer, required: true } } }"), [merges]);
    assert_eq!(
        reasons("{ type: map, required: true, attributes: { width: { type: integer, required: true } } }"),
        [plain]
    );
    let inner = "{ type: map, attributes: { width: { type: integer, required: true } } }";
    assert_eq!(reasons(&format!("{{ type: map, required: true, attributes: {{ inner: {inner} }} }}")), [merges]);
}

#[test]
fn a_decimal_has_no_row_of_zeros_on_the_wire() {
    let zeros = |count| "0".repeat(count);
    let rows = [
        ("12.50".to_owned(), "12.50"),
        (format!("1{}", zeros(41)), "1e+41"),
        (format!("-25{}", zeros(100)), "-25e+100"),
        (format!("0.{}15", zeros(60)), "15e-62"),
        ("1e-100".to_owned(), "1e-100"),
    ];
    for (text, expected) in rows {
        assert_eq!(wire::json(&Literal::Decimal(text)).to_string(), expected);
    }
}
