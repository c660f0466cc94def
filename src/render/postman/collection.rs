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
        #[serde(skip_serializing_if = "str::is_empty")]
        description: &'static str,
        item: Vec<Node>,
        /// What runs before and after each request in the folder.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        event: Vec<Event>,
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

#[derive(Clone, Serialize)]
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

impl Url {
    /// Below the base URL.
    pub(super) fn new(path: Vec<String>, query: Vec<Pair>, variable: Vec<Variable>) -> Self {
        let on: Vec<String> = query.iter().filter(|p| !p.disabled).map(|p| format!("{}={}", p.key, p.value)).collect();
        let question = if on.is_empty() { "" } else { "?" };
        let raw = format!("{{{{baseUrl}}}}/{}{question}{}", path.join("/"), on.join("&"));
        Self { raw, host: ["{{baseUrl}}"], path, query, variable }
    }
}

#[derive(Serialize)]
pub(super) struct Body {
    pub(super) mode: &'static str,
    pub(super) raw: String,
    pub(super) options: BodyOptions,
}

impl Body {
    /// A text that Postman shows as JSON.
    pub(super) fn json(raw: String) -> Self {
        Self { mode: "raw", raw, options: BodyOptions { raw: RawOptions { language: "json" } } }
    }
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
