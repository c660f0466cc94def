use std::collections::BTreeMap;

use crate::baseline::{Lock, Tracking};
use crate::change::History;
use crate::change::deployed::{Said, TemplateIds, ids, said};
use crate::error::Error;
use crate::model::{Frozen, LogicalIds, Service};
use crate::path::ProjectPath;
use crate::render::{self, Policy, RenderedProject};
use crate::snapshot::{OnDisk, Snapshot};

/// A lock that was rebuilt.
#[derive(Debug)]
pub struct Repaired {
    /// The lock.
    pub lock: Lock,
    /// The history, with what the last spec stores.
    pub history: History,
    /// What these say that nothing on disk says for certain, a sentence each.
    pub assumed: Vec<String>,
}

/// Rebuilds the lock of the project that was generated from this service.
pub(super) fn rebuilt(snapshot: &mut Snapshot, service: &Service) -> Result<Repaired, Error> {
    let mut assumed = Vec::new();
    let template = snapshot.baseline.texts.get(&ProjectPath::template()).cloned();
    let version = template.as_deref().and_then(said).and_then(|said| match said {
        Ok(Said::Template(template)) => template.version,
        _ => None,
    });
    let version = version.unwrap_or_else(|| {
        assumed.push("this version generated the project last: no base says which".to_owned());
        Lock::this_version().clone()
    });
    let frozen = frozen(service, template.as_deref().and_then(ids), &mut assumed);
    snapshot.baseline.lock = Lock { version, frozen, files: BTreeMap::new() };
    let frozen = snapshot.baseline.frozen();
    let rendered = render::render(service, "", &frozen);
    let files = files(snapshot, service, &rendered, &mut assumed)?;
    let lock = Lock { frozen, files, ..snapshot.baseline.lock.clone() };
    let (mut history, facts) = (snapshot.baseline.history.clone(), History::of(service));
    if !history.holds(&facts) {
        history = history.and(&facts);
        assumed.push(
            "the history lacked what the last spec stores: what earlier specs stored may be lost with it".to_owned(),
        );
    }
    Ok(Repaired { lock, history, assumed })
}

/// The IDs that the template has; those that this version chooses where it has none.
fn frozen(service: &Service, ids: Option<TemplateIds>, assumed: &mut Vec<String>) -> Frozen {
    let chosen = LogicalIds::assign(service, &LogicalIds::default());
    let Some(found) = ids else {
        assumed
            .push("the logical IDs are those that this version chooses: there is no base of template.yaml".to_owned());
        return Frozen { ids: chosen, ..Frozen::default() };
    };
    let of_key = |key: &str| {
        let mut tables = service.resources.iter().filter(|it| LogicalIds::table_key(&it.name) == key);
        let of_table = tables.find_map(|resource| found.tables.get(&resource.table.name));
        let mut groups = found.groups.iter().filter(|(group, _)| LogicalIds::group_key(group) == key);
        let of_group = groups.next().map(|(_, id)| id);
        let mut clients = service.api.clients.iter().filter(|it| LogicalIds::client_key(&it.name) == key);
        let of_client = clients.find_map(|client| found.keys.get(client.name.as_str()));
        match key {
            LogicalIds::API => found.api.as_ref(),
            LogicalIds::API_KEY => found.api_key.as_ref(),
            LogicalIds::USER_POOL => found.user_pool.as_ref(),
            _ => of_table.or(of_group).or(of_client),
        }
    };
    let mut entries = Vec::new();
    for (key, chosen) in chosen.iter() {
        let id = of_key(key).cloned().unwrap_or_else(|| {
            assumed.push(format!("the logical ID of `{key}` is `{chosen}`: the base of template.yaml has none"));
            chosen.to_owned()
        });
        entries.push((key.to_owned(), id));
    }
    Frozen { ids: entries.into_iter().collect(), ..Frozen::default() }
}

fn files(
    snapshot: &mut Snapshot,
    service: &Service,
    rendered: &RenderedProject,
    assumed: &mut Vec<String>,
) -> Result<BTreeMap<ProjectPath, Tracking>, Error> {
    let mut files = BTreeMap::new();
    let with_base: Vec<ProjectPath> = snapshot.baseline.texts.keys().cloned().collect();
    for path in with_base.into_iter().filter(|path| *path != ProjectPath::spec()) {
        let is_there = *snapshot.on_disk(&path) != OnDisk::Absent;
        let tracking = match rendered.file(&path).map(|file| file.policy) {
            Some(Policy::Lockfile) => Tracking::Lockfile,
            _ if is_there => Tracking::Merged,
            _ => {
                assumed.push(format!("somebody deleted {path}: it has a base, and is not there"));
                Tracking::Deleted
            }
        };
        files.insert(path, tracking);
    }
    let mut with_workshop = rendered.clone();
    if render::has_workshop(service) {
        render::add_workshop(service, &mut with_workshop);
    }
    let once = with_workshop.files().filter(|(_, file)| file.policy == Policy::Once).map(|(path, _)| path.clone());
    for path in once.collect::<Vec<_>>() {
        snapshot.look_at_each([&path])?;
        let is_there = *snapshot.on_disk(&path) != OnDisk::Absent;
        if is_there {
            assumed.push(format!("slsgen made {path} once, and it is yours since then"));
        } else if rendered.file(&path).is_some() {
            assumed.push(format!("somebody deleted {path}, which slsgen makes once"));
        }
        if is_there || rendered.file(&path).is_some() {
            files.insert(path, Tracking::Once);
        }
    }
    for (path, _) in rendered.files().filter(|(path, file)| file.policy == Policy::Merged && !files.contains_key(*path))
    {
        assumed.push(format!("slsgen has yet to make {path}: it has no base"));
    }
    Ok(files)
}
