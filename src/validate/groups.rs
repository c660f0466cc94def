//! The groups of a user pool.

use super::present::{check_unique, elements};
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Auth;
use crate::source::Spanned;
use crate::spec::Field;

/// What Cognito takes for a group's name, but for what would need quotes or escapes on its way to the function.
const MAX_LENGTH: usize = 128;

/// Reads the groups whose members may call a route.
pub(super) fn of_route(draft: &RouteDraft<'_>, auth: Auth, problems: &mut Diagnostics) -> Vec<String> {
    let field = &draft.spec.groups;
    if let Some(span) = field.span().filter(|_| auth != Auth::Cognito) {
        let message = format!("{} has `groups`, and its callers have no token that names any", draft.name());
        let problem = Diagnostic::new(Code::NeedsCognito, span, message);
        problems.push(problem.help("groups are of a user pool: write `auth: cognito`, or remove `groups`"));
    }
    groups(field, problems)
}

/// Reads a list of groups.
pub(super) fn groups(field: &Field<Vec<Field<String>>>, problems: &mut Diagnostics) -> Vec<String> {
    if let Some(list) = field.read().filter(|list| list.value.is_empty()) {
        let problem = Diagnostic::new(Code::NothingInside, list.span, "a list of groups names at least one");
        problems.push(problem.help("name a group, as in `[admins]`, or remove the key"));
    }
    check_unique(elements(field), problems);
    for group in elements(field) {
        check_name(group, problems);
    }
    elements(field).map(|group| group.value.clone()).collect()
}

fn check_name(group: &Spanned<String>, problems: &mut Diagnostics) {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if !(1..=MAX_LENGTH).contains(&group.value.len()) || !group.value.chars().all(is_sign) {
        let message = format!("`{}` can't be the name of a group", group.value);
        let help = "a group's name has 1 to 128 letters of ASCII, digits, `_`, `.` and `-`";
        problems.push(Diagnostic::new(Code::BadName, group.span, message).help(help));
    }
}
