//! The text of a request's body: JSON in which a variable may stand for a value.

use serde_json::Value;

use crate::contract::wire;
use crate::model::Literal;

/// A member of the body.
pub(super) enum Member {
    Given(Literal),
    /// A value that stays in its line.
    Line(Value),
    /// The variable's value is JSON already.
    Variable(String),
}

/// An object, by the line. Postman would take `{{` in a text for a variable, so `{` is escaped there.
pub(super) fn text<'a>(members: impl Iterator<Item = (&'a str, &'a Member)>) -> String {
    let lines: Vec<String> = members.map(|(name, member)| format!("  \"{name}\": {}", value(member))).collect();
    if lines.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n}}", lines.join(",\n")) }
}

fn value(member: &Member) -> String {
    match member {
        Member::Given(literal) => {
            let pretty = format!("{:#}", wire::json(literal));
            escape_texts(&pretty).replace('\n', "\n  ")
        }
        Member::Line(value) => escape_texts(&value.to_string()),
        Member::Variable(name) => format!("{{{{{name}}}}}"),
    }
}

/// Two braces in a row can only be part of a text: where JSON itself puts braces, pretty printing
/// puts a line break between them.
fn escape_texts(json: &str) -> String {
    let mut escaped = json.to_owned();
    while escaped.contains("{{") {
        escaped = escaped.replace("{{", "\\u007b{");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Member, text};
    use crate::model::Literal;

    #[test]
    fn no_text_is_taken_for_a_variable() {
        let hostile = Literal::String("{{{baseUrl}} \"{{".to_owned());
        let nested = Literal::Map(vec![("{{k".to_owned(), hostile.clone()), ("e".to_owned(), Literal::Map(vec![]))]);
        let members = [
            ("id", Member::Variable("new.id".to_owned())),
            ("name", Member::Given(hostile)),
            ("size", Member::Given(nested)),
        ];
        let expected = r#"{
  "id": {{new.id}},
  "name": "\u007b\u007b{baseUrl}} \"\u007b{",
  "size": {
    "\u007b{k": "\u007b\u007b{baseUrl}} \"\u007b{",
    "e": {}
  }
}"#;
        assert_eq!(text(members.iter().map(|(name, member)| (*name, member))), expected);
    }
}
