//! What slsgen says of each step of many chains, which are the resources of one project.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::super::updated::Updated;
use super::draw::Chain;

/// The specs of the three versions, in which each attribute has a line.
pub(super) struct Specs {
    pub(super) texts: [String; 3],
    /// The resource and the attribute of each line.
    lines: [Vec<Option<(usize, String)>>; 3],
}

impl Specs {
    pub(super) fn of(chains: &[Chain]) -> Self {
        let versions = [0, 1, 2].map(|version| spec(chains.iter().map(move |chain| chain[version].as_ref())));
        let [first, second, third] = versions;
        Self { texts: [first.0, second.0, third.0], lines: [first.1, second.1, third.1] }
    }

    /// The attribute that a line of a version says.
    fn attribute(&self, version: usize, line: &Value) -> Option<(usize, String)> {
        let line = usize::try_from(line.as_u64()?).ok()?;
        self.lines[version].get(line.checked_sub(1)?)?.clone()
    }

    /// The attributes of each version that a plan of a step says DATA of.
    pub(super) fn in_danger(&self, folder: &str) -> [BTreeSet<(usize, String)>; 3] {
        let mut found: [BTreeSet<_>; 3] = Default::default();
        for (old, changes) in self.plans(folder).iter().enumerate() {
            for change in changes.iter().filter(|change| change["class"] == "DATA") {
                found[old].extend(self.attribute(old, &change["old_line"]));
                found[old + 1].extend(self.attribute(old + 1, &change["line"]));
            }
        }
        found
    }

    /// What slsgen finds in the first and in the second update, both of a project on disk.
    pub(super) fn plans(&self, folder: &str) -> [Vec<Value>; 2] {
        let project = Updated::new(folder, &self.texts[0]);
        let first = project.plan(&self.texts[1]);
        project.update(&first);
        let second = project.plan(&self.texts[2]);
        [first, second]
    }
}

fn spec<'a>(resources: impl Iterator<Item = Option<&'a Value>>) -> (String, Vec<Option<(usize, String)>>) {
    let mut text = String::from("{ \"name\": \"chains\", \"api\": { \"auth\": \"none\" }, \"resources\": {\n");
    let mut lines = vec![None];
    let mut separator = "";
    for (number, resource) in resources.enumerate() {
        let Some(resource) = resource else { continue };
        let Value::Object(mut keys) = resource.clone() else { continue };
        let attributes = keys.shift_remove("attributes").expect("it has attributes");
        let keys = Value::Object(keys).to_string();
        let keys = &keys[1..keys.len() - 1];
        writeln!(text, "{separator}\"r{number}\": {{ {keys}, \"attributes\": {{").expect("a text grows");
        lines.push(None);
        let attributes = attributes.as_object().expect("a map");
        for (place, (name, attribute)) in attributes.iter().enumerate() {
            let end = if place + 1 < attributes.len() { "," } else { "" };
            writeln!(text, "{}: {attribute}{end}", Value::from(name.as_str())).expect("a text grows");
            lines.push(Some((number, name.clone())));
        }
        text.push_str("} }\n");
        lines.push(None);
        separator = ",";
    }
    text.push_str("} }\n");
    (text, lines)
}
