//! An exchange as evidence.

use corsmith_scan::{Entry, OriginKind, evidence};
use serde::Serialize;
use utoipa::ToSchema;

use crate::scan::clean;

/// An exchange as evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanExchange)]
pub struct Exchange {
    /// Its place among everything that was sent, from 0.
    pub number: usize,
    /// The probe that asked; null for answers from a file.
    pub probe: Option<&'static str>,
    /// `visit`, `plain-visit`, `actual`, `preflight` or `cache-pair`.
    pub purpose: &'static str,
    /// What the `Origin` that was sent is to the target; null where none was sent.
    pub origin_kind: Option<&'static str>,
    /// How many redirects it is after what was asked.
    pub hop: usize,
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The `Origin` that was sent.
    pub origin: Option<String>,
    /// The status; null if no answer came.
    pub status: Option<u16>,
    /// Why no answer came.
    pub failure: Option<String>,
    /// The version of TLS; null for plain HTTP and where it is not known.
    pub tls: Option<String>,
    /// The head of the answer, line by line.
    pub head: String,
    /// The request as a command for a POSIX shell.
    pub curl: String,
    /// What has to be known to run it.
    pub curl_notes: Vec<String>,
    /// The request as a page's script; empty where no script can send it.
    pub script: String,
    /// What has to be known to run it.
    pub script_notes: Vec<String>,
}

/// The brackets of a mask are a pattern to curl, in a URL.
fn globbing_off(code: String) -> String {
    let is_masked = code.split(" -H ").next().is_some_and(|url| url.contains(evidence::MASKED));
    match code.strip_prefix("curl -i ") {
        Some(rest) if is_masked && !code.contains(" --globoff ") => {
            format!("curl -i --globoff {rest}")
        }
        _ => code,
    }
}

impl Exchange {
    /// The exchange at a place of the recording.
    pub(super) fn new(number: usize, entry: &Entry) -> Self {
        let exchange = &entry.exchange;
        let curl = evidence::curl(exchange);
        let script = evidence::script(entry);
        let tls = exchange.tls.as_ref().map(|tls| clean::line(&tls.version));
        Self {
            number,
            probe: entry.probe.map(|probe| probe.name),
            purpose: entry.purpose.name(),
            origin_kind: entry.origin.map(OriginKind::name),
            hop: entry.hop,
            method: clean::line(&exchange.request.method),
            url: clean::line(exchange.request.url.as_str()),
            origin: exchange.origin().map(|origin| clean::line(&origin)),
            status: exchange.response().map(|response| response.status),
            failure: exchange.outcome.as_ref().err().map(|it| clean::line(&it.to_string())),
            tls: tls.filter(|version| !version.is_empty()),
            head: clean::lines(&evidence::head(exchange)),
            curl: globbing_off(clean::line(&curl.code)),
            curl_notes: curl.notes.iter().map(|note| clean::line(note)).collect(),
            script: clean::lines(&script.code),
            script_notes: script.notes.iter().map(|note| clean::line(note)).collect(),
        }
    }
}
