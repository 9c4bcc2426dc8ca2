//! Browser cases: one `fetch()` of a page and what the server answers, written down as JSON, run
//! through the state machine of [`corsmith_fetch`], and judged.
//!
//! [`read_cases`] takes a file apart, [`run_case`] and [`run_sequence`] give [`Verdict`]s. The
//! script of a case is one transport; [`PolicyTransport`] is another, which answers as the policy
//! says. [`Story`] tells one `fetch()` in full, for people: what was sent and answered, why, and how
//! each browser differs.
//!
//! ```
//! use corsmith_fetch::Profile;
//! use corsmith_simulate::{Item, read_cases, run_case};
//!
//! let file = br#"[{
//!     "id": "readable",
//!     "page_origin": "https://app.example",
//!     "request": {"url": "https://api.example/"},
//!     "exchanges": [{
//!         "url": "https://api.example/",
//!         "response": {"status": 200, "headers": [["Access-Control-Allow-Origin", "*"]]}
//!     }],
//!     "expect": {"result": "success", "response_type": "cors"}
//! }]"#;
//! let items = read_cases(file)?;
//! let [Item::Case(case)] = &items[..] else { unreachable!() };
//! let verdict = run_case(case, Profile::STANDARD);
//! assert_eq!(verdict.status, Some(200));
//! assert!(verdict.unmet.is_empty());
//! # Ok::<(), corsmith_simulate::ReadError>(())
//! ```

mod bytes;
mod case;
mod convert;
mod expectation;
mod policy_transport;
mod read;
mod run;
mod script;
mod story;
mod unknown_key;
mod verdict;

pub use case::{
    CacheEntryWire, Case, CaseRequest, Credentials, Exchange, Expect, Headers, Mode, Redirect,
    Response, Sequence, SequenceStep,
};
pub use policy_transport::{PolicyTransport, own_cors_headers};
pub use read::{InvalidCase, Item, MAX_CASES_BYTES, ReadError, read_cases};
pub use run::{run_case, run_invalid, run_sequence};
pub use story::{
    Answer, Difference, DifferenceKind, Fix, InBrowser, Network, NoResponse, NoResponseKind,
    Questions, Recorded, Recorder, Run, Story, fix_in_policy, header_text,
};
pub use verdict::{FailureWire, RequestWire, Verdict};
