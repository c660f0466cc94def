use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ConnectorError, ErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::query::QueryError;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use http_body_util::BodyExt as _;
use serde_json::{Value, from_slice, json};

use super::{Error, Problem, method_not_allowed, not_found};
use crate::http::tests::wait;

/// The answer to a client: its status, `Content-Type`, `Retry-After` and body.
fn answer(error: Error) -> (u16, String, Option<String>, Value) {
    let (parts, body) = error.into_response().into_parts();
    let header = |name| {
        parts
            .headers
            .get(name)
            .map(|value| value.to_str().expect("text").to_owned())
    };
    let media_type = header(header::CONTENT_TYPE).expect("a body has a media type");
    let bytes = wait(body.collect()).expect("a body").to_bytes();
    (
        parts.status.as_u16(),
        media_type,
        header(header::RETRY_AFTER),
        from_slice(&bytes).expect("JSON"),
    )
}

#[test]
fn an_error_is_a_problem_of_rfc_9457() {
    let rows = [
        (
            Error::BadRequest("limit: too much".to_owned()),
            400,
            "Bad Request",
            "limit: too much",
        ),
        (Error::NotFound, 404, "Not Found", "no item has this key"),
        (
            Error::UnknownPath,
            404,
            "Not Found",
            "there is no such path",
        ),
        (
            Error::MethodNotAllowed,
            405,
            "Method Not Allowed",
            "this path does not take this method",
        ),
        (
            Error::Conflict("it exists already"),
            409,
            "Conflict",
            "it exists already",
        ),
        (
            Error::Contended,
            409,
            "Conflict",
            "the item changes too often, try again",
        ),
        (
            Error::PreconditionFailed,
            412,
            "Precondition Failed",
            "the item has another version by now",
        ),
        (
            Error::Unmet("it is there already"),
            412,
            "Precondition Failed",
            "it is there already",
        ),
        (
            Error::TooLarge,
            413,
            "Payload Too Large",
            "the item is too large: DynamoDB stores at most 400 KB",
        ),
        (
            Error::UnsupportedMediaType("application/json"),
            415,
            "Unsupported Media Type",
            "the body must be application/json",
        ),
        (
            Error::Refused(StatusCode::IM_A_TEAPOT, "no coffee".to_owned()),
            418,
            "I'm a teapot",
            "no coffee",
        ),
        (
            Error::internal(SECRET),
            500,
            "Internal Server Error",
            "something went wrong",
        ),
        (
            Error::Unavailable(SECRET.to_owned()),
            503,
            "Service Unavailable",
            "the table can't answer now, try again",
        ),
    ];
    for (error, status, title, detail) in rows {
        let passes = matches!(error, Error::Contended | Error::Unavailable(_));
        let retry_after = passes.then(|| "1".to_owned());
        let body =
            json!({"type": "about:blank", "title": title, "status": status, "detail": detail});
        assert_eq!(
            answer(error),
            (
                status,
                "application/problem+json".to_owned(),
                retry_after,
                body
            )
        );
    }
}

#[test]
fn a_status_without_a_name_is_unknown() {
    let status = StatusCode::from_u16(499).expect("a status");
    let (_, _, _, body) = answer(Error::Refused(status, "gone".to_owned()));
    assert_eq!(
        body,
        json!({"type": "about:blank", "title": "Unknown", "status": 499, "detail": "gone"})
    );
}

#[test]
fn each_value_that_is_not_allowed_is_told_with_its_place() {
    let problem = |pointer: &str, detail: &str| Problem {
        pointer: pointer.to_owned(),
        detail: detail.to_owned(),
    };
    let error = Error::Invalid(vec![
        problem("/a", "is missing"),
        problem("/b/0", "must be at least 1"),
    ]);
    let (status, _, _, body) = answer(error);
    let expected = json!({
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "the body has values that are not allowed",
        "errors": [
            {"pointer": "/a", "detail": "is missing"},
            {"pointer": "/b/0", "detail": "must be at least 1"},
        ],
    });
    assert_eq!((status, body), (422, expected));
}

#[test]
fn an_unknown_path_and_an_unknown_method_have_answers() {
    assert_eq!(wait(not_found()).status(), StatusCode::NOT_FOUND);
    assert_eq!(
        wait(method_not_allowed()).status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
}

/// What only DynamoDB and the operator should see.
const SECRET: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/secret";

fn metadata(code: &str, message: &str) -> ErrorMetadata {
    ErrorMetadata::builder().code(code).message(message).build()
}

fn response(status: u16) -> HttpResponse {
    HttpResponse::new(status.try_into().expect("a status"), SECRET.into())
}

fn from_write(status: u16, code: &str, message: &str) -> Error {
    let error = PutItemError::generic(metadata(code, message));
    SdkError::service_error(error, response(status)).into()
}

fn from_read(status: u16, code: &str, message: &str) -> Error {
    let error = QueryError::generic(metadata(code, message));
    Error::from_read(SdkError::service_error(error, response(status)))
}

#[test]
fn what_dynamodb_refuses_becomes_what_the_client_can_do_about_it() {
    let too_large = "Item size has exceeded the maximum allowed size";
    let not_fitting = "400 the cursor or a filter does not fit this list";
    let rows = [
        (
            400,
            "ProvisionedThroughputExceededException",
            SECRET,
            503,
            503,
        ),
        (400, "ReplicatedWriteConflictException", SECRET, 503, 503),
        (400, "RequestLimitExceeded", SECRET, 503, 503),
        (400, "ThrottlingException", SECRET, 503, 503),
        (400, "TransactionConflictException", SECRET, 503, 503),
        (500, "InternalServerError", SECRET, 503, 503),
        (503, "ServiceUnavailable", SECRET, 503, 503),
        (502, "no code", SECRET, 503, 503),
        (504, "no code", SECRET, 503, 503),
        (400, "ValidationException", too_large, 413, 400),
        (400, "ValidationException", SECRET, 500, 400),
        (400, "AccessDeniedException", SECRET, 500, 500),
        (400, "ResourceNotFoundException", SECRET, 500, 500),
        (400, "UnrecognizedClientException", SECRET, 500, 500),
        (400, "ResourceNotFoundException", too_large, 500, 500),
        (403, "no code", SECRET, 500, 500),
    ];
    for (status, code, message, of_write, of_read) in rows {
        for (error, expected) in [
            (from_write(status, code, message), of_write),
            (from_read(status, code, message), of_read),
        ] {
            let (status, _, _, body) = answer(error);
            assert_eq!(status, expected, "{code}: {message}");
            let body = body.to_string();
            assert!(!body.contains(code) && !body.contains(message), "{body}");
        }
    }
    let error = from_read(400, "ValidationException", SECRET);
    assert_eq!(format!("{} {error}", error.status().as_u16()), not_fitting);
}

#[test]
fn a_request_without_a_whole_answer_may_succeed_later_unless_it_could_not_be_made() {
    let io = SdkError::dispatch_failure(ConnectorError::io(SECRET.into()));
    let late = SdkError::dispatch_failure(ConnectorError::timeout(SECRET.into()));
    let not_http = SdkError::dispatch_failure(ConnectorError::user(SECRET.into()));
    let no_credentials = SdkError::dispatch_failure(ConnectorError::other(SECRET.into(), None));
    let rows: [(SdkError<PutItemError>, u16); 7] = [
        (io, 503),
        (late, 503),
        (SdkError::timeout_error(SECRET), 503),
        (SdkError::response_error(SECRET, response(200)), 503),
        (not_http, 500),
        (no_credentials, 500),
        (SdkError::construction_failure(SECRET), 500),
    ];
    for (error, expected) in rows {
        let said = format!("{error:?}");
        let (status, _, retry_after, body) = answer(error.into());
        assert_eq!(status, expected, "{said}");
        assert_eq!(retry_after.is_some(), expected == 503, "{said}");
        assert!(!body.to_string().contains(SECRET), "{body}");
    }
}
