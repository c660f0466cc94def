//! A short name for what a text says: the same wherever it is made, and most likely no other text's.

use std::hash::Hasher;

use fnv::FnvHasher;

/// Eight digits for some parts.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut hasher = FnvHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        // No text holds this byte, so that it parts them.
        hasher.write_u8(0xFF);
    }
    let hash = hasher.finish();
    u32::try_from((hash >> 32) ^ (hash & 0xFFFF_FFFF)).unwrap_or_default()
}
