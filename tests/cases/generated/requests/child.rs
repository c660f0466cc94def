//! A generated project in a process of its own, which may die.

use std::path::Path;
use std::process::{Child as Process, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::frame;
use super::request::Request;
use crate::project::text;

/// Far more than an answer takes. A request that is not answered by then never is.
const PATIENCE: Duration = Duration::from_mins(1);

type Fields = Vec<Vec<u8>>;

#[derive(Debug)]
pub(super) struct Answer {
    /// 0 if the handler panicked.
    pub(super) status: u16,
    pub(super) took: Duration,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(header, _)| header == name)?;
        str::from_utf8(value).ok()
    }
}

/// What becomes of a request.
pub(super) enum Outcome {
    Answered(Answer),
    /// No server would hand it to the router.
    NoRequest,
    /// The process is gone, or gives no answer.
    Ended(String),
}

pub(super) struct Child {
    process: Process,
    input: ChildStdin,
    output: Receiver<Fields>,
}

impl Child {
    /// Starts a project, with empty tables.
    pub(super) fn start(program: &Path) -> Self {
        let mut command = Command::new(program);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the project starts");
        let input = process.stdin.take().expect("its input is a pipe");
        let mut pipe = process.stdout.take().expect("its output is a pipe");
        let (sender, output) = channel();
        thread::spawn(move || while frame::read(&mut pipe).is_ok_and(|fields| sender.send(fields).is_ok()) {});
        Self { process, input, output }
    }

    pub(super) fn ask(&mut self, request: &Request) -> Outcome {
        let mut fields = vec![request.method.clone().into(), request.uri().into(), request.body_bytes()];
        fields.extend(request.headers.iter().flat_map(|(name, value)| [name.clone().into(), value.clone()]));
        // A process that has ended takes no more; the end of its output says so too.
        let _ = frame::write(&mut self.input, &fields);
        match self.output.recv_timeout(PATIENCE) {
            Ok(fields) => answer(fields),
            Err(RecvTimeoutError::Timeout) => Outcome::Ended(format!("there is no answer in {PATIENCE:?}")),
            Err(RecvTimeoutError::Disconnected) => {
                Outcome::Ended(self.process.wait().expect("it has been started").to_string())
            }
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn answer(mut fields: Fields) -> Outcome {
    let rest = fields.split_off(3);
    let [status, micros, body]: [Vec<u8>; 3] = fields.try_into().expect("an answer has three fields");
    let number = |bytes: &[u8]| text(bytes).parse::<u64>().ok();
    let Some(status) = number(&status) else { return Outcome::NoRequest };
    let took = Duration::from_micros(number(&micros).expect("it says how long it took"));
    let status = u16::try_from(status).expect("a status is small");
    let header = |pair: &[Vec<u8>]| (text(&pair[0]).to_owned(), pair[1].clone());
    Outcome::Answered(Answer { status, took, headers: rest.chunks(2).map(header).collect(), body })
}
