use std::collections::HashMap;

use heck::ToUpperCamelCase;

use crate::model::EnumValue;

/// The longest variant that is derived from what the value says.
const MAX: usize = 64;

/// The Rust variants of an enum's values.
///
/// A variant says what its value says where that is possible, and is made of code points otherwise, so
/// that no value is refused. It depends on the values, never on their order.
pub(super) fn variants(values: &[&str]) -> Vec<EnumValue> {
    let readable: Vec<Option<String>> = values.iter().map(|value| readable(value)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for variant in readable.iter().flatten() {
        *uses.entry(variant).or_default() += 1;
    }
    let variant = |value: &str, readable: &Option<String>| match readable {
        Some(variant) if uses[variant.as_str()] == 1 => variant.clone(),
        _ => code_points(value),
    };
    values
        .iter()
        .zip(&readable)
        .map(|(value, readable)| EnumValue { wire: (*value).to_owned(), variant: variant(value, readable) })
        .collect()
}

/// Upper camel case, where that is an identifier that nobody mistakes for a made-up one.
fn readable(value: &str) -> Option<String> {
    let ascii: String = value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    if value.chars().any(|c| !c.is_ascii() && c.is_alphanumeric()) {
        return None;
    }
    let camel = ascii.to_upper_camel_case();
    let variant = match camel.chars().next()? {
        digit if digit.is_ascii_digit() => format!("N{camel}"),
        _ if camel == "Self" => "SelfValue".to_owned(),
        // Clippy takes `ABC` for an acronym that should be `Abc`.
        first if camel.chars().all(|c| c.is_ascii_uppercase()) => format!("{first}{}", camel[1..].to_ascii_lowercase()),
        _ => camel,
    };
    (variant.len() <= MAX && !variant.starts_with("Chars")).then_some(variant)
}

/// `CharsX48X69`, or a digest of them where that is too long.
fn code_points(value: &str) -> String {
    let points: Vec<String> = value.chars().map(|c| format!("X{:x}", u32::from(c))).collect();
    let points = points.concat();
    if points.len() <= MAX {
        return format!("Chars{points}");
    }
    format!("CharsY{:016x}", fnv1a(value.as_bytes()))
}

/// FNV-1a: stable across platforms and versions, which the standard hasher is not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::variants;

    fn names(values: &[&str]) -> Vec<String> {
        variants(values).into_iter().map(|value| value.variant).collect()
    }

    #[test]
    fn readable_where_possible() {
        let values = ["in progress", "5xx", "self", "ABC", "type", "a/b"];
        assert_eq!(names(&values), ["InProgress", "N5xx", "SelfValue", "Abc", "Type", "Ab"]);
    }

    #[test]
    fn code_points_otherwise_and_independent_of_order() {
        assert_eq!(names(&["a-b", "a_b", "☃"]), ["CharsX61X2dX62", "CharsX61X5fX62", "CharsX2603"]);
        assert_eq!(names(&["☃", "a_b", "a-b"]), ["CharsX2603", "CharsX61X5fX62", "CharsX61X2dX62"]);
        assert_eq!(names(&["größe"]), ["CharsX67X72Xf6XdfX65"]);
    }

    #[test]
    fn long_values_have_short_variants() {
        let long = "very ".repeat(40);
        assert!(names(&[&long])[0].len() <= 64);
    }
}
