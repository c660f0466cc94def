//! What each stage takes, for the workshop's spec and for one of 200 attributes and 40 routes.
#![expect(clippy::disallowed_methods, reason = "a benchmark clears away what it wrote")]

use std::fmt::Write;
use std::path::Path;

use divan::Bencher;
use slsgen::diagnostic::Diagnostics;
use slsgen::model::Service;
use slsgen::render::{self, RenderedProject};
use slsgen::source::{Source, Spanned};
use slsgen::{apply, baseline, spec, validate};

fn main() {
    divan::main();
}

/// The specs by name.
const SPECS: [&str; 2] = ["items", "large"];

fn source(name: &str) -> Source {
    let text = match name {
        "items" => include_str!("../specs/items.yaml").to_owned(),
        _ => large(),
    };
    Source { name: name.to_owned(), text }
}

/// Five resources of 40 attributes and 8 routes.
fn large() -> String {
    let mut text = "name: large\napi: { auth: api_key }\nresources:\n".to_owned();
    for resource in ["authors", "books", "customers", "orders", "reviews"] {
        let attributes: String = (0..36).fold(String::new(), |mut text, number| {
            let kind = ["string", "integer", "decimal", "boolean", "timestamp", "date"][number % 6];
            writeln!(text, "      field_{number}: {kind}").expect("a string takes text");
            text
        });
        write!(
            text,
            "  {resource}:
    table:
      partition_key: id
      indexes:
        by_group: {{ partition_key: group, sort_key: created_at }}
        by_owner: {{ partition_key: owner }}
    attributes:
      id: {{ type: uuid, generate: uuid_v7 }}
      group: {{ type: string, max_length: 100 }}
      owner: {{ type: string, max_length: 100 }}
      created_at: {{ type: timestamp, generate: created }}
{attributes}    routes:
      - GET /{resource}
      - POST /{resource}
      - GET /{resource}/{{id}}
      - PUT /{resource}/{{id}}
      - PATCH /{resource}/{{id}}
      - DELETE /{resource}/{{id}}
      - {{ method: GET, path: \"/{resource}-by-group/{{group}}\", index: by_group }}
      - {{ method: GET, path: \"/{resource}-by-owner/{{owner}}\", index: by_owner }}
"
        )
        .expect("a string takes text");
    }
    text
}

fn read(source: &Source) -> Spanned<spec::Spec> {
    spec::read(source, &mut Diagnostics::default()).expect("the spec can be read")
}

fn validate(spec: &Spanned<spec::Spec>) -> Service {
    validate::validate(spec, &mut Diagnostics::default()).expect("the spec is valid")
}

fn render(source: &Source, service: &Service) -> RenderedProject {
    render::render_new(service, &source.text)
}

#[divan::bench(args = SPECS)]
fn stage_1_read(bencher: Bencher, name: &str) {
    let source = source(name);
    bencher.bench(|| read(&source));
}

#[divan::bench(args = SPECS)]
fn stage_2_validate(bencher: Bencher, name: &str) {
    let spec = read(&source(name));
    bencher.bench(|| validate(&spec));
}

#[divan::bench(args = SPECS)]
fn stage_3_render(bencher: Bencher, name: &str) {
    let source = source(name);
    let service = validate(&read(&source));
    bencher.bench(|| render(&source, &service));
}

#[divan::bench(args = SPECS)]
fn stage_4_write(bencher: Bencher, name: &str) {
    let source = source(name);
    let project = render(&source, &validate(&read(&source)));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(name);
    bencher
        .with_inputs(|| clear(&target))
        .bench_values(|()| apply::create(&baseline::files_of_new_project(&project), &target));
}

#[divan::bench(args = SPECS)]
fn whole(bencher: Bencher, name: &str) {
    let source = source(name);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(name);
    bencher.with_inputs(|| clear(&target)).bench_values(|()| {
        apply::create(&baseline::files_of_new_project(&render(&source, &validate(&read(&source)))), &target)
    });
}

fn clear(target: &Path) {
    if target.exists() {
        std::fs::remove_dir_all(target).expect("the last round's project can be removed");
    }
}
