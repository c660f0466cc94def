//! The function, as Lambda calls it: with an event, and a time by which it has to answer.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lambda_http::{Adapter, Context, LambdaEvent, Service};
use notebook::App;
use serde_json::{Value, json};

/// How long Lambda lets the function work.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What becomes of an event.
pub type Answer = Pin<Box<dyn Future<Output = Value> + Send>>;

/// What answers events.
pub type Function = Arc<dyn Fn(Value) -> Answer + Send + Sync>;

pub fn function(app: App) -> Function {
    let service = notebook::service(app);
    Arc::new(move |event| {
        let mut context = Context::default();
        let id = &event["requestContext"]["requestId"];
        context.request_id = id.as_str().unwrap_or_default().to_owned();
        context.deadline = deadline();
        let event = serde_json::from_value(event).expect("the event of a REST API");
        let call = Adapter::from(service.clone()).call(LambdaEvent::new(event, context));
        Box::pin(async {
            let Ok(answer) = call.await;
            json!(answer)
        })
    })
}

/// When Lambda would end the function, in milliseconds since 1970.
fn deadline() -> u64 {
    let time = (SystemTime::now() + TIMEOUT).duration_since(UNIX_EPOCH);
    time.map_or(0, |time| time.as_millis() as u64)
}
