//! What `curl` prints, commands that run it, and heads of messages that DevTools copied.

mod command;
mod draft;
mod line;
mod reader;
mod shell;

use super::exchange::CapturedExchange;
use crate::terminal::without_sequences;
use reader::Reader;

/// Finds the exchanges in a pasted text, in order; lines that belong to none are passed over.
///
/// Known are: heads of responses, one or several after redirects (`curl -i`, `curl -D -`); `curl -v`
/// with its `>`, `<` and `*` lines, in which case the same heads in plain are taken for copies;
/// `curl` commands for a POSIX shell, cmd or PowerShell, and `Invoke-WebRequest`, whose method, URL
/// and headers belong to the output that follows; blocks of headers, requests' and responses', as
/// DevTools copy them, with or without the summary above them. Heads with a status 1xx and the
/// answers of proxies to CONNECT are left out. Colours, which `curl -i` writes for a terminal, do not
/// matter.
///
/// At most [`MAX_CURL_EXCHANGES`](super::MAX_CURL_EXCHANGES) are taken.
///
/// ```
/// use corsmith_diagnose::capture::read_curl;
///
/// let exchanges = read_curl("\
/// > OPTIONS /orders HTTP/1.1
/// > Host: api.example
/// > Origin: https://app.example
/// > Access-Control-Request-Method: PUT
/// >
/// < HTTP/1.1 405 Method Not Allowed
/// < Allow: GET, POST
/// ");
/// assert_eq!(exchanges[0].method.as_deref(), Some("OPTIONS"));
/// assert_eq!(exchanges[0].url.as_deref(), Some("https://api.example/orders"));
/// assert_eq!(exchanges[0].status, Some(405));
/// ```
#[must_use]
pub fn read_curl(text: &str) -> Vec<CapturedExchange> {
    Reader::default().read(&without_sequences(text))
}
