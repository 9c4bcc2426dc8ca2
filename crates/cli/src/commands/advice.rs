//! What a policy means, and how well it protects: `corsmith build` without a target.

use corsmith_lint::{Explanation, Level, Rating};
use corsmith_operations::{Advice, ExplainedResource};
use corsmith_report::Counts;

use crate::paragraph::paragraph;

/// For people, with styles.
pub(super) fn text(advice: &Advice, counts: Counts) -> String {
    let mut text = String::new();
    for ExplainedResource { path, settings } in &advice.resources {
        let place = match path {
            Some(path) => format!(" on {path}"),
            None if advice.resources.len() > 1 => " on every other path".to_owned(),
            None => String::new(),
        };
        text.push_str(&format!("\n{BOLD}What the settings mean{place}{BOLD:#}\n"));
        for Explanation { setting, header, sentence, .. } in settings {
            text.push_str(&format!("\n  {BOLD}{setting}{BOLD:#} ({header})\n"));
            text.push_str(&paragraph(sentence, 4));
        }
    }
    text.push_str(&rating(&advice.rating));
    text.push_str(&format!("\nFindings: {counts}\n"));
    text
}

fn rating(rating: &Rating) -> String {
    let Rating { level, rubric, reasons, .. } = rating;
    let Some(level) = level else { return String::new() };
    let mut text = format!("\n{BOLD}Rating: {level}{BOLD:#} (rubric {rubric})\n\n");
    for reason in reasons {
        let cap = match reason.level_cap {
            Some(Level::Strong) | None => String::new(),
            Some(cap) => format!("at most {cap}: "),
        };
        let place = reason.path.as_ref().map(|path| format!("{path}: ")).unwrap_or_default();
        text.push_str(&paragraph(&format!("{place}{cap}{}", reason.text), 2));
        if let Some(raise) = &reason.raise {
            text.push_str(&paragraph(&format!("To raise it: {raise}"), 4));
        }
    }
    text
}

const BOLD: clap::builder::styling::Style = clap::builder::styling::Style::new().bold();
