//! Documents of other formats, which people hand over in place of a spec.

use super::node::{Kind, Node};
use super::tree;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// What a text is, if it is a document that belongs to another tool: one problem, as nothing in it is meant as a spec.
pub(crate) fn foreign(source: &Source) -> Option<Diagnostic> {
    let (what, span) = by_keys(source).or_else(|| by_lines(&source.text))?;
    let message = format!("this is {what}, and a spec is written in another format");
    let help = "`slsgen init` writes a spec to begin with, and `slsgen explain spec` shows the format";
    Some(Diagnostic::new(Code::ForeignDocument, span, message).help(help))
}

/// By the keys at the top of a YAML or JSON document.
fn by_keys(source: &Source) -> Option<(&'static str, Span)> {
    let Ok(Node { kind: Kind::Map(entries), .. }) = tree::parse(source) else { return None };
    let find = |name: &str| entries.iter().find(|(key, _)| key.value == name);
    let all = |names: &[&str]| names.iter().all(|name| find(name).is_some());
    let has_aws_type = |node: &Node| {
        match &node.kind {
        Kind::Map(resources) => resources.iter().any(|(_, resource)| matches!(&resource.kind, Kind::Map(keys) if
            keys.iter().any(|(key, value)| key.value == "Type" && matches!(&value.kind, Kind::Text(text) if text.starts_with("AWS::"))))),
        _ => false,
    }
    };
    let what = if find("openapi").or(find("swagger")).is_some() {
        "an OpenAPI document"
    } else if find("asyncapi").is_some() {
        "an AsyncAPI document"
    } else if find("AWSTemplateFormatVersion").is_some()
        || find("Resources").is_some_and(|(_, value)| has_aws_type(value))
    {
        "a CloudFormation template"
    } else if all(&["service", "provider"]) {
        "a file of the Serverless Framework"
    } else if all(&["apiVersion", "kind"]) {
        "a Kubernetes manifest"
    } else if find("$schema").is_some() && find("properties").or(find("$defs")).or(find("definitions")).is_some() {
        "a JSON Schema"
    } else {
        return None;
    };
    Some((what, entries.first()?.0.span))
}

/// By the lines of a text that is no YAML, or one long word of it.
fn by_lines(text: &str) -> Option<(&'static str, Span)> {
    let lines =
        || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/', '-', ';']));
    let first = lines().next()?;
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let lower = first.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let is_header = |line: &str| line.len() > 2 && line.starts_with('[') && line.ends_with(']') && !line.contains(',');
    let is_setting = |line: &str| line.split_once('=').is_some_and(|(key, _)| !key.contains([':', '{', '"']));
    let opens = lower.ends_with('{');
    let what = if begins(&["create table", "create database", "alter table", "insert into", "select "]) {
        "SQL"
    } else if begins(&["syntax = \"proto", "syntax=\"proto"]) {
        "a Protocol Buffers file"
    } else if opens && begins(&["resource \"", "provider \"", "module \"", "variable \"", "terraform "]) {
        "a Terraform file"
    } else if opens && begins(&["model ", "datasource ", "generator "]) {
        "a Prisma schema"
    } else if opens && begins(&["type ", "schema ", "enum ", "interface ", "extend type ", "input "]) {
        "a GraphQL schema"
    } else if begins(&["<?xml", "<"]) {
        "XML"
    } else if begins(&["import ", "export ", "const ", "from ", "def ", "class ", "package ", "use ", "pub "]) {
        "a program"
    } else if lines().any(is_header)
        && lines().any(is_setting)
        && lines().all(|line| is_header(line) || is_setting(line))
    {
        "a TOML document"
    } else {
        return None;
    };
    Some((what, Span { start, end: start + first.len() }))
}
