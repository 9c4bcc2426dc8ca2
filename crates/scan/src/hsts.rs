//! `Strict-Transport-Security` ([RFC 6797](https://www.rfc-editor.org/rfc/rfc6797#section-6.1)).

use corsmith_fetch::is_method;

/// One year in seconds: what <https://hstspreload.org> asks for.
pub(crate) const YEAR: u64 = 31_536_000;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hsts {
    /// For how many seconds; a number beyond `u64` is `u64::MAX`.
    pub(crate) max_age: u64,
    pub(crate) include_subdomains: bool,
    /// Not of the RFC: the owner's consent to be in the browsers' lists.
    pub(crate) preload: bool,
}

/// Reads one field's value, or says why browsers ignore it.
pub(crate) fn parse(value: &str) -> Result<Hsts, String> {
    let mut max_age = None;
    let mut hsts = Hsts::default();
    let mut seen: Vec<String> = Vec::new();
    for directive in directives(value) {
        let directive = directive.trim_matches([' ', '\t']);
        if directive.is_empty() {
            continue;
        }
        let (name, written) = match directive.split_once('=') {
            Some((name, value)) => {
                (name.trim_end_matches([' ', '\t']), Some(value.trim_start_matches([' ', '\t'])))
            }
            None => (directive, None),
        };
        // A directive's name is a token, as a method is.
        if !is_method(name) {
            return Err(format!("{} is no directive", crate::shown::shown(directive)));
        }
        let name = name.to_ascii_lowercase();
        if seen.contains(&name) {
            return Err(format!("`{name}` is there twice"));
        }
        let value = written.map(unquoted).transpose()?;
        match name.as_str() {
            "max-age" => max_age = Some(seconds(value.as_deref())?),
            "includesubdomains" | "preload" if value.is_some() => {
                return Err(format!("`{name}` takes no value"));
            }
            "includesubdomains" => hsts.include_subdomains = true,
            "preload" => hsts.preload = true,
            _ => {}
        }
        seen.push(name);
        if seen.len() > MAX_DIRECTIVES {
            return Err(format!("there are more than {MAX_DIRECTIVES} directives"));
        }
    }
    let max_age = max_age.ok_or_else(|| "there is no `max-age`".to_owned())?;
    Ok(Hsts { max_age, ..hsts })
}

const MAX_DIRECTIVES: usize = 16;

/// Splits at semicolons that are outside of quotes.
fn directives(value: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    value.split(move |char| {
        let is_end = char == ';' && !is_quoted;
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        is_end
    })
}

/// A token, or the text of a quoted string.
fn unquoted(value: &str) -> Result<String, String> {
    let bad = || format!("{} is neither a token nor a quoted string", crate::shown::shown(value));
    let Some(inner) = value.strip_prefix('"') else {
        return if is_method(value) { Ok(value.to_owned()) } else { Err(bad()) };
    };
    let mut text = String::new();
    let mut rest = inner.chars();
    while let Some(char) = rest.next() {
        match char {
            '"' if rest.as_str().is_empty() => return Ok(text),
            '"' => break,
            '\\' => text.extend(rest.next()),
            char => text.push(char),
        }
    }
    Err(bad())
}

fn seconds(value: Option<&str>) -> Result<u64, String> {
    let value = value.ok_or_else(|| "`max-age` has no value".to_owned())?;
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!(
            "`max-age` is {}, not a number of seconds",
            crate::shown::shown(value)
        ));
    }
    Ok(value.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Hsts, parse};

    #[test]
    fn the_grammar() {
        let hsts =
            |max_age, include_subdomains, preload| Hsts { max_age, include_subdomains, preload };
        for (value, expected) in [
            ("max-age=31536000", Some(hsts(31_536_000, false, false))),
            ("max-age=\"31536000\"", Some(hsts(31_536_000, false, false))),
            ("MAX-AGE = 1 ; IncludeSubDomains;preload", Some(hsts(1, true, true))),
            (" ;; max-age=1;", Some(hsts(1, false, false))),
            ("max-age=1; unknown; other=\"a;b\"", Some(hsts(1, false, false))),
            ("max-age=99999999999999999999999", Some(hsts(u64::MAX, false, false))),
            ("includeSubDomains; max-age=0", Some(hsts(0, true, false))),
            ("", None),
            ("includeSubDomains", None),
            ("max-age", None),
            ("max-age=", None),
            ("max-age=abc", None),
            ("max-age=-1", None),
            ("max-age=1.5", None),
            ("max-age=1; max-age=1", None),
            ("max-age=1; includeSubDomains; includeSubDomains", None),
            ("max-age=1, max-age=1", None),
            ("max-age=1 includeSubDomains", None),
            ("max-age=1; includeSubDomains=1", None),
            ("max-age=\"1", None),
            ("max-age=\"1\"2", None),
            ("max-age: 1", None),
            ("max-age=31536000; include SubDomains", None),
        ] {
            assert_eq!(parse(value).ok(), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(value in any::<String>()) {
            let _ = parse(&value);
        }

        #[test]
        fn any_number_of_seconds_is_read(max_age in any::<u64>(), is_quoted in any::<bool>()) {
            let quote = if is_quoted { "\"" } else { "" };
            let read = parse(&format!("preload; max-age={quote}{max_age}{quote}")).unwrap();
            prop_assert_eq!(read, Hsts { max_age, include_subdomains: false, preload: true });
        }
    }
}
