//! The CORS part of the [Fetch standard](https://fetch.spec.whatwg.org/), as pure functions.
//!
//! What it is: origins and their serialisation, methods, header names, the CORS-safelisted
//! request-headers, the CORS check, the judgement of a CORS-preflight response, the header names a
//! script may read, and the sorting of requests into CORS-preflight, actual and neither. Each
//! function names its anchor in the standard and numbers its steps as the standard does.
//!
//! What it is not: an HTTP client, a server, a policy, or a parser of whole messages. It does no
//! I/O, reads no clock and no environment, keeps no state, and never panics. Every input has a
//! documented limit: see [`MAX_SERIALIZED_ORIGIN_LENGTH`].
//!
//! Two types stand for an origin. [`Origin`] owns its text and is read *leniently* from what people
//! write (`HTTPS://Bücher.example:443`), or refused with a reason. [`SerializedOrigin`] borrows a
//! request's `Origin` header and accepts only what a browser can have written, without allocating.
//! Whatever an [`Origin`] serialises to, [`SerializedOrigin`] accepts, and the reverse.
//!
//! ```
//! use corsmith_fetch::{
//!     ActualRequest, CredentialsMode, HeaderList, Origin, PreflightFailure, PreflightFlag,
//!     cors_check, cors_preflight_check, cors_unsafe_request_header_names,
//! };
//!
//! // What a page's script asks for.
//! let origin = Origin::parse("https://app.example")?;
//! let request = HeaderList::from([("Content-Type", "application/json"), ("Authorization", "x")]);
//! let unsafe_names = cors_unsafe_request_header_names(&request);
//! assert_eq!(unsafe_names, ["authorization", "content-type"]);
//!
//! // What the server answers to the CORS-preflight request.
//! let preflight = HeaderList::from([
//!     ("Access-Control-Allow-Origin", "*"),
//!     ("Access-Control-Allow-Methods", "*"),
//!     ("Access-Control-Allow-Headers", "*"),
//! ]);
//! let actual = ActualRequest {
//!     method: "PUT",
//!     unsafe_names: &unsafe_names,
//!     credentials: CredentialsMode::SameOrigin,
//!     use_cors_preflight_flag: PreflightFlag::Unset,
//! };
//! assert_eq!(cors_check(&origin, actual.credentials, &preflight), Ok(()));
//! // `*` covers any header name but `Authorization`.
//! assert_eq!(
//!     cors_preflight_check(&origin, &actual, 204, &preflight),
//!     Err(PreflightFailure::AuthorizationNotAllowed),
//! );
//! # Ok::<(), corsmith_fetch::OriginError>(())
//! ```

mod cors_check;
mod credentials;
mod deviation;
mod exposed;
mod fetch;
mod header_list;
mod header_name;
mod host;
mod ipv6;
mod method;
mod mime;
pub mod names;
mod network_error;
mod origin;
mod origin_error;
mod page;
mod port;
mod preflight_cache;
mod preflight_check;
mod profile;
mod quoted;
mod range;
mod request;
mod request_category;
mod resource_policy;
mod response;
mod safelisted_request_header;
mod scheme;
mod serialized_origin;
mod trace;

pub use cors_check::{CorsCheckFailure, cors_check};
pub use credentials::CredentialsMode;
pub use deviation::Deviation;
pub use exposed::cors_exposed_header_names;
pub use fetch::{
    AwaitingPreflight, AwaitingResponse, Browser, Failure, HttpRequest, Outcome, State, Transport,
    fetch, start,
};
pub use header_list::{Extracted, HeaderList, extract_list, extract_max_age};
pub use header_name::{
    is_cors_non_wildcard_request_header_name, is_cors_safelisted_request_header_name,
    is_cors_safelisted_response_header_name, is_forbidden_request_header,
    is_forbidden_request_header_name, is_forbidden_response_header_name, is_header_name,
};
pub use host::{HostError, ParsedHost, parse_host};
pub use method::{is_cors_safelisted_method, is_forbidden_method, is_method, normalize_method};
pub use network_error::{ExchangeKind, NetworkError, is_redirect_status};
pub use origin::{MAX_SERIALIZED_ORIGIN_LENGTH, Origin, TupleOrigin};
pub use origin_error::OriginError;
pub use page::deviations;
pub use port::is_bad_port;
pub use preflight_cache::{CacheEntry, Granted, MAX_CACHE_ENTRIES, PreflightCache};
pub use preflight_check::{
    ActualRequest, DEFAULT_MAX_AGE_SECONDS, PreflightFailure, PreflightFlag, PreflightGrant,
    cors_preflight_check,
};
pub use profile::{Engine, Profile};
pub use quoted::{escaped, is_invisible};
pub use request::{RedirectMode, ReferrerPolicy, Request, RequestError, RequestInit, RequestMode};
pub use request_category::{RequestCategory, categorize};
pub use resource_policy::{ResourcePolicyFailure, resource_policy_check};
pub use response::{FilteredResponse, HttpResponse, ResponseTainting, ResponseType};
pub use safelisted_request_header::{
    cors_unsafe_request_header_names, is_cors_safelisted_request_header,
    is_no_cors_safelisted_request_header,
};
pub use scheme::{default_port, is_scheme, is_special_scheme};
pub use serialized_origin::{RequestOrigin, SerializedOrigin};
pub use trace::{Algorithm, Decision, Step, Trace, TraceEntry};
