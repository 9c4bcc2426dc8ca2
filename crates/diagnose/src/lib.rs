//! What a browser's error message means, and what a browser prints.
//!
//! To a page every failed `fetch()` is the same `TypeError`; only the console says more, each engine
//! in its own words. Here is what they print, for both directions: [`diagnose_message`] finds the
//! messages in a text that a person pasted and names the causes they may have, and
//! [`console_messages`] writes what an engine prints for a fetch that failed. Both use the same
//! [`Template`]s, so what is written is what is recognised.
//!
//! A [`Cause`] is a file, `causes/<code>.md`: the messages that may mean it, the step of the Fetch
//! standard, who must act, and the fix. `cargo xtask codegen` makes a table of them.
//!
//! What it is not: a browser, an HTTP client or a judge of headers. It reads text and does no I/O.
//! One message may mean several causes: the answer is a list by likelihood, and each entry says what
//! to look at.
//!
//! ```
//! use corsmith_diagnose::diagnose_message;
//!
//! let diagnoses = diagnose_message(
//!     "[Error] Preflight response is not successful. Status code: 405
//!      [Error] Fetch API cannot load https://api.example/orders due to access control checks.",
//! )?;
//! assert_eq!(diagnoses.len(), 1);
//! assert_eq!(diagnoses[0].candidates[0].cause.code, "preflight-status");
//! # Ok::<(), corsmith_diagnose::TextTooLong>(())
//! ```

pub mod capture;
mod captures;
mod cause;
mod causes;
mod console;
mod context;
mod cut_off;
mod diagnosis;
mod engine_messages;
mod failed_fetch;
mod group;
mod localised;
mod mask;
mod matched_message;
mod page;
mod pasted;
mod pattern;
mod refine;
mod scan;
mod standing;
mod template;
mod terminal;

use mask::mask;

pub use captures::Captures;
pub use cause::{Actor, Age, Cause, CauseKind, Message, cause, causes};
pub use console::{console_messages, page_error};
pub use diagnosis::{Candidate, Diagnosis, MAX_TEXT_BYTES, TextTooLong, diagnose_message};
pub use failed_fetch::{FailedFetch, Initiator};
pub use matched_message::MatchedMessage;
pub use page::{HEADINGS, current_messages, index, page};
pub use standing::Standing;
pub use template::Template;
