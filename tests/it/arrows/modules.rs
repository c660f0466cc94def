//! The modules of a crate, and what a path in one of them names.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, Visibility};

use super::cfg_test::is_test;
use super::mentions::{Mention, imports};

/// The texts of the files of `src/`, by their path in it.
pub(super) type Files = BTreeMap<String, String>;

/// The modules that are compiled without tests, each by its number.
pub(super) struct Modules(Vec<Module>);

struct Module {
    /// Its name and those of the modules around it, the outermost first; none for `lib.rs`.
    names: Vec<String>,
    file: String,
    /// The module around it; none for `lib.rs` and `main.rs`.
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    /// What it defines.
    defined: BTreeSet<String>,
    /// The paths of what it imports, by the names that they have here.
    imported: BTreeMap<String, Vec<String>>,
    /// Those of the names that it hands on.
    handed_on: BTreeSet<String>,
    /// The modules from which it imports all names.
    globs: Vec<Vec<String>>,
    /// Its code, the modules in it aside.
    items: Vec<Item>,
}

/// What a path leads to.
#[derive(Clone, Copy)]
enum Target {
    Module(usize),
    /// Something that this module defines.
    Defined(usize),
}

/// No chain of imports is longer; a circle of them would be.
const MAX_IMPORTS: usize = 20;

const LIBRARY: usize = 0;

impl Modules {
    pub(super) fn of(files: &Files) -> Self {
        let mut modules = Self(Vec::new());
        for (root, names) in [("lib.rs", [].as_slice()), ("main.rs", &["main".to_owned()])] {
            modules.add(files, root, "", names, None, parse(&files[root]));
        }
        modules
    }

    /// Adds a module and those in it; the files of those are in `folder`.
    fn add(
        &mut self,
        files: &Files,
        file: &str,
        folder: &str,
        names: &[String],
        parent: Option<usize>,
        items: Vec<Item>,
    ) -> usize {
        let number = self.0.len();
        self.0.push(Module {
            names: names.to_owned(),
            file: file.to_owned(),
            parent,
            children: BTreeMap::new(),
            defined: BTreeSet::new(),
            imported: BTreeMap::new(),
            handed_on: BTreeSet::new(),
            globs: Vec::new(),
            items: Vec::new(),
        });
        for item in items.into_iter().filter(|item| !is_test(item)) {
            let Item::Mod(inner) = item else {
                self.0[number].take(item);
                continue;
            };
            let name = inner.ident.to_string();
            let (beside, inside) = (format!("{folder}{name}.rs"), format!("{folder}{name}/"));
            let names = [names, std::slice::from_ref(&name)].concat();
            let child = if let Some((_, items)) = inner.content {
                self.add(files, file, &inside, &names, Some(number), items)
            } else {
                let file = if files.contains_key(&beside) { beside } else { format!("{inside}mod.rs") };
                self.add(files, &file, &inside, &names, Some(number), parse(&files[&file]))
            };
            self.0[number].children.insert(name, child);
        }
        number
    }

    pub(super) fn all(&self) -> impl Iterator<Item = usize> + use<> {
        0..self.0.len()
    }

    pub(super) fn file(&self, module: usize) -> &str {
        &self.0[module].file
    }

    pub(super) fn items(&self, module: usize) -> &[Item] {
        &self.0[module].items
    }

    /// The rooms, each with its file.
    pub(super) fn rooms(&self) -> Vec<(String, String)> {
        let doors = self.all().filter(|module| self.0[*module].names.len() < 2);
        doors.map(|module| (self.room_and_child(module).0, self.file(module).to_owned())).collect()
    }

    /// The room that a module is in, and the room's child that it is or is in.
    pub(super) fn room_and_child(&self, module: usize) -> (String, String) {
        match self.0[module].names.as_slice() {
            [] => ("lib".to_owned(), String::new()),
            [room] => (room.clone(), String::new()),
            [room, child, ..] => (room.clone(), child.clone()),
        }
    }

    /// The modules that a path leads to, which stands in another one; none for a path out of the crate. For `*` these
    /// are the module and all that define what it hands on.
    pub(super) fn named_by(&self, from: usize, mention: &Mention) -> Vec<usize> {
        let module = |path: &[String], at| match self.target(at, path, MAX_IMPORTS)? {
            Target::Module(module) | Target::Defined(module) => Some(module),
        };
        let Some(above) = mention.path.strip_suffix(&["*".to_owned()]) else {
            return module(&mention.path, from).into_iter().collect();
        };
        let Some(all_of) = module(above, from) else { return Vec::new() };
        let is_seen = |name: &String| self.0[all_of].handed_on.contains(name) || self.is_inside(from, all_of);
        let seen = self.0[all_of].imported.iter().filter(|(name, _)| is_seen(name));
        seen.filter_map(|(_, path)| module(path, all_of)).chain([all_of]).collect()
    }

    fn is_inside(&self, module: usize, outer: usize) -> bool {
        self.0[module].parent.is_some_and(|parent| parent == outer || self.is_inside(parent, outer))
    }

    fn target(&self, from: usize, path: &[String], fuel: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(self.root(from), rest, fuel),
            "slsgen" if from != LIBRARY && self.root(from) != LIBRARY => self.walk(LIBRARY, rest, fuel),
            "self" => self.walk(from, rest, fuel),
            "super" => self.walk(self.0[from].parent?, rest, fuel),
            name => self.name(from, name, rest, fuel),
        }
    }

    fn root(&self, module: usize) -> usize {
        self.0[module].parent.map_or(module, |parent| self.root(parent))
    }

    fn walk(&self, at: usize, path: &[String], fuel: usize) -> Option<Target> {
        match path.split_first() {
            None => Some(Target::Module(at)),
            Some((name, rest)) if name == "super" => self.walk(self.0[at].parent?, rest, fuel),
            Some((name, rest)) => self.name(at, name, rest, fuel).or_else(|| {
                // A macro may define it.
                (!self.0[at].imported.contains_key(name)).then_some(Target::Defined(at))
            }),
        }
    }

    /// What a name of a module leads to, and the path after it.
    fn name(&self, at: usize, name: &str, rest: &[String], fuel: usize) -> Option<Target> {
        let module = &self.0[at];
        let fuel = fuel.checked_sub(1)?;
        if let Some(child) = module.children.get(name) {
            return self.walk(*child, rest, fuel);
        }
        if let Some(path) = module.imported.get(name) {
            return match self.target(at, path, fuel)? {
                Target::Module(module) => self.walk(module, rest, fuel),
                defined @ Target::Defined(_) => Some(defined),
            };
        }
        if module.defined.contains(name) {
            return Some(Target::Defined(at));
        }
        module.globs.iter().find_map(|path| match self.target(at, path, fuel)? {
            Target::Module(module) => self.name(module, name, rest, fuel),
            Target::Defined(_) => None,
        })
    }
}

impl Module {
    fn take(&mut self, item: Item) {
        if let Item::Use(declaration) = &item {
            for import in imports(&declaration.tree) {
                match (import.name, import.mention.path) {
                    (Some(name), path) => {
                        if !matches!(declaration.vis, Visibility::Inherited) {
                            self.handed_on.insert(name.clone());
                        }
                        self.imported.insert(name, path);
                    }
                    (None, mut path) => {
                        path.pop();
                        self.globs.push(path);
                    }
                }
            }
        }
        self.defined.extend(name(&item));
        self.items.push(item);
    }
}

/// The name of what an item defines.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn parse(text: &str) -> Vec<Item> {
    syn::parse_file(text).expect("what compiles parses").items
}
