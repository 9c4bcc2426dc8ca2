//! Every limit on what comes from outside, in one place. Exceeding one is an error that names it.

/// Longest policy document, in bytes. A million origins of 60 bytes fit.
pub const MAX_DOCUMENT_BYTES: usize = 128 * 1024 * 1024;

/// Deepest nesting of a policy document. The deepest valid document needs five levels.
pub const MAX_DOCUMENT_DEPTH: usize = 16;

/// Most errors reported for one document; the rest are counted.
pub const MAX_ERRORS: usize = 200;

/// Most entries in `allow-methods`.
pub const MAX_METHODS: usize = 64;

/// Most entries in `allow-headers` and in `expose-headers`.
pub const MAX_HEADER_NAMES: usize = 256;

/// Most per-path policies, and most environments.
pub const MAX_PATHS: usize = 1_000;

/// Longest `match` of a per-path policy, in bytes.
pub const MAX_PATH_BYTES: usize = 1_024;

/// Most bytes that the variables of one document may expand to, all entries together.
pub const MAX_EXPANSION_BYTES: usize = 16 * 1024 * 1024;

/// Largest `max-age`, in seconds: Firefox's cap, and no engine caches longer.
pub const MAX_MAX_AGE: u32 = 86_400;

/// Longest `Access-Control-Request-Headers`, all lines together, in bytes. Browsers send one line
/// of unique names; 100 names of 40 bytes fit twice. rs/cors issue 170 shows why there is a bound.
pub const MAX_REQUEST_HEADERS_BYTES: usize = 8 * 1024;

/// Longest method that `*` in `allow-methods` covers, in bytes: with credentials it is echoed, and a
/// preflight may ask for a method of any length. Also how much of a denied method is shown.
pub const MAX_METHOD_BYTES: usize = 64;

/// Most empty members of `Access-Control-Request-Headers`. RFC 9110, section 5.6.1.2, asks a
/// recipient to accept "a reasonable number" of them; jub0bs/cors chose the same number.
pub const MAX_EMPTY_LIST_MEMBERS: usize = 16;
