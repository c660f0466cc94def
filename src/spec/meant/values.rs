use heck::ToKebabCase;

use super::edits;
use super::lists::names_of;
use super::{Entry, Meaning, vocabulary, written};
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::source::Spanned;
use crate::spec::format::{Allowed, Words};
use crate::spec::node::{Kind, Node};
use crate::spec::{seconds, suggest};
use crate::text::english;

impl Meaning<'_> {
    /// A value that is not as it has to be, as it was meant; none if it is, or if nobody can tell.
    pub(super) fn changed(&mut self, node: &Node, allowed: Allowed, path: &[&str]) -> Option<Node> {
        match &node.kind {
            Kind::Text(text) => self.text(node, text, allowed, path),
            Kind::Bool(_) | Kind::Number(_) => self.bare(node, allowed, path),
            Kind::List(list) => self.list(node, list, allowed, path),
            Kind::Map(entries) => self.mapping(node, entries, allowed, path),
            Kind::Null | Kind::Reported => None,
        }
    }

    fn text(&mut self, node: &Node, text: &str, allowed: Allowed, path: &[&str]) -> Option<Node> {
        if let ([.., "table", "ttl"], true) = (path, text.starts_with(|c: char| c.is_ascii_digit())) {
            return Some(self.ttl(node, path));
        }
        if let Some(words) = allowed.words {
            let list = words.list();
            let is_attribute = words.of == "Type" && allowed.keys.is_some();
            if list.contains(&text) {
                return if is_attribute { self.without_contents(node, text) } else { None };
            }
            if is_attribute {
                return Some(self.attribute(node, text, words));
            }
            return Some(self.word(node, text, words));
        }
        if allowed.text {
            return match path {
                ["name"] => self.project_name(node, text),
                ["api", "idempotency"] => self.duration(node, text),
                [.., "routes"] if allowed.keys.is_some() => self.route(node, text, path),
                [.., "routes", "path"] => self.route_path(node, text, path),
                _ => None,
            };
        }
        if allowed.boolean {
            let value = boolean(text)?;
            return Some(self.instead_of(node, Kind::Bool(value), &value.to_string(), "`true` or `false`"));
        }
        if allowed.number {
            let number = number(text, path.last()?)?;
            return Some(self.instead_of(node, Kind::Number(number.clone()), &number, "a number"));
        }
        if let (["stages"] | ["api", "keys"], Some(_)) = (path, allowed.entries) {
            return Some(self.names(node, text));
        }
        if let (Some(&"routes"), true, false) = (path.last(), allowed.items.is_some(), text.contains('/')) {
            let message = "`routes` is a list: each route is a method and a path";
            let problem = Diagnostic::new(Code::WrongType, node.span, message);
            self.report(problem.help("write each route of the API, such as `- GET /items` and `- POST /items`"));
            return Some(Node { kind: Kind::Reported, ..*node });
        }
        if let (Some(schema), false) = (allowed.items, allowed.keys.is_some()) {
            if !Allowed::by(schema).takes_text() {
                return None;
            }
            return Some(self.list_of(node, text));
        }
        // The one key that the mapping can't do without.
        let keys = allowed.keys?;
        let name = match keys.of {
            "TableSpec" if self.attributes_around(path).contains(&text) => "partition_key",
            "TableSpec" => return Some(self.table_name(node, text)),
            "CorsSpec" => "origins",
            "OwnerSpec" => "attribute",
            _ => return None,
        };
        let value = match keys.of {
            "CorsSpec" => Node { kind: Kind::List(vec![node.clone()]), ..*node },
            _ => node.clone(),
        };
        let inner = edits::on_one_line(node, self.source);
        let inner = if keys.of == "CorsSpec" { format!("[{inner}]") } else { inner };
        let written = format!("{{ {name}: {inner} }}");
        let entry = (Spanned { value: name.to_owned(), span: node.span }, value);
        Some(self.instead_of(node, Kind::Map(vec![entry]), &written, "a mapping"))
    }

    /// Stages or clients that are only named.
    fn names(&mut self, node: &Node, text: &str) -> Node {
        let names: Vec<&str> = text.split([',', ' ']).filter(|name| !name.is_empty()).collect();
        let written: Vec<String> = names.iter().map(|name| format!("{name}: {{}}")).collect();
        let entry = |name: &&str| {
            let key = Spanned { value: (*name).to_owned(), span: node.span };
            (key, Node { kind: Kind::Map(Vec::new()), ..*node })
        };
        let kind = Kind::Map(names.iter().map(entry).collect());
        self.instead_of(node, kind, &format!("{{ {} }}", written.join(", ")), "a mapping")
    }

    /// A list, a set or a map that doesn't say of what.
    fn without_contents(&mut self, node: &Node, kind: &str) -> Option<Node> {
        let problem =
            |key: &str| Diagnostic::new(Code::MissingKey, node.span, format!("a {kind} needs the key `{key}`"));
        let advice =
            |written: &str| Advice::likely(format!("write `{written}`"), vec![edits::replace_value(node, written)]);
        self.report(match kind {
            "list" | "set" => problem("items").advise(advice(&format!("{{ type: {kind}, items: string }}"))),
            "map" => problem("attributes")
                .help("write `{ type: map, attributes: { NAME: string } }` with its members")
                .advise(advice("json")),
            _ => return None,
        });
        Some(Node { kind: Kind::Reported, ..*node })
    }

    /// A word of a few.
    fn word(&mut self, node: &Node, text: &str, words: Words) -> Node {
        let list = words.list();
        let known = vocabulary::value(words.of, text, &list).map(|word| (word, true));
        let known = known.or_else(|| if words.of == "Type" { written::kind(text, &list) } else { None });
        let near = || suggest::nearest(text, &list).map(|word| (word, false));
        let Some((word, is_certain)) = known.or_else(near) else { return self.unknown_word(node, text, words) };
        let edits = vec![edits::replace_value(node, word)];
        let advice = Advice { text: format!("write `{word}`"), edits, is_certain };
        let message = format!("unknown {} `{text}`", vocabulary::noun(words.of).0);
        self.report_edit(Code::UnknownWord, node.span, message, advice);
        Node { kind: Kind::Text(word.to_owned()), ..*node }
    }

    fn unknown_word(&mut self, node: &Node, text: &str, words: Words) -> Node {
        let (one, many) = vocabulary::noun(words.of);
        let problem = Diagnostic::new(Code::UnknownWord, node.span, format!("unknown {one} `{text}`"));
        self.report(problem.help(match words.of {
            "ProjectionWord" if vocabulary::plain(text) == "include" => {
                "write `{ include: [NAME] }` with the attributes that it includes".to_owned()
            }
            "BillingWord" => "write `on_demand`, or the capacity: `{ read: 5, write: 5 }`".to_owned(),
            _ => format!("the {many} are {}", english::list(&words.list())),
        }));
        Node { kind: Kind::Reported, ..*node }
    }

    /// An attribute that is written as a type of another language.
    fn attribute(&mut self, node: &Node, text: &str, words: Words) -> Node {
        let types = words.list();
        let (written, parts, is_certain) = match (written::read(text, &types), suggest::nearest(text, &types)) {
            (Some(read), _) => (read.text(), read.parts(), !read.is_guess),
            (None, Some(near)) => (near.to_owned(), vec![("type", near.to_owned())], false),
            (None, None) => return self.unknown_word(node, text, words),
        };
        let edits = vec![edits::replace_value(node, written.clone())];
        let advice = Advice { text: format!("write `{written}`"), edits, is_certain };
        self.report_edit(Code::UnknownWord, node.span, format!("unknown type `{text}`"), advice);
        let entries = parts.into_iter().map(|(key, value)| {
            let kind = match value.as_str() {
                "true" => Kind::Bool(true),
                number if number.bytes().all(|byte| byte.is_ascii_digit()) => Kind::Number(value),
                _ => Kind::Text(value),
            };
            (Spanned { value: key.to_owned(), span: node.span }, Node { kind, ..*node })
        });
        let mut entries: Vec<Entry> = entries.collect();
        // What is a list or a mapping in them was made here, and is right.
        for (_, value) in &mut entries {
            if matches!(&value.kind, Kind::Text(text) if text.starts_with(['{', '['])) {
                value.kind = Kind::Reported;
            }
        }
        Node { kind: Kind::Map(entries), ..*node }
    }

    /// A table's name where its keys have to stand.
    fn table_name(&mut self, node: &Node, text: &str) -> Node {
        let problem =
            Diagnostic::new(Code::WrongType, node.span, "a table is a mapping, and its partition key is an attribute");
        let written = format!("write `table: {{ name: {text}, partition_key: NAME }}` with the attribute's name");
        self.report(problem.help(written));
        Node { kind: Kind::Reported, ..*node }
    }

    /// A name that becomes the crate's, the stack's and the collection's.
    fn project_name(&mut self, node: &Node, text: &str) -> Option<Node> {
        let name = text.to_kebab_case();
        let is_name = |name: &str| {
            let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            (2..=40).contains(&name.len())
                && name.bytes().all(is_sign)
                && name.starts_with(|c: char| c.is_ascii_lowercase())
        };
        if text.contains("${") {
            let problem = Diagnostic::new(Code::BadName, node.span, format!("{text:?} can't be the name of a project"));
            self.report(problem.help("a spec has no variables: write the name alone, and each stage adds its own"));
            return Some(Node { kind: Kind::Reported, ..*node });
        }
        if name == text || !is_name(&name) || is_name(text) {
            return None;
        }
        let message = format!("{text:?} can't be the name of a crate and a stack");
        let edits = vec![edits::replace_value(node, name.clone())];
        self.report_edit(Code::BadName, node.span, message, Advice::certain(format!("write `{name}`"), edits));
        Some(Node { kind: Kind::Text(name), ..*node })
    }

    /// `true` where the time to live is named.
    fn ttl(&mut self, node: &Node, path: &[&str]) -> Node {
        let problem = Diagnostic::new(Code::WrongType, node.span, "the time to live is the name of an attribute");
        let times = self.timestamps_around(path);
        self.report(match times[..] {
            [one] => problem.advise(Advice::likely(format!("write `{one}`"), vec![edits::replace_value(node, one)])),
            _ => problem.help("write the name of the timestamp after which an item is gone, such as `ttl: expires_at`"),
        });
        Node { kind: Kind::Reported, ..*node }
    }

    /// How long something counts, in other words than a number with `m`, `h` or `d`.
    fn duration(&mut self, node: &Node, text: &str) -> Option<Node> {
        let (written, is_certain) = duration(text).filter(|_| seconds(text).is_none())?;
        let message = format!("expected a number with `m`, `h` or `d`, found `{text}`");
        let edits = vec![edits::replace_value(node, written.clone())];
        let advice = Advice { text: format!("write `{written}`"), edits, is_certain };
        self.report_edit(Code::WrongType, node.span, message, advice);
        Some(Node { kind: Kind::Text(written), ..*node })
    }

    /// Requests that are known again, or not, for an unknown time.
    fn idempotency(&mut self, node: &Node, is_on: bool) -> Node {
        let message = "`idempotency` says how long an `Idempotency-Key` counts";
        let problem = Diagnostic::new(Code::WrongType, node.span, message);
        self.report(if is_on {
            problem.advise(Advice::likely("write `24h`", vec![edits::replace_value(node, "24h")]))
        } else {
            problem.help("leave `idempotency` out: without it, nothing looks at `Idempotency-Key`")
        });
        Node { kind: Kind::Reported, ..*node }
    }

    /// Cross-origin access that is only switched on or off.
    fn cors(&mut self, node: &Node, is_on: bool) -> Node {
        let problem = Diagnostic::new(Code::WrongType, node.span, "`cors` names the origins that may call the API");
        self.report(if is_on {
            let written = "{ origins: [\"*\"] }";
            let edits = vec![edits::replace_value(node, written)];
            problem.advise(Advice::likely(format!("write `{written}`, or the origins that may call it"), edits))
        } else {
            problem.help("leave `cors` out: without it, no other origin may call the API")
        });
        Node { kind: Kind::Reported, ..*node }
    }

    /// A boolean or a number.
    fn bare(&mut self, node: &Node, allowed: Allowed, path: &[&str]) -> Option<Node> {
        if matches!((path, &node.kind), ([.., "table", "ttl"], Kind::Bool(_) | Kind::Number(_))) {
            return Some(self.ttl(node, path));
        }
        if let (Some("CorsSpec"), Kind::Bool(is_on)) = (allowed.keys.map(|keys| keys.of), &node.kind) {
            return Some(self.cors(node, *is_on));
        }
        let written = self.source.text[node.span.start..node.end].to_owned();
        match (path, &node.kind) {
            (["api", "idempotency"], Kind::Number(_)) => return self.duration(node, &written),
            (["api", "idempotency"], Kind::Bool(is_on)) => return Some(self.idempotency(node, *is_on)),
            _ => {}
        }
        if let Some(words) = allowed.words {
            return Some(self.word(node, &written, words));
        }
        match &node.kind {
            Kind::Number(number) if allowed.boolean && !allowed.number && matches!(number.as_str(), "0" | "1") => {
                let value = number == "1";
                Some(self.instead_of(node, Kind::Bool(value), &value.to_string(), "`true` or `false`"))
            }
            _ if allowed.text && !allowed.number && !allowed.boolean => {
                Some(self.instead_of(node, Kind::Text(written.clone()), &format!("\"{written}\""), "a string"))
            }
            _ => None,
        }
    }

    fn mapping(&mut self, node: &Node, entries: &[Entry], allowed: Allowed, path: &[&str]) -> Option<Node> {
        if path.last() == Some(&"projection") && allowed.words.is_some_and(|words| words.of == "ProjectionWord") {
            return self.projection(node, entries);
        }
        if path.last() == Some(&"enum") && allowed.items.is_some() {
            return self.values_of_constants(node, entries);
        }
        if allowed.keys.is_some() || allowed.entries.is_some() {
            return None;
        }
        if allowed.items.is_some() && path.last() == Some(&"routes") && !entries.is_empty() {
            return self.routes(node, entries);
        }
        if allowed.text
            && let Some(value) = names_of(entries)
        {
            let written = edits::on_one_line(value, self.source);
            return Some(self.instead_of(node, value.kind.clone(), &written, "a string"));
        }
        None
    }

    /// Writes a value in another form, and reports it.
    pub(super) fn instead_of(&mut self, node: &Node, kind: Kind, written: &str, wanted: &str) -> Node {
        let found = match &node.kind {
            Kind::Bool(value) => format!("the boolean `{value}`"),
            Kind::Number(text) => format!("the number `{text}`"),
            kind => kind.name().to_owned(),
        };
        let edits = vec![edits::replace_value(node, written)];
        let message = format!("expected {wanted}, found {found}");
        let text = if written.contains('\n') { format!("write {wanted}") } else { format!("write `{written}`") };
        self.report_edit(Code::WrongType, node.span, message, Advice::certain(text, edits));
        Node { kind, ..*node }
    }
}

/// What older YAML, and people, call true and false.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => Some(true),
        "no" | "n" | "off" | "false" => Some(false),
        _ => None,
    }
}

/// A number with its unit, or between quotes.
pub(super) fn number(text: &str, key: &str) -> Option<String> {
    let text = text.trim().replace(['_', ' '], "");
    if text.parse::<f64>().is_ok() && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return Some(text);
    }
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')).collect();
    let unit = text[digits.len()..].to_lowercase();
    if digits.parse::<f64>().is_err() {
        return None;
    }
    let factor = match (key, unit.as_str()) {
        ("memory", "mb" | "m" | "mib")
        | ("timeout" | "max_age", "s" | "sec" | "secs" | "second" | "seconds")
        | ("log_retention_days", "d" | "day" | "days") => 1,
        ("memory", "gb" | "g" | "gib") => 1024,
        ("timeout" | "max_age", "m" | "min" | "mins" | "minute" | "minutes") => 60,
        ("max_age", "h" | "hour" | "hours") => 3600,
        ("log_retention_days", "w" | "week" | "weeks") => 7,
        ("log_retention_days", "y" | "year" | "years") => 365,
        _ => return None,
    };
    digits.parse::<u32>().ok()?.checked_mul(factor).map(|number| number.to_string())
}

/// A time as a number with `m`, `h` or `d`, and whether nothing else can be meant: `1 day`, `PT24H`, `3600`.
fn duration(text: &str) -> Option<(String, bool)> {
    let plain = text.trim().to_lowercase().replace([' ', '_'], "");
    let iso = plain.strip_prefix("pt").or(plain.strip_prefix('p'));
    let plain = iso.unwrap_or(&plain);
    let digits = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = plain.split_at(digits);
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    let unit = match unit {
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "d",
        "w" | "week" | "weeks" => return Some((format!("{}d", number.checked_mul(7)?), true)),
        "s" | "sec" | "secs" | "second" | "seconds" => return Some((of_seconds(number)?, true)),
        // No request is sent again for more than a week.
        "" => return Some((if number <= 168 { format!("{number}h") } else { of_seconds(number)? }, false)),
        _ => return None,
    };
    Some((format!("{number}{unit}"), true))
}

/// So many seconds in the largest unit that fits.
fn of_seconds(seconds: u32) -> Option<String> {
    let units = [(86_400, 'd'), (3600, 'h'), (60, 'm')];
    units
        .into_iter()
        .find(|(size, _)| seconds.is_multiple_of(*size))
        .map(|(size, unit)| format!("{}{unit}", seconds / size))
}
