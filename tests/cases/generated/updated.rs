//! A project on disk that is brought up to date, spec after spec.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

pub(super) struct Updated(PathBuf);

impl Updated {
    /// A new project in a folder of its own.
    pub(super) fn new(folder: &str, spec: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        let file = folder.join("spec.yaml");
        fs::write(&file, spec).expect("the spec can be written");
        let project = Self(folder.join("project"));
        slsgen(&["-q", "new", "--spec", &file.display().to_string(), "--out", &project.path()]);
        project
    }

    fn path(&self) -> String {
        self.0.display().to_string()
    }

    /// What a spec would change. It stays the project's spec.
    pub(super) fn plan(&self, spec: &str) -> Vec<Value> {
        fs::write(self.0.join("slsgen.yaml"), spec).expect("the spec can be written");
        let plan = slsgen(&["plan", "--format", "json", &self.path()]);
        let plan: Value = serde_json::from_slice(&plan).expect("a plan is JSON");
        plan["changes"].as_array().expect("a list").clone()
    }

    /// Does what was planned, and approves all of it.
    pub(super) fn update(&self, planned: &[Value]) {
        let refused = planned.iter().filter(|change| change["refused"] == true);
        let fingerprints = refused.filter_map(|change| change["fingerprint"].as_str());
        let path = self.path();
        let approvals = fingerprints.flat_map(|fingerprint| ["--approve", fingerprint]);
        slsgen(&["-q", "update", &path].into_iter().chain(approvals).collect::<Vec<_>>());
    }
}

fn slsgen(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_slsgen")).args(arguments).output().expect("slsgen runs");
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    assert!(output.status.success(), "{arguments:?}: {}", said.concat());
    output.stdout
}
