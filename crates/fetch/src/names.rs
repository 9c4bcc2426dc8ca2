//! The names of the header fields of the CORS protocol, spelled as responses spell them.
//!
//! Field names are case-insensitive: compare with `eq_ignore_ascii_case`.
//!
//! ```
//! use corsmith_fetch::names;
//!
//! assert!("access-control-allow-origin".eq_ignore_ascii_case(names::ACCESS_CONTROL_ALLOW_ORIGIN));
//! ```

/// `Origin`: who asks ([#origin-header](https://fetch.spec.whatwg.org/#origin-header)).
pub const ORIGIN: &str = "Origin";
/// `Vary`: the request fields a response depends on (RFC 9110, section 12.5.5).
pub const VARY: &str = "Vary";
/// `Authorization`: the one name `*` never covers (RFC 9110, section 11.6.2).
pub const AUTHORIZATION: &str = "Authorization";
/// `Access-Control-Request-Method`: on a CORS-preflight request, the method to come.
pub const ACCESS_CONTROL_REQUEST_METHOD: &str = "Access-Control-Request-Method";
/// `Access-Control-Request-Headers`: on a CORS-preflight request, the header names to come.
pub const ACCESS_CONTROL_REQUEST_HEADERS: &str = "Access-Control-Request-Headers";
/// `Access-Control-Request-Private-Network`: sent by Chromium until Private Network Access was
/// withdrawn in favour of a permission prompt.
pub const ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK: &str = "Access-Control-Request-Private-Network";
/// `Access-Control-Allow-Origin`: on any response, the origin that may read it.
pub const ACCESS_CONTROL_ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";
/// `Access-Control-Allow-Credentials`: on any response, `true` or nothing.
pub const ACCESS_CONTROL_ALLOW_CREDENTIALS: &str = "Access-Control-Allow-Credentials";
/// `Access-Control-Allow-Methods`: on a CORS-preflight response.
pub const ACCESS_CONTROL_ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
/// `Access-Control-Allow-Headers`: on a CORS-preflight response.
pub const ACCESS_CONTROL_ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";
/// `Access-Control-Max-Age`: on a CORS-preflight response, in seconds.
pub const ACCESS_CONTROL_MAX_AGE: &str = "Access-Control-Max-Age";
/// `Access-Control-Expose-Headers`: on a response that is not to a CORS-preflight request.
pub const ACCESS_CONTROL_EXPOSE_HEADERS: &str = "Access-Control-Expose-Headers";
/// `Access-Control-Allow-Private-Network`: the withdrawn answer to
/// [`ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK`].
pub const ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK: &str = "Access-Control-Allow-Private-Network";
/// `Timing-Allow-Origin`: who may read the timing of a response.
pub const TIMING_ALLOW_ORIGIN: &str = "Timing-Allow-Origin";
/// `Cross-Origin-Resource-Policy`: judged for responses of mode `no-cors` only.
pub const CROSS_ORIGIN_RESOURCE_POLICY: &str = "Cross-Origin-Resource-Policy";

/// The value that stands for anything where credentials are not included.
pub const WILDCARD: &str = "*";
/// The serialisation of an opaque origin.
pub const NULL: &str = "null";
