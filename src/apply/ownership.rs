use crate::baseline::Lock;
use crate::path::ProjectPath;
use crate::plan::Write;

/// Whether a write of a record is of a file that is slsgen's own: only then may the record bring back a text.
///
/// A record is untrusted: anybody can send a project with one, and nobody sees in a review what it holds. `is_made` tells
/// of a path whether slsgen makes a file there.
pub(super) fn is_own(write: &Write, is_made: &dyn Fn(&ProjectPath) -> bool) -> bool {
    if write.path.is_lock() {
        // What the lock names counts as made from then on.
        let names_own = |text: &String| Lock::read(text).is_ok_and(|lock| lock.files.keys().all(is_made));
        return write.before.as_ref().is_some_and(names_own);
    }
    match write.path.of_base() {
        Some(file) => file.is_spec() || is_made(&file),
        None => write.path.is_note() || is_made(&write.path),
    }
}
