use std::collections::HashSet;
use std::iter;

/// Hands out logical IDs, no two alike.
#[derive(Debug, Default)]
pub(super) struct UniqueIds {
    taken: HashSet<String>,
}

impl UniqueIds {
    /// Two names that differ in a hyphen or an underscore may meet here: the later one is numbered.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut candidates = iter::once(wanted.to_owned()).chain(numbered);
        let id = candidates.find(|id| !self.taken.contains(id)).expect("there is no end of numbers");
        self.taken.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::UniqueIds;

    #[test]
    fn two_names_that_meet_stay_apart() {
        let mut ids = UniqueIds::default();
        assert_eq!(["A1Table", "A1Table", "A1Table2"].map(|id| ids.unique(id)), ["A1Table", "A1Table2", "A1Table22"]);
    }
}
