//! Which changes of the spec are refused.

use std::collections::BTreeMap;

use super::present::elements;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ChangePolicy, Class};
use crate::spec::{ClassWord, Entries, Field, PolicySpec};

/// Reads what is refused, or the default.
pub(super) fn policy(field: &Field<PolicySpec>, problems: &mut Diagnostics) -> ChangePolicy {
    let mut policy = ChangePolicy::default();
    let Some(spec) = field.read() else { return policy };
    if let Some(list) = spec.value.refuse.read() {
        policy.refuse = elements(&spec.value.refuse).map(|word| class(word.value)).collect();
        for (at, word) in elements(&spec.value.refuse).enumerate() {
            if let Some(first) = elements(&spec.value.refuse).take(at).find(|first| first.value == word.value) {
                let message = format!("`{}` is in this list twice", class(word.value).as_str());
                let problem = Diagnostic::new(Code::Repeated, word.span, message);
                problems.push(problem.also(first.span, "the first time"));
            }
        }
        if !policy.refuse.contains(&Class::Data) {
            problems.push(
                Diagnostic::new(Code::DataNotRefused, list.span, "a change that loses stored data is not refused")
                    .help("add `DATA`, and give single changes with a reason under `policy.allow`"),
            );
        }
    }
    policy.allow = allow(&spec.value.allow, problems);
    policy
}

fn class(word: ClassWord) -> Class {
    match word {
        ClassWord::Data => Class::Data,
        ClassWord::Expose => Class::Expose,
        ClassWord::Outage => Class::Outage,
        ClassWord::Steps => Class::Steps,
        ClassWord::Api => Class::Api,
        ClassWord::Code => Class::Code,
    }
}

fn allow(field: &Field<Entries<String>>, problems: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut allowed = BTreeMap::new();
    for (change, reason) in field.value().into_iter().flat_map(|entries| &entries.0) {
        if !is_fingerprint(&change.value) {
            let message = format!("`{}` is not the fingerprint of a change", change.value);
            problems.push(Diagnostic::new(Code::NotAFingerprint, change.span, message).help(
                "take it from `slsgen plan`, such as D0201-8f3a1c77: a code alone would allow every such change",
            ));
        }
        let Some(reason) = reason.read() else { continue };
        if reason.value.trim().is_empty() {
            let problem = Diagnostic::new(Code::NothingInside, reason.span, "a change that is allowed has a reason");
            problems.push(problem.help("say why, for whoever reads this in a year"));
        }
        allowed.insert(change.value.clone(), reason.value.clone());
    }
    allowed
}

/// Whether a text has the form of a fingerprint. Its code may be one of a later version, or one that is retired.
fn is_fingerprint(text: &str) -> bool {
    let is_code = |code: &str| {
        let (letter, digits) = code.split_at_checked(1).unwrap_or_default();
        matches!(letter, "D" | "X" | "O" | "S" | "A" | "C")
            && digits.len() == 4
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_hash = |hash: &str| hash.len() == 8 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    text.split_once('-').is_some_and(|(code, hash)| is_code(code) && is_hash(hash))
}
