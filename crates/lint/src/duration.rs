//! Seconds in words.

/// `86400` is "1 day", `5400` "90 minutes", `7201` "7201 seconds": the largest unit that divides
/// the number, since a rounded duration would be wrong.
pub(crate) fn in_words(seconds: u64) -> String {
    let (number, unit) = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
        .into_iter()
        .find(|(length, _)| seconds > 0 && seconds.is_multiple_of(*length))
        .map_or((seconds, "second"), |(length, unit)| (seconds / length, unit));
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn durations() {
        let rows = [
            (0, "0 seconds"),
            (1, "1 second"),
            (5, "5 seconds"),
            (60, "1 minute"),
            (600, "10 minutes"),
            (5_400, "90 minutes"),
            (7_200, "2 hours"),
            (7_201, "7201 seconds"),
            (86_400, "1 day"),
        ];
        for (seconds, words) in rows {
            assert_eq!(in_words(seconds), words);
        }
    }
}
