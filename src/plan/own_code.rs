//! What people wrote in Rust, beside what is generated: where it uses what a change takes away, and where its routes are
//! generated ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::{Finding, Fingerprint};
use crate::model::{Route, Service};
use crate::path::ProjectPath;
use crate::snapshot::{OnDisk, Snapshot};
use crate::text::Language;
use crate::text::rust_uses::{self, RouteCall, Use};
use crate::text::unix;

/// Lines of people's own code, by what they use of a change.
pub type Uses = BTreeMap<Fingerprint, Vec<(ProjectPath, usize)>>;

/// The lines that use what each change takes away, of the files that were looked at.
#[must_use]
pub fn uses(snapshot: &Snapshot, findings: &[Finding]) -> Uses {
    let mut uses = Uses::new();
    let with_names: Vec<&Finding> = findings.iter().filter(|finding| !finding.gone.is_empty()).collect();
    if with_names.is_empty() {
        return uses;
    }
    for (path, text) in own(snapshot) {
        for finding in &with_names {
            // Elsewhere, a text may be about a route of one's own.
            let is_test = path.as_str().starts_with("tests/");
            let gone = finding.gone.iter().filter(|(_, how)| !matches!(how, Use::Path | Use::Text) || is_test);
            let found = gone.flat_map(|(name, how)| rust_uses::lines(text.code, name, *how));
            let lines: BTreeSet<usize> = found.filter(|line| text.is_own(*line)).collect();
            if !lines.is_empty() {
                let places = lines.into_iter().map(|line| (path.clone(), line));
                uses.entry(finding.fingerprint).or_default().extend(places);
            }
        }
    }
    uses
}

/// A file of Rust that a person wrote, or changed.
struct OwnText<'a> {
    code: &'a str,
    /// What was generated of it.
    generated: BTreeSet<&'a str>,
}

impl OwnText<'_> {
    fn is_own(&self, line: usize) -> bool {
        self.code.lines().nth(line - 1).is_some_and(|text| !self.generated.contains(text))
    }
}

fn own(snapshot: &Snapshot) -> impl Iterator<Item = (&ProjectPath, OwnText<'_>)> {
    let is_rust = |path: &ProjectPath| Language::of(path.as_str()) == Language::Rust && !path.is_own();
    snapshot.files.iter().filter(move |(path, _)| is_rust(path)).filter_map(|(path, on_disk)| {
        let OnDisk::Text(code) = on_disk else { return None };
        let base = snapshot.baseline.texts.get(path).map(String::as_str);
        let is_edited = base.is_none_or(|base| base != unix(code));
        let generated = base.into_iter().flat_map(str::lines).collect();
        is_edited.then_some((path, OwnText { code, generated }))
    })
}

/// Where the code of the project takes a module from a file of `src/` that is not there: the file that says so, and the line.
pub(super) fn module_of(snapshot: &Snapshot, path: &ProjectPath) -> Option<(ProjectPath, usize)> {
    let [same, other] = homes(path)?;
    if [&same, &other].into_iter().any(|home| *snapshot.on_disk(home) != OnDisk::Absent) {
        return None;
    }
    let module = same.as_str().strip_suffix(".rs")?;
    let (above, name) = module.rsplit_once('/')?;
    let parents = match above {
        "src" => ["src/lib.rs".to_owned(), "src/main.rs".to_owned()],
        _ => [format!("{above}.rs"), format!("{above}/mod.rs")],
    };
    parents.iter().filter_map(|parent| ProjectPath::new(parent)).find_map(|parent| {
        let OnDisk::Text(code) = snapshot.on_disk(&parent) else { return None };
        let modules = rust_uses::modules(code);
        let (_, line) = modules.into_iter().find(|(module, _)| module == name)?;
        Some((parent, line))
    })
}

/// Both places where a module can be: `a.rs` and `a/mod.rs`; none for a file outside of `src/`.
#[must_use]
pub fn homes(path: &ProjectPath) -> Option<[ProjectPath; 2]> {
    let module = path.as_str().strip_suffix(".rs").filter(|module| module.starts_with("src/"))?;
    let module = module.strip_suffix("/mod").unwrap_or(module);
    Some([ProjectPath::new(&format!("{module}.rs"))?, ProjectPath::new(&format!("{module}/mod.rs"))?])
}

/// The routes of `src/hooks.rs` that are generated ones: the line, and what the spec has.
pub(super) fn colliding_routes(snapshot: &Snapshot, service: &Service) -> Vec<(ProjectPath, usize, String)> {
    let hooks = ProjectPath::hooks();
    let OnDisk::Text(code) = snapshot.on_disk(&hooks) else { return Vec::new() };
    let calls = rust_uses::route_calls(code).into_iter();
    calls
        .filter_map(|call| {
            let route = service.routes().find(|route| collides(&call, route))?;
            let label = route.title();
            Some((hooks.clone(), call.line, label))
        })
        .collect()
}

/// Whether the router refuses both: they differ in the name of a parameter alone, or share a method.
fn collides(call: &RouteCall, route: &Route) -> bool {
    let template = route.path_template();
    let method = route.method.as_str().to_ascii_lowercase();
    let shape = |path: &str| -> Vec<String> {
        let name = |segment: &str| if segment.starts_with('{') { "{}".to_owned() } else { segment.to_owned() };
        path.split('/').map(name).collect()
    };
    let shares_method = call.methods.is_empty() || call.methods.contains(&method);
    shape(&call.path) == shape(&template) && (call.path != template || shares_method)
}
