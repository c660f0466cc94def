use schemars::JsonSchema;
use serde::Deserialize;

use super::{AuthWord, Field};

/// `METHOD /path`, or a mapping that says more.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename = "$route")]
#[schemars(rename = "Route", untagged)]
#[expect(missing_docs, reason = "the variants are the forms of YAML")]
pub enum RouteForm {
    Text(String),
    Mapping(Box<RouteSpec>),
}

/// One method on one path.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["method", "path"]))]
pub struct RouteSpec {
    /// The HTTP method.
    #[schemars(extend("examples" = ["GET"]))]
    pub method: Field<Verb>,
    /// The path, with each parameter in braces.
    #[schemars(extend("examples" = ["/loans"]))]
    pub path: Field<String>,
    /// What the route does, where method and path leave a choice.
    #[schemars(extend("examples" = ["query"]))]
    pub operation: Field<OperationWord>,
    /// The index that a query reads.
    #[schemars(extend("examples" = ["by_reader"]))]
    pub index: Field<String>,
    /// The attributes that clients may filter a list or query by.
    #[schemars(extend("examples" = [["due"]]))]
    pub filters: Field<Vec<Field<String>>>,
    /// PUT also creates an item that is absent; false by default.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub upsert: Field<bool>,
    /// What a caller must present; the API's `auth` by default.
    #[schemars(extend("examples" = ["none"]))]
    pub auth: Field<AuthWord>,
    /// The groups of the user pool whose members may call; everybody who is signed in otherwise.
    #[schemars(extend("examples" = [["admins"]]))]
    pub groups: Field<Vec<Field<String>>>,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the words are HTTP's own")]
pub enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// What a route does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are explained in the route table of the README")]
pub enum OperationWord {
    List,
    Get,
    Query,
    Create,
    Replace,
    Update,
    Delete,
}
