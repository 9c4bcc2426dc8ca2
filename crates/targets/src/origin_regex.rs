//! Origin patterns as regular expressions: anchored and escaped, for every engine alike.

use corsmith_policy::{HostScope, PortPattern, TuplePattern};

/// `pattern` as a regular expression that PCRE, RE2, Python's `re` and ECMAScript read alike, and
/// that matches whole origins only.
///
/// An unanchored or unescaped pattern is the commonest hole in hand-written configuration:
/// `example.com$` matches `evilexample.com`, and `.` any character. A label is one or more of the
/// characters browsers allow in host names and no dot, so nothing but labels fits before the base.
pub(crate) fn origin_regex(pattern: &TuplePattern) -> String {
    let labels = match pattern.scope() {
        HostScope::Exact => "",
        HostScope::Subdomains => r"([a-z0-9_-]+\.)+",
    };
    let port = match pattern.port() {
        PortPattern::Any => "(:[1-9][0-9]{0,4})?".to_owned(),
        PortPattern::Default => String::new(),
        PortPattern::Number(number) => format!(":{number}"),
    };
    format!("^{}://{labels}{}{port}$", escape(pattern.scheme()), escape(pattern.host()))
}

/// Escapes what is special in any of the engines. Schemes and hosts are ASCII by construction;
/// `/` and `-` are special only where a target delimits with them, and it sees to that.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if r"\.+*?()|[]{}^$#&~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use corsmith_policy::OriginPattern;

    use super::origin_regex;

    #[test]
    fn patterns_are_anchored_and_escaped() {
        let rows = [
            ("https://example.com", r"^https://example\.com$"),
            ("https://example.com:8443", r"^https://example\.com:8443$"),
            ("https://*.example.com", r"^https://([a-z0-9_-]+\.)+example\.com$"),
            ("http://localhost:*", r"^http://localhost(:[1-9][0-9]{0,4})?$"),
            ("http://[::1]:*", r"^http://\[::1\](:[1-9][0-9]{0,4})?$"),
            ("web+app://x", r"^web\+app://x$"),
        ];
        for (pattern, expected) in rows {
            let Ok(OriginPattern::Tuple(tuple)) = OriginPattern::parse(pattern) else {
                panic!("`{pattern}` is a valid pattern")
            };
            assert_eq!(origin_regex(&tuple), expected, "{pattern}");
        }
    }
}
