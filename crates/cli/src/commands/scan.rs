//! `corsmith scan`.

mod compared;
mod fixing;
mod given;
mod live;
pub(super) mod options;
pub(super) mod output;
mod progress;
pub(super) mod subject;
mod targets;
mod written;

use clap::Args;
use corsmith_scan::Severity;

use crate::error::Error;
use crate::exit::Exit;
use crate::interrupt;
use crate::out::Out;
use fixing::PolicyArguments;
use options::JudgeArguments;
use output::{OutputArguments, Reports};
use subject::Subject;

/// Ask a deployed site what it does, and judge its CORS and security headers
///
/// Without --i-own-this one ordinary request is sent, as a browser's visit, and what it shows is
/// judged. With it every probe is sent: what strangers' pages, look-alike domains, `null` and
/// preflights are answered, some 120 requests, and some 90 for each further path.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith scan https://www.example.com
  corsmith scan https://api.example.com/orders --i-own-this --profile api
  corsmith scan --list hosts.txt --format sarif --out corsmith.sarif --fail-on medium
  corsmith scan http://localhost:3000 --allow-private --i-own-this --path /api/me --path /health
  corsmith scan --from answer.txt https://api.example.com/   # the output of curl -i, or a HAR file
  corsmith scan https://www.example.com --suppress 'CS356=the framework sets it'
  corsmith scan https://www.example.com --compare corsmith-baseline.json
  corsmith scan https://api.example.com --i-own-this --policy corsmith.toml --target nginx@1.18

A list has one URL a line; empty lines and those that begin with # are passed over. It is read as
the scan goes on, however long it is. Ctrl-C and SIGTERM stop it, and what is known by then is printed.

Exit codes:
  0  fine
  1  findings at or above --fail-on; with --compare, such as are new or graver than before
  2  the command line, a URL or a file is wrong, or the policy is refused
  3  a target did not answer, or not enough for a grade; or a file cannot be written
  130, 143  Ctrl-C or SIGTERM stopped it")]
pub(crate) struct Scan {
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    judge: JudgeArguments,
    #[command(flatten)]
    policy: PolicyArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl Scan {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let mut read = self.subject.files();
        read.extend(self.policy.file());
        self.output.keep(&read)?;
        interrupt::listen()?;
        let fixing = match self.policy.fixing(self.subject.reads_stdin(), out)? {
            Ok(fixing) => fixing,
            Err(refused) => return Ok(refused),
        };
        let judging = self.judge.options(out)?;
        let mut reports = Reports::new(&self.output, judging, fixing)?;
        let exit = self.subject.run(&mut reports, out)?;
        let worst = reports.finish(out)?;
        Ok(match (exit, self.output.fails(worst)) {
            (Exit::Fine, true) => Exit::Findings,
            (exit, _) => exit,
        })
    }
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Threshold {
    Info,
    Low,
    Medium,
    High,
    Critical,
    Never,
}

impl Threshold {
    fn severity(self) -> Option<Severity> {
        Some(match self {
            Self::Info => Severity::Info,
            Self::Low => Severity::Low,
            Self::Medium => Severity::Medium,
            Self::High => Severity::High,
            Self::Critical => Severity::Critical,
            Self::Never => return None,
        })
    }
}
