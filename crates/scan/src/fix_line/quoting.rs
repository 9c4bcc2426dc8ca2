//! Values in the quotes of a language.

/// As in `corsmith-targets`: a quote ends the text and a backslash is read before some letters. `$`
/// begins a variable and cannot be escaped, so that the variable `dollar` has to stand for it.
pub(super) fn nginx(value: &str) -> String {
    let mut quoted = String::new();
    let mut rest = value.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' if rest.peek().is_none_or(|next| "\"'\\tnr".contains(*next)) => {
                quoted.push_str("\\\\");
            }
            '$' => quoted.push_str("${dollar}"),
            char => quoted.push(char),
        }
    }
    format!("\"{quoted}\"")
}

/// Apache reads a backslash only before a quote or another backslash.
pub(super) fn apache(value: &str) -> String {
    let mut quoted = String::from("\"");
    let mut rest = value.chars().peekable();
    while let Some(char) = rest.next() {
        let is_read = char == '"' || char == '\\' && matches!(rest.peek(), None | Some('\\' | '"'));
        if is_read {
            quoted.push('\\');
        }
        quoted.push(char);
    }
    quoted.push('"');
    quoted
}

/// In single quotes; what is not printable ASCII is escaped.
pub(super) fn javascript(value: &str) -> String {
    let escaped = value.chars().map(|char| match char {
        '"' => char.to_string(),
        char => char.escape_default().to_string(),
    });
    format!("'{}'", escaped.collect::<String>())
}

/// A JSON string, which is a YAML string too.
pub(super) fn json(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The value of an attribute, which is in double quotes.
pub(super) fn xml(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
