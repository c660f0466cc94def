//! The DynamoDB table that stores reserved.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::item::{ReplaceReserved, Reserved, ReservedKey, ReservedPatch};
use crate::dynamodb::{Attributes, Expression, backoff_within, put, required};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};

const PARTITION_KEY: &str = "name";
const VERSION: &str = "count";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct ReservedTable {
    client: Client,
    name: String,
}

impl ReservedTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a reserved, as it is after every write that was answered.
    pub async fn get(&self, key: &ReservedKey) -> Result<Reserved, Error> {
        let found = self.find(key).await?;
        Reserved::from_attributes(&found)
    }

    /// Reads the attributes of a reserved.
    async fn find(&self, key: &ReservedKey) -> Result<Attributes, Error> {
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

    /// Stores a reserved, unless one is stored under its key.
    pub async fn create(&self, item: &Reserved) -> Result<(), Error> {
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
        key: &ReservedKey,
        replacement: &ReplaceReserved,
        if_match: &IfMatch,
    ) -> Result<Reserved, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("type", &replacement.r#type);
        update.unchanged_or_absent("owner", &replacement.owner);
        update.set_or_remove("date", &replacement.date);
        update.set_or_remove("ttl", &replacement.ttl);
        update.unchanged_if_given("count", &replacement.count);
        update.increment("count");
        update.set_if_given("role", &replacement.role);
        update.set_or_remove("year", &replacement.year);
        update.set("url", &replacement.url);
        update.set_or_remove("option", &replacement.option);
        update.set_or_remove("result", &replacement.result);
        update.set_or_remove("string", &replacement.string);
        update.set_or_remove("error", &replacement.error);
        update.set_or_remove("state", &replacement.state);
        update.set_or_remove("item", &replacement.item);
        update.set_or_remove("items", &replacement.items);
        update.set("key", &replacement.key);
        update.set_or_remove("body", &replacement.body);
        update.unchanged_if_given("id", &replacement.id);
        update.set_or_remove("client", &replacement.client);
        update.set("value", &replacement.value);
        update.set_or_remove("next_cursor", &replacement.next_cursor);
        update.unchanged_if_given("now", &replacement.now);
        let updated = match self.send_update(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = Reserved::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Reserved::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &ReservedKey,
        patch: &ReservedPatch,
        if_match: &IfMatch,
    ) -> Result<Reserved, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = self.find(key).await?;
                let stored = Reserved::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "string",
                    stored.string.as_ref(),
                    &patch.string,
                    |_, _| {},
                )?;
                merge(
                    &mut update,
                    &found,
                    "item",
                    stored.item.as_ref(),
                    &patch.item,
                    Reserved::check_item,
                )?;
                merge(
                    &mut update,
                    &found,
                    "key",
                    Some(&stored.key),
                    &patch.key,
                    Reserved::check_key,
                )?;
            }
            update.change("type", &patch.r#type);
            update.change("date", &patch.date);
            update.change("ttl", &patch.ttl);
            update.change("role", &patch.role);
            update.change("year", &patch.year);
            update.change("url", &patch.url);
            update.change("option", &patch.option);
            update.change("result", &patch.result);
            update.change("error", &patch.error);
            update.change("state", &patch.state);
            update.change("items", &patch.items);
            update.change("body", &patch.body);
            update.change("client", &patch.client);
            update.change("value", &patch.value);
            update.change("next_cursor", &patch.next_cursor);
            update.increment("count");
            match self.send_update(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Reserved::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(_) => backoff.pause().await?,
            }
        }
    }

    /// Deletes a reserved, if it exists.
    pub async fn delete(&self, key: &ReservedKey, if_match: &IfMatch) -> Result<(), Error> {
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

    /// Reads a page of one partition.
    pub async fn query(
        &self,
        partition: &String,
        range: &KeyRange<i64>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Reserved>, Error> {
        const SORT_KEY: &str = "status";
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "name", partition);
        filter.key("name", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["status"];
        let mut page = PageReader::new(paging, &key, start, filtered, Reserved::from_attributes)?;
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

    /// Reads a page of all reserved.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Reserved>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["name", "status"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Reserved::from_attributes,
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

    async fn send_update(
        &self,
        key: &ReservedKey,
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
