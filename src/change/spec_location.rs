use crate::model::{Resource, Route};
use crate::spec::Step;

/// The place of a thing in the old and the new spec, and what messages call it.
#[derive(Debug, Clone)]
pub(super) struct SpecLocation {
    pub(super) old: Option<Vec<Step>>,
    pub(super) new: Option<Vec<Step>>,
    /// The resource, where the service has several.
    pub(super) of: Option<String>,
}

impl SpecLocation {
    /// The whole spec.
    pub(super) fn root() -> Self {
        Self { old: Some(Vec::new()), new: Some(Vec::new()), of: None }
    }

    /// What is called the same in both specs.
    pub(super) fn key(&self, key: &str) -> Self {
        self.keys(key, key)
    }

    /// What is called otherwise in the new spec.
    pub(super) fn keys(&self, old: &str, new: &str) -> Self {
        self.steps(Step::Key(old.to_owned()), Step::Key(new.to_owned()))
    }

    /// A route.
    pub(super) fn route(&self, old: &Route, new: &Route) -> Self {
        let step = |route: &Route| Step::Route { method: route.method.as_str(), path: route.path_template() };
        self.key("routes").steps(step(old), step(new))
    }

    fn steps(&self, old: Step, new: Step) -> Self {
        let longer = |path: &Option<Vec<Step>>, step| path.iter().flatten().cloned().chain([step]).collect();
        Self {
            old: self.old.is_some().then(|| longer(&self.old, old)),
            new: self.new.is_some().then(|| longer(&self.new, new)),
            of: self.of.clone(),
        }
    }

    /// What the new spec no longer has.
    pub(super) fn only_in_old(mut self) -> Self {
        self.new = None;
        self
    }

    /// What the old spec doesn't have.
    pub(super) fn only_in_new(mut self) -> Self {
        self.old = None;
        self
    }

    /// What a fingerprint is made of: the names on the way, those of the new spec if it has any.
    pub(super) fn names(&self) -> Vec<String> {
        let path = self.new.as_ref().or(self.old.as_ref());
        let name = |step: &Step| match step {
            Step::Key(key) => key.clone(),
            Step::Route { method, path } => format!("{method} {path}"),
        };
        path.into_iter().flatten().map(name).collect()
    }
}

/// Where a service keeps its resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The one resource stands at the top.
    Single,
    /// They stand under `resources`.
    Several,
}

impl Form {
    /// The way to a resource.
    pub(super) fn path(self, resource: &Resource) -> Vec<Step> {
        match self {
            Self::Single => Vec::new(),
            Self::Several => ["resources", resource.name.as_str()].map(|key| Step::Key(key.to_owned())).into(),
        }
    }
}
