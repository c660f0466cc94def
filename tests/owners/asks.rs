//! Three users send random requests, and one of them the same ones again where the others never were: each answer is the
//! same. So nothing tells one user of another's items, and nobody changes them.

#[path = "api/dynamodb.rs"]
mod dynamodb;
#[path = "api/event.rs"]
mod event;
#[path = "api/function.rs"]
mod function;
#[path = "api/gateway.rs"]
mod gateway;
mod random;

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http_body_util::BodyExt;
use serde_json::{Value, json};

use self::gateway::Gateway;
use self::random::Random;

/// Who is compared, and the others, of whom the last is in the group that some tables except.
const USERS: [&str; 3] = ["ada", "bob", "eve"];

/// How long the SDK waits for an answer of the table, less what a request takes besides.
const ATTEMPT: Duration = Duration::from_millis(900);

/// An API with what each user knows of it.
struct World {
    gateway: Gateway,
    /// The keys that each user was told, by table and user.
    keys: HashMap<(usize, usize), Vec<String>>,
    /// The cursors, in the same way.
    cursors: HashMap<(usize, usize), Vec<String>>,
    /// Whether a request took so long that the SDK may have sent it twice: what it found then, the machine decides.
    was_slow: bool,
}

/// A request, in words that mean the same in each world.
#[derive(Debug, Clone)]
struct Ask {
    table: usize,
    route: usize,
    user: usize,
    key: Key,
    /// What is sent, but for the key.
    body: Value,
    query: Vec<(&'static str, String)>,
    cursor: Option<(usize, usize)>,
    headers: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Clone)]
enum Key {
    /// One that clients choose.
    Chosen(String),
    /// The one of this number that the user was told.
    Told(usize, usize),
}

#[derive(Debug, Clone, PartialEq)]
struct Answer {
    status: StatusCode,
    headers: BTreeMap<String, String>,
    body: String,
}

impl World {
    async fn new() -> Self {
        let (client, _) = dynamodb::start(None).await;
        let gateway = Gateway::before(function::function(dynamodb::app(&client)));
        Self { gateway, keys: HashMap::new(), cursors: HashMap::new(), was_slow: false }
    }

    fn key(&self, ask: &Ask) -> String {
        match &ask.key {
            Key::Chosen(key) => key.clone(),
            Key::Told(user, number) => {
                let keys = self.keys.get(&(ask.table, *user)).map(Vec::as_slice).unwrap_or_default();
                let none = format!("0190a5c4-7d1e-7b3a-9c2f-5e8d1a4b6c7{user}");
                keys.get(number % keys.len().max(1)).cloned().unwrap_or(none)
            }
        }
    }

    async fn send(&mut self, case: &Value, ask: &Ask) -> Answer {
        let route = &case["routes"][ask.route];
        let word = |name: &str| route[name].as_str().unwrap_or_default();
        let key = self.key(ask);
        let mut path = word("path").replace("{id}", &key).replace("{kind}", "x").replace("{owner}", &id(case, USERS[ask.table % 3]));
        let mut query: Vec<String> = ask.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cursors = ask.cursor.and_then(|(user, number)| {
            let cursors = self.cursors.get(&(ask.table, user))?;
            cursors.get(number % cursors.len().max(1)).cloned()
        });
        query.extend(cursors.map(|cursor| format!("cursor={cursor}")));
        if !query.is_empty() {
            path = format!("{path}?{}", query.join("&"));
        }
        let mut request = Request::builder().method(word("method")).uri(path).header("x-user", USERS[ask.user]);
        if ask.user == 2 {
            request = request.header("x-groups", "admins");
        }
        for (name, value) in &ask.headers {
            request = request.header(*name, *value);
        }
        let mut body = ask.body.clone();
        if word("method") == "POST" && case["generated"] == false && case["kind"] != "alone" {
            body["id"] = json!(key);
        }
        let body = if word("method") == "GET" || word("method") == "DELETE" {
            Body::empty()
        } else {
            request = request.header("content-type", "application/json");
            Body::from(body.to_string())
        };
        let begun = Instant::now();
        let response = self.gateway.answer(request.body(body).expect("the request is valid")).await;
        self.was_slow |= begun.elapsed() > ATTEMPT;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body arrives").to_bytes();
        let body = String::from_utf8(bytes.to_vec()).expect("the body is UTF-8");
        let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap_or_default().to_owned())
        };
        let headers = parts.headers.iter().map(header).collect();
        self.learn(ask, parts.status, &body);
        Answer { status: parts.status, headers, body }
    }

    fn learn(&mut self, ask: &Ask, status: StatusCode, body: &str) {
        let Ok(body) = serde_json::from_str::<Value>(body) else { return };
        if let (StatusCode::CREATED, Some(key)) = (status, body["id"].as_str()) {
            let keys = self.keys.entry((ask.table, ask.user)).or_default();
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
        }
        if let Some(cursor) = body["next_cursor"].as_str() {
            self.cursors.entry((ask.table, ask.user)).or_default().push(cursor.to_owned());
        }
    }

    /// The answer without what varies from world to world: keys, times and cursors.
    fn plain(&self, ask: &Ask, answer: &Answer) -> Answer {
        let keys = self.keys.get(&(ask.table, ask.user)).map(Vec::as_slice).unwrap_or_default();
        let plain = |text: &str| {
            let mut text = text.to_owned();
            for (number, key) in keys.iter().enumerate().filter(|(_, key)| key.len() == 36) {
                text = text.replace(key, &format!("<key {number}>"));
            }
            text
        };
        let mut body: Value = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
        strip(&mut body);
        let headers = answer.headers.iter().map(|(name, value)| (name.clone(), plain(value)));
        let headers = headers.filter(|(name, _)| name != "content-length").collect();
        Answer { status: answer.status, headers, body: plain(&body.to_string()) }
    }
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for name in ["made", "next_cursor"] {
                if let Some(member) = members.get_mut(name) {
                    *member = json!("…");
                }
            }
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// A user as the owner of an item, as the local gateway makes it of the name.
fn id(case: &Value, user: &str) -> String {
    if case["uuid"] == false {
        return user.to_owned();
    }
    let mut bytes = [0; 16];
    bytes[..user.len()].copy_from_slice(user.as_bytes());
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn draw(random: &mut Random, cases: &[Value], user: usize) -> Ask {
    let table = random.below(cases.len());
    let case = &cases[table];
    let route = random.below(case["routes"].as_array().map_or(0, Vec::len));
    let method = case["routes"][route]["method"].as_str().unwrap_or_default();
    let creates = method == "POST" || method == "PUT" && case["upsert"] == true;
    let other = random.below(3);
    // Where the caller chooses a key without the owner, a key that is taken is a 409.
    let has_own_keys = ["generated", "chosen"].iter().any(|kind| case["kind"] == *kind);
    let of = if has_own_keys && creates || random.below(2) == 0 { user } else { other };
    let key = match case["generated"] == true {
        true => Key::Told(of, random.below(50)),
        false if has_own_keys => Key::Chosen(format!("{}{}", USERS[of], random.below(4))),
        false => Key::Chosen(format!("k{}", random.below(5))),
    };
    let mut body = json!({ "rank": random.below(1_000_000_000), "kind": random.pick(&["x", "y"]) });
    body["text"] = json!(format!("{}-secret-{}", USERS[user], random.below(1_000_000)));
    match random.below(12) {
        0 => body["m"] = json!({ "a": "a" }),
        1 => body["m"] = json!({ "b": random.below(9) }),
        2 => body["owner"] = json!(id(case, USERS[other])),
        3 => body["m"] = json!(null),
        4 if method == "PATCH" => body = json!({ "m": { "a": "b" } }),
        5 if method == "PATCH" => body = json!({ "owner": id(case, USERS[user]) }),
        _ => {}
    }
    let mut query = Vec::new();
    let is_page = case["routes"][route]["page"] == true;
    if is_page && random.below(2) == 0 {
        query.push(("limit", random.pick(&["1", "2", "3"]).to_owned()));
    }
    match random.below(10) {
        0 if is_page => query.push(("kind", "x".to_owned())),
        1 if is_page => query.push(("text.begins_with", format!("{}-secret", USERS[other]))),
        _ => {}
    }
    // What another was told, only those who are not compared know.
    let teller = if user == 0 { 0 } else { other };
    let cursor = (is_page && random.below(3) == 0).then(|| (teller, random.below(50)));
    let mut headers = Vec::new();
    if method != "GET" && method != "POST" {
        match random.below(6) {
            0 => headers.push(("if-match", random.pick(&["\"1\"", "\"2\"", "\"3\"", "*"]))),
            1 if method == "PUT" => headers.push(("if-none-match", "*")),
            _ => {}
        }
    }
    if method == "POST" && random.below(3) == 0 {
        headers.push(("idempotency-key", random.pick(&["one", "two", "three"])));
    }
    Ask { table, route, user, key, body, query, cursor, headers }
}

/// Whether an answer holds what only another user wrote, in words or in a cursor.
fn tells(case: &Value, ask: &Ask, answer: &Answer) -> Option<String> {
    let body: Value = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    let cursor = body["next_cursor"].as_str().and_then(|cursor| URL_SAFE_NO_PAD.decode(cursor).ok());
    let cursor = cursor.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let headers = answer.headers.values().cloned().collect::<String>();
    let all = format!("{}{cursor}{headers}", answer.body);
    let others = USERS.iter().filter(|user| **user != USERS[ask.user]);
    others.flat_map(|user| [format!("{user}-secret"), id(case, user)]).find(|secret| {
        // What the caller sent may come back in a problem.
        all.contains(secret.as_str()) && !ask.body.to_string().contains(secret.as_str())
    })
}

#[tokio::test]
async fn nothing_tells_one_user_of_the_items_of_another() {
    let plan: Value = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    let cases = plan["tables"].as_array().expect("a list");
    let (count, seed) = (plan["count"].as_u64().expect("a number"), plan["seed"].as_u64().expect("a number"));
    let random = &mut Random::new(seed);
    let (mut shared, mut alone) = (World::new().await, World::new().await);
    let (mut wrong, mut seen) = (Vec::new(), BTreeMap::<u16, usize>::new());
    let (mut all_seen, mut restarts) = (0, 0);
    for _ in 0..count {
        for user in [1, 2] {
            let ask = draw(random, cases, user);
            let case = &cases[ask.table];
            let exempt = user == 2 && case["except"] == true;
            let method = &case["routes"][ask.route]["method"];
            // Who may change each item leaves those of the user who is compared alone.
            if exempt && method != "GET" && method != "POST" && !is_own(&shared, &ask) {
                continue;
            }
            let answer = shared.send(case, &ask).await;
            let told = tells(case, &ask, &answer);
            if exempt {
                all_seen += usize::from(told.is_some());
            } else if let Some(secret) = told {
                wrong.push(format!("{secret}: {} {ask:?}: {answer:?}", case["routes"][ask.route]));
            }
            if !shared.was_slow {
                check_server(case, &ask, &answer, &mut wrong);
            }
        }
        let ask = draw(random, cases, 0);
        let case = &cases[ask.table];
        let (here, there) = (shared.send(case, &ask).await, alone.send(case, &ask).await);
        if shared.was_slow || alone.was_slow {
            (shared, alone) = (World::new().await, World::new().await);
            restarts += 1;
            continue;
        }
        *seen.entry(here.status.as_u16()).or_default() += 1;
        if let Some(secret) = tells(case, &ask, &here) {
            wrong.push(format!("{secret}: {} {ask:?}: {here:?}", case["routes"][ask.route]));
        }
        check_server(case, &ask, &here, &mut wrong);
        let (here, there) = (shared.plain(&ask, &here), alone.plain(&ask, &there));
        if here != there {
            wrong.push(format!("{} {ask:?}:\n  {here:?}\n  {there:?}", case["routes"][ask.route]));
        }
        if !wrong.is_empty() {
            break;
        }
    }
    std::fs::write("tests/counts.txt", format!("{count} requests of each user: {seen:?}, {all_seen} of others seen, {restarts} restarts\n"))
        .expect("a file can be written");
    assert!(wrong.is_empty(), "seed {seed}: {}", wrong.join("\n"));
    for status in [200, 201, 204, 404] {
        assert!(seen.contains_key(&status), "{status} is never answered: {seen:?}");
    }
    let excepts = cases.iter().any(|case| case["except"] == true);
    assert!(all_seen > 0 || !excepts, "who is excepted sees the items of others");
}

/// Whether the key is one of the caller's own, of which no other has one.
fn is_own(world: &World, ask: &Ask) -> bool {
    let key = world.key(ask);
    let is_known = |user: usize| world.keys.get(&(ask.table, user)).is_some_and(|keys| keys.contains(&key));
    is_known(ask.user) && !is_known(0)
}

fn check_server(case: &Value, ask: &Ask, answer: &Answer, wrong: &mut Vec<String>) {
    if answer.status.is_server_error() {
        wrong.push(format!("{} {ask:?}: {answer:?}", case["routes"][ask.route]));
    }
}

/// A key that is taken is all that a caller learns, and only where the caller chooses it and it doesn't hold the owner.
#[tokio::test]
async fn a_key_of_another_is_taken() {
    let plan: Value = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    let cases = plan["tables"].as_array().expect("a list");
    let mut world = World::new().await;
    for (table, case) in cases.iter().enumerate().filter(|(_, case)| case["kind"] == "chosen") {
        let of_method = |method: &str| {
            let routes = case["routes"].as_array().into_iter().flatten();
            routes.into_iter().position(|route| route["method"] == method).expect("the route is there")
        };
        let body = json!({ "rank": 1, "kind": "x" });
        let ask = |user, method: &str, headers| Ask {
            table,
            route: of_method(method),
            user,
            key: Key::Chosen("one".to_owned()),
            body: body.clone(),
            query: Vec::new(),
            cursor: None,
            headers,
        };
        let made = world.send(case, &ask(0, "POST", Vec::new())).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        for headers in [Vec::new(), vec![("idempotency-key", "mine")]] {
            let taken = world.send(case, &ask(1, "POST", headers)).await;
            assert_eq!(taken.status, StatusCode::CONFLICT, "{}", taken.body);
            assert_eq!(tells(case, &ask(1, "POST", Vec::new()), &taken), None);
        }
        let replaced = world.send(case, &ask(1, "PUT", Vec::new())).await;
        let status = if case["upsert"] == true { StatusCode::CONFLICT } else { StatusCode::NOT_FOUND };
        assert_eq!(replaced.status, status, "{}", replaced.body);
    }
}

/// A token without the claim is nobody's.
#[tokio::test]
async fn who_has_no_claim_is_refused() {
    let plan: Value = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    let world = World::new().await;
    for case in plan["tables"].as_array().expect("a list") {
        let routes = case["routes"].as_array().into_iter().flatten();
        for route in routes.filter(|route| route["method"] != "POST") {
            let word = |name: &str| route[name].as_str().unwrap_or_default();
            let path = word("path").replace("{id}", "one").replace("{kind}", "x").replace("{owner}", &id(case, "ada"));
            let body = if word("method") == "PATCH" { "{}" } else { r#"{"rank":1,"kind":"x"}"# };
            let request = Request::builder().method(word("method")).uri(path);
            let request = request.header("authorization", "Bearer e30.e30.e30").header("content-type", "application/json");
            let body = if word("method") == "GET" || word("method") == "DELETE" { "" } else { body };
            let response = world.gateway.answer(request.body(Body::from(body)).expect("the request is valid")).await;
            // A key of another form is refused before.
            let status = response.status();
            let is_refused = status == StatusCode::FORBIDDEN || case["generated"] == true && status == StatusCode::BAD_REQUEST;
            assert!(is_refused, "{route}: {status}");
        }
    }
}
