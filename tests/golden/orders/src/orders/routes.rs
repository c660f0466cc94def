//! The routes of orders.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{delete, get, patch, post, put};
use axum::{Json, Router};
use ulid::Ulid;

use super::item::{
    NewOrder, Order, OrderByState, OrderByTotal, OrderKey, OrderPatch, ReplaceOrder,
};
use super::types::OrderState;
use crate::App;
use crate::dynamodb::Expression;
use crate::extension::Extension;
use crate::http::{
    Body, Error, Filters, IfMatch, KeyRange, MAX_PARTITION_KEY, MAX_SORT_KEY, Page, Paging,
    PathParameters, QueryParameters, allow_replacing, check_member, descending, push_segment,
    require_group, require_same_as_path,
};
use crate::values::{Decimal, Timestamp};

pub fn router() -> Router<App> {
    Router::new()
        .route("/customers/{customer}/orders", post(create_order))
        .route("/customers/{customer}/orders", get(query_orders))
        .route("/customers/{customer}/orders/{order_id}", get(get_order))
        .route(
            "/customers/{customer}/orders/{order_id}",
            put(replace_order),
        )
        .route(
            "/customers/{customer}/orders/{order_id}",
            patch(update_order),
        )
        .route(
            "/customers/{customer}/orders/{order_id}",
            delete(delete_order),
        )
        .route("/states/{state}/orders", get(query_orders_by_state))
        .route(
            "/states/{state}/orders/{placed_at}",
            get(query_orders_by_state_and_placed_at),
        )
        .route("/customers/{customer}/totals", get(query_orders_by_total))
        .merge(for_sales())
}

/// The routes for callers in `sales`.
fn for_sales() -> Router<App> {
    const GROUPS: [&str; 1] = ["sales"];
    Router::new()
        .route("/orders", get(list_orders))
        .route_layer(from_fn_with_state(GROUPS, require_group))
}

async fn list_orders(
    State(app): State<App>,
    request: Parts,
    mut query: QueryParameters,
) -> Result<Json<Page<Order>>, Error> {
    let paging = Paging::from_query(&mut query)?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app.orders.list(filter, &paging).await?;
    for item in &mut page.items {
        app.hooks.before_send_order(&request, item).await?;
    }
    Ok(Json(page))
}

async fn create_order(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    Body(mut new): Body<NewOrder>,
) -> Result<impl IntoResponse, Error> {
    require_same_as_path(&path, "customer", MAX_PARTITION_KEY, &mut new.customer)?;
    check_member("customer", &new.customer, Order::check_customer)?;
    let mut item = new.into_item()?;
    app.hooks.before_create_order(&request, &mut item).await?;
    app.orders.create(&item).await?;
    let mut location = String::from("orders/");
    push_segment(&mut location, &item.order_id);
    app.hooks.before_send_order(&request, &mut item).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], item))
}

async fn query_orders(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<Order>>, Error> {
    let partition: String = path.get("customer", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Ulid>::from_query(&mut query, "order_id")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.default_is("state", &Order::default_state());
    filters.equality::<OrderState>("state")?;
    filters.ordered::<Decimal>("total")?;
    query.finish()?;
    let mut page = app
        .orders
        .query(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_order(&request, item).await?;
    }
    Ok(Json(page))
}

async fn get_order(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
) -> Result<Order, Error> {
    let key = OrderKey::read(&path)?;
    let mut item = app.orders.get(&key).await?;
    app.hooks.before_send_order(&request, &mut item).await?;
    Ok(item)
}

async fn replace_order(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut replacement): Body<ReplaceOrder>,
) -> Result<Order, Error> {
    let key = OrderKey::read(&path)?;
    replacement.check_key(&key)?;
    allow_replacing(&request.headers)?;
    app.hooks
        .before_replace_order(&request, &key, &mut replacement)
        .await?;
    let mut item = app.orders.replace(&key, &replacement, &if_match).await?;
    app.hooks.before_send_order(&request, &mut item).await?;
    Ok(item)
}

async fn update_order(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
    Body(mut patch): Body<OrderPatch>,
) -> Result<Order, Error> {
    let key = OrderKey::read(&path)?;
    app.hooks
        .before_update_order(&request, &key, &mut patch)
        .await?;
    let mut item = app.orders.update(&key, &patch, &if_match).await?;
    app.hooks.before_send_order(&request, &mut item).await?;
    Ok(item)
}

async fn delete_order(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    if_match: IfMatch,
) -> Result<StatusCode, Error> {
    let key = OrderKey::read(&path)?;
    app.hooks.before_delete_order(&request, &key).await?;
    app.orders.delete(&key, &if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn query_orders_by_state(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<OrderByState>>, Error> {
    let partition: OrderState = path.get("state", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Timestamp>::from_query(&mut query, "placed_at")?;
    let mut filter = Expression::default();
    let mut filters = Filters::new(&mut query, &mut filter);
    filters.ordered::<Decimal>("total")?;
    query.finish()?;
    let mut page = app
        .orders
        .query_by_state(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_order_by_state(&request, item).await?;
    }
    Ok(Json(page))
}

async fn query_orders_by_state_and_placed_at(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<OrderByState>>, Error> {
    let partition: OrderState = path.get("state", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let sort_key: Timestamp = path.get("placed_at", MAX_SORT_KEY)?;
    let range = KeyRange::Equal(sort_key);
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .orders
        .query_by_state(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_order_by_state(&request, item).await?;
    }
    Ok(Json(page))
}

async fn query_orders_by_total(
    State(app): State<App>,
    request: Parts,
    path: PathParameters,
    mut query: QueryParameters,
) -> Result<Json<Page<OrderByTotal>>, Error> {
    let partition: String = path.get("customer", MAX_PARTITION_KEY)?;
    let paging = Paging::from_query(&mut query)?;
    let descending = descending(&mut query)?;
    let range = KeyRange::<Decimal>::from_query(&mut query, "total")?;
    let filter = Expression::default();
    query.finish()?;
    let mut page = app
        .orders
        .query_by_total(&partition, &range, descending, filter, &paging)
        .await?;
    for item in &mut page.items {
        app.hooks.before_send_order_by_total(&request, item).await?;
    }
    Ok(Json(page))
}
