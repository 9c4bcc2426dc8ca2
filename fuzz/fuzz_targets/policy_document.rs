//! A document, in any format, is read without a panic; its errors lie within its text; and a policy
//! that comes of it answers its own request matrix.
//!
//! The input is the document's text.

#![no_main]

use corsmith_policy::conformance::{Observed, Reached, judge, request_matrix};
use corsmith_policy::{
    Format, Policy, PolicyDocument, PolicyError, Request, RequestKind, Selection,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for &format in Format::ALL {
        let document = PolicyDocument::parse(bytes, format);
        for environment in [None, Some("staging")] {
            let selection = Selection { environment, variables: &variable };
            let resolution = document.resolve(&selection);
            for error in &resolution.errors {
                check_error(error, bytes);
            }
            assert!(resolution.resources().count() <= 1 + corsmith_policy::limits::MAX_PATHS);
            if let Ok(policy) = resolution.into_policy() {
                check_policy(&policy);
            }
        }
    }
});

fn variable(name: &str) -> Option<String> {
    match name {
        "APP" => Some("https://app.example.com".to_owned()),
        "BOTH" => Some("https://a.example, https://b.example:8443".to_owned()),
        "EMPTY" => Some(String::new()),
        "BROKEN" => Some("${APP} \u{e9}\0`".to_owned()),
        _ => None,
    }
}

fn check_error(error: &PolicyError, bytes: &[u8]) {
    assert!(error.span.start() <= error.span.end());
    assert!(error.span.end() <= bytes.len(), "{error:?} of {} bytes", bytes.len());
    assert!(!error.message.is_empty() && !error.message.ends_with('.'), "{error}");
    assert!(error.message.len() < 4_096, "a message of {} bytes", error.message.len());
    // Spans are for slicing, so they lie on the boundaries of characters.
    if let Ok(text) = str::from_utf8(bytes) {
        assert!(text.get(error.span.range()).is_some(), "{error:?}");
    }
    if let Some(fix) = &error.fix {
        assert!(fix.span.end() <= bytes.len(), "{fix:?}");
        assert!(!fix.title.is_empty());
    }
}

fn check_policy(policy: &Policy) {
    for resource in policy.resources() {
        assert!(!resource.origins().is_empty());
        assert!(!(resource.origins().allows_any() && resource.allows_credentials()));
    }
    // Every request of the matrix is answered, and a server that answers so conforms.
    for request in request_matrix(policy, &["ok"]).iter().take(200) {
        let lines = request.header_lines();
        let answer = policy.respond(&Request {
            method: &request.method,
            target: &request.target,
            headers: &lines,
        });
        let is_preflight = answer.kind == RequestKind::Preflight;
        let observed = Observed {
            status: answer.status.unwrap_or(200),
            headers: answer
                .headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
                .collect(),
            reached: if is_preflight { Reached::No } else { Reached::Yes },
        };
        let differences = judge(policy, request, &observed);
        assert!(differences.is_empty(), "{}: {differences:?}", request.name);
    }
}
