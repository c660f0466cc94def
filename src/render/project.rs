use std::collections::BTreeMap;

/// The files of a project: relative path with `/` → text, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenderedProject {
    files: BTreeMap<String, String>,
}

impl RenderedProject {
    /// Adds a file; each path is added once.
    pub(super) fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        let text = text.into();
        // The spec is the user's, and kept to the byte.
        let is_ours = path != "slsgen.yaml";
        debug_assert!(!is_ours || text.is_empty() || text.ends_with('\n'), "{path} must end with a newline");
        let earlier = self.files.insert(path, text);
        debug_assert!(earlier.is_none(), "a file was rendered twice");
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
