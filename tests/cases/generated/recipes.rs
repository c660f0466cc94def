//! The recipes of a project's README.md, each as the project's `hooks.rs`.

use libtest_mimic::Failed;

use super::{build, edited};
use crate::project::{project, render};

/// What the function's output holds after a recipe's test, beside that the test passes.
const LOGGED: &[(&str, &str)] =
    &[("know_the_caller", r#""from":"192.0.2.1""#), ("say_more_in_the_log", r#""agent":"curl""#)];

/// The test of each recipe is called by its name.
const TESTS: [&str; 6] = [
    "refuse_a_write",
    "know_the_caller",
    "keep_something_between_requests",
    "say_more_in_the_log",
    "serve_a_route_of_your_own",
    "read_the_table",
];

/// The project of `specs/items.yaml`, under a name of its own.
pub(super) fn each_does_what_it_says() -> Result<(), Failed> {
    let spec = std::fs::read_to_string("specs/items.yaml").expect("the spec is there");
    let mut project = render(&spec.replacen("name: items", "name: cookbook", 1));
    let readme = String::from_utf8_lossy(&project["README.md"]).into_owned();
    let recipes = recipes(&readme);
    assert_eq!(recipes.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), TESTS);
    for (name, code) in &recipes {
        project.insert("src/hooks.rs".to_owned(), hooks(code).into_bytes());
        let folder = edited("cookbook", project.clone());
        let arguments = ["test", "--locked", "--test", "recipes", name, "--", "--exact", "--nocapture"];
        let said = build::output(&folder, &arguments, &[("READ_ONLY", "1"), ("AWS_LAMBDA_LOG_FORMAT", "JSON")])?;
        assert!(said.contains("1 passed"), "{name}: {said}");
        for (_, logged) in LOGGED.iter().filter(|(of, _)| of == name) {
            assert!(said.contains(logged), "{name} does not log {logged}: {said}");
        }
    }
    Ok(())
}

/// A project that has other names and routes: its recipes compile, as modules of one file.
pub(super) fn each_compiles(spec: &str) -> Result<(), Failed> {
    let mut project = project(spec);
    let readme = String::from_utf8_lossy(&project["README.md"]).into_owned();
    let module = |(name, code): &(String, String)| format!("#[cfg(test)]\nmod {name} {{\n{}}}\n", hooks(code));
    let modules: String = recipes(&readme).iter().map(module).collect();
    let own = String::from_utf8_lossy(&project["src/hooks.rs"]).into_owned();
    project.insert("src/hooks.rs".to_owned(), format!("{own}\n{modules}").into_bytes());
    let name = format!("cookbook-{spec}");
    Ok(build::cargo(
        &build::on_disk(&name, &project),
        &["clippy", "--locked", "--lib", "--tests", "--", "-A", "dead-code"],
    )?)
}

/// Each recipe: the name of its test, and its code.
fn recipes(readme: &str) -> Vec<(String, String)> {
    let (_, section) = readme.split_once("\nSome recipes for ").expect("README.md has recipes");
    let (section, _) = section.split_once("\n## ").expect("another section follows");
    let titled = section.split("\n**").skip(1).filter_map(|recipe| {
        let (title, rest) = recipe.split_once("**")?;
        let (_, code) = rest.split_once("```rust\n")?;
        let (code, _) = code.split_once("```")?;
        Some((title.to_lowercase().replace(' ', "_"), code.to_owned()))
    });
    titled.collect()
}

/// A recipe in its place: methods in the `impl`, and what else there is beside it.
fn hooks(code: &str) -> String {
    let is_use = |line: &&str| line.starts_with("use ");
    let imports: Vec<&str> = code.lines().filter(is_use).collect();
    let rest: Vec<&str> = code.lines().filter(|line| !is_use(line)).collect();
    let (methods, others): (Vec<String>, Vec<String>) =
        rest.join("\n").split("\n\n").map(str::to_owned).partition(|part| part.contains("&self"));
    let own = others.concat().contains("pub struct Hooks");
    let plain = if own { "" } else { "#[derive(Debug, Clone, Default)]\npub struct Hooks {}\n" };
    format!(
        "use crate::extension::Extension;\n{}\n\n{plain}\nimpl Extension for Hooks {{\n{}\n}}\n\n{}\n",
        imports.join("\n"),
        methods.join("\n\n"),
        others.join("\n\n"),
    )
}
