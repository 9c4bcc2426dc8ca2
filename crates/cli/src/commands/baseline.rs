//! `corsmith baseline`.

use std::path::PathBuf;

use clap::Args;
use corsmith_report::grouped;
use corsmith_report::scan::ScanReport;
use corsmith_report::scan::compare::BaselineWriter;
use corsmith_scan::{JudgeOptions, Recording, judge};

use super::scan::options::JudgeArguments;
use super::scan::output::Output;
use super::scan::subject::Subject;
use crate::error::Error;
use crate::exit::Exit;
use crate::files::{self, Overwrite, Pending};
use crate::interrupt;
use crate::out::Out;

/// Most targets without an answer that are named.
const MAX_SHOWN: usize = 20;

/// Scan a site, and write down what is found as known
///
/// Later scans are compared with the file: `corsmith scan --compare` says what is new and what is
/// fixed, and fails only for what is new or graver than before. So a site that has findings can be
/// checked in CI from today on.
///
/// The file is for version control: in order, a finding a line, without times and exchanges, so that
/// it changes only where the site does. Scan later with the same options, since what is not asked
/// about again is neither new nor fixed.
#[derive(Args)]
#[command(after_help = "\
Examples:
  corsmith baseline https://www.example.com
  corsmith scan https://www.example.com --compare corsmith-baseline.json
  corsmith baseline https://api.example.com/orders --i-own-this --profile api --out api.json
  corsmith baseline --list hosts.txt --out known.json --suppress 'CS356=the framework sets it'

Exit codes:
  0  the file is written, whatever was found
  2  the command line, a URL or a file is wrong
  3  a target did not answer, or not enough for a grade; or the file cannot be written
  130, 143  Ctrl-C or SIGTERM stopped it, and nothing is written")]
pub(crate) struct Baseline {
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    judge: JudgeArguments,
    /// Write the baseline to this file; an older baseline is replaced
    #[arg(
        long,
        value_name = "FILE",
        default_value = "corsmith-baseline.json",
        help_heading = "The baseline"
    )]
    out: PathBuf,
    /// Replace a file that Corsmith did not generate
    #[arg(long, help_heading = "The baseline")]
    force: bool,
}

impl Baseline {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        files::keep(&self.subject.files(), &[("--out", Some(&self.out))])?;
        let judging = self.judge.options(out)?;
        interrupt::listen()?;
        // A file that cannot be written is known before anything is sent.
        let mut file = Pending::new(&self.out, Overwrite::Ours.or_force(self.force))?;
        let writer = BaselineWriter::default();
        let mut known = KnownFindings { judging, writer, unanswered: 0 };
        let exit = self.subject.run(&mut known, out)?;
        let path = self.out.display();
        let written = known.writer.end();
        if let Some(more) = known.unanswered.checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
            out.note(&format!("{} more did not answer", grouped(more)));
        }
        if matches!(exit, Exit::Stopped(_)) {
            out.note(&format!("`{path}` is not written: it would lack what was not asked"));
            return Ok(exit);
        }
        if written.answered == 0 {
            return Err(Error::outside(format!("no target answered, and `{path}` is not written")));
        }
        file.write(&written.text)?;
        file.finish()?;
        out.result(&format!("wrote {path}: {}\n", written.sentence))?;
        out.note(&format!("compare with it: `corsmith scan ... --compare {path}`"));
        Ok(exit)
    }
}

/// Collects what is known.
struct KnownFindings {
    judging: JudgeOptions,
    writer: BaselineWriter,
    unanswered: usize,
}

impl Output for KnownFindings {
    fn add(
        &mut self,
        recording: Recording,
        started_at: String,
        out: &mut Out,
    ) -> Result<(), Error> {
        let judgement = judge(&recording, &self.judging);
        let url = recording.target.url.clone();
        let report = ScanReport::new(recording, judgement, self.judging.profile, started_at);
        let what = match report.ungraded {
            Some(_) => "has no grade",
            None => "did not answer",
        };
        let failure = self.writer.add(&report).map_err(|error| {
            Error::input(format!("{error}, and with {url} it would have more"))
                .help("write several baselines, each of a part of the list")
        })?;
        if let Some(failure) = failure {
            self.unanswered += 1;
            if self.unanswered <= MAX_SHOWN {
                out.note(&format!("{url} {what}: {failure}"));
            }
        }
        Ok(())
    }
}
