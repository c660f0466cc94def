//! The DynamoDB table that stores albums.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::item::{Album, AlbumByArtist, AlbumKey, AlbumPatch, EARLIER_NAMES, ReplaceAlbum};
use crate::dynamodb::{Attributes, Expression, backoff_within, put, required, with_present_names};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};
use crate::values::{Date, Timestamp};

const PARTITION_KEY: &str = "id";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct AlbumTable {
    client: Client,
    name: String,
}

impl AlbumTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads an album, as it is after every write that was answered.
    pub async fn get(&self, key: &AlbumKey) -> Result<Album, Error> {
        let found = self.find(key).await?;
        Album::from_attributes(&found)
    }

    /// Reads the attributes of an album.
    async fn find(&self, key: &AlbumKey) -> Result<Attributes, Error> {
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

    /// Stores an album, unless one is stored under its key.
    pub async fn create(&self, item: &Album) -> Result<(), Error> {
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
        key: &AlbumKey,
        replacement: &ReplaceAlbum,
        if_match: &IfMatch,
    ) -> Result<Album, Error> {
        let mut update = Expression::with_earlier_names(EARLIER_NAMES);
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("title", &replacement.title);
        update.set("artist", &replacement.artist);
        update.set_or_remove("released", &replacement.released);
        update.set_or_remove("label", &replacement.label);
        update.unchanged_or_default("medium", &replacement.medium, Album::default_medium);
        update.set("medium", &replacement.medium);
        update.set("copies", &replacement.copies);
        update.set_or_remove("genres", &replacement.genres);
        update.set_or_remove("sleeve", &replacement.sleeve);
        update.set_or_remove("extra", &replacement.extra);
        update.unchanged_or_absent("barcode", &replacement.barcode);
        update.set_if_given("barcode", &replacement.barcode);
        update.set_if_given("paid", &replacement.paid);
        update.unchanged_or_default_if_given("shelf", &replacement.shelf, Album::default_shelf);
        update.set_if_given("shelf", &replacement.shelf);
        update.unchanged_if_given("added_at", &replacement.added_at);
        update.set_if_given("added_at", &replacement.added_at);
        update.unchanged_if_given("edited_at", &replacement.edited_at);
        update.set("edited_at", &Timestamp::now());
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.send_update(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = Album::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Album::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &AlbumKey,
        patch: &AlbumPatch,
        if_match: &IfMatch,
    ) -> Result<Album, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::with_earlier_names(EARLIER_NAMES);
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = self.find(key).await?;
                let found = with_present_names(&found, EARLIER_NAMES);
                let stored = Album::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "sleeve",
                    stored.sleeve.as_ref(),
                    &patch.sleeve,
                    |_, _| {},
                )?;
                merge(
                    &mut update,
                    &found,
                    "extra",
                    stored.extra.as_ref(),
                    &patch.extra,
                    Album::check_extra,
                )?;
            }
            update.change("title", &patch.title);
            update.change("artist", &patch.artist);
            update.change("released", &patch.released);
            update.change("label", &patch.label);
            update.change("copies", &patch.copies);
            update.change("genres", &patch.genres);
            update.change("paid", &patch.paid);
            update.set("edited_at", &Timestamp::now());
            update.increment("revision");
            match self.send_update(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Album::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(_) => backoff.pause().await?,
            }
        }
    }

    /// Deletes an album, if it exists.
    pub async fn delete(&self, key: &AlbumKey, if_match: &IfMatch) -> Result<(), Error> {
        let mut delete = Expression::with_earlier_names(EARLIER_NAMES);
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

    /// Reads a page of all albums.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Album>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["id"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Album::from_attributes,
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

    /// Reads a page of one partition from the index `by_artist`.
    pub async fn query_by_artist(
        &self,
        partition: &String,
        range: &KeyRange<Date>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<AlbumByArtist>, Error> {
        const SORT_KEY: &str = "released";
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "artist", partition);
        filter.key("artist", "=", partition);
        range.select(SORT_KEY, &mut filter);
        let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));
        let key = ["released", "id"];
        let mut page = PageReader::new(
            paging,
            &key,
            start,
            filtered,
            AlbumByArtist::from_attributes,
        )?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("by_artist")
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

    /// Reads a page of one partition from the index `by_label`.
    pub async fn query_by_label(
        &self,
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Album>, Error> {
        let filtered = filter.condition().is_some();
        let mut start = Attributes::new();
        put(&mut start, "label", partition);
        filter.key("label", "=", partition);
        let key = ["id"];
        let mut page = PageReader::new(paging, &key, start, filtered, Album::from_attributes)?;
        while let Some(read) = page.next_read() {
            let output = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("by_label")
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

    async fn send_update(
        &self,
        key: &AlbumKey,
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
                let present = with_present_names(found, EARLIER_NAMES);
                let version = required(&present, VERSION)?;
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
