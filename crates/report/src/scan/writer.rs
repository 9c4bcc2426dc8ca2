//! Any number of scans in one format, one at a time.

use corsmith_scan::Severity;

use super::compare::Comparison;
use super::format::ScanFormat;
use super::wire::{self, Summary};
use super::{ScanReport, Totals, csv, html, json, junit, markdown, sarif, text};
use crate::Styling;

/// How scans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Whether [`ScanFormat::Text`] has terminal styles.
    pub styling: Styling,
    /// How much [`ScanFormat::Text`] says.
    pub detail: Detail,
    /// From which severity on a finding is a failed test of [`ScanFormat::Junit`].
    pub threshold: Severity,
}

/// How much is said of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// One screen: the grade, a line or two a finding, and what would raise the grade most.
    Brief,
    /// Everything: evidence, who could make use of it, every point of the grade.
    Full,
}

/// Writes scans in one format, one at a time: what is kept between two is a line of the summary and
/// the checks that were seen.
///
/// ```
/// use corsmith_report::scan::{ScanFormat, ScanReport, ScanWriter, WriterOptions};
/// use corsmith_scan::{Judgement, Profile, Recording, Target};
///
/// let recording = Recording::new(Target::parse("https://api.example.com")?);
/// let report =
///     ScanReport::new(recording, Judgement::default(), Profile::Site, "2026-11-25T10:00:00Z".to_owned());
/// let mut writer = ScanWriter::new(ScanFormat::Json, WriterOptions::default());
/// let text = writer.begin() + &writer.add(&report) + &writer.end();
/// assert!(text.starts_with("{\n  \"schema\": \"corsmith.scan/v1\""));
/// # Ok::<(), corsmith_scan::TargetError>(())
/// ```
#[derive(Debug)]
pub struct ScanWriter {
    format: ScanFormat,
    pub(super) options: WriterOptions,
    /// How many scans are written.
    pub(super) count: usize,
    totals: Totals,
    /// The first [`MAX_ROWS`] of them.
    pub(super) rows: Vec<Row>,
    pub(super) sarif: sarif::State,
    pub(super) comparison: Option<Comparison>,
    worst: Option<Severity>,
    /// The check of the first finding, as an example.
    pub(super) first_check: Option<&'static str>,
}

/// One scan in the summary of all.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) target: String,
    /// `D 59`, or `-`.
    pub(super) grade: String,
    pub(super) summary: String,
}

/// Most scans that the summary of all lists.
pub(super) const MAX_ROWS: usize = 10_000;

impl ScanWriter {
    /// A writer of a format.
    #[must_use]
    pub fn new(format: ScanFormat, options: WriterOptions) -> Self {
        Self {
            format,
            options,
            count: 0,
            totals: Totals::default(),
            rows: Vec::new(),
            sarif: sarif::State::default(),
            comparison: None,
            worst: None,
            first_check: None,
        }
    }

    /// The same, with what changed since a baseline.
    ///
    /// ```
    /// use corsmith_report::scan::compare::{Baseline, Comparison};
    /// use corsmith_report::scan::{ScanFormat, ScanWriter, WriterOptions};
    ///
    /// let baseline = Baseline::read(br#"{"schema": "corsmith.baseline/v1", "reports": []}"#)?;
    /// let writer = ScanWriter::new(ScanFormat::Json, WriterOptions::default())
    ///     .comparing(Comparison::new(baseline, "old.json"));
    /// assert!(writer.end().contains("\"baseline\": \"old.json\""));
    /// # Ok::<(), corsmith_report::scan::compare::BaselineError>(())
    /// ```
    #[must_use]
    pub fn comparing(mut self, comparison: Comparison) -> Self {
        self.comparison = Some(comparison);
        self
    }

    /// The worst severity of the findings so far that no baseline excuses.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.worst
    }

    /// All scans so far, counted; those that fail by the threshold of the options.
    ///
    /// ```
    /// use corsmith_report::scan::{ScanFormat, ScanWriter, WriterOptions};
    ///
    /// let writer = ScanWriter::new(ScanFormat::Json, WriterOptions::default());
    /// assert_eq!((writer.totals().targets, writer.compares()), (0, false));
    /// ```
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals.clone()
    }

    /// Whether it says what changed since a baseline.
    #[must_use]
    pub fn compares(&self) -> bool {
        self.comparison.is_some()
    }

    /// What stands before the first scan.
    #[must_use]
    pub fn begin(&self) -> String {
        match self.format {
            ScanFormat::Text => String::new(),
            ScanFormat::Json => json::begin(),
            ScanFormat::Sarif => sarif::begin(),
            ScanFormat::Junit => junit::begin(),
            ScanFormat::Html => html::begin(),
            ScanFormat::Markdown => markdown::begin(),
            ScanFormat::Csv => csv::begin(),
        }
    }

    /// One more scan.
    #[must_use]
    pub fn add(&mut self, report: &ScanReport) -> String {
        let mut wire = wire::Report::new(report);
        if let Some(comparison) = &mut self.comparison {
            comparison.add(&mut wire, report);
        }
        let found = report.judgement.findings.iter().zip(&wire.findings);
        let news = found.filter(|(_, wire)| wire.is_news()).map(|(finding, _)| finding.severity);
        self.worst = self.worst.max(news.max());
        self.totals.add(&wire, report, self.options.threshold);
        self.first_check = self.first_check.or(wire.findings.first().map(|it| it.check));
        let text = match self.format {
            ScanFormat::Text => text::report(&wire, self.options),
            ScanFormat::Json => json::report(&wire, self.count),
            ScanFormat::Sarif => self.sarif.report(&wire, report),
            ScanFormat::Junit => junit::report(&wire, report, self.options.threshold),
            ScanFormat::Html => html::report(&wire, self.count),
            ScanFormat::Markdown => markdown::report(&wire),
            ScanFormat::Csv => csv::report(&wire),
        };
        self.count += 1;
        if self.rows.len() < MAX_ROWS {
            self.rows.push(Row::new(&wire));
        }
        text
    }

    /// What stands after the last scan.
    #[must_use]
    pub fn end(&self) -> String {
        match self.format {
            ScanFormat::Text => text::end(self),
            ScanFormat::Json => json::end(self.count, self.comparison.as_ref()),
            ScanFormat::Sarif => self.sarif.end(),
            ScanFormat::Junit => junit::end(),
            ScanFormat::Html => html::end(self),
            ScanFormat::Markdown => markdown::end(self),
            ScanFormat::Csv => String::new(),
        }
    }
}

/// Scans as one text.
#[must_use]
pub fn write_all(format: ScanFormat, options: WriterOptions, reports: &[ScanReport]) -> String {
    let mut writer = ScanWriter::new(format, options);
    let mut text = writer.begin();
    for report in reports {
        text.push_str(&writer.add(report));
    }
    text.push_str(&writer.end());
    text
}

impl Row {
    fn new(report: &wire::Report) -> Self {
        let grade = report.grade.as_ref();
        Self {
            target: report.target.clone(),
            grade: grade.map_or_else(|| "-".to_owned(), |it| format!("{} {}", it.letter, it.score)),
            summary: match &report.failure {
                Some(failure) => failure.clone(),
                None => Summary::sentence(&report.summary),
            },
        }
    }
}

impl Default for WriterOptions {
    /// Without styles, with every detail, and tests fail from low on: whatever is more than
    /// information.
    fn default() -> Self {
        Self { styling: Styling::Plain, detail: Detail::Full, threshold: Severity::Low }
    }
}
