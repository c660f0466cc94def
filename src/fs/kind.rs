use std::fs::FileType;

/// What is at a path itself, a link not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, whatever it points to.
    Link,
    /// A device, a pipe or a socket.
    Special,
}

impl Kind {
    /// What it is, in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a link",
            Self::Special => "a device, a pipe or a socket",
        }
    }
}

impl From<FileType> for Kind {
    fn from(found: FileType) -> Self {
        match found {
            // First, as a link to a folder is both on some systems.
            _ if found.is_symlink() => Self::Link,
            _ if found.is_dir() => Self::Folder,
            _ if found.is_file() => Self::File,
            _ => Self::Special,
        }
    }
}
