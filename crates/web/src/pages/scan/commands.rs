//! What to run oneself.

/// What to run, for a POSIX shell.
pub(super) struct Commands {
    pub(super) baseline: String,
    pub(super) foreign: String,
    pub(super) preflight: String,
    pub(super) live: String,
}

impl Commands {
    pub(super) fn new(from: &str, url: &str) -> Self {
        let page = quoted(&format!("Origin: {from}"));
        let (from, url) = (quoted(from), quoted(url));
        Self {
            baseline: format!("curl -i -H {page} {url}"),
            foreign: format!("curl -i -H 'Origin: https://evil.example' {url}"),
            preflight: format!(
                "curl -i -X OPTIONS -H {page} -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: content-type' {url}"
            ),
            live: format!("corsmith simulate --live --origin {from} --url {url}"),
        }
    }
}

/// A word of a POSIX shell that nothing in it can end.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

pub(super) fn is_url(text: &str) -> bool {
    let has_gap = text.chars().any(|char| {
        char.is_whitespace() || char.is_control() || corsmith_fetch::is_invisible(char)
    });
    let Some((scheme, rest)) = text.split_once("://").filter(|_| !has_gap) else { return false };
    let is_http = matches!(&*scheme.to_ascii_lowercase(), "http" | "https");
    is_http && rest.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '[')
}

#[cfg(test)]
mod tests {
    use super::{Commands, is_url, quoted};

    #[test]
    fn nothing_ends_the_word() {
        assert_eq!(quoted("a'; rm -rf /; '"), r"'a'\''; rm -rf /; '\'''");
        let commands = Commands::new("https://a.example", "https://b.example/'$(id)");
        assert!(
            commands.live.ends_with(r"--url 'https://b.example/'\''$(id)'"),
            "{}",
            commands.live
        );
        for (text, expected) in [
            ("https://a.example", true),
            ("HTTP://[::1]:80/", true),
            ("https://a b", false),
            ("https://a\u{202e}b", false),
            ("https://-o", false),
            ("ftp://a", false),
            ("https://", false),
            ("javascript://a", false),
        ] {
            assert_eq!(is_url(text), expected, "{text}");
        }
    }
}
