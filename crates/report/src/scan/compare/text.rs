//! A comparison for a terminal.

use super::{Change, Changes, Comparison, ScoreWire};
use crate::{Styling, plural};

impl Comparison {
    /// What changed, for a terminal: new findings, fixed ones, and how many are unchanged.
    #[must_use]
    pub fn text(&self, styling: Styling) -> String {
        let mut text = String::new();
        for target in &self.targets {
            text.push_str(&of_target(target, styling));
        }
        for target in &self.missing_targets {
            text.push_str(&format!("{target}\n  in the baseline, and not scanned now\n"));
        }
        text
    }

    /// How many findings are new.
    #[must_use]
    pub fn new_count(&self) -> usize {
        self.targets.iter().map(|target| target.new.len()).sum()
    }
}

fn of_target(target: &Changes, styling: Styling) -> String {
    let mut text = format!("{}{}\n", paint(styling, "1", &target.target), scores(target));
    if !target.is_in_baseline {
        text.push_str("  not in the baseline: everything is new\n");
    }
    if let Some(caveat) = &target.caveat {
        text.push_str(&format!("  {caveat}\n"));
    }
    for change in &target.new {
        text.push_str(&line(&paint(styling, "1;31", "new"), change));
    }
    for change in &target.fixed {
        text.push_str(&line(&paint(styling, "1;32", "fixed"), change));
    }
    text.push_str(&format!("  {} unchanged\n", plural(target.unchanged.len(), "finding")));
    text
}

fn line(word: &str, change: &Change) -> String {
    format!("  {word} {} {} {}: {}\n", change.severity, change.check, change.name, change.message)
}

fn scores(target: &Changes) -> String {
    let shown = |score: &Option<ScoreWire>| {
        score.as_ref().map_or_else(|| "-".to_owned(), |it| format!("{} {}", it.letter, it.score))
    };
    let rubric = |score: &Option<ScoreWire>| score.as_ref().map(|it| it.rubric.clone());
    let (before, now) = (&target.before, &target.now);
    let is_comparable = before.is_none() || now.is_none() || rubric(before) == rubric(now);
    let note = if is_comparable { "" } else { " (by another rubric)" };
    if before == now {
        format!("  {}", shown(now))
    } else {
        format!("  {} -> {}{note}", shown(before), shown(now))
    }
}

fn paint(styling: Styling, style: &str, text: &str) -> String {
    match styling {
        Styling::Plain => text.to_owned(),
        Styling::Ansi => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
    }
}
