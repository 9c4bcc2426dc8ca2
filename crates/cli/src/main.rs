//! `corsmith`: one CORS policy, explained, checked, and written as configuration.

mod args;
mod commands;
mod error;
mod exit;
mod files;
mod format;
mod input;
mod interrupt;
mod out;
mod paragraph;
mod requests;
mod signal;
mod site;
mod stoppable;

use std::process::ExitCode;

/// A build of a policy is some thousand small allocations; see `cargo xtask bench site`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    args::run().into()
}
