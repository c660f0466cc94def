//! The templates, embedded in the binary.
//!
//! `templates/` mirrors the generated tree: a name that ends in `.j2` is rendered, anything else is
//! written as it is. Templates print; Rust decides: each has a typed view beside its renderer.

use std::sync::LazyLock;

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::text::layout;

/// Every template that is rendered: its path under `templates/`, and its text.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (".github/deploy-role.yaml.j2", include_str!("../../templates/.github/deploy-role.yaml.j2")),
    (".github/workflows/deploy.yml.j2", include_str!("../../templates/.github/workflows/deploy.yml.j2")),
    ("Cargo.toml.j2", include_str!("../../templates/Cargo.toml.j2")),
    ("README.md.j2", include_str!("../../templates/README.md.j2")),
    ("postman/new_key.js.j2", include_str!("../../templates/postman/new_key.js.j2")),
    ("postman/test.js.j2", include_str!("../../templates/postman/test.js.j2")),
    ("samconfig.toml.j2", include_str!("../../templates/samconfig.toml.j2")),
    ("schemathesis.toml.j2", include_str!("../../templates/schemathesis.toml.j2")),
    ("src/extension.rs.j2", include_str!("../../templates/src/extension.rs.j2")),
    ("src/lib.rs.j2", include_str!("../../templates/src/lib.rs.j2")),
    ("src/main.rs.j2", include_str!("../../templates/src/main.rs.j2")),
    ("src/resource/check.rs.j2", include_str!("../../templates/src/resource/check.rs.j2")),
    ("src/resource/fields.rs.j2", include_str!("../../templates/src/resource/fields.rs.j2")),
    ("src/resource/filters.rs.j2", include_str!("../../templates/src/resource/filters.rs.j2")),
    ("src/resource/from_json.rs.j2", include_str!("../../templates/src/resource/from_json.rs.j2")),
    ("src/resource/function.rs.j2", include_str!("../../templates/src/resource/function.rs.j2")),
    ("src/resource/given_owner.rs.j2", include_str!("../../templates/src/resource/given_owner.rs.j2")),
    ("src/resource/item.rs.j2", include_str!("../../templates/src/resource/item.rs.j2")),
    ("src/resource/key.rs.j2", include_str!("../../templates/src/resource/key.rs.j2")),
    ("src/resource/key_of.rs.j2", include_str!("../../templates/src/resource/key_of.rs.j2")),
    ("src/resource/made.rs.j2", include_str!("../../templates/src/resource/made.rs.j2")),
    ("src/resource/mod.rs.j2", include_str!("../../templates/src/resource/mod.rs.j2")),
    ("src/resource/new.rs.j2", include_str!("../../templates/src/resource/new.rs.j2")),
    ("src/resource/owner_of.rs.j2", include_str!("../../templates/src/resource/owner_of.rs.j2")),
    ("src/resource/patch.rs.j2", include_str!("../../templates/src/resource/patch.rs.j2")),
    ("src/resource/read.rs.j2", include_str!("../../templates/src/resource/read.rs.j2")),
    ("src/resource/replace.rs.j2", include_str!("../../templates/src/resource/replace.rs.j2")),
    ("src/resource/routes.rs.j2", include_str!("../../templates/src/resource/routes.rs.j2")),
    ("src/resource/rule.rs.j2", include_str!("../../templates/src/resource/rule.rs.j2")),
    ("src/resource/table.rs.j2", include_str!("../../templates/src/resource/table.rs.j2")),
    ("src/resource/table/connect.rs.j2", include_str!("../../templates/src/resource/table/connect.rs.j2")),
    ("src/resource/table/create.rs.j2", include_str!("../../templates/src/resource/table/create.rs.j2")),
    ("src/resource/table/delete.rs.j2", include_str!("../../templates/src/resource/table/delete.rs.j2")),
    ("src/resource/table/get.rs.j2", include_str!("../../templates/src/resource/table/get.rs.j2")),
    ("src/resource/table/guard.rs.j2", include_str!("../../templates/src/resource/table/guard.rs.j2")),
    ("src/resource/table/list.rs.j2", include_str!("../../templates/src/resource/table/list.rs.j2")),
    ("src/resource/table/merge.rs.j2", include_str!("../../templates/src/resource/table/merge.rs.j2")),
    ("src/resource/table/once.rs.j2", include_str!("../../templates/src/resource/table/once.rs.j2")),
    ("src/resource/table/query.rs.j2", include_str!("../../templates/src/resource/table/query.rs.j2")),
    ("src/resource/table/refused.rs.j2", include_str!("../../templates/src/resource/table/refused.rs.j2")),
    ("src/resource/table/replace.rs.j2", include_str!("../../templates/src/resource/table/replace.rs.j2")),
    ("src/resource/table/update.rs.j2", include_str!("../../templates/src/resource/table/update.rs.j2")),
    ("src/resource/table/write.rs.j2", include_str!("../../templates/src/resource/table/write.rs.j2")),
    ("src/resource/table/written.rs.j2", include_str!("../../templates/src/resource/table/written.rs.j2")),
    ("src/resource/types.rs.j2", include_str!("../../templates/src/resource/types.rs.j2")),
    ("template.yaml.j2", include_str!("../../templates/template.yaml.j2")),
    ("docs/workshop.md.j2", include_str!("../../templates/docs/workshop.md.j2")),
    ("examples/invoke.rs.j2", include_str!("../../templates/examples/invoke.rs.j2")),
    ("examples/local/docs.html.j2", include_str!("../../templates/examples/local/docs.html.j2")),
    ("examples/local/main.rs.j2", include_str!("../../templates/examples/local/main.rs.j2")),
    ("examples/local/page.rs.j2", include_str!("../../templates/examples/local/page.rs.j2")),
    ("examples/local/watch.rs.j2", include_str!("../../templates/examples/local/watch.rs.j2")),
    ("tests/api/client.rs.j2", include_str!("../../templates/tests/api/client.rs.j2")),
    ("tests/api/dynamodb.rs.j2", include_str!("../../templates/tests/api/dynamodb.rs.j2")),
    ("tests/api/event.rs.j2", include_str!("../../templates/tests/api/event.rs.j2")),
    ("tests/api/function.rs.j2", include_str!("../../templates/tests/api/function.rs.j2")),
    ("tests/api/gateway.rs.j2", include_str!("../../templates/tests/api/gateway.rs.j2")),
    ("tests/api/main.rs.j2", include_str!("../../templates/tests/api/main.rs.j2")),
    ("tests/api/resource.rs.j2", include_str!("../../templates/tests/api/resource.rs.j2")),
];

/// Every file that is the same in each project: its path there, and its text.
pub(super) const VERBATIM: &[(&str, &str)] = &[
    (".gitattributes", include_str!("../../templates/.gitattributes")),
    (".github/workflows/ci.yml", include_str!("../../templates/.github/workflows/ci.yml")),
    (".gitignore", include_str!("../../templates/.gitignore")),
    ("examples/local/page.html", include_str!("../../templates/examples/local/page.html")),
    ("examples/local/seed.rs", include_str!("../../templates/examples/local/seed.rs")),
    ("examples/local/tables.rs", include_str!("../../templates/examples/local/tables.rs")),
];

/// What the folder of errors in the Postman collection checks.
pub(super) const PROBLEM: &str = include_str!("../../templates/postman/problem.js");

/// The file for people's own code.
pub(super) const HOOKS: &str = include_str!("../../templates/src/hooks.rs");

/// What projects share, as far as they need it: each path, and the whole text.
pub(super) const SHARED: &[(&str, &str)] = &[
    ("src/dynamodb/attempts.rs", include_str!("../../templates/src/dynamodb/attempts.rs")),
    ("src/dynamodb/aws.rs", include_str!("../../templates/src/dynamodb/aws.rs")),
    ("src/dynamodb/backoff.rs", include_str!("../../templates/src/dynamodb/backoff.rs")),
    ("src/dynamodb/expression.rs", include_str!("../../templates/src/dynamodb/expression.rs")),
    ("src/dynamodb/mod.rs", include_str!("../../templates/src/dynamodb/mod.rs")),
    ("src/dynamodb/records.rs", include_str!("../../templates/src/dynamodb/records.rs")),
    ("src/dynamodb/stored.rs", include_str!("../../templates/src/dynamodb/stored.rs")),
    ("src/dynamodb/table.rs", include_str!("../../templates/src/dynamodb/table.rs")),
    ("src/http/body.rs", include_str!("../../templates/src/http/body.rs")),
    ("src/http/caller.rs", include_str!("../../templates/src/http/caller.rs")),
    ("src/http/client.rs", include_str!("../../templates/src/http/client.rs")),
    ("src/http/cors.rs", include_str!("../../templates/src/http/cors.rs")),
    ("src/http/deadline.rs", include_str!("../../templates/src/http/deadline.rs")),
    ("src/http/error.rs", include_str!("../../templates/src/http/error.rs")),
    ("src/http/etag.rs", include_str!("../../templates/src/http/etag.rs")),
    ("src/http/event.rs", include_str!("../../templates/src/http/event.rs")),
    ("src/http/filters.rs", include_str!("../../templates/src/http/filters.rs")),
    ("src/http/idempotency.rs", include_str!("../../templates/src/http/idempotency.rs")),
    ("src/http/if_none_match.rs", include_str!("../../templates/src/http/if_none_match.rs")),
    ("src/http/json.rs", include_str!("../../templates/src/http/json.rs")),
    ("src/http/metrics.rs", include_str!("../../templates/src/http/metrics.rs")),
    ("src/http/mod.rs", include_str!("../../templates/src/http/mod.rs")),
    ("src/http/page.rs", include_str!("../../templates/src/http/page.rs")),
    ("src/http/parameters.rs", include_str!("../../templates/src/http/parameters.rs")),
    ("src/http/patch.rs", include_str!("../../templates/src/http/patch.rs")),
    ("src/http/pointer.rs", include_str!("../../templates/src/http/pointer.rs")),
    ("src/http/range.rs", include_str!("../../templates/src/http/range.rs")),
    ("src/http/request_log.rs", include_str!("../../templates/src/http/request_log.rs")),
    ("src/http/scan.rs", include_str!("../../templates/src/http/scan.rs")),
    ("src/values/binary.rs", include_str!("../../templates/src/values/binary.rs")),
    ("src/values/date.rs", include_str!("../../templates/src/values/date.rs")),
    ("src/values/decimal.rs", include_str!("../../templates/src/values/decimal.rs")),
    ("src/values/epoch_millis.rs", include_str!("../../templates/src/values/epoch_millis.rs")),
    ("src/values/epoch_seconds.rs", include_str!("../../templates/src/values/epoch_seconds.rs")),
    ("src/values/lists.rs", include_str!("../../templates/src/values/lists.rs")),
    ("src/values/mod.rs", include_str!("../../templates/src/values/mod.rs")),
    ("src/values/number.rs", include_str!("../../templates/src/values/number.rs")),
    ("src/values/set.rs", include_str!("../../templates/src/values/set.rs")),
    ("src/values/text.rs", include_str!("../../templates/src/values/text.rs")),
    ("src/values/timestamp.rs", include_str!("../../templates/src/values/timestamp.rs")),
    ("src/values/timestamp_millis.rs", include_str!("../../templates/src/values/timestamp_millis.rs")),
    ("src/values/timestamp_seconds.rs", include_str!("../../templates/src/values/timestamp_seconds.rs")),
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

/// Renders one embedded template. Rust is laid out as rustfmt would leave it.
///
/// # Panics
/// When a template asks for what its view lacks: slsgen's own bug, which the goldens show.
pub(super) fn render(name: &str, view: impl Serialize) -> String {
    let template = ENVIRONMENT.get_template(name).expect("the template is embedded");
    let text = template.render(view);
    let text = text.unwrap_or_else(|error| panic!("{name} does not fit its view, a bug in slsgen: {error:#}"));
    if name.ends_with(".rs.j2") { layout::file(&text) } else { text }
}
