//! Answers requests from standard input, one after the other, without a network: an example of a generated project.
//!
//! A request has a method, a URI, a body, and the name and the value of each header. An answer has a status, the
//! microseconds that it took, a body, and headers; the status is empty where no server would hand the request over, and 0
//! where the handler panicked.

#[path = "../../tests/api/dynamodb.rs"]
mod dynamodb;
mod frame;

use std::io;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, request};
use http_body_util::BodyExt;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use tower::ServiceExt;

type Fields = Vec<Vec<u8>>;

#[tokio::main]
async fn main() {
    let (client, _) = dynamodb::start(None).await;
    let router = project::router(dynamodb::app(&client));
    while let Ok(fields) = frame::read(&mut io::stdin()) {
        frame::write(&mut io::stdout(), &answer(&router, fields).await).expect("somebody listens");
    }
}

async fn answer(router: &Router, mut fields: Fields) -> Fields {
    let rest = fields.split_off(3);
    let [method, uri, body]: [Vec<u8>; 3] = fields.try_into().expect("there are three");
    let request = Request::builder().method(&*method).uri(&*uri);
    let header = |request: request::Builder, pair: &[Vec<u8>]| request.header(&*pair[0], &*pair[1]);
    let Ok(mut request) = rest.chunks(2).fold(request, header).body(Body::from(body)) else {
        return vec![Vec::new(); 3];
    };
    let mut context = ApiGatewayProxyRequestContext::default();
    let claims = serde_json::from_str(CLAIMS).expect("the claims are JSON");
    context.authorizer.fields.insert("claims".to_owned(), claims);
    request.extensions_mut().insert(RequestContext::ApiGatewayV1(context));
    let start = Instant::now();
    let router = router.clone();
    let answered = tokio::spawn(async move {
        let (parts, body) = router.oneshot(request).await.expect("a router answers").into_parts();
        (parts, body.collect().await.expect("the body arrives").to_bytes())
    });
    let answered = answered.await;
    let micros = start.elapsed().as_micros().to_string().into_bytes();
    let Ok((parts, body)) = answered else {
        return vec![b"0".to_vec(), micros, Vec::new()];
    };
    let mut fields = vec![parts.status.as_str().into(), micros, body.to_vec()];
    fields.extend(parts.headers.iter().flat_map(|(name, value)| [name.as_str().into(), value.as_bytes().into()]));
    fields
}
