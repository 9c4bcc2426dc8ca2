//! Asking a deployed site what it does, and judging what it answers.
//!
//! **Probes** ask and never judge, **checks** judge what was recorded and never send. Between them
//! is a [`Recording`]: every request and every answer, byte for byte. What carries the requests is
//! a [`Transport`]; this crate has none, opens no socket and reads no clock.
//!
//! * [`record`] runs the probes over a transport;
//! * [`judge()`] runs the checks over a recording;
//! * [`grade()`] says how good what was found is as a whole;
//! * [`verify`] compares a deployed site with its policy, and [`infer`] learns a policy from one;
//! * [`evidence`] writes an exchange so that people can repeat it.

mod asking;
mod bystander;
mod cache_control;
mod chain;
mod challenge;
mod check;
mod checks;
mod cookie;
mod covering;
mod csp;
mod declare;
pub mod evidence;
mod exchange;
mod failure;
mod fetch_metadata;
mod finding;
mod fix_line;
mod grade;
mod hole;
mod hsts;
mod http_date;
pub mod infer;
mod integrity;
mod json_field;
mod judge;
mod label;
mod lookalike;
mod mdn;
mod mixed_content;
#[cfg(test)]
mod model_site;
mod neighbour;
mod options;
mod origin_kind;
mod own_fields;
mod page;
mod patience;
mod preflights;
mod probe;
mod probes;
mod publishable;
mod published;
mod readable;
mod record;
mod recording;
mod referrer_policy;
mod request;
mod response;
#[cfg(test)]
mod scripted;
mod server;
mod shown;
mod structured;
mod target;
mod transport;
mod unanswered;
#[cfg(test)]
mod vectors;
pub mod verify;
mod visited;

pub use check::{Check, CheckContext, CheckMeta, Profile, Profiles, Topic, checks, find_check};
pub use covering::covers;
pub use csp::{
    Csp, CspList, Delivery, Directive, MAX_CSP_BYTES, MAX_CSP_DIRECTIVES, MAX_CSP_POLICIES,
    MAX_CSP_VALUES,
};
pub use exchange::{Exchange, Tls};
pub use failure::{Failure, FailureKind, MAX_FAILED_BYTES, Stage};
pub use finding::{Confidence, Finding, HeaderFix, Severity};
pub use fix_line::fix_line;
pub use grade::{Accepted, Cap, Grade, Letter, Point, RUBRIC, grade, ungraded};
pub use judge::{JudgeOptions, Judgement, Suppression, judge};
pub use label::Label;
pub use mdn::{
    MDN_ALGORITHM_VERSION, MdnRefusal, MdnResult, MdnScore, MdnTest, PreloadScope, Preloads,
    mdn_grade, mdn_score,
};
pub use options::{
    DEFAULT_BUDGET, MAX_FAILURES, MAX_HOPS, MAX_METHODS, MAX_PATHS, MAX_RETRY_AFTER_SECONDS,
    RedirectReach, ScanOptions,
};
pub use origin_kind::OriginKind;
pub use page::{Load, LoadKind, MAX_LOADS, Page};
pub use probe::{Ask, Probe, ProbeContext, ProbeMeta, ProbeMode, Purpose, Redirects, probes};
pub use published::{check_file_name, check_index, check_page};
pub use record::record;
pub use recording::{Asked, Entry, Recording, Resource};
pub use request::{MAX_BODY_BYTES, Request};
pub use response::{Body, Response, Version};
pub use server::{RecognisedServer, ServerSoftware};
pub use target::{Target, TargetError, registrable};
pub use transport::Transport;
