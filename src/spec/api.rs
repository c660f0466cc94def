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
    /// For how long a POST that creates counts as sent once, however often it is sent with the same `Idempotency-Key`: `1m` to
    /// `7d`.
    #[schemars(extend("examples" = ["24h"], "pattern" = "^[1-9][0-9]{0,4}[mhd]$"))]
    pub idempotency: Field<String>,
}

/// The seconds of a number with `m`, `h` or `d`.
#[must_use]
pub fn seconds(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    number.parse::<u32>().ok().filter(|_| is_number)?.checked_mul(unit)
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
