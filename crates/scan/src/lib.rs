//! Asking a deployed site what it does, and judging what it answers.
//!
//! **Probes** ask and never judge, **checks** judge what was recorded and never send. Between them
//! is a [`Recording`]: every request and every answer, byte for byte. What carries the requests is
//! a [`Transport`]; this crate has none, opens no socket and reads no clock.
//!
//! * [`record`] runs the probes over a transport;
//! * [`judge()`] runs the checks over a recording.

mod check;
mod checks;
mod declare;
mod exchange;
mod failure;
mod finding;
mod judge;
mod label;
mod options;
mod origin_kind;
mod page;
mod probe;
mod probes;
mod record;
mod recording;
mod request;
mod response;
mod target;
mod transport;
#[cfg(test)]
mod vectors;

pub use check::{Check, CheckContext, CheckMeta, Profile, Profiles, Topic, checks, find_check};
pub use exchange::{Exchange, Tls};
pub use failure::{Failure, FailureKind, MAX_FAILED_BYTES, Stage};
pub use finding::{Confidence, Finding, HeaderFix, Severity};
pub use judge::{JudgeOptions, Judgement, Suppression, judge};
pub use label::Label;
pub use options::{
    DEFAULT_BUDGET, MAX_FAILURES, MAX_HOPS, MAX_METHODS, MAX_PATHS, MAX_RETRY_AFTER_SECONDS,
    ScanOptions,
};
pub use origin_kind::OriginKind;
pub use page::{Load, LoadKind, Page};
pub use probe::{Ask, Probe, ProbeContext, ProbeMeta, ProbeMode, Purpose, Redirects, probes};
pub use record::record;
pub use recording::{Entry, Recording, Resource};
pub use request::{MAX_BODY_BYTES, Request};
pub use response::{Body, Response, Version};
pub use target::{Target, TargetError, registrable};
pub use transport::Transport;
