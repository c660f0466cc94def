//! Each page of `slsgen explain` says what is so: its wrong spec has the code, and its right one has no problem.

use std::collections::BTreeMap;
use std::fs;

use libtest_mimic::{Failed, Trial};
use slsgen::baseline::Lock;
use slsgen::change::{ChangeCode, History, SpecRevision, changes};
use slsgen::diagnostic::Code;
use slsgen::model::Service;
use slsgen::report::{self, Color};
use slsgen::source::Source;
use slsgen::{Loaded, load};

const FOLDER: &str = "src/explain";

/// The spec of which a page shows the keys that matter.
const BASE: &str = "\
name: loans
table: { partition_key: id }
attributes:
  id: { type: uuid, generate: uuid_v7 }
  reader: { type: string, required: true }
  due: date
routes:
  - GET /loans
  - GET /loans/{id}
  - POST /loans
  - PUT /loans/{id}
  - PATCH /loans/{id}
  - DELETE /loans/{id}
api: { auth: api_key }
allow: [W0012, W0013, W0014, W0015]
";

/// Codes that no spec in a page can show; their pages say why.
const NOT_SHOWN: [&str; 13] = [
    "A0401", "A0402", "A0403", "A0404", "C0301", "D0105", "D0109", "E0001", "E0002", "E0006", "N0212", "S0105", "X0114",
];

pub(crate) fn trials() -> Vec<Trial> {
    let of_spec = Code::ALL.iter().map(|code| code.as_str());
    let of_change = ChangeCode::ALL.iter().map(|code| code.as_str());
    of_spec.chain(of_change).map(|code| Trial::test(format!("explain::{code}"), || is_so(code))).collect()
}

fn is_so(code: &'static str) -> Result<(), Failed> {
    let page = fs::read_to_string(format!("{FOLDER}/{code}.md")).map_err(|error| format!("no page: {error}"))?;
    let title = page.lines().next().unwrap_or_default();
    if !title.starts_with(&format!("# {code}: ")) {
        return Err(format!("a page begins with `# {code}: …`, and not with `{title}`").into());
    }
    let shown = shown(&page);
    let part = |name: &str| shown.get(name).map(|part| whole(part));
    match (part("before"), part("after"), part("wrong"), part("right")) {
        (Some(before), Some(after), None, right) => {
            let found = codes(part("earlier"), &before, &after)?;
            check(found.contains(&code), || format!("the change has {found:?}"))?;
            right.map_or(Ok(()), |right| {
                let found = codes(part("earlier"), &before, &right)?;
                check(!found.contains(&code), || format!("the right change has {found:?}"))
            })
        }
        (None, None, Some(wrong), Some(right)) => {
            let wrong = load("slsgen.yaml", wrong.as_bytes());
            check(wrong.diagnostics.iter().any(|it| it.code.as_str() == code), || text(&wrong))?;
            let right = load("slsgen.yaml", right.as_bytes());
            check(right.diagnostics.is_empty(), || text(&right))
        }
        (None, None, None, None) => {
            check(NOT_SHOWN.contains(&code), || "it shows no spec: `yaml wrong` and `yaml right`".to_owned())?;
            check(page.contains("No spec can show it here: "), || "it doesn't say why it shows no spec".to_owned())
        }
        _ => Err("it shows `wrong` and `right`, or `before`, `after` and perhaps `right`".into()),
    }
}

fn check(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}

/// The parts between fences, by the word after `yaml`.
fn shown(page: &str) -> BTreeMap<&str, String> {
    let mut parts = BTreeMap::new();
    let mut open = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(_), Some(_)) => open = None,
            (Some(info), None) => open = info.strip_prefix("yaml "),
            (None, Some(name)) => parts.entry(name).or_insert_with(String::new).extend([line, "\n"]),
            (None, None) => {}
        }
    }
    parts
}

/// The base, in which a part replaces the top-level keys that it has. `~` takes a key away.
fn whole(part: &str) -> String {
    let key = |line: &str| line.split(':').next().filter(|key| !key.starts_with([' ', '#', '-'])).map(str::to_owned);
    let mut given: Vec<String> = part.lines().filter_map(key).collect();
    if given.iter().any(|key| key == "resources") {
        given.extend(["table", "attributes", "routes"].map(str::to_owned));
    }
    let mut kept = String::new();
    let mut is_given = false;
    for line in BASE.lines() {
        is_given = key(line).map_or(is_given, |key| given.contains(&key));
        if !is_given {
            kept.extend([line, "\n"]);
        }
    }
    kept.extend(part.lines().filter(|line| !line.ends_with(": ~")).flat_map(|line| [line, "\n"]));
    kept
}

/// What a change means, where there was perhaps a spec before the earlier one.
fn codes(earlier: Option<String>, before: &str, after: &str) -> Result<Vec<&'static str>, Failed> {
    let history = earlier.map(|earlier| valid(&earlier)).transpose()?;
    let history = history.map(|(_, service)| History::of(&service)).unwrap_or_default();
    let (before, after) = (valid(before)?, valid(after)?);
    let revision = |(source, service)| SpecRevision { service, source, version: Lock::this_version() };
    let findings = changes(&revision((&before.0, &before.1)), &revision((&after.0, &after.1)), &history);
    Ok(findings.iter().map(|finding| finding.code.as_str()).collect())
}

fn valid(spec: &str) -> Result<(Source, Service), Failed> {
    let Loaded { source, service, diagnostics } = load("slsgen.yaml", spec.as_bytes());
    let problems = || format!("{}\n{spec}", report::render(&diagnostics, &source, Color::Never).as_str());
    service.ok_or_else(|| problems().into()).map(|service| (source.clone(), service))
}

fn text(loaded: &Loaded) -> String {
    let shown = report::render(&loaded.diagnostics, &loaded.source, Color::Never);
    format!("{}\n{}", shown.as_str(), loaded.source.text)
}
