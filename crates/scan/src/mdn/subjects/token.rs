//! A token of a structured field (RFC 9651), with parameters that are checked and ignored.

/// The token; `None` if the value is malformed, or an item of another type.
pub(super) fn token(value: &str) -> Option<&str> {
    let value = value.trim_matches(' ');
    let end = value.find(|c: char| !is_token(c)).unwrap_or(value.len());
    let (token, parameters) = value.split_at(end);
    let begins = token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*');
    (begins && are_parameters(parameters)).then_some(token)
}

fn is_token(char: char) -> bool {
    char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~:/".contains(char)
}

fn are_parameters(mut rest: &str) -> bool {
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start_matches(' ');
        if !after.starts_with(|c: char| c.is_ascii_lowercase() || c == '*') {
            return false;
        }
        let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c);
        let after = after.trim_start_matches(is_key);
        rest = match after.strip_prefix('=') {
            None => after,
            Some(value) => match after_item(value) {
                Some(after) => after,
                None => return false,
            },
        };
    }
    rest.is_empty()
}

/// What follows a bare item.
fn after_item(value: &str) -> Option<&str> {
    let (delimiter, escapes) = match value.chars().next()? {
        '"' => ('"', true),
        ':' => (':', false),
        c if c.is_ascii_alphanumeric() || "*-?@".contains(c) => {
            return Some(value[1..].trim_start_matches(is_token));
        }
        _ => return None,
    };
    let mut is_escaped = false;
    for (index, char) in value.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' if escapes => is_escaped = true,
            _ if char == delimiter => return Some(&value[index + 1..]),
            _ if !(' '..='~').contains(&char) => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn a_token_and_its_parameters() {
        for (value, expected) in [
            ("require-corp", Some("require-corp")),
            (" require-corp ", Some("require-corp")),
            ("require-corp; report-to=\"a;b\"", Some("require-corp")),
            ("require-corp;report-to=a;b", Some("require-corp")),
            ("\"require-corp\"", None),
            ("require-corp, require-corp", None),
            ("require-corp;", None),
            ("require-corp; report-to=\"a", None),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(token(value), expected, "{value}");
        }
    }
}
