use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What an old and a new list have in common, by name.
pub(super) struct Pairs<'a, T> {
    /// In both, in the order of the new list.
    pub(super) kept: Vec<(&'a T, &'a T)>,
    /// Only in the old list.
    pub(super) removed: Vec<&'a T>,
    /// Only in the new list.
    pub(super) added: Vec<&'a T>,
}

/// Pairs what has the same name; then what is new with what one of its former names, the first at hand, belonged to.
pub(super) fn pair<'a, T, N: Eq + Hash>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&'a T) -> N,
    former: impl Fn(&'a T) -> Vec<N>,
) -> Pairs<'a, T> {
    let places: HashMap<N, usize> = old.iter().enumerate().map(|(place, old)| (name(old), place)).collect();
    let names: HashSet<N> = new.iter().map(&name).collect();
    let mut is_kept = vec![false; old.len()];
    let (mut kept, mut added) = (Vec::new(), Vec::new());
    for new in new {
        let same = places.get(&name(new)).copied();
        let renamed = || {
            let free = former(new).into_iter().filter(|former| !names.contains(former));
            free.filter_map(|former| places.get(&former).copied()).find(|&place| !is_kept[place])
        };
        match same.or_else(renamed) {
            Some(place) => {
                is_kept[place] = true;
                kept.push((&old[place], new));
            }
            None => added.push(new),
        }
    }
    let removed = old.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept).map(|(old, _)| old).collect();
    Pairs { kept, removed, added }
}

#[cfg(test)]
mod tests {
    use super::pair;

    type Named = (&'static str, Option<&'static str>);

    fn pairs(old: &'static [Named], new: &'static [Named]) -> (Vec<(&'static str, &'static str)>, usize, usize) {
        let pairs = pair(old, new, |it| it.0, |it| it.1.into_iter().collect());
        (pairs.kept.iter().map(|(old, new)| (old.0, new.0)).collect(), pairs.removed.len(), pairs.added.len())
    }

    #[test]
    fn order_means_nothing() {
        assert_eq!(
            pairs(&[("a", None), ("b", None)], &[("b", None), ("a", None)]),
            (vec![("b", "b"), ("a", "a")], 0, 0)
        );
    }

    #[test]
    fn a_former_name_pairs_what_has_no_namesake() {
        assert_eq!(pairs(&[("a", None)], &[("b", Some("a"))]), (vec![("a", "b")], 0, 0));
        assert_eq!(pairs(&[("a", None)], &[("b", Some("a")), ("a", None)]), (vec![("a", "a")], 0, 1));
        assert_eq!(pairs(&[("a", None)], &[("b", Some("a")), ("c", Some("a"))]), (vec![("a", "b")], 0, 1));
    }

    #[test]
    fn two_names_can_be_exchanged() {
        let old = &[("a", None), ("b", None)];
        assert_eq!(pairs(old, &[("a", Some("b")), ("b", Some("a"))]), (vec![("a", "a"), ("b", "b")], 0, 0));
    }
}
