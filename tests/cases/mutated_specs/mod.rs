//! Whatever becomes of a spec: slsgen reads it soon, says what is wrong with it or renders it, and never panics.

mod text;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Write, stderr};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use slsgen::baseline::Lock;
use slsgen::change::{History, SpecRevision, changes};
use slsgen::render::render_new;
use slsgen::report::{self, Color};
use slsgen::{Loaded, load};

use crate::random::Random;
use crate::random_spec;

/// How many specs where `SLSGEN_MUTATED_SPECS` doesn't say.
const SPECS: u64 = 400;

/// As many tests, which run side by side.
const PARTS: u64 = 4;

/// What no spec comes near, in debug on a busy machine, unless something runs away.
const SOON: Duration = Duration::from_secs(20);

/// Bytes of stack for what mutates: it copies values of any depth.
const MUTATOR_STACK: usize = 64 << 20;

pub(crate) fn trials() -> Vec<Trial> {
    let part = |part| {
        Trial::test(format!("mutated_specs::part_{part}"), move || {
            let deep = thread::Builder::new().stack_size(MUTATOR_STACK).spawn(move || are_read_soon(part));
            deep.expect("a thread can be made").join().expect("what fails is told")
        })
    };
    (0..PARTS).map(part).collect()
}

fn are_read_soon(part: u64) -> Result<(), Failed> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let (first, count) = (number("SLSGEN_MUTATED_SEED").unwrap_or(0), number("SLSGEN_MUTATED_SPECS").unwrap_or(SPECS));
    LazyLock::force(&BASES);
    let (mut failed, mut rendered, mut slowest) = (Vec::new(), 0, (Duration::ZERO, 0));
    for seed in (first..first + count).filter(|seed| seed % PARTS == part) {
        let (base, mutated) = mutated(&mut Random::new(seed));
        let start = Instant::now();
        match read(seed, base, mutated) {
            Ok(is_rendered) => rendered += u64::from(is_rendered),
            Err(why) => failed.push(format!("seed {seed}: {why}")),
        }
        slowest = slowest.max((start.elapsed(), seed));
    }
    if number("SLSGEN_MUTATED_SPECS").is_some() {
        let (took, seed) = slowest;
        let _ = writeln!(stderr(), "part {part}: {rendered} are valid; seed {seed} took longest, {took:?}");
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

/// Takes a mutated spec through every stage that has no disk; tells whether it is valid. It does so in a thread that bears
/// the seed's name: an overflow of the stack ends the process, and says in which thread.
fn read(seed: u64, base: &'static Base, mutated: Vec<u8>) -> Result<bool, String> {
    let (sender, receiver) = channel();
    let worker = thread::Builder::new().name(format!("the mutated spec of seed {seed}"));
    // Nobody listens any more if this took too long.
    let worker = worker.spawn(move || sender.send(is_rendered(base, &mutated)));
    let worker = worker.expect("a thread can be made");
    match receiver.recv_timeout(SOON) {
        Ok(is_rendered) => Ok(is_rendered),
        Err(RecvTimeoutError::Disconnected) => Err(format!("panics: {:?}", worker.join().err().and_then(said))),
        Err(RecvTimeoutError::Timeout) => Err(format!("takes longer than {SOON:?}")),
    }
}

/// What a panic said.
fn said(panic: Box<dyn std::any::Any + Send>) -> Option<String> {
    panic.downcast::<String>().map(|text| *text).ok()
}

fn is_rendered(base: &Base, mutated: &[u8]) -> bool {
    let loaded = load("spec.yaml", mutated);
    let has_errors = loaded.diagnostics.has_errors();
    assert_eq!(loaded.service.is_none(), has_errors, "an invalid spec has an error, and a valid one has none");
    let _ = report::render(&loaded.diagnostics, &loaded.source, Color::Always);
    let entries = report::entries(&loaded.diagnostics, &loaded.source);
    serde_json::to_string(&entries).expect("diagnostics are JSON");
    let Some(service) = &loaded.service else { return false };
    let _ = render_new(service, &loaded.source.text);
    if let (Some(old), Some(new)) = (revision(&base.loaded), revision(&loaded)) {
        let _ = changes(&old, &new, &History::default());
        let _ = changes(&new, &old, &History::of(old.service));
    }
    true
}

fn revision(loaded: &Loaded) -> Option<SpecRevision<'_>> {
    let service = loaded.service.as_ref()?;
    Some(SpecRevision { service, source: &loaded.source, version: Lock::this_version() })
}

/// A spec that is mutated.
struct Base {
    text: String,
    value: Value,
    loaded: Loaded,
}

impl Base {
    fn new(text: String) -> Option<Self> {
        let value = serde_saphyr::from_str(&text).ok()?;
        Some(Self { loaded: load("spec.yaml", text.as_bytes()), value, text })
    }
}

/// The specs of `specs/` and some at random, and then the mistakes of `tests/spec_errors`, as far as they are YAML.
static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let [examples, mistakes] = ["specs", "tests/spec_errors"].map(|folder| {
        let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
        let is_spec = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
        let files: BTreeSet<PathBuf> = entries.filter(is_spec).collect();
        files.into_iter().filter_map(|path| fs::read_to_string(path).ok())
    });
    let random = (0..RANDOM).map(random_spec::spec);
    examples.chain(random).chain(mistakes).filter_map(Base::new).collect()
});

/// How many of them are random.
const RANDOM: u64 = 40;

/// A spec, and what became of it. Most of them are valid before, as there is more to lose.
fn mutated(random: &mut Random) -> (&'static Base, Vec<u8>) {
    let reach = if random.one_in(4) { BASES.len() } else { BASES.len() / 3 };
    let (base, other) = (&BASES[random.below(reach)], &BASES[random.below(BASES.len())]);
    let (text, count) = if random.one_in(2) {
        (tree::mutated(random, &base.value, &other.value), random.pick(&[0, 0, 0, 1]))
    } else {
        (base.text.clone(), random.pick(&[1, 1, 1, 2, 8]))
    };
    (base, text::mutated(random, text.into_bytes(), other.text.as_bytes(), count))
}
