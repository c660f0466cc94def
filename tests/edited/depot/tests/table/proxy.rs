//! An HTTP/1.1 proxy before DynamoDB. It passes calls on, and answers in DynamoDB's place when a test says so.
//!
//! Each connection has a thread of its own, so that no test has to wait for another.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What a call gets in place of DynamoDB's answer. But for `Lost`, DynamoDB never sees the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An error of DynamoDB's.
    Refusal { status: u16, code: &'static str },
    /// A transaction that others were in the way of.
    Conflict,
    /// An error of something in between.
    Page { status: u16 },
    /// The connection is reset.
    Reset,
    /// The connection is closed.
    Close,
    /// The answer breaks off.
    Half,
    /// No answer comes.
    Silence,
    /// DynamoDB does what it is asked to, and then the connection is closed.
    Lost,
}

/// What DynamoDB says beside a code: a client must never see it.
pub const MESSAGE: &str = "User: arn:aws:sts::123456789012:assumed-role/secret is in a message";
/// The name of the request in the logs of AWS.
pub const REQUEST_ID: &str = "0REQUEST1ID2OF3AWS";

/// A proxy before an engine.
pub struct Proxy {
    address: SocketAddr,
    orders: Arc<Mutex<Orders>>,
}

#[derive(Default)]
struct Orders {
    /// The call to fail, how, and how many times.
    fault: Option<(&'static str, Fault, usize)>,
    /// The calls that came.
    calls: Vec<String>,
}

impl Proxy {
    pub fn before(engine: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the listener has an address");
        let orders = Arc::<Mutex<Orders>>::default();
        let shared = Arc::clone(&orders);
        thread::spawn(move || {
            for connection in listener.incoming() {
                let orders = Arc::clone(&shared);
                let connection = connection.expect("a connection comes in");
                thread::spawn(move || serve(&connection, engine, &orders));
            }
        });
        Self { address, orders }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets the next calls of an operation, such as `PutItem`, fail this often.
    pub fn fail(&self, operation: &'static str, fault: Fault, times: usize) {
        lock(&self.orders).fault = Some((operation, fault, times));
    }

    /// The operations that were called since the last time.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.orders).calls)
    }
}

impl Orders {
    /// Notes a call, and tells how it is to fail.
    fn note(&mut self, operation: &str) -> Option<Fault> {
        self.calls.push(operation.to_owned());
        let (failing, fault, times) = self.fault.as_mut()?;
        if *failing != operation || *times == 0 {
            return None;
        }
        *times -= 1;
        Some(*fault)
    }
}

fn lock(orders: &Mutex<Orders>) -> std::sync::MutexGuard<'_, Orders> {
    orders.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves a connection until either side closes it.
fn serve(mut client: &TcpStream, engine: SocketAddr, orders: &Mutex<Orders>) {
    let mut engine = TcpStream::connect(engine).expect("the engine listens");
    while let Some(head) = peek_head(client) {
        let operation = header(&head, "x-amz-target").and_then(|target| target.split('.').nth(1));
        let operation = operation
            .expect("a call of DynamoDB names its operation")
            .to_owned();
        let fault = lock(orders).note(&operation);
        if fault == Some(Fault::Reset) {
            // The system resets a connection that is closed before all was read.
            return;
        }
        let request = read_message(client).expect("the request is whole");
        let answer = match fault {
            None | Some(Fault::Lost) => {
                engine
                    .write_all(&request)
                    .expect("the engine takes the request");
                let answer = read_message(&engine).expect("the engine answers");
                if fault.is_some() {
                    return;
                }
                answer
            }
            Some(Fault::Refusal { status, code }) => {
                let body = format!(
                    r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{code}","message":"{MESSAGE}"}}"#
                );
                answer(status, "application/x-amz-json-1.0", &body)
            }
            Some(Fault::Conflict) => {
                let body = format!(
                    r#"{{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"{MESSAGE}","CancellationReasons":[{{"Code":"None"}},{{"Code":"TransactionConflict"}}]}}"#
                );
                answer(400, "application/x-amz-json-1.0", &body)
            }
            Some(Fault::Page { status }) => {
                answer(status, "text/html", "<html><h1>Bad</h1></html>")
            }
            Some(Fault::Half) => {
                let whole = answer(
                    200,
                    "application/x-amz-json-1.0",
                    r#"{"Item":{"id":{"S":"a"}}}"#,
                );
                whole[..whole.len() - 9].to_vec()
            }
            Some(Fault::Silence) => {
                thread::sleep(Duration::from_secs(5));
                return;
            }
            Some(Fault::Close | Fault::Reset) => return,
        };
        let is_sent = client.write_all(&answer).is_ok();
        if !is_sent || fault == Some(Fault::Half) {
            return;
        }
    }
}

/// The head of the next request, which stays unread; none if the connection is over.
fn peek_head(client: &TcpStream) -> Option<String> {
    let mut bytes = vec![0; 64 * 1024];
    loop {
        let length = client.peek(&mut bytes).ok().filter(|length| *length > 0)?;
        if let Some(end) = end_of_head(&bytes[..length]) {
            return Some(String::from_utf8_lossy(&bytes[..end]).into_owned());
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// A whole request or answer.
fn read_message(mut stream: &TcpStream) -> std::io::Result<Vec<u8>> {
    let mut message = Vec::new();
    let mut length = None;
    let mut buffer = [0; 64 * 1024];
    while length.is_none_or(|length| message.len() < length) {
        let read = stream.read(&mut buffer)?;
        if read == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        message.extend_from_slice(&buffer[..read]);
        if length.is_none() {
            length = end_of_head(&message).map(|end| {
                let head = String::from_utf8_lossy(&message[..end]).into_owned();
                let body = header(&head, "content-length").expect("the length of a body is known");
                end + body.parse::<usize>().expect("a length is a number")
            });
        }
    }
    Ok(message)
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let end = b"\r\n\r\n";
    bytes
        .windows(end.len())
        .position(|window| window == end)
        .map(|at| at + end.len())
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    headers
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

fn answer(status: u16, media_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Status\r\nx-amzn-RequestId: {REQUEST_ID}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
