use crate::error::Error;
use crate::plan::refusal::Refusal;

impl Refusal {
    /// What a person has to do about it, after the refusal of a command.
    pub(super) fn to_decide(&self, refused: &str) -> String {
        match self {
            Self::NotApproved(dangers) => {
                let command =
                    dangers.iter().fold(refused.to_owned(), |command, danger| format!("{command} --approve {danger}"));
                format!("stored data is in danger. If this is meant:\n\n    {command}")
            }
            Self::Conflict(count) => {
                let files = if *count == 1 { "1 file".to_owned() } else { format!("{count} files") };
                format!(
                    "{files} in conflict. Decide by one of these, for all of them or for one (`=PATH`):\n\n    \
                     {refused} --conflict markers   # both versions, for you to edit\n    \
                     {refused} --conflict ours      # your lines\n    \
                     {refused} --conflict theirs    # the generated lines"
                )
            }
            Self::Marked => "conflict markers are left. Decide between them, and update again.".to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotApproved(_) => Self::NotApproved,
            Refusal::Conflict(_) | Refusal::Marked => Self::Conflict,
        }
    }
}
