//! The request of an event, as a router can read it.

use lambda_http::{Request, RequestExt};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What no path holds as it is.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Gives a request the path that the client sent, without a slash at its end. `lambda_http` puts the
/// stage before it, and reads `/a/../b` as `/b`.
pub fn as_sent(mut request: Request) -> Request {
    let path = request.raw_http_path();
    let path = path.strip_suffix('/').unwrap_or(path);
    let path = utf8_percent_encode(path.strip_prefix('/').unwrap_or(path), ESCAPED);
    let query = request.uri().query().map(|query| format!("?{query}"));
    let uri = format!("/{path}{}", query.unwrap_or_default());
    *request.uri_mut() = uri.parse().expect("what is not allowed is escaped");
    request
}
