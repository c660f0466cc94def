use std::collections::HashSet;

use super::edits;
use super::vocabulary;
use super::{Entry, Meaning, Move, instead};
use crate::diagnostic::{Advice, Code, Diagnostic, Edit};
use crate::source::Spanned;
use crate::spec::format::{Allowed, Keys};
use crate::spec::node::{Kind, Node};
use crate::spec::{removed, suggest};
use crate::text::english;

/// Where a key can belong that stands at a wrong place: in these mappings, of these types.
const HOMES: [(&[&str], &str); 4] =
    [(&["table"], "TableSpec"), (&["api"], "ApiSpec"), (&["function"], "FunctionSpec"), (&["policy"], "PolicySpec")];

impl Meaning<'_> {
    /// Reads the entries of a mapping whose keys the format has.
    pub(super) fn entries(&mut self, mapping: &Node, entries: &[Entry], keys: Keys, path: &[&str]) -> Vec<Entry> {
        let mut taken: HashSet<&str> = entries.iter().map(|(key, _)| key.value.as_str()).collect();
        let mut read = Vec::new();
        let mut is_unknown = false;
        for at in 0..entries.len() {
            let (key, value) = &entries[at];
            if keys.of == "AttributeSpec"
                && let Some(instead) = self.instead(mapping, entries, at)
            {
                taken.extend(instead.iter().filter_map(|(key, _)| keys.names().find(|name| *name == key.value)));
                read.extend(instead);
                continue;
            }
            if ["TableSpec", "IndexSpec"].contains(&keys.of)
                && let Some(parts) = self.key_schema(mapping, entries, at)
            {
                taken.extend(parts.iter().filter_map(|(key, _)| keys.names().find(|name| *name == key.value)));
                read.extend(parts);
                continue;
            }
            if let Some(schema) = keys.values.get(key.value.as_str()) {
                read.push((key.clone(), self.at(key, value, schema, path)));
                continue;
            }
            if removed::key(keys.of, &key.value).is_some() {
                read.push((key.clone(), value.clone()));
                continue;
            }
            let known = vocabulary::key(keys.of, &key.value, keys.names());
            let own = known.filter(|known| !taken.contains(known));
            if let Some(own) = own {
                taken.insert(own);
                read.push(self.renamed(key, value, own, keys, path, true));
            } else if self.moved(mapping, entries, at, keys, path) {
                // It is read where it belongs.
            } else if let Some(own) = nearest(&key.value, keys, &taken)
                && instead::sentence(keys.of, &key.value).is_none()
            {
                taken.insert(own);
                read.push(self.renamed(key, value, own, keys, path, false));
            } else {
                is_unknown = true;
                self.unknown(key, keys);
            }
        }
        if is_unknown {
            // Nobody can say that what is missing is not what was not understood.
            let missing = keys.names().filter(|name| !taken.contains(name)).collect::<Vec<_>>();
            let node = Node { span: mapping.span, end: mapping.end, kind: Kind::Reported };
            let key = |name: &str| Spanned { value: name.to_owned(), span: mapping.span };
            read.extend(missing.into_iter().map(|name| (key(name), node.clone())));
        }
        read
    }

    /// Reads an entry under the name that its key has here.
    fn renamed(
        &mut self,
        key: &Spanned<String>,
        value: &Node,
        name: &'static str,
        keys: Keys,
        path: &[&str],
        is_known: bool,
    ) -> Entry {
        let mut edits = vec![Edit::new(key.span.start, key.span.end, name)];
        let message = format!("unknown key `{}`", key.value);
        let (before, value_span) = (self.problems.len(), value.span);
        let renamed = Spanned { value: name.to_owned(), span: key.span };
        let value = self.at(&renamed, value, &keys.values[name], path);
        if let [only] = &self.problems[before..]
            && let [shape] = &only.advice[..]
            && only.primary.span == value_span
            && !shape.edits.is_empty()
            && !shape.text.contains(name)
        {
            // The key and the shape of its value are one mistake.
            edits.extend(shape.edits.iter().cloned());
            let text = match shape.text.strip_prefix("write `") {
                Some(written) => format!("write `{name}: {written}"),
                None => format!("write `{name}`"),
            };
            let is_certain = is_known && shape.is_certain;
            self.problems.truncate(before);
            self.report_edit(Code::UnknownKey, key.span, message, Advice { text, edits, is_certain });
            return (renamed, value);
        }
        // A value that doesn't fit the key may be of another.
        let fits = !self.problems[before..].iter().any(|problem| problem.primary.span == value.span);
        let advice = Advice { text: format!("write `{name}`"), edits, is_certain: is_known && fits };
        self.report_edit(Code::UnknownKey, key.span, message, advice);
        (renamed, value)
    }

    /// Whether a key belongs elsewhere, where it is read then.
    fn moved(&mut self, mapping: &Node, entries: &[Entry], at: usize, keys: Keys, path: &[&str]) -> bool {
        let (key, value) = &entries[at];
        let around: Vec<&str> = match (keys.of, path) {
            ("ResourceSpec" | "TableSpec", ["resources", name, ..]) => vec!["resources", name],
            ("Spec" | "TableSpec" | "ApiSpec" | "FunctionSpec" | "PolicySpec" | "StageSpec", _) => Vec::new(),
            _ => return false,
        };
        let is_own = |name: &str| name == keys.of;
        let mut homes: Vec<(Vec<&str>, &'static str)> = Vec::new();
        if !around.is_empty() {
            homes.extend([(around.clone(), "ResourceSpec"), ([&around[..], &["table"]].concat(), "TableSpec")]);
        }
        homes.push((Vec::new(), "Spec"));
        let has_resources = self.entry(&["resources"]).is_some();
        for (to, of) in HOMES {
            // With several tables, nobody can tell which is meant.
            if of != "TableSpec" || !has_resources {
                homes.push((to.to_vec(), of));
            }
        }
        let found = homes.into_iter().filter(|(_, of)| !is_own(of)).find_map(|(to, of)| {
            let home = Allowed::by_name(of).keys?;
            let name = vocabulary::key(of, &key.value, home.names())?;
            let is_exact = vocabulary::plain(name) == vocabulary::plain(&key.value);
            (is_exact || keys.of == "Spec" && of == "TableSpec").then_some((to, name, home))
        });
        let Some((to, name, home)) = found else { return false };
        let place = to.last().map_or("at the top level".to_owned(), |last| format!("under `{last}:`"));
        let full: Vec<&str> = to.iter().copied().chain([name]).collect();
        let message = format!("`{}` belongs {place}", key.value);
        let problem = Diagnostic::new(Code::UnknownKey, key.span, message);
        if let Some((other, _)) = self.entry(&full) {
            self.report(problem.also(other.span, "it is here already").help("remove one of the two"));
            return true;
        }
        let written = format!("{name}: {}", edits::on_one_line(value, self.source));
        let edits = self.move_edits(mapping, entries, at, &to, &written);
        let text = match to.last() {
            Some(last) => format!("write `{last}: {{ {written} }}`"),
            None => format!("write `{written}`"),
        };
        let before = self.problems.len();
        let entry_key = Spanned { value: name.to_owned(), span: key.span };
        let value = self.at(&entry_key, value, &home.values[name], &to);
        let fits = self.problems.len() == before;
        self.report(problem.advise(Advice { text, edits: edits.unwrap_or_default(), is_certain: fits }));
        let to = to.into_iter().map(str::to_owned).collect();
        self.moves.push(Move { to, entry: (entry_key, value) });
        true
    }

    /// The edits that take an entry to another mapping.
    fn move_edits(
        &self,
        mapping: &Node,
        entries: &[Entry],
        at: usize,
        to: &[&str],
        written: &str,
    ) -> Option<Vec<crate::diagnostic::Edit>> {
        let remove = edits::remove(mapping, entries, at, self.source)?;
        let (key, value) = &entries[at];
        let end = value.end.max(key.span.end);
        let Kind::Map(all) = &self.root.kind else { return None };
        let mut edits = match (to, self.entry(to)) {
            ([], _) => vec![remove, edits::add(self.root, all, written, self.source)?],
            (_, Some((found, target))) => {
                let add = match &target.kind {
                    Kind::Map(inside) => edits::add(target, inside, written, self.source)?,
                    Kind::Null => {
                        let colon = found.span.end + self.source.text[found.span.end..].find(':')? + 1;
                        Edit::new(colon, colon, format!(" {{ {written} }}"))
                    }
                    _ => return None,
                };
                vec![remove, add]
            }
            ([name], None) if mapping.span == self.root.span => {
                vec![Edit::new(key.span.start, end, format!("{name}: {{ {written} }}"))]
            }
            ([name], None) => {
                vec![remove, edits::add(self.root, all, &format!("{name}: {{ {written} }}"), self.source)?]
            }
            _ => return None,
        };
        edits.sort_by_key(|edit| edit.span);
        Some(edits)
    }

    /// The entry at the end of a path of keys, as it is written.
    pub(super) fn entry(&self, path: &[&str]) -> Option<&Entry> {
        let mut node = self.root;
        let mut found = None;
        for name in path {
            let Kind::Map(entries) = &node.kind else { return None };
            let entry = entries.iter().find(|(key, _)| key.value == *name)?;
            (node, found) = (&entry.1, Some(entry));
        }
        found
    }

    fn unknown(&mut self, key: &Spanned<String>, keys: Keys) {
        if let Some((name, _)) = key.value.split_once(':').filter(|(name, _)| keys.names().any(|own| own == *name)) {
            let at = key.span.start + name.len() + 1;
            let message = format!("a space is missing after `{name}:`");
            let advice = Advice::certain("write a space", vec![Edit::new(at, at, " ")]);
            return self.report_edit(Code::UnknownKey, key.span, message, advice);
        }
        let problem = Diagnostic::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value));
        let problem = match instead::sentence(keys.of, &key.value) {
            Some(sentence) => problem.help(sentence),
            None if key.value == "<<" => problem
                .help("merge keys are not part of YAML 1.2: write the keys out, or use `*alias` for a whole value"),
            None => problem.help(match &keys.names().collect::<Vec<_>>()[..] {
                [only] => format!("the only key here is `{only}`"),
                names => format!("the keys here are {}", english::list(names)),
            }),
        };
        self.report(problem);
    }
}

/// The key that somebody most likely misspelt.
fn nearest(word: &str, keys: Keys, taken: &HashSet<&str>) -> Option<&'static str> {
    let free: Vec<&'static str> = keys.names().filter(|name| !taken.contains(name)).collect();
    suggest::nearest(word, &free)
}
