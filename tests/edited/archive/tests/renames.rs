//! Items that were stored before a rename, or before an attribute was added, are items like any other.

#[path = "api/dynamodb.rs"]
mod dynamodb;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

const ID: &str = "0190b4c2-7f3a-7c3e-9d5a-2f6b8a1c4e7d";
const ALBUM: &str = "/albums/0190b4c2-7f3a-7c3e-9d5a-2f6b8a1c4e7d";
const OPINION: &str = "/opinions/0190b4c2-7f3a-7c3e-9d5a-2f6b8a1c4e7d/2020-01-01T00:00:00Z";

type Stored = HashMap<String, AttributeValue>;

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: &str) -> AttributeValue {
    AttributeValue::N(value.to_owned())
}

fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Stored {
    let attributes = attributes.map(|(name, value)| (name.to_owned(), value));
    HashMap::from(attributes)
}

/// An album as it was stored when everything had its earlier name.
fn old_album() -> Stored {
    item([
        ("id", text(ID)),
        ("name", text("Blue Train")),
        ("artist", text("John Coltrane")),
        ("released", text("1958-01-01")),
        ("publisher", text("Blue Note")),
        ("format", text("cd")),
        ("stock", number("3")),
        ("tags", AttributeValue::Ss(vec!["jazz".to_owned()])),
        ("size", AttributeValue::M(item([("width", number("31"))]))),
        ("notes", AttributeValue::M(item([("mono", AttributeValue::Bool(true))]))),
        ("ean", text("724349532427")),
        ("cost", number("9.5")),
        ("place", text("A1")),
        ("created_at", text("2020-01-01T00:00:00.000000000Z")),
        ("updated_at", text("2020-01-02T00:00:00.000000000Z")),
        ("version", number("4")),
    ])
}

/// An album as it was stored when it had nothing that has a default now.
fn early_album() -> Stored {
    let mut album = old_album();
    for name in ["format", "stock", "place"] {
        album.remove(name);
    }
    album
}

/// What the API answers of an old album.
fn answered() -> Value {
    json!({
        "id": ID, "title": "Blue Train", "artist": "John Coltrane", "released": "1958-01-01", "label": "Blue Note",
        "medium": "cd", "copies": 3, "genres": ["jazz"], "sleeve": { "width": 31 }, "extra": { "mono": true },
        "barcode": "724349532427", "added_at": "2020-01-01T00:00:00Z", "edited_at": "2020-01-02T00:00:00Z",
        "revision": 4,
    })
}

struct Answer {
    status: StatusCode,
    tag: Option<String>,
    body: Value,
}

/// The API, and the tables it is on.
struct Project {
    client: Client,
    api: Router,
}

impl Project {
    async fn with(table: &str, stored: Stored) -> Self {
        let (client, _) = dynamodb::start(None).await;
        let put = client.put_item().table_name(table).set_item(Some(stored));
        put.send().await.expect("the item is stored");
        let api = archive::router(dynamodb::app(&client));
        Self { client, api }
    }

    async fn with_album(stored: Stored) -> Self {
        Self::with("archive-records-local", stored).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.send_if("*", method, path, body).await
    }

    async fn send_if(&self, tag: &str, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if tag != "*" {
            request = request.header(header::IF_MATCH, tag);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request.header(header::CONTENT_TYPE, "application/json").body(body);
        let response = self.api.clone().oneshot(request.expect("the request is valid")).await;
        let (parts, body) = response.expect("the API answers").into_parts();
        let bytes = body.collect().await.expect("the body arrives").to_bytes();
        let tag = parts.headers.get(header::ETAG);
        Answer {
            status: parts.status,
            tag: tag.map(|tag| tag.to_str().expect("it is text").to_owned()),
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
        }
    }

    /// Sends a request that is answered with 200 and returns its body.
    async fn ok(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let answer = self.send(method, path, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    async fn stored_album(&self) -> Stored {
        let get = self.client.get_item().table_name("archive-records-local").key("id", text(ID));
        get.send().await.expect("it is read").item.expect("it is there")
    }
}

const EARLIER: [&str; 13] = [
    "name", "publisher", "format", "stock", "tags", "size", "notes", "ean", "cost", "place", "created_at", "updated_at",
    "version",
];

#[tokio::test]
async fn an_old_item_is_read_and_listed() {
    let project = Project::with_album(old_album()).await;
    assert_eq!(project.ok(Method::GET, ALBUM, None).await, answered());
    assert_eq!(project.ok(Method::GET, "/albums", None).await["items"], json!([answered()]));
    let projected = project.ok(Method::GET, "/artists/John%20Coltrane/albums", None).await;
    let held = json!({
        "id": ID, "title": "Blue Train", "artist": "John Coltrane", "released": "1958-01-01", "label": "Blue Note",
    });
    assert_eq!(projected["items"], json!([held]));
}

#[tokio::test]
async fn filters_find_an_old_item() {
    let project = Project::with_album(old_album()).await;
    let found = [
        "title=Blue%20Train", "title.ne=Other", "title.begins_with=Blue", "title.gt=A", "title.in=Other&title.in=Blue%20Train",
        "label=Blue%20Note", "label.exists=true", "medium=cd", "medium.ne=tape", "genres.contains=jazz",
    ];
    let missed = [
        "title=Other", "title.ne=Blue%20Train", "title.begins_with=Other", "title.gt=C", "title.in=Other&title.in=Another",
        "label=Verve", "label.exists=false", "medium=tape", "medium.ne=cd", "genres.contains=rock",
    ];
    for (filters, count) in [(found, 1), (missed, 0)] {
        for filter in filters {
            let list = project.ok(Method::GET, &format!("/albums?{filter}"), None).await;
            assert_eq!(list["items"].as_array().map(Vec::len), Some(count), "{filter}");
        }
    }
    let path = "/artists/John%20Coltrane/albums?title.begins_with=Blue";
    let list = project.ok(Method::GET, path, None).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn an_old_item_that_is_put_as_it_was_read_has_the_new_names() {
    let project = Project::with_album(old_album()).await;
    let replaced = project.ok(Method::PUT, ALBUM, Some(&answered())).await;
    assert_eq!(replaced["revision"], 5);
    assert_eq!(project.ok(Method::GET, ALBUM, None).await, replaced);
    let stored = project.stored_album().await;
    // Private attributes were not in the answer, so they stay as they are.
    let left: Vec<&str> = EARLIER.into_iter().filter(|name| stored.contains_key(*name)).collect();
    assert_eq!(left, ["cost", "place"]);
    assert_eq!(stored["title"], text("Blue Train"));
    assert_eq!(stored["barcode"], text("724349532427"));
    assert_eq!(stored["added_at"], text("2020-01-01T00:00:00.000000000Z"));
    let listed = project.ok(Method::GET, "/labels/Blue%20Note/albums", None).await;
    assert_eq!(listed["items"], json!([replaced]), "the index finds it now");
}

#[tokio::test]
async fn a_replacement_of_an_old_item_leaves_nothing_of_it_behind() {
    let project = Project::with_album(old_album()).await;
    let body = json!({
        "title": "Giant Steps", "artist": "John Coltrane", "medium": "cd", "barcode": "724349532427", "paid": 1.25,
        "shelf": "A1",
    });
    let replaced = project.ok(Method::PUT, ALBUM, Some(&body)).await;
    for removed in ["released", "label", "genres", "sleeve", "extra"] {
        assert_eq!(replaced[removed], Value::Null, "{removed}");
    }
    assert_eq!(replaced["copies"], 1);
    let stored = project.stored_album().await;
    let left: Vec<&str> = EARLIER.into_iter().filter(|name| stored.contains_key(*name)).collect();
    // What the body left out, as it can't change, stays as it was stored.
    assert_eq!(left, ["created_at"]);
    assert_eq!((&stored["paid"], &stored["shelf"]), (&number("1.25"), &text("A1")));
}

#[tokio::test]
async fn what_can_not_change_can_not_change_in_an_old_item() {
    let project = Project::with_album(old_album()).await;
    for (name, other) in [("medium", json!("tape")), ("barcode", json!("1")), ("shelf", json!("B2")), ("revision", json!(3))]
    {
        let mut body = answered();
        body[name] = other;
        let answer = project.send(Method::PUT, ALBUM, Some(&body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
        assert_eq!(answer.body["errors"][0]["pointer"], format!("/{name}"));
    }
    let mut body = answered();
    body.as_object_mut().expect("it is an object").remove("barcode");
    let answer = project.send(Method::PUT, ALBUM, Some(&body)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert_eq!(project.stored_album().await, old_album());
}

#[tokio::test]
async fn a_patch_of_an_old_item_moves_what_it_names_and_nothing_else() {
    let project = Project::with_album(old_album()).await;
    let patch = json!({ "title": "Giant Steps", "label": null, "sleeve": { "height": 30 }, "extra": { "takes": 2 } });
    let patched = project.ok(Method::PATCH, ALBUM, Some(&patch)).await;
    let mut expected = answered();
    expected["title"] = json!("Giant Steps");
    expected.as_object_mut().expect("it is an object").remove("label");
    expected["sleeve"] = json!({ "width": 31, "height": 30 });
    expected["extra"] = json!({ "mono": true, "takes": 2 });
    expected["revision"] = json!(5);
    expected["edited_at"] = patched["edited_at"].clone();
    assert_eq!(patched, expected);
    assert_eq!(project.ok(Method::GET, ALBUM, None).await, expected);
    let stored = project.stored_album().await;
    let left: Vec<&str> = EARLIER.into_iter().filter(|name| stored.contains_key(*name)).collect();
    assert_eq!(left, ["format", "stock", "tags", "ean", "cost", "place", "created_at"]);
    let removal = json!({ "sleeve": null, "extra": null, "genres": null });
    let patched = project.ok(Method::PATCH, ALBUM, Some(&removal)).await;
    assert_eq!((&patched["sleeve"], &patched["extra"], &patched["genres"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[tokio::test]
async fn the_version_of_an_old_item_guards_its_writes() {
    let project = Project::with_album(old_album()).await;
    assert_eq!(project.send(Method::GET, ALBUM, None).await.tag.as_deref(), Some("\"4\""));
    let patch = json!({ "copies": 2 });
    let refused = project.send_if("\"3\"", Method::PATCH, ALBUM, Some(&patch)).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    let refused = project.send_if("\"3\"", Method::PUT, ALBUM, Some(&answered())).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    let refused = project.send_if("\"3\"", Method::DELETE, ALBUM, None).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    let patched = project.send_if("\"4\"", Method::PATCH, ALBUM, Some(&patch)).await;
    assert_eq!((patched.status, patched.tag.as_deref()), (StatusCode::OK, Some("\"5\"")));
    let deleted = project.send_if("\"5\"", Method::DELETE, ALBUM, None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_item_that_lacks_what_has_a_default_has_the_default() {
    let project = Project::with_album(early_album()).await;
    let read = project.ok(Method::GET, ALBUM, None).await;
    assert_eq!((&read["medium"], &read["copies"]), (&json!("vinyl"), &json!(1)));
    assert_eq!(project.ok(Method::GET, "/albums", None).await["items"], json!([read]));
    let patched = project.ok(Method::PATCH, ALBUM, Some(&json!({ "title": "Lush Life" }))).await;
    assert_eq!((&patched["medium"], &patched["copies"]), (&json!("vinyl"), &json!(1)));
    let mut other = patched.clone();
    other["medium"] = json!("tape");
    let refused = project.send(Method::PUT, ALBUM, Some(&other)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    let mut replacement = patched;
    replacement["shelf"] = json!("new");
    let replaced = project.ok(Method::PUT, ALBUM, Some(&replacement)).await;
    assert_eq!((&replaced["medium"], &replaced["copies"]), (&json!("vinyl"), &json!(1)));
    let stored = project.stored_album().await;
    assert_eq!((&stored["medium"], &stored["shelf"]), (&text("vinyl"), &text("new")));
}

#[tokio::test]
async fn an_item_from_before_an_immutable_attribute_was_added_can_be_put() {
    let opinion = item([
        ("album", text(ID)),
        ("at", text("2020-01-01T00:00:00.000000000Z")),
        ("rating", number("5")),
    ]);
    let project = Project::with("archive-album-reviews-local", opinion).await;
    let list = project.ok(Method::GET, &format!("/opinions/{ID}?stars=5"), None).await;
    assert_eq!(list["items"][0]["author"], "");
    let replaced = project.ok(Method::PUT, OPINION, Some(&json!({ "stars": 5 }))).await;
    assert_eq!((&replaced["stars"], &replaced["author"]), (&json!(5), &json!("")));
    let signed = json!({ "stars": 5, "author": "Ira" });
    let refused = project.send(Method::PUT, OPINION, Some(&signed)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
}
