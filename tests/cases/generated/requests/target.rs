//! The projects that are asked.

use std::path::{Path, PathBuf};

use crate::generated::build;
use serde_json::{Value, json};
use slsgen::model::Shape;

use crate::project::{Tree, project_of, read_tree, text};

const ANSWERS: &str = include_str!("answers.rs");
const UUID: &str = "0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c70";
const FRAME: &str = include_str!("frame.rs");

/// A project that is asked.
pub(super) struct Target {
    pub(super) name: String,
    project: Tree,
}

/// The name of a spec's file or a project's folder.
pub(super) fn name(path: &str) -> String {
    Path::new(path).file_stem().expect("a path has a name").to_string_lossy().into_owned()
}

impl Target {
    /// The project of a spec's file, or in a folder.
    pub(super) fn at(path: &str) -> Self {
        let project = if Path::new(path).is_dir() { read_tree(Path::new(path)) } else { project_of(path) };
        Self { name: name(path), project }
    }

    pub(super) fn document(&self) -> &str {
        text(&self.project["openapi.yaml"])
    }

    /// Builds the project with an example that answers requests. Cargo tells projects in one target folder apart by name,
    /// so this one gets a name of its own; its library keeps its own.
    pub(super) fn build(&self) -> Result<PathBuf, String> {
        let crate_name = self.crate_name();
        let (old, new) = (format!("name = \"{crate_name}\""), format!("requests-{}", self.name));
        let library = crate_name.replace('-', "_");
        let mut project = self.project.clone();
        for manifest in ["Cargo.toml", "Cargo.lock"] {
            let renamed = text(&project[manifest]).replacen(&old, &format!("name = \"{new}\""), 1);
            project.insert(manifest.to_owned(), renamed.into_bytes());
        }
        let manifest = text(&project["Cargo.toml"]);
        let manifest = format!("{manifest}\n[lib]\nname = \"{library}\"\n");
        project.insert("Cargo.toml".to_owned(), manifest.into_bytes());
        let claims = self.claims().to_string();
        let answers = format!("{ANSWERS}\nuse {library} as project;\n\nconst CLAIMS: &str = {claims:?};\n");
        project.insert(format!("examples/{new}/main.rs"), answers.into_bytes());
        project.insert(format!("examples/{new}/frame.rs"), FRAME.into());
        let folder = build::on_disk(&new, &project);
        build::example(&folder, &new, std::env::var_os("SLSGEN_REQUESTS_RELEASE").is_some())
    }

    /// The claims of a user who is in each group, of the types of the owners.
    fn claims(&self) -> Value {
        let spec = slsgen::load("slsgen.yaml", &self.project["slsgen.yaml"]);
        let service = spec.service.expect("a project has a valid spec");
        let groups: Vec<&str> = service.groups().into_iter().collect();
        let mut claims = json!({ "sub": UUID, "cognito:groups": groups.join(",") });
        for owner in service.resources.iter().filter_map(|resource| resource.owner.as_ref()) {
            let ulid = owner.attribute.shape == Shape::Ulid;
            claims[&owner.claim] = json!(if ulid { "01J2JWJ78Y5T3R7M9N1P4K6H8G" } else { UUID });
        }
        claims
    }

    fn crate_name(&self) -> String {
        let manifest = text(&self.project["Cargo.toml"]);
        let (_, rest) = manifest.split_once("name = \"").expect("a package has a name");
        rest.split_once('"').expect("it ends").0.to_owned()
    }
}
