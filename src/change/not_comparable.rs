use super::{ChangeCode, Finding, Fingerprint};
use crate::source::{Source, Span};

/// What to say where the old spec can't be read any more: a newer slsgen may be stricter.
#[must_use]
pub fn not_comparable(old: &Source) -> Finding {
    let code = ChangeCode::NotComparable;
    Finding {
        code,
        message: "the earlier spec is not valid for this version of slsgen, so the two can't be compared".to_owned(),
        effect: "what the change means for stored data is unknown".to_owned(),
        help: vec![
            format!("`slsgen validate {}` tells what is wrong with it", old.name),
            "`slsgen plan --against FILE` compares with another spec, or with a deployed table".to_owned(),
        ],
        old: Some(Span::default()),
        new: None,
        fingerprint: Fingerprint::new(code, &[], &old.text, ""),
        gone: Vec::new(),
    }
}
