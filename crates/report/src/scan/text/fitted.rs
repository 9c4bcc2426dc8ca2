//! Sentences that have to fit.

/// What ends the fact of a message: what follows says why, or names examples.
pub(super) const CLAUSE: &[char] = &[':', ';'];
/// What ends the first thing to do of a help: what follows says when, or what else.
pub(super) const PHRASE: &[char] = &[':', ';', ','];

/// As much of a message as `fits`: all of it, or it without what stands in parentheses, or its
/// first parts, each of which one of `ends` ends, or its first words and an ellipsis.
pub(super) fn shortened(message: &str, ends: &[char], fits: impl Fn(&str) -> bool) -> String {
    if fits(message) {
        return message.to_owned();
    }
    let plain = without_parentheses(message);
    let clauses = outside_quotes(&plain)
        .filter(|(index, char)| {
            ends.contains(char) && plain[index + char.len_utf8()..].starts_with(' ')
        })
        .map(|(index, _)| &plain[..index]);
    let mut clauses: Vec<_> = clauses.chain([&plain[..]]).collect();
    clauses.reverse();
    if let Some(clauses) = clauses.iter().find(|text| fits(text)) {
        return (*clauses).to_owned();
    }
    let fact = clauses.last().unwrap_or(&message);
    let words = fact.match_indices(' ').map(|(index, _)| index).rev();
    let mut cuts = words.map(|end| format!("{}…", &fact[..end]));
    cuts.find(|cut| fits(cut)).unwrap_or_else(|| "…".to_owned())
}

/// Characters that are not between backticks, with their places.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_quoted = false;
    text.char_indices().filter(move |(_, char)| {
        is_quoted ^= *char == '`';
        !is_quoted
    })
}

/// The text without what stands in parentheses, and the blank before them.
fn without_parentheses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut start = 0;
    for (index, char) in outside_quotes(text) {
        match char {
            '(' => {
                if depth == 0 {
                    plain.push_str(text[start..index].trim_end());
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                start = index + 1;
            }
            _ => {}
        }
    }
    if depth == 0 {
        plain.push_str(&text[start..]);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{CLAUSE, PHRASE, shortened};

    #[test]
    fn a_message_is_shortened_to_its_fact() {
        let message = "no `a: b` is sent (RFC 1); `c` is: anybody reads it";
        let rows = [
            (60, message),
            (50, "no `a: b` is sent; `c` is: anybody reads it"),
            (40, "no `a: b` is sent; `c` is"),
            (20, "no `a: b` is sent"),
            (16, "no `a: b` is…"),
            (9, "no `a:…"),
            (1, "…"),
        ];
        for (most, expected) in rows {
            assert_eq!(
                shortened(message, CLAUSE, |it| it.chars().count() <= most),
                expected,
                "{most}"
            );
        }
    }

    #[test]
    fn parentheses_without_an_end_take_the_rest() {
        assert_eq!(shortened("a (b", CLAUSE, |it| it.len() < 4), "a");
        assert_eq!(shortened("`(` b (`)` c) d", CLAUSE, |it| it.len() < 10), "`(` b d");
    }

    #[test]
    fn a_help_is_shortened_to_the_first_thing_to_do() {
        let help = "send `a, b` on all, also on those that fail";
        assert_eq!(shortened(help, PHRASE, |it| it.len() < 40), "send `a, b` on all");
        assert_eq!(
            shortened(help, CLAUSE, |it| it.len() < 40),
            "send `a, b` on all, also on those…"
        );
    }
}
