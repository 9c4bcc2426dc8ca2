//! `/scan`: the way to a scan. The engine is not in this build; the page says so, and what to run
//! instead.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use corsmith_fetch::Origin;

use crate::page::{Page, Section};
use crate::query::Pairs;
use crate::render::html;

/// `GET /scan`: `?url=` is the resource, `from=` the page that asks.
pub(crate) async fn scan(RawQuery(query): RawQuery) -> Response {
    let query = Pairs::parse(query.unwrap_or_default().as_bytes());
    let from = query.get("from").unwrap_or("https://app.example.com").trim().to_owned();
    let url = query.get("url").unwrap_or_default().trim().to_owned();
    let from_error = Origin::parse(&from).err().map(|error| error.to_string());
    let url_error = (!url.is_empty() && !is_url(&url))
        .then_some("Write a whole URL without blanks, such as https://api.example.com/orders.");
    let is_told = !url.is_empty() && url_error.is_none() && from_error.is_none();
    html(&ScanPage {
        page: Page::new(
            "Check a deployed site",
            "How to check the CORS headers of a deployed site today: curl, DevTools and corsmith simulate --live.",
            Section::Scan,
        ),
        commands: is_told.then(|| Commands::new(&from, &url)),
        from,
        from_error,
        url,
        url_error,
    })
}

#[derive(Template)]
#[template(path = "scan.html")]
struct ScanPage {
    page: Page,
    from: String,
    from_error: Option<String>,
    url: String,
    url_error: Option<&'static str>,
    commands: Option<Commands>,
}

/// What to run, for a POSIX shell.
struct Commands {
    baseline: String,
    foreign: String,
    preflight: String,
    live: String,
}

impl Commands {
    fn new(from: &str, url: &str) -> Self {
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

fn is_url(text: &str) -> bool {
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
    use crate::pages::form::tests::get;

    #[tokio::test]
    async fn an_address_is_what_to_run() {
        let rows = [
            ("/scan", "not in this build"),
            (
                "/scan?url=https://api.example.com/a",
                "curl -i -H &#39;Origin: https://app.example.com&#39; &#39;https://api.example.com/a&#39;",
            ),
            (
                "/scan?url=https://api.example.com/a&from=https://b.example",
                "Origin: https://b.example",
            ),
            ("/scan?url=api", "id=\"url-error\""),
            ("/scan?url=https://a.example&from=b", "id=\"from-error\""),
        ];
        for (uri, expected) in rows {
            let (status, page) = get(uri).await;
            assert_eq!(status, 200, "{uri}");
            assert!(page.contains(expected), "{uri}: no `{expected}` in {page}");
        }
    }

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
