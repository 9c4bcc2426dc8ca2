//! Why nothing was imported.

use std::fmt;

use corsmith_diagnose::capture::{MAX_HEADER_LIST_BYTES, MAX_HEADERS};
use corsmith_policy::Format;

use crate::quoted::quoted;

/// Why a text was not imported. `Display` is one sentence without its full stop;
/// [`ImportError::help`] says what to do.
///
/// ```
/// use corsmith_import::import;
///
/// let error = import("[policy]\nallow-origin = 1\n", None).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "this TOML is not a policy: 2:16: `policy.allow-origins` is a number, and a list of texts is expected",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing but white space.
    Empty,
    /// The text is longer than [`MAX_IMPORT_BYTES`](crate::MAX_IMPORT_BYTES), or a link than
    /// [`MAX_LINK_BYTES`](crate::MAX_LINK_BYTES).
    TooLong {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// In no format that is known.
    Unrecognised,
    /// Headers, but none of the CORS protocol.
    NoCorsHeaders,
    /// Headers of an answer are left out, and none of the CORS protocol is among those before them.
    TooManyHeaders {
        /// The first that is left out.
        name: String,
    },
    /// A document whose syntax, keys or types are wrong.
    NotAPolicy {
        /// What it was read as.
        format: Format,
        /// What is wrong, in the order of the document.
        places: Vec<MisreadPlace>,
    },
    /// An address that says nothing of a policy.
    NoPolicyInLink,
    /// A link that a later Corsmith made.
    UnknownLinkVersion {
        /// What its `v` is.
        version: String,
    },
}

/// A place of a document, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MisreadPlace {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong: a sentence without its full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl ImportError {
    /// How many places `Display` names.
    const MOST_PLACES: usize = 5;

    /// What to do: a sentence without its full stop.
    ///
    /// ```
    /// use corsmith_import::ImportError;
    ///
    /// assert!(ImportError::NoCorsHeaders.help().contains("curl -i -H 'Origin: "));
    /// ```
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Empty => {
                "give response headers, the output of `curl -i`, a policy in TOML, YAML or JSON, or a link of the site"
            }
            Self::Unrecognised => {
                "give response headers, the output of `curl -i`, a policy in TOML, YAML or JSON, or a link of the site; an error message is for `corsmith diagnose`"
            }
            Self::TooLong { .. } => "give only the headers, or the policy",
            Self::NoCorsHeaders => {
                "servers answer so to requests without an `Origin` header, and to origins that they do not allow: ask with `curl -i -H 'Origin: https://app.example.com' URL`, with an origin that is allowed"
            }
            Self::TooManyHeaders { .. } => "shorten the list in the text, and import it again",
            Self::NotAPolicy { .. } => {
                "repair these places, or name the format if it is another; `corsmith schema` describes a policy"
            }
            Self::NoPolicyInLink => {
                "copy the address of the site's page; of a server, give the output of `curl -i -H 'Origin: https://app.example.com' URL`"
            }
            Self::UnknownLinkVersion { .. } => {
                "this Corsmith reads version 1; a newer one made the link"
            }
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing to import"),
            Self::TooLong { bytes, limit } => {
                write!(f, "the text has {bytes} bytes, and the limit is {limit}")
            }
            Self::Unrecognised => f.write_str("this is in no format that can be imported"),
            Self::NoCorsHeaders => f.write_str("these headers have none of the CORS protocol"),
            Self::TooManyHeaders { name } => {
                write!(
                    f,
                    "the header `{name}`, and what follows it in that answer, is beyond the {MAX_HEADER_LIST_BYTES} bytes and {MAX_HEADERS} headers that are read"
                )
            }
            Self::NotAPolicy { format, places } => {
                write!(f, "this {format} is not a policy")?;
                for (index, place) in places.iter().take(Self::MOST_PLACES).enumerate() {
                    write!(f, "{} {place}", if index == 0 { ":" } else { ";" })?;
                }
                // Not how many: a document's errors are themselves counted to a limit.
                if places.len() > Self::MOST_PLACES { f.write_str("; and others") } else { Ok(()) }
            }
            Self::NoPolicyInLink => f.write_str("the link has no policy in it"),
            Self::UnknownLinkVersion { version } => {
                let version = quoted(version);
                write!(f, "the link is of version {version}, which this Corsmith does not know")
            }
        }
    }
}

impl std::error::Error for ImportError {}

impl fmt::Display for MisreadPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, message, help } = self;
        write!(f, "{line}:{column}: {message}")?;
        help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}
