use super::Name;

/// Settings of the whole API.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// What a caller must present, unless a route says otherwise.
    pub auth: Auth,
    /// Who has a key and a usage plan each, in the order of the spec; empty: there is one key, whoever calls.
    pub clients: Vec<Client>,
    /// Absent: no CORS headers and no preflight.
    pub cors: Option<Cors>,
    /// Absent: the account's limits apply.
    pub throttle: Option<Throttle>,
    /// For how many seconds an `Idempotency-Key` stands for one request (60 to 604,800). Absent: nothing looks at it.
    pub idempotency: Option<u32>,
}

/// What a caller must present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// Anyone may call.
    None,
    /// An `x-api-key` header, bound to a usage plan.
    ApiKey,
    /// A request signed with AWS Signature Version 4.
    Iam,
    /// A bearer token of a Cognito user pool.
    Cognito,
}

/// A client with an API key of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// A lower-case letter, then up to 31 lower-case letters, digits and `-`.
    pub name: Name,
    /// The client's own limit in every stage; absent: the API's, by stage.
    pub throttle: Option<Throttle>,
}

/// Cross-origin access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cors {
    /// `*` alone, or origins such as `https://shop.example`; never empty.
    pub origins: Vec<String>,
    /// How long a browser keeps a preflight answer, in seconds (0 to 86,400).
    pub max_age: Option<u32>,
}

/// Requests per second, and how many above that for a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Throttle {
    /// Steady rate in requests per second, above 0.
    pub rate: f64,
    /// Size of the token bucket, in requests.
    pub burst: u32,
}
