use std::borrow::Cow;

use super::terminal;
use crate::cli::Explain;
use crate::error::Error;
use crate::explain::{self, reference};
use crate::spec::suggest;

/// Prints what there is to say of a code, a key, or the whole format.
pub(super) fn run(arguments: &Explain) -> Result<(), Error> {
    let Some(what) = &arguments.what else { return terminal::print_text(&explain::index()) };
    let page = explain::page(what).map(Cow::Borrowed);
    let page = page.or_else(|| (what == "spec").then(|| reference::document().into()));
    let page = page.or_else(|| reference::of_key(what).map(Cow::Owned));
    let page = page.or_else(|| reference::of_word(what).map(Cow::Owned));
    let page = page.or_else(|| reference::of_other_tools(what).map(Cow::Owned));
    match page {
        Some(page) => terminal::print_text(&page),
        None => Err(Error::NothingToExplain { what: what.clone(), near: nearest(what) }),
    }
}

/// The key or the code that somebody most likely misspelt.
fn nearest(what: &str) -> Option<String> {
    let keys = reference::keys();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let codes: Vec<&str> = explain::codes().collect();
    suggest::nearest(what, &keys).or_else(|| suggest::nearest(what, &codes)).map(str::to_owned)
}
