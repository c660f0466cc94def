use lambda_http::{Request, RequestExt};

use super::as_sent;

/// The URI that a router reads, of a request that `lambda_http` made of an event.
fn read(raw_path: &str, uri: &str) -> String {
    let mut request = Request::default().with_raw_http_path(raw_path);
    *request.uri_mut() = uri.parse().expect("a URI");
    as_sent(request).uri().to_string()
}

#[test]
fn the_path_is_the_one_that_was_sent() {
    let rows = [
        ("/things", "https://host/dev/things", "/things"),
        ("/things/", "https://host/dev/things/", "/things"),
        ("/things//", "https://host/dev/things//", "/things/"),
        ("/", "https://host/dev/", "/"),
        ("", "https://host/dev", "/"),
        ("/a%2Fb", "https://host/dev/a%2Fb", "/a%2Fb"),
        ("/a%2fb/", "https://host/dev/a%2fb/", "/a%2fb"),
        ("/%2e%2e/a", "https://host/a", "/%2e%2e/a"),
        ("/a/../b", "https://host/dev/b", "/a/../b"),
        ("//a", "https://host/dev//a", "//a"),
        ("/dev/a", "https://host/dev/a", "/dev/a"),
    ];
    for (raw_path, uri, expected) in rows {
        assert_eq!(read(raw_path, uri), expected, "{raw_path}");
    }
}

#[test]
fn what_no_path_can_hold_is_escaped() {
    let rows = [
        ("/a b", "/a%20b"),
        ("/é", "/%C3%A9"),
        ("/a?b#c", "/a%3Fb%23c"),
        ("/<\"{`}>", "/%3C%22%7B%60%7D%3E"),
        ("/\n\u{7f}", "/%0A%7F"),
        ("/%zz%", "/%zz%"),
        ("/[]^|\\'", "/[]^|\\'"),
    ];
    for (raw_path, expected) in rows {
        assert_eq!(read(raw_path, "https://host/dev"), expected, "{raw_path}");
    }
}

#[test]
fn the_query_stays() {
    let uri = "https://host/dev/things/?a=1&b=x+y";
    assert_eq!(read("/things/", uri), "/things?a=1&b=x+y");
}
