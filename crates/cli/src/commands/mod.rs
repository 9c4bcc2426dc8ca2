//! One file a subcommand.

mod advice;
pub(crate) mod baseline;
pub(crate) mod build;
pub(crate) mod completions;
pub(crate) mod diagnose;
pub(crate) mod import;
pub(crate) mod infer;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod man;
pub(crate) mod mcp;
pub(crate) mod respond;
pub(crate) mod rule;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod simulate;
pub(crate) mod targets;
pub(crate) mod verify;
