use std::collections::BTreeSet;

use super::{Api, Auth, ChangePolicy, Cors, Deployment, ProjectName, Resource, Route, Stage, Throttle};

/// A whole validated spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The crate, the stack's prefix and the Postman collection.
    pub name: ProjectName,
    /// Free text from the spec; may hold any character.
    pub description: Option<String>,
    /// One per table, in the order of the spec; never empty.
    pub resources: Vec<Resource>,
    /// Authorization, CORS and throttling of the whole API.
    pub api: Api,
    /// Settings of the Lambda function.
    pub function: Function,
    /// In the order of the spec; never empty.
    pub stages: Vec<Stage>,
    /// Which changes of this spec are refused.
    pub policy: ChangePolicy,
}

impl Service {
    /// Every route, in the order of the spec.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.resources.iter().flat_map(|resource| &resource.routes)
    }

    /// Whether the API, by default, or a route asks for this.
    #[must_use]
    pub fn uses(&self, auth: Auth) -> bool {
        self.api.auth == auth || self.routes().any(|route| route.auth == auth)
    }

    /// The groups of the user pool that routes and owners name, sorted.
    #[must_use]
    pub fn groups(&self) -> BTreeSet<&str> {
        let of_routes = self.routes().flat_map(|route| &route.groups);
        let excepted = self.resources.iter().filter_map(|resource| resource.owner.as_ref());
        of_routes.chain(excepted.flat_map(|owner| &owner.except_groups)).map(String::as_str).collect()
    }

    /// Whether it matters which user of the pool calls.
    #[must_use]
    pub fn tells_users_apart(&self) -> bool {
        !self.groups().is_empty() || self.resources.iter().any(|resource| resource.owner.is_some())
    }

    /// For how many seconds an `Idempotency-Key` counts; none where no route takes one.
    #[must_use]
    pub fn idempotency(&self) -> Option<u32> {
        self.api.idempotency.filter(|_| self.resources.iter().any(Resource::takes_idempotency_keys))
    }

    /// The variable that tells the function the name of the table of such keys.
    pub const IDEMPOTENCY_VARIABLE: &str = "IDEMPOTENCY_TABLE";

    /// The table of what requests with an `Idempotency-Key` made, without the stage.
    #[must_use]
    pub fn idempotency_table(&self) -> String {
        format!("{}-idempotency", self.name)
    }

    /// The name of that table on a laptop.
    #[must_use]
    pub fn local_idempotency_table(&self) -> String {
        format!("{}-local", self.idempotency_table())
    }

    /// Whether any stage allows cross-origin access.
    #[must_use]
    pub fn has_cors(&self) -> bool {
        self.stages.iter().any(|stage| self.cors(stage).is_some())
    }

    /// Whether any stage says how long a browser keeps a preflight answer.
    #[must_use]
    pub fn has_cors_max_age(&self) -> bool {
        self.stages.iter().filter_map(|stage| self.cors(stage)).any(|cors| cors.max_age.is_some())
    }

    /// A stage's own CORS, or the API's.
    #[must_use]
    pub fn cors<'a>(&'a self, stage: &'a Stage) -> Option<&'a Cors> {
        stage.cors.as_ref().or(self.api.cors.as_ref())
    }

    /// Whether the function of any stage counts its requests in CloudWatch's metrics.
    #[must_use]
    pub fn has_metrics(&self) -> bool {
        self.stages.iter().any(Stage::has_metrics)
    }

    /// Whether new versions of the function take over step by step in any stage.
    #[must_use]
    pub fn has_canary(&self) -> bool {
        self.stages.iter().any(|stage| stage.deployment == Deployment::Canary)
    }

    /// Whether a person approves each deployment to this stage: those with protected tables, or else the last one.
    #[must_use]
    pub fn is_approved(&self, stage: &Stage) -> bool {
        let has_protected = self.stages.iter().any(|stage| stage.deletion_protection);
        if has_protected { stage.deletion_protection } else { self.stages.last() == Some(stage) }
    }

    /// A stage's own limit, or the API's.
    #[must_use]
    pub fn throttle(&self, stage: &Stage) -> Option<Throttle> {
        stage.throttle.or(self.api.throttle)
    }
}

/// Settings of the Lambda function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Memory in MB, 128 to 10,240.
    pub memory: u32,
    /// Timeout in seconds, 1 to 28: below the gateway's 29.
    pub timeout: u32,
    /// The default of the template's `Architecture` parameter.
    pub architecture: Architecture,
}

impl Function {
    /// From how many milliseconds on a request is slow: 80 % of the time-out, and in any case before the function answers
    /// that its time is over, which is half a second before the time-out.
    #[must_use]
    pub fn slow(&self) -> u32 {
        (self.timeout * 800).min(self.timeout * 1000 - 600)
    }
}

/// The processor the function is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Architecture {
    /// Graviton, the default.
    Arm64,
    /// Intel and AMD.
    X86_64,
}

impl Architecture {
    /// The name that Lambda and SAM use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }
}
