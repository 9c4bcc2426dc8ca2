//! The findings of one document: bounded, without duplicates, in order.

use std::collections::BTreeMap;

use corsmith_policy::Span;

use crate::{Finding, RuleMeta, Severity, find};

/// Most findings of [`lint`](crate::lint); one more counts the rest. Errors come first: they are
/// bounded by [`corsmith_policy::limits::MAX_ERRORS`] and all are reported.
pub const MAX_FINDINGS: usize = 200;

/// Most findings of one rule that are not errors, so that a flood of one rule hides no other.
pub const MAX_FINDINGS_PER_RULE: usize = 50;

/// Collects what rules report.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    rules: BTreeMap<&'static str, Count>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    kept: usize,
    omitted: usize,
}

impl Findings {
    /// Reports what `finding` makes, unless the rule has reported enough already: among a million
    /// origins, only the findings that are shown cost their text.
    pub(crate) fn report(&mut self, rule: &'static RuleMeta, finding: impl FnOnce() -> Finding) {
        let count = self.rules.entry(rule.code).or_default();
        if count.kept >= MAX_FINDINGS_PER_RULE {
            count.omitted += 1;
            return;
        }
        let finding = finding();
        // Paths inherit settings, and what they inherit is judged once.
        let is_known = self.kept.iter().any(|known| {
            known.rule.code == finding.rule.code
                && known.span == finding.span
                && known.message == finding.message
        });
        if !is_known {
            count.kept += 1;
            self.kept.push(finding);
        }
    }

    /// Reports an error of the document, which is bounded already.
    pub(crate) fn report_error(&mut self, finding: Finding) {
        self.kept.push(finding);
    }

    /// Those that are known already, and how many of each rule were left out.
    pub(crate) fn of(kept: Vec<Finding>, omitted: &BTreeMap<&'static str, usize>) -> Self {
        let count = |(code, omitted): (&&'static str, &usize)| {
            (*code, Count { kept: 0, omitted: *omitted })
        };
        Self { kept, rules: omitted.iter().map(count).collect() }
    }

    /// Those that are kept, and how many of each rule are left out.
    pub(crate) fn into_parts(mut self) -> (Vec<Finding>, BTreeMap<&'static str, usize>) {
        self.bound();
        let omitted = self.rules.into_iter().filter(|(_, count)| count.omitted > 0);
        (self.kept, omitted.map(|(code, count)| (code, count.omitted)).collect())
    }

    /// Sorted by place, then code.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.bound();
        let omitted: usize = self.rules.values().map(|count| count.omitted).sum();
        if omitted > 0
            && let Some(rule) = find("findings-omitted")
        {
            self.kept.push(self.count_of_omitted(rule, omitted));
        }
        self.kept
    }

    /// Leaves out what is more than the limit, and sorts the rest.
    fn bound(&mut self) {
        // The worst are kept.
        self.kept.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| place(a).cmp(&place(b))));
        let errors = self.kept.iter().filter(|finding| finding.severity == Severity::Error).count();
        for dropped in self.kept.split_off(MAX_FINDINGS.max(errors).min(self.kept.len())) {
            self.rules.entry(dropped.rule.code).or_default().omitted += 1;
        }
        self.kept.sort_by(|a, b| place(a).cmp(&place(b)));
    }

    fn count_of_omitted(&self, rule: &'static RuleMeta, omitted: usize) -> Finding {
        let rules: Vec<_> = self
            .rules
            .iter()
            .filter(|(_, count)| count.omitted > 0)
            .map(|(code, count)| format!("{} of {code}", count.omitted))
            .collect();
        let (findings, are) = if omitted == 1 { ("finding", "is") } else { ("findings", "are") };
        let span = self.kept.last().map_or_else(Span::default, |finding| finding.span);
        let message = format!("{omitted} more {findings} {are} not shown: {}", rules.join(", "));
        Finding::new(rule, span, "", message)
    }
}

fn place(finding: &Finding) -> (Span, &'static str, &str) {
    (finding.span, finding.rule.code, &finding.message)
}
