//! A policy as configuration for the server people run: one folder a target.
//!
//! A [`Target`] turns a [`Policy`](corsmith_policy::Policy) into files. It says what it cannot
//! express instead of writing something else, and declares in which points the finished server
//! differs from [`Policy::respond`](corsmith_policy::Policy::respond); the proofs start the real
//! server and hold both to it.
//!
//! What is not here: I/O. A target returns text, the caller writes it.
//!
//! ```
//! use corsmith_policy::{Format, PolicyDocument, Selection};
//! use corsmith_targets::{Provenance, find};
//!
//! let text = b"[policy]\nallow-origins = ['https://app.example.com']";
//! let document = PolicyDocument::parse(text, Format::Toml);
//! let policy = document.resolve(&Selection::default()).into_policy().map_err(|errors| errors[0].clone())?;
//! let nginx = find("nginx").ok_or("no such target")?;
//! let output = nginx.render(&policy, nginx.about().default_version, &Provenance::default())?;
//! assert!(output.files[0].contents.contains("https://app.example.com"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
mod middleware;
mod origin_regex;
mod output;
mod page;
mod policy_name;
mod provenance;
mod resource_names;
mod selection;
mod target;
mod targets;
mod template;
mod version;

pub use about::{About, Deviation, Release, Tier};
pub use output::{GeneratedFile, Inexpressible, InexpressibleErrors, Output};
pub use page::{deviations, index, page};
pub use provenance::Provenance;
pub use selection::{SelectionError, TargetSelection};
pub use target::{Target, find};
pub use targets::ALL;
pub use version::{Version, VersionError};
