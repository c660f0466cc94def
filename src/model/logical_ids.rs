use std::collections::BTreeMap;

use super::{Auth, Client, Name, Resource, Service};

/// The CloudFormation logical IDs of what holds state or is known to callers: the API, its keys, the user pool and
/// the tables.
///
/// A changed logical ID replaces what it names, so each is chosen once and then kept, whatever the resource is called
/// later and whatever a newer slsgen would choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogicalIds(BTreeMap<String, String>);

impl LogicalIds {
    /// What the API's ID is kept by.
    pub const API: &str = "api";
    /// As [`API`](Self::API), of the API key where there is one for all clients.
    pub const API_KEY: &str = "api_key";
    /// As [`API`](Self::API), of the user pool.
    pub const USER_POOL: &str = "user_pool";

    /// The table of what requests with an `Idempotency-Key` made.
    pub const IDEMPOTENCY: &str = "IdempotencyRecords";

    /// What else each template declares, by its logical ID; none of these holds what has to stay.
    pub const OF_THE_TEMPLATE: [&str; 22] = [
        "AccessLogGroup",
        "AccessLogs",
        "AccountLogRole",
        "AlarmTopic",
        "ApiFaultsAlarm",
        "ApiGatewayAccount",
        "ApiGatewayLogRole",
        "Architecture",
        "CanaryErrorsAlarm",
        "CanaryFaultsAlarm",
        "Dashboard",
        "DurationAlarm",
        "FaultsAlarm",
        "Function",
        "FunctionLogGroup",
        "FunctionRole",
        Self::IDEMPOTENCY,
        "Stage",
        "ThrottlesAlarm",
        "UsagePlan",
        "UsagePlanKey",
        "UserPoolClient",
    ];

    /// The IDs of a service: those chosen before, and new ones for what is new.
    #[must_use]
    pub fn assign(service: &Service, frozen: &Self) -> Self {
        let mut ids = Self::default();
        ids.keep_or_choose(frozen, Self::API, &[], "Api");
        for client in &service.api.clients {
            ids.keep_or_choose(frozen, &Self::client_key(&client.name), &[], &Self::wanted_api_key(&client.name));
        }
        if service.uses(Auth::ApiKey) && service.api.clients.is_empty() {
            ids.keep_or_choose(frozen, Self::API_KEY, &[], "ApiKey");
        }
        if service.uses(Auth::Cognito) {
            ids.keep_or_choose(frozen, Self::USER_POOL, &[], "UserPool");
        }
        for group in service.groups() {
            ids.keep_or_choose(frozen, &Self::group_key(group), &[], &group_id(group));
        }
        for resource in &service.resources {
            let earlier: Vec<String> = resource.renamed_from.iter().rev().map(Self::table_key).collect();
            ids.keep_or_choose(frozen, &Self::table_key(&resource.name), &earlier, &table_id(resource));
        }
        ids
    }

    fn keep_or_choose(&mut self, frozen: &Self, key: &str, earlier_keys: &[String], wanted: &str) {
        let kept = frozen.0.get(key).or_else(|| earlier_keys.iter().find_map(|earlier| frozen.0.get(earlier)));
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
        let is_taken = |id: &String| frozen.0.values().chain(self.0.values()).any(|taken| taken == id);
        let id = kept.cloned().or_else(|| candidates.find(|id| !is_taken(id)));
        self.0.insert(key.to_owned(), id.expect("there is no end of numbers"));
    }

    /// The IDs as they stand in a lock, by what they name: `api`, `table/items`.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, id)| (key.as_str(), id.as_str()))
    }

    /// The API's.
    #[must_use]
    pub fn api(&self) -> &str {
        self.get(Self::API)
    }

    /// The API key's, where there is one for all clients.
    #[must_use]
    pub fn api_key(&self) -> &str {
        self.get(Self::API_KEY)
    }

    /// The API key's of a client.
    #[must_use]
    pub fn api_key_of(&self, client: &Client) -> &str {
        self.get(&Self::client_key(&client.name))
    }

    /// What the ID of a client's key is kept by.
    #[must_use]
    pub fn client_key(client: &Name) -> String {
        format!("{}/{client}", Self::API_KEY)
    }

    /// The ID of a client's key, unless it is taken or was chosen before.
    #[must_use]
    pub fn wanted_api_key(client: &Name) -> String {
        format!("{}ApiKey", client.pascal())
    }

    /// The user pool's.
    #[must_use]
    pub fn user_pool(&self) -> &str {
        self.get(Self::USER_POOL)
    }

    /// A group's of the user pool.
    #[must_use]
    pub fn group(&self, name: &str) -> &str {
        self.get(&Self::group_key(name))
    }

    /// What the ID of a group is kept by.
    #[must_use]
    pub fn group_key(name: &str) -> String {
        format!("group/{name}")
    }

    /// A resource's table's.
    #[must_use]
    pub fn table(&self, resource: &Resource) -> &str {
        self.get(&Self::table_key(&resource.name))
    }

    /// What the ID of a resource's table is kept by.
    #[must_use]
    pub fn table_key(resource: &Name) -> String {
        format!("table/{resource}")
    }

    /// Empty for what the service doesn't have.
    fn get(&self, key: &str) -> &str {
        self.0.get(key).map(String::as_str).unwrap_or_default()
    }
}

/// As read from a lock.
impl FromIterator<(String, String)> for LogicalIds {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}

/// `AdminsGroup` of `admins`.
fn group_id(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let pascal = |part: &str| part[..1].to_ascii_uppercase() + &part[1..];
    format!("{}Group", parts.map(pascal).collect::<String>())
}

/// That of the oldest name, where there is no lock to keep it from.
fn table_id(resource: &Resource) -> String {
    format!("{}Table", resource.renamed_from.first().unwrap_or(&resource.name).pascal())
}
