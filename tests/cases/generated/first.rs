//! From an empty folder to an API that answers: each command is one that the message before names.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::Failed;

use super::build;

pub(super) fn messages_lead_to_an_answer() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("first");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let said = typed(&folder, "slsgen")?;
    let said = typed(&folder, &named(&said, "slsgen init")?)?;
    let said = typed(&folder, &named(&said, "slsgen new")?)?;
    let project = folder.join(named(&said, "cd")?.trim_start_matches("cd "));
    assert_eq!(named(&said, "cargo run")?, "cargo run --example local");
    let local = build::example(&project, "local", false)?;
    let port = TcpListener::bind("localhost:0")?.local_addr()?.port();
    let mut server =
        Command::new(local).current_dir(&project).env("PORT", port.to_string()).stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(server.stdout.take().expect("is piped")).lines();
    let answer = lines.next().expect("the server says where it is").map_err(Failed::from).and_then(|line| {
        let address = line.strip_prefix("Serving http://").expect("an address").to_owned();
        let mut stream = TcpStream::connect(&address)?;
        write!(stream, "GET /items HTTP/1.1\r\nhost: {address}\r\nx-api-key: local\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    });
    server.kill()?;
    server.wait()?;
    let answer = answer?;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"items\":[]"), "{answer}");
    Ok(())
}

/// What a command says.
fn typed(folder: &Path, line: &str) -> Result<String, Failed> {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("slsgen"));
    let output = Command::new(env!("CARGO_BIN_EXE_slsgen")).args(words).current_dir(folder).output()?;
    assert!(output.status.success(), "{line} fails: {}", String::from_utf8_lossy(&output.stderr));
    Ok([output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat())
}

/// The first command with this beginning that a message shows on a line of its own.
fn named(said: &str, begin: &str) -> Result<String, Failed> {
    let commands = said.lines().filter_map(|line| line.strip_prefix("    "));
    let mut commands = commands.map(|line| line.split('#').next().unwrap_or(line).trim().to_owned());
    commands.find(|line| line.starts_with(begin)).ok_or_else(|| format!("no `{begin}` in:\n{said}").into())
}
