//! `corsmith-proof [TARGET…]`: proves the targets' servers, or all of them, and prints a table.

use std::io::Write;
use std::process::ExitCode;

use corsmith_proof::prove::{corpus, prove, table};
use corsmith_proof::server::{Server, all, of_target};

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    // A reader that goes away ends the program at the next server; there is nobody to tell.
    let mut say = |text: &str| {
        let _ = writeln!(err, "{text}");
    };
    if let Some(unknown) = names.iter().find(|name| of_target(name).next().is_none()) {
        let known: Vec<_> = all().map(Server::target).collect();
        say(&format!("error: no server proves `{unknown}`; there are {}", known.join(", ")));
        return ExitCode::from(2);
    }
    let policies = match corpus() {
        Ok(policies) => policies,
        Err(error) => {
            say(&format!("error: {error}"));
            return ExitCode::from(3);
        }
    };
    let mut outcomes = Vec::new();
    let mut failed = false;
    for server in all() {
        if !names.is_empty() && !names.iter().any(|name| name == server.target()) {
            continue;
        }
        say(&format!("proving {} with {} policies", server.name(), policies.len()));
        match prove(server, &policies) {
            Ok(outcome) => {
                failed |= !outcome.holds();
                outcomes.push(outcome);
            }
            // Without a server its proofs are left out, but never where it was asked for or in CI.
            Err(error) if error.is_not_installed() && names.is_empty() && !is_strict() => {
                say(&format!("left out: {}: {error}", server.name()));
            }
            Err(error) => {
                failed = true;
                say(&format!("error: {}: {error}", server.name()));
            }
        }
    }
    let _ = write!(out, "{}", table(&outcomes));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Continuous integration must not pass by proving less.
fn is_strict() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}
