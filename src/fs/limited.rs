use std::io::{self, Read};

/// At most `limit` bytes, and one more if there are more: a caller sees that it is too long.
pub(super) fn read(source: impl Read, expected: usize, limit: usize) -> io::Result<Vec<u8>> {
    // Known beforehand, the length saves most of the calls.
    let mut bytes = Vec::with_capacity(expected.min(limit) + 1);
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
