//! Requests and answers as NDJSON: one JSON document a line.

use std::io::{self, BufRead, Read};

use corsmith_operations::AnswerLine;
use corsmith_policy::{Policy, Request};
use serde::Deserialize;

use crate::error::Error;
use crate::out::Out;

/// Longest line of requests, in bytes. Servers limit the head of a request to far less.
const MAX_LINE_BYTES: usize = 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestLine {
    method: String,
    path: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
}

/// Answers every request of `reader` in order, each as soon as its line is complete. `name` is
/// what messages call the reader.
pub(crate) fn answer_all(
    policy: &Policy,
    reader: impl Read,
    name: &str,
    out: &mut Out,
) -> Result<(), Error> {
    let mut reader = io::BufReader::with_capacity(64 * 1024, reader);
    let mut line = Vec::new();
    let mut number = 0_usize;
    loop {
        // Whoever waits for an answer before the next request gets it; a file is not slowed down.
        if reader.buffer().is_empty() {
            out.flush()?;
        }
        number += 1;
        line.clear();
        let read = (&mut reader)
            .take(MAX_LINE_BYTES as u64 + 1)
            .read_until(b'\n', &mut line)
            .map_err(|error| Error::outside(format!("cannot read {name}: {error}")))?;
        if read == 0 {
            return Ok(());
        }
        if line.len() > MAX_LINE_BYTES && line.last() != Some(&b'\n') {
            let limit = corsmith_report::grouped(MAX_LINE_BYTES);
            return Err(Error::input(format!(
                "{name}:{number}: the line is longer than {limit} bytes"
            )));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(policy, &line)
            .map_err(|problem| Error::input(format!("{name}:{number}{problem}")).help(SHAPE))?;
        out.result(&answer)?;
    }
}

const SHAPE: &str = r#"a line is {"method": "GET", "path": "/", "headers": [["Origin", "https://app.example.com"]]}"#;

/// The answer to the request in `line`, as a line; or what is wrong, beginning with the column.
fn answer(policy: &Policy, line: &[u8]) -> Result<String, String> {
    // serde would take an array for the fields in order.
    if matches!(line.trim_ascii_start().first(), Some(b'[')) {
        return Err(":1: expected an object".to_owned());
    }
    let request: RequestLine = serde_json::from_slice(line).map_err(|error| {
        let text = error.to_string();
        let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
        format!(":{}: {text}", error.column())
    })?;
    let mut values = Vec::with_capacity(request.headers.len());
    for (name, value) in &request.headers {
        values.push(isomorphic_encode(value).ok_or_else(|| {
            format!(": the value of `{name}` has a character above U+00FF, which is no byte")
        })?);
    }
    let headers: Vec<_> = request
        .headers
        .iter()
        .zip(&values)
        .map(|((name, _), value)| (name.as_str(), value.as_slice()))
        .collect();
    let answer = policy.respond(&Request {
        method: &request.method,
        target: &request.path,
        headers: &headers,
    });
    let mut text = serde_json::to_string(&AnswerLine::new(&answer))
        .map_err(|error| format!(": the answer: {error}"))?;
    text.push('\n');
    Ok(text)
}

/// One byte for each code point
/// ([isomorphic encode](https://infra.spec.whatwg.org/#isomorphic-encode)): header values are
/// bytes, and JSON has none. `None` where a code point is no byte.
fn isomorphic_encode(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}
