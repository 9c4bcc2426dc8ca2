//! A request's head, with every line as it came.

use std::io::{self, BufRead, BufReader, Read};
use std::net::TcpStream;

/// The longest head, in bytes. Browsers send no more than the experiment's own headers and some hundred bytes.
const HEAD_LIMIT: u64 = 256 * 1024;

pub(super) type Reader<'stream> = BufReader<&'stream TcpStream>;

#[derive(Debug)]
pub(in crate::lab) struct Head {
    pub(in crate::lab) method: String,
    pub(in crate::lab) target: String,
    /// Names in lower case, values without the surrounding white space.
    pub(in crate::lab) headers: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The next head, or none at the connection's end and for what is no request.
    pub(super) fn read(reader: &mut Reader<'_>) -> io::Result<Option<Self>> {
        let mut bytes = reader.take(HEAD_LIMIT);
        let mut line = |line: &mut Vec<u8>| {
            line.clear();
            bytes.read_until(b'\n', line)?;
            Ok::<_, io::Error>(line.last() == Some(&b'\n'))
        };
        let mut text = Vec::new();
        if !line(&mut text)? {
            return Ok(None);
        }
        let first = String::from_utf8_lossy(&text).into_owned();
        let mut parts = first.split_ascii_whitespace().map(str::to_owned);
        let (Some(method), Some(target), Some(_)) = (parts.next(), parts.next(), parts.next())
        else {
            return Ok(None);
        };
        let mut headers = Vec::new();
        loop {
            if !line(&mut text)? {
                return Ok(None);
            }
            let content = text.strip_suffix(b"\n").unwrap_or(&text);
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            if content.is_empty() {
                return Ok(Some(Self { method, target, headers }));
            }
            let colon = content.iter().position(|&byte| byte == b':').unwrap_or(content.len());
            let (name, value) = content.split_at(colon);
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            let value = value.strip_prefix(b":").unwrap_or(value);
            headers.push((name, value.trim_ascii().to_vec()));
        }
    }

    /// Zero where the header is missing or no number.
    pub(super) fn content_length(&self) -> u64 {
        let line = self.headers.iter().find(|(name, _)| name == "content-length");
        let value = line.and_then(|(_, value)| std::str::from_utf8(value).ok());
        value.and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// The value of a parameter of the target's query, as it is.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(have, _)| *have == name).map(|(_, value)| value)
    }
}
