//! The heart: each spec's project is formatted, clean under clippy, and passes its own tests with its own lock.
//!
//! The projects share one target folder, where cargo lets one of them build while another's tests run.

#[path = "catalogue/attributes.rs"]
mod attributes;
#[path = "support/build.rs"]
mod build;
#[path = "support/each_spec.rs"]
mod each_spec;
#[path = "catalogue/stored.rs"]
mod stored;
mod support;

each_spec::for_each_spec!(
    is_a_fixed_point_of_rustfmt,
    has_the_lock_that_cargo_would_write,
    is_clean_under_clippy,
    passes_its_own_tests
);

fn is_a_fixed_point_of_rustfmt(spec: &str) {
    cargo(spec, &["fmt", "--check"]);
}

fn has_the_lock_that_cargo_would_write(spec: &str) {
    cargo(spec, &["update", "--workspace", "--locked"]);
}

fn is_clean_under_clippy(spec: &str) {
    cargo(spec, &["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]);
}

fn passes_its_own_tests(spec: &str) {
    cargo(spec, &["test", "--locked"]);
}

/// Runs cargo in the project of a spec.
fn cargo(spec: &str, arguments: &[&str]) {
    build::cargo(&build::on_disk(spec, &support::project(spec)), arguments);
}

/// Cargo tells projects in one target folder apart by name, so this one bears a name of its own.
#[test]
fn a_hook_that_people_wrote_is_part_of_the_project() {
    passes_its_tests_when_edited("bazaar", support::project_of("tests/edited/bazaar/slsgen.yaml"));
}

/// The project of `specs/music.yaml`, under a name of its own.
#[test]
fn items_stored_before_a_change_are_read_and_written() {
    let spec = support::text("specs/music.yaml").replace("name: music", "name: archive");
    passes_its_tests_when_edited("archive", support::render(&spec));
}

fn passes_its_tests_when_edited(name: &str, mut project: support::Tree) {
    project.extend(support::read_tree(&support::root().join("tests/edited").join(name)));
    build::cargo(&build::on_disk(name, &project), &["test", "--locked"]);
}

/// The one project reads what the other one stored: the changes between them are those of tests/catalogue.
#[test]
fn stored_items_survive_the_changes_that_are_said_to_be_safe() {
    let [before, after] = stored::projects();
    build::on_disk("before", &before);
    build::cargo(&build::on_disk("after", &after), &["test", "--offline", "--test", "reads"]);
}
