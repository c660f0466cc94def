//! Specs in which everything is drawn at random: names, types, constraints, keys, indexes, routes and settings. Most are
//! valid. The same seed gives the same spec.

pub(crate) mod attribute;
mod names;
mod owner;
mod pattern;
mod resource;
mod routes;
mod text;

use serde_json::{Map, Value, json};

use self::routes::AUTHS;
use super::random::Random;

/// Days that CloudWatch Logs offers.
const RETENTIONS: &[u32] = &[1, 30, 365, 3653];

/// Warnings.
const WARNINGS: &[&str] =
    &["W0001", "W0002", "W0004", "W0005", "W0008", "W0012", "W0013", "W0014", "W0015", "W0016", "W0019"];

/// The spec of a seed, as JSON, which is YAML. It may be invalid.
pub(crate) fn spec(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut spec = random.service();
    random.idempotency(&mut spec);
    random.owners(&mut spec);
    serde_json::to_string_pretty(&spec).expect("JSON can be written")
}

impl Random {
    fn service(&mut self) -> Value {
        let mut spec = self.tables();
        // Last, so that a seed draws the same tables as ever.
        if spec["api"]["auth"] == json!("api_key") && self.one_in(2) {
            spec["api"]["keys"] = self.clients();
        }
        spec
    }

    fn tables(&mut self) -> Value {
        let mut spec = json!({ "name": self.project_name() });
        if self.one_in(4) {
            spec["format"] = json!(1);
        }
        if self.one_in(2) {
            spec["description"] = json!(self.text());
        }
        self.settings(&mut spec);
        if self.one_in(4) {
            let name = spec["name"].as_str().unwrap_or_default().to_owned();
            let Value::Object(mut resource) = self.resource(&name) else { return spec };
            resource.shift_remove("renamed_from");
            spec.as_object_mut().expect("a spec is a map").extend(resource);
            return spec;
        }
        let count = self.pick(&[1, 1, 1, 2, 2, 4]);
        let names = self.names(count);
        let resources: Map<_, _> = names.into_iter().map(|name| (name.clone(), self.resource(&name))).collect();
        spec["resources"] = Value::Object(resources);
        spec
    }

    /// What stands at the top beside the tables.
    fn settings(&mut self, spec: &mut Value) {
        let mut api = json!({ "auth": self.pick(AUTHS) });
        self.limits(&mut api);
        spec["api"] = api;
        if self.one_in(3) {
            spec["function"] = json!({
                "memory": self.pick(&[128, 256, 10240]),
                "timeout": self.pick(&[1, 10, 28]),
                "architecture": self.pick(&["arm64", "x86_64"]),
            });
        }
        if self.one_in(3) {
            let names = self.stage_names();
            let stages: Map<_, _> = names.into_iter().map(|name| (name, self.stage())).collect();
            spec["stages"] = Value::Object(stages);
        }
        if self.one_in(4) {
            let classes = ["DATA", "EXPOSE", "OUTAGE", "STEPS", "API", "CODE"].map(str::to_owned);
            spec["policy"] =
                json!({ "refuse": self.subset(&classes), "allow": { "A0201-0123abcd": "nobody calls it" } });
        }
        if self.one_in(4) {
            let warnings: Vec<String> = WARNINGS.iter().map(|code| (*code).to_owned()).collect();
            spec["allow"] = json!(self.subset(&warnings));
        }
    }

    fn clients(&mut self) -> Value {
        let names = ["mobile", "a", "true", "x-1-y", "a-client-whose-name-is-32-long-x"].map(str::to_owned);
        let mut names = self.subset(&names);
        names.push("partner".to_owned());
        let mut client = || {
            let mut client = json!({});
            self.throttle(&mut client);
            client
        };
        names.into_iter().map(|name| (name, client())).collect::<Map<_, _>>().into()
    }

    /// For how long a POST counts as one, where there may be one that creates.
    fn idempotency(&mut self, spec: &mut Value) {
        if spec.to_string().contains("POST") && self.one_in(3) {
            spec["api"]["idempotency"] = json!(self.pick(&["1m", "90m", "24h", "7d"]));
        }
    }

    fn stage(&mut self) -> Value {
        let mut stage = json!({});
        let settings = [
            ("log_retention_days", json!(self.pick(RETENTIONS))),
            ("log_level", json!(self.pick(&["error", "warn", "info", "debug", "trace"]))),
            ("deletion_protection", json!(self.one_in(2))),
        ];
        for (key, value) in settings {
            if self.one_in(3) {
                stage[key] = value;
            }
        }
        if stage["deletion_protection"] != json!(true) && self.one_in(4) {
            stage["data"] = json!(self.pick(&["kept", "disposable"]));
        }
        let is_watched = self.one_in(4);
        if is_watched {
            stage["alarms"] = json!(self.one_in(2));
            stage["dashboard"] = json!(self.one_in(2));
            stage["deploy"] = json!(self.pick(&["all_at_once", "canary"]));
        }
        let has_alarm = stage["alarms"] == json!(true) || stage["deploy"] == json!("canary");
        if has_alarm && self.one_in(2) {
            stage["alarm_email"] = json!(self.pick(&["ops@shop.example", "o.p's+a{b}@x-y.example"]));
        }
        self.limits(&mut stage);
        stage
    }

    /// What the API and each stage can have: a limit on requests, and cross-origin access.
    fn limits(&mut self, of: &mut Value) {
        self.throttle(of);
        if self.one_in(3) {
            let origins = [
                "https://shop.example",
                "http://localhost:3000",
                "https://xn--bcher-kva.example",
                "https://a.b.c.example:8443",
            ];
            let some: Vec<String> = origins.map(str::to_owned).into();
            let some = self.subset(&some);
            of["cors"] = json!({ "origins": if some.is_empty() { vec!["*".to_owned()] } else { some } });
            if self.one_in(2) {
                of["cors"]["max_age"] = json!(self.pick(&[0, 600, 86400]));
            }
        }
    }

    fn throttle(&mut self, of: &mut Value) {
        if self.one_in(3) {
            let rate: Value = self.pick(&["0.5", "1", "50", "1000000"]).parse().expect("numbers are JSON");
            of["throttle"] = json!({ "rate": rate, "burst": self.up_to(&[1, 100, 1_000_000]) });
        }
    }
}
