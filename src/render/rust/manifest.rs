//! `Cargo.toml`, with the dependencies that the code mentions.

use minijinja::context;

use crate::model::Service;
use crate::render::{RenderedProject, layout, templates};

/// Each dependency's line, by its name in Rust. Features never vary with the spec, so that `Cargo.lock` is known
/// and projects can share a target folder.
pub(super) const DEPENDENCIES: &[(&str, &str)] = &[
    (
        "aws_config",
        "aws-config = { version = \"1.13\", default-features = false, features = [\"behavior-version-latest\", \"rt-tokio\"] }",
    ),
    (
        "aws_sdk_dynamodb",
        "aws-sdk-dynamodb = { version = \"1.136\", default-features = false, features = [\"behavior-version-latest\", \"rt-tokio\"] }",
    ),
    (
        "aws_smithy_http_client",
        "aws-smithy-http-client = { version = \"1.5\", default-features = false, features = [\"rustls-ring\"] }",
    ),
    ("axum", "axum = { version = \"0.8.9\", default-features = false, features = [\"json\", \"matched-path\"] }"),
    ("base64", "base64 = \"0.22\""),
    ("bigdecimal", "bigdecimal = \"0.4\""),
    ("lambda_http", "lambda_http = { version = \"1.3\", default-features = false, features = [\"apigw_rest\"] }"),
    ("percent_encoding", "percent-encoding = \"2\""),
    ("regex", "regex = \"1\""),
    ("serde", "serde = { version = \"1\", features = [\"derive\"] }"),
    ("serde_json", "serde_json = { version = \"1\", features = [\"arbitrary_precision\", \"float_roundtrip\"] }"),
    ("sha2", "sha2 = \"0.11\""),
    ("thiserror", "thiserror = \"2\""),
    ("time", "time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\"] }"),
    ("tokio", "tokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }"),
    ("tower_http", "tower-http = { version = \"0.6\", features = [\"cors\"] }"),
    ("tracing", "tracing = \"0.1\""),
    (
        "tracing_subscriber",
        "tracing-subscriber = { version = \"0.3\", default-features = false, features = [\"fmt\", \"json\"] }",
    ),
    ("ulid", "ulid = { version = \"1\", features = [\"serde\"] }"),
    ("uuid", "uuid = { version = \"1\", features = [\"serde\", \"v4\", \"v7\"] }"),
];

/// Renders `Cargo.toml`.
pub(super) fn render(service: &Service, project: &RenderedProject) -> String {
    let mentioned = |name: &str| {
        let path = format!("{name}::");
        let is_source = |file: &str| file.starts_with("src/");
        project.files().any(|(path_of, file)| is_source(path_of.as_str()) && file.text.contains(&path))
    };
    let dependencies = DEPENDENCIES.iter().filter(|(name, _)| mentioned(name)).map(|(_, line)| *line);
    let dependencies: Vec<&str> = dependencies.collect();
    templates::render("Cargo.toml.j2", context! { name => layout::string(service.name.as_str()), dependencies })
}

#[cfg(test)]
mod tests {
    use super::DEPENDENCIES;

    /// Cargo could not tell the project from the dependency.
    #[test]
    fn no_project_is_called_like_a_dependency() {
        let rest = "table: { partition_key: id }\nattributes: { id: string }\nroutes: [GET /a]\napi: { auth: none }";
        let is_valid = |name: &str| crate::load("a.yaml", format!("name: {name}\n{rest}").as_bytes()).service.is_some();
        assert!(is_valid("a-b"));
        for (name, _) in DEPENDENCIES {
            assert!(!is_valid(&name.replace('_', "-")), "{name}");
        }
    }
}
