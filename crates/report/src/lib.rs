//! Findings as people and machines read them: one file an output format.
//!
//! * [`text`]: diagnostics with the line of the user's file, a caret, why, and help;
//! * [`json()`]: the document `corsmith.lint/v1`;
//! * [`sarif`]: SARIF 2.1.0, for code scanning;
//! * [`github`]: the workflow commands of GitHub Actions;
//! * [`scan`]: scans of deployed sites, in seven formats.
//!
//! The wire types live here ([`wire`]): the crates that judge are not `Serialize`, so that their
//! types may change without changing what others parse.
//!
//! What is not here: judgement, and I/O. Every function returns text.
//!
//! ```
//! use corsmith_policy::{Format, PolicyDocument, Selection};
//! use corsmith_report::{FileFindings, Source, Styling};
//!
//! let bytes = b"[policy]\nallow-origins = ['https://app.example.com/']\n".to_vec();
//! let document = PolicyDocument::parse(&bytes, Format::Toml);
//! let findings = corsmith_lint::lint(&document, &document.resolve(&Selection::default()));
//! let source = Source::new("corsmith.toml", bytes);
//!
//! let text = corsmith_report::text(FileFindings::new(&source, &findings), Styling::Plain);
//! assert!(text.contains("corsmith.toml:2:18"));
//! ```

mod count;
mod edit;
mod environments;
mod file_findings;
mod github;
mod json;
mod sarif;
pub mod scan;
mod source;
mod text;
mod verification;
pub mod wire;
mod wrapped;

pub use count::{Counts, grouped, plural};
pub use edit::{Edit, edit};
pub use environments::in_environments;
pub use file_findings::FileFindings;
pub use github::github;
pub use json::{LintDocument, LintedFile, json, pretty};
pub use sarif::sarif;
pub use source::{Region, Source};
pub use text::{NoticeLevel, Styling, notice, text};
pub use verification::{verification_junit, verification_text, verification_verdict};
pub use wrapped::{WIDTH, wrapped};
