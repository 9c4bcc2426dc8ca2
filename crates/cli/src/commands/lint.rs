//! `corsmith lint`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use corsmith_lint::{Finding, Severity, lint_every_environment};
use corsmith_report::{Counts, FileFindings, Source, Styling, github, json, sarif, text};

use crate::error::Error;
use crate::exit::Exit;
use crate::input::{self, InputOptions, is_stdin};
use crate::out::Out;

/// Say what is wrong or dangerous in policies
///
/// A document that is no policy has findings too: this command fails with 2 or 3 only where it
/// could not read one, or where the command line is wrong.
///
/// Without --env the policy as it stands and every environment of the document are judged, and a
/// finding says which environments it is about. A variable that is unset in an environment is an
/// info then.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith lint corsmith.toml
  corsmith lint policies/*.toml --env production --deny warnings
  corsmith lint corsmith.toml --format sarif > corsmith.sarif
  cat corsmith.yaml | corsmith lint - --input-format yaml

Exit codes:
  0  no finding from --deny on
  1  findings from --deny on: by default errors
  2  the command line is wrong, or a file is not there, too long, or of an unknown format
  3  a file cannot be read")]
pub(crate) struct Lint {
    /// Policies: TOML, YAML or JSON files; `-` is standard input
    #[arg(required = true, value_name = "POLICY", value_parser = input::policy_path)]
    policies: Vec<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    /// How findings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = LintFormat::Text)]
    format: LintFormat,
    /// Exit with 1 from this severity on; by default from errors on
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LintFormat {
    /// For people: the line of the file, a caret, why, and help
    Text,
    /// One JSON document, `corsmith.lint/v1`
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions, which annotate a pull request
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    #[value(alias = "warning")]
    Warnings,
    #[value(alias = "infos")]
    Info,
}

impl Lint {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        if self.policies.iter().filter(|policy| is_stdin(policy)).count() > 1 {
            return Err(Error::input("standard input can be read once only"));
        }
        let mut unread = Exit::Fine;
        let mut linted = Vec::with_capacity(self.policies.len());
        for path in &self.policies {
            match lint(path, &self.input, out) {
                Ok(file) => linted.push(file),
                // One file that cannot be read does not hide what is wrong in the others.
                Err(error) => {
                    out.error(&error);
                    unread = unread.max(error.exit());
                }
            }
        }
        let files: Vec<_> =
            linted.iter().map(|(source, findings)| FileFindings::new(source, findings)).collect();
        match self.format {
            LintFormat::Text => print_text(&files, out)?,
            LintFormat::Json => out.result(&json(&files))?,
            LintFormat::Sarif => out.result(&sarif(&files))?,
            LintFormat::Github => out.result(&github(&files))?,
        }
        let threshold = match self.deny {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Info) => Severity::Info,
        };
        let mut findings = linted.iter().flat_map(|(_, findings)| findings);
        let denied = findings.any(|finding| finding.severity >= threshold);
        Ok(unread.max(if denied { Exit::Findings } else { Exit::Fine }))
    }
}

fn lint(
    path: &std::path::Path,
    options: &InputOptions,
    out: &mut Out,
) -> Result<(Source, Vec<Finding>), Error> {
    let loaded = input::load(path, options, out)?;
    let findings = lint_every_environment(&loaded.document, &loaded.resolution, &input::variable);
    Ok((loaded.source, findings))
}

fn print_text(files: &[FileFindings<'_>], out: &mut Out) -> Result<(), Error> {
    for file in files {
        out.styled(&text(*file, Styling::Ansi))?;
        out.result(&format!("{}: {}\n", file.source.name(), Counts::of(file.findings)))?;
    }
    Ok(())
}
