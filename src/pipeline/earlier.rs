use semver::Version;

use super::{Loaded, Usable};
use crate::change::deployed::{Against, DeployedError, Described, Template, against, as_it_runs};
use crate::change::state::{TableState, states};
use crate::change::steps::{Step, steps};
use crate::change::{Finding, History, SpecRevision, changes, not_comparable};
use crate::model::{ChangePolicy, Frozen};
use crate::plan::{Changes, StepTemplate};
use crate::render;
use crate::source::Source;

/// What the spec is compared with to tell what its change means.
pub(super) struct Earlier {
    /// What findings point into.
    pub(super) source: Source,
    pub(super) changes: Changes,
}

impl Earlier {
    /// The spec itself, under the name of the one that was generated last: nothing changes.
    pub(super) fn same(source: Source, policy: &ChangePolicy) -> Self {
        Self { source, changes: Changes { policy: policy.clone(), ..Changes::default() } }
    }

    /// Another spec, whose project this version generated.
    pub(super) fn spec(earlier: Loaded, version: &Version, to: &To<'_>) -> Self {
        let Loaded { source, service, .. } = earlier;
        let policy = &to.spec.service.policy;
        let changes = match &service {
            Some(service) => Changes {
                findings: changes(&SpecRevision { service, source: &source, version }, &to.spec.revision(), to.history),
                steps: to.steps(&states(service), to.stage),
                stage: to.stage.map(str::to_owned),
                history: History::of(service),
                policy: policy.guarded_by(&service.policy),
                may_be_approved: false,
            },
            None => Changes {
                findings: vec![not_comparable(&source)],
                policy: policy.guarded_by(&ChangePolicy::default()),
                ..Changes::default()
            },
        };
        Self { source, changes }
    }

    /// A table that is deployed.
    pub(super) fn table(
        name: String,
        table: &Described,
        version: &Version,
        to: &To<'_>,
    ) -> Result<Self, DeployedError> {
        let Against { mut findings, state, stage } = against(table, &to.spec.revision())?;
        // A table says nothing of its routes: they may all have been there.
        findings.extend(changes(&SpecRevision { version, ..to.spec.revision() }, &to.spec.revision(), to.history));
        findings.sort_by_key(Finding::class);
        let others = states(&to.spec.service).into_iter().filter(|other| other.name != state.name);
        let tables: Vec<_> = others.chain([state.clone()]).collect();
        let source = Source { name, text: String::new() };
        let steps = to.steps(&tables, Some(&stage));
        let policy = to.spec.service.policy.clone();
        Ok(Self { source, changes: Changes { findings, steps, stage: Some(stage), policy, ..Changes::default() } })
    }

    /// A stack that is deployed, with the spec that it was generated from.
    pub(super) fn stack(
        said: Loaded,
        template: &Template,
        version: &Version,
        to: &To<'_>,
    ) -> Result<Self, DeployedError> {
        let Loaded { source, service: Some(service), .. } = said else { return Err(DeployedError::Metadata) };
        let version = template.version.as_ref().unwrap_or(version);
        let (running, mut findings) = as_it_runs(&service, &template.tables, &to.spec.revision(), &to.frozen.ids);
        let old = SpecRevision { service: &running, source: &source, version };
        findings.extend(changes(&old, &to.spec.revision(), to.history));
        findings.sort_by_key(Finding::class);
        // In a template, the spec is no text in which somebody looks for a line.
        for finding in &mut findings {
            finding.old = None;
        }
        let only = match &to.spec.service.stages[..] {
            [stage] => Some(stage.name.as_str()),
            _ => None,
        };
        let stage = to.stage.or(only);
        let steps = to.steps(&states(&running), stage);
        if stage.is_none() && !steps.is_empty() {
            return Err(DeployedError::WhichStage(to.stages()));
        }
        let stage = stage.map(str::to_owned);
        let policy = to.spec.service.policy.guarded_by(&service.policy);
        let history = History::of(&service);
        Ok(Self { source, changes: Changes { findings, steps, stage, history, policy, may_be_approved: false } })
    }
}

/// What an earlier state becomes, and what else is known of it.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    pub(super) spec: &'a Usable,
    pub(super) frozen: &'a Frozen,
    pub(super) history: &'a History,
    /// The stage that the earlier state is of, where somebody said so.
    pub(super) stage: Option<&'a str>,
}

impl To<'_> {
    pub(super) fn stages(&self) -> Vec<String> {
        self.spec.service.stages.iter().map(|stage| stage.name.clone()).collect()
    }

    fn steps(&self, tables: &[TableState], stage: Option<&str>) -> Vec<StepTemplate> {
        let Self { spec, frozen, .. } = self;
        let template = |step: Step| StepTemplate {
            text: render::step_template(&step.service, &spec.source.text, frozen, stage.is_some()),
            name: step.name,
        };
        steps(tables, &spec.service).into_iter().map(template).collect()
    }
}
