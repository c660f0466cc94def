//! The DynamoDB table that stores type.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::item::{
    ReplaceStruct, Struct, StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00, StructKey,
    StructPatch,
};
use super::types::StructMatch;
use crate::dynamodb::{Attributes, Expression, backoff_within, optional, put, required};
use crate::http::{Error, KeyRange, Page, PageReader, Paging, merge};
use crate::values::Expiry;

const PARTITION_KEY: &str = "self";
const TTL: &str = "crate";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct StructTable {
    client: Client,
    name: String,
}

impl StructTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a struct, as it is after every write that was answered.
    pub async fn get(&self, key: &StructKey) -> Result<Struct, Error> {
        let found = self.find(key).await?;
        Struct::from_attributes(&found)
    }

    /// Reads the attributes of a struct.
    async fn find(&self, key: &StructKey) -> Result<Attributes, Error> {
        let output = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .consistent_read(true)
            .send()
            .await?;
        output
            .item
            .filter(|item| !has_expired(item))
            .ok_or(Error::NotFound)
    }

    /// Stores a struct, unless one is stored under its key.
    pub async fn create(&self, item: &Struct) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent_or_expired(PARTITION_KEY, TTL, &Expiry::now());
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item.to_attributes()))
            .set_condition_expression(guard.condition())
            .set_expression_attribute_names(guard.names())
            .set_expression_attribute_values(guard.values())
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
        key: &StructKey,
        replacement: &ReplaceStruct,
    ) -> Result<Struct, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.not_expired(TTL, &Expiry::now());
        update.set_or_remove("super", &replacement.super_);
        update.set_or_remove("crate", &replacement.crate_);
        update.set("match", &replacement.r#match);
        update.set_or_remove("fn", &replacement.r#fn);
        update.set_or_remove("x", &replacement.x);
        update.set("a-b", &replacement.a_b);
        update.set_or_remove("y", &replacement.y);
        update.set_or_remove("_1", &replacement._1);
        update.set("async", &replacement.r#async);
        update.set_or_remove("await", &replacement.r#await);
        update.set_or_remove("box", &replacement.r#box);
        update.set_or_remove("dyn", &replacement.r#dyn);
        update.set_or_remove("enum", &replacement.r#enum);
        update.set(
            "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
            &replacement.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
        );
        let updated = match self.send_update(key, &update).await? {
            Outcome::Written(item) => item,
            // No condition is left that could have failed.
            Outcome::Refused => return Err(Error::Internal),
        };
        Struct::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(&self, key: &StructKey, patch: &StructPatch) -> Result<Struct, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            update.not_expired(TTL, &Expiry::now());
            if patch.merges() {
                let found = self.find(key).await?;
                let stored = Struct::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "dyn",
                    stored.r#dyn.as_ref(),
                    &patch.r#dyn,
                    |_, _| {},
                )?;
            }
            update.change("super", &patch.super_);
            update.change("crate", &patch.crate_);
            update.change("match", &patch.r#match);
            update.change("fn", &patch.r#fn);
            update.change("x", &patch.x);
            update.change("a-b", &patch.a_b);
            update.change("y", &patch.y);
            update.change("_1", &patch._1);
            update.change("async", &patch.r#async);
            update.change("await", &patch.r#await);
            update.change("box", &patch.r#box);
            update.change("enum", &patch.r#enum);
            update.change(
                "a_very_long_attribute_name_that_has_exactly_64_characters_000000",
                &patch.a_very_long_attribute_name_that_has_exactly_64_characters_000000,
            );
            match self.send_update(key, &update).await? {
                Outcome::Written(item) => {
                    return Struct::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused => backoff.pause().await?,
            }
        }
    }

    /// Deletes a struct, if it exists.
    pub async fn delete(&self, key: &StructKey) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        delete.not_expired(TTL, &Expiry::now());
        let sent = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key.to_attributes()))
            .set_condition_expression(delete.condition())
            .set_expression_attribute_names(delete.names())
            .set_expression_attribute_values(delete.values())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Err(Error::NotFound),
                _ => Err(error.into()),
            },
        }
    }

    /// Reads a page of all type.
    pub async fn list(
        &self,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let key = ["self", "Type"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Struct::from_attributes,
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
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let mut start = Attributes::new();
        put(&mut start, "self", partition);
        filter.key("self", "=", partition);
        let key = ["Type"];
        let mut page = PageReader::new(paging, &key, start, filtered, Struct::from_attributes)?;
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
            page.add(items, output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    /// Reads a page of one partition from the index `match`.
    pub async fn query_match(
        &self,
        partition: &StructMatch,
        range: &KeyRange<i64>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Struct>, Error> {
        const SORT_KEY: &str = "fn";
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let mut start = Attributes::new();
        put(&mut start, "match", partition);
        filter.key("match", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["fn", "self", "Type"];
        let mut page = PageReader::new(paging, &key, start, filtered, Struct::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("match")
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

    /// Reads a page of one partition from the index `a_very_long_index_name_that_has_exactly_sixty_four_characters_00`.
    pub async fn query_a_very_long_index_name_that_has_exactly_sixty_four_characters_00(
        &self,
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00>, Error> {
        let filtered = filter.condition().is_some();
        filter.not_expired(TTL, &Expiry::now());
        let mut start = Attributes::new();
        put(&mut start, "x", partition);
        filter.key("x", "=", partition);
        let key = ["self", "Type"];
        let mut page = PageReader::new(
            paging,
            &key,
            start,
            filtered,
            StructAVeryLongIndexNameThatHasExactlySixtyFourCharacters00::from_attributes,
        )?;
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("a_very_long_index_name_that_has_exactly_sixty_four_characters_00")
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
            page.add(items, output.last_evaluated_key)?;
        }
        Ok(page.finish())
    }

    async fn send_update(&self, key: &StructKey, update: &Expression) -> Result<Outcome, Error> {
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
                live(failed.item())?;
                Ok(Outcome::Refused)
            }
            _ => Err(error.into()),
        }
    }
}

/// What became of a conditional update.
enum Outcome {
    /// The item as it is now.
    Written(Attributes),
    /// The item does not meet the conditions.
    Refused,
}

/// The item that kept a write from happening, if there is one.
fn live(found: Option<&Attributes>) -> Result<&Attributes, Error> {
    found
        .filter(|item| !has_expired(item))
        .ok_or(Error::NotFound)
}

/// DynamoDB removes expired items late, and until then they are read like any other.
fn has_expired(item: &Attributes) -> bool {
    matches!(optional::<Expiry>(item, TTL), Ok(Some(expiry)) if expiry <= Expiry::now())
}
