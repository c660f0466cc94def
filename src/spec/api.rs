use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Field};

/// Settings of the whole API.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApiSpec {
    /// What a caller must present.
    #[schemars(extend("examples" = ["api_key"]))]
    pub auth: Field<AuthWord>,
    /// The clients, by name, where a route takes an API key: each has a key and a usage plan of its own; one key otherwise.
    #[schemars(extend("examples" = [{ "mobile": {}, "partner": { "throttle": { "rate": 5, "burst": 10 } } }]))]
    pub keys: Field<Entries<ClientSpec>>,
    /// Cross-origin access from browsers.
    #[schemars(extend("examples" = [{ "origins": ["https://shop.example"] }]))]
    pub cors: Field<CorsSpec>,
    /// A limit on requests.
    #[schemars(extend("examples" = [{ "rate": 50, "burst": 100 }]))]
    pub throttle: Field<ThrottleSpec>,
    /// Not available yet.
    pub idempotency: Field<String>,
}

/// What a caller must present.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuthWord {
    /// Nothing: the API is public.
    None,
    /// An API key in `x-api-key`.
    ApiKey,
    /// An AWS signature.
    Iam,
    /// A bearer token of a Cognito user pool.
    Cognito,
}

/// A client with an API key of its own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClientSpec {
    /// The client's own limit on requests, in every stage; the API's otherwise.
    #[schemars(extend("examples" = [{ "rate": 5, "burst": 10 }]))]
    pub throttle: Field<ThrottleSpec>,
}

/// Cross-origin access from browsers.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["origins"]))]
pub struct CorsSpec {
    /// `*` alone, or origins such as `https://shop.example`.
    #[schemars(extend("examples" = [["https://shop.example"]]))]
    pub origins: Field<Vec<Field<String>>>,
    /// How long a browser keeps a preflight answer, in seconds.
    #[schemars(range(max = 86400))]
    #[schemars(extend("examples" = [600]))]
    pub max_age: Field<u32>,
}

/// A limit on requests.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["rate", "burst"]))]
pub struct ThrottleSpec {
    /// Requests per second.
    #[schemars(extend("examples" = [50]))]
    pub rate: Field<f64>,
    /// Requests above the rate for a moment.
    #[schemars(extend("examples" = [100]))]
    pub burst: Field<u32>,
}
