//! JSON pointers (RFC 6901).

/// Adds a member's name, or an element's number, to a pointer.
pub(super) fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
}
