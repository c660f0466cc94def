//! A request, as it is sent and as people read it.

use std::fmt::{self, Display, Formatter};

use super::json::Json;

#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// The segments of the path, encoded.
    pub(super) path: Vec<String>,
    /// Names and values, encoded.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Option<Body>,
}

#[derive(Clone, Debug)]
pub(super) enum Body {
    Json(Json),
    /// What may be no JSON, or no text.
    Bytes(Vec<u8>),
}

impl Body {
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Json(json) => json.to_string().into_bytes(),
            Self::Bytes(bytes) => bytes.clone(),
        }
    }
}

impl Request {
    pub(super) fn get(path: Vec<String>) -> Self {
        Self { method: "GET".to_owned(), path, query: Vec::new(), headers: Vec::new(), body: None }
    }

    pub(super) fn uri(&self) -> String {
        let pair = |(name, value): &(String, String)| format!("{name}={value}");
        let query = self.query.iter().map(pair).collect::<Vec<_>>().join("&");
        format!("/{}{}{query}", self.path.join("/"), if query.is_empty() { "" } else { "?" })
    }

    pub(super) fn body_bytes(&self) -> Vec<u8> {
        self.body.as_ref().map(Body::bytes).unwrap_or_default()
    }

    pub(super) fn json(&self) -> Option<&Json> {
        if let Some(Body::Json(json)) = &self.body { Some(json) } else { None }
    }

    pub(super) fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// Requests that are simpler by one part.
    pub(super) fn simpler(&self) -> Vec<Self> {
        let mut simpler = Vec::new();
        let mut with = |change: &dyn Fn(&mut Self)| {
            let mut request = self.clone();
            change(&mut request);
            simpler.push(request);
        };
        for place in 0..self.headers.len() {
            with(&|request| drop(request.headers.remove(place)));
        }
        for place in 0..self.query.len() {
            with(&|request| drop(request.query.remove(place)));
        }
        match &self.body {
            Some(Body::Json(json)) => {
                for json in json.simpler() {
                    with(&|request| request.body = Some(Body::Json(json.clone())));
                }
            }
            Some(Body::Bytes(bytes)) if bytes.len() > 1 => {
                let (first, second) = bytes.split_at(bytes.len() / 2);
                with(&|request| request.body = Some(Body::Bytes(first.to_vec())));
                with(&|request| request.body = Some(Body::Bytes(second.to_vec())));
            }
            _ => {}
        }
        simpler
    }
}

impl Display for Request {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        writeln!(to, "{} {}", self.method, shown(self.uri().as_bytes()))?;
        for (name, value) in &self.headers {
            writeln!(to, "{name}: {}", value.escape_ascii())?;
        }
        if self.body.is_some() {
            writeln!(to, "\n{}", shown(&self.body_bytes()))?;
        }
        Ok(())
    }
}

/// A text for people: what is no text is escaped, and the middle of a long one is left out.
pub(super) fn shown(bytes: &[u8]) -> String {
    const SHOWN: usize = 800;
    let part = |bytes: &[u8]| str::from_utf8(bytes).map_or_else(|_| bytes.escape_ascii().to_string(), str::to_owned);
    if bytes.len() <= SHOWN {
        return part(bytes);
    }
    let (head, tail) = (&bytes[..SHOWN / 2], &bytes[bytes.len() - SHOWN / 4..]);
    format!("{} [… {} bytes in all …] {}", part(head), bytes.len(), part(tail))
}

/// A text as one segment of a path, or one part of a query.
pub(super) fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// What an encoded text says; none if that is no text. A broken escape stands for itself, as it does for axum.
pub(super) fn decoded(text: &str, plus_is_space: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut out, mut place) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(place) {
        let escaped = text.get(place + 1..place + 3).filter(|_| byte == b'%');
        let escaped = escaped.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if byte == b'%' && escaped.is_none() {
            return None;
        }
        if let Some(escaped) = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(escaped);
            place += 3;
        } else {
            out.push(if byte == b'+' && plus_is_space { b' ' } else { byte });
            place += 1;
        }
    }
    String::from_utf8(out).ok()
}
