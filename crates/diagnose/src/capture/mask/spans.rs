//! Where secrets are.

use std::ops::Range;

use super::MASKED;

/// Ranges of a text, in bytes, each at the boundaries of characters.
#[derive(Debug, Default)]
pub(super) struct Spans(Vec<Range<usize>>);

impl Spans {
    pub(super) fn push(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.0.push(span);
        }
    }

    /// The text with every range replaced; `None` if that changes nothing.
    pub(super) fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_unstable_by_key(|span| (span.start, span.end));
        let mut masked = String::new();
        let mut done = 0;
        let mut spans = self.0.into_iter().peekable();
        while let Some(mut span) = spans.next() {
            // Ranges that overlap or touch are one.
            while let Some(next) = spans.next_if(|next| next.start <= span.end) {
                span.end = span.end.max(next.end);
            }
            masked.push_str(&text[done..span.start]);
            masked.push_str(MASKED);
            done = span.end;
        }
        masked.push_str(&text[done..]);
        (masked != text && done > 0).then_some(masked)
    }
}
