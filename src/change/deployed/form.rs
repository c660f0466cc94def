//! In which form a file tells what is deployed.

use std::borrow::Cow;

use super::{DeployedError, Said, description, template, yaml};

/// What AWS says; none if the text is something else.
pub(crate) fn said(text: &str) -> Option<Result<Said, DeployedError>> {
    let json = serde_json::from_str(text).ok();
    if json.is_none()
        && let Some(form) = other_form(text)
    {
        return Some(Err(DeployedError::Form(form)));
    }
    let value = json.or_else(|| yaml::to_json(text))?;
    if let Some(template) = template::find(&value) {
        return Some(template::read(&template).map(Said::Template));
    }
    let described = description::find(&value)?;
    Some(description::state(described).map(Said::Table))
}

/// What the AWS CLI prints by another `--output`.
fn other_form(text: &str) -> Option<&'static str> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let second = lines.next().unwrap_or_default();
    let has_tab =
        |words: &[&str]| words.iter().any(|word| first.strip_prefix(word).is_some_and(|rest| rest.starts_with('\t')));
    if has_tab(&["TABLE", "TEMPLATEBODY", "STAGESAVAILABLE", "ATTRIBUTEDEFINITIONS"]) {
        return Some("text");
    }
    if first.len() > 10 && first.bytes().all(|byte| byte == b'-') && second.starts_with('|') {
        return Some("a table");
    }
    let is_yaml = |key: &str| first == key && second.starts_with([' ', '-']) || first.starts_with(&format!("{key} "));
    ["Table:", "TemplateBody:", "StagesAvailable:"].iter().any(|key| is_yaml(key)).then_some("YAML")
}

/// A file as text: Windows PowerShell writes UTF-16 with a byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, DeployedError> {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
        text.map(Cow::Owned).ok_or(DeployedError::NotText)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [_, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, _, ..] => utf_16(bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| DeployedError::NotText),
        _ => str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| DeployedError::NotText),
    }
}
