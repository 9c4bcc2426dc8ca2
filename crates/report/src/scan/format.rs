//! The formats of scans.

use std::fmt;
use std::str::FromStr;

/// A format of scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ScanFormat {
    /// For a terminal.
    #[default]
    Text,
    /// The document `corsmith.scan/v1`.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// One file that needs nothing else, also to be printed.
    Html,
    /// For pull requests and wikis.
    Markdown,
    /// For spreadsheets: one line a finding.
    Csv,
}

impl ScanFormat {
    /// Each, the first one for people at a terminal.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Json, Self::Sarif, Self::Junit, Self::Html, Self::Markdown, Self::Csv];

    /// How the names of its files end.
    ///
    /// ```
    /// assert_eq!(corsmith_report::scan::ScanFormat::Markdown.extension(), "md");
    /// ```
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "xml",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for ScanFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
        })
    }
}

/// There is no such format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such format: it is one of text, json, sarif, junit, html, markdown and csv")
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for ScanFormat {
    type Err = UnknownFormat;

    /// Reads the name of a format, as `Display` writes it.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|it| it.to_string() == text).ok_or(UnknownFormat)
    }
}
