use schemars::JsonSchema;
use serde::Deserialize;

use super::{ApiSpec, AttributeForm, Entries, Field, FormerNames, PolicySpec, RouteForm, StageSpec, TableSpec};

/// A whole spec.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "slsgen spec", extend("required" = ["name"]))]
pub struct Spec {
    /// The version of the format; 1 is the only one so far.
    #[schemars(range(min = 1, max = 1))]
    pub format: Field<u32>,
    /// The crate, the stack and the Postman collection: kebab-case, 2 to 40 characters.
    pub name: Field<String>,
    /// What the service is for.
    pub description: Field<String>,
    /// The table, where there is one.
    pub table: Field<TableSpec>,
    /// The attributes of an item, where there is one table. Their order is kept everywhere.
    pub attributes: Field<Entries<AttributeForm>>,
    /// The routes, where there is one table.
    pub routes: Field<Vec<Field<RouteForm>>>,
    /// The name of the item's type, where there is one table; the singular of the project's name otherwise.
    pub item: Field<String>,
    /// Not available yet.
    pub owner: Field<OwnerSpec>,
    /// Several tables, by name, in place of `table`, `attributes` and `routes`.
    pub resources: Field<Entries<ResourceSpec>>,
    /// Authorization, CORS and throttling.
    pub api: Field<ApiSpec>,
    /// The Lambda function.
    pub function: Field<FunctionSpec>,
    /// The deployment environments, by name; `dev`, `test` and `prod` otherwise.
    pub stages: Field<Entries<StageSpec>>,
    /// Which changes of this spec are refused.
    pub policy: Field<PolicySpec>,
    /// Warnings that are meant, by code.
    pub allow: Field<Vec<Field<String>>>,
}

/// One of several tables.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["table", "attributes", "routes"]))]
pub struct ResourceSpec {
    /// The table.
    pub table: Field<TableSpec>,
    /// The attributes of an item. Their order is kept everywhere.
    pub attributes: Field<Entries<AttributeForm>>,
    /// The routes.
    pub routes: Field<Vec<Field<RouteForm>>>,
    /// The name of the item's type; the singular of the resource's name otherwise.
    pub item: Field<String>,
    /// Not available yet.
    pub owner: Field<OwnerSpec>,
    /// What it was called before, the oldest name first: its table stays.
    pub renamed_from: Field<FormerNames>,
}

/// Each caller sees only the caller's own items.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["attribute", "claim"]))]
pub struct OwnerSpec {
    /// The attribute that holds the owner.
    pub attribute: Field<String>,
    /// The token's claim that names the caller.
    pub claim: Field<String>,
}

/// The Lambda function.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FunctionSpec {
    /// Memory in MB; 256 otherwise.
    #[schemars(range(min = 128, max = 10240))]
    pub memory: Field<u32>,
    /// Timeout in seconds; 10 otherwise.
    #[schemars(range(min = 1, max = 28))]
    pub timeout: Field<u32>,
    /// The processor; arm64 otherwise.
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
