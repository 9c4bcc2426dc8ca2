//! All scans, a line each.

use super::wire::Report;

/// Most scans that an overview lists.
pub(super) const MAX_ROWS: usize = 10_000;

/// What is kept of scans for what stands after the last one.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// How many there were.
    pub(super) count: usize,
    /// The first [`MAX_ROWS`] of them.
    rows: Vec<Row>,
    /// The check of the first finding, as an example.
    pub(super) first_check: Option<&'static str>,
}

/// One scan of an overview.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) target: String,
    /// `D 59`, or `-`.
    pub(super) grade: String,
    pub(super) summary: String,
}

impl Overview {
    pub(super) fn add(&mut self, report: &Report) {
        self.count += 1;
        if self.rows.len() < MAX_ROWS {
            self.rows.push(Row::new(report));
        }
        self.first_check = self.first_check.or(report.findings.first().map(|it| it.check));
    }

    /// The rows; a single scan needs none.
    pub(super) fn rows(&self) -> &[Row] {
        if self.count < 2 { &[] } else { &self.rows }
    }

    /// How many scans have no row.
    pub(super) fn rowless(&self) -> usize {
        self.count.saturating_sub(MAX_ROWS)
    }
}

impl Row {
    fn new(report: &Report) -> Self {
        let grade = report.grade.as_ref();
        Self {
            target: report.target.clone(),
            grade: grade.map_or_else(|| "-".to_owned(), |it| format!("{} {}", it.letter, it.score)),
            summary: match &report.failure {
                Some(failure) => failure.clone(),
                None => report.summary.sentence(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_ROWS, Overview, Row};

    #[test]
    fn one_scan_needs_no_row_and_too_many_are_counted() {
        for (count, rows, rowless) in
            [(0, 0, 0), (1, 0, 0), (2, 2, 0), (MAX_ROWS, MAX_ROWS, 0), (MAX_ROWS + 2, MAX_ROWS, 2)]
        {
            let row =
                || Row { target: String::new(), grade: String::new(), summary: String::new() };
            let kept = std::iter::repeat_with(row).take(count.min(MAX_ROWS)).collect();
            let overview = Overview { count, rows: kept, first_check: None };
            assert_eq!((overview.rows().len(), overview.rowless()), (rows, rowless), "{count}");
        }
    }
}
