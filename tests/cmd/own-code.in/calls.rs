//! Calls of the API.

// "/notes" in a comment is none.
#[test]
fn is_called() {
    call("GET", "/notes?limit=5");
    call("DELETE", "/notes/7");
    call("GET", "/other");
    call("POST", r#"{ "title": "milk", "until": "2026-12-01" }"#);
}

fn call(_method: &str, _path: &str) {}
