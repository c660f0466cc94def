//! What changes for items that were stored by specs before the last one.

use super::history::{self, History, Stored};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::stored::{self, Misfit};
use super::{ChangeCode, SpecRevision, owner, words};
use crate::model::{DataPolicy, KeyType, Resource, Service, Shape};
use crate::text::shell;

/// Compares what earlier specs stored, and the last one does not say itself, with what the new one reads.
pub(super) fn compare(report: &mut Report, history: &History, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    stages(report, history, old, new);
    let said = History::of(old.service);
    for resource in &new.service.resources {
        let table = &resource.table.name;
        let former = old.service.resources.iter().find(|former| former.table.name == *table);
        if former.is_none() {
            comes_back(report, history, (new.service, resource));
            owner::comes_back(report, history, resource);
        }
        let before = former.map(history::stored).unwrap_or_default();
        let location = report.resource(None, Some(resource)).key("attributes");
        let facts = history.beyond(&said, table);
        for now in history::stored(resource) {
            let paths = paths(resource, &now.path);
            for fact in facts.iter().filter(|fact| paths.iter().any(|path| is_about(fact, path, &now))) {
                let before = before.iter().find(|before| before.path == fact.path);
                value(report, (&location, table), fact, before, &now);
            }
        }
    }
}

/// Stages that an earlier spec had, and the last one no longer: their stacks were left behind.
fn stages(report: &mut Report, history: &History, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    for stage in &new.service.stages {
        let name = stage.name.as_str();
        if old.service.name != new.service.name
            || old.service.stages.iter().any(|before| before.name == name)
            || !history.has_stage(name)
        {
            continue;
        }
        let said = Explanation {
            message: format!("the stage `{name}` of an earlier spec comes back"),
            effect: "its stack was left behind with its tables, and a deployment changes that one: what it may open or lose \
                does not follow from the last spec",
            help: &[
                "compare with its template, as `aws cloudformation get-template` prints it: `--against FILE --stage STAGE`",
            ],
        };
        report.add(ChangeCode::StageComesBack, &SpecLocation::root().key("stages").key(name), ["", name], said);
    }
}

/// The names under which a value is read: its own, and that of before its attribute was renamed.
fn paths(resource: &Resource, path: &str) -> Vec<String> {
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    let attribute = resource.attributes.iter().find(|attribute| attribute.name.as_str() == name);
    let names = attribute.into_iter().flat_map(|attribute| attribute.stored_names());
    names.map(|name| format!("{name}{rest}")).collect()
}

/// Whether a fact is about this value, or about a part of it that has no name of its own.
fn is_about(fact: &Stored, path: &str, now: &Stored) -> bool {
    let is_part = |rest: &str| rest.starts_with(['.', '[']) && now.shape == Shape::Json;
    fact.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || is_part(rest))
}

fn value(
    report: &mut Report,
    (location, table): (&SpecLocation, &str),
    fact: &Stored,
    before: Option<&Stored>,
    now: &Stored,
) {
    let name = now.path.split(['.', '[']).next().unwrap_or_default();
    let location = location.key(name).only_in_new();
    let path = &fact.path;
    let forms = [fact, now].map(|stored| stored.forms().join(", "));
    let values = forms.each_ref().map(String::as_str);
    let was = words::article(&words::shape(&fact.shape));
    let forget =
        format!("if no stored item holds it any more, take note of that: slsgen forget {table} {}", shell::word(path));
    if let Some(misfit) = self::misfit(&fact.shape, &now.shape)
        && before.is_none_or(|before| self::misfit(&fact.shape, &before.shape).is_none())
    {
        let said = Explanation {
            message: format!("`{path}` was {was} in an earlier spec, and stored items may still hold it"),
            effect: &misfit.effect(),
            help: &["give the new attribute a name that no earlier spec had", &forget],
        };
        report.add(ChangeCode::StoredEarlier, &location, values, said);
    }
    if before.is_some() {
        return;
    }
    if fact.is_private && !now.is_private {
        let said = Explanation {
            message: format!("`{path}` was private in an earlier spec, and is visible"),
            effect: "responses show what is stored of it",
            help: &["keep it private, or give the new attribute another name", &forget],
        };
        report.add(ChangeCode::PrivateEarlier, &location, values, said);
    }
    if now.is_ttl && !fact.is_ttl && fact.shape.key_type() == Some(KeyType::Number) {
        let said = Explanation {
            message: format!("items expire at `{path}`, which was {was} in an earlier spec"),
            effect: super::table::EXPIRED_BY_NUMBERS,
            help: &["let items expire by an attribute of another name"],
        };
        report.add(ChangeCode::ExpiryOverStored, &location, values, said);
    }
}

/// What keeps a stored value from being read as the same; what is in a list or a map is a fact of its own.
fn misfit(fact: &Shape, now: &Shape) -> Option<Misfit> {
    match (fact, now) {
        (Shape::List { .. }, Shape::List { .. } | Shape::Json) | (Shape::Map(_), Shape::Json) => None,
        (Shape::Map(fact), Shape::Map(now)) => stored::lacking(fact, now),
        (fact, now) => stored::misfit(fact, now),
    }
}

/// A table that an earlier spec had, and that was left behind.
fn comes_back(report: &mut Report, history: &History, (service, resource): (&Service, &Resource)) {
    let (table, key) = (&resource.table.name, history::key(resource));
    let known: Vec<&str> = history.keys(table).collect();
    let location = report.resource(None, Some(resource)).key("table");
    let message = format!("the table `{table}` of an earlier spec comes back");
    if let Some(other) = known.iter().find(|known| **known != key) {
        let effect = format!(
            "it was left behind with the key {other} and keeps its name: CloudFormation can't make one with the key {key}"
        );
        let help = &[
            "give the new table another name",
            "or delete the old one first, if its items are not needed, and approve this",
        ];
        report.add(
            ChangeCode::TableComesBack,
            &location,
            [other, &key],
            Explanation { message, effect: &effect, help },
        );
    } else if !known.is_empty() {
        let disposable: Vec<&str> = service
            .stages
            .iter()
            .filter(|stage| stage.data == DataPolicy::Disposable)
            .map(|stage| stage.name.as_str())
            .collect();
        let effect =
            "it was left behind with its items and keeps its name: CloudFormation can't make it, and has to import it";
        let besides = format!(
            "{effect}; in {}, if its data was disposable when the table left the stack, it is gone, and a deployment makes it",
            words::list(&disposable)
        );
        let said = Explanation {
            message,
            effect: if disposable.is_empty() { effect } else { &besides },
            help: &[
                "import it into the stack with a change set of the type IMPORT, and deploy then",
                "or give the new table another name",
            ],
        };
        report.add(ChangeCode::TableToImport, &location, ["", &key], said);
        lacking(report, history, resource);
    }
}

/// What every item has to hold, and items of a table that comes back may lack.
fn lacking(report: &mut Report, history: &History, resource: &Resource) {
    let lists: Vec<Vec<&str>> = history.always(&resource.table.name).collect();
    let attributes = report.resource(None, Some(resource)).key("attributes");
    for attribute in resource.attributes.iter().filter(|it| it.presence.is_required() && !resource.is_key(it)) {
        let holds = |list: &Vec<&str>| attribute.stored_names().any(|name| list.contains(&name.as_str()));
        if !lists.is_empty() && lists.iter().all(holds) {
            continue;
        }
        let name = attribute.name.as_str();
        let said = Explanation {
            message: format!("every item of `{}` has to hold `{name}`, and its table comes back", resource.name),
            effect: "a stored item that lacks it can't be read, which answers 500",
            help: &[
                "give it a `default`: stored items without it are read with that",
                "or fill it in every stored item first, and then approve this",
            ],
        };
        report.add(ChangeCode::StoredMayLack, &attributes.key(name).only_in_new(), ["", "required"], said);
    }
}
