use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::fs::{Folder, Found};
use crate::report::{Shown, shown};

/// Longer manifests than any that people write.
const MANIFEST_LIMIT: usize = 1 << 20;

/// What cargo will say about a project inside another workspace, and what to do; none where it says nothing.
pub(super) fn note(target: &Path) -> Result<Option<Shown>, Error> {
    let target = std::path::absolute(target).map_err(Error::io("look at", target))?;
    let Some(root) = enclosing(&target) else { return Ok(None) };
    let inside = target.strip_prefix(&root).unwrap_or(&target);
    Ok(Some(shown!(
        "note: the project lies inside the cargo workspace of {}\n\
         Unless that names the project under `members` or `exclude`, cargo will say \"current package believes \
         it's in a workspace when it's not\". The project has a Cargo.lock and a release profile of its own, so \
         keep it out: put `exclude = [{}]` under `[workspace]` there.",
        root.join("Cargo.toml"),
        serde_json::Value::from(&*inside.to_string_lossy()).to_string(),
    )))
}

/// The nearest folder above whose manifest is a workspace's.
fn enclosing(target: &Path) -> Option<PathBuf> {
    let is_workspace = |folder: &&Path| {
        let manifest = Folder::open(folder).and_then(|folder| folder.look("Cargo.toml", MANIFEST_LIMIT));
        let Ok(Found::File(manifest)) = manifest else { return false };
        String::from_utf8_lossy(&manifest).lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("[workspace]") || line.starts_with("[workspace.")
        })
    };
    target.ancestors().skip(1).find(is_workspace).map(Path::to_owned)
}
