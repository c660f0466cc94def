//! Your own code. This file was written once and is yours: nothing will overwrite it.
//!
//! Override any method of [`Extension`]: refuse or change what is about to be written, change what
//! is sent, or serve routes of your own.

use crate::extension::Extension;

/// What your code needs between requests, such as clients of other services.
#[derive(Debug, Clone, Default)]
pub struct Hooks {}

impl Extension for Hooks {}
