//! Any number of scans in one format, one at a time.

use corsmith_scan::Severity;

use super::compare::Comparison;
use super::format::ScanFormat;
use super::options::WriterOptions;
use super::overview::Overview;
use super::{ScanReport, Totals, csv, html, json, junit, markdown, sarif, text, wire};

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
    options: WriterOptions,
    overview: Overview,
    totals: Totals,
    sarif: sarif::State,
    comparison: Option<Comparison>,
    worst: Option<Severity>,
}

impl ScanWriter {
    /// A writer of a format.
    #[must_use]
    pub fn new(format: ScanFormat, options: WriterOptions) -> Self {
        Self {
            format,
            options,
            overview: Overview::default(),
            totals: Totals::default(),
            sarif: sarif::State::default(),
            comparison: None,
            worst: None,
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
        let text = match self.format {
            ScanFormat::Text => text::report(&wire, self.options),
            ScanFormat::Json => json::report(&wire, self.overview.count),
            ScanFormat::Sarif => self.sarif.report(&wire, report),
            ScanFormat::Junit => junit::report(&wire, report, self.options.threshold),
            ScanFormat::Html => html::report(&wire, self.overview.count),
            ScanFormat::Markdown => markdown::report(&wire),
            ScanFormat::Csv => csv::report(&wire),
        };
        self.overview.add(&wire);
        text
    }

    /// What stands after the last scan.
    #[must_use]
    pub fn end(&self) -> String {
        let (overview, comparison) = (&self.overview, self.comparison.as_ref());
        match self.format {
            ScanFormat::Text => text::end(overview, comparison, self.options),
            ScanFormat::Json => json::end(overview.count, comparison),
            ScanFormat::Sarif => self.sarif.end(),
            ScanFormat::Junit => junit::end(),
            ScanFormat::Html => html::end(overview, comparison),
            ScanFormat::Markdown => markdown::end(overview, comparison),
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
