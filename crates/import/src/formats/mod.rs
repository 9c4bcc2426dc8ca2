//! One file a format. A new one is a file here, a line of [`READERS`] and a variant of
//! [`ImportFormat`].

mod document;
mod headers;
mod json;
mod link;
mod toml;
mod yaml;

use corsmith_policy::Draft;

use crate::{ImportError, ImportFormat};

/// What is read: the policy, and the notes.
pub(crate) type Reading = (Draft, Vec<String>);

/// How a format is read.
pub(crate) struct Reader {
    pub(crate) format: ImportFormat,
    /// Whether a text seems to be in it.
    pub(crate) detect: fn(&str) -> bool,
    /// Reads a text that is not empty.
    pub(crate) read: fn(&str) -> Result<Reading, ImportError>,
}

/// All of them, in the order in which they are tried on a text: those that are hard to mistake come
/// first, and headers, which nearly any line with a colon might be, last.
pub(crate) const READERS: &[Reader] =
    &[link::READER, json::READER, toml::READER, yaml::READER, headers::READER];
