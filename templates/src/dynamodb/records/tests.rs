use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::error::TransactionCanceledException;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason};

use super::{Attributes, Cancelled, Records, recorded};
use crate::dynamodb::tests::{all, spelled_out};
use crate::http::KnownRequest;
use crate::http::tests::{refusal, told};

fn request() -> KnownRequest {
    KnownRequest {
        id: "id of the request".to_owned(),
        content: "its content".to_owned(),
    }
}

/// An item whose attributes are called like those of a record.
fn item() -> Attributes {
    let value = |text: &str| AttributeValue::S(text.to_owned());
    ["id", "content", "item."]
        .map(|name| (name.to_owned(), value(name)))
        .into()
}

#[test]
fn a_record_holds_the_item_until_it_expires() {
    let (record, guard) = Records::new("records".to_owned(), 60).record(&request(), &item());
    let time = |value: &AttributeValue| value.as_n().ok().and_then(|time| time.parse::<i64>().ok());
    let expires = time(&record["expires_at"]).expect("epoch seconds");
    assert_eq!(
        spelled_out(&guard),
        format!(
            "(attribute_not_exists(id) OR expires_at <= (N {}))",
            expires - 60
        )
    );
    assert_eq!(record.len(), 6);
    assert_eq!(
        all(&told(recorded(record.clone(), &request())).expect("the same request")),
        all(&item())
    );
    let other = KnownRequest {
        content: "other".to_owned(),
        ..request()
    };
    assert_eq!(
        refusal(recorded(record, &other)),
        "422 this Idempotency-Key came with another body or path"
    );
}

/// What becomes of a transaction that is cancelled for these reasons.
fn cancelled(codes: [&str; 2], message: &str) -> String {
    let reason = |code: &str| {
        let reason = CancellationReason::builder().code(code).message(message);
        let found = (code == "ConditionalCheckFailed").then(item);
        reason.set_item(found).build()
    };
    let exception = TransactionCanceledException::builder()
        .message("cancelled")
        .set_cancellation_reasons(Some(codes.map(reason).into()));
    let error = TransactWriteItemsError::TransactionCanceledException(exception.build());
    let response = HttpResponse::new(400.try_into().expect("a status"), "".into());
    match Cancelled::from(SdkError::service_error(error, response)) {
        Cancelled::Recorded(record) => format!("recorded {}", record.len()),
        Cancelled::Refused => "refused".to_owned(),
        Cancelled::Passing(error) => format!("passing {}", error.status().as_u16()),
        Cancelled::Failed(error) => format!("failed {}", error.status().as_u16()),
    }
}

#[test]
fn whoever_is_too_late_gets_what_is_recorded() {
    const FAILED: &str = "ConditionalCheckFailed";
    let rows = [
        ([FAILED, "None"], "recorded 3"),
        ([FAILED, FAILED], "recorded 3"),
        ([FAILED, "TransactionConflict"], "recorded 3"),
        (["None", FAILED], "refused"),
        (["TransactionConflict", FAILED], "passing 503"),
        (["TransactionConflict", "None"], "passing 503"),
        (["None", "ThrottlingError"], "passing 503"),
        (["None", "ProvisionedThroughputExceeded"], "passing 503"),
        (["None", "ValidationError"], "failed 500"),
    ];
    for (codes, expected) in rows {
        assert_eq!(cancelled(codes, "text"), expected, "{codes:?}");
    }
    let size = "Item size has exceeded the maximum allowed size";
    assert_eq!(cancelled(["ValidationError", "None"], size), "failed 413");
}
