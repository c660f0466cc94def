//! Lists in pages: how many items a client wants, where the next page begins, and reading until a
//! page is full.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use super::error::Error;
use super::parameters::QueryParameters;
use super::request_log::log_unreadable;
use crate::dynamodb::{Attributes, Expression};
use crate::values::read_integer;

const DEFAULT_LIMIT: usize = 20;
const MAX_LIMIT: usize = 100;
/// How often a page is read at most before it is sent as it is: filters and large items leave
/// reads short.
const MAX_READS: usize = 10;
/// How many items a read looks at when filters may leave some of them out.
const FILTERED_READ: usize = 200;
/// How many bytes the items of a page have at most in the function's answer. Lambda takes 6 MiB; the
/// rest is for headers and the cursor.
const MAX_BYTES: usize = 6_000_000;

/// A page of a list, as clients see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The `cursor` of the next page; none on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Which page a client asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    limit: usize,
    cursor: Option<String>,
}

impl Paging {
    pub fn from_query(query: &mut QueryParameters) -> Result<Self, Error> {
        let limit = match query.take("limit") {
            None => Some(DEFAULT_LIMIT),
            Some(text) => read_integer(&text)
                .ok()
                .and_then(|limit| limit.try_into().ok()),
        };
        let limit = limit.filter(|limit| (1..=MAX_LIMIT).contains(limit));
        let refused = || format!("limit: must be a whole number from 1 to {MAX_LIMIT}");
        Ok(Self {
            limit: limit.ok_or_else(|| Error::BadRequest(refused()))?,
            cursor: query.take("cursor"),
        })
    }
}

/// Whether a client asks for the greatest sort key first.
pub fn descending(query: &mut QueryParameters) -> Result<bool, Error> {
    match query.take("order").as_deref() {
        None | Some("asc") => Ok(false),
        Some("desc") => Ok(true),
        Some(_) => Err(Error::BadRequest("order: must be asc or desc".to_owned())),
    }
}

/// A page that is being filled, by as many reads of DynamoDB as it takes.
pub struct PageReader<'a, T> {
    key: &'a [&'a str],
    limit: usize,
    filtered: bool,
    /// Whether DynamoDB sees something that the client sent.
    chosen: bool,
    read: fn(&Attributes) -> Result<T, Error>,
    reads: usize,
    start: Option<Attributes>,
    page: Page<T>,
    last: Attributes,
    bytes: usize,
}

/// One read of DynamoDB: after which item it starts, and how many it looks at.
pub struct Read {
    pub start: Option<Attributes>,
    pub size: i32,
}

impl<'a, T: Serialize> PageReader<'a, T> {
    /// `key` names the attributes that tell where an item stands, but for those that the path
    /// gives, which are in `partition`. A `filter` of the client may leave items out. `read` turns what
    /// DynamoDB gives into an item.
    pub fn new(
        paging: &Paging,
        key: &'a [&'a str],
        partition: Attributes,
        filter: &Expression,
        read: fn(&Attributes) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let start = match &paging.cursor {
            Some(cursor) => Some(decode(cursor, key, partition)?),
            None => None,
        };
        let filtered = filter.condition().is_some();
        let page = Page {
            items: Vec::new(),
            next_cursor: None,
        };
        Ok(Self {
            key,
            limit: paging.limit,
            filtered,
            chosen: filtered || paging.cursor.is_some(),
            read,
            reads: MAX_READS,
            start,
            page,
            last: Attributes::new(),
            bytes: 0,
        })
    }

    /// The next read; none once the page is complete.
    pub fn next_read(&mut self) -> Option<Read> {
        self.reads = self.reads.checked_sub(1)?;
        // One more than asked for tells whether another page follows.
        let missing = self.limit + 1 - self.page.items.len();
        let size = if self.filtered {
            missing.max(FILTERED_READ)
        } else {
            missing
        };
        Some(Read {
            start: self.start.take(),
            size: i32::try_from(size).unwrap_or(i32::MAX),
        })
    }

    /// Adds what a read gave and `keeps` holds for, as far as there is room for it. Leaves out what
    /// can't be read: it may be an item of another program.
    pub fn add(
        &mut self,
        items: Option<Vec<Attributes>>,
        last_key: Option<Attributes>,
        keeps: impl Fn(&T) -> bool,
    ) {
        for attributes in items.unwrap_or_default() {
            let item = match (self.read)(&attributes) {
                Ok(item) => item,
                Err(error) => {
                    let (key, cause) = (values(&attributes, self.key), error.cause());
                    tracing::error!(key, cause, "an item is left out");
                    log_unreadable();
                    continue;
                }
            };
            if !keeps(&item) {
                continue;
            }
            let bytes = sent_bytes(&item);
            if self.is_full(bytes) {
                self.page.next_cursor = Some(encode(&self.last, self.key));
                self.reads = 0;
                return;
            }
            self.page.items.push(item);
            self.last = attributes;
            self.bytes += bytes;
        }
        match last_key {
            Some(last_key) => {
                self.page.next_cursor = Some(encode(&last_key, self.key));
                self.start = Some(last_key);
            }
            None => {
                self.page.next_cursor = None;
                self.reads = 0;
            }
        }
    }

    /// Why a read failed.
    pub fn failed<E>(&self, error: SdkError<E>) -> Error
    where
        E: ProvideErrorMetadata + RequestId + std::error::Error + 'static,
    {
        if self.chosen {
            Error::from_read(error)
        } else {
            error.into()
        }
    }

    /// Whether there is no room for another item. The first one always has room.
    fn is_full(&self, bytes: usize) -> bool {
        self.page.items.len() == self.limit
            || !self.page.items.is_empty() && self.bytes + bytes > MAX_BYTES
    }

    pub fn finish(self) -> Page<T> {
        self.page
    }
}

/// How long an item is in an answer, whose body Lambda gets as a JSON string.
fn sent_bytes(item: &impl Serialize) -> usize {
    // What can't be written fails again when the page is sent, and is reported there.
    let json = serde_json::to_string(item).unwrap_or_default();
    ",".len() + json.len() + json.matches(['"', '\\']).count()
}

fn encode(item: &Attributes, key: &[&str]) -> String {
    URL_SAFE_NO_PAD.encode(values(item, key))
}

/// What a cursor holds: the values of key attributes, each with its DynamoDB type.
fn values(item: &Attributes, key: &[&str]) -> String {
    let values: Vec<(char, String)> = key
        .iter()
        .filter_map(|name| match item.get(*name)? {
            AttributeValue::S(text) => Some(('S', text.clone())),
            AttributeValue::N(number) => Some(('N', number.clone())),
            _ => None,
        })
        .collect();
    serde_json::json!(values).to_string()
}

fn decode(cursor: &str, key: &[&str], partition: Attributes) -> Result<Attributes, Error> {
    let invalid = || Error::BadRequest("cursor: not from this list".to_owned());
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
    let values: Vec<(char, String)> = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    if values.len() != key.len() {
        return Err(invalid());
    }
    let mut start = partition;
    for (name, (kind, value)) in key.iter().zip(values) {
        let value = match kind {
            'S' => AttributeValue::S(value),
            'N' => AttributeValue::N(value),
            _ => return Err(invalid()),
        };
        start.insert((*name).to_owned(), value);
    }
    Ok(start)
}
