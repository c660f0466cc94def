//! A plan as people read it.

use std::fmt::Write as _;

use super::paint::{Color, Paint};
use super::plan::{ChangeView, FileView, HunkView, PlanView, Word};
use crate::change::Class;

/// Lines of one version of a conflict that are shown at most.
const MAX_LINES: usize = 8;

impl PlanView {
    /// The whole plan, to be read on one screen.
    #[must_use]
    pub fn text(&self, color: Color) -> String {
        let paint = Paint::new(color);
        let mut sections = vec![self.files(paint)];
        for file in &self.files {
            sections.extend(file.hunks.iter().map(|hunk| hunk.text(&file.path, paint)));
        }
        if !self.changes.is_empty() {
            sections.push(format!("{}\n{}", paint.bold("What the change of the spec means"), self.changes(paint)));
        }
        if !self.deployments.is_empty() {
            let title = paint.bold("Deployments, in this order and for each stage");
            sections.push(format!("{title}\n{}", self.deployments().concat()));
        }
        sections.extend(self.files.iter().filter_map(|file| file.diff.as_deref()).map(|diff| colored(diff, paint)));
        sections.join("\n")
    }

    /// What is the same for several changes in a row is said once, below the last.
    fn changes(&self, paint: Paint) -> String {
        let rows = self.changes.chunk_by(ChangeView::is_alike);
        rows.map(|row| row.iter().map(|change| change.heading(paint)).collect::<String>() + &row[0].details()).collect()
    }

    fn files(&self, paint: Paint) -> String {
        let width = self.files.iter().map(|file| file.name().chars().count()).max().unwrap_or(0);
        let lines: String = self.files.iter().map(|file| file.line(width, paint)).collect();
        let title = if lines.is_empty() { String::new() } else { format!("{}\n", paint.bold("Files")) };
        format!("{}{title}{lines}{}", self.versions(), self.total())
    }

    fn versions(&self) -> String {
        let (before, now) = (&self.generated_by, &self.planned_by);
        if before == now { String::new() } else { format!("slsgen {before} generated the project; this is {now}.\n\n") }
    }

    fn deployments(&self) -> Vec<String> {
        let build = |template: &str| format!("  sam build{template} && sam deploy --config-env STAGE\n");
        let steps = self.deployments.iter().map(|path| build(&format!(" --template {path}")));
        steps.chain([build("")]).collect()
    }

    fn total(&self) -> String {
        let changed = self.files.iter().filter(|file| file.action.writes()).count();
        let stay = self.unchanged_files + self.files.len() - changed - self.conflicts;
        let conflicts = match self.conflicts {
            0 => String::new(),
            1 => ", 1 needs your decision".to_owned(),
            conflicts => format!(", {conflicts} need your decision"),
        };
        let changed = if changed == 1 { "1 file changes".to_owned() } else { format!("{changed} files change") };
        format!("  {changed}{conflicts}, {stay} stay as they are\n")
    }
}

impl FileView {
    fn name(&self) -> String {
        match &self.from {
            Some(from) => format!("{from} → {}", self.path),
            None => self.path.clone(),
        }
    }

    fn line(&self, width: usize, paint: Paint) -> String {
        let word = format!("{:<8}", self.action.as_str());
        let word = match self.action {
            Word::Conflict | Word::Mark => paint.red(&word),
            Word::Create | Word::Restore => paint.green(&word),
            Word::Delete | Word::Untrack | Word::Deleted => paint.yellow(&word),
            Word::Replace | Word::Merge | Word::Resolve | Word::Keep => word,
        };
        format!("  {word}  {:<width$}  {}", self.name(), self.note).trim_end().to_owned() + "\n"
    }
}

impl Word {
    fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Replace => "replace",
            Self::Merge => "merge",
            Self::Resolve => "resolve",
            Self::Mark => "mark",
            Self::Restore => "restore",
            Self::Delete => "delete",
            Self::Keep => "keep",
            Self::Untrack => "untrack",
            Self::Deleted => "deleted",
            Self::Conflict => "conflict",
        }
    }

    /// Whether the file changes on disk.
    fn writes(self) -> bool {
        match self {
            Self::Create | Self::Replace | Self::Merge | Self::Resolve | Self::Mark | Self::Restore | Self::Delete => {
                true
            }
            Self::Keep | Self::Untrack | Self::Deleted | Self::Conflict => false,
        }
    }
}

impl HunkView {
    /// What a person must decide, as it would stand between markers.
    fn text(&self, path: &str, paint: Paint) -> String {
        let mut text = format!("{}\n", paint.bold(&format!("{path}:{}", self.line)));
        let parts = [("yours", &self.yours), ("generated before", &self.before), ("generated now", &self.now)];
        for (whose, lines) in parts {
            writeln!(text, "  {whose}:").expect("a string takes text");
            if lines.is_empty() {
                writeln!(text, "    (nothing)").expect("a string takes text");
            }
            for line in lines.lines().take(MAX_LINES) {
                writeln!(text, "    | {line}").expect("a string takes text");
            }
            match lines.lines().count() {
                0..=MAX_LINES => {}
                all => writeln!(text, "    … and {} more lines", all - MAX_LINES).expect("a string takes text"),
            }
        }
        text
    }
}

impl ChangeView {
    /// Whether the same is to be said of another change.
    fn is_alike(&self, other: &Self) -> bool {
        !self.is_dangerous() && self.code == other.code && self.effect == other.effect && self.help == other.help
    }

    /// Each dangerous change is approved by itself.
    fn is_dangerous(&self) -> bool {
        self.class == Class::Data
    }

    /// What changes, and where.
    fn heading(&self, paint: Paint) -> String {
        let class = format!("{} {}", self.class.as_str(), self.code);
        let class = match self.class {
            Class::Data => paint.red(&class),
            Class::Steps | Class::Api | Class::Code => paint.yellow(&class),
            Class::Safe => paint.green(&class),
        };
        format!("  {class}  {}{}\n", self.message, self.place())
    }

    /// What that means, and what to do.
    fn details(&self) -> String {
        let mut text = format!("      {}\n", self.effect);
        for help in &self.help {
            writeln!(text, "      help: {help}").expect("a string takes text");
        }
        if self.is_dangerous() {
            writeln!(text, "      to allow it: --approve {}", self.fingerprint).expect("a string takes text");
        }
        text
    }

    fn place(&self) -> String {
        match (self.line, self.old_line) {
            (Some(line), Some(old)) if line == old => format!(" (line {line})"),
            (Some(line), Some(old)) => format!(" (line {line}, before line {old})"),
            (Some(line), None) => format!(" (line {line})"),
            (None, Some(old)) => format!(" (before line {old})"),
            (None, None) => String::new(),
        }
    }
}

/// A unified diff with its lines in colour.
fn colored(diff: &str, paint: Paint) -> String {
    let line = |line: &str| match line.chars().next() {
        Some('+') => paint.green(line),
        Some('-') => paint.red(line),
        _ => line.to_owned(),
    };
    diff.lines().map(|text| line(text) + "\n").collect()
}
