//! Everything that was sent and came back, as HAR 1.2
//! (<http://www.softwareishard.com/blog/har-12-spec/>), to be opened in `DevTools`. Bodies are left
//! out, secrets masked.

use corsmith_fetch::HeaderList;
use corsmith_scan::Entry;
use corsmith_scan::evidence::{MASKED, is_shown};
use serde_json::{Value, json};

use super::clean;

/// Writes exchanges as HAR, one at a time.
///
/// ```
/// use corsmith_report::scan::HarWriter;
///
/// let mut writer = HarWriter::new("2026-11-25T10:00:00Z".to_owned());
/// let har: serde_json::Value = serde_json::from_str(&writer.end())?;
/// assert_eq!(har["log"]["version"], "1.2");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug)]
pub struct HarWriter {
    started: String,
    entries: usize,
}

impl HarWriter {
    /// A writer for a scan that began at `started`, as RFC 3339 writes it. Exchanges have no time
    /// of their own: theirs is that of the scan.
    #[must_use]
    pub fn new(started: String) -> Self {
        Self { started, entries: 0 }
    }

    /// One more exchange.
    #[must_use]
    pub fn add(&mut self, entry: &Entry) -> String {
        let before = if self.entries == 0 { begin() } else { ",\n".to_owned() };
        self.entries += 1;
        format!("{before}{}", self.entry(entry))
    }

    /// What stands after the last exchange.
    #[must_use]
    pub fn end(&mut self) -> String {
        let before = if self.entries == 0 { begin() } else { String::new() };
        format!("{before}\n]}}}}\n")
    }

    fn entry(&self, entry: &Entry) -> Value {
        let request = &entry.exchange.request;
        let answer = entry.response();
        let version = answer.map_or_else(String::new, |answer| answer.version.to_string());
        let status = answer.map_or(0, |answer| answer.status);
        let empty = HeaderList::new();
        let fields = answer.map_or(&empty, |answer| &answer.headers);
        let failure = entry.exchange.outcome.as_ref().err();
        let kind = clean::value("content-type", &text(fields, "content-type"));
        let url = clean::line(request.url.as_str());
        // Masked before it is taken apart: a secret is known by its name.
        let mut masked = request.url.clone();
        masked.set_query(url.split_once('?').map(|(_, query)| query));
        let query: Vec<_> = masked
            .query_pairs()
            .map(|(name, value)| json!({ "name": name, "value": clean::line(&value) }))
            .collect();
        let mut value = json!({
            "startedDateTime": self.started,
            "time": 0,
            "request": {
                "method": clean::line(&request.method),
                "url": url,
                "httpVersion": version,
                "cookies": [],
                "headers": headers(&request.headers, is_shown),
                "queryString": query,
                "headersSize": -1,
                "bodySize": 0,
            },
            "response": {
                "status": status,
                "statusText": "",
                "httpVersion": version,
                "cookies": [],
                "headers": headers(fields, |_| true),
                "content": { "size": answer.map_or(0, |answer| answer.body.read), "mimeType": kind },
                "redirectURL": clean::line(&text(fields, "location")),
                "headersSize": answer.map_or(-1, |answer| length(&answer.head)),
                "bodySize": -1,
                "_error": failure.map(|failure| clean::line(&failure.to_string())),
            },
            "cache": {},
            "timings": { "send": 0, "wait": 0, "receive": 0 },
            "comment": entry.probe.map_or("", |probe| probe.name),
        });
        if let Some(peer) = entry.exchange.peer {
            // What is no address is not allowed: without a connection there is no member.
            value["serverIPAddress"] = peer.ip().to_string().into();
        }
        value
    }
}

fn begin() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "{{\"log\": {{\"version\": \"1.2\", \"creator\": {{\"name\": \"Corsmith\", \"version\": \"{version}\"}}, \"entries\": [\n"
    )
}

fn headers(fields: &HeaderList, is_shown: impl Fn(&str) -> bool) -> Vec<Value> {
    let fields = fields.iter().map(|(name, value)| {
        let value = if is_shown(name) {
            clean::value(name, &String::from_utf8_lossy(value))
        } else {
            MASKED.to_owned()
        };
        json!({ "name": clean::line(name), "value": value })
    });
    fields.collect()
}

fn text(fields: &HeaderList, name: &str) -> String {
    fields.get(name).map_or_else(String::new, |value| String::from_utf8_lossy(&value).into_owned())
}

fn length(head: &[u8]) -> i64 {
    if head.is_empty() { -1 } else { i64::try_from(head.len()).unwrap_or(-1) }
}
