//! Every kind of change of a spec in every place that can have it, and what it is found to mean.
//!
//! The changes are data, in `tests/catalogue`; each is made to a spec with its table at the top and to one with
//! several. What stored items survive is written out as a matrix.

pub(crate) mod attributes;
mod cases;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use libtest_mimic::{Failed, Trial};
use semver::Version;
use slsgen::baseline::Lock;
use slsgen::change::{ChangeCode, Finding};
use slsgen::model::Class;

use crate::{reviewed, trial};
use attributes::{PLACES, Reading, Type};
use cases::{Case, Form};
use pairs::{compare, compare_since};

/// A case in one form.
struct Row {
    name: String,
    /// The change is made in one form alone.
    is_only: bool,
    earlier: Option<String>,
    old: String,
    new: String,
    version: Version,
    /// The codes that are to be found.
    expected: String,
    findings: OnceLock<Vec<Finding>>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| cases::cases().iter().flat_map(rows).collect());

pub(crate) fn trials() -> Vec<Trial> {
    let changes =
        ROWS.iter().map(|row| Trial::test(format!("catalogue::{}", row.name), || is_found_to_mean_what_it_means(row)));
    let types = attributes::matrix().into_iter().map(|(old, columns)| {
        trial(format!("catalogue::stored_as::{}", old.0), move || is_readable_as_the_matrix_has_it(&old, &columns))
    });
    let others = trials_of!("catalogue": every_code_is_in_the_catalogue, what_a_new_route_exposes_has_no_old_place);
    let said = [
        Trial::test("catalogue::what_each_finding_says", || is_reviewed("findings.txt", &what_each_finding_says())),
        Trial::test("catalogue::why_values_are_not_read", || is_reviewed("misfits.txt", &why_values_are_not_read())),
    ];
    changes.chain(types).chain(others).chain(said).chain(pairs::trials()).collect()
}

fn rows(case: &Case) -> Vec<Row> {
    let both = [Form::Single, Form::Several];
    let forms = both.into_iter().filter(|form| case.form.is_none_or(|only| only == *form));
    let row = |form| {
        let [old, new] = case.specs(form);
        let name = format!("{} ({form:?})", case.change);
        let version = case.version.clone().unwrap_or_else(|| Lock::this_version().clone());
        let earlier = case.earlier(form);
        Row {
            name,
            is_only: case.form.is_some(),
            earlier,
            old,
            new,
            version,
            expected: sorted(&case.codes),
            findings: OnceLock::new(),
        }
    };
    forms.map(row).collect()
}

impl Row {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| compare_since(&self.version, self.earlier.as_deref(), &self.old, &self.new))
    }
}

fn is_found_to_mean_what_it_means(row: &Row) -> Result<(), Failed> {
    let findings = row.findings();
    if codes(findings) != row.expected {
        let line = |it: &Finding| format!("    {} {}; {}", it.code.as_str(), it.message, it.effect);
        let lines: Vec<String> = findings.iter().map(line).collect();
        return Err(format!("expected {}\n{}", row.expected, lines.join("\n")).into());
    }
    for finding in findings {
        let has_help = !finding.help.is_empty() || finding.class() > Class::Steps;
        assert!(has_help, "what is refused or takes steps says what to do: {finding:#?}");
        let has_place = finding.old.or(finding.new).is_some_and(|span| span.end > span.start);
        assert!(has_place, "every finding says where: {finding:#?}");
    }
    fingerprints_are_as_written_and_move_with_no_line(row, findings);
    pairs::replaces_no_table_without_saying_so(&row.old, &row.new);
    Ok(())
}

fn fingerprints_are_as_written_and_move_with_no_line(
    Row { earlier, old, new, version, .. }: &Row,
    findings: &[Finding],
) {
    let moved = compare_since(version, earlier.as_deref(), &format!("# A comment.\n\n{old}"), &format!("\n{new}\n"));
    let prints = |findings: &[Finding]| findings.iter().map(|it| it.fingerprint).collect::<BTreeSet<_>>();
    assert_eq!(prints(&moved), prints(findings), "a fingerprint moves with no line");
    assert_eq!(prints(findings).len(), findings.len(), "two are alike: {findings:#?}");
    for print in prints(findings) {
        assert_eq!(print.to_string().parse(), Ok(print));
    }
}

fn every_code_is_in_the_catalogue() {
    let found: BTreeSet<ChangeCode> = ROWS.iter().flat_map(Row::findings).map(|it| it.code).collect();
    let missing: Vec<_> = ChangeCode::ALL.iter().filter(|code| !found.contains(code)).collect();
    // The earlier spec of the first can't be read at all; the others are found in what is deployed, or is to be.
    let elsewhere = [
        ChangeCode::NotComparable,
        ChangeCode::TableEdited,
        ChangeCode::GuardEdited,
        ChangeCode::IndexBusy,
        ChangeCode::StackDiffers,
    ];
    assert_eq!(missing, elsewhere.each_ref());
}

fn what_a_new_route_exposes_has_no_old_place() {
    let of_code = |row: &'static Row, code| row.findings().iter().filter(move |it| it.code == code);
    let exposed: Vec<&Finding> = ROWS
        .iter()
        .flat_map(|row| {
            let label = |it: &'static Finding| it.message.split('`').nth(1);
            let is_new = move |it: &&'static Finding| {
                of_code(row, ChangeCode::RouteAdded).any(|added| label(added) == label(it))
            };
            of_code(row, ChangeCode::RouteExposed).filter(is_new)
        })
        .collect();
    assert!(exposed.len() > 2);
    for finding in exposed {
        assert_eq!(finding.old, None, "{finding:#?}");
    }
}

fn is_reviewed(name: &str, now: &str) -> Result<(), Failed> {
    Ok(reviewed::compare(&Path::new("tests/catalogue").join(name), now)?)
}

/// Each change, of a spec with one table where it can have it, and the words of what is found, with the text at its place.
fn what_each_finding_says() -> String {
    let rows = ROWS.iter().filter_map(|row| {
        let alone = row.name.strip_suffix(" (Several)").filter(|_| row.is_only);
        Some((row, row.name.strip_suffix(" (Single)").or(alone)?))
    });
    let lines = rows.flat_map(|(row, name)| {
        let line = |it: &Finding| {
            let (text, span) =
                if let Some(span) = it.new { (&row.new, span) } else { (&row.old, it.old.unwrap_or_default()) };
            format!("    {} {}: {}; {}\n", it.code.as_str(), &text[span.range()], it.message, it.effect)
        };
        [format!("{name}\n")].into_iter().chain(row.findings().iter().map(line)).collect::<Vec<_>>()
    });
    lines.collect()
}

/// What is said of stored values that are lost on a type, and the pairs of types of which it is said.
fn why_values_are_not_read() -> String {
    let types = attributes::all_types();
    let mut said: BTreeMap<String, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (old, before) in &types {
        for (new, after) in &types {
            let findings = compare(&cases::attribute_spec(before), &cases::attribute_spec(after));
            for finding in findings.into_iter().filter(|finding| finding.class() == Class::Data) {
                said.entry(finding.effect).or_default().entry(old).or_default().push(new);
            }
        }
    }
    let lines = said.into_iter().flat_map(|(effect, pairs)| {
        let pairs = pairs.into_iter().map(|(old, new)| format!("    {old} to {}\n", new.join(" ")));
        [effect + "\n"].into_iter().chain(pairs).collect::<Vec<_>>()
    });
    lines.collect()
}

/// One type, each that it may become, and how what is stored is read.
fn is_readable_as_the_matrix_has_it(old: &Type, columns: &[(Type, Reading)]) {
    for (new, reading) in columns {
        for wrap in PLACES {
            let (before, after) = (cases::attribute_spec(&wrap(&old.1)), cases::attribute_spec(&wrap(&new.1)));
            let findings = compare(&before, &after);
            let is_seen = |code| matches!(code, ChangeCode::TypeChanged | ChangeCode::StoredForm);
            let refused = findings.iter().filter(|finding| finding.class() == Class::Data);
            let seen = findings.iter().any(|finding| is_seen(finding.code));
            assert!(seen || *reading == Reading::Same, "{} to {}", old.0, new.0);
            let effects = refused.map(|finding| &finding.effect);
            let found = effects.map(|effect| effect.contains("clients get another value"));
            let found =
                found.max().map_or(Reading::Same, |is_read| if is_read { Reading::Another } else { Reading::None });
            assert_eq!(found, *reading, "{} to {}: {findings:#?}\n{after}", old.0, new.0);
        }
    }
}

fn codes(findings: &[Finding]) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

fn sorted(codes: &str) -> String {
    codes.split_whitespace().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}
