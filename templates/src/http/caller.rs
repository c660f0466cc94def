//! Who calls: what API Gateway read in the token.

use axum::extract::{Request, State};
use axum::http::Extensions;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use lambda_http::request::RequestContext;

use super::error::Error;
use super::parameters::MAX_SORT_KEY;
use crate::values::FromText;

/// Lets a request through if its caller is in one of the groups.
pub async fn require_group<const N: usize>(
    State(groups): State<[&'static str; N]>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    if is_in_group(request.extensions(), &groups) {
        Ok(next.run(request).await)
    } else {
        Err(Error::Forbidden("you are in no group that may do this"))
    }
}

/// Whether the caller is in one of the groups, which API Gateway hands over as `a,b`.
pub fn is_in_group(extensions: &Extensions, groups: &[&str]) -> bool {
    let of_caller = claim(extensions, "cognito:groups").unwrap_or_default();
    of_caller.split(',').any(|group| groups.contains(&group))
}

/// The owner that a claim of the caller's token names.
pub fn token_owner<T: FromText>(request: &Parts, name: &str) -> Result<T, Error> {
    let owner = claim(&request.extensions, name);
    let owner = owner.filter(|owner| (1..=MAX_SORT_KEY).contains(&owner.len()));
    owner
        .and_then(|owner| T::from_text(owner).ok())
        .ok_or(Error::Forbidden("your token does not say who you are"))
}

/// A claim of the caller's token.
fn claim<'a>(extensions: &'a Extensions, name: &str) -> Option<&'a str> {
    let RequestContext::ApiGatewayV1(context) = extensions.get()? else {
        return None;
    };
    let claims = context.authorizer.fields.get("claims")?;
    claims.get(name)?.as_str()
}

#[cfg(test)]
mod tests;
