//! Reports, as they are made: to standard output or a file, one target after the other.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use corsmith_report::Styling;
use corsmith_report::scan::{HarWriter, ScanFormat, ScanWriter, WriterOptions};
use corsmith_scan::{Recording, Severity, judge};

use super::Threshold;
use super::options::{Judging, now};
use crate::error::Error;
use crate::files::Pending;
use crate::out::Out;

/// Where reports go, in which format.
#[derive(Args)]
#[command(next_help_heading = "Reports")]
pub(super) struct OutputArguments {
    /// How reports are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatChoice::Text)]
    format: FormatChoice,
    /// Write the reports to this file instead of standard output; an older one is replaced
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Exit with 1 if something is found from this severity on
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::High)]
    fail_on: Threshold,
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

impl OutputArguments {
    /// Whether something as bad as `worst` fails the command.
    pub(super) fn fails(&self, worst: Option<Severity>) -> bool {
        self.fail_on.severity().is_some_and(|threshold| worst >= Some(threshold))
    }
}

/// Where reports go.
pub(super) struct Output {
    judging: Judging,
    writer: ScanWriter,
    file: Option<Pending>,
    har: Option<(HarWriter, Pending)>,
    worst: Option<Severity>,
    has_begun: bool,
}

impl Output {
    pub(super) fn new(arguments: &OutputArguments, judging: Judging) -> Result<Self, Error> {
        let styling = if arguments.out.is_some() { Styling::Plain } else { Styling::Ansi };
        let threshold = arguments.fail_on.severity().unwrap_or(Severity::Low);
        let options = WriterOptions { styling, threshold };
        // A file that cannot be written is known before anything is sent.
        let pending = |path: &PathBuf| Pending::new(path);
        let har = match &arguments.har_out {
            Some(path) => Some((HarWriter::new(now()), Pending::new(path)?)),
            None => None,
        };
        Ok(Self {
            judging,
            writer: ScanWriter::new(arguments.format.into(), options),
            file: arguments.out.as_ref().map(pending).transpose()?,
            har,
            worst: None,
            has_begun: false,
        })
    }

    /// Judges a recording and writes its report.
    pub(super) fn add(&mut self, recording: Recording, out: &mut Out) -> Result<(), Error> {
        if let Some((writer, file)) = &mut self.har {
            for entry in &recording.entries {
                file.write(&writer.add(entry))?;
            }
        }
        let judgement = judge(&recording, &self.judging.options);
        let worst = judgement.findings.iter().map(|finding| finding.severity).max();
        self.worst = self.worst.max(worst);
        let report = self.judging.report(recording, judgement);
        self.begin(out)?;
        let text = self.writer.add(&report);
        self.write(&text, out)
    }

    /// Ends the files; the worst severity of all findings.
    pub(super) fn finish(mut self, out: &mut Out) -> Result<Option<Severity>, Error> {
        self.begin(out)?;
        let end = self.writer.end();
        self.write(&end, out)?;
        if let Some(file) = self.file {
            file.finish()?;
        }
        if let Some((mut writer, mut file)) = self.har {
            file.write(&writer.end())?;
            file.finish()?;
        }
        Ok(self.worst)
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
