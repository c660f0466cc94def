//! A test of each rule for each spec.
#![expect(clippy::disallowed_methods, reason = "tests list fixtures")]

use std::fs;

/// Makes a test of each rule for each spec, named `spec::rule`; a rule is a function of the spec's name.
macro_rules! for_each_spec {
    ($($rule:ident),+) => {
        each_spec::for_each_spec!(@specs [hostile items minimal music orders readings shop types] [$($rule)+]);
    };
    (@specs [$($spec:ident)+] $rules:tt) => {
        $(each_spec::for_each_spec!(@rules $spec $rules);)+

        #[test]
        fn every_spec_is_tested() {
            assert_eq!(each_spec::specs(), [$(stringify!($spec)),+], "the list in tests/support/each_spec.rs is behind specs/");
        }
    };
    (@rules $spec:ident [$($rule:ident)+]) => {
        mod $spec {
            $(#[test] fn $rule() { super::$rule(stringify!($spec)); })+
        }
    };
}
pub(crate) use for_each_spec;

/// The names of the files in `specs/`, sorted.
pub(crate) fn specs() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(crate::support::root().join("specs"))
        .expect("specs/ is there")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
