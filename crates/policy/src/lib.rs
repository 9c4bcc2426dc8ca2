//! One CORS policy: what a person writes, whether it may stand, and what a correct server answers.
//!
//! * [`PolicyDocument`] is the policy as written, in TOML, YAML or JSON, with the place of
//!   everything kept.
//! * [`PolicyDocument::resolve`] chooses an environment, expands variables, lets paths inherit, and
//!   judges every value. All errors are reported at once.
//! * [`Policy`] is valid by construction. [`Policy::respond`] is the one definition of a correct
//!   server: middleware, previews and proofs all ask it.
//! * [`conformance`] asks a real server what the policy promises, and judges its answers.
//!
//! What is not here: advice about valid policies (`corsmith-lint`), configuration files
//! (`corsmith-targets`), I/O of any kind, the environment's variables, a clock.
//!
//! ```
//! use corsmith_policy::{Format, PolicyDocument, Request, Selection};
//!
//! let document = PolicyDocument::parse(
//!     br#"
//!     version = 1
//!
//!     [policy]
//!     allow-origins = ["https://*.example.com"]
//!     allow-credentials = true
//!     "#,
//!     Format::Toml,
//! );
//! let policy = document.resolve(&Selection::default()).into_policy()?;
//!
//! let answer = policy.respond(&Request {
//!     method: "GET",
//!     target: "/orders",
//!     headers: &[("Origin", b"https://app.example.com")],
//! });
//! assert_eq!(answer.header("Access-Control-Allow-Origin"), Some("https://app.example.com"));
//! assert_eq!(answer.header("Vary"), Some("Origin"));
//! # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
//! ```

pub mod conformance;
mod decode;
mod document;
mod draft;
mod error_list;
mod explain_origin;
mod format;
pub mod limits;
mod max_age;
mod name_list;
mod origin_pattern;
mod origin_set;
mod path_pattern;
mod policy;
mod public_suffix;
mod refusal;
mod request_headers;
mod resolve;
mod respond;
mod schema;
pub mod settings;
mod span;
mod variables;

pub use document::{Dangerously, Data, Environment, PathSettings, PolicyDocument, Settings, Texts};
pub use draft::{Draft, DraftField, DraftSettings, Scope, WrittenDraft};
pub use explain_origin::{Miss, OriginExplanation};
pub use format::Format;
pub use max_age::max_age_text;
pub use name_list::NameList;
pub use origin_pattern::{HostScope, OriginPattern, OriginPatternError, PortPattern, TuplePattern};
pub use origin_set::OriginSet;
pub use path_pattern::{PathPattern, PathPatternError, normalize_path};
pub use policy::{Policy, ResourcePolicy};
pub use public_suffix::{is_below_public_suffix, is_loopback_host, is_public_suffix};
pub use refusal::{Fix, Nature, PolicyError, Refusal};
pub use resolve::{
    Name, Names, Origins, Resolution, Resource, Selection, is_insecure,
    is_subdomains_of_public_suffix,
};
pub use respond::{Answer, Denial, Request, RequestKind};
pub use schema::json_schema;
pub use span::{Position, Span, Spanned};
pub use variables::Variables;
