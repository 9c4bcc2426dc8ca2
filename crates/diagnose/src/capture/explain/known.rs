//! What is known of a page beside the capture.

use corsmith_fetch::{CredentialsMode, Origin};

/// What a console message or a person says of the fetch. It fills gaps of the capture and never
/// overrules it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPage {
    /// The page's origin.
    pub origin: Option<Origin>,
    /// The URL that was asked for, where the capture is only a response.
    pub url: Option<String>,
    /// The method, likewise.
    pub method: Option<String>,
    /// The credentials mode.
    pub credentials: Option<CredentialsMode>,
    /// Whether the browser is known to have blocked it.
    pub has_failed: bool,
}
