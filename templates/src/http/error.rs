//! What a client is told when a request fails: `application/problem+json`, as RFC 9457 has it.

use std::fmt::Display;

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::pointer::push;

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    BadRequest(String),
    #[error("{0}")]
    Forbidden(&'static str),
    #[error("no item has this key")]
    NotFound,
    #[error("there is no such path")]
    UnknownPath,
    #[error("this path does not take this method")]
    MethodNotAllowed,
    #[error("{0}")]
    Conflict(&'static str),
    #[error("the item changes too often, try again")]
    Contended,
    #[error("the item has another version by now")]
    PreconditionFailed,
    /// The request asks for something that does not hold.
    #[error("{0}")]
    Unmet(&'static str),
    #[error("the item is too large: DynamoDB stores at most 400 KB")]
    TooLarge,
    #[error("the body must be {0}")]
    UnsupportedMediaType(&'static str),
    #[error("this Idempotency-Key came with another body or path")]
    KeyReused,
    #[error("the body has values that are not allowed")]
    Invalid(Vec<Problem>),
    /// For your hooks: any status, with what to tell the client.
    #[error("{1}")]
    Refused(StatusCode, String),
    /// The cause is logged, and never sent.
    #[error("the table can't answer now, try again")]
    Unavailable(String),
    /// The cause is logged, and never sent.
    #[error("something went wrong")]
    Internal(String),
}

/// A value in a body that is not allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where it is: a JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    pub detail: String,
}

impl Problem {
    pub fn new(detail: impl Into<String>) -> Self {
        Self {
            pointer: String::new(),
            detail: detail.into(),
        }
    }

    /// The same problem of the object or array that has the value under this name.
    pub fn inside(self, name: &str) -> Self {
        let mut pointer = String::new();
        push(&mut pointer, name);
        Self {
            pointer: pointer + &self.pointer,
            ..self
        }
    }
}

impl Error {
    /// A failure that is no fault of the client's, and what is logged of it.
    pub fn internal(cause: impl Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// What is logged of it; none if the client is told all.
    pub fn cause(&self) -> Option<&str> {
        match self {
            Self::Unavailable(cause) | Self::Internal(cause) => Some(cause),
            _ => None,
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::UnknownPath => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Contended => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::Unmet(_) => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(status, _) => *status,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A read by a cursor or a filter that DynamoDB finds invalid has one from elsewhere.
    pub fn from_read<E>(error: SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + RequestId + std::error::Error + 'static,
    {
        let code = error
            .as_service_error()
            .and_then(ProvideErrorMetadata::code);
        if code == Some("ValidationException") {
            return Self::BadRequest("the cursor or a filter does not fit this list".to_owned());
        }
        error.into()
    }
}

impl<E> From<SdkError<E>> for Error
where
    E: ProvideErrorMetadata + RequestId + std::error::Error + 'static,
{
    fn from(error: SdkError<E>) -> Self {
        let service = error.as_service_error();
        let code = service.and_then(ProvideErrorMetadata::code);
        let message = service.and_then(ProvideErrorMetadata::message);
        #[cfg(feature = "body")]
        if code == Some("ValidationException")
            && message.is_some_and(|text| text.starts_with("Item size"))
        {
            return Self::TooLarge;
        }
        let cause = match (code, message) {
            (Some(code), Some(message)) => {
                let request_id = service.and_then(RequestId::request_id).unwrap_or("none");
                format!("DynamoDB, request {request_id}: {code}: {message}")
            }
            _ => format!("DynamoDB: {}", DisplayErrorContext(&error)),
        };
        if passes(&error, code) {
            Self::Unavailable(cause)
        } else {
            Self::Internal(cause)
        }
    }
}

/// Whether the same request may succeed a moment later. The SDK has repeated it already, unless it
/// met a transaction.
fn passes<E>(error: &SdkError<E>, code: Option<&str>) -> bool {
    match error {
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => true,
        SdkError::DispatchFailure(failure) => {
            failure.is_io() || failure.is_timeout() || failure.as_other().is_some()
        }
        SdkError::ServiceError(failure) => {
            failure.raw().status().is_server_error()
                || matches!(
                    code,
                    Some(
                        "ProvisionedThroughputExceededException"
                            | "ReplicatedWriteConflictException"
                            | "RequestLimitExceeded"
                            | "ThrottlingException"
                            | "TransactionConflictException"
                            | "TransactionInProgressException"
                    )
                )
        }
        _ => false,
    }
}

#[derive(Serialize)]
struct Body<#[cfg(feature = "body")] 'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    #[cfg(feature = "body")]
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Problem],
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let body = Body {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Unknown"),
            status: status.as_u16(),
            detail: self.to_string(),
            #[cfg(feature = "body")]
            errors: match &self {
                Self::Invalid(problems) => problems,
                _ => &[],
            },
        };
        if let Some(cause) = self.cause() {
            tracing::error!("{cause}");
        }
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        let problem = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, problem);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        #[cfg(feature = "merge")]
        if matches!(self, Self::Contended) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// The answer on a path that no route has.
pub async fn not_found() -> Error {
    Error::UnknownPath
}

/// The answer on a path whose routes have other methods.
pub async fn method_not_allowed() -> Error {
    Error::MethodNotAllowed
}

#[cfg(test)]
mod tests;
