use std::path::Path;

use crate::cli::Against;
use crate::text::shell;

/// A command as a person would type it, option by option.
#[derive(Debug, Clone)]
pub(super) struct CommandLine {
    begin: String,
    options: Vec<(&'static str, String)>,
}

impl CommandLine {
    /// A command of slsgen, on a project.
    pub(super) fn new(command: &str, project: &Path) -> Self {
        Self { begin: shell::slsgen(command, project), options: Vec::new() }
    }

    /// With what the spec is compared with.
    pub(super) fn against(self, against: &Against) -> Self {
        let file = against.against.as_ref().map(|file| ("--against", file.to_string_lossy().into_owned()));
        let stage = against.stage.as_ref().map(|stage| ("--stage", stage.clone()));
        file.into_iter().chain(stage).fold(self, |command, (option, value)| command.with(option, &value))
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
