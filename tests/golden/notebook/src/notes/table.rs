//! The DynamoDB table that stores notes.

use aws_sdk_dynamodb::Client;
use uuid::Uuid;

use super::item::{Note, NoteByColor, NoteKey, NotePatch, ReplaceNote};
use super::types::{NoteColor, NoteLayout};
use crate::IDEMPOTENCY;
use crate::dynamodb::{
    Attributes, Expression, Outcome, Records, Table, backoff_within, put, required,
};
use crate::http::{Error, IfMatch, KeyRange, KnownRequest, Page, PageReader, Paging, merge};
use crate::values::Timestamp;

const PARTITION_KEY: &str = "note_id";
const OWNER: &str = "owner_id";
const VERSION: &str = "revision";
/// For how many milliseconds a write is tried again when others get in its way.
const PATIENCE: u64 = 5000;

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct NoteTable {
    table: Table,
    records: Records,
}

impl NoteTable {
    pub fn new(client: Client, name: String, records: String) -> Self {
        Self {
            table: Table::new(client, name),
            records: Records::new(records, IDEMPOTENCY),
        }
    }

    /// Opens the connection to DynamoDB, so that the first request does not wait for it.
    pub async fn connect(&self) {
        let key = ["note_id"];
        self.table.connect_by_get_item(&key).await;
    }

    /// Reads a note, as it is after every write that was answered.
    pub async fn get(&self, key: &NoteKey, owner: &Option<Uuid>) -> Result<Note, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?, owner)?;
        Note::from_attributes(&found)
    }

    /// Stores a note, unless one is stored under its key.
    pub async fn create(&self, item: &Note) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Note::from_attributes(found);
            found.is_ok_and(|found| found == *item)
        };
        let item = item.to_attributes();
        match self.table.put_item(item, &guard, is_own).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(_) => Err(Error::Conflict("there is an item with this key already")),
        }
    }

    /// Stores a note as [`create`](Self::create) does, unless the request did so before. Gives what is created,
    /// now or then.
    pub async fn create_once(&self, item: &Note, request: &KnownRequest) -> Result<Note, Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let item = item.to_attributes();
        let backoff = backoff_within(PATIENCE);
        let (table, records) = (&self.table, &self.records);
        let stored = table.put_item_once(item, &guard, records, request, &backoff);
        let Outcome::Written(stored) = stored.await? else {
            return Err(Error::Conflict("there is an item with this key already"));
        };
        Note::from_attributes(&stored)
    }

    /// Sets what is given and removes what is not, if the item exists and nothing differs that
    /// can't change.
    pub async fn replace(
        &self,
        key: &NoteKey,
        owner: &Option<Uuid>,
        replacement: &ReplaceNote,
        if_match: &IfMatch,
    ) -> Result<Note, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.unchanged_if_given(OWNER, owner);
        if let Some(versions) = if_match.versions() {
            update.one_of(VERSION, versions);
        }
        update.unchanged_if_given("owner_id", &replacement.owner_id);
        update.set("title", &replacement.title);
        update.set_or_remove("text", &replacement.text);
        update.set("color", &replacement.color);
        update.set_or_remove("layout", &replacement.layout);
        update.set("pinned", &replacement.pinned);
        update.unchanged_if_given("created_at", &replacement.created_at);
        update.unchanged_if_given("revision", &replacement.revision);
        update.increment("revision");
        let updated = match self.write(key, owner, &update, if_match).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(found) => {
                let stored = accepted(found, owner, if_match)?;
                return Err(replacement.difference(&stored));
            }
        };
        Note::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &NoteKey,
        owner: &Option<Uuid>,
        patch: &NotePatch,
        if_match: &IfMatch,
    ) -> Result<Note, Error> {
        let backoff = backoff_within(PATIENCE);
        loop {
            let mut update = Expression::default();
            update.exists(PARTITION_KEY);
            update.unchanged_if_given(OWNER, owner);
            if let Some(versions) = if_match.versions() {
                update.one_of(VERSION, versions);
            }
            if patch.merges() {
                let found = live(self.table.get_item(key.to_attributes()).await?, owner)?;
                let stored = Note::from_attributes(&found)?;
                merge(
                    &mut update,
                    &found,
                    "layout",
                    stored.layout.as_ref(),
                    &patch.layout,
                    NoteLayout::check,
                )?;
            }
            update.change("title", &patch.title);
            update.change("text", &patch.text);
            update.change("color", &patch.color);
            update.change("pinned", &patch.pinned);
            update.increment("revision");
            match self.write(key, owner, &update, if_match).await? {
                Outcome::Written(item) => {
                    return Note::from_attributes(&item);
                }
                // Another request changed what the patch reaches into, after it was read.
                Outcome::Refused(found) => {
                    accepted(found, owner, if_match)?;
                    backoff.pause().await?;
                }
            }
        }
    }

    /// Deletes a note, if it exists.
    pub async fn delete(
        &self,
        key: &NoteKey,
        owner: &Option<Uuid>,
        if_match: &IfMatch,
    ) -> Result<(), Error> {
        let mut delete = Expression::default();
        delete.exists(PARTITION_KEY);
        delete.unchanged_if_given(OWNER, owner);
        if let Some(versions) = if_match.versions() {
            delete.one_of(VERSION, versions);
        }
        match self.table.delete_item(key.to_attributes(), &delete).await? {
            Outcome::Written(_) => Ok(()),
            Outcome::Refused(found) => {
                live(found, owner)?;
                Err(Error::PreconditionFailed)
            }
        }
    }

    /// Reads a page of one partition from the index `by_owner`.
    pub async fn query_by_owner(
        &self,
        partition: &Uuid,
        range: &KeyRange<Timestamp>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<Note>, Error> {
        let key = ["created_at", "note_id"];
        let mut start = Attributes::new();
        put(&mut start, "owner_id", partition);
        let page = PageReader::new(paging, &key, start, &filter, Note::from_attributes)?;
        if *range == KeyRange::Nothing {
            return Ok(page.finish());
        }
        filter.key("owner_id", "=", partition);
        range.select("created_at", &mut filter);
        let index = Some("by_owner");
        self.table
            .query_page(index, &filter, descending, page, |item| {
                let key = &item.created_at;
                range.keeps(key)
            })
            .await
    }

    /// Reads a page of all notes.
    pub async fn list(&self, filter: Expression, paging: &Paging) -> Result<Page<Note>, Error> {
        let key = ["note_id"];
        let page = PageReader::new(
            paging,
            &key,
            Attributes::new(),
            &filter,
            Note::from_attributes,
        )?;
        self.table.scan_page(&filter, page).await
    }

    /// Reads a page of one partition from the index `by_color`.
    pub async fn query_by_color(
        &self,
        partition: &Uuid,
        range: &KeyRange<NoteColor>,
        descending: bool,
        mut filter: Expression,
        paging: &Paging,
    ) -> Result<Page<NoteByColor>, Error> {
        let key = ["color", "note_id"];
        let mut start = Attributes::new();
        put(&mut start, "owner_id", partition);
        let page = PageReader::new(paging, &key, start, &filter, NoteByColor::from_attributes)?;
        filter.key("owner_id", "=", partition);
        range.select("color", &mut filter);
        let index = Some("by_color");
        self.table
            .query_page(index, &filter, descending, page, |_| true)
            .await
    }

    async fn write(
        &self,
        key: &NoteKey,
        owner: &Option<Uuid>,
        update: &Expression,
        if_match: &IfMatch,
    ) -> Result<Outcome, Error> {
        let read = Note::from_attributes;
        let is_done = |found: &Attributes| {
            let version = required(found, VERSION);
            let is_led = version.is_ok_and(|version| if_match.led_to(version));
            is_led && belongs_to(found, owner) && update.is_done(found, read)
        };
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// The item that kept a write from happening, if there is one, and it has an accepted version.
fn accepted(
    found: Option<Attributes>,
    owner: &Option<Uuid>,
    if_match: &IfMatch,
) -> Result<Note, Error> {
    let found = live(found, owner)?;
    let version = required(&found, VERSION)?;
    if if_match.accepts(version) {
        Note::from_attributes(&found)
    } else {
        Err(Error::PreconditionFailed)
    }
}

/// What is stored, if it is, and belongs to the owner.
fn live(found: Option<Attributes>, owner: &Option<Uuid>) -> Result<Attributes, Error> {
    found
        .filter(|item| belongs_to(item, owner))
        .ok_or(Error::NotFound)
}

/// Whether an item is the owner's, or of interest to those who see every item.
fn belongs_to(item: &Attributes, owner: &Option<Uuid>) -> bool {
    let Some(owner) = owner else {
        return true;
    };
    required(item, OWNER).is_ok_and(|of_item: Uuid| of_item == *owner)
}
