use std::collections::BTreeSet;

use super::{Library, Roots};

const WALLS: &str = "//! Walls.

use std::fmt::Display;
use std::iter::once;

use super::doors::Door;

/// How high a wall is.
const HEIGHT: usize = 3;

/// A wall.
#[derive(Debug, Default)]
pub struct Wall {
    doors: Vec<Door>,
    paint: Vec<String>,
}

impl Wall {
    /// Adds a door.
    pub fn cut(&mut self, door: Door) {
        self.doors.push(door);
    }

    /// Paints it.
    pub fn paint(&mut self, colour: &impl Display) {
        #[cfg(feature = \"primer\")]
        self.paint.push(primer());
        self.paint.push(format!(\"{colour} to {HEIGHT}\"));
    }
}

// Dries within the hour.
#[cfg(feature = \"primer\")]
fn primer() -> String {
    once(\"grey\").collect()
}

#[cfg(test)]
mod tests;
";

const DOORS: &str = "//! Doors.

/// A door.
pub enum Door {
    Open,
    Shut,
    /// With a bell.
    Locked(u8),
}

/// What can be looked through.
pub trait See: Sized {
    fn see(&self) -> bool;

    fn peer(&self) -> usize;
}

impl See for Door {
    fn see(&self) -> bool {
        match self {
            Self::Open => true,
            Self::Shut => false,
            Self::Locked(bells) => *bells > 0,
        }
    }

    fn peer(&self) -> usize {
        0
    }
}

/// A door that is shut.
pub fn shut() -> Door {
    Door::Shut
}

/// Whether something can be looked through.
pub fn is_clear(place: &impl See) -> bool {
    place.see()
}
";

const HOUSE: &str = "//! A house.

mod doors;
mod walls;

pub use doors::{Door, See, is_clear, shut};
pub use walls::Wall;
";

/// What is kept of the house where other code has these words: names, methods with a dot, and paths.
fn kept(words: &[&str], features: &[&'static str]) -> String {
    let library = Library::read(&[("house/doors.rs", DOORS), ("house/mod.rs", HOUSE), ("house/walls.rs", WALLS)]);
    let has = |word: String| words.contains(&word.as_str());
    let features: BTreeSet<&str> = features.iter().copied().collect();
    let roots = Roots {
        names: &|name| has(name.to_owned()),
        calls: &|method| has(format!(".{method}")),
        paths: &|owner, name| has(format!("{owner}::{name}")),
        features: &features,
        offered: &["Door::Locked"],
    };
    let files = library.prune(&roots).into_iter().map(|(path, text)| format!("== {path}\n{text}"));
    files.collect()
}

#[test]
fn nothing_is_kept_that_nothing_mentions() {
    assert_eq!(kept(&[], &[]), "");
}

#[test]
fn a_function_keeps_what_it_mentions_and_no_other_variant_or_arm() {
    assert_eq!(
        kept(&["shut"], &[]),
        "== house/doors.rs
//! Doors.

/// A door.
pub enum Door {
    Shut,
    /// With a bell.
    Locked(u8),
}

/// A door that is shut.
pub fn shut() -> Door {
    Door::Shut
}
== house/mod.rs
//! A house.

mod doors;

pub use doors::shut;
"
    );
}

#[test]
fn a_method_of_a_trait_is_kept_where_it_is_called() {
    let kept = kept(&["is_clear", "Door", "Door::Open"], &[]);
    assert!(kept.contains("fn see(&self) -> bool;\n}"), "{kept}");
    assert!(
        kept.contains("            Self::Open => true,\n            Self::Locked(bells) => *bells > 0,\n"),
        "{kept}"
    );
    assert!(!kept.contains("peer") && !kept.contains("Shut"), "{kept}");
}

#[test]
fn fields_and_imports_go_with_the_methods_that_use_them() {
    assert_eq!(
        kept(&["Wall", ".paint"], &[]),
        "== house/mod.rs
//! A house.

mod walls;

pub use walls::Wall;
== house/walls.rs
//! Walls.

use std::fmt::Display;

/// How high a wall is.
const HEIGHT: usize = 3;

/// A wall.
#[derive(Debug, Default)]
pub struct Wall {
    paint: Vec<String>,
}

impl Wall {
    /// Paints it.
    pub fn paint(&mut self, colour: &impl Display) {
        self.paint.push(format!(\"{colour} to {HEIGHT}\"));
    }
}
"
    );
}

#[test]
fn a_feature_decides_on_statements_and_items() {
    let kept = kept(&["Wall", ".paint"], &["primer"]);
    let statement = "        self.paint.push(primer());\n        self.paint.push(format!(";
    assert!(kept.contains(statement), "{kept}");
    assert!(kept.contains("\n\n// Dries within the hour.\nfn primer() -> String {\n"), "{kept}");
    assert!(kept.contains("use std::iter::once;\n"), "{kept}");
    assert!(!kept.contains("cfg("), "{kept}");
}
