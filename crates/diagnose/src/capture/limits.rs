//! How much is taken from outside. What lies beyond a limit is left out, and said to be left out.

/// Bytes of a HAR file that are read: 1 GiB.
pub const MAX_HAR_BYTES: u64 = 1 << 30;

/// Entries of a HAR file that are read.
pub const MAX_HAR_ENTRIES: usize = 100_000;

/// Pages of a HAR file whose address is remembered.
pub const MAX_HAR_PAGES: usize = 1000;

/// How deeply the arrays and objects of a HAR file may be nested. The deepest that browsers write
/// are the call stacks of Chromium's `_initiator`, each the parent of the next.
pub const MAX_HAR_DEPTH: usize = 256;

/// Bytes of a string of a HAR file that are kept: the rest is read and dropped. `data:` URLs are
/// the long ones.
pub const MAX_STRING_BYTES: usize = 16 * 1024;

/// Headers of one message that are kept.
pub const MAX_HEADERS: usize = 256;

/// Bytes of names and values of one message's headers that are kept. Servers take 8 to 64 KiB.
pub const MAX_HEADER_LIST_BYTES: usize = 64 * 1024;

/// Bytes of exchanges that [`explain_har`](super::explain_har) keeps at one time, by its own count:
/// 16 MiB. A preflight and its request, and the hops of a redirect, may be far apart in the file.
pub const MAX_KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Exchanges that are taken from one pasted text.
pub const MAX_CURL_EXCHANGES: usize = 1000;
