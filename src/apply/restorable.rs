use crate::baseline::Lock;
use crate::path::ProjectPath;
use crate::plan::Write;

/// Whether a record may bring back the text before a write.
///
/// A record is untrusted: anybody can send a project with one, and nobody sees in a review what it holds. So it brings
/// back only what slsgen makes and remembers; `is_made` tells of a path whether slsgen makes a file there.
pub(super) fn may_restore(write: &Write, is_made: &dyn Fn(&ProjectPath) -> bool) -> bool {
    let Some(text) = &write.before else { return true };
    if write.path.is_lock() {
        // What the lock names counts as made from then on.
        return Lock::read(text).is_ok_and(|lock| lock.files.keys().all(is_made));
    }
    match write.path.of_base() {
        Some(file) => file.is_spec() || is_made(&file),
        None => write.path == ProjectPath::ignored() || is_made(&write.path),
    }
}
