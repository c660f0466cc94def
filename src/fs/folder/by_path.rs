//! Where std alone reaches the disk: a folder is its path, and a name is joined to it.
//!
//! Opening a file follows no link. But each folder on the way is looked at before it is used, so somebody who changes it
//! in between is not noticed, as on Unix.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use crate::fs::kind::Kind;

pub(super) type Handle = PathBuf;

/// Follows links.
pub(super) fn open(path: &Path) -> io::Result<Handle> {
    if fs::metadata(path)?.is_dir() { Ok(path.to_owned()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

pub(super) fn folder(at: &Handle, name: &OsStr) -> io::Result<Handle> {
    match kind(at, name)? {
        Kind::Folder => Ok(at.join(name)),
        Kind::File | Kind::Link | Kind::Special => Err(io::ErrorKind::NotADirectory.into()),
    }
}

/// For reading.
pub(super) fn file(at: &Handle, name: &OsStr) -> io::Result<File> {
    match kind(at, name)? {
        Kind::File => not_following(OpenOptions::new().read(true)).open(at.join(name)),
        Kind::Folder | Kind::Link | Kind::Special => Err(io::ErrorKind::InvalidInput.into()),
    }
}

pub(super) fn kind(at: &Handle, name: &OsStr) -> io::Result<Kind> {
    if cfg!(windows) && is_device(name) {
        return Ok(Kind::Special);
    }
    Ok(fs::symlink_metadata(at.join(name))?.file_type().into())
}

/// Whether Windows takes a name for a device wherever it stands: `con`, `nul.txt`, `COM1`.
fn is_device(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end();
    let is_numbered = |port| stem.strip_prefix(port).is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']));
    ["aux", "con", "conin$", "conout$", "nul", "prn"].contains(&stem) || is_numbered("com") || is_numbered("lpt")
}

pub(super) fn permissions(at: &Handle, name: &OsStr) -> io::Result<Permissions> {
    Ok(fs::symlink_metadata(at.join(name))?.permissions())
}

pub(super) fn names(at: &Handle) -> io::Result<Vec<OsString>> {
    fs::read_dir(at)?.map(|entry| Ok(entry?.file_name())).collect()
}

/// For writing; fails if there is anything.
pub(super) fn create_file(at: &Handle, name: &OsStr) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(at.join(name))
}

pub(super) fn create_folder(at: &Handle, name: &OsStr) -> io::Result<()> {
    fs::create_dir(at.join(name))
}

pub(super) fn remove_file(at: &Handle, name: &OsStr) -> io::Result<()> {
    fs::remove_file(at.join(name))
}

pub(super) fn remove_folder(at: &Handle, name: &OsStr) -> io::Result<()> {
    fs::remove_dir(at.join(name))
}

pub(super) fn rename(from: &Handle, name: &OsStr, to: &Handle, new_name: &OsStr) -> io::Result<()> {
    fs::rename(from.join(name), to.join(new_name))
}

/// The folder itself, to be locked.
pub(super) fn as_file(at: &Handle) -> io::Result<File> {
    not_following(OpenOptions::new().read(true)).open(at)
}

/// Folders can't be synced here, and names last without being asked for.
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(super) fn sync(_: &Handle) -> io::Result<()> {
    Ok(())
}

/// There is no such call.
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(super) fn sync_everything(_: &Handle) -> io::Result<()> {
    Ok(())
}

/// Opens a link itself, if it should be one, and a folder like a file.
#[cfg(windows)]
fn not_following(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;

    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    options.custom_flags(FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT)
}

#[cfg(not(windows))]
fn not_following(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    #[test]
    fn windows_takes_some_names_for_devices() {
        let is_device = |name: &str| super::is_device(OsStr::new(name));
        for name in ["con", "NUL", "nul.txt", "Com1", "lpt9.a.b", "aux ", "prn:", "CONIN$"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["console", "com", "com0", "com10", "nulls", "a.con", "lpt"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
