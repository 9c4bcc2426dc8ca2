//! A small simulator inside a chapter of the guide.

use askama::Template;

use super::Simulated;
use super::asked::Asked;
use crate::filters;

/// The simulator of `query`, as HTML that goes into a page: `?from=…&method=…&origins=…`, with or
/// without its question mark. Every `id` begins with `prefix`.
pub(crate) fn embedded(query: &str, prefix: &str) -> String {
    let query = query.strip_prefix('?').unwrap_or(query);
    let asked = Asked::read(query.as_bytes());
    let result = Simulated::new(&asked);
    let fragment = Fragment { asked: &asked, result: &result, prefix, query };
    // Writing to memory fails only where a filter does, and these have none that can.
    fragment.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "simulate_embedded.html")]
struct Fragment<'a> {
    asked: &'a Asked,
    result: &'a Simulated,
    prefix: &'a str,
    query: &'a str,
}

#[cfg(test)]
mod tests {
    use super::embedded;

    #[test]
    fn a_fragment_has_its_own_ids_and_no_large_heading() {
        let html = embedded(
            "?from=https://app.example.com&url=https://api.example.com/orders&method=PUT&origins=https://app.example.com&methods=PUT",
            "one-",
        );
        for expected in [
            "id=\"one-from\"",
            "for=\"one-from\"",
            "The page reads the answer",
            "1. Is it cross-origin?",
            "href=\"/simulate?from=",
        ] {
            assert!(html.contains(expected), "no `{expected}` in {html}");
        }
        for id in html.split("id=\"").skip(1) {
            assert!(id.starts_with("one-"), "{id}");
        }
        assert!(!html.contains("<h1") && !html.contains("<h2"));
    }

    #[test]
    fn what_is_wrong_in_a_query_is_text() {
        let html =
            embedded("?from=<script>&origins=*&credentials=true&url=\"><script>&header=<b>", "x-");
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }
}
