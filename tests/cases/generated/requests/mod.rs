//! Requests without a network, right and wrong, to a generated project and the engine. Whatever is sent: no failure, no
//! answer that the project's openapi.yaml does not describe, and no end of the process.
//!
//! The project runs in a process of its own, as it may end. The numbers are our own generator's: what is drawn depends on
//! earlier answers, which no generator of values can shrink, and a wrong request is made simpler part by part.

mod ask;
mod batch;
mod child;
mod document;
mod draw;
mod frame;
mod json;
mod judge;
mod kept;
mod known;
mod number;
mod pattern;
mod request;
mod run;
mod schema;
mod strange;
mod target;
mod tests;
mod verdict;
mod yaml;

use std::collections::BTreeMap;

use libtest_mimic::Trial;

use self::document::Document;
use crate::random::Random;

/// The specs whose projects are asked, where `SLSGEN_REQUESTS_OF` doesn't name others, or folders of projects.
const SPECS: &[&str] = &["hostile", "items", "orders", "readings", "types"];

pub(crate) fn trials() -> Vec<Trial> {
    let targets = std::env::var("SLSGEN_REQUESTS_OF").map_or_else(
        |_| SPECS.iter().map(|spec| format!("specs/{spec}.yaml")).collect::<Vec<_>>(),
        |said| said.split(',').map(str::to_owned).collect(),
    );
    let count = targets.len();
    let trial = |path: String| {
        let name = format!("generated::requests::{}", target::name(&path));
        Trial::test(name, move || run::run(&target::Target::at(&path), count))
    };
    tests::trials().into_iter().chain(targets.into_iter().map(trial)).collect()
}

/// Bodies of the requests of a method, as an openapi.yaml allows them or nearly so, by path.
pub(super) fn drawn_bodies(
    random: &mut Random,
    openapi: &str,
    method: &str,
    count: usize,
) -> BTreeMap<String, Vec<String>> {
    let operations = Document::read(openapi).operations.into_iter();
    let of_method = operations.filter(|operation| operation.method == method);
    of_method
        .filter_map(|operation| {
            let (_, schema) = operation.body.first()?;
            let bodies = (0..count).map(|_| draw::value(random, schema).to_string()).collect();
            Some((format!("/{}", operation.path.join("/")), bodies))
        })
        .collect()
}
