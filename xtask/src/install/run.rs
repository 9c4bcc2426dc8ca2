//! Running an installer's program and turning its failure into one line.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

/// The longest reason that is shown, in characters.
const REASON_LIMIT: usize = 300;

/// Runs `command` without input and returns both its outputs, standard output first.
pub(super) fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("no `{program}` on this machine"),
        _ => format!("`{program}` could not be run: {error}"),
    })?;
    let (said, complaint) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        return Ok(format!("{said}{complaint}"));
    }
    let reason = reason(if complaint.trim().is_empty() { &said } else { &complaint });
    Err(format!("`{program}` failed ({}): {reason}", output.status))
}

/// The line that most likely says why: the first that calls itself an error, else the last.
fn reason(text: &str) -> String {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = |line: &&str| {
        ["E:", "ERROR", "error", "npm error", "npm ERR!"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let line = lines().find(error).or_else(|| lines().next_back()).unwrap_or("it said nothing");
    line.chars().take(REASON_LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_line_that_says_error() {
        let cases = [
            (
                "Reading package lists...\nE: Unable to locate package nginx\nbye",
                "E: Unable to locate package nginx",
            ),
            ("one\n\ntwo\n", "two"),
            ("", "it said nothing"),
        ];
        for (text, expected) in cases {
            assert_eq!(reason(text), expected);
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("corsmith-no-such-program")).unwrap_err();
        assert_eq!(error, "no `corsmith-no-such-program` on this machine");
    }
}
