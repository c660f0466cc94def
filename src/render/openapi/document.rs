//! OpenAPI 3.1's own objects, as far as a project needs them.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::schema::Schema;

#[derive(Serialize)]
pub(super) struct Document {
    pub(super) openapi: &'static str,
    pub(super) info: Info,
    pub(super) servers: Vec<Server>,
    pub(super) tags: Vec<Tag>,
    /// Path → method in lower case → operation.
    pub(super) paths: IndexMap<String, IndexMap<String, OperationObject>>,
    pub(super) components: Components,
}

#[derive(Serialize)]
pub(super) struct Info {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) version: &'static str,
    pub(super) contact: Contact,
}

#[derive(Serialize)]
pub(super) struct Contact {
    pub(super) name: String,
}

#[derive(Serialize)]
pub(super) struct Server {
    pub(super) url: &'static str,
    pub(super) description: &'static str,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) variables: IndexMap<&'static str, ServerVariable>,
}

#[derive(Serialize)]
pub(super) struct ServerVariable {
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<String>,
    pub(super) default: String,
    pub(super) description: &'static str,
}

#[derive(Serialize)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) description: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OperationObject {
    pub(super) operation_id: String,
    pub(super) tags: Vec<String>,
    pub(super) summary: String,
    pub(super) description: String,
    /// One of these is enough; none at all where the list is empty.
    pub(super) security: Vec<IndexMap<&'static str, Vec<String>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request_body: Option<RequestBody>,
    /// By status.
    pub(super) responses: BTreeMap<u16, Referable<Response>>,
}

#[derive(Serialize)]
pub(super) struct Parameter {
    pub(super) name: String,
    #[serde(rename = "in")]
    pub(super) place: ParameterIn,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) required: bool,
    #[serde(flatten)]
    pub(super) list: Option<ListStyle>,
    pub(super) schema: Schema,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) example: Option<Value>,
}

/// How a parameter gives several values.
#[derive(Serialize)]
pub(super) struct ListStyle {
    pub(super) style: &'static str,
    pub(super) explode: bool,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ParameterIn {
    Path,
    Query,
    Header,
}

#[derive(Serialize)]
pub(super) struct RequestBody {
    pub(super) required: bool,
    pub(super) content: IndexMap<&'static str, Media>,
}

#[derive(Serialize)]
pub(super) struct Response {
    pub(super) description: &'static str,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) headers: IndexMap<&'static str, Header>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) content: IndexMap<&'static str, Media>,
}

#[derive(Serialize)]
pub(super) struct Header {
    pub(super) description: &'static str,
    pub(super) required: bool,
    pub(super) schema: Schema,
}

#[derive(Serialize)]
pub(super) struct Media {
    pub(super) schema: Schema,
}

/// An object, or where in the components it stands.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Referable<T> {
    Reference {
        #[serde(rename = "$ref")]
        reference: String,
    },
    Here(T),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Components {
    pub(super) schemas: IndexMap<String, Schema>,
    pub(super) responses: IndexMap<&'static str, Response>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) security_schemes: IndexMap<&'static str, SecurityScheme>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(super) enum SecurityScheme {
    ApiKey {
        description: &'static str,
        name: &'static str,
        #[serde(rename = "in")]
        place: ParameterIn,
        #[serde(rename = "x-amazon-apigateway-authtype", skip_serializing_if = "Option::is_none")]
        gateway_type: Option<&'static str>,
    },
    #[serde(rename_all = "camelCase")]
    Http { description: &'static str, scheme: &'static str, bearer_format: &'static str },
}
