//! Reviewed files that nothing makes any more.

use std::fs;
use std::path::PathBuf;

use crate::reviewed;

/// Fails with the names of these files; where changes are accepted, it removes them.
pub(crate) fn remove(files: Vec<PathBuf>) -> Result<(), String> {
    if reviewed::accepts_changes() {
        for file in files {
            fs::remove_file(file).expect("a stale file can be removed");
        }
        return Ok(());
    }
    if files.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    Err(format!("nothing makes these any more: {}\nTRYCMD=overwrite removes them", names.join(", ")))
}
