//! `${VARIABLE}` in the lists of a document.
//!
//! `${NAME}` is the variable's value, `${NAME:-text}` the text where the variable is unset or
//! empty, and `$${` is a literal `${`. An entry that is one variable and nothing else may hold
//! several values, separated by commas or spaces: `allow-origins = ["${ORIGINS}"]`.

use std::borrow::Cow;

use crate::decode::clip;
use crate::limits::MAX_EXPANSION_BYTES;
use crate::{PolicyError, Refusal, Span};

/// Looks up a variable. Pure code has no environment: the caller brings one, or none.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Expands `text`, written at `span`, into one or more values of at most `limit` bytes in all.
pub(crate) fn expand<'a>(
    text: &'a str,
    span: Span,
    variables: Variables<'_>,
    limit: usize,
) -> Result<Vec<Cow<'a, str>>, PolicyError> {
    if !text.contains("${") {
        return Ok(vec![Cow::Borrowed(text)]);
    }
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        if rest[..start].ends_with('$') {
            expanded.push_str(&rest[..start]);
            expanded.push('{');
            rest = &rest[start + 2..];
            continue;
        }
        expanded.push_str(&rest[..start]);
        let Some(length) = rest[start..].find('}') else {
            let message = format!("`{}` opens `${{` and does not close it", clip(text));
            return Err(PolicyError::new(Refusal::UnsetVariable, span, message)
                .help("write `${NAME}` or `${NAME:-default}`; a literal `${` is `$${`"));
        };
        let reference = &rest[start + 2..start + length];
        let (name, default) = match reference.split_once(":-") {
            Some((name, default)) => (name, Some(default)),
            None => (reference, None),
        };
        let value = variables(name).filter(|value| !value.trim().is_empty());
        match value.as_deref().or(default).filter(|value| !value.trim().is_empty()) {
            Some(value) if expanded.len() + value.len() > limit => return Err(too_long(span)),
            Some(value) => expanded.push_str(value),
            None => return Err(unset(name, span)),
        }
        rest = &rest[start + length + 1..];
    }
    expanded.push_str(rest);
    if is_one_variable(text) {
        let separators = |character: char| character == ',' || character.is_whitespace();
        let parts = expanded.split(separators).filter(|part| !part.is_empty());
        Ok(parts.map(|part| Cow::Owned(part.to_owned())).collect())
    } else {
        Ok(vec![Cow::Owned(expanded)])
    }
}

fn is_one_variable(text: &str) -> bool {
    text.starts_with("${") && text.find('}') == Some(text.len() - 1)
}

fn too_long(span: Span) -> PolicyError {
    let message =
        format!("the document's variables expand to more than {MAX_EXPANSION_BYTES} bytes in all");
    PolicyError::new(Refusal::Syntax, span, message)
}

fn unset(name: &str, span: Span) -> PolicyError {
    let name = clip(name);
    let message =
        format!("the variable `{name}` is unset or empty, so this entry expands to nothing");
    PolicyError::new(Refusal::UnsetVariable, span, message)
        .help(format!("set `{name}`, or give a default after `:-`, as in `${{{name}:-default}}`"))
}

#[cfg(test)]
mod tests {
    use super::expand;
    use crate::Span;

    fn lookup(name: &str) -> Option<String> {
        match name {
            "APP" => Some("https://app.example.com".to_owned()),
            "BOTH" => Some("https://a.example, https://b.example".to_owned()),
            "EMPTY" => Some("  ".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn variables_expand_or_are_refused() {
        let rows: &[(&str, Option<&[&str]>)] = &[
            ("https://a.example", Some(&["https://a.example"])),
            ("${APP}", Some(&["https://app.example.com"])),
            ("${APP}:8443", Some(&["https://app.example.com:8443"])),
            ("${BOTH}", Some(&["https://a.example", "https://b.example"])),
            ("${NONE:-https://c.example}", Some(&["https://c.example"])),
            ("${EMPTY:-https://c.example}", Some(&["https://c.example"])),
            ("$${APP}", Some(&["${APP}"])),
            ("${NONE}", None),
            ("${EMPTY}", None),
            ("${NONE:-}", None),
            ("${APP", None),
            ("${}", None),
        ];
        for (text, expected) in rows {
            let expanded = expand(text, Span::default(), &lookup, usize::MAX).ok();
            let expected =
                expected.map(|values| values.iter().map(|&value| value.into()).collect());
            assert_eq!(expanded, expected, "`{text}`");
        }
    }
}
