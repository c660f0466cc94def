//! The templates in `deploy/`, which lead to `template.yaml` in as many deployments as CloudFormation needs.

use super::FilePlan;
use crate::merge::{self, Merged, Side, ThreeTexts};
use crate::path::ProjectPath;
use crate::render::RenderedProject;
use crate::snapshot::{OnDisk, Snapshot};
use crate::text::{Language, unix};

const TEMPLATE: &str = "template.yaml";

/// A template that has to be deployed before `template.yaml`, as slsgen renders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTemplate {
    /// What it does, such as `create-by_price`.
    pub name: String,
    /// Its text, without what people changed in `template.yaml`.
    pub text: String,
}

/// A file of `deploy/`. It is not tracked: it is worthless once it is deployed everywhere, and then a person's to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Numbered on from what lies there.
    pub path: ProjectPath,
    /// Its text, with what people changed in `template.yaml`.
    pub text: String,
    /// Whether it has yet to be written.
    pub is_new: bool,
}

/// The files of `deploy/` that this plan asks for, in the order of their deployment.
pub(super) fn deployments(
    snapshot: &Snapshot,
    rendered: &RenderedProject,
    files: &[FilePlan],
    (folder, steps): (&ProjectPath, &[StepTemplate]),
) -> Vec<Deployment> {
    let rendered = rendered.text(TEMPLATE).unwrap_or_default();
    let merged = template(snapshot, files).unwrap_or_else(|| rendered.to_owned());
    let there = || snapshot.files_in(folder);
    let mut number = there().filter_map(|path| number_of(folder.name_of(path)?)).max().unwrap_or(0);
    let deployment = |step: &StepTemplate| {
        let text = with_edits(rendered, &merged, &step.text);
        let is_it = |path: &&ProjectPath| matches!(snapshot.on_disk(path), OnDisk::Text(there) if unix(there) == text);
        if let Some(path) = there().find(is_it) {
            return Deployment { path: path.clone(), text, is_new: false };
        }
        number += 1;
        let path = folder.inside(&format!("{number}-{}.yaml", step.name));
        Deployment { path: path.expect("steps are named for tables and indexes"), text, is_new: true }
    };
    steps.iter().map(deployment).collect()
}

/// `template.yaml` as it will be on disk.
fn template(snapshot: &Snapshot, files: &[FilePlan]) -> Option<String> {
    let file = files.iter().find(|file| file.path.as_str() == TEMPLATE)?;
    match snapshot.on_disk(&file.path) {
        _ if file.action.text().is_some() => file.action.text().map(str::to_owned),
        OnDisk::Text(text) => Some(unix(text).into_owned()),
        OnDisk::Absent | OnDisk::Other(_) => None,
    }
}

/// `3-create-by_price.yaml` → 3.
fn number_of(name: &str) -> Option<u64> {
    // A person may have written any number, and there is to be a next one.
    name.split('-').next()?.parse::<u32>().ok().map(u64::from)
}

/// A step differs from `template.yaml` as generated just as the file to be deployed differs from it as it is on disk.
/// Where a person has changed the very lines of a step, the step's win: CloudFormation takes it in no other order.
fn with_edits(rendered: &str, merged: &str, step: &str) -> String {
    match merge::merge(Language::Yaml, &ThreeTexts { base: rendered, ours: merged, theirs: step }) {
        Merged::Clean(text) => text,
        Merged::Conflict(conflict) => conflict.resolved(Side::Theirs),
    }
}
