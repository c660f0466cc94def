use super::project::Planned;
use crate::error::Error;
use crate::model::Class;
use crate::plan::Obstacle;
use crate::plan::refusal::{Refusal, Undecided};
use crate::report::{Shown, shown};
use crate::text::shell;

impl Planned {
    /// What a person has to do about a refusal of the update.
    pub(super) fn to_decide(&self, refusal: &Refusal) -> Shown {
        match refusal {
            Refusal::NotApproved(dangers) => {
                let command = dangers.iter().fold(self.command.without("--approve"), |command, danger| {
                    command.with("--approve", &danger.to_string())
                });
                let mut classes: Vec<Class> = dangers.iter().map(|danger| danger.class()).collect();
                classes.dedup();
                let what: Vec<&str> = classes.into_iter().map(danger).collect();
                shown!("{}. If this is meant:\n\n    {}", what.join(", and "), command.text())
            }
            Refusal::Conflict(undecided) => self.undecided(undecided),
        }
    }

    fn undecided(&self, undecided: &Undecided) -> Shown {
        let Undecided { marked, versions, blocked, obstacles } = undecided;
        if versions + blocked == 0 {
            return shown!("conflict markers are left. Decide between them, and update again.");
        }
        let files = match versions + blocked {
            1 => shown!("1 file"),
            files => shown!("{} files", files),
        };
        let mut text = shown!("{} in conflict.", files);
        if *marked > 0 {
            text.push(&shown!(" Decide first between the conflict markers that are left in others."));
        }
        let restored = obstacles.iter().flat_map(|obstacle| &obstacle.restored);
        let command = restored.fold(self.command.clone(), |command, path| command.with("--restore", path.as_str()));
        if !obstacles.is_empty() {
            let moves = obstacles.iter().map(|obstacle| shown!("    {}\n", self.away(obstacle)));
            text.push(&shown!(
                " slsgen writes over plain text files only; move away what is there:\n\n{}",
                moves.collect::<Shown>()
            ));
        }
        match (obstacles.is_empty(), *versions) {
            (false, 0) => {
                text.push(&shown!(
                    "    {}\n\nOr leave it there, and what was to be written unwritten:\n\n    {}",
                    command.text(),
                    self.command.with("--conflict", "ours").text(),
                ));
            }
            (is_free, _) => {
                let decide = if is_free { " Decide" } else { "\nThen decide about the other files" };
                let command = |how: &str| command.with("--conflict", how).text();
                text.push(&shown!(
                    "{} by one of these, for all of them or for one (`=PATH`):\n\n    \
                     {}   # both versions, for you to edit\n    \
                     {}      # your lines\n    \
                     {}    # the generated lines",
                    decide,
                    command("markers"),
                    command("ours"),
                    command("theirs"),
                ));
            }
        }
        text
    }

    fn away(&self, obstacle: &Obstacle) -> String {
        let aside = self.snapshot.aside(&obstacle.path);
        shell::mv(&obstacle.path.in_folder(&self.snapshot.folder), &aside)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotApproved(_) => Self::NotApproved,
            Refusal::Conflict(_) => Self::Conflict,
        }
    }
}

/// What is refused, in a few words.
fn danger(class: Class) -> &'static str {
    match class {
        Class::Data => "stored data is in danger",
        Class::Expose => "something is open or unguarded that was not before",
        Class::Outage => "requests fail for a time",
        Class::Steps => "it takes several deployments",
        Class::Api => "a client breaks",
        Class::Code => "code of yours may not compile",
        Class::Safe => unreachable!("no policy can name it"),
    }
}
