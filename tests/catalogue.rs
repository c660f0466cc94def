//! Every kind of change of a spec in every place that can have it, and what it is found to mean.
//!
//! The changes are data, in `tests/catalogue`; each is made to a spec with its table at the top and to one with
//! several. What stored items survive is written out as a matrix.

#[path = "catalogue/attributes.rs"]
mod attributes;
#[path = "catalogue/cases.rs"]
mod cases;
#[path = "support/edit.rs"]
mod edit;
#[path = "support/random_spec.rs"]
mod random_spec;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cases::{Case, Form};
use slsgen::change::state::{TableState, states};
use slsgen::change::{ChangeCode, Class, Finding, Side, changes};
use slsgen::model::Service;
use slsgen::{Loaded, load};

fn valid(text: &str) -> Loaded {
    let loaded = load("spec.yaml", text.as_bytes());
    let errors = || loaded.diagnostics.iter().filter(|it| it.is_error()).collect::<Vec<_>>();
    assert!(loaded.service.is_some(), "{:#?}\n{text}", errors());
    loaded
}

fn side(loaded: &Loaded) -> Side<'_> {
    Side { service: loaded.service.as_ref().expect("it is valid"), source: &loaded.source }
}

fn compare(old: &str, new: &str) -> Vec<Finding> {
    changes(&side(&valid(old)), &side(&valid(new)))
}

fn codes(findings: &[Finding]) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

fn sorted(codes: &str) -> String {
    codes.split_whitespace().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

/// A case in one form, and what is found.
struct Compared {
    name: String,
    old: String,
    new: String,
    /// The codes that are to be found.
    expected: String,
    findings: Vec<Finding>,
}

fn all() -> &'static [Compared] {
    static ALL: LazyLock<Vec<Compared>> = LazyLock::new(|| cases::cases().iter().flat_map(compared).collect());
    &ALL
}

fn compared(case: &Case) -> Vec<Compared> {
    let both = [Form::Single, Form::Several];
    let forms = both.into_iter().filter(|form| case.form.is_none_or(|only| only == *form));
    let compared = |form| {
        let [old, new] = case.specs(form);
        let name = format!("{} ({form:?})", case.change);
        Compared { findings: compare(&old, &new), name, old, new, expected: sorted(&case.codes) }
    };
    forms.map(compared).collect()
}

#[test]
fn every_change_is_found_to_mean_what_it_means() {
    let wrong = all().iter().filter(|case| codes(&case.findings) != case.expected).map(|case| {
        let line = |it: &Finding| format!("    {} {}; {}", it.code.as_str(), it.message, it.effect);
        let lines: Vec<String> = case.findings.iter().map(line).collect();
        format!("{}: expected {}\n{}", case.name, case.expected, lines.join("\n"))
    });
    assert_eq!(wrong.collect::<Vec<_>>().join("\n"), "");
}

#[test]
fn every_code_is_in_the_catalogue() {
    let found: BTreeSet<ChangeCode> = all().iter().flat_map(|case| &case.findings).map(|it| it.code).collect();
    let missing: Vec<_> = ChangeCode::ALL.iter().filter(|code| !found.contains(code)).collect();
    // The earlier spec of this one can't be read at all.
    assert_eq!(missing, [&ChangeCode::NotComparable]);
}

#[test]
fn what_is_refused_or_takes_steps_says_what_to_do_and_every_finding_where() {
    for case in all() {
        for finding in &case.findings {
            let has_help = !finding.help.is_empty() || finding.class() > Class::Steps;
            assert!(has_help, "{}: {finding:#?}", case.name);
            let has_place = finding.old.or(finding.new).is_some_and(|span| span.end > span.start);
            assert!(has_place, "{}: {finding:#?}", case.name);
        }
    }
}

#[test]
fn stored_values_are_said_to_be_readable_as_the_matrix_has_it() {
    for (old, new, fits) in attributes::matrix() {
        for wrap in attributes::PLACES {
            let (before, after) = (cases::attribute_spec(&wrap(&old.1)), cases::attribute_spec(&wrap(&new.1)));
            let findings = compare(&before, &after);
            let refused = findings.iter().any(|finding| finding.class() == Class::Data);
            assert_eq!(refused, !fits, "{} to {}: {findings:#?}\n{after}", old.0, new.0);
            let seen = findings.iter().any(|finding| finding.code == ChangeCode::TypeChanged);
            assert!(seen || !refused, "{} to {}", old.0, new.0);
        }
    }
}

#[test]
fn a_table_may_move_from_the_top_to_where_several_are() {
    let at_top =
        "name: shop\ntable: { name: goods, partition_key: id }\nattributes: { id: string }\nroutes: [GET /shop]\n";
    let below = |head: &str| {
        let rest = "table: { name: goods, partition_key: id }, attributes: { id: string }, routes: [GET /shop] }";
        compare(at_top, &format!("name: shop\nresources: {{ {head} {rest} }}\n"))
    };
    assert_eq!(codes(&below("shop: {")), "");
    assert_eq!(codes(&below("goods: { item: Shop, renamed_from: shop,")), "N0202 N0305");
    assert_eq!(codes(&below("goods: { item: Shop,")), "A0202 C0101 D0103 N0201");
}

/// The random specs that are valid.
fn random() -> impl Iterator<Item = Loaded> {
    (0..400).map(|seed| load("spec.yaml", random_spec::spec(seed).as_bytes())).filter(|loaded| loaded.service.is_some())
}

#[test]
fn a_spec_is_no_change_of_itself() {
    for loaded in random() {
        let old = side(&loaded);
        let described = Service { description: Some("Otherwise".to_owned()), ..old.service.clone() };
        assert_eq!(changes(&old, &Side { service: &described, ..old }), [], "{}", loaded.source.text);
    }
}

/// Whether a deployment of the new tables would have to replace one of the old, or drop it.
fn replaces(old: &[TableState], new: &[TableState]) -> bool {
    old.iter().any(|old| {
        let Some(new) = new.iter().find(|new| new.name == old.name) else { return true };
        let retyped =
            old.definitions().iter().any(|(name, kind)| new.definitions().get(name).is_some_and(|it| it != kind));
        let local = |state: &TableState| {
            let global = slsgen::model::IndexKind::Global;
            let mut names: Vec<_> = state.indexes.iter().filter(|index| index.kind != global).cloned().collect();
            names.sort_by(|a, b| a.name.cmp(&b.name));
            names
        };
        old.key != new.key || retyped || local(old) != local(new)
    })
}

#[test]
fn no_table_is_replaced_without_saying_so() {
    let specs: Vec<Loaded> = random().collect();
    let pairs = specs.iter().zip(specs.iter().skip(1).chain(&specs[..1]));
    let random = pairs.map(|(old, new)| (old.source.text.clone(), new.source.text.clone()));
    let listed = all().iter().map(|case| (case.old.clone(), case.new.clone()));
    for (old, new) in random.chain(listed) {
        let (old, new) = (valid(&old), valid(&new));
        let findings = changes(&side(&old), &side(&new));
        let refused = findings.iter().any(|finding| finding.class() == Class::Data);
        if replaces(&states(side(&old).service), &states(side(&new).service)) {
            assert!(refused, "{}\n{}", old.source.text, new.source.text);
        }
    }
}

#[test]
fn a_fingerprint_is_as_it_is_written_and_moves_with_no_line() {
    for Compared { name, old, new, findings, .. } in all() {
        let moved = compare(&format!("# A comment.\n\n{old}"), &format!("\n{new}\n"));
        let prints = |findings: &[Finding]| findings.iter().map(|it| it.fingerprint).collect::<BTreeSet<_>>();
        assert_eq!(prints(&moved), prints(findings), "{name}");
        assert_eq!(prints(findings).len(), findings.len(), "two are alike in {name}: {findings:#?}");
        for print in prints(findings) {
            assert_eq!(print.to_string().parse(), Ok(print));
        }
    }
}
