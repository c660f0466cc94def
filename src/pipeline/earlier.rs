use semver::Version;

use super::{Loaded, Usable};
use crate::change::deployed::{Against, DeployedError, against};
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
    pub(super) fn same(source: Source) -> Self {
        Self { source, changes: Changes::default() }
    }

    /// Another spec, whose project this version generated.
    pub(super) fn spec(earlier: Loaded, version: &Version, spec: &Usable, frozen: &Frozen, history: &History) -> Self {
        let Loaded { source, service, .. } = earlier;
        let policy = &spec.service.policy;
        let changes = match &service {
            Some(service) => Changes {
                findings: changes(&SpecRevision { service, source: &source, version }, &spec.revision(), history),
                steps: step_templates(&states(service), spec, frozen),
                history: History::of(service),
                policy: policy.guarded_by(&service.policy),
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
        table: &TableState,
        version: &Version,
        spec: &Usable,
        frozen: &Frozen,
        history: &History,
    ) -> Result<Self, DeployedError> {
        let Against { mut findings, state } = against(table, &spec.revision())?;
        // A table says nothing of its routes: they may all have been there.
        findings.extend(changes(&SpecRevision { version, ..spec.revision() }, &spec.revision(), history));
        findings.sort_by_key(Finding::class);
        let others = states(&spec.service).into_iter().filter(|other| other.name != state.name);
        let tables: Vec<_> = others.chain([state.clone()]).collect();
        let source = Source { name, text: String::new() };
        let steps = step_templates(&tables, spec, frozen);
        let policy = spec.service.policy.clone();
        Ok(Self { source, changes: Changes { findings, steps, policy, ..Changes::default() } })
    }
}

fn step_templates(tables: &[TableState], spec: &Usable, frozen: &Frozen) -> Vec<StepTemplate> {
    let template = |step: Step| StepTemplate {
        text: render::step_template(&step.service, &spec.source.text, frozen),
        name: step.name,
    };
    steps(tables, &spec.service).into_iter().map(template).collect()
}
