//! Scans as people and machines read them: one file an output format.
//!
//! [`ScanReport`] is one scan, [`ScanWriter`] writes any number of them in a [`ScanFormat`], one at
//! a time. Every format is made from the same [`wire::Report`], in which nothing of a server is
//! left that could be more than text: control characters are shown escaped and secrets masked.
//! What is special to a format (HTML, Markdown, formulas of spreadsheets) its own file escapes.
//!
//! [`compare`] says what changed since an earlier scan.

mod clean;
pub mod compare;
mod csv;
mod evidence_line;
mod fingerprint;
mod format;
mod har;
mod html;
mod json;
mod junit;
mod markdown;
mod options;
mod overview;
mod report;
mod sarif;
mod text;
mod totals;
pub mod wire;
mod writer;

pub use format::{ScanFormat, UnknownFormat};
pub use har::HarWriter;
pub use json::ScanDocument;
pub use options::{Detail, WriterOptions};
pub use report::{PolicyFix, ScanReport};
pub use totals::Totals;
pub use writer::{ScanWriter, write_all};
