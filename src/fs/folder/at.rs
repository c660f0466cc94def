//! Unix: an open folder, and names in it. The system itself follows no link, so nobody can put one there in between.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, RawMode};

use crate::fs::kind::Kind;

pub(super) type Handle = OwnedFd;

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// Follows links.
pub(super) fn open(path: &Path) -> io::Result<Handle> {
    Ok(rustix::fs::open(path, FOLDER, Mode::empty())?)
}

pub(super) fn folder(at: &Handle, name: &OsStr) -> io::Result<Handle> {
    Ok(rustix::fs::openat(at, name, FOLDER | OFlags::NOFOLLOW, Mode::empty())?)
}

/// For reading. Without `NONBLOCK`, opening a pipe would wait until somebody writes to it.
pub(super) fn file(at: &Handle, name: &OsStr) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(at, name, flags, Mode::empty())?.into())
}

pub(super) fn kind(at: &Handle, name: &OsStr) -> io::Result<Kind> {
    Ok(match FileType::from_raw_mode(mode(at, name)?) {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        _ => Kind::Special,
    })
}

#[cfg_attr(target_os = "linux", expect(clippy::useless_conversion, reason = "elsewhere a mode has 16 bits"))]
pub(super) fn permissions(at: &Handle, name: &OsStr) -> io::Result<Permissions> {
    Ok(Permissions::from_mode(u32::from(mode(at, name)?) & 0o777))
}

fn mode(at: &Handle, name: &OsStr) -> io::Result<RawMode> {
    Ok(rustix::fs::statat(at, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode)
}

pub(super) fn names(at: &Handle) -> io::Result<Vec<OsString>> {
    let names = Dir::read_from(at)?.map(|entry| Ok(OsString::from_vec(entry?.file_name().to_bytes().to_vec())));
    names.filter(|name| name.as_ref().is_ok_and(|name| name != "." && name != "..") || name.is_err()).collect()
}

/// For writing; fails if there is anything.
pub(super) fn create_file(at: &Handle, name: &OsStr) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::openat(at, name, flags, Mode::from_raw_mode(0o666))?.into())
}

pub(super) fn create_folder(at: &Handle, name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::mkdirat(at, name, Mode::from_raw_mode(0o777))?)
}

pub(super) fn remove_file(at: &Handle, name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::unlinkat(at, name, AtFlags::empty())?)
}

pub(super) fn remove_folder(at: &Handle, name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::unlinkat(at, name, AtFlags::REMOVEDIR)?)
}

pub(super) fn rename(from: &Handle, name: &OsStr, to: &Handle, new_name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::renameat(from, name, to, new_name)?)
}

/// The folder itself, to be locked.
pub(super) fn as_file(at: &Handle) -> io::Result<File> {
    Ok(at.try_clone()?.into())
}

/// Has the system keep the names in the folder even if power fails.
pub(super) fn sync(at: &Handle) -> io::Result<()> {
    Ok(rustix::fs::fsync(at)?)
}

/// Has the system keep everything that was written to the folder's file system: one call for all files.
#[cfg(target_os = "linux")]
pub(super) fn sync_everything(at: &Handle) -> io::Result<()> {
    Ok(rustix::fs::syncfs(at)?)
}

/// Has the system keep everything that was written.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_everything(_: &Handle) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}
