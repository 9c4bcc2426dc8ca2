//! What the current value of each setting means: its consequence and its caveat.
//!
//! Not a definition of the header: those are everywhere, and several say what is not so. That
//! credentials off keeps cookies from being sent, that preflights need `OPTIONS` listed, and that
//! a day of `max-age` is a day, are the commonest.

use corsmith_policy::Resource;

mod allow_credentials;
mod allow_headers;
mod allow_methods;
mod allow_origins;
mod expose_headers;
mod max_age;

/// What the current value of one setting means.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The header that the setting becomes, such as `Access-Control-Allow-Origin`.
    pub header: &'static str,
    /// The setting, such as `allow-origins`.
    pub setting: &'static str,
    /// Its consequence and its caveat, in one or two sentences.
    pub sentence: String,
}

/// Explains the six settings of `resource`, in the order in which policies write them.
///
/// Never fails. What is refused in a document with errors is not in a resource, so the sentence
/// is about what is left.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let document = PolicyDocument::parse(
///     br#"
///     [policy]
///     allow-origins = ["https://app.example.com"]
///     max-age = 86400
///     "#,
///     Format::Toml,
/// );
/// let resolution = document.resolve(&Selection::default());
/// let [.., max_age] = corsmith_lint::explain(&resolution.default);
/// assert_eq!(max_age.header, "Access-Control-Max-Age");
/// assert_eq!(
///     max_age.sentence,
///     "Chromium reuses a preflight's answer for 2 hours, Firefox for 1 day, Safari (WebKit) for \
///      10 minutes; a change of the policy reaches users that much later."
/// );
/// ```
#[must_use]
pub fn explain(resource: &Resource) -> [Explanation; 6] {
    [
        allow_origins::explain(resource),
        allow_methods::explain(resource),
        allow_headers::explain(resource),
        allow_credentials::explain(resource),
        expose_headers::explain(resource),
        max_age::explain(resource),
    ]
}

/// `a`, `a and b`, `a, b and c`; of more than four, three and the number of the rest.
fn enumerate<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = Vec::new();
    let mut rest = 0_usize;
    for name in names {
        if quoted.len() < 4 {
            quoted.push(format!("`{name}`"));
        } else {
            rest += 1;
        }
    }
    if rest > 0 {
        quoted.truncate(3);
        quoted.push(format!("{} more", rest + 1));
    }
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument, Selection};

    use super::{enumerate, explain};

    #[test]
    fn lists_are_cut_after_four() {
        assert_eq!(enumerate([]), "");
        assert_eq!(enumerate(["a"]), "`a`");
        assert_eq!(enumerate(["a", "b"]), "`a` and `b`");
        assert_eq!(enumerate(["a", "b", "c", "d"]), "`a`, `b`, `c` and `d`");
        assert_eq!(enumerate(["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more");
    }

    /// Each row: the keys of `[policy]`, and the setting whose sentence is wanted.
    fn sentences(rows: &[(&str, &str)]) -> String {
        let mut text = String::new();
        for (toml, setting) in rows {
            let toml = format!("[policy]\n{toml}");
            let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
            let resolution = document.resolve(&Selection::default());
            let explanations = explain(&resolution.default);
            let found = explanations.iter().find(|it| it.setting == *setting).unwrap();
            assert!(found.sentence.ends_with('.'), "{}", found.sentence);
            let keys = toml.lines().skip(1).collect::<Vec<_>>().join("; ");
            text.push_str(&format!("{keys}\n    {}\n", found.sentence));
        }
        text
    }

    #[test]
    fn allow_origins() {
        insta::assert_snapshot!(sentences(&[
            ("allow-origins = ['*']", "allow-origins"),
            ("allow-origins = ['*']\ndata = 'public'", "allow-origins"),
            ("allow-origins = ['*']\ndata = 'private'", "allow-origins"),
            ("allow-origins = ['*']\nallow-credentials = true", "allow-origins"),
            ("allow-origins = []", "allow-origins"),
            ("allow-origins = ['https://a.example']", "allow-origins"),
            ("allow-origins = ['https://a.example', 'https://b.example']", "allow-origins"),
            ("allow-origins = ['https://a.example', 'http://localhost:*']", "allow-origins"),
            ("allow-origins = ['https://*.example.com']", "allow-origins"),
            (
                "allow-origins = ['https://*.example.com']\nallow-credentials = true",
                "allow-origins"
            ),
            ("allow-origins = ['https://example.com', 'https://*.example.com']", "allow-origins"),
            ("allow-origins = ['https://*.github.io']", "allow-origins"),
            ("allow-origins = ['http://a.example']", "allow-origins"),
            (
                "allow-origins = ['https://a.example', 'null']\n[dangerously]\nallow-null-origin = true",
                "allow-origins"
            ),
        ]));
    }

    #[test]
    fn allow_methods() {
        insta::assert_snapshot!(sentences(&[
            ("", "allow-methods"),
            ("allow-methods = []", "allow-methods"),
            ("allow-methods = ['GET', 'POST']", "allow-methods"),
            ("allow-methods = ['GET', 'POST', 'OPTIONS']", "allow-methods"),
            ("allow-methods = ['PUT']", "allow-methods"),
            ("allow-methods = ['PUT', 'PATCH', 'DELETE']", "allow-methods"),
            ("allow-methods = ['patch']", "allow-methods"),
            ("allow-methods = ['*']", "allow-methods"),
            ("allow-methods = ['*']\nallow-credentials = true", "allow-methods"),
        ]));
    }

    #[test]
    fn allow_headers() {
        insta::assert_snapshot!(sentences(&[
            ("", "allow-headers"),
            ("allow-headers = ['X-Trace']", "allow-headers"),
            ("allow-headers = ['Content-Type', 'Authorization']", "allow-headers"),
            ("allow-headers = ['authorization']", "allow-headers"),
            ("allow-headers = ['*']", "allow-headers"),
            ("allow-headers = ['*', 'Authorization']", "allow-headers"),
            ("allow-headers = ['*']\nallow-credentials = true", "allow-headers"),
        ]));
    }

    #[test]
    fn allow_credentials() {
        insta::assert_snapshot!(sentences(&[
            ("", "allow-credentials"),
            ("allow-credentials = false", "allow-credentials"),
            ("allow-credentials = false\nallow-headers = ['Authorization']", "allow-credentials"),
            ("allow-credentials = true", "allow-credentials"),
        ]));
    }

    #[test]
    fn expose_headers() {
        insta::assert_snapshot!(sentences(&[
            ("", "expose-headers"),
            ("expose-headers = ['ETag']", "expose-headers"),
            ("expose-headers = ['ETag', 'Link']", "expose-headers"),
            ("expose-headers = ['Content-Type']", "expose-headers"),
            ("expose-headers = ['*']", "expose-headers"),
            ("expose-headers = ['*']\nallow-credentials = true", "expose-headers"),
        ]));
    }

    #[test]
    fn max_age() {
        insta::assert_snapshot!(sentences(&[
            ("", "max-age"),
            ("max-age = 0", "max-age"),
            ("max-age = 1", "max-age"),
            ("max-age = 600", "max-age"),
            ("max-age = '2h'", "max-age"),
            ("max-age = 7201", "max-age"),
            ("max-age = '1d'", "max-age"),
        ]));
    }
}
