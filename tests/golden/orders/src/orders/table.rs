//! The DynamoDB table that stores orders.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use ulid::Ulid;

use super::item::{Order, OrderByState, OrderByTotal, OrderKey, OrderPatch, ReplaceOrder};
use super::types::OrderState;
use crate::dynamodb::{Attributes, Expression, backoff_within, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};
use crate::values::{Decimal, Timestamp};

const PARTITION_KEY: &str = "customer";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct OrderTable {
    client: Client,
    name: String,
}

impl OrderTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads an order, as it is after every write that was answered.
    pub async fn get(&self, key: &OrderKey) -> Result<Order, Error> {
        let found = self.find(key).await?;
        Order::from_attributes(&found)
    }

    /// Reads the attributes of an order.
    async fn find(&self, key: &OrderKey) -> Result<Attributes, Error> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .consistent_read(true)
            .send()
            .await?;
        output.item.ok_or(Error::NotFound)
    }

    /// Stores an order, unless one is stored under its key.
    pub async fn create(&self, item: &Order) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item.to_attributes()))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => {
                    Err(Error::Conflict("there is an item with this key already"))
                }
                _ => Err(error.into()),
            },
        }
    }

    /// Sets what is given and removes what is not, if the item exists and nothing differs that
    /// can't change.
    pub async fn replace(
        &self,
        key: &OrderKey,
        replacement: &ReplaceOrder,
        if_match: &IfMatch,
    ) -> Result<Order, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("state", &replacement.state);
        update.set("total", &replacement.total);
        update.set("currency", &replacement.currency);
        update.set("lines", &replacement.lines);
        update.set_or_remove("address", &replacement.address);
        update.set_if_given("coupon", &replacement.coupon);
        update.unchanged_or_absent("source", &replacement.source);
        update.unchanged_if_given("placed_at", &replacement.placed_at);
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.send_update(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = Order::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Order::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &OrderKey,
        patch: &OrderPatch,
        if_match: &IfMatch,
    ) -> Result<Order, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = self.find(key).await?;
                let stored = Order::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "address",
                    stored.address.as_ref(),
                    &patch.address,
                    |_, _| {},
                )?;
            }
            update.change("state", &patch.state);
            update.change("total", &patch.total);
            update.change("currency", &patch.currency);
            update.change("lines", &patch.lines);
            update.change("coupon", &patch.coupon);
            update.increment("revision");
            match self.send_update(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Order::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(_) => backoff.pause().await?,
            }
        }
    }

    /// Deletes an order, if it exists.
    pub async fn delete(&self, key: &OrderKey, if_match: &IfMatch) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            delete.one_of(VERSION, versions);
        }
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_condition_expression(delete.condition())
            .set_expression_attribute_names(delete.names())
            .set_expression_attribute_values(delete.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(failed)) => {
                    live(failed.item())?;
                    Err(Error::PreconditionFailed)
                }
                _ => Err(error.into()),
            },
        }
    }

    /// Reads a page of all orders.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Order>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["customer", "order_id"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Order::from_attributes,
        )?;
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .scan()
                .table_name(&self.name)
                .set_filter_expression(filter.condition())
                .set_expression_attribute_names(filter.names())
                .set_expression_attribute_values(filter.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            let items = output.items.unwrap_or_default();
            page.add(items, output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        range: &KeyRange<Ulid>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Order>, Error> {
        const SORT_KEY: &str = "order_id";
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "customer", partition);
        filter.key("customer", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["order_id"];
        let mut page = PageReader::new(paging, &key, start, filtered, Order::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression(filter.key_condition())
                .scan_index_forward(!descending)
                .set_filter_expression(filter.condition())
                .set_expression_attribute_names(filter.names())
                .set_expression_attribute_values(filter.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            let items = output.items.unwrap_or_default();
            page.add(items.into_iter().filter(&kept), output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition from the index `by_state`.
    pub async fn query_by_state(
        &self,
        partition: &OrderState,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<OrderByState>, Error> {
        const SORT_KEY: &str = "placed_at";
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "state", partition);
        filter.key("state", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["placed_at", "customer", "order_id"];
        let mut page =
            PageReader::new(paging, &key, start, filtered, OrderByState::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("by_state")
                .key_condition_expression(filter.key_condition())
                .scan_index_forward(!descending)
                .set_filter_expression(filter.condition())
                .set_expression_attribute_names(filter.names())
                .set_expression_attribute_values(filter.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            let items = output.items.unwrap_or_default();
            page.add(items.into_iter().filter(&kept), output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition from the index `by_total`.
    pub async fn query_by_total(
        &self,
        partition: &String,
        range: &KeyRange<Decimal>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<OrderByTotal>, Error> {
        const SORT_KEY: &str = "total";
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "customer", partition);
        filter.key("customer", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["total", "order_id"];
        let mut page =
            PageReader::new(paging, &key, start, filtered, OrderByTotal::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("by_total")
                .key_condition_expression(filter.key_condition())
                .scan_index_forward(!descending)
                .set_filter_expression(filter.condition())
                .set_expression_attribute_names(filter.names())
                .set_expression_attribute_values(filter.values())
                .set_exclusive_start_key(read.start)
                .limit(read.size)
                .send()
                .await
                .map_err(|error| page.failed(error))?;
            let items = output.items.unwrap_or_default();
            page.add(items.into_iter().filter(&kept), output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    async fn send_update(
        &self,
        key: &OrderKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let sent = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_update_expression(update.update())
            .set_condition_expression(update.condition())
            .set_expression_attribute_names(update.names())
            .set_expression_attribute_values(update.values())
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let error = match sent {
            Ok(output) => return Ok(Outcome::Written(output.attributes.unwrap_or_default())),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                let found = live(failed.item())?;
                let version = required(found, VERSION)?;
                if if_match
                    .versions()
                    .is_some_and(|versions| !versions.contains(&version))
                {
                    return Err(Error::PreconditionFailed);
                }
                Ok(Outcome::Refused(found.clone()))
            }
            _ => Err(error.into()),
        }
    }
}

/// What became of a conditional update.
enum Outcome {
    /// The item as it is now.
    Written(Attributes),
    /// The item as it is, which does not meet the conditions.
    Refused(Attributes),
}

/// The item that kept a write from happening, if there is one.
fn live(found: Option<&Attributes>) -> Result<&Attributes, Error> {
    found.ok_or(Error::NotFound)
}
