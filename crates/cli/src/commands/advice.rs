//! What a policy means, and how well it protects: `corsmith build` without a target.

use corsmith_lint::{Explanation, Level, Rating, explain, rate};
use corsmith_policy::Resolution;
use corsmith_report::{Counts, wire};

use crate::paragraph::paragraph;

/// The explanations of every resource, and the rating of the whole.
pub(crate) struct Advice {
    resources: Vec<(Option<String>, [Explanation; 6])>,
    rating: Rating,
}

impl Advice {
    pub(crate) fn new(resolution: &Resolution) -> Self {
        let resources = resolution.resources().map(|resource| {
            (resource.path.as_ref().map(|path| path.value.to_string()), explain(resource))
        });
        Self { resources: resources.collect(), rating: rate(resolution) }
    }

    pub(crate) fn explanations(&self) -> Vec<wire::Explanations<'_>> {
        let resources = self.resources.iter();
        resources.map(|(path, settings)| wire::Explanations::new(path.clone(), settings)).collect()
    }

    pub(crate) fn rating(&self) -> wire::Rating<'_> {
        wire::Rating::from(&self.rating)
    }

    /// For people, with styles.
    pub(crate) fn text(&self, counts: Counts) -> String {
        let mut text = String::new();
        for (path, settings) in &self.resources {
            let place = match path {
                Some(path) => format!(" on {path}"),
                None if self.resources.len() > 1 => " on every other path".to_owned(),
                None => String::new(),
            };
            text.push_str(&format!("\n{BOLD}What the settings mean{place}{BOLD:#}\n"));
            for Explanation { setting, header, sentence, .. } in settings {
                text.push_str(&format!("\n  {BOLD}{setting}{BOLD:#} ({header})\n"));
                text.push_str(&paragraph(sentence, 4));
            }
        }
        text.push_str(&self.rating_text());
        text.push_str(&format!("\nFindings: {counts}\n"));
        text
    }

    fn rating_text(&self) -> String {
        let Rating { level, rubric, reasons, .. } = &self.rating;
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
}

const BOLD: clap::builder::styling::Style = clap::builder::styling::Style::new().bold();
