//! Reports, as they are made: to standard output or a file, one target after the other.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use corsmith_report::Styling;
use corsmith_report::scan::{Detail, HarWriter, ScanFormat, ScanReport, ScanWriter, WriterOptions};
use corsmith_scan::{JudgeOptions, Preloads, Recording, Severity, judge, mdn_score};

use super::fixing::Fixing;
use super::options::now;
use super::{Threshold, compared, written};
use crate::error::Error;
use crate::files::{self, Overwrite, Pending};
use crate::out::Out;

/// What recordings become, one after the other as they are made.
pub(in crate::commands) trait Output {
    /// Judges a recording and writes what comes of it.
    ///
    /// The scan began at `started_at`, as RFC 3339 writes it.
    fn add(&mut self, recording: Recording, started_at: String, out: &mut Out)
    -> Result<(), Error>;
}

/// Where reports go, in which format.
#[derive(Args)]
#[command(next_help_heading = "Reports")]
pub(super) struct OutputArguments {
    /// How reports are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatChoice::Text)]
    format: FormatChoice,
    /// Print everything that is known: evidence, requests to try, every point of the grade. Other
    /// formats than text always have it
    #[arg(long, short = 'v')]
    verbose: bool,
    /// Write the reports to this file instead of standard output; an older one is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Exit with 1 if something is found from this severity on; with --compare, only if it is new
    /// or graver than before
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::High)]
    fail_on: Threshold,
    /// Say what changed since this scan: a file that `corsmith baseline` or --format json wrote
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// The score that is printed
    #[arg(long, value_enum, value_name = "SCORE", default_value_t = Score::Corsmith)]
    score: Score,
    /// Also write every request and answer to this file, as HAR 1.2, its secrets masked
    #[arg(long, value_name = "FILE")]
    har_out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatChoice {
    /// For people
    Text,
    /// One JSON document, `corsmith.scan/v1`
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for test reports
    Junit,
    /// A page by itself
    Html,
    /// For pull requests and wikis
    Markdown,
    /// One line a finding, for spreadsheets
    Csv,
}

/// Whose score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Score {
    /// Corsmith's own
    Corsmith,
    /// By the published table of MDN HTTP Observatory, as well
    Mdn,
}

impl OutputArguments {
    /// Refuses to replace what the command reads; a baseline is read first and may be replaced.
    pub(super) fn keep(&self, read: &[&Path]) -> Result<(), Error> {
        let written = [("--out", self.out.as_deref()), ("--har-out", self.har_out.as_deref())];
        files::keep(read, &written)?;
        match &self.compare {
            Some(baseline) => files::keep(&[baseline], &written[1..]),
            None => Ok(()),
        }
    }

    /// Whether something as bad as `worst` fails the command.
    pub(super) fn fails(&self, worst: Option<Severity>) -> bool {
        self.fail_on.severity().is_some_and(|threshold| worst >= Some(threshold))
    }
}

/// Where reports go.
pub(super) struct Reports {
    judging: JudgeOptions,
    score: Score,
    fixing: Option<Fixing>,
    writer: ScanWriter,
    fail_on: Option<Severity>,
    file: Option<Pending>,
    har: Option<(HarWriter, Pending)>,
    has_begun: bool,
}

impl Reports {
    pub(super) fn new(
        arguments: &OutputArguments,
        judging: JudgeOptions,
        fixing: Option<Fixing>,
    ) -> Result<Self, Error> {
        let styling = if arguments.out.is_some() { Styling::Plain } else { Styling::Ansi };
        let detail = if arguments.verbose { Detail::Full } else { Detail::Brief };
        let threshold = arguments.fail_on.severity().unwrap_or(Severity::Low);
        let options = WriterOptions { styling, detail, threshold };
        let mut writer = ScanWriter::new(arguments.format.into(), options);
        if let Some(path) = &arguments.compare {
            writer = writer.comparing(compared::read(path)?);
        }
        // A file that cannot be written is known before anything is sent.
        let pending = |path: &PathBuf| Pending::new(path, Overwrite::Anything);
        let har = match &arguments.har_out {
            Some(path) => Some((HarWriter::new(now()), pending(path)?)),
            None => None,
        };
        Ok(Self {
            judging,
            score: arguments.score,
            fixing,
            writer,
            fail_on: arguments.fail_on.severity(),
            file: arguments.out.as_ref().map(pending).transpose()?,
            har,
            has_begun: false,
        })
    }

    /// Ends the files; the worst severity of all findings that count.
    pub(super) fn finish(mut self, out: &mut Out) -> Result<Option<Severity>, Error> {
        self.begin(out)?;
        let end = self.writer.end();
        self.write(&end, out)?;
        let written = match self.file {
            Some(file) => Some(file.finish()?),
            None => None,
        };
        if let Some((mut writer, mut file)) = self.har {
            file.write(&writer.end())?;
            file.finish()?;
        }
        if let Some(path) = written {
            out.diagnostics(&written::text(&path, &self.writer, self.fail_on));
        }
        Ok(self.writer.worst())
    }

    fn begin(&mut self, out: &mut Out) -> Result<(), Error> {
        if self.has_begun {
            return Ok(());
        }
        self.has_begun = true;
        let begin = self.writer.begin();
        self.write(&begin, out)
    }

    fn write(&mut self, text: &str, out: &mut Out) -> Result<(), Error> {
        match &mut self.file {
            Some(file) => file.write(text),
            None => out.styled(text),
        }
    }
}

impl Output for Reports {
    fn add(
        &mut self,
        recording: Recording,
        started_at: String,
        out: &mut Out,
    ) -> Result<(), Error> {
        if let Some((writer, file)) = &mut self.har {
            for entry in &recording.entries {
                file.write(&writer.add(entry))?;
            }
        }
        let judgement = judge(&recording, &self.judging);
        let fixing = self.fixing.as_mut();
        let fixes = fixing.map(|fixing| fixing.fixes(&recording, &judgement, out));
        let mdn = match self.score {
            Score::Corsmith => None,
            Score::Mdn => Some(mdn_score(&recording, &Preloads::default())),
        };
        let mut report = ScanReport::new(recording, judgement, self.judging.profile, started_at);
        report.policy_fixes = fixes.unwrap_or_default();
        report.mdn = mdn;
        self.begin(out)?;
        let text = self.writer.add(&report);
        self.write(&text, out)
    }
}

impl From<FormatChoice> for ScanFormat {
    fn from(choice: FormatChoice) -> Self {
        match choice {
            FormatChoice::Text => Self::Text,
            FormatChoice::Json => Self::Json,
            FormatChoice::Sarif => Self::Sarif,
            FormatChoice::Junit => Self::Junit,
            FormatChoice::Html => Self::Html,
            FormatChoice::Markdown => Self::Markdown,
            FormatChoice::Csv => Self::Csv,
        }
    }
}
