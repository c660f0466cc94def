//! Whether a project's `Cargo.lock` fits its manifest, without asking cargo: what `cargo --locked` refuses.

use std::collections::BTreeMap;

use semver::{Version, VersionReq};
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
struct Manifest {
    package: Named,
    #[serde(default)]
    dependencies: Dependencies,
    #[serde(default, rename = "dev-dependencies")]
    dev: Dependencies,
    #[serde(default, rename = "build-dependencies")]
    build: Dependencies,
    /// Dependencies of single systems, which are in the lock, too.
    target: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

type Dependencies = BTreeMap<String, Dependency>;

#[derive(Deserialize)]
#[serde(untagged)]
enum Dependency {
    Version(String),
    Detailed { version: Option<String>, package: Option<String> },
}

#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    /// Each `name`, or `name version` where there are several.
    #[serde(default)]
    dependencies: Vec<String>,
}

/// What keeps the lock from fitting; none where it does, or where one of them can't be read.
pub(super) fn misfit(manifest: &str, lock: &str) -> Option<String> {
    let manifest: Manifest = toml_edit::de::from_str(manifest).ok()?;
    let lock: Lock = toml_edit::de::from_str(lock).ok()?;
    let Some(root) = lock.package.iter().find(|package| package.name == manifest.package.name) else {
        return Some(format!("it has no package `{}`", manifest.package.name));
    };
    let known = |name: &str| root.dependencies.iter().find(|dependency| dependency.split(' ').next() == Some(name));
    let wanted = || [&manifest.dependencies, &manifest.dev, &manifest.build].into_iter().flatten();
    for (key, dependency) in wanted() {
        let name = dependency.package(key);
        let Some(found) = known(name) else { return Some(format!("it lacks `{name}`, which Cargo.toml names")) };
        let Some(asked) = dependency.version() else { continue };
        let is_it = |package: &&Locked| {
            let version = found.split(' ').nth(1);
            package.name == name && version.is_none_or(|version| package.version == version)
        };
        let version = lock.package.iter().find(is_it).map(|package| &package.version);
        let fits = VersionReq::parse(asked).ok().zip(version.and_then(|version| Version::parse(version).ok()));
        let fits = fits.is_none_or(|(asked, version)| asked.matches(&version));
        if let Some(version) = version.filter(|_| !fits) {
            return Some(format!("it has `{name}` {version}, and Cargo.toml asks for {asked}"));
        }
    }
    let is_wanted = |name: &str| wanted().any(|(key, dependency)| dependency.package(key) == name);
    let names = root.dependencies.iter().filter_map(|dependency| dependency.split(' ').next());
    let surplus = names.filter(|_| manifest.target.is_none()).find(|name| !is_wanted(name))?;
    Some(format!("it has `{surplus}`, which Cargo.toml does not name"))
}

impl Dependency {
    /// The package's own name.
    fn package<'a>(&'a self, key: &'a str) -> &'a str {
        match self {
            Self::Detailed { package: Some(package), .. } => package,
            Self::Version(_) | Self::Detailed { .. } => key,
        }
    }

    fn version(&self) -> Option<&str> {
        match self {
            Self::Version(version) => Some(version),
            Self::Detailed { version, .. } => version.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::misfit;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"items\"\nversion = \"0.1.0\"\ndependencies = [\n \"axum\",\n \
                        \"base64 0.22.1\",\n]\n\n[[package]]\nname = \"axum\"\nversion = \"0.8.9\"\n\n[[package]]\nname = \
                        \"base64\"\nversion = \"0.21.7\"\n\n[[package]]\nname = \"base64\"\nversion = \"0.22.1\"\n";

    fn said(dependencies: &str) -> String {
        let manifest = format!("[package]\nname = \"items\"\n\n{dependencies}");
        misfit(&manifest, LOCK).unwrap_or_default()
    }

    #[test]
    fn a_lock_fits_where_cargo_would_leave_it() {
        assert_eq!(said("[dependencies]\naxum = \"0.8\"\n[dev-dependencies]\nbase64 = \"0.22\"\n"), "");
        assert_eq!(
            said("[dependencies]\na = { package = \"axum\", version = \"0.8\" }\nbase64 = { version = \"*\" }\n"),
            ""
        );
        assert_eq!(said("[dependencies]\naxum = \"0.8\"\n[target.'cfg(unix)'.dependencies]\nbase64 = \"0.22\"\n"), "");
        assert_eq!(said("no TOML"), "");
    }

    #[test]
    fn it_does_not_where_cargo_would_change_it() {
        let both = "[dependencies]\naxum = \"0.8\"\nbase64 = \"0.22\"\n";
        assert_eq!(said(&format!("{both}regex = \"1\"\n")), "it lacks `regex`, which Cargo.toml names");
        assert_eq!(said("[dependencies]\naxum = \"0.8\"\n"), "it has `base64`, which Cargo.toml does not name");
        let older = both.replace("0.22", "0.21");
        assert_eq!(said(&older), "it has `base64` 0.22.1, and Cargo.toml asks for 0.21");
        let renamed = misfit("[package]\nname = \"other\"\n", LOCK);
        assert_eq!(renamed.as_deref(), Some("it has no package `other`"));
    }
}
