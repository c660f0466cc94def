use super::present::in_range;
use crate::diagnostic::Diagnostics;
use crate::model::{Architecture, Function};
use crate::spec::{ArchitectureWord, Field, FunctionSpec};

/// Reads the settings of the Lambda function.
///
/// Memory is Lambda's range; the timeout stays below the gateway's 29 seconds, so that the function's
/// own answer arrives.
pub(super) fn function(field: &Field<FunctionSpec>, problems: &mut Diagnostics) -> Function {
    let none = FunctionSpec::default();
    let spec = field.value().unwrap_or(&none);
    Function {
        memory: in_range(&spec.memory, "`memory`", 128..=10_240, 256, problems),
        timeout: in_range(&spec.timeout, "`timeout`", 1..=28, 10, problems),
        architecture: match spec.architecture.value() {
            Some(ArchitectureWord::X86_64) => Architecture::X86_64,
            Some(ArchitectureWord::Arm64) | None => Architecture::Arm64,
        },
    }
}
