//! What holds of any two specs, those of the catalogue and those drawn at random.

use std::ops::Range;

use libtest_mimic::Trial;
use semver::Version;
use slsgen::baseline::Lock;
use slsgen::change::state::{TableState, states};
use slsgen::change::{Finding, History, SpecRevision, changes};
use slsgen::model::{Class, IndexKind, Service};
use slsgen::{Loaded, load};

use super::codes;
use crate::random_spec;

/// The seeds of random specs, of which some are valid.
const SEEDS: Range<u64> = 0..400;

pub(super) fn trials() -> [Trial; 4] {
    trials_of!(
        "catalogue": a_spec_is_no_change_of_itself,
        what_was_stored_is_read_by_the_spec_that_stored_it,
        a_table_may_move_from_the_top_to_where_several_are,
        no_table_of_a_random_spec_is_replaced_without_saying_so,
    )
}

pub(super) fn compare(old: &str, new: &str) -> Vec<Finding> {
    compare_since(Lock::this_version(), None, old, new)
}

/// As [`compare`], where another version generated the project before, and there was a spec before the old one.
pub(super) fn compare_since(version: &Version, earlier: Option<&str>, old: &str, new: &str) -> Vec<Finding> {
    let facts = |text: &str| History::of(valid(text).service.as_ref().expect("it is valid"));
    // What is remembered went through a file.
    let history = earlier.map(|text| History::read(&facts(text).to_string())).unwrap_or_default();
    changes(&SpecRevision { version, ..revision(&valid(old)) }, &revision(&valid(new)), &history)
}

fn valid(text: &str) -> Loaded {
    let loaded = load("spec.yaml", text.as_bytes());
    let errors = || loaded.diagnostics.iter().filter(|it| it.is_error()).collect::<Vec<_>>();
    assert!(loaded.service.is_some(), "{:#?}\n{text}", errors());
    loaded
}

fn revision(loaded: &Loaded) -> SpecRevision<'_> {
    SpecRevision {
        service: loaded.service.as_ref().expect("it is valid"),
        source: &loaded.source,
        version: Lock::this_version(),
    }
}

/// The random specs that are valid.
fn random() -> impl Iterator<Item = Loaded> {
    SEEDS.map(|seed| load("spec.yaml", random_spec::spec(seed).as_bytes())).filter(|loaded| loaded.service.is_some())
}

fn a_spec_is_no_change_of_itself() {
    for loaded in random() {
        let old = revision(&loaded);
        let described = Service { description: Some("Otherwise".to_owned()), ..old.service.clone() };
        assert_eq!(
            changes(&old, &SpecRevision { service: &described, ..old }, &History::default()),
            [],
            "{}",
            loaded.source.text
        );
    }
}

/// Whatever came in between: then no value is unreadable, none was hidden, and no table has another key.
fn what_was_stored_is_read_by_the_spec_that_stored_it() {
    let specs: Vec<Loaded> = random().collect();
    for (first, between) in specs.iter().zip(specs.iter().skip(1).chain(&specs[..1])) {
        let facts = History::of(revision(first).service);
        let history = History::read(&facts.to_string());
        assert_eq!(history, facts, "{}", first.source.text);
        let findings = changes(&revision(between), &revision(first), &history);
        let remembered = |finding: &&Finding| ["D0108", "D0309", "X0112"].contains(&finding.code.as_str());
        let found: Vec<_> = findings.iter().filter(remembered).collect();
        assert!(found.is_empty(), "{found:#?}\n{}\n{}", first.source.text, between.source.text);
    }
}

fn a_table_may_move_from_the_top_to_where_several_are() {
    let at_top =
        "name: shop\ntable: { name: goods, partition_key: id }\nattributes: { id: string }\nroutes: [GET /shop]\n";
    let below = |head: &str| {
        let rest = "table: { name: goods, partition_key: id }, attributes: { id: string }, routes: [GET /shop] }";
        compare(at_top, &format!("name: shop\nresources: {{ {head} {rest} }}\n"))
    };
    assert_eq!(codes(&below("shop: {")), "");
    assert_eq!(codes(&below("goods: { item: Shop, renamed_from: shop,")), "A0211 N0202 O0106");
    assert_eq!(codes(&below("goods: { item: Shop,")), "A0202 C0101 D0103 N0201");
}

fn no_table_of_a_random_spec_is_replaced_without_saying_so() {
    let specs: Vec<String> = random().map(|loaded| loaded.source.text.clone()).collect();
    for (old, new) in specs.iter().zip(specs.iter().skip(1).chain(&specs[..1])) {
        replaces_no_table_without_saying_so(old, new);
    }
}

pub(super) fn replaces_no_table_without_saying_so(old: &str, new: &str) {
    let (old, new) = (valid(old), valid(new));
    let findings = changes(&revision(&old), &revision(&new), &History::default());
    let refused = findings.iter().any(|finding| finding.class() == Class::Data);
    if replaces(&states(revision(&old).service), &states(revision(&new).service)) {
        assert!(refused, "{}\n{}", old.source.text, new.source.text);
    }
}

/// Whether a deployment of the new tables would have to replace one of the old, or drop it.
fn replaces(old: &[TableState], new: &[TableState]) -> bool {
    old.iter().any(|old| {
        let Some(new) = new.iter().find(|new| new.name == old.name) else { return true };
        let retyped =
            old.definitions().iter().any(|(name, kind)| new.definitions().get(name).is_some_and(|it| it != kind));
        let local = |state: &TableState| {
            let mut names: Vec<_> = state.indexes.iter().filter(|it| it.kind != IndexKind::Global).cloned().collect();
            names.sort_by(|a, b| a.name.cmp(&b.name));
            names
        };
        old.key != new.key || retyped || local(old) != local(new)
    })
}
