//! The DynamoDB table that stores settings.

use aws_sdk_dynamodb::Client;

use super::item::{ReplaceSettings, Settings, SettingsKey, SettingsPatch};
use crate::dynamodb::{Attributes, Expression, Outcome, Table};
use crate::http::Error;

const PARTITION_KEY: &str = "owner_id";

/// The table, by its physical name.
#[derive(Debug, Clone)]
pub struct SettingsTable {
    table: Table,
}

impl SettingsTable {
    pub fn new(client: Client, name: String) -> Self {
        Self {
            table: Table::new(client, name),
        }
    }

    /// Reads a settings, as it is after every write that was answered.
    pub async fn get(&self, key: &SettingsKey) -> Result<Settings, Error> {
        let found = live(self.table.get_item(key.to_attributes()).await?)?;
        Settings::from_attributes(&found)
    }

    /// Stores a settings, unless one is stored under its key.
    pub async fn create(&self, item: &Settings) -> Result<(), Error> {
        let mut guard = Expression::default();
        guard.absent(PARTITION_KEY);
        let is_own = |found: &Attributes| {
            let found = Settings::from_attributes(found);
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
        key: &SettingsKey,
        replacement: &ReplaceSettings,
    ) -> Result<Settings, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.set("language", &replacement.language);
        update.set("size", &replacement.size);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        Settings::from_attributes(&updated)
    }

    /// Changes what the patch names, if the item exists.
    pub async fn update(
        &self,
        key: &SettingsKey,
        patch: &SettingsPatch,
    ) -> Result<Settings, Error> {
        let mut update = Expression::default();
        update.exists(PARTITION_KEY);
        update.change("language", &patch.language);
        update.change("size", &patch.size);
        let updated = match self.write(key, &update).await? {
            Outcome::Written(item) => item,
            Outcome::Refused(_) => return Err(Error::NotFound),
        };
        Settings::from_attributes(&updated)
    }

    async fn write(&self, key: &SettingsKey, update: &Expression) -> Result<Outcome, Error> {
        let read = Settings::from_attributes;
        let is_done = |found: &Attributes| update.is_done(found, read);
        let key = key.to_attributes();
        self.table.update_item(key, update, is_done).await
    }
}

/// What is stored, if it is.
fn live(found: Option<Attributes>) -> Result<Attributes, Error> {
    found.ok_or(Error::NotFound)
}
