//! A visit that has no answer.

use crate::shown::clean;
use crate::{CheckContext, CheckMeta, Failure, FailureKind, Finding, Purpose, Stage};

/// A visit that has no answer, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unanswered<'a> {
    pub(crate) index: usize,
    pub(crate) hop: usize,
    pub(crate) failure: &'a Failure,
    resource: usize,
}

impl<'a> Unanswered<'a> {
    /// Those asked for these purposes, one purpose after the other.
    pub(crate) fn among(
        context: &CheckContext<'a>,
        purposes: &'a [Purpose],
    ) -> impl Iterator<Item = Self> {
        let recording = context.recording;
        let asked = purposes.iter().flat_map(|purpose| recording.of(*purpose));
        asked.filter_map(|(index, entry)| {
            let failure = entry.exchange.outcome.as_ref().err()?;
            Some(Self { index, hop: entry.hop, failure, resource: entry.resource })
        })
    }

    /// Whether the answer itself was at fault so, and not the address that it was to come from.
    pub(crate) fn is_of_the_answer(&self, kind: FailureKind) -> bool {
        self.failure.kind == kind && self.failure.stage != Stage::Address
    }

    /// The finding that says so and ends with the reason.
    pub(crate) fn finding(
        &self,
        check: &'static CheckMeta,
        what: &str,
        help: &'static str,
    ) -> Finding {
        let message = format!("{what}: {}", clean(&self.failure.to_string()));
        Finding::new(check, (self.resource, vec![self.index]), message, help)
    }
}
