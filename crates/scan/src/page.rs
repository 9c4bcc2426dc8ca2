//! What a page's markup loads and declares.

mod element;
mod encoding;
mod reader;
mod scope;
mod srcset;

use url::Url;

pub(crate) use encoding::{is_label, of_content_type};
use reader::Reader;

/// Most loads that are kept of one page, and most declarations of each kind.
pub const MAX_LOADS: usize = 1_000;
/// Most bytes of a URL or another attribute that are kept.
const MAX_ATTRIBUTE_BYTES: usize = 8 * 1024;

/// What a page's markup loads and declares, as far as checks ask.
///
/// This is what a browser with scripting does before any script has run: what `<noscript>` and
/// `<template>` hold, and what scripts add, is not seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// `<meta http-equiv=content-security-policy>` in the head, the `content` of each. Elsewhere
    /// browsers ignore it.
    pub meta_csp: Vec<String>,
    /// `<meta name=referrer>`, the `content` of each.
    pub meta_referrer: Vec<String>,
    /// The encoding that the markup declares, by a byte order mark or by `<meta>`; what is no
    /// encoding declares none.
    pub charset: Option<String>,
    /// What the page loads or submits to, at most [`MAX_LOADS`]. What needs no connection (`data:`,
    /// `blob:`, `javascript:` …) is left out.
    pub loads: Vec<Load>,
    /// Whether there was more than [`MAX_LOADS`].
    pub is_cut: bool,
}

impl Page {
    /// Reads markup as a browser tokenises it; it never fails. `url` is the page's own, against
    /// which (or against `<base href>`) URLs are resolved.
    ///
    /// Tokens are those of the HTML standard. Of the tree only what the checks need is known: where
    /// the head ends, what is inert, what is SVG or MathML.
    ///
    /// ```
    /// use corsmith_scan::{LoadKind, Page};
    ///
    /// let url = "https://www.example.com/a/".parse()?;
    /// let page = Page::parse(&url, b"<!-- <script src=1> --><script src=x.js></script>");
    /// assert_eq!(page.loads.len(), 1);
    /// assert_eq!(page.loads[0].kind, LoadKind::Script);
    /// assert_eq!(page.loads[0].url, "https://www.example.com/a/x.js".parse().ok());
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[must_use]
    pub fn parse(url: &Url, bytes: &[u8]) -> Self {
        Reader::new(url).read(bytes)
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
    /// The `crossorigin` attribute. A module is always fetched with CORS, and has an empty one.
    pub crossorigin: Option<String>,
}

/// A kind of [`Load`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoadKind {
    /// `<script src>`, `<link rel=modulepreload href>`.
    Script,
    /// `<link rel=stylesheet href>`.
    Stylesheet,
    /// `<iframe src>`, `<frame src>`.
    Frame,
    /// `<object data>`, `<embed src>`.
    Plugin,
    /// `<img>`, `<audio>`, `<video>`, `<source>`, `<track>`, `<input type=image>`, icons.
    Media,
    /// `<form action>`, and `formaction` of its buttons.
    Form,
}

#[cfg(test)]
mod tests;
