//! Errors as they are found: each once, and no more of them than anyone reads.

use crate::limits::MAX_ERRORS;
use crate::{PolicyError, Refusal, Span};

/// At most [`MAX_ERRORS`] errors, and how many more there were.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ErrorList {
    errors: Vec<PolicyError>,
    omitted: usize,
    /// Where the parser lost its way. What it made of the rest is a guess, and not judged.
    broken_at: Option<usize>,
}

impl ErrorList {
    /// The list that begins with a parser's errors.
    pub(crate) fn of_parser(errors: Vec<PolicyError>) -> Self {
        let syntax = errors.iter().filter(|error| error.refusal == Refusal::Syntax);
        let broken_at = syntax.map(|error| error.span.start()).min();
        let mut list = Self::default();
        for error in errors {
            list.push(error);
        }
        list.broken_at = broken_at;
        list
    }

    pub(crate) fn push(&mut self, error: PolicyError) {
        // An inherited value was judged where it was written.
        if !self.errors.contains(&error) {
            self.push_with(error.span, || error);
        }
    }

    /// As [`ErrorList::push`], for errors that a document may hold millions of: what is only
    /// counted is not made.
    pub(crate) fn push_with(&mut self, span: Span, error: impl FnOnce() -> PolicyError) {
        if self.broken_at.is_some_and(|broken_at| span.end() >= broken_at) {
            // Explained by the syntax error.
        } else if self.errors.len() < MAX_ERRORS {
            self.errors.push(error());
        } else {
            self.omitted += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Whether the document was read to its end.
    pub(crate) fn is_document_whole(&self) -> bool {
        self.broken_at.is_none()
    }

    /// How many there were, those that are not kept included.
    pub(crate) fn count(&self) -> usize {
        self.errors.len() + self.omitted
    }

    /// The errors in the order of the document, and one more that counts the rest.
    pub(crate) fn finish(mut self) -> Vec<PolicyError> {
        self.errors.sort_by_key(|error| error.span);
        if self.omitted > 0 {
            let span = self.errors.last().map_or_else(Span::default, |error| error.span);
            let message = format!("{} more errors are not shown", self.omitted);
            self.errors.push(PolicyError::new(Refusal::Syntax, span, message));
        }
        self.errors
    }
}
