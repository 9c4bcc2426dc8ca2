//! Filters of the templates.

#![allow(
    unreachable_pub,
    clippy::inline_always,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "what askama makes of a filter"
)]

use std::fmt::Write;

/// Escapes `text`, and makes what stands between backticks code. The result is HTML.
#[askama::filter_fn]
pub(crate) fn ticks(
    text: impl std::fmt::Display,
    _: &dyn askama::Values,
) -> askama::Result<String> {
    Ok(with_code(&text.to_string()))
}

fn with_code(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let mut pieces = text.split('`').peekable();
    let mut is_code = false;
    while let Some(piece) = pieces.next() {
        // A last backtick without a partner is a character like any other.
        let opens = is_code && pieces.peek().is_some();
        if opens {
            html.push_str("<code>");
        } else if is_code {
            html.push('`');
        }
        escape(piece, &mut html);
        if opens {
            html.push_str("</code>");
        }
        is_code = !is_code;
    }
    html
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => {
                // Writing to a String cannot fail.
                let _ = write!(html, "{other}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_code;

    #[test]
    fn backticks_become_code_and_everything_is_escaped() {
        let rows = [
            ("plain", "plain"),
            ("`a` and `b`", "<code>a</code> and <code>b</code>"),
            ("`<img src=x onerror=alert(1)>`", "<code>&lt;img src=x onerror=alert(1)&gt;</code>"),
            ("one ` alone", "one ` alone"),
            ("`a` and ` alone", "<code>a</code> and ` alone"),
            ("\"quoted\" & 'single'", "&quot;quoted&quot; &amp; &#39;single&#39;"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(with_code(text), expected, "{text}");
        }
    }
}
