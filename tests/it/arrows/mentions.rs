//! Which paths code names.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, ItemUse, Macro, UseTree, Visibility};

use super::cfg_test::is_test;

/// A path in the code.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The last is `*` where all names of a module are imported.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// The paths that items name.
pub(super) fn mentions(items: &[Item]) -> Vec<Mention> {
    let mut reader = Reader::default();
    for item in items {
        reader.visit_item(item);
    }
    reader.mentions
}

/// A name that a `use` declaration brings in; none for `*` and `_`.
pub(super) struct Import {
    pub(super) mention: Mention,
    pub(super) name: Option<String>,
}

/// What a `use` declaration brings in.
pub(super) fn imports(tree: &UseTree) -> Vec<Import> {
    let mut imports = Vec::new();
    add_imports(tree, &[], &mut imports);
    imports
}

fn add_imports(tree: &UseTree, above: &[String], imports: &mut Vec<Import>) {
    let below = |ident: &Ident| match ident.to_string() {
        name if name == "self" && !above.is_empty() => above.to_vec(),
        name => [above, &[name]].concat(),
    };
    let mut add = |path: Vec<String>, ident: Option<&Ident>, line: usize| {
        let name = ident.map(|ident| if ident == "self" { path[path.len() - 1].clone() } else { ident.to_string() });
        imports.push(Import { mention: Mention { path, line }, name });
    };
    match tree {
        UseTree::Path(tree) => add_imports(&tree.tree, &below(&tree.ident), imports),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_imports(tree, above, imports)),
        UseTree::Name(tree) => add(below(&tree.ident), Some(&tree.ident), line(&tree.ident)),
        UseTree::Rename(tree) => add(below(&tree.ident), Some(&tree.rename), line(&tree.ident)),
        UseTree::Glob(tree) => {
            add([above, &["*".to_owned()]].concat(), None, tree.star_token.spans[0].start().line);
        }
    }
}

fn line(ident: &Ident) -> usize {
    ident.span().start().line
}

#[derive(Default)]
struct Reader {
    mentions: Vec<Mention>,
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.mentions.extend(imports(&item.tree).into_iter().map(|import| import.mention));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let idents: Vec<_> = path.segments.iter().map(|segment| &segment.ident).collect();
            self.add(&idents);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.read_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    /// `pub(in super::super)` says who may use a thing, and uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

impl Reader {
    /// Takes each `a::b` for a path, as a macro may do anything with its arguments.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<Ident> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.add(&path.iter().collect::<Vec<_>>());
                        path.clear();
                    }
                    path.push(ident);
                    colons = 0;
                }
                other => {
                    self.add(&path.iter().collect::<Vec<_>>());
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.read_tokens(group.stream());
                    }
                }
            }
        }
        self.add(&path.iter().collect::<Vec<_>>());
    }

    /// A name alone is a local one, or was brought in by a `use` declaration, which counts.
    fn add(&mut self, path: &[&Ident]) {
        if let [first, _, ..] = path {
            self.mentions.push(Mention { path: path.iter().map(ToString::to_string).collect(), line: line(first) });
        }
    }
}
