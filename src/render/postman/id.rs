//! Ids that stay the same: a collection that is imported again takes the place of the earlier one.

/// A UUID of the given parts, in version 8: the version that leaves its bits to whoever makes it.
pub(super) fn uuid(parts: &[&str]) -> String {
    // FNV-1a with 128 bits; 0xff is in no UTF-8 text, so it keeps the parts apart.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    let version = hash & !(0xf << 76) | 8 << 76;
    let variant = version & !(0b11 << 62) | 0b10 << 62;
    let digits = format!("{variant:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn an_id_depends_on_each_part_and_on_nothing_else() {
        let ids = [uuid(&["items", "local"]), uuid(&["items", "loca", "l"]), uuid(&["items"])];
        let expected = [
            "c02669c1-d7fd-83e5-83e2-bce8696ab26c",
            "57ab9310-0153-8bb8-87fe-71f8e6e4fe4b",
            "45a8803f-a83c-84bf-aef5-c8c8faa2d638",
        ];
        assert_eq!(ids, expected);
    }
}
