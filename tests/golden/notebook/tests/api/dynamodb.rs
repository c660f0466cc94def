//! DynamoDB in this process: a real engine, with the tables that template.yaml makes.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{Credentials, Region};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use dynoxide::Database;
use notebook::App;
use notebook::drafts::DraftTable;
use notebook::hooks::Hooks;
use notebook::notes::NoteTable;
use notebook::settings::SettingsTable;
use tokio::net::TcpListener;

const NOTES: &str = "notebook-notes-local";
const DRAFTS: &str = "notebook-drafts-local";
const SETTINGS: &str = "notebook-settings-local";

/// Starts an engine, whose data a file may keep. Gives a client of it, and its address.
pub async fn start(file: Option<&str>) -> (Client, String) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    let database = file.map_or_else(Database::memory, Database::new);
    let database = database.expect("the engine starts");
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    let endpoint = format!("http://{address}");
    let client = connect(&endpoint).await.expect("the engine answers");
    (client, endpoint)
}

/// A client of the DynamoDB at this address, which then has the tables.
pub async fn connect(endpoint: &str) -> Result<Client, String> {
    let client = client(endpoint).await;
    if let Err(error) = client.list_tables().limit(1).send().await {
        let why = error.message().unwrap_or("no DynamoDB answers there");
        let advice = "unset it, or set it to a local DynamoDB, such as http://localhost:8000";
        return Err(format!("AWS_ENDPOINT_URL: `{endpoint}`: {why}; {advice}"));
    }
    create_tables(&client).await;
    Ok(client)
}

/// A client of the DynamoDB at this address, which may be any that runs locally.
pub async fn client(endpoint: &str) -> Client {
    let config = notebook::aws_config()
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .endpoint_url(endpoint)
        // An `AWS_RETRY_MODE` that only other SDKs know would end the process.
        .retry_config(RetryConfig::standard());
    Client::new(&config.load().await)
}

/// The API on the tables that [`create_tables`] makes.
pub fn app(client: &Client) -> App {
    App {
        hooks: Hooks::default(),
        notes: NoteTable::new(client.clone(), NOTES.to_owned(), records()),
        drafts: DraftTable::new(client.clone(), DRAFTS.to_owned(), records()),
        settings: SettingsTable::new(client.clone(), SETTINGS.to_owned()),
    }
}

/// Makes the tables, if they do not exist yet.
pub async fn create_tables(client: &Client) {
    let mut table = Table::default();
    table.attribute("note_id", ScalarAttributeType::S);
    table.attribute("owner_id", ScalarAttributeType::S);
    table.attribute("created_at", ScalarAttributeType::S);
    table.attribute("color", ScalarAttributeType::S);
    let index = key("owner_id", Some("created_at"));
    table.global_index("by_owner", index, projection(ProjectionType::All));
    let included = ["title"];
    let index = key("owner_id", Some("color"));
    table.global_index("by_color", index, including(&included));
    let schema = key("note_id", None);
    table.create(client, NOTES, schema).await;

    let mut table = Table::default();
    table.attribute("owner_id", ScalarAttributeType::S);
    table.attribute("slug", ScalarAttributeType::S);
    let schema = key("owner_id", Some("slug"));
    table.create(client, DRAFTS, schema).await;

    let mut table = Table::default();
    table.attribute("owner_id", ScalarAttributeType::S);
    let schema = key("owner_id", None);
    table.create(client, SETTINGS, schema).await;

    let mut table = Table::default();
    table.attribute("id", ScalarAttributeType::S);
    table.create(client, &records(), key("id", None)).await;
}

/// The table of what requests with an `Idempotency-Key` made.
fn records() -> String {
    "notebook-idempotency-local".to_owned()
}

/// A table in the making.
#[derive(Default)]
struct Table {
    attributes: Vec<AttributeDefinition>,
    global_indexes: Option<Vec<GlobalSecondaryIndex>>,
}

impl Table {
    fn attribute(&mut self, name: &str, kind: ScalarAttributeType) {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind);
        self.attributes.push(
            attribute
                .build()
                .expect("the attribute has a name and a type"),
        );
    }

    fn global_index(&mut self, name: &str, key: Vec<KeySchemaElement>, projection: Projection) {
        let index = GlobalSecondaryIndex::builder()
            .index_name(name)
            .set_key_schema(Some(key))
            .projection(projection);
        self.global_indexes
            .get_or_insert_default()
            .push(index.build().expect("the index has a name and a key"));
    }

    async fn create(self, client: &Client, name: &str, key: Vec<KeySchemaElement>) {
        let created = client
            .create_table()
            .table_name(name)
            .billing_mode(BillingMode::PayPerRequest)
            .set_attribute_definitions(Some(self.attributes))
            .set_key_schema(Some(key))
            .set_global_secondary_indexes(self.global_indexes)
            .send()
            .await;
        if let Err(error) = created.map_err(SdkError::into_service_error) {
            assert!(error.is_resource_in_use_exception(), "{name}: {error:?}");
        }
    }
}

fn key(partition: &str, sort: Option<&str>) -> Vec<KeySchemaElement> {
    let mut key = vec![element(partition, KeyType::Hash)];
    key.extend(sort.map(|sort| element(sort, KeyType::Range)));
    key
}

fn element(name: &str, kind: KeyType) -> KeySchemaElement {
    let element = KeySchemaElement::builder()
        .attribute_name(name)
        .key_type(kind);
    element.build().expect("the element has a name and a type")
}

fn projection(kind: ProjectionType) -> Projection {
    Projection::builder().projection_type(kind).build()
}

fn including(names: &[&str]) -> Projection {
    let mut projection = Projection::builder().projection_type(ProjectionType::Include);
    for name in names {
        projection = projection.non_key_attributes(*name);
    }
    projection.build()
}
