//! Linting is bounded, whatever the document.

use std::time::Instant;

use corsmith_lint::{MAX_FINDINGS, Severity, lint, rate};
use corsmith_policy::{Format, PolicyDocument, Selection};
use proptest::prelude::*;

fn lint_toml(toml: &str) -> Vec<corsmith_lint::Finding> {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    lint(&document, &document.resolve(&Selection::default()))
}

#[test]
fn findings_are_at_most_the_limit_and_one_that_counts_the_rest() {
    let origins: Vec<_> = (0..300)
        .flat_map(|number| {
            [
                format!("'http://*.a{number}.example:*'"),
                format!("'http://x.a{number}.example'"),
                format!("'https://*.c{number}.github.io'"),
            ]
        })
        .collect();
    let names: Vec<_> = (0..120).map(|number| format!("'X-{}'", number / 2)).collect();
    let toml = format!(
        "policy.allow-origins = [{}]\npolicy.allow-headers = [{}]",
        origins.join(", "),
        names.join(", ")
    );
    let findings = lint_toml(&toml);
    assert_eq!(findings.len(), MAX_FINDINGS + 1);
    let last = findings.last().unwrap();
    assert_eq!(last.rule.name, "findings-omitted");
    assert!(last.message.contains("of CS082"), "{last}");
    assert!(findings[..MAX_FINDINGS].is_sorted_by_key(|finding| (finding.span, finding.rule.code)));
}

#[test]
fn every_error_is_reported_beside_any_amount_of_advice() {
    let origins: Vec<_> = (0..150)
        .map(|number| format!("'http://a{number}.example', 'https://b{number}.example/'"))
        .collect();
    let findings = lint_toml(&format!("policy.allow-origins = [{}]", origins.join(", ")));
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert_eq!(errors, 150);
}

#[test]
fn what_paths_inherit_is_judged_once() {
    let paths: String =
        (0..50).map(|number| format!("[[policy.path]]\nmatch = '/{number}'\n")).collect();
    let toml = format!(
        "[policy]\nallow-origins = ['http://a.example']\nallow-methods = ['patch']\nmax-age = 0\n{paths}"
    );
    let codes: Vec<_> = lint_toml(&toml).iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, ["CS082", "CS042", "CS072"]);
}

/// Ten times the origins, with a thousand paths that inherit them, may not cost a hundred times.
/// A ratio in one run holds on any machine; the least of three rounds leaves its noise out.
#[test]
fn the_cost_grows_with_the_number_of_origins_and_not_faster() {
    let cost = |count| (0..3).map(|_| seconds_to_lint(count)).fold(f64::INFINITY, f64::min);
    let (few, many) = (cost(3_000), cost(30_000));
    assert!(many / few < 40.0, "{few} s, then {many} s");
}

#[expect(clippy::disallowed_methods, reason = "a test takes the time")]
fn seconds_to_lint(count: usize) -> f64 {
    let origins: Vec<_> = (0..count)
        .map(|number| match number % 4 {
            0 => format!("'https://a{number}.example.com'"),
            1 => format!("'http://a{number}.example.com:8080'"),
            2 => format!("'https://*.b{number}.example.org'"),
            _ => format!("'https://x.b{}.example.org'", number - 1),
        })
        .collect();
    let paths: String =
        (0..1_000).map(|number| format!("[[policy.path]]\nmatch = '/{number}'\n")).collect();
    let toml = format!("[policy]\nallow-origins = [{}]\n{paths}", origins.join(",\n"));
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    let resolution = document.resolve(&Selection::default());
    let start = Instant::now();
    let findings = lint(&document, &resolution);
    let rating = rate(&resolution);
    let elapsed = start.elapsed().as_secs_f64();
    assert!(findings.len() > 100 && rating.level.is_some());
    elapsed
}

proptest! {
    #[test]
    fn any_text_is_linted_without_a_panic(text in "\\PC{0,200}") {
        lint_toml(&text);
    }

    #[test]
    fn any_list_of_origins_is_linted_and_rated(
        origins in prop::collection::vec("(https?://)?(\\*\\.)?[a-c]{1,2}\\.(example|com|localhost|github\\.io)(:\\*|:443|:8080|/)?", 0..8),
        credentials: bool,
    ) {
        let toml = format!("policy = {{ allow-origins = {origins:?}, allow-credentials = {credentials} }}");
        let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
        let resolution = document.resolve(&Selection::default());
        let findings = lint(&document, &resolution);
        let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
        prop_assert_eq!(has_errors, !resolution.errors.is_empty());
        prop_assert_eq!(rate(&resolution).level.is_none(), has_errors);
    }
}
