//! How much a scan may take, and what is kept of it.

use std::time::Duration;

/// How long a report is kept.
pub const KEPT: Duration = Duration::from_hours(1);
/// Most reports that are kept; the ones that were asked for least lately go first.
pub const MAX_REPORTS: usize = 500;
/// Most bytes of memory that all reports together take, about; the same go first.
pub const MAX_REPORTS_BYTES: usize = 64 << 20;
/// Most bytes of memory that the answers of one scan take, about: no answer is asked for after that,
/// and the report says so. One server does not push out the reports of the others.
pub const MAX_SCAN_BYTES: usize = 4 << 20;
/// For how long whoever asks for the same scan gets the same report.
pub const CACHED: Duration = Duration::from_mins(1);
/// The longest URL that is scanned, in bytes: every request of a scan has it.
pub const MAX_URL_BYTES: usize = 2_048;
/// Scans that run at one time; others wait.
pub const MAX_RUNNING: usize = 8;
/// Scans that wait at one time; further ones are refused.
pub const MAX_WAITING: usize = 64;
/// Most requests of one scan, redirects included.
pub const MAX_REQUESTS: usize = 300;
/// How long one scan may take once it has begun.
pub const SCAN_TIME: Duration = Duration::from_mins(1);
/// Requests to one host per second.
pub const REQUESTS_PER_SECOND: u32 = 20;

/// How much longer than [`SCAN_TIME`] a scan is waited for that should have ended by itself.
pub(super) const GRACE: Duration = Duration::from_secs(10);
/// When to come back if there is no place, in seconds.
pub(super) const BUSY_SECONDS: u64 = 30;
