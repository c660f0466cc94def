//! Stage 4: a service → a project in memory.
//!
//! Promises the same bytes for the same service and spec text, on every machine. Knows nothing of
//! the disk, the network or other programs.

mod api_key;
mod call;
mod example;
mod github;
mod local_user;
mod lockfile;
mod openapi;
mod postman;
mod project;
mod readme;
mod rust;
mod sam;
mod schemathesis;
mod templates;
mod workshop;

pub use project::{Policy, RenderedFile, RenderedProject};
pub use workshop::{add_workshop, has_workshop};

use crate::change::History;
use crate::model::{Frozen, Service};
use crate::path::ProjectPath;
use crate::text::{layout, yaml};

/// Whether projects share a file's text, as far as they need it. It comes and goes with what the spec asks for.
#[must_use]
pub fn is_shared(path: &ProjectPath) -> bool {
    templates::SHARED.iter().any(|(shared, _)| *shared == path.as_str())
}

/// Renders a project that nothing was deployed of yet.
#[must_use]
pub fn render_new(service: &Service, spec: &str) -> RenderedProject {
    render(service, spec, &Frozen::assign(service, &Frozen::default()))
}

/// Renders a template of `deploy/`, or of its folder for one stage: what `template.yaml` would be for a state on the way
/// to the service.
#[must_use]
pub fn step_template(service: &Service, spec: &str, frozen: &Frozen, is_of_one_stage: bool) -> String {
    let folder = if is_of_one_stage { sam::TemplateFolder::DeployStage } else { sam::TemplateFolder::Deploy };
    sam::template(service, spec, frozen, folder)
}

/// Renders every file of a project. `spec` is the text the service was read from, kept byte for byte; `frozen` is what
/// [`Frozen::assign`] gives the service.
#[must_use]
pub fn render(service: &Service, spec: &str, frozen: &Frozen) -> RenderedProject {
    let mut project = RenderedProject::new(frozen.clone(), History::of(service));
    project.add("slsgen.yaml", spec);
    for (path, text) in templates::VERBATIM {
        project.add(*path, *text);
    }
    project.add("README.md", readme::readme(service, frozen));
    project.add("openapi.yaml", openapi::openapi(service));
    project.add("schemathesis.toml", schemathesis::schemathesis(service));
    postman::add(&mut project, service);
    project.add("template.yaml", sam::template(service, spec, frozen, sam::TemplateFolder::Root));
    project.add(".github/workflows/deploy.yml", github::workflow(service));
    project.add(".github/deploy-role.yaml", github::role(service));
    project.add("samconfig.toml", sam::config(service));
    rust::add(service, &mut project);
    if let Some(manifest) = project.text("Cargo.toml") {
        project.add("Cargo.lock", lockfile::lockfile(&service.name, manifest));
    }
    project
}
