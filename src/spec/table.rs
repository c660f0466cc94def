use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Field};

/// A DynamoDB table.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["partition_key"]))]
pub struct TableSpec {
    /// The table's name, to which the stage is added; the project's name by default, and
    /// `{project}-{resource}` where there are several.
    #[schemars(extend("examples" = ["loans"]))]
    pub name: Field<String>,
    /// The attribute that is the partition key.
    #[schemars(extend("examples" = ["id"]))]
    pub partition_key: Field<String>,
    /// The attribute that is the sort key.
    #[schemars(extend("examples" = ["due"]))]
    pub sort_key: Field<String>,
    /// Secondary indexes, by name.
    #[schemars(extend("examples" = [{ "by_reader": { "partition_key": "reader", "sort_key": "due" } }]))]
    pub indexes: Field<Entries<IndexSpec>>,
    /// The timestamp attribute after which an item is gone.
    #[schemars(extend("examples" = ["expires_at"]))]
    pub ttl: Field<String>,
    /// How the table is paid for; `on_demand` by default.
    #[schemars(extend("default" = "on_demand", "examples" = [{ "read": 5, "write": 5 }]))]
    pub billing: Field<BillingForm>,
}

/// A secondary index.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IndexSpec {
    /// The attribute that is the partition key; the table's in a local index.
    #[schemars(extend("examples" = ["reader"]))]
    pub partition_key: Field<String>,
    /// The attribute that is the sort key.
    #[schemars(extend("examples" = ["due"]))]
    pub sort_key: Field<String>,
    /// A local index shares the table's partition key, and is made with the table.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub local: Field<bool>,
    /// What DynamoDB copies into the index; `all` by default.
    #[schemars(extend("default" = "all", "examples" = ["keys_only"]))]
    pub projection: Field<ProjectionForm>,
}

/// A word, or a list of attributes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename = "$projection")]
#[schemars(rename = "Projection", untagged)]
#[expect(missing_docs, reason = "the variants are the forms of YAML")]
pub enum ProjectionForm {
    Text(ProjectionWord),
    Mapping(IncludeSpec),
}

/// What an index holds besides the keys.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectionWord {
    /// Every attribute.
    All,
    /// Nothing.
    KeysOnly,
}

/// The attributes that an index holds besides the keys.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["include"]))]
pub struct IncludeSpec {
    /// Their names.
    #[schemars(extend("examples" = [["title", "due"]]))]
    pub include: Field<Vec<Field<String>>>,
}

/// A word, or capacities.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename = "$billing")]
#[schemars(rename = "Billing", untagged)]
#[expect(missing_docs, reason = "the variants are the forms of YAML")]
pub enum BillingForm {
    Text(BillingWord),
    Mapping(CapacitySpec),
}

/// How a table is paid for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BillingWord {
    /// By the request.
    OnDemand,
}

/// Provisioned capacity, in units.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["read", "write"]))]
pub struct CapacitySpec {
    /// Read capacity units.
    #[schemars(extend("examples" = [5]))]
    pub read: Field<u32>,
    /// Write capacity units.
    #[schemars(extend("examples" = [5]))]
    pub write: Field<u32>,
}
