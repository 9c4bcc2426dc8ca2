//! HAR files ([HTTP Archive 1.2](http://www.softwareishard.com/blog/har-12-spec/)) as Chromium,
//! Firefox and Safari write them.

mod entry;
mod error;
mod json;
mod report;

use std::collections::HashMap;
use std::io::Read;

use entry::{entry, page};
use json::{Json, JsonError};

pub use error::{HarEnd, HarError};
pub use report::{HarReport, explain_har};

use super::exchange::CapturedExchange;
use super::limits::{MAX_HAR_ENTRIES, MAX_HAR_PAGES};

/// What was read of a HAR file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarSummary {
    /// How many entries were read whole.
    pub entries: usize,
    /// Where and why the reading ended.
    pub end: HarEnd,
}

/// Reads a HAR file as a stream and gives each entry to `each`, numbered from 0 as in the file.
///
/// Bodies are passed over without being kept, whatever their size; of a page's markup the beginning
/// is kept, as of every string. In memory are one entry at most,
/// 64 KiB of the file, and the addresses of [`MAX_HAR_PAGES`] pages. Of a file that is cut off, or
/// that breaks off into something else than JSON, everything up to there is given.
///
/// # Errors
///
/// If it is no HAR file, or the source fails.
///
/// ```
/// use corsmith_diagnose::capture::{HarEnd, read_har};
///
/// let har = r#"{"log": {"entries": [{"request": {"method": "GET", "url": "https://a.example/"},
///     "response": {"status": 200, "content": {"text": "a body that is not kept"#;
/// let mut urls = Vec::new();
/// let summary = read_har(har.as_bytes(), |_, exchange| urls.push(exchange.url))?;
/// // The one entry is not whole.
/// assert_eq!((summary.entries, urls.len()), (0, 0));
/// assert_eq!(summary.end, HarEnd::Truncated { at: har.len() as u64 });
/// assert!(read_har(&b"\x1f\x8b\x08"[..], |_, _| ()).is_err());
/// # Ok::<(), corsmith_diagnose::capture::HarError>(())
/// ```
pub fn read_har(
    source: impl Read,
    mut each: impl FnMut(usize, CapturedExchange),
) -> Result<HarSummary, HarError> {
    let mut json = Json::new(source);
    error::refuse_other_files(&mut json)?;
    let mut reading = Reading::default();
    let end = match log(&mut json, &mut reading, &mut each) {
        Ok(()) => HarEnd::Whole,
        Err(_) if reading.is_full => HarEnd::EntryLimit,
        Err(JsonError::Io(message)) => return Err(HarError::Io { message }),
        Err(error) if !reading.has_entries => return Err(HarError::from_json(error)),
        Err(error) => HarEnd::from_json(&error),
    };
    if end == HarEnd::Whole && !reading.has_entries {
        return Err(HarError::NoEntries);
    }
    Ok(HarSummary { entries: reading.entries, end })
}

#[derive(Debug, Default)]
struct Reading {
    entries: usize,
    /// Whether `log.entries` has begun: until then it is not known to be a HAR file.
    has_entries: bool,
    is_full: bool,
    /// The addresses of pages by their ids.
    pages: HashMap<String, String>,
}

fn log<R: Read>(
    json: &mut Json<R>,
    reading: &mut Reading,
    each: &mut impl FnMut(usize, CapturedExchange),
) -> Result<(), JsonError> {
    json.object(|json, key| {
        if key != "log" || json.peek()? != b'{' {
            return json.skip();
        }
        json.object(|json, key| match (key, json.peek()?) {
            ("pages", b'[') => json.array(|json| {
                if let Some((id, address)) = page(json)?
                    && reading.pages.len() < MAX_HAR_PAGES
                {
                    reading.pages.insert(id, address);
                }
                Ok(())
            }),
            ("entries", b'[') => {
                reading.has_entries = true;
                json.array(|json| {
                    if reading.entries == MAX_HAR_ENTRIES {
                        reading.is_full = true;
                        // Any error ends the reading; `is_full` says which it is.
                        return Err(JsonError::Length);
                    }
                    let exchange = entry(json, &reading.pages)?;
                    each(reading.entries, exchange);
                    reading.entries += 1;
                    Ok(())
                })
            }
            _ => json.skip(),
        })
    })?;
    if json.at_end()? {
        return Ok(());
    }
    Err(JsonError::Syntax { at: json.position(), expected: "nothing after the last `}`" })
}
