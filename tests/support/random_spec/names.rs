//! Names of every length and spelling that the format allows, and words that mean something elsewhere.

use super::Random;

/// Keywords of Rust, of which some have no raw form.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that the code of a project uses for itself: locals, functions, modules and fields.
const LOCALS: &[&str] = &[
    "now",
    "id",
    "key",
    "item",
    "items",
    "new",
    "path",
    "query",
    "request",
    "response",
    "app",
    "table",
    "patch",
    "page",
    "update",
    "delete",
    "filter",
    "filters",
    "value",
    "values",
    "found",
    "sent",
    "output",
    "guard",
    "name",
    "names",
    "location",
    "problems",
    "problem",
    "members",
    "member",
    "element",
    "index",
    "range",
    "paging",
    "given",
    "stored",
    "error",
    "etag",
    "check",
    "read",
    "merge",
    "replacement",
    "expected",
    "version",
    "condition",
    "client",
    "table_name",
    "hooks",
    "body",
    "input",
    "fields",
    "partition",
    "sort",
    "descending",
    "order",
    "limit",
    "cursor",
    "required",
    "optional",
    "put",
    "put_some",
    "none",
    "some",
    "ok",
    "err",
    "option",
    "result",
    "string",
    "vec",
    "status",
    "u64",
    "str",
    "i64",
    "json",
    "regex",
    "router",
    "types",
    "routes",
    "mod",
    "main",
    "std",
    "serde",
    "a",
    "b",
    "c",
    "_1",
];

/// Words of JavaScript, YAML, SQL, DynamoDB and Windows. Spectral takes a value with an `example` for a schema, and
/// `hasOwnProperty`, `constructor` and `__proto__` for JavaScript's own.
const ELSEWHERE: &[&str] = &[
    "prototype",
    "toString",
    "undefined",
    "NaN",
    "null",
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "select",
    "count",
    "date",
    "ttl",
    "year",
    "url",
    "owner",
    "role",
    "size",
    "begins_with",
    "aux",
    "con",
    "nul",
    "prn",
    "com1",
    "COM9",
    "lpt1",
    "LPT9",
    "Aux",
    "description",
    "properties",
    "enum",
    "ref",
    "pattern",
];

/// Plurals, whose singulars name types.
const PLURALS: &[&str] = &[
    "items",
    "orders",
    "categories",
    "boxes",
    "people",
    "news",
    "types",
    "tables",
    "paths",
    "errors",
    "strings",
    "sets",
    "children",
    "order_lines",
    "s",
    "OrderLines",
    "api-keys",
    "requests",
    "hooks_",
    "news-items",
];

impl Random {
    /// A number from 1 up to one of these, so that small ones are likelier.
    pub(crate) fn up_to(&mut self, bounds: &[usize]) -> usize {
        let bound = self.pick(bounds);
        1 + self.below(bound)
    }

    /// A name of an attribute, an index or a resource.
    pub(crate) fn name(&mut self) -> String {
        match self.below(12) {
            0 => self.pick(KEYWORDS).to_owned(),
            1 | 2 => self.pick(LOCALS).to_owned(),
            3 => self.pick(ELSEWHERE).to_owned(),
            4 => self.pick(PLURALS).to_owned(),
            // In snake case it is as long as names become.
            5 => self.repeated(&["aB", "xA", "qZ"], 32),
            6 => {
                let count = self.up_to(&[4, 32]);
                self.repeated(&["aB", "A", "b1", "C2", "_", "-"], count)
            }
            _ => self.spelled(),
        }
    }

    fn repeated(&mut self, pieces: &[&str], count: usize) -> String {
        let name: String = (0..count).map(|_| self.pick(pieces)).collect();
        let name = format!("{}{name}", self.pick(&["", "x", "_"]));
        let name = if name.contains(|c: char| c.is_alphanumeric()) { name } else { format!("y{name}") };
        if name.starts_with('-') { name.replacen('-', "z", 1) } else { name }.chars().take(64).collect()
    }

    fn spelled(&mut self) -> String {
        let length = self.up_to(&[6, 16, 32, 64]);
        let letters: &[char] = match self.below(4) {
            0 => &['a', 'e', 'i', 'n', 'r', 't', 's', '_'],
            1 => &['A', 'E', 'N', 'X', '_', '0'],
            _ => &['a', 'e', 'i', 'n', 'r', 't', 's', 'u', 'x', 'A', 'Q', '0', '9', '_', '-'],
        };
        let mut name = String::from(self.pick(&['a', 'K', '_', 'z']));
        while name.len() < length {
            name.push(self.pick(letters));
        }
        name
    }

    /// Names that stay apart in Rust.
    pub(super) fn names(&mut self, count: usize) -> Vec<String> {
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        let mut names: Vec<String> = Vec::new();
        while names.len() < count {
            let name = self.name();
            let is_new = names.iter().all(|known| plain(known) != plain(&name));
            if is_new && !plain(&name).is_empty() {
                names.push(name);
            }
        }
        names
    }

    /// A name of a project: its crate may sort before and after every dependency, and anywhere between.
    pub(super) fn project_name(&mut self) -> String {
        if self.one_in(20) {
            return self
                .pick(&["aux", "con", "nul", "prn", "com1", "lpt9", "test", "std", "type", "r2", "z9"])
                .to_owned();
        }
        let head = self.pick(&[
            "ab", "a1", "api", "accounts", "aws", "aws-sdk", "axum-api", "http-x", "shop", "serde-x", "uuid7", "zz",
        ]);
        let length = self.up_to(&[2, 12, 28, 39, 39]) + 1;
        let mut name = if length < head.len() { head[..2].to_owned() } else { head.to_owned() };
        while name.len() < length {
            let next = self.pick(&['a', 'i', 'o', 't', 's', 'z', '0', '9', '-']);
            if next != '-' || !(name.ends_with('-') || name.len() + 1 == length) {
                name.push(next);
            }
        }
        name
    }

    /// The name of an item's type.
    pub(super) fn type_name(&mut self) -> String {
        let length = self.up_to(&[6, 20, 64]);
        let mut name = String::from(self.pick(&['A', 'K', 'Z']));
        while name.len() < length {
            name.push(self.pick(&['a', 'e', 'n', 'R', 'X', '7']));
        }
        name
    }

    /// Names of stages, which are apart in any case of letters.
    pub(super) fn stage_names(&mut self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for _ in 0..self.up_to(&[2, 5]) {
            let plain = ["dev", "test", "prod", "Staging", "eu-1", "9", "a"];
            let name = match self.below(8) {
                0 => self.pick(&["aux", "com1", "NUL", "true", "null", "1e3"]).to_owned(),
                1 => format!("s{}", "-x".repeat(self.below(40))),
                _ => self.pick(&plain).to_owned(),
            };
            if names.iter().all(|known| !known.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
        names
    }

    /// A literal segment of a path.
    pub(super) fn segment(&mut self) -> String {
        let heads = ["v1", "by", "of", "a.b", "x,y", "d:e", "-", "_", "9", "UPPER"];
        format!("{}{}", self.pick(&heads), self.below(100))
    }
}
