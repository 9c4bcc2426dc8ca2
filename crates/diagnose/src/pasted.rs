//! A pasted text, freed of what copying does to it.

use crate::terminal::after_sequence;

/// How much of a text [`Pasted::near`] gives on each side, in bytes.
const NEAR_BYTES: usize = 6144;

/// Every text a message is matched against, with what copying, wrapping, logging and quoting added
/// taken away: escapes and entities undone, every kind of quotation mark made `'`, line numbers and
/// quoting marks at the beginnings of lines dropped. `folded` is the same without any space and in
/// lower case, so that neither a wrap in the middle of a word nor a doubled space hides a message.
#[derive(Debug)]
pub(crate) struct Pasted {
    clean: String,
    folded: String,
    /// For each byte of `folded`, where in `clean` its character begins.
    map: Vec<u32>,
}

impl Pasted {
    pub(crate) fn new(text: &str) -> Self {
        let plain = undo_escapes(text);
        let mut clean = String::with_capacity(plain.len());
        let numbered = is_numbered(&plain);
        for line in plain.lines() {
            let line = strip_quoting(line);
            clean.push_str(if numbered { strip_number(line) } else { line });
            clean.push('\n');
        }
        let mut folded = String::with_capacity(clean.len());
        let mut map = Vec::with_capacity(clean.len());
        for (index, char) in clean.char_indices() {
            if char.is_whitespace() {
                continue;
            }
            let char = lower_case(char);
            folded.push(char);
            // The input's limit is far below 4 GiB.
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            map.extend(std::iter::repeat_n(index, char.len_utf8()));
        }
        Self { clean, folded, map }
    }

    /// The text without spaces, in lower case.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// Where in the clean text the character at `position` of the folded one begins.
    pub(crate) fn clean_position(&self, position: usize) -> usize {
        self.map.get(position).map_or(self.clean.len(), |index| *index as usize)
    }

    /// The clean text between two positions of the folded one. The space before the second is not
    /// part of it.
    pub(crate) fn between(&self, start: usize, end: usize) -> &str {
        let range = self.clean_position(start)..self.clean_position(end);
        self.clean.get(range).unwrap_or_default().trim_end()
    }

    /// The clean text just before and just after a position of the folded one: as much as can
    /// belong to a message.
    pub(crate) fn near(&self, position: usize) -> (&str, &str) {
        let middle = self.clean_position(position);
        let start = self.clean.floor_char_boundary(middle.saturating_sub(NEAR_BYTES));
        let end = self.clean.floor_char_boundary(middle.saturating_add(NEAR_BYTES));
        let text = |range| self.clean.get(range).unwrap_or_default();
        (text(start..middle), text(middle..end))
    }
}

/// Folds a template's literal as `folded` is.
pub(crate) fn fold(text: &str) -> String {
    let chars = text.chars().filter(|char| !char.is_whitespace());
    chars.map(|char| lower_case(quotation_mark(char))).collect()
}

/// How long a part of the clean text is in the folded one.
pub(crate) fn folded_length(text: &str) -> usize {
    let chars = text.chars().filter(|char| !char.is_whitespace());
    chars.map(|char| lower_case(char).len_utf8()).sum()
}

/// One character for one: what would become two keeps the first.
fn lower_case(char: char) -> char {
    char.to_lowercase().next().unwrap_or(char)
}

/// `'` for every character that serves as a quotation mark, and the character itself otherwise.
const fn quotation_mark(char: char) -> char {
    match char {
        '"'
        | '`'
        | '´'
        | '«'
        | '»'
        | '‘'..='‟'
        | '‹'
        | '›'
        | '′'
        | '″'
        | '「'
        | '」'
        | '『'
        | '』'
        | '＂'
        | '＇' => '\'',
        _ => char,
    }
}

const ENTITIES: [(&str, char); 14] = [
    ("&quot;", '\''),
    ("&apos;", '\''),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&#34;", '\''),
    ("&lsquo;", '\''),
    ("&rsquo;", '\''),
    ("&ldquo;", '\''),
    ("&rdquo;", '\''),
    ("&#96;", '\''),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&nbsp;", ' '),
];

/// Undoes JSON and log escapes, HTML entities and terminal colours, and drops invisible characters.
fn undo_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let (char, after) = match char {
            '\\' => undo_backslashes(rest),
            '&' => match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                Some((entity, char)) => (Some(*char), rest.get(entity.len()..)),
                None => (Some('&'), rest.get(1..)),
            },
            '\u{1b}' => (None, Some(after_sequence(rest))),
            '\r' => (Some('\n'), rest.strip_prefix("\r\n").or_else(|| rest.get(1..))),
            char if corsmith_fetch::is_invisible(char) => (None, rest.get(char.len_utf8()..)),
            char => (Some(char), rest.get(char.len_utf8()..)),
        };
        plain.extend(char.map(quotation_mark));
        rest = after.unwrap_or_default();
    }
    plain
}

/// A run of backslashes, however often the text was escaped, and the character after it.
fn undo_backslashes(text: &str) -> (Option<char>, Option<&str>) {
    let escaped = text.trim_start_matches('\\');
    let after = |length: usize| escaped.get(length..);
    match escaped.bytes().next() {
        Some(b'"' | b'\'' | b'`') => (Some('\''), after(1)),
        Some(b'/') => (Some('/'), after(1)),
        Some(b'n' | b'r') => (Some('\n'), after(1)),
        Some(b't') => (Some(' '), after(1)),
        Some(b'u') => {
            let code = escaped.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            match code.and_then(char::from_u32) {
                // Chromium itself writes `\u0001` for what cannot be seen: that stays.
                Some(char) if quotation_mark(char) == '\'' || matches!(char, '<' | '>' | '&') => {
                    (Some(char), after(5))
                }
                _ => (Some('\\'), Some(escaped)),
            }
        }
        _ => (Some('\\'), Some(escaped)),
    }
}

/// Drops the marks of quoting in mails and of container logs: `> `, `| `.
fn strip_quoting(line: &str) -> &str {
    line.trim_start_matches(['>', '|', '│', '┃', ' ', '\t', '\u{a0}'])
}

/// Whether every line begins with a number that is one more than the line's before: then it is no
/// part of the text.
fn is_numbered(text: &str) -> bool {
    let mut last = None;
    let mut lines = 0;
    for line in text.lines().map(strip_quoting).filter(|line| !line.trim().is_empty()) {
        let digits = line.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = line.trim_start().get(..digits).and_then(|it| it.parse::<u64>().ok())
        else {
            return false;
        };
        if last.is_some_and(|last: u64| last.checked_add(1) != Some(number)) {
            return false;
        }
        last = Some(number);
        lines += 1;
    }
    lines > 1
}

fn strip_number(line: &str) -> &str {
    let text = line.trim_start().trim_start_matches(|char: char| char.is_ascii_digit());
    let text = text.strip_prefix([':', '.', ')']).unwrap_or(text).trim_start();
    text.strip_prefix(['|', '│']).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::Pasted;

    #[test]
    fn what_copying_adds_is_gone() {
        for (sentence, pasted, expected) in [
            ("as it is", "No 'A' header.", "no'a'header."),
            ("curly quotes", "No ‘A’ “header”.", "no'a''header'."),
            ("guillemets", "«A»", "'a'"),
            ("backticks", "`A`", "'a'"),
            ("wrapped", "No 'A'\n   header.", "no'a'header."),
            ("wrapped inside a word", "No 'Access-\nControl'", "no'access-control'"),
            ("Windows line ends", "No\r\nA", "noa"),
            ("no-break spaces", "No\u{a0}A", "noa"),
            ("zero-width characters", "No\u{200b}A\u{feff}", "noa"),
            ("escaped once", r#"No \"A\" header"#, "no'a'header"),
            ("escaped twice", r#"No \\\"A\\\" header"#, "no'a'header"),
            ("escaped apostrophes", r"No \u0027A\u2019", "no'a'"),
            ("escaped line ends", r"No\nA", "noa"),
            ("escaped slashes", r"https:\/\/a", "https://a"),
            ("an escape of Chromium's own", r"'\u0001'", r"'\u0001'"),
            ("entities", "No &#39;A&quot; &lt;&amp;", "no'a'<&"),
            ("no entity", "a&b=c", "a&b=c"),
            ("colours", "\u{1b}[31mNo\u{1b}[0m A", "noa"),
            ("quoted in a mail", "> No\n> A", "noa"),
            ("a container's log", "| No\n| A", "noa"),
            ("numbered lines", "  9  No\n 10  A", "noa"),
            ("numbered with colons", "9: No\n10: A", "noa"),
            ("a number that is text", "code:\n404", "code:404"),
            ("numbers that are text", "code:\n404\n405", "code:404405"),
        ] {
            assert_eq!(Pasted::new(pasted).folded(), expected, "{sentence}");
        }
    }

    #[test]
    fn a_place_in_the_folded_text_has_one_in_the_clean_text() {
        let pasted = Pasted::new("Ünd  'no' \n way");
        assert_eq!(pasted.folded(), "ünd'no'way");
        let at = pasted.folded().find("no").unwrap();
        assert_eq!(pasted.between(at, at + 2), "no");
        assert_eq!(pasted.between(at, usize::MAX), "no' \nway");
        assert_eq!(pasted.near(at).0, "Ünd  '");
    }
}
