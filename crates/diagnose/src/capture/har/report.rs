//! A HAR file, explained.

use std::io::Read;

use super::{HarError, HarSummary, read_har};
use crate::capture::exchange::{CapturedExchange, text_of};
use crate::capture::explain::{ExchangeFinding, KnownPage, explain_numbered};
use crate::capture::limits::MAX_KEPT_BYTES;

/// What a HAR file holds of cross-origin exchanges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarReport {
    /// Those that fail, or of which the capture has too little to say, in the file's order.
    pub findings: Vec<ExchangeFinding>,
    /// How many cross-origin fetches pass.
    pub passing: usize,
    /// How many entries that may be cross-origin were left out, for
    /// [`MAX_KEPT_BYTES`](crate::capture::MAX_KEPT_BYTES) was reached.
    pub left_out: usize,
    /// What was read.
    pub summary: HarSummary,
}

/// Reads a HAR file as [`read_har`] does, and explains every cross-origin exchange in it that fails.
///
/// Memory is bounded, whatever the file: what is kept by
/// [`MAX_KEPT_BYTES`](crate::capture::MAX_KEPT_BYTES), and the findings by what is kept. 90,000
/// entries of which all fail peak at 70 MB.
///
/// # Errors
///
/// As [`read_har`].
///
/// ```
/// use corsmith_diagnose::capture::{ExchangeVerdict, explain_har};
///
/// let har = r#"{"log": {"entries": [{
///     "request": {"method": "GET", "url": "https://api.example/", "headers": [
///         {"name": "Origin", "value": "https://app.example"}]},
///     "response": {"status": 502, "headers": []}, "_resourceType": "fetch"}]}}"#;
/// let report = explain_har(har.as_bytes())?;
/// let ExchangeVerdict::Fails { code, .. } = &report.findings[0].verdict else { unreachable!() };
/// assert_eq!(*code, "allow-origin-missing");
/// # Ok::<(), corsmith_diagnose::capture::HarError>(())
/// ```
pub fn explain_har(source: impl Read) -> Result<HarReport, HarError> {
    let mut kept: Vec<(usize, CapturedExchange)> = Vec::new();
    let (mut bytes, mut left_out) = (0, 0);
    let summary = read_har(source, |index, exchange| {
        if !may_be_cross_origin(&exchange) {
            return;
        }
        bytes += exchange.bytes();
        if bytes > MAX_KEPT_BYTES {
            left_out += 1;
        } else {
            kept.push((index, exchange));
        }
    })?;
    let numbered: Vec<_> = kept.iter().map(|(index, exchange)| (*index, exchange)).collect();
    let mut findings = explain_numbered(&numbered, &KnownPage::default());
    let all = findings.len();
    findings.retain(|finding| !finding.passes());
    let passing = all - findings.len();
    Ok(HarReport { findings, passing, left_out, summary })
}

/// Whether the CORS protocol may have to do with it: anything but navigations, sub-resources without
/// `Origin`, and what the browser itself calls same-origin.
fn may_be_cross_origin(exchange: &CapturedExchange) -> bool {
    let headers = &exchange.request_headers;
    let is = |name, value: &str| text_of(headers, name).is_some_and(|own| own == value);
    if headers.contains("Origin") && !is("Sec-Fetch-Site", "same-origin") {
        return true;
    }
    let by_type = matches!(
        exchange.resource_type.as_deref(),
        None | Some("fetch" | "xhr" | "preflight" | "font" | "eventsource" | "other" | "manifest")
    );
    !is("Sec-Fetch-Site", "same-origin")
        && !is("Sec-Fetch-Mode", "navigate")
        && !is("Sec-Fetch-Mode", "no-cors")
        && by_type
}
