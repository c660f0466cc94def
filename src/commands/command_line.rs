use std::path::Path;

use crate::text::shell;

/// A command as a person would type it, option by option.
#[derive(Debug, Clone)]
pub(super) struct CommandLine {
    begin: String,
    options: Vec<(&'static str, String)>,
}

impl CommandLine {
    /// `slsgen update`, on a project.
    pub(super) fn update(project: &Path) -> Self {
        Self { begin: shell::slsgen("update", project), options: Vec::new() }
    }

    /// One more option, unless it is there.
    pub(super) fn with(&self, option: &'static str, value: &str) -> Self {
        let mut more = self.clone();
        let option = (option, value.to_owned());
        if !more.options.contains(&option) {
            more.options.push(option);
        }
        more
    }

    /// Without the options of one kind.
    pub(super) fn without(&self, option: &str) -> Self {
        let mut less = self.clone();
        less.options.retain(|(name, _)| *name != option);
        less
    }

    /// What is typed.
    pub(super) fn text(&self) -> String {
        let options = self.options.iter().map(|(option, value)| {
            // As a word of its own, it would be an option itself.
            let between = if value.starts_with('-') { '=' } else { ' ' };
            format!(" {option}{between}{}", shell::word(value))
        });
        self.begin.clone() + &options.collect::<String>()
    }
}
