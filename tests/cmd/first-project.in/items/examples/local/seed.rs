//! Items to begin with: valid ones, the same each time.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

/// What the attributes of each table may be.
const SEED: &str = include_str!("seed.json");

/// How many items have the same partition key, where there is a sort key.
const PER_PARTITION: u64 = 10;

#[derive(Deserialize)]
struct Table {
    name: String,
    partition_key: String,
    sort_key: Option<String>,
    attributes: HashMap<String, Values>,
}

/// What an attribute may be.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Values {
    /// A whole number.
    Number { from: i64, count: u64 },
    /// One of these, as DynamoDB's API writes them; null stands for no attribute.
    OneOf(Vec<Value>),
    /// A text: what may stand in each of its places.
    Text {
        kind: String,
        characters: Vec<String>,
    },
}

/// Puts so many items into each table, or as many as it has keys for. What is there stays.
pub async fn fill(client: &Client, count: u64) -> Result<(), String> {
    let tables: Vec<Table> = serde_json::from_str(SEED).map_err(|error| error.to_string())?;
    for table in &tables {
        let count = count.min(table.most());
        if count == 0 {
            continue;
        }
        let per_partition = table.per_partition(count);
        for number in 0..count {
            table.put(client, table.item(number, per_partition)).await?;
        }
        println!("{} has {count} items to begin with", table.name);
    }
    Ok(())
}

impl Table {
    /// How many items its keys allow.
    fn most(&self) -> u64 {
        let of = |name: &String| self.attributes[name].count();
        let sort_keys = self.sort_key.as_ref().map_or(1, of);
        of(&self.partition_key).saturating_mul(sort_keys)
    }

    /// How many of so many items share a partition key.
    fn per_partition(&self, count: u64) -> u64 {
        let Some(sort_key) = &self.sort_key else {
            return 1;
        };
        let fewest = count.div_ceil(self.attributes[&self.partition_key].count());
        let most = self.attributes[sort_key].count();
        fewest.max(PER_PARTITION).min(most)
    }

    fn item(&self, number: u64, per_partition: u64) -> HashMap<String, AttributeValue> {
        let mut item = HashMap::new();
        for (name, values) in &self.attributes {
            let number = if *name == self.partition_key {
                number / per_partition
            } else if Some(name) == self.sort_key.as_ref() {
                number % per_partition
            } else {
                scattered(name, number)
            };
            if let Some(value) = read(&values.value(number)) {
                item.insert(name.clone(), value);
            }
        }
        item
    }

    async fn put(
        &self,
        client: &Client,
        item: HashMap<String, AttributeValue>,
    ) -> Result<(), String> {
        let put = client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#key)")
            .expression_attribute_names("#key", &self.partition_key);
        let Err(error) = put.send().await else {
            return Ok(());
        };
        let refused = error.as_service_error();
        if refused.is_some_and(|error| error.is_conditional_check_failed_exception()) {
            return Ok(());
        }
        let why = error.message().unwrap_or("DynamoDB does not answer");
        Err(format!("--seed: {}: {why}", self.name))
    }
}

/// A number that follows no order.
fn scattered(name: &str, number: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name, number).hash(&mut hasher);
    hasher.finish()
}

impl Values {
    fn count(&self) -> u64 {
        match self {
            Self::Number { count, .. } => *count,
            Self::OneOf(values) => values.len() as u64,
            Self::Text { characters, .. } => {
                let counts = characters.iter().map(|choices| choices.chars().count());
                counts.fold(1, |product: u64, count| {
                    product.saturating_mul(count as u64)
                })
            }
        }
    }

    /// The value of a number, as DynamoDB's API writes it. Below the count, no two are alike.
    fn value(&self, number: u64) -> Value {
        match self {
            Self::Number { from, .. } => {
                json!({ "N": from.saturating_add_unsigned(number).to_string() })
            }
            Self::OneOf(values) => values[(number % self.count()) as usize].clone(),
            Self::Text { kind, characters } => {
                let mut rest = number;
                let mut text = Vec::new();
                for choices in characters.iter().rev() {
                    let choices: Vec<char> = choices.chars().collect();
                    let count = choices.len() as u64;
                    text.push(choices[(rest % count) as usize]);
                    rest /= count;
                }
                let text: String = text.iter().rev().collect();
                json!({ kind: text })
            }
        }
    }
}

/// An attribute from what DynamoDB's API writes.
fn read(value: &Value) -> Option<AttributeValue> {
    let (kind, value) = value.as_object()?.iter().next()?;
    let text = |value: &Value| Some(value.as_str()?.to_owned());
    let bytes = |value: &Value| Some(Blob::new(STANDARD.decode(value.as_str()?).ok()?));
    let elements = || value.as_array().into_iter().flatten();
    Some(match kind.as_str() {
        "B" => AttributeValue::B(bytes(value)?),
        "BOOL" => AttributeValue::Bool(value.as_bool()?),
        "BS" => AttributeValue::Bs(elements().filter_map(bytes).collect()),
        "L" => AttributeValue::L(elements().filter_map(read).collect()),
        "M" => {
            let members = value.as_object()?.iter();
            let members = members.filter_map(|(name, value)| Some((name.clone(), read(value)?)));
            AttributeValue::M(members.collect())
        }
        "N" => AttributeValue::N(text(value)?),
        "NS" => AttributeValue::Ns(elements().filter_map(text).collect()),
        "NULL" => AttributeValue::Null(value.as_bool()?),
        "S" => AttributeValue::S(text(value)?),
        "SS" => AttributeValue::Ss(elements().filter_map(text).collect()),
        _ => return None,
    })
}
