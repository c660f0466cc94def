use serde::Serialize;

use super::scalar::Scalar;
use crate::model::{DataPolicy, Service};

/// What becomes of tables and user pool when the stack goes.
#[derive(Debug, Serialize)]
pub(super) struct DataView {
    /// The stages differ: CloudFormation looks its policies up, for which it needs a transform of its own.
    by_stage: bool,
    is_kept_somewhere: bool,
    deletion: Scalar,
    replacement: Scalar,
}

impl DataView {
    pub(super) fn new(service: &Service) -> Self {
        let first = service.stages.first().map_or(DataPolicy::Kept, |stage| stage.data);
        if service.stages.iter().any(|stage| stage.data != first) {
            return Self {
                by_stage: true,
                is_kept_somewhere: true,
                deletion: Scalar::expression("!FindInMap [Stages, !Ref Stage, DeletionPolicy]"),
                replacement: Scalar::expression("!FindInMap [Stages, !Ref Stage, UpdateReplacePolicy]"),
            };
        }
        Self {
            by_stage: false,
            is_kept_somewhere: first == DataPolicy::Kept,
            deletion: Scalar::text(deletion(first)),
            replacement: Scalar::text(replacement(first)),
        }
    }
}

/// When the resource leaves the stack, or the stack goes.
pub(super) fn deletion(data: DataPolicy) -> &'static str {
    match data {
        DataPolicy::Kept => "RetainExceptOnCreate",
        DataPolicy::Disposable => "Delete",
    }
}

/// When another takes the resource's place.
pub(super) fn replacement(data: DataPolicy) -> &'static str {
    match data {
        DataPolicy::Kept => "Retain",
        DataPolicy::Disposable => "Delete",
    }
}
