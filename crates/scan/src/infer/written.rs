//! The policy as TOML, with its evidence as comments.

use corsmith_policy::{DraftField, Format, Scope};

use super::{Inference, InferredLine};
use crate::Confidence;

/// Longest line of a comment.
const MAX_LINE: usize = 100;

pub(super) fn toml(inference: &Inference) -> String {
    let written = inference.draft.write(Format::Toml);
    let mut text = written.text.clone();
    // From the end, so that what stands before keeps its place.
    let mut fields: Vec<_> =
        written.fields.iter().filter(|(field, _)| field.index.is_none()).collect();
    fields.sort_by_key(|(_, span)| std::cmp::Reverse(span.start()));
    for (field, span) in fields {
        let comments = comments(inference, *field);
        if comments.is_empty() {
            continue;
        }
        let start = text[..span.start()].rfind('\n').map_or(0, |end| end + 1);
        text.insert_str(start, &comments);
    }
    head(inference) + &text
}

fn head(inference: &Inference) -> String {
    let mut head = String::new();
    let asked = format!(
        "Learned from {} with {} requests. Each line has its evidence: certain is what was seen \
         itself, firm what was seen twice of what nobody can have listed, tentative what was not \
         seen otherwise. What nobody asked about is not here.",
        inference.target.url, inference.requests
    );
    comment(&mut head, &asked);
    if inference.failures > 0 {
        comment(&mut head, &format!("Questions without an answer: {}.", inference.failures));
    }
    if let Some(why) = &inference.stopped {
        comment(&mut head, &format!("It is not all, since {why}."));
    }
    for warning in &inference.warnings {
        comment(&mut head, &format!("Warning: {warning}."));
    }
    head.push('\n');
    head
}

/// The comments above a key.
fn comments(inference: &Inference, field: DraftField) -> String {
    let path = match field.scope {
        Scope { environment: None, path: None } => None,
        Scope { environment: None, path: Some(index) } => {
            let paths = inference.draft.policy.paths.as_ref();
            let path = paths.and_then(|paths| paths.get(index));
            path.map(|(pattern, _)| pattern.as_str())
        }
        Scope { environment: Some(_), .. } => return String::new(),
    };
    let mut comments = String::new();
    let lines = inference.lines.iter();
    for line in lines.filter(|line| line.key == field.key && line.path.as_deref() == path) {
        comment(&mut comments, &sentence(line));
    }
    comments
}

fn sentence(line: &InferredLine) -> String {
    let confidence = match line.confidence {
        Confidence::Certain => "certain",
        Confidence::Firm => "firm",
        Confidence::Tentative => "tentative",
    };
    match &line.entry {
        Some(entry) => format!("{entry} ({confidence}): {}", line.evidence),
        None => format!("{confidence}: {}", line.evidence),
    }
}

/// A comment, wrapped between words.
fn comment(text: &mut String, sentence: &str) {
    let mut line = String::from("#");
    for word in sentence.split_whitespace() {
        if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > MAX_LINE {
            text.push_str(&line);
            text.push('\n');
            "#  ".clone_into(&mut line);
        }
        line.push(' ');
        // Evidence is escaped where it is foreign; a control character would end the comment.
        line.extend(word.chars().filter(|char| !char.is_control()));
    }
    text.push_str(&line);
    text.push('\n');
}
