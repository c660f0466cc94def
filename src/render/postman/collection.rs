//! Postman's own objects: a collection in format 2.1, as far as a project needs it.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Collection {
    pub(super) info: Info,
    pub(super) item: Vec<Node>,
    pub(super) auth: AuthBlock,
    pub(super) variable: Vec<Variable>,
}

#[derive(Serialize)]
pub(super) struct Info {
    #[serde(rename = "_postman_id")]
    pub(super) id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) schema: &'static str,
}

/// A folder or a request.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Node {
    Folder {
        name: String,
        description: &'static str,
        item: Vec<Node>,
    },
    Request {
        name: String,
        event: Vec<Event>,
        request: Box<Request>,
        /// Saved examples; Postman wants the list.
        response: [(); 0],
    },
}

#[derive(Serialize)]
pub(super) struct Event {
    pub(super) listen: Listen,
    pub(super) script: Script,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Listen {
    PreRequest,
    Test,
}

#[derive(Serialize)]
pub(super) struct Script {
    #[serde(rename = "type")]
    pub(super) language: &'static str,
    /// By the line.
    pub(super) exec: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Request {
    /// Absent: the collection's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) auth: Option<AuthBlock>,
    pub(super) method: &'static str,
    pub(super) header: Vec<Pair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Body>,
    pub(super) url: Url,
}

#[derive(Serialize)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) disabled: bool,
}

#[derive(Serialize)]
pub(super) struct Url {
    pub(super) raw: String,
    pub(super) host: [&'static str; 1],
    pub(super) path: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) query: Vec<Pair>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) variable: Vec<Variable>,
}

#[derive(Serialize)]
pub(super) struct Body {
    pub(super) mode: &'static str,
    pub(super) raw: String,
    pub(super) options: BodyOptions,
}

#[derive(Serialize)]
pub(super) struct BodyOptions {
    pub(super) raw: RawOptions,
}

#[derive(Serialize)]
pub(super) struct RawOptions {
    pub(super) language: &'static str,
}

#[derive(Serialize)]
pub(super) struct Variable {
    pub(super) key: String,
    pub(super) value: String,
}

/// How requests are authorized; the names inside are Postman's.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum AuthBlock {
    NoAuth,
    ApiKey { apikey: [AuthValue; 3] },
    Bearer { bearer: [AuthValue; 1] },
    AwsV4 { awsv4: [AuthValue; 5] },
}

#[derive(Serialize)]
pub(super) struct AuthValue {
    pub(super) key: &'static str,
    pub(super) value: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}
