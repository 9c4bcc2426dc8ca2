//! What is no HAR file, and how the reading of one ends.

use std::error::Error;
use std::fmt;
use std::io::Read;

use super::json::{Json, JsonError};
use crate::capture::limits::{MAX_HAR_BYTES, MAX_HAR_DEPTH, MAX_HAR_ENTRIES};

/// Why nothing can be read of a HAR file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HarError {
    /// There is not one byte in it, or only blanks.
    Empty,
    /// It begins like a file of another kind: what kind.
    OtherFile {
        /// What it seems to be.
        kind: &'static str,
    },
    /// It is UTF-16.
    Utf16,
    /// It is no JSON.
    NotJson {
        /// The position in bytes, from 0.
        at: u64,
        /// What would be right there.
        expected: &'static str,
    },
    /// It is cut off before the first entry.
    Truncated {
        /// The length in bytes.
        at: u64,
    },
    /// It is JSON, without `log.entries`.
    NoEntries,
    /// It is nested deeper than [`MAX_HAR_DEPTH`](crate::capture::MAX_HAR_DEPTH).
    TooDeep {
        /// The position in bytes, from 0.
        at: u64,
    },
    /// There is no entry within the first [`MAX_HAR_BYTES`](crate::capture::MAX_HAR_BYTES).
    TooLong,
    /// It cannot be read.
    Io {
        /// What the system says.
        message: String,
    },
}

impl HarError {
    pub(super) fn from_json(error: JsonError) -> Self {
        match error {
            JsonError::Io(message) => Self::Io { message },
            JsonError::End { at } => Self::Truncated { at },
            JsonError::Syntax { at, expected } => Self::NotJson { at, expected },
            JsonError::Depth { at } => Self::TooDeep { at },
            JsonError::Length => Self::TooLong,
        }
    }
}

impl fmt::Display for HarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the HAR file is empty"),
            Self::OtherFile { kind } => {
                write!(f, "this is {kind}, not a HAR file, which is JSON: {{\"log\": …}}")
            }
            Self::Utf16 => f.write_str(
                "the HAR file is in UTF-16, and JSON is in UTF-8: save it again with that encoding",
            ),
            Self::NotJson { at, expected } => {
                write!(f, "the HAR file is no JSON: at byte {at}, {expected} would be right")
            }
            Self::Truncated { at } => {
                write!(f, "the HAR file ends at byte {at}, before its first entry")
            }
            Self::NoEntries => f.write_str(
                "this is JSON, but not a HAR file: it has no array `entries` in an object `log`",
            ),
            Self::TooDeep { at } => write!(
                f,
                "the HAR file is nested deeper than {MAX_HAR_DEPTH} levels at byte {at}, which no browser writes"
            ),
            Self::TooLong => {
                write!(f, "the HAR file has no entry in its first {MAX_HAR_BYTES} bytes (1 GiB)")
            }
            Self::Io { message } => write!(f, "the HAR file cannot be read: {message}"),
        }
    }
}

impl Error for HarError {}

/// Where and why the reading of a HAR file ended. Whatever came before is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HarEnd {
    /// At its end.
    Whole,
    /// In the middle: the file is cut off.
    Truncated {
        /// The length in bytes.
        at: u64,
    },
    /// At something that is no JSON.
    Broken {
        /// The position in bytes, from 0.
        at: u64,
        /// What would be right there.
        expected: &'static str,
    },
    /// Where it is nested deeper than [`MAX_HAR_DEPTH`](crate::capture::MAX_HAR_DEPTH).
    TooDeep {
        /// The position in bytes, from 0.
        at: u64,
    },
    /// After [`MAX_HAR_ENTRIES`](crate::capture::MAX_HAR_ENTRIES).
    EntryLimit,
    /// After [`MAX_HAR_BYTES`](crate::capture::MAX_HAR_BYTES).
    ByteLimit,
}

impl HarEnd {
    pub(super) const fn from_json(error: &JsonError) -> Self {
        match *error {
            // An error of the source is never an end: `read_har` returns it.
            JsonError::Io(_) | JsonError::Length => Self::ByteLimit,
            JsonError::End { at } => Self::Truncated { at },
            JsonError::Syntax { at, expected } => Self::Broken { at, expected },
            JsonError::Depth { at } => Self::TooDeep { at },
        }
    }
}

impl fmt::Display for HarEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("read to its end"),
            Self::Truncated { at } => {
                write!(f, "cut off at byte {at}; what comes before was read")
            }
            Self::Broken { at, expected } => write!(
                f,
                "no JSON at byte {at}, where {expected} would be right; what comes before was read"
            ),
            Self::TooDeep { at } => write!(
                f,
                "nested deeper than {MAX_HAR_DEPTH} levels at byte {at}; what comes before was read"
            ),
            Self::EntryLimit => {
                write!(f, "longer than {MAX_HAR_ENTRIES} entries, of which the rest was not read")
            }
            Self::ByteLimit => {
                write!(
                    f,
                    "longer than {MAX_HAR_BYTES} bytes (1 GiB), of which the rest was not read"
                )
            }
        }
    }
}

/// Looks at the first bytes, drops a UTF-8 byte order mark, and refuses what is plainly no JSON.
pub(super) fn refuse_other_files<R: Read>(json: &mut Json<R>) -> Result<(), HarError> {
    let beginning = json.beginning(512).map_err(HarError::from_json)?;
    let kind = match beginning {
        [0xef, 0xbb, 0xbf, ..] => {
            json.drop_first(3);
            None
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'{' | b'[', 0, ..] | [0, b'{' | b'[', ..] => {
            return Err(HarError::Utf16);
        }
        [0x1f, 0x8b, ..] => Some("a gzip archive"),
        [b'P', b'K', 3 | 5, ..] => Some("a ZIP archive"),
        [b'<', ..] => Some("HTML or XML"),
        bytes if bytes.iter().any(|byte| matches!(byte, 0..9 | 14..32)) => Some("a binary file"),
        _ => None,
    };
    if let Some(kind) = kind {
        return Err(HarError::OtherFile { kind });
    }
    match json.peek() {
        Ok(b'{') => Ok(()),
        // A JSON text of another kind.
        Ok(b'[' | b'"' | b'-' | b'0'..=b'9') => Err(HarError::NoEntries),
        Ok(_) => Err(HarError::NotJson { at: json.position(), expected: "`{`" }),
        Err(JsonError::End { .. }) => Err(HarError::Empty),
        Err(error) => Err(HarError::from_json(error)),
    }
}
