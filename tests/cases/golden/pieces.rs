//! What a file of Rust is made of: its items and their members, each with its name and its place.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::{Field, ImplItem, Item, ItemImpl, TraitItem, Type, UseTree, Variant, Visibility};

/// A text and its syntax.
pub(super) struct Parsed {
    pub(super) text: String,
    pub(super) file: syn::File,
}

/// An item, or a member of one.
pub(super) struct Piece {
    /// None where the members alone have names: an `impl`.
    pub(super) name: Option<String>,
    /// With its docs and attributes, in bytes.
    pub(super) place: Range<usize>,
    pub(super) members: Vec<Self>,
}

/// A name that a `use` line brings in.
pub(super) struct Import {
    /// As a line of its own would say it: `std::fmt`, `engine::Engine as _`.
    pub(super) path: String,
    pub(super) is_public: bool,
}

impl Parsed {
    pub(super) fn of(text: &str) -> Result<Self, syn::Error> {
        Ok(Self { text: text.to_owned(), file: syn::parse_file(text)? })
    }

    /// The items, `use` lines aside.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        self.file.items.iter().filter(|item| !matches!(item, Item::Use(_))).map(|item| self.piece(item)).collect()
    }

    /// What the `use` lines of the file bring in.
    pub(super) fn imports(&self) -> Vec<Import> {
        let mut imports = Vec::new();
        for item in &self.file.items {
            if let Item::Use(item) = item {
                let is_public = !matches!(item.vis, Visibility::Inherited);
                let paths = paths(&item.tree).into_iter().map(|path| Import { path, is_public });
                imports.extend(paths);
            }
        }
        imports
    }

    fn piece(&self, item: &Item) -> Piece {
        let named = |name: &syn::Ident| Piece::new(name.to_string(), item);
        match item {
            Item::Const(found) => named(&found.ident),
            Item::Enum(found) => {
                let variant = |variant: &Variant| Piece::new(format!("{}::{}", found.ident, variant.ident), variant);
                named(&found.ident).with(found.variants.iter().map(variant))
            }
            Item::Fn(found) => named(&found.sig.ident),
            Item::Impl(found) => self.block(found),
            // What a macro such as `task_local!` declares.
            Item::Macro(found) => {
                let tokens = self.line(&found.mac.tokens);
                let (_, declared) = tokens.split_once("static ").expect("a macro declares a static");
                let (name, _) = declared.split_once(':').expect("a static has a type");
                Piece::new(name.to_owned(), item)
            }
            Item::Mod(found) => Piece::new(format!("mod {}", found.ident), item),
            Item::Struct(found) => {
                let field = |field: &Field| {
                    let name = field.ident.as_ref()?;
                    Some(Piece::new(format!("{}.{name}", found.ident), field))
                };
                named(&found.ident).with(found.fields.iter().filter_map(field))
            }
            Item::Trait(found) => {
                let member = |item: &TraitItem| Piece::new(format!("{}::{}", found.ident, in_trait(item)), item);
                named(&found.ident).with(found.items.iter().map(member))
            }
            Item::Static(found) => named(&found.ident),
            Item::Type(found) => named(&found.ident),
            _ => panic!("an item that no golden can list yet: {}", self.line(item)),
        }
    }

    /// An `impl`. Its members are `Type::method`, or `<Type as Trait>::method`.
    fn block(&self, block: &ItemImpl) -> Piece {
        let of = block.trait_.as_ref().map(|(of, _)| self.line(of));
        let owner = match &of {
            Some(of) => format!("<{} as {of}>", self.line(&*block.self_ty)),
            None => self_name(block),
        };
        let member = |item: &ImplItem| Piece::new(format!("{owner}::{}", in_block(item)), item);
        let name = block.items.is_empty().then(|| format!("impl {owner}"));
        Piece { name, place: place(block), members: block.items.iter().map(member).collect() }
    }

    /// The text of a node on one line.
    fn line(&self, node: &impl Spanned) -> String {
        self.text[place(node)].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Piece {
    fn new(name: String, node: &impl Spanned) -> Self {
        Self { name: Some(name), place: place(node), members: Vec::new() }
    }

    fn with(self, members: impl Iterator<Item = Self>) -> Self {
        Self { members: members.collect(), ..self }
    }
}

/// The names of pieces and of their members, in the order of the text.
pub(super) fn names(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().flat_map(|piece| piece.name.as_deref().into_iter().chain(names(&piece.members))).collect()
}

/// Where a node stands in its text.
pub(super) fn place(node: &impl Spanned) -> Range<usize> {
    node.span().byte_range()
}

/// What `Self` stands for in an `impl`, without its parameters.
pub(super) fn self_name(block: &ItemImpl) -> String {
    match &*block.self_ty {
        Type::Path(path) => path.path.segments.last().expect("a path has segments").ident.to_string(),
        _ => panic!("shared code implements things for types that have names"),
    }
}

fn in_trait(item: &TraitItem) -> String {
    match item {
        TraitItem::Const(item) => item.ident.to_string(),
        TraitItem::Fn(item) => item.sig.ident.to_string(),
        TraitItem::Type(item) => item.ident.to_string(),
        _ => panic!("a member of a trait that no golden can list yet"),
    }
}

fn in_block(item: &ImplItem) -> String {
    match item {
        ImplItem::Const(item) => item.ident.to_string(),
        ImplItem::Fn(item) => item.sig.ident.to_string(),
        ImplItem::Type(item) => item.ident.to_string(),
        // `forward_to_deserialize_any!`, which has no name.
        ImplItem::Macro(item) => format!("{}!", item.mac.path.segments.last().expect("a path has segments").ident),
        _ => panic!("a member of an `impl` that no golden can list yet"),
    }
}

fn paths(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(tree) => paths(&tree.tree).iter().map(|path| format!("{}::{path}", tree.ident)).collect(),
        UseTree::Group(group) => group.items.iter().flat_map(paths).collect(),
        UseTree::Name(tree) => vec![tree.ident.to_string()],
        UseTree::Rename(tree) => vec![format!("{} as {}", tree.ident, tree.rename)],
        UseTree::Glob(_) => vec!["*".to_owned()],
    }
}
