//! What three browsers printed, line for line.
//!
//! The files in `tests/observed/` were written by Chromium, Firefox and WebKitGTK, whose pages asked
//! servers on loopback addresses that were made to fail in one way each. A block is a heading with
//! the cause, and the lines of the console.

use corsmith_diagnose::{Diagnosis, diagnose_message};
use corsmith_fetch::Engine;

const FILES: [(Engine, &str); 3] = [
    (Engine::Chromium, include_str!("observed/chromium.txt")),
    (Engine::Firefox, include_str!("observed/firefox.txt")),
    (Engine::WebKit, include_str!("observed/webkit.txt")),
];

/// Causes that the engine does not tell from a likelier one.
fn is_second(engine: Engine, code: &str, lines: &str) -> bool {
    match engine {
        Engine::Chromium => {
            matches!(code, "redirect-mode" | "redirect-scheme" | "preflight-connection-failed")
        }
        Engine::Firefox => {
            // No message of its own, or the status of an error page.
            lines.contains("did not succeed). Status code: (null)") && !lines.contains("header")
                || matches!(code, "redirect-tainted-origin" | "redirect-scheme" | "url-credentials")
                || lines.contains("Invalid request method")
                || lines.contains("blob:")
                // A module's script has two lines, as a preflight has.
                || code == "allow-origin-missing" && lines.contains("did not succeed")
                || lines.contains("code: 500")
                || code == "preflight-redirect" && lines.contains("missing). Status code: 301")
        }
        Engine::WebKit => {
            lines.contains("is not allowed by Access-Control-Allow-Origin")
                || code.starts_with("preflight-")
                || lines.contains("URL is not valid")
                // No reason at all, or another's.
                || matches!(code, "same-origin-mode" | "invalid-data-url" | "redirect-location" | "connection-failed")
        }
    }
}

#[test]
fn every_observed_message_means_the_cause_it_was_made_by() {
    let mut failures = Vec::new();
    for (engine, file) in FILES {
        let mut blocks = file.split("\n== ");
        assert!(blocks.next().is_some_and(|head| head.starts_with("# What ")));
        let mut count = 0;
        for block in blocks {
            let (code, lines) = block.split_once('\n').unwrap();
            let diagnoses = diagnose_message(lines).unwrap();
            let first = |it: &Diagnosis| it.candidates[0].cause.code == code;
            let any = |it: &Diagnosis| it.candidates.iter().any(|it| it.cause.code == code);
            let named = if is_second(engine, code, lines) {
                diagnoses.iter().any(any)
            } else {
                diagnoses.len() == 1 && diagnoses.iter().all(first)
            };
            if !named || diagnoses.iter().any(|it| it.message.engine != Some(engine)) {
                let found: Vec<_> = diagnoses
                    .iter()
                    .map(|it| {
                        (
                            it.message.id,
                            it.candidates.iter().map(|it| it.cause.code).collect::<Vec<_>>(),
                        )
                    })
                    .collect();
                failures.push(format!("{engine} {code}: {found:?}\n{lines}\n"));
            }
            count += 1;
        }
        assert!(count > 50, "{engine}: {count} blocks");
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.concat());
}
