//! `corsmith`: one CORS policy, explained, checked, and written as configuration.

mod args;
mod commands;
mod error;
mod exit;
mod files;
mod format;
mod input;
mod out;
mod paragraph;
mod requests;
mod shown;

use std::process::ExitCode;

fn main() -> ExitCode {
    args::run().into()
}
