//! The DynamoDB table that stores samples.

use aws_sdk_dynamodb::Client;

use super::item::{ReplaceSample, Sample, SampleKey, SamplePatch};
use crate::dynamodb::{Attributes, Expression, Outcome, Table, backoff_within, required};
use crate::http::{Error, IfMatch, Page, PageReader, Paging, merge};
use crate::values::Timestamp;

const PARTITION_KEY: &str = "id";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct SampleTable {
    table: Table,
}

impl SampleTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["id"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a sample, as it is after every write that was answered.
    pub async fn get(&self, key: &SampleKey) -> Result<Sample, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Sample::from_attributes(&found)
    }

    /// Stores a sample, unless one is stored under its key.
    pub async fn create(&self, item: &Sample) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Sample::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
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
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
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
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
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
            match self.write(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Sample::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, if_match)?;
                    backoff.pause().await?;
                }
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
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(found) => {
                live(found)?;
                Err(Error::PreconditionFailed)
            }
        }
    }

    /// Reads a page of all samples.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Sample>, Error> {
        let key = ["id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Sample::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    async fn write(
        &self,
        key: &SampleKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Sample::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Sample, Error> {
    let found = live(found)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Sample::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
