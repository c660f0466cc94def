//! Text that a pattern matches: a walk over the pattern's parsed form that writes, for each
//! character, what may stand there.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::Which;
use crate::model::Range;

/// The characters that may stand in one place of a text, best first; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Slot(Vec<char>);

impl Slot {
    /// The characters that may stand here.
    pub(in crate::render) fn characters(&self) -> &[char] {
        &self.0
    }

    /// One of them, which varies with the place in the text.
    pub(super) fn pick(&self, place: usize, which: Which) -> char {
        self.0[(place + which.of(0, 1)) % self.0.len()]
    }
}

/// How long a text grows where the pattern leaves it open.
const USUAL: usize = 12;

/// The places of a text that the pattern matches, of a length within the range as far as the
/// pattern can give it; none if it can't be parsed. `which` chooses between alternatives.
pub(in crate::render) fn slots(pattern: &str, length: Range<u32>, which: Which) -> Option<Vec<Slot>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let (min, max) = (length.min.unwrap_or(0) as usize, length.max.unwrap_or(u32::MAX) as usize);
    let wanted = USUAL.clamp(min, max);
    let mut slots = write(&hir, wanted, which, Prefer::First);
    if slots.len() < min {
        slots = write(&hir, wanted, which, Prefer::Longest);
    }
    let missing = min.saturating_sub(slots.len());
    let padding = std::iter::repeat_n(Slot(letters().collect()), missing);
    if !hir.properties().look_set_suffix().contains(Look::End) {
        slots.extend(padding);
    } else if !hir.properties().look_set_prefix().contains(Look::Start) {
        slots.splice(0..0, padding);
    }
    Some(slots)
}

fn write(hir: &Hir, wanted: usize, which: Which, prefer: Prefer) -> Vec<Slot> {
    let mut text = Text { slots: Vec::new(), extra: wanted.saturating_sub(least(hir)), which, prefer };
    text.write(hir);
    text.slots
}

/// Which alternatives to choose from, of those that are short enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefer {
    /// Any.
    First,
    /// Those that can become the longest.
    Longest,
}

struct Text {
    slots: Vec<Slot>,
    /// How many characters more than the fewest possible are still wanted.
    extra: usize,
    which: Which,
    prefer: Prefer,
}

impl Text {
    fn write(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                self.slots.extend(text.chars().map(|c| Slot(vec![c])));
            }
            HirKind::Class(class) => self.slots.push(Slot(characters(class))),
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part)),
            HirKind::Alternation(branches) => self.write_one(branches),
            HirKind::Repetition(repetition) => {
                (0..repetition.min).for_each(|_| self.write(&repetition.sub));
                self.repeat(&repetition.sub, repetition.max.map(|max| max - repetition.min));
            }
        }
    }

    fn write_one(&mut self, branches: &[Hir]) {
        let fewest = branches.iter().map(least).min().unwrap_or(0);
        let budget = fewest + self.extra;
        let reach = |branch: &Hir| most(branch).unwrap_or(usize::MAX).min(budget);
        let mut fits: Vec<&Hir> = branches.iter().filter(|branch| least(branch) <= budget).collect();
        let farthest = fits.iter().map(|branch| reach(branch)).max().unwrap_or(0);
        if self.prefer == Prefer::Longest {
            fits.retain(|branch| reach(branch) == farthest);
        }
        if let Some(branch) = self.which.pick(fits) {
            self.extra = budget - least(branch);
            self.write(branch);
        }
    }

    /// Repeats as long as more characters are wanted.
    fn repeat(&mut self, hir: &Hir, times: Option<u32>) {
        for _ in 0..times.unwrap_or(u32::MAX) {
            let cost = least(hir);
            if self.extra < cost.max(1) {
                return;
            }
            let before = self.slots.len();
            self.extra -= cost;
            self.write(hir);
            if self.slots.len() == before {
                return;
            }
        }
    }
}

/// The fewest characters that match.
fn least(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).chars().count(),
        HirKind::Class(_) => 1,
        HirKind::Capture(capture) => least(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(least).sum(),
        HirKind::Alternation(branches) => branches.iter().map(least).min().unwrap_or(0),
        HirKind::Repetition(repetition) => repetition.min as usize * least(&repetition.sub),
    }
}

/// The most characters that match; none without a limit.
fn most(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => Some(least(hir)),
        HirKind::Capture(capture) => most(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(most).sum(),
        HirKind::Alternation(branches) => branches.iter().map(most).try_fold(0, |most, next| Some(most.max(next?))),
        HirKind::Repetition(repetition) => Some(repetition.max? as usize * most(&repetition.sub)?),
    }
}

/// Letters and digits of the class, or other printable ASCII, or whatever it begins with.
fn characters(class: &Class) -> Vec<char> {
    let Class::Unicode(class) = class else { return vec!['a'] };
    let contains = |&c: &char| class.iter().any(|range| (range.start()..=range.end()).contains(&c));
    let plain: Vec<char> = letters().chain('A'..='Z').chain('0'..='9').filter(contains).collect();
    if !plain.is_empty() {
        return plain;
    }
    let printable: Vec<char> = (' '..='~').filter(contains).collect();
    if !printable.is_empty() {
        return printable;
    }
    class.iter().flat_map(|range| range.start()..=range.end()).take(10).collect()
}

fn letters() -> impl Iterator<Item = char> {
    'a'..='z'
}
