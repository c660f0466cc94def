//! What a Rust file that a person wrote names, and in which lines. Comments don't count, and of texts only paths and names on the wire; macros do.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// As what a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// As anything.
    Name,
    /// `.name`, or in `Type { name: … }`.
    Field,
    /// `Type::Name`.
    Variant,
    /// `fn name`, or `.name`.
    Method,
    /// As a whole text, such as a path that is called; parameters are written `{…}`, and a text may have any value there.
    Path,
    /// As a whole text, or between quotes in one, as in JSON.
    Text,
}

/// A call of `.route("/path", get(…))`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RouteCall {
    /// From 1.
    pub(crate) line: usize,
    /// As it is written.
    pub(crate) path: String,
    /// In lower case, such as `get`; empty where none is written out.
    pub(crate) methods: Vec<String>,
}

/// The lines that use a name, from 1; none if the text is no Rust.
pub(crate) fn lines(code: &str, name: &str, how: Use) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    each_group(code, &mut |tokens| {
        for (place, token) in tokens.iter().enumerate() {
            if let (TokenTree::Literal(literal), Use::Path | Use::Text) = (token, how)
                && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
            {
                let start = literal.span().start().line;
                let text = text.value();
                match how {
                    Use::Path if is_path(&text, name) => _ = found.insert(start),
                    Use::Text if text == name => _ = found.insert(start),
                    Use::Text => found.extend(quoted(&text, name).map(|line| start + line)),
                    _ => {}
                }
            }
            let TokenTree::Ident(ident) = token else { continue };
            if *ident == *name && is_used(tokens, place, how) {
                found.insert(ident.span().start().line);
            }
        }
    });
    found
}

/// Whether a text is this path of a route, with a value, or a place for one, for each parameter.
fn is_path(text: &str, path: &str) -> bool {
    let text = text.split('?').next().unwrap_or_default();
    let (mut asked, mut known) = (text.split('/'), path.split('/'));
    // `{}` alone may be anything, so a part that is written out has to be the same.
    let is_same = |(asked, known): (&str, &str)| asked == known || (known.starts_with('{') && !asked.is_empty());
    text.starts_with('/')
        && text.split('/').count() == path.split('/').count()
        && asked.by_ref().zip(known.by_ref()).all(is_same)
}

/// The lines of a text, from 0, that have a name between quotes.
fn quoted(text: &str, name: &str) -> impl Iterator<Item = usize> {
    let quoted = format!("\"{name}\"");
    text.lines().enumerate().filter(move |(_, line)| line.contains(&quoted)).map(|(line, _)| line)
}

fn is_used(tokens: &[TokenTree], place: usize, how: Use) -> bool {
    let punct = |place: Option<usize>| match place.and_then(|place| tokens.get(place)) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    let (before, after) = (punct(place.checked_sub(1)), punct(Some(place + 1)));
    let after_path = before == Some(':') && punct(place.checked_sub(2)) == Some(':');
    let is_path = after == Some(':') && punct(Some(place + 2)) == Some(':');
    let is_word =
        |word: &str| matches!(place.checked_sub(1).map(|it| &tokens[it]), Some(TokenTree::Ident(it)) if *it == word);
    match how {
        Use::Name => true,
        Use::Path | Use::Text => false,
        Use::Field => before == Some('.') || (after == Some(':') && !is_path && !after_path),
        Use::Variant => after_path,
        Use::Method => before == Some('.') || is_word("fn"),
    }
}

/// The modules that a file takes from other files in any case, each with its line.
pub(crate) fn modules(code: &str) -> Vec<(String, usize)> {
    let Ok(stream) = code.parse::<TokenStream>() else { return Vec::new() };
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let is_punct = |place: usize, c: char| matches!(&tokens[place], TokenTree::Punct(punct) if punct.as_char() == c);
    let module = |place: usize| {
        let [TokenTree::Ident(word), TokenTree::Ident(name), _] = tokens.get(place..place + 3)? else { return None };
        (*word == "mod" && is_punct(place + 2, ';')).then(|| (name.to_string(), name.span().start().line))
    };
    // What stands since the last item: its visibility, and attributes, which may say another file or a condition.
    let has_attribute = |place: usize| {
        let is_end = |place: &usize| {
            is_punct(*place, ';')
                || matches!(&tokens[*place], TokenTree::Group(it) if it.delimiter() == Delimiter::Brace)
        };
        (0..place)
            .rev()
            .take_while(|place| !is_end(place))
            .any(|place| is_punct(place, '#') && !is_punct(place + 1, '!'))
    };
    (0..tokens.len()).filter(|&place| !has_attribute(place)).filter_map(module).collect()
}

/// The routes that a file adds; none where it nests routers, as then no path says where it is.
pub(crate) fn route_calls(code: &str) -> Vec<RouteCall> {
    let (mut found, mut nests) = (Vec::new(), false);
    each_group(code, &mut |tokens| {
        nests |= tokens.iter().any(|token| matches!(token, TokenTree::Ident(ident) if *ident == "nest"));
        for window in tokens.windows(2) {
            let [TokenTree::Ident(name), TokenTree::Group(arguments)] = window else { continue };
            if *name == "route" && arguments.delimiter() == Delimiter::Parenthesis {
                found.extend(route(arguments));
            }
        }
    });
    if nests { Vec::new() } else { found }
}

fn route(arguments: &Group) -> Option<RouteCall> {
    let tokens: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let Some(TokenTree::Literal(literal)) = tokens.first() else { return None };
    let path = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value();
    let called = tokens.windows(2).filter_map(|window| match window {
        [TokenTree::Ident(name), TokenTree::Group(_)] => Some(name.to_string()),
        _ => None,
    });
    let is_method =
        |name: &String| ["get", "post", "put", "patch", "delete", "head", "options"].contains(&name.as_str());
    Some(RouteCall { line: literal.span().start().line, path, methods: called.filter(is_method).collect() })
}

/// Calls it with the tokens of the file, and of each group in it.
fn each_group(code: &str, visit: &mut impl FnMut(&[TokenTree])) {
    let Ok(stream) = code.parse::<TokenStream>() else { return };
    let mut waiting = vec![stream];
    while let Some(stream) = waiting.pop() {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        visit(&tokens);
        waiting.extend(tokens.iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::{RouteCall, Use, lines, modules, route_calls};

    const CODE: &str = r#"
// title
fn before(note: &mut Note) {
    note.title = "title".to_owned();
    let other = Note { title: other.text, topic };
    log!("{}", note.title);
    let title = Topic::title(title);
    match note.topic { Topic::Open => {} }
    self.before(note);
}
"#;

    #[test]
    fn a_name_is_found_where_it_is_used_so() {
        let rows: [(&str, Use, &[usize]); 7] = [
            ("title", Use::Field, &[4, 5, 6]),
            ("title", Use::Name, &[4, 5, 6, 7]),
            ("Note", Use::Name, &[3, 5]),
            ("Open", Use::Variant, &[8]),
            ("before", Use::Method, &[3, 9]),
            ("topic", Use::Field, &[8]),
            ("text", Use::Variant, &[]),
        ];
        for (name, how, expected) in rows {
            assert_eq!(lines(CODE, name, how).into_iter().collect::<Vec<_>>(), expected, "{name} {how:?}");
        }
        assert!(lines("fn (", "fn", Use::Name).is_empty());
    }

    #[test]
    fn a_path_is_found_in_texts() {
        let code = "fn a() {\n  // \"/notes/1\"\n  get(\"/notes/1\");\n  get(format!(\"/notes/{id}?a=b\"));\n  get(\"/notes\");\n  get(\"/notes/\");\n  get(r\"/notes/1/2\");\n  get(\"/other/1\");\n}\n";
        assert_eq!(lines(code, "/notes/{id}", Use::Path).into_iter().collect::<Vec<_>>(), [3, 4]);
        assert_eq!(lines(code, "/notes", Use::Path).into_iter().collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_name_on_the_wire_is_found_in_texts() {
        let code = "fn a() {\n  // \"title\"\n  json!({ \"title\": 1 });\n  call(r#\"{\n    \"title\": 1 }\"#);\n  call(\"{\\\"title\\\":1}\");\n  say(\"the title\");\n  let title = 1;\n}\n";
        assert_eq!(lines(code, "title", Use::Text).into_iter().collect::<Vec<_>>(), [3, 5, 6]);
    }

    #[test]
    fn modules_are_found_that_are_files_in_any_case() {
        let code = "//! Docs.\n#![allow(dead_code)]\nmod a;\npub mod b;\n#[cfg(test)]\nmod c;\n/// Docs.\nmod d;\nmod e { mod f; }\npub(crate) mod g;\n";
        let found = |name: &str, line| (name.to_owned(), line);
        assert_eq!(modules(code), [found("a", 3), found("b", 4), found("g", 10)]);
    }

    #[test]
    fn routes_of_nested_routers_are_not_known() {
        assert_eq!(route_calls("fn a() { Router::new().nest(\"/a\", Router::new().route(\"/b\", get(b))) }"), []);
    }

    #[test]
    fn routes_are_found_with_their_methods() {
        let code = "fn routes() {\n  // .route(\"/no\", get(no))\n  Router::new()\n    .route(\"/a\", get(a).post(b))\n    .route(\n      r\"/b/{id}\",\n      routing::any(c),\n    ).route(path, get(d))\n}\n";
        let call = |line, path: &str, methods: &[&str]| RouteCall {
            line,
            path: path.to_owned(),
            methods: methods.iter().map(|&method| method.to_owned()).collect(),
        };
        assert_eq!(route_calls(code), [call(4, "/a", &["get", "post"]), call(6, "/b/{id}", &[])]);
    }
}
