use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;

use crate::baseline::Lock;
use crate::error::Error;
use crate::path::ProjectPath;
use crate::pipeline;
use crate::render;
use crate::snapshot::Snapshot;

/// Where slsgen makes files in a project, or made them: what the lock names, and what specs of now and before ask for.
pub(super) struct Made {
    lock: Lock,
    specs: Vec<Vec<u8>>,
    /// What the specs ask for, which is rarely needed.
    rendered: OnceCell<BTreeSet<ProjectPath>>,
}

impl Made {
    /// In a project whose spec was, besides, once an earlier one.
    pub(super) fn of(folder: &Path, earlier: Option<&str>) -> Result<Self, Error> {
        let project = Snapshot::of_lock(folder)?;
        // What can't be read now asks for nothing.
        let specs = [project.spec().ok(), project.spec_of_before().ok(), earlier.map(|text| text.as_bytes().to_vec())];
        let specs = specs.into_iter().flatten().collect();
        Ok(Self { lock: project.baseline.lock, specs, rendered: OnceCell::new() })
    }

    /// Whether a file is one of them.
    pub(super) fn has(&self, path: &ProjectPath) -> bool {
        let rendered =
            || self.rendered.get_or_init(|| self.specs.iter().flat_map(|spec| pipeline::paths(spec)).collect());
        self.lock.files.contains_key(path) || render::is_shared(path) || rendered().contains(path)
    }
}
