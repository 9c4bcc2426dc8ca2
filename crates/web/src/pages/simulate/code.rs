//! The page's code.

use std::fmt::Write;

use corsmith_fetch::escaped;
use corsmith_simulate::{CaseRequest, Credentials, Run};

/// The `fetch()` as the page writes it, with what comes of it as a comment.
pub(super) fn code(origin: &str, request: &CaseRequest, run: &Run) -> String {
    let CaseRequest { url, method, headers, credentials, .. } = request;
    let mut options = String::new();
    // Writing to a String cannot fail.
    if method != "GET" {
        let _ = writeln!(options, "  method: {},", quoted(method));
    }
    if !headers.is_empty() {
        // Of an object only the last of two headers with one name would be left.
        options.push_str("  headers: [\n");
        for (name, value) in headers {
            let _ = writeln!(options, "    [{}, {}],", quoted(name), quoted(value));
        }
        options.push_str("  ],\n");
    }
    match credentials {
        Credentials::SameOrigin => {}
        Credentials::Include => options.push_str("  credentials: \"include\",\n"),
        Credentials::Omit => options.push_str("  credentials: \"omit\",\n"),
    }
    let options = if options.is_empty() { String::new() } else { format!(", {{\n{options}}}") };
    let mut code = format!(
        "// On a page of {}\nconst response = await fetch({}{options});\n",
        escaped(origin),
        quoted(url)
    );
    match &run.outcome.result {
        Ok(response) => {
            let _ = writeln!(code, "response.status; // {}", response.status);
            for name in &response.readable_headers {
                let _ = writeln!(code, "response.headers.get({}); // readable", quoted(name));
            }
        }
        Err(_) => code.push_str("// throws a TypeError that does not say why\n"),
    }
    code
}

/// A string literal: those of JSON are those of JavaScript.
fn quoted(text: &str) -> String {
    // A text can always be written.
    let literal = serde_json::to_string(text).unwrap_or_default();
    escaped(&literal)
}
