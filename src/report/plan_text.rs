//! A plan as people read it.

use similar::TextDiff;

use super::paint::{Color, Paint};
use super::plan::{ChangeView, FileView, HunkView, PlanView, Word};
use super::shown::{Shown, shown};
use crate::model::Class;

/// Lines of one version of a conflict that are shown at most.
const MAX_LINES: usize = 8;

/// Lines of people's own code that are shown at most.
const MAX_USES: usize = 6;

impl PlanView {
    /// The whole plan, to be read on one screen.
    #[must_use]
    pub fn text(&self, color: Color) -> Shown {
        let paint = Paint::new(color);
        let mut sections = vec![self.files(paint)];
        for file in &self.files {
            sections.extend(file.hunks.iter().map(|hunk| hunk.text(&file.path, paint)));
        }
        if !self.changes.is_empty() {
            let title = paint.bold(&shown!("What the change of the spec means"));
            sections.push(shown!("{}\n{}", title, self.changes(paint)));
        }
        if !self.deployments.is_empty() {
            let title = match &self.stage {
                None => shown!("Deployments, in this order and for each stage"),
                Some(stage) => shown!("Deployments, in this order, for {}", stage),
            };
            let title = paint.bold(&title);
            sections.push(shown!("{}\n{}", title, self.deployments()));
        }
        sections.extend(self.files.iter().filter_map(|file| file.diff.as_deref()).map(|diff| colored(diff, paint)));
        Shown::join(sections, "\n")
    }

    /// What is the same for several changes in a row is said once, below the last.
    fn changes(&self, paint: Paint) -> Shown {
        let rows = self.changes.chunk_by(ChangeView::is_alike);
        let row = |row: &[ChangeView]| {
            let headings: Shown = row.iter().map(|change| change.heading(&self.spec, paint)).collect();
            shown!("{}{}", headings, row[0].details())
        };
        rows.map(row).collect()
    }

    fn files(&self, paint: Paint) -> Shown {
        let width = self.files.iter().map(|file| file.name().as_str().chars().count()).max().unwrap_or(0);
        let lines: Shown = self.files.iter().map(|file| file.line(width, paint)).collect();
        let title = if lines.is_empty() { Shown::default() } else { shown!("{}\n", paint.bold(&shown!("Files"))) };
        shown!("{}{}{}{}", self.versions(), title, lines, self.total())
    }

    fn versions(&self) -> Shown {
        let (before, now) = (&self.generated_by, &self.planned_by);
        if before == now {
            return Shown::default();
        }
        shown!("slsgen {} generated the project; this is {}.\n\n", before, now)
    }

    fn deployments(&self) -> Shown {
        let stage = self.stage.as_deref().unwrap_or("STAGE");
        let build = |template: &Shown| shown!("  sam build{} && sam deploy --config-env {}\n", template, stage);
        let steps = self.deployments.iter().map(|path| build(&shown!(" --template {}", path)));
        let steps = steps.chain([build(&Shown::default())]).collect::<Shown>();
        if self.older_deployments.is_empty() {
            return steps;
        }
        shown!(
            "{}  {} of an earlier update: deploy that first where it is not deployed, or plan from what is: --against\n",
            steps,
            self.older_deployments.join(", ")
        )
    }

    fn total(&self) -> Shown {
        let changed = self.files.iter().filter(|file| file.action.writes()).count();
        let conflicts = match self.conflicts {
            0 => Shown::default(),
            1 => shown!(", 1 needs your decision"),
            conflicts => shown!(", {} need your decision", conflicts),
        };
        // The lines above, and no others, are counted by the first parts.
        let left = match self.files.len() - changed - self.conflicts {
            0 => Shown::default(),
            1 => shown!(", 1 is left to you"),
            left => shown!(", {} are left to you", left),
        };
        let changed = if changed == 1 { shown!("1 file changes") } else { shown!("{} files change", changed) };
        shown!("  {}{}{}, {} stay as they are\n", changed, conflicts, left, self.unchanged_files)
    }
}

impl FileView {
    fn name(&self) -> Shown {
        let from = self.from.as_ref().map(|from| shown!("{} → ", from)).unwrap_or_default();
        shown!("{}{}", from, self.path)
    }

    fn line(&self, width: usize, paint: Paint) -> Shown {
        let word = shown!("{:<8}", self.action.as_str());
        let word = match self.action {
            Word::Conflict | Word::Mark => paint.red(&word),
            Word::Create | Word::Restore => paint.green(&word),
            Word::Delete | Word::Untrack | Word::Deleted => paint.yellow(&word),
            Word::Replace | Word::Merge | Word::Resolve | Word::Keep => word,
        };
        let name = self.name().padded(width);
        shown!("{}\n", shown!("  {}  {}  {}", word, name, self.note).trim_end())
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
    fn text(&self, path: &str, paint: Paint) -> Shown {
        let mut text = shown!("{}\n", paint.bold(&shown!("{}:{}", path, self.line)));
        let parts = [("yours", &self.yours), ("generated before", &self.before), ("generated now", &self.now)];
        for (whose, lines) in parts {
            text.push(&shown!("  {}:\n", whose));
            if lines.is_empty() {
                text.push(&shown!("    (nothing)\n"));
            }
            for line in lines.lines().take(MAX_LINES) {
                text.push(&shown!("    | {}\n", Shown::of_lines(line)));
            }
            match lines.lines().count() {
                0..=MAX_LINES => {}
                all => text.push(&shown!("    … and {} more lines\n", all - MAX_LINES)),
            }
        }
        text
    }
}

impl ChangeView {
    /// Whether the same is to be said of another change.
    fn is_alike(&self, other: &Self) -> bool {
        // What is refused is approved one by one, and each reason is of one change.
        let is_single =
            self.refused || self.approved || self.allowed.is_some() || !self.uses.is_empty() || !other.uses.is_empty();
        !is_single && self.code == other.code && self.effect == other.effect && self.help == other.help
    }

    /// What changes, and where.
    fn heading(&self, spec: &str, paint: Paint) -> Shown {
        let class = shown!("{} {}", self.class.as_str(), self.code);
        let class = match self.class {
            Class::Data | Class::Expose => paint.red(&class),
            Class::Outage | Class::Steps | Class::Api | Class::Code => paint.yellow(&class),
            Class::Safe => paint.green(&class),
        };
        shown!("  {}  {}{}\n", class, self.message, self.place(spec))
    }

    /// What that means, and what to do.
    fn details(&self) -> Shown {
        let mut text = shown!("      {}\n", self.effect);
        if !self.uses.is_empty() {
            let places: Vec<Shown> = self.uses.iter().take(MAX_USES).map(|place| shown!("{}", place)).collect();
            let more = match self.uses.len().saturating_sub(MAX_USES) {
                0 => Shown::default(),
                more => shown!(", and {} more", more),
            };
            let how = if self.class == Class::Code { "your code uses it" } else { "a text in your tests names it" };
            text.push(&shown!("      {} at {}{}\n", how, Shown::join(places, ", "), more));
        }
        for help in &self.help {
            text.push(&shown!("      help: {}\n", help));
        }
        if self.refused {
            text.push(&shown!("      to allow it: --approve {}\n", self.fingerprint));
        }
        if self.approved {
            text.push(&shown!("      approved: {}\n", self.fingerprint));
        }
        if let Some(reason) = &self.allowed {
            text.push(&shown!("      allowed by `policy.allow`: {}\n", reason));
        }
        text
    }

    /// Where it is in the spec, as terminals and editors open it.
    fn place(&self, spec: &str) -> Shown {
        match (self.line, self.old_line) {
            (Some(line), Some(old)) if line != old => shown!(", {}:{} (was {})", spec, line, old),
            (Some(line), _) => shown!(", {}:{}", spec, line),
            (None, Some(old)) => shown!(" (was line {})", old),
            (None, None) => Shown::default(),
        }
    }
}

/// How a text changed, as a unified diff.
#[must_use]
pub fn diff(name: &str, before: &str, after: &str, color: Color) -> Shown {
    let diff = TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string();
    colored(&diff, Paint::new(color))
}

/// A unified diff with its lines in colour.
fn colored(diff: &str, paint: Paint) -> Shown {
    let line = |text: &str| {
        let line = Shown::of_lines(text);
        match text.chars().next() {
            Some('+') => paint.green(&line),
            Some('-') => paint.red(&line),
            _ => line,
        }
    };
    diff.lines().map(|text| shown!("{}\n", line(text))).collect()
}
