//! The table that `cargo xtask prove` prints.

use std::fmt::Write;

use super::ProofOutcome;

/// How many undeclared differences are shown in full for one server.
const SHOWN: usize = 20;

/// One line a server, then what does not hold, in full.
#[must_use]
pub fn table(outcomes: &[ProofOutcome]) -> String {
    let mut text = String::new();
    let header = ["server", "version", "policies", "refused", "requests", "differences", "verdict"];
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(outcomes.iter().map(row));
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..header.len()).map(width).collect();
    for row in &rows {
        for (cell, width) in row.iter().zip(&widths) {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{cell:<width$}  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    for outcome in outcomes {
        details(outcome, &mut text);
    }
    text
}

fn row(outcome: &ProofOutcome) -> [String; 7] {
    let undeclared = outcome.undeclared().count();
    let declared: usize = outcome.declared().iter().map(|(_, count)| count).sum();
    [
        outcome.server.to_owned(),
        outcome.version.clone(),
        outcome.proven().to_string(),
        outcome.policies.iter().filter(|policy| policy.refused.is_some()).count().to_string(),
        outcome.requests().to_string(),
        format!("{undeclared} undeclared, {declared} declared"),
        if outcome.holds() { "holds" } else { "FAILS" }.to_owned(),
    ]
}

fn details(outcome: &ProofOutcome, text: &mut String) {
    let server = outcome.server;
    for policy in &outcome.policies {
        if let Some(why) = &policy.refused {
            let _ = writeln!(text, "\n{server} refuses `{}`: {why}", policy.policy);
        }
        if let Some(why) = &policy.failed {
            let _ = writeln!(text, "\n{server} fails with `{}`: {why}", policy.policy);
        }
    }
    for (deviation, count) in outcome.declared() {
        let place =
            deviation.endpoint.map_or(String::new(), |endpoint| format!(" on `{endpoint}`"));
        let kind = deviation.difference;
        if count == 0 {
            let _ = writeln!(
                text,
                "\n{server} declares {kind}{place}, and it was not seen: it has healed, so remove it"
            );
        }
    }
    let kinds = outcome.undeclared_kinds();
    if !kinds.is_empty() {
        let kinds: Vec<_> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let _ = writeln!(text, "\n{server} differs: {}", kinds.join(", "));
    }
    for (policy, seen) in outcome.undeclared().take(SHOWN) {
        let _ = writeln!(text, "  {policy}: {}\n    {}", seen.request.name, seen.difference);
    }
    if outcome.proven() < outcome.policies.len() && !outcome.holds() && kinds.is_empty() {
        let _ = writeln!(
            text,
            "\n{server} ran {} policies, and at least 25 are wanted",
            outcome.proven()
        );
    }
}
