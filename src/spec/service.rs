use schemars::JsonSchema;
use serde::Deserialize;

use super::{ApiSpec, AttributeForm, Entries, Field, FormerNames, PolicySpec, RouteForm, StageSpec, TableSpec};

/// Where editors find the schema of a spec, once it is submitted as docs/editors.md says.
const SCHEMA_URL: &str = "https://www.schemastore.org/slsgen.json";

/// A whole spec.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "slsgen spec", extend("$id" = SCHEMA_URL, "required" = ["name"]))]
pub struct Spec {
    /// The version of the format; 1 is the only one so far.
    #[schemars(range(min = 1, max = 1))]
    #[schemars(extend("default" = 1, "examples" = [1]))]
    pub format: Field<u32>,
    /// The crate, the stack and the Postman collection: kebab-case, 2 to 40 characters.
    #[schemars(extend("examples" = ["library-loans"]))]
    pub name: Field<String>,
    /// What the service is for.
    #[schemars(extend("examples" = ["Loans of a library"]))]
    pub description: Field<String>,
    /// The table, where there is one.
    #[schemars(extend("examples" = [{ "partition_key": "id" }]))]
    pub table: Field<TableSpec>,
    /// The attributes of an item, where there is one table. Their order is kept everywhere.
    #[schemars(extend("examples" = [{ "id": { "type": "uuid", "generate": "uuid_v7" }, "due": "date" }]))]
    pub attributes: Field<Entries<AttributeForm>>,
    /// The routes, where there is one table.
    #[schemars(extend("examples" = [["GET /loans", "POST /loans"]]))]
    pub routes: Field<Vec<Field<RouteForm>>>,
    /// The name of the item's type, where there is one table; the singular of the project's name by default.
    #[schemars(extend("examples" = ["Loan"]))]
    pub item: Field<String>,
    /// Whose an item is, where there is one table: callers see only their own.
    #[schemars(extend("examples" = [{ "attribute": "reader_id" }]))]
    pub owner: Field<OwnerSpec>,
    /// Several tables, by name, in place of `table`, `attributes` and `routes`.
    #[schemars(extend("examples" = [{ "loans": { "table": { "partition_key": "id" }, "attributes": { "id": "uuid" }, "routes": ["GET /loans"] } }]))]
    pub resources: Field<Entries<ResourceSpec>>,
    /// Authorization, CORS and throttling.
    #[schemars(extend("examples" = [{ "auth": "api_key" }]))]
    pub api: Field<ApiSpec>,
    /// The Lambda function.
    #[schemars(extend("examples" = [{ "memory": 512 }]))]
    pub function: Field<FunctionSpec>,
    /// The deployment environments, by name; `dev`, `test` and `prod` by default.
    #[schemars(extend("default" = { "dev": {}, "test": {}, "prod": {} }, "examples" = [{ "dev": { "data": "disposable" }, "prod": { "deletion_protection": true } }]))]
    pub stages: Field<Entries<StageSpec>>,
    /// Which changes of this spec are refused.
    #[schemars(extend("examples" = [{ "refuse": ["DATA", "EXPOSE", "API"] }]))]
    pub policy: Field<PolicySpec>,
    /// Warnings that are meant, by code.
    #[schemars(extend("examples" = [["W0005"]]))]
    pub allow: Field<Vec<Field<String>>>,
}

/// One of several tables.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["table", "attributes", "routes"]))]
pub struct ResourceSpec {
    /// The table.
    #[schemars(extend("examples" = [{ "partition_key": "id" }]))]
    pub table: Field<TableSpec>,
    /// The attributes of an item. Their order is kept everywhere.
    #[schemars(extend("examples" = [{ "id": "uuid", "due": "date" }]))]
    pub attributes: Field<Entries<AttributeForm>>,
    /// The routes.
    #[schemars(extend("examples" = [["GET /loans"]]))]
    pub routes: Field<Vec<Field<RouteForm>>>,
    /// The name of the item's type; the singular of the resource's name by default.
    #[schemars(extend("examples" = ["Loan"]))]
    pub item: Field<String>,
    /// Whose an item is: callers see only their own.
    #[schemars(extend("examples" = [{ "attribute": "reader_id" }]))]
    pub owner: Field<OwnerSpec>,
    /// What it was called before, the oldest name first: its table stays.
    #[schemars(extend("examples" = ["lendings"]))]
    pub renamed_from: Field<FormerNames>,
}

/// Whose an item is: callers see only their own. Each route of the table has `auth: cognito`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["attribute"]))]
pub struct OwnerSpec {
    /// The attribute that holds the owner: a string, a UUID or a ULID. The function fills it from the token.
    #[schemars(extend("examples" = ["reader_id"]))]
    pub attribute: Field<String>,
    /// The claim of the token that says who the caller is: one that users can't write; `sub` by default.
    #[schemars(extend("default" = "sub", "examples" = ["custom:reader"]))]
    pub claim: Field<String>,
    /// The groups of the user pool whose members see every item; none by default.
    #[schemars(extend("examples" = [["librarians"]]))]
    pub except_groups: Field<Vec<Field<String>>>,
}

/// The Lambda function.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FunctionSpec {
    /// Memory in MB; 256 by default.
    #[schemars(range(min = 128, max = 10240))]
    #[schemars(extend("default" = 256, "examples" = [512]))]
    pub memory: Field<u32>,
    /// Timeout in seconds; 10 by default.
    #[schemars(range(min = 1, max = 28))]
    #[schemars(extend("default" = 10, "examples" = [20]))]
    pub timeout: Field<u32>,
    /// The processor; arm64 by default.
    #[schemars(extend("default" = "arm64", "examples" = ["x86_64"]))]
    pub architecture: Field<ArchitectureWord>,
}

/// The processor that the function is built for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are AWS's own")]
pub enum ArchitectureWord {
    Arm64,
    #[serde(rename = "x86_64")]
    X86_64,
}
