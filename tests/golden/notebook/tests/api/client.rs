//! Sends requests to the API without a network.

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::dynamodb;
use super::function::function;
use super::gateway::Gateway;

/// Of a user who is in each group, and of one who is in none.
const TOKEN: &str = "e30.eyJzdWIiOiI2MTY0NjEwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiLCJjb2duaXRvOmdyb3VwcyI6WyJzdXBwb3J0Il19.";
const OTHER_TOKEN: &str = "e30.eyJzdWIiOiI2MjZmNjIwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAifQ.";

/// The API behind its gateway, with empty tables of its own.
pub struct Api {
    gateway: Gateway,
    token: &'static str,
}

/// What the API answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Api {
    pub async fn start() -> Self {
        let (client, _) = dynamodb::start(None).await;
        let app = dynamodb::app(&client);
        Self {
            gateway: Gateway::before(function(app)),
            token: TOKEN,
        }
    }

    /// The same API, called by the other user.
    pub fn for_other_user(&self) -> Self {
        Self {
            gateway: self.gateway.clone(),
            token: OTHER_TOKEN,
        }
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.answer(Request::builder().method(method).uri(path), body)
            .await
    }

    /// Sends a request with a condition: a header, and its value.
    pub async fn send_if(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        condition: (HeaderName, &str),
    ) -> Answer {
        let (name, value) = condition;
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(name, value);
        self.answer(request, body).await
    }

    async fn answer(&self, mut request: Builder, body: Option<&Value>) -> Answer {
        let token = format!("Bearer {}", self.token);
        request = request.header(header::AUTHORIZATION, token);
        let body = match body {
            Some(value) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(value.to_string())
            }
            None => Body::empty(),
        };
        let request = request.body(body).expect("the request is valid");
        let response = self.gateway.answer(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body arrives").to_bytes();
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).expect("the body is JSON")
        };
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// Fills the parameters of a path with the values of an item.
pub fn path(template: &str, item: &Value) -> String {
    let mut path = String::new();
    for segment in template.split('/').skip(1) {
        path.push('/');
        match segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(name) => {
                let value = match &item[name] {
                    Value::String(text) => text.clone(),
                    value => value.to_string(),
                };
                path.push_str(&utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string());
            }
            None => path.push_str(segment),
        }
    }
    path
}

/// Asserts that an item holds what was sent, and perhaps more.
pub fn assert_holds(item: &Value, sent: &Value) {
    let sent = sent.as_object().expect("a body is an object");
    for (name, value) in sent {
        assert_eq!(&item[name], value, "{name}");
    }
}
