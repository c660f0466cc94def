//! The DynamoDB table that stores samples.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};

use super::item::{ReplaceSample, Sample, SampleKey, SamplePatch};
use crate::dynamodb::{Attributes, Expression, backoff_within, required};
use crate::http::{Error, IfMatch, Page, PageReader, Paging, merge};
use crate::values::Timestamp;

const PARTITION_KEY: &str = "id";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct SampleTable {
    client: Client,
    name: String,
}

impl SampleTable {
    pub fn new(client: Client, name: String) -> Self {
        Self { client, name }
    }

    /// Reads a sample, as it is after every write that was answered.
    pub async fn get(&self, key: &SampleKey) -> Result<Sample, Error> {
        let found = self.find(key).await?;
        Sample::from_attributes(&found)
    }

    /// Reads the attributes of a sample.
    async fn find(&self, key: &SampleKey) -> Result<Attributes, Error> {
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

    /// Stores a sample, unless one is stored under its key.
    pub async fn create(&self, item: &Sample) -> Result<(), Error> {
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
        key: &SampleKey,
        replacement: &ReplaceSample,
        if_match: &IfMatch,
    ) -> Result<Sample, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.set("text", &replacement.text);
        update.set("short_text", &replacement.short_text);
        update.set("color", &replacement.color);
        update.set("kind", &replacement.kind);
        update.set("integer", &replacement.integer);
        update.set("small", &replacement.small);
        update.set("large", &replacement.large);
        update.set_or_remove("number", &replacement.number);
        update.set("ratio", &replacement.ratio);
        update.set("decimal", &replacement.decimal);
        update.set("price", &replacement.price);
        update.set("flag", &replacement.flag);
        update.set("active", &replacement.active);
        update.set_or_remove("moment", &replacement.moment);
        update.set("since", &replacement.since);
        update.set_or_remove("day", &replacement.day);
        update.set("birthday", &replacement.birthday);
        update.set_or_remove("reference", &replacement.reference);
        update.set("tenant", &replacement.tenant);
        update.set_or_remove("ticket", &replacement.ticket);
        update.set("batch", &replacement.batch);
        update.set_or_remove("blob", &replacement.blob);
        update.set("signature", &replacement.signature);
        update.set_or_remove("anything", &replacement.anything);
        update.set("settings", &replacement.settings);
        update.set_or_remove("words", &replacement.words);
        update.set("scores", &replacement.scores);
        update.set_or_remove("levels", &replacement.levels);
        update.set_or_remove("matrix", &replacement.matrix);
        update.set_or_remove("depths", &replacement.depths);
        update.set_or_remove("points", &replacement.points);
        update.set_or_remove("labels", &replacement.labels);
        update.set("primes", &replacement.primes);
        update.set_or_remove("amounts", &replacement.amounts);
        update.set_or_remove("hashes", &replacement.hashes);
        update.set("box", &replacement.r#box);
        update.set("options", &replacement.options);
        update.set_if_given("secret", &replacement.secret);
        update.unchanged_if_given("seal", &replacement.seal);
        update.unchanged_or_absent("origin", &replacement.origin);
        update.unchanged_if_given("trace", &replacement.trace);
        update.unchanged_if_given("random", &replacement.random);
        update.unchanged_if_given("created_at", &replacement.created_at);
        update.unchanged_if_given("updated_at", &replacement.updated_at);
        update.set("updated_at", &Timestamp::now());
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.send_update(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = Sample::from_attributes(&found)?;
                return Err(replacement.difference(&stored));
            }
        };
        Sample::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &SampleKey,
        patch: &SamplePatch,
        if_match: &IfMatch,
    ) -> Result<Sample, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = self.find(key).await?;
                let stored = Sample::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "anything",
                    stored.anything.as_ref(),
                    &patch.anything,
                    Sample::check_anything,
                )?;
                merge(
                    &mut update,
                    &found,
                    "settings",
                    Some(&stored.settings),
                    &patch.settings,
                    Sample::check_settings,
                )?;
                merge(
                    &mut update,
                    &found,
                    "box",
                    Some(&stored.r#box),
                    &patch.r#box,
                    |_, _| {},
                )?;
                merge(
                    &mut update,
                    &found,
                    "options",
                    Some(&stored.options),
                    &patch.options,
                    |_, _| {},
                )?;
            }
            update.change("text", &patch.text);
            update.change("short_text", &patch.short_text);
            update.change("color", &patch.color);
            update.change("kind", &patch.kind);
            update.change("integer", &patch.integer);
            update.change("small", &patch.small);
            update.change("large", &patch.large);
            update.change("number", &patch.number);
            update.change("ratio", &patch.ratio);
            update.change("decimal", &patch.decimal);
            update.change("price", &patch.price);
            update.change("flag", &patch.flag);
            update.change("active", &patch.active);
            update.change("moment", &patch.moment);
            update.change("since", &patch.since);
            update.change("day", &patch.day);
            update.change("birthday", &patch.birthday);
            update.change("reference", &patch.reference);
            update.change("tenant", &patch.tenant);
            update.change("ticket", &patch.ticket);
            update.change("batch", &patch.batch);
            update.change("blob", &patch.blob);
            update.change("signature", &patch.signature);
            update.change("words", &patch.words);
            update.change("scores", &patch.scores);
            update.change("levels", &patch.levels);
            update.change("matrix", &patch.matrix);
            update.change("depths", &patch.depths);
            update.change("points", &patch.points);
            update.change("labels", &patch.labels);
            update.change("primes", &patch.primes);
            update.change("amounts", &patch.amounts);
            update.change("hashes", &patch.hashes);
            update.change("secret", &patch.secret);
            update.set("updated_at", &Timestamp::now());
            update.increment("revision");
            match self.send_update(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Sample::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(_) => backoff.pause().await?,
            }
        }
    }

    /// Deletes a sample, if it exists.
    pub async fn delete(&self, key: &SampleKey, if_match: &IfMatch) -> Result<(), Error> {
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

    /// Reads a page of all samples.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Sample>, Error> {
        let filtered = filter.condition().is_some();
        let key = ["id"];
        let mut page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            filtered,
            Sample::from_attributes,
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
        key: &SampleKey,
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
