//! The DynamoDB table that stores albums.

use aws_sdk_dynamodb::Client;

use super::item::{Album, AlbumByArtist, AlbumKey, AlbumPatch, EARLIER_NAMES, ReplaceAlbum};
use crate::dynamodb::{
    Attributes, Expression, Outcome, Table, backoff_within, put, required, with_present_names,
};
use crate::http::{Error, IfMatch, KeyRange, Page, PageReader, Paging, merge};
use crate::values::{Date, Timestamp};

const PARTITION_KEY: &str = "id";
const VERSION: &str = "revision";
/// For how many milliseconds a patch is tried again when what it reaches into changes meanwhile.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct AlbumTable {
    table: Table,
}

impl AlbumTable {
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

    /// Reads an album, as it is after every write that was answered.
    pub async fn get(&self, key: &AlbumKey) -> Result<Album, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Album::from_attributes(&found)
    }

    /// Stores an album, unless one is stored under its key.
    pub async fn create(&self, item: &Album) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Album::from_attributes(found);
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
        let updated = match self.write(key, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, if_match)?;
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
                let found = live(self.table.get_item(key.to_attributes()).await?)?;
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
            match self.write(key, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Album::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, if_match)?;
                    backoff.pause().await?;
                }
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
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(found) => {
                live(found)?;
                Err(Error::PreconditionFailed)
            }
        }
    }

    /// Reads a page of all albums.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Album>, Error> {
        let key = ["id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Album::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
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
        let key = ["released", "id"];
        let mut start = Attributes::new();
        put(&mut start, "artist", partition);
        let page = PageReader::new(paging, &key, start, &filter, AlbumByArtist::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("artist", "=", partition);
        range.select("released", &mut filter);
        let index = Some("by_artist");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.released;
                key.as_ref().is_some_and(|key| range.keeps(key))
            })
            .await
    }

    /// Reads a page of one partition from the index `by_label`.
    pub async fn query_by_label(
        &self,
        partition: &String,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Album>, Error> {
        let key = ["id"];
        let mut start = Attributes::new();
        put(&mut start, "label", partition);
        let page = PageReader::new(paging, &key, start, &filter, Album::from_attributes)?;
        filter.key("label", "=", partition);
        let index = Some("by_label");
        self.table
            .query_page(index, &filter, descending, page, |_| true)
            .await
    }

    async fn write(
        &self,
        key: &AlbumKey,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Album::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            version.is_ok_and(|version| if_match.led_to(version)) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(found: Option<Attributes>, if_match: &IfMatch) -> Result<Album, Error> {
    let found = live(found)?;
    let version = required(&with_present_names(&found, EARLIER_NAMES), VERSION)?;
    if if_match.accepts(version) {
        Album::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
