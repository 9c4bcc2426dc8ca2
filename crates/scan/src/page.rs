//! What a page's markup loads and declares.

use url::Url;

/// What a page's markup loads and declares, as far as checks ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// `<meta http-equiv=content-security-policy>`, the `content` of each.
    pub meta_csp: Vec<String>,
    /// `<meta name=referrer>`, the `content` of each.
    pub meta_referrer: Vec<String>,
    /// What the page loads or submits to.
    pub loads: Vec<Load>,
}

impl Page {
    /// Reads markup as a browser tokenises it; it never fails.
    #[must_use]
    pub fn parse(_url: &Url, _bytes: &[u8]) -> Self {
        Self::default()
    }
}

/// Something that a page loads or submits to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// What kind.
    pub kind: LoadKind,
    /// The URL as written.
    pub written: String,
    /// The URL, resolved; `None` if it is none.
    pub url: Option<Url>,
    /// The `integrity` attribute.
    pub integrity: Option<String>,
    /// The `crossorigin` attribute.
    pub crossorigin: Option<String>,
}

/// A kind of [`Load`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoadKind {
    /// `<script src>`.
    Script,
    /// `<link rel=stylesheet href>`.
    Stylesheet,
    /// `<iframe src>`.
    Frame,
    /// `<object data>`, `<embed src>`.
    Plugin,
    /// `<img>`, `<audio>`, `<video>`, `<source>`, `<track>`.
    Media,
    /// `<form action>`.
    Form,
}
