//! Advice about CORS policies: rules with codes, a sentence for each setting, and a rating.
//!
//! * [`lint`] judges a document by every rule: what `corsmith-policy` refuses (each refusal is one
//!   rule, with a code and a page), and what it accepts but a careful reviewer would mention.
//! * [`lint_every_environment`] does so for each environment of the document.
//! * [`explain`] says what the current value of each setting means: its consequence and its caveat.
//! * [`rate`] says how well a policy protects its data, with the reasons.
//! * [`rules`], [`find`] and [`page`] are the rules themselves and their published pages.
//!
//! What is not here: parsing and refusing (`corsmith-policy`), printing findings
//! (`corsmith-report`), I/O of any kind. Linting never fails: a document with errors has findings.
//!
//! ```
//! use corsmith_lint::{Severity, lint};
//! use corsmith_policy::{Format, PolicyDocument, Selection};
//!
//! let document = PolicyDocument::parse(
//!     br#"
//!     [policy]
//!     allow-origins = ["https://app.example.com:443"]
//!     allow-methods = ["patch"]
//!     "#,
//!     Format::Toml,
//! );
//! let findings = lint(&document, &document.resolve(&Selection::default()));
//! let codes: Vec<_> = findings.iter().map(|finding| finding.rule.code).collect();
//! assert_eq!(codes, ["CS013", "CS042"]);
//! assert_eq!(findings[0].severity, Severity::Error);
//! ```

mod context;
mod declare;
mod duration;
mod environment;
mod every_environment;
mod explain;
mod finding;
mod findings;
mod lint;
mod page;
mod rating;
mod rule;
mod rules;
#[cfg(test)]
mod vectors;

pub use context::Context;
pub use every_environment::{MAX_ENVIRONMENT_ENTRIES, MIN_ENVIRONMENTS, lint_every_environment};
pub use explain::{Explanation, explain};
pub use finding::{Finding, Severity};
pub use findings::{Findings, MAX_FINDINGS, MAX_FINDINGS_PER_RULE};
pub use lint::lint;
pub use page::{file_name, index, page};
pub use rating::{Level, RUBRIC, Rating, Reason, rate};
pub use rule::{Rule, RuleMeta, find, rules};
