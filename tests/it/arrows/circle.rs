use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The arrows of a shortest circle; none if the arrows form none.
pub(super) fn shortest<'a>(arrows: impl Iterator<Item = [&'a str; 2]>) -> Option<Vec<[&'a str; 2]>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for [from, to] in arrows {
        next.entry(from).or_default().insert(to);
    }
    next.keys().filter_map(|start| back_to(start, &next)).min_by_key(Vec::len)
}

/// The shortest way from a place back to it.
fn back_to<'a>(start: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<[&'a str; 2]>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &to in next.get(at).into_iter().flatten() {
            if to == start {
                let mut way = vec![[at, to]];
                while way[0][0] != start {
                    way.insert(0, [before[way[0][0]], way[0][0]]);
                }
                return Some(way);
            }
            if !before.contains_key(to) {
                before.insert(to, at);
                queue.push_back(to);
            }
        }
    }
    None
}
