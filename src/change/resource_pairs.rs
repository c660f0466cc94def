use std::sync::Arc;

use super::attributes;
use super::pairs::{Pairs, pair};
use super::report::Report;
use crate::model::{Attribute, Name, Resource};

/// The resources of two specs, by name and former name.
pub(super) struct Resources<'a> {
    pub(super) old: &'a [Resource],
    pub(super) new: &'a [Resource],
    pub(super) pairs: Pairs<'a, Resource>,
}

impl<'a> Resources<'a> {
    pub(super) fn of(report: &Report, old: &'a [Resource], new: &'a [Resource]) -> Self {
        let pairs = match (old, new) {
            // The one resource is called like the project, whose new name is a finding of its own.
            ([before], [after]) if report.is_single() => {
                Pairs { kept: vec![(before, after)], removed: Vec::new(), added: Vec::new() }
            }
            _ => {
                let former = |resource: &'a Resource| resource.renamed_from.iter().rev().map(Name::as_str).collect();
                pair(old, new, |resource| resource.name.as_str(), former)
            }
        };
        Self { old, new, pairs }
    }

    /// What a resource of the new spec is in the old one.
    pub(super) fn former(&self, new: &Resource) -> Option<&'a Resource> {
        self.pairs.kept.iter().find(|(_, kept)| kept.name == new.name).map(|&(old, _)| old)
    }
}

/// The attributes that clients see before and after.
pub(super) fn visible<'a>(old: &'a Resource, new: &'a Resource) -> Vec<(&'a Arc<Attribute>, &'a Arc<Attribute>)> {
    let is_visible = |(old, new): &(&Arc<Attribute>, &Arc<Attribute>)| !old.private && !new.private;
    attributes::pairs(old, new).kept.into_iter().filter(is_visible).collect()
}
