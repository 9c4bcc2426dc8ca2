//! What was typed, cut short.

/// The beginning of what was typed, for a sentence that quotes it.
pub(super) fn clip(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).filter(|char| *char != '`').collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
