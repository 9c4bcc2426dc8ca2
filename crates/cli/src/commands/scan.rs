//! `corsmith scan`.

mod given;
mod live;
mod options;
mod output;
mod progress;
mod targets;

use std::path::PathBuf;

use clap::Args;
use corsmith_scan::Severity;

use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;
use options::{AskOptions, JudgeArguments};
use output::{Output, OutputArguments};

/// Ask a deployed site what it does, and judge its CORS and security headers
///
/// Without --i-own-this one ordinary request is sent, as a browser's visit, and what it shows is
/// judged. With it every probe is sent: what strangers' pages, look-alike domains, `null` and
/// preflights are answered, some 80 requests for each path.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith scan https://www.example.com
  corsmith scan https://api.example.com/orders --i-own-this --profile api
  corsmith scan --list hosts.txt --format sarif --out corsmith.sarif --fail-on medium
  corsmith scan http://localhost:3000 --allow-private --i-own-this --path /api/me --path /health
  corsmith scan --from answer.txt https://api.example.com/   # the output of curl -i, or a HAR file
  corsmith scan https://www.example.com --suppress 'CS341=the framework sets it'

A list has one URL a line; empty lines and those that begin with # are passed over. It is read as
the scan goes on, however long it is. Ctrl-C stops, and what is known by then is printed.

Exit codes:
  0  fine
  1  findings at or above --fail-on
  2  the command line, a URL or a file is wrong
  3  a target did not answer, or a file cannot be written")]
pub(crate) struct Scan {
    /// What to scan: URLs, or hosts, which are taken for https. With --from, where the answers are
    /// from
    #[arg(value_name = "URL", required_unless_present_any = ["list", "from"])]
    urls: Vec<String>,
    /// Read URLs from this file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["urls", "from"])]
    list: Option<PathBuf>,
    /// Judge saved answers and send nothing: header lines, the output of `curl -i`, or a HAR file;
    /// `-` is standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    ask: AskOptions,
    #[command(flatten)]
    judge: JudgeArguments,
    #[command(flatten)]
    output: OutputArguments,
}

impl Scan {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let judging = self.judge.judging(out)?;
        let mut output = Output::new(&self.output, judging)?;
        let mut exit = Exit::Fine;
        if let Some(file) = &self.from {
            given::run(file, &self.urls, &mut output, out)?;
        } else {
            exit = live::run(&self.urls, self.list.as_deref(), &self.ask, &mut output, out)?;
        }
        let worst = output.finish(out)?;
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
