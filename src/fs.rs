//! Disk access, with errors that name the path.
//!
//! Only this module and [`crate::apply`] touch the disk; `clippy.toml` keeps it so. There are two kinds of paths:
//!
//! - a path that a person typed is opened as they mean it: through links, and as a pipe if it is one ([`read`]);
//! - what lies in a project came from anybody. It is reached name by name from a [`Folder`], through no link and without
//!   waiting, and nothing but plain files is read.

#![expect(clippy::disallowed_methods, reason = "this module is where the disk is reached")]

pub(crate) mod failpoint;
mod folder;
mod kind;
mod limited;
mod locked;
mod typed;

pub(crate) use folder::{Below, Folder, Found};
pub(crate) use kind::Kind;
pub(crate) use locked::LockedFolder;
pub(crate) use typed::{create_folders, is_same, kind, read, read_stdin, replace, write_new};
