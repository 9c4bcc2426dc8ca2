//! What people paste of a failing fetch: `curl` output, commands that DevTools copied, HAR files.
//!
//! Three steps, each of use alone. [`mask`] takes the secrets out of a text; [`read_curl`] and
//! [`read_har`] find the [`CapturedExchange`]s in it; [`explain_exchanges`] runs the state machine of
//! [`corsmith_fetch`] on their headers and says what became of each. [`explain_har`] does all of it
//! in one go and in bounded memory.
//!
//! ```
//! use corsmith_diagnose::capture::{ExchangeVerdict, explain_exchanges, read_curl};
//!
//! let pasted = "\
//! $ curl -i -H 'Origin: https://app.example' https://api.example/orders
//! HTTP/2 401
//! content-type: application/json
//! ";
//! let findings = explain_exchanges(&read_curl(pasted));
//! let ExchangeVerdict::Fails { code, .. } = &findings[0].verdict else { unreachable!() };
//! assert_eq!(*code, "allow-origin-missing");
//! ```

mod curl;
mod exchange;
mod explain;
mod har;
mod limits;
mod mask;

pub use curl::read_curl;
pub use exchange::CapturedExchange;
pub use explain::{
    Assumption, ExchangeFinding, ExchangeVerdict, KnownPage, explain_exchanges,
    explain_exchanges_of,
};
pub use har::{HarEnd, HarError, HarReport, HarSummary, explain_har, read_har};
pub use limits::{
    MAX_CURL_EXCHANGES, MAX_HAR_BYTES, MAX_HAR_DEPTH, MAX_HAR_ENTRIES, MAX_HAR_PAGES,
    MAX_HEADER_LIST_BYTES, MAX_HEADERS, MAX_KEPT_BYTES, MAX_STRING_BYTES,
};
pub use mask::{MASKED, mask};
