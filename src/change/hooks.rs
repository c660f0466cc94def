//! What changes for the code in `hooks.rs`: the trait's methods, and the types that they take.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::report::{Explanation, Report};
use super::resource_pairs::Resources;
use super::spec_location::SpecLocation;
use super::{ChangeCode, attributes, words};
use crate::contract::surface::{Field, Hook, Surface, Type, TypeRole, surface};
use crate::model::Resource;
use crate::text::rust_uses::Use;

/// Compares what hooks can name of each resource.
pub(super) fn compare(report: &mut Report, resources: &Resources<'_>) {
    for resource in &resources.pairs.removed {
        let location = report.resource(Some(resource), None);
        let Surface { hooks, types, .. } = surface(resource);
        let types = types.iter().map(|ty| (ty.name.clone(), Use::Name)).collect();
        removed(report, &location, &names_of(&hooks), types);
    }
    for &(before, after) in &resources.pairs.kept {
        let location = report.resource(Some(before), Some(after));
        let (old, new) = (surface(before), surface(after));
        methods(report, &location, [before, after], &old, &new);
        let names = attributes::pairs(before, after).kept;
        let names = names.iter().map(|(old, new)| (old.name.as_str(), new.name.as_str())).collect();
        let sides = SurfaceTypes { old: &old.types, new: &new.types, names };
        sides.compare(report, &location, before, after);
    }
}

fn names_of(hooks: &[Hook]) -> Vec<&str> {
    hooks.iter().map(|hook| hook.name.as_str()).collect()
}

fn methods(
    report: &mut Report,
    location: &SpecLocation,
    [before, after]: [&Resource; 2],
    old: &Surface,
    new: &Surface,
) {
    // The item's new name has its own finding.
    let is_renamed = |name: &str| {
        let now = name.replacen(&before.item.snake(), &after.item.snake(), 1);
        new.hooks.iter().any(|hook| hook.name == now)
    };
    let gone: Vec<&str> = names_of(&old.hooks).into_iter().filter(|name| !is_renamed(name)).collect();
    removed(report, location, &gone, Vec::new());
    for Hook { name, params, .. } in &old.hooks {
        let Some(now) = new.hooks.iter().find(|hook| hook.name == *name && hook.params != *params) else { continue };
        let [from, to] = [params, &now.params].map(|params| format!("{name}({})", params.join(", ")));
        let message = format!("the hook `{from}` is now `{to}`");
        let effect = "an override of it no longer compiles";
        report.add_gone(
            ChangeCode::HookChanged,
            &location.key("item"),
            [&from, &to],
            vec![(name.clone(), Use::Method)],
            Explanation { message, effect, help: &[] },
        );
    }
}

/// Reports hooks that are gone, with other names that are gone with them.
fn removed(report: &mut Report, location: &SpecLocation, names: &[&str], mut gone: Vec<(String, Use)>) {
    if names.is_empty() {
        return;
    }
    gone.extend(names.iter().map(|&name| (name.to_owned(), Use::Method)));
    let names = words::list(names);
    let message = format!("there is no hook {names} any more");
    let effect = "an override of it no longer compiles";
    let help = &["move what it does to another hook, or delete it"];
    let said = Explanation { message, effect, help };
    report.add_gone(ChangeCode::HookRemoved, &location.key("routes"), [&names, ""], gone, said);
}

/// The types of a resource, before and after, and the attributes that are in both.
struct SurfaceTypes<'a> {
    old: &'a [Type],
    new: &'a [Type],
    names: BTreeMap<&'a str, &'a str>,
}

/// What becomes of a field or an enum, in each type in which it does.
type Changes = BTreeMap<Change, Vec<InType>>;

struct InType {
    of: String,
    /// What it is there.
    what: String,
    /// The field, or the variants.
    gone: Vec<(String, Use)>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    code: ChangeCode,
    /// The attribute and the members that lead to it, before and after.
    paths: [Vec<String>; 2],
}

impl SurfaceTypes<'_> {
    fn compare(&self, report: &mut Report, location: &SpecLocation, before: &Resource, after: &Resource) {
        let mut renamed = BTreeMap::new();
        for (old, new) in self.pairs() {
            if old.name != new.name {
                renamed.insert(old.name.as_str(), new.name.as_str());
                let follows = old.name.replacen(before.item.as_str(), after.item.as_str(), 1) == new.name;
                if old.role == TypeRole::Item || !follows {
                    Self::type_renamed(report, location, old, new);
                }
            }
        }
        let mut changes = Changes::new();
        for (old, new) in self.pairs() {
            self.members(&mut changes, old, new, &renamed);
        }
        for (change, types) in changes {
            let stays = change.paths[1].len() == 1 && names_attribute(after, &change.paths[1][0]);
            say(report, location, &change, stays, &types);
        }
    }

    /// The types that play the same role before and after.
    fn pairs(&self) -> impl Iterator<Item = (&Type, &Type)> {
        let by_role: HashMap<&TypeRole, &Type> = self.new.iter().map(|new| (&new.role, new)).collect();
        self.old.iter().filter_map(move |old| Some((old, *by_role.get(&self.role_now(&old.role))?)))
    }

    fn role_now(&self, role: &TypeRole) -> TypeRole {
        match role {
            TypeRole::Nested(path) => TypeRole::Nested(self.path_now(path)),
            other => other.clone(),
        }
    }

    /// Only top-level attributes have a former name.
    fn path_now(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        if let Some(now) = self.names.get(path[0].as_str()) {
            path[0].replace_range(.., now);
        }
        path
    }

    fn type_renamed(report: &mut Report, location: &SpecLocation, old: &Type, new: &Type) {
        let location = match &new.role {
            TypeRole::Nested(path) => place(location, &[path.clone(), path.clone()]),
            _ => location.key("item"),
        };
        let message = format!("the type `{}` is called `{}`", old.name, new.name);
        let effect = "code that names it, or a type or a method that is named for it, no longer compiles";
        report.add_gone(
            ChangeCode::TypeRenamed,
            &location,
            [&old.name, &new.name],
            vec![(old.name.clone(), Use::Name)],
            Explanation { message, effect, help: &[] },
        );
    }

    fn members(&self, changes: &mut Changes, old: &Type, new: &Type, renamed: &BTreeMap<&str, &str>) {
        let path = |ty: &Type| match &ty.role {
            TypeRole::Nested(path) => path.clone(),
            _ => Vec::new(),
        };
        let mut add = |code, [before, after]: [&str; 2], field: &Field, what: String| {
            let paths = [[path(old), vec![before.to_owned()]].concat(), [path(new), vec![after.to_owned()]].concat()];
            let gone = vec![(field.name.clone(), Use::Field)];
            changes.entry(Change { code, paths }).or_default().push(InType { of: new.name.clone(), what, gone });
        };
        let is_enum = |ty: &Type| ty.members.iter().all(|member| member.ty.is_empty());
        if is_enum(old) || is_enum(new) {
            if is_enum(old) && is_enum(new) {
                variants(changes, [path(old), path(new)], old, new);
            }
            return;
        }
        let by_wire: HashMap<&str, &Field> = new.members.iter().map(|field| (field.wire.as_str(), field)).collect();
        for field in &old.members {
            let top = !matches!(new.role, TypeRole::Nested(_));
            let wire = if top { self.names.get(field.wire.as_str()).copied() } else { None }.unwrap_or(&field.wire);
            let paths = [field.wire.as_str(), wire];
            match by_wire.get(wire) {
                None => add(ChangeCode::FieldRemoved, paths, field, format!("`{}`", field.name)),
                Some(now) => {
                    if now.name != field.name {
                        let what = format!("`{}` in place of `{}`", now.name, field.name);
                        add(ChangeCode::FieldRenamed, paths, field, what);
                    }
                    if !is_same_type(&field.ty, &now.ty, renamed) {
                        let what = format!("`{}` in place of `{}`", now.ty, field.ty);
                        add(ChangeCode::FieldRetyped, paths, field, what);
                    }
                }
            }
        }
    }
}

fn variants(changes: &mut Changes, paths: [Vec<String>; 2], old: &Type, new: &Type) {
    let beyond = |some: &Type, others: &Type| -> Vec<String> {
        let is_in = |name: &str| others.members.iter().any(|other| other.name == name);
        some.members.iter().filter(|member| !is_in(&member.name)).map(|member| member.name.clone()).collect()
    };
    let parts = [("no longer has", beyond(old, new)), ("also has", beyond(new, old))];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("{word} {}", words::list(names)))
        .collect();
    if !parts.is_empty() {
        let change = Change { code: ChangeCode::VariantsChanged, paths };
        let gone = beyond(old, new).into_iter().map(|name| (name, Use::Variant)).collect();
        changes.entry(change).or_default().push(InType { of: new.name.clone(), what: parts.join(" and "), gone });
    }
}

/// Whether two Rust types are one, a type's new name aside.
fn is_same_type(old: &str, new: &str, renamed: &BTreeMap<&str, &str>) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = |text: &'_ str| -> Vec<String> { text.split(|c| !is_word(c)).map(str::to_owned).collect() };
    let now: Vec<String> =
        words(old).into_iter().map(|word| renamed.get(word.as_str()).map_or(word, |&now| now.to_owned())).collect();
    now == words(new)
}

/// `stays` says whether the attribute is still there: it may have left a body alone.
fn say(report: &mut Report, location: &SpecLocation, change: &Change, stays: bool, types: &[InType]) {
    let Some(InType { of: first, what, .. }) = types.first() else { return };
    let of = words::list(&types.iter().map(|it| &it.of).collect::<Vec<_>>());
    let Change { code, paths } = change;
    let (message, effect) = match code {
        ChangeCode::FieldRemoved => (format!("the field {what} of {of} is gone"), "code that reads or sets it"),
        ChangeCode::FieldRenamed => (format!("a field of {of} is called {what}"), "code that names it"),
        ChangeCode::FieldRetyped => {
            let field = paths[1].join(".");
            let message = match types {
                [_] => format!("`{field}` of {of} is {what}"),
                _ => format!("`{field}` has another type in {of}; in `{first}` it is {what}"),
            };
            (message, "code that reads or sets it")
        }
        _ => (format!("{of} {what}"), "code that names a variant that is gone, or matches on all of them,"),
    };
    let effect = format!("{effect} no longer compiles");
    let location = place(location, paths);
    let location = if *code == ChangeCode::FieldRemoved && !stays { location.only_in_old() } else { location };
    let gone: BTreeSet<(String, Use)> = types.iter().flat_map(|it| it.gone.clone()).collect();
    let said = Explanation { message, effect: &effect, help: &[] };
    report.add_gone(*code, &location, [what, &of], gone.into_iter().collect(), said);
}

fn names_attribute(resource: &Resource, name: &str) -> bool {
    resource.attributes.iter().any(|attribute| attribute.name.as_str() == name)
}

/// Where an attribute or a member of one stands; a list's elements are found at the list.
fn place(location: &SpecLocation, [old, new]: &[Vec<String>; 2]) -> SpecLocation {
    old.iter().zip(new).fold(location.clone(), |location, (old, new)| location.key("attributes").keys(old, new))
}
