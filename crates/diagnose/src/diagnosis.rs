//! From a pasted text to causes.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use crate::cause::Cause;
use crate::cut_off;
use crate::group::{groups, is_companion};
use crate::localised;
use crate::matched_message::MatchedMessage;
use crate::pasted::Pasted;
use crate::scan::scan;

/// The longest text that [`diagnose_message`] reads, in bytes: 1 MiB.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// One error of a browser, and what it may mean.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The line that says most. Its captures hold what the error's other lines say, too.
    pub message: MatchedMessage,
    /// The error's other lines: browsers write up to three.
    pub companions: Vec<MatchedMessage>,
    /// How often the text has this very error.
    pub times: usize,
    /// What it may mean, the likeliest first. Never empty.
    pub candidates: Vec<Candidate>,
}

/// A cause that a message may mean.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Candidate {
    /// The cause.
    pub cause: &'static Cause,
    /// How likely it is, in percent, by what is known of the message. Those of one diagnosis do
    /// not sum up to anything.
    pub likelihood: u8,
    /// Why the message may mean it: a clause.
    pub because: Cow<'static, str>,
    /// What to look at to find out: a sentence.
    pub look_at: &'static str,
}

/// The text is longer than [`MAX_TEXT_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextTooLong {
    /// Its length, in bytes.
    pub bytes: usize,
}

impl fmt::Display for TextTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the text has {} bytes, and at most {MAX_TEXT_BYTES} are read: give only the lines around the error",
            self.bytes
        )
    }
}

impl Error for TextTooLong {}

/// Finds every browser's message in a pasted text, and what each may mean. Wraps, quotation marks of
/// any kind, line numbers, console decorations, JSON escapes and HTML entities do not matter, and
/// neither does what stands between. A text without a known message gives nothing.
///
/// It takes time linear in the text's length. Secrets in what it returns are masked.
///
/// # Errors
///
/// If the text is longer than [`MAX_TEXT_BYTES`].
///
/// ```
/// use corsmith_diagnose::diagnose_message;
///
/// let diagnoses = diagnose_message(
///     "app.js:7 Access to fetch at 'https://api.example/' from origin 'https://app.example' has
///      been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the
///      requested resource.Understand this error
///      GET https://api.example/ net::ERR_FAILED 500 (Internal Server Error)",
/// )?;
/// assert_eq!(diagnoses[0].message.id, "C5");
/// assert_eq!(diagnoses[0].message.captures.get("url"), Some("https://api.example/"));
/// let codes: Vec<_> = diagnoses[0].candidates.iter().map(|it| it.cause.code).collect();
/// assert_eq!(codes[..2], ["server-error", "allow-origin-missing"]);
/// assert!(diagnose_message("I forgot the milk")?.is_empty());
/// # Ok::<(), corsmith_diagnose::TextTooLong>(())
/// ```
pub fn diagnose_message(text: &str) -> Result<Vec<Diagnosis>, TextTooLong> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(TextTooLong { bytes: text.len() });
    }
    let pasted = Pasted::new(text);
    let mut sightings = scan(&pasted);
    // What a panel says may stand beside a console's line.
    if sightings.iter().all(|line| is_companion(line) || line.is_echo) {
        let localised = localised::diagnose(&pasted);
        if !localised.is_empty() {
            return Ok(localised);
        }
    }
    if sightings.is_empty() {
        sightings.extend(cut_off::beginning(&pasted));
    }
    Ok(groups(sightings))
}
