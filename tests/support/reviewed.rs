//! Texts that people review: a test makes each anew and compares.
//!
//! `TRYCMD=overwrite` accepts all of them as they are now. The name is trycmd's, which knows no other: so the stories
//! and everything else go by one switch.

use std::fs;
use std::path::Path;

use snapbox::Data;
use snapbox::assert::Action;
use snapbox::report::{Palette, write_diff};

/// Whether this run accepts what has changed.
pub(crate) fn accepts_changes() -> bool {
    matches!(Action::with_env_var("TRYCMD"), Some(Action::Overwrite))
}

/// Fails with the difference if a file holds another text, to the byte.
pub(crate) fn compare(file: &Path, now: &str) -> Result<(), String> {
    let reviewed = fs::read(file).ok();
    if reviewed.as_deref() == Some(now.as_bytes()) {
        return Ok(());
    }
    if accepts_changes() {
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(file, now).expect("a file can be written");
        return Ok(());
    }
    let reviewed = String::from_utf8_lossy(reviewed.as_deref().unwrap_or_default());
    Err(difference((&file.display().to_string(), &reviewed), ("now", now)) + "TRYCMD=overwrite accepts this")
}

/// How two texts differ, each with its name.
pub(crate) fn difference(expected: (&str, &str), found: (&str, &str)) -> String {
    let data = |text: &str| Data::text(text.to_owned());
    let mut message = String::new();
    let names = (&expected.0, &found.0);
    write_diff(&mut message, &data(expected.1), &data(found.1), Some(names.0), Some(names.1), Palette::plain())
        .expect("a string takes text");
    message
}
