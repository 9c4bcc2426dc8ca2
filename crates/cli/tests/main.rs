//! The command as users run it: one module a subcommand, all through the binary.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure here is a failed test")]

mod action;
mod bad_input;
mod baseline;
mod build;
mod changing;
mod completions;
mod deployed;
mod diagnose;
mod examples;
mod help;
mod import;
mod infer;
mod init;
mod lint;
mod man;
mod mcp;
mod output;
mod respond;
mod rule;
mod scan;
mod scan_from;
mod scan_policy;
mod scan_report;
mod scan_site;
mod scan_stop;
mod scan_targets;
mod schema;
mod serve;
mod simulate_cases;
mod simulate_live;
mod simulate_story;
mod targets;
mod test;
mod verify;

pub(crate) use test::{POLICY, Test};
