//! The templates, embedded in the binary.
//!
//! `templates/` mirrors the generated tree: a name that ends in `.j2` is rendered, anything else is
//! written as it is. Templates print; Rust decides: each has a typed view beside its renderer.

use std::sync::LazyLock;

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

/// Every template that is rendered: its path under `templates/`, and its text.
const TEMPLATES: &[(&str, &str)] = &[
    ("README.md.j2", include_str!("../../templates/README.md.j2")),
    ("postman/new_key.js.j2", include_str!("../../templates/postman/new_key.js.j2")),
    ("postman/test.js.j2", include_str!("../../templates/postman/test.js.j2")),
    ("samconfig.toml.j2", include_str!("../../templates/samconfig.toml.j2")),
    ("template.yaml.j2", include_str!("../../templates/template.yaml.j2")),
];

/// Every file that is the same in each project: its path there, and its text.
pub(super) const VERBATIM: &[(&str, &str)] = &[
    (".gitattributes", include_str!("../../templates/.gitattributes")),
    (".github/workflows/ci.yml", include_str!("../../templates/.github/workflows/ci.yml")),
    (".gitignore", include_str!("../../templates/.gitignore")),
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_keep_trailing_newline(true);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).expect("an embedded template parses: a test loads each");
    }
    environment
});

/// Renders one embedded template.
///
/// # Panics
/// When a template asks for what its view lacks: slsgen's own bug, which the goldens show.
pub(super) fn render(name: &str, view: impl Serialize) -> String {
    let template = ENVIRONMENT.get_template(name).expect("the template is embedded");
    template.render(view).unwrap_or_else(|error| panic!("{name} does not fit its view, a bug in slsgen: {error:#}"))
}
