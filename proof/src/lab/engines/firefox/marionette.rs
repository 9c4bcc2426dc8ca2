//! The least of Firefox's Marionette protocol: asking the browser's own console service what it holds.
//!
//! Messages about CORS never reach standard output (`devtools.console.stdout.content` is for calls of `console`), and
//! an autoconfig file would have to be put into the installation.
//! Protocol: `length:json`, a command being `[0, id, name, parameters]` and its answer `[1, id, error, result]`.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::lab::error::LabError;

/// How long an answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// The longest answer, in bytes. The service keeps 250 messages.
const ANSWER_LIMIT: usize = 16 * 1024 * 1024;

/// Script errors and warnings that are about a page; `console` calls are none.
const SCRIPT: &str = r"
    const messages = Services.console.getMessageArray();
    Services.console.reset();
    return messages
        .filter(message => message instanceof Ci.nsIScriptError)
        .filter(message => !/^(chrome|resource|moz-extension):/.test(message.sourceName))
        .filter(message => !/^(chrome|component|xpcom) /i.test(message.category))
        .map(message => message.errorMessage);
";

/// A Firefox that listens, connected when it is first asked.
#[derive(Debug)]
pub(in crate::lab) struct Marionette {
    /// Firefox writes its port there once it listens.
    port: PathBuf,
    connection: Option<TcpStream>,
    last: u64,
}

impl Marionette {
    pub(super) fn of_profile(profile: &Path) -> Self {
        Self { port: profile.join("MarionetteActivePort"), connection: None, last: 0 }
    }

    /// What the console holds; it is empty then.
    pub(in crate::lab) fn new_messages(&mut self) -> Result<Vec<String>, LabError> {
        let messages = self.ask().map_err(|source| LabError::System { purpose: "console", source });
        let messages = messages?["value"].as_array().cloned().unwrap_or_default();
        Ok(messages.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    fn ask(&mut self) -> io::Result<Value> {
        if self.connection.is_none() {
            let port = fs::read_to_string(&self.port)?;
            let port = port.trim().parse().map_err(io::Error::other)?;
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
            stream.set_read_timeout(Some(ANSWER_WITHIN))?;
            read(&mut stream)?;
            self.connection = Some(stream);
            self.command("WebDriver:NewSession", &json!({}))?;
            self.command("Marionette:SetContext", &json!({ "value": "chrome" }))?;
        }
        self.command("WebDriver:ExecuteScript", &json!({ "script": SCRIPT, "args": [] }))
    }

    fn command(&mut self, name: &str, parameters: &Value) -> io::Result<Value> {
        let stream = self.connection.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        self.last += 1;
        let text = json!([0, self.last, name, parameters]).to_string();
        stream.write_all(format!("{}:{text}", text.len()).as_bytes())?;
        let mut answer = read(stream)?;
        if !answer[2].is_null() {
            return Err(io::Error::other(answer[2].to_string()));
        }
        Ok(answer[3].take())
    }
}

fn read(stream: &mut TcpStream) -> io::Result<Value> {
    let mut length = 0;
    loop {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        match byte[0] {
            b':' => break,
            digit @ b'0'..=b'9' if length < ANSWER_LIMIT => {
                length = length * 10 + usize::from(digit - b'0');
            }
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    if length > ANSWER_LIMIT {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut text = vec![0; length];
    stream.read_exact(&mut text)?;
    serde_json::from_slice(&text).map_err(io::Error::other)
}
