//! What is there of a message is enough to say what it may be.

mod common;

use common::{codes, one};
use corsmith_diagnose::diagnose_message;

const CHROMIUM: &str = "Access to fetch at 'https://api.example/orders?x=1' from origin 'https://app.example' has been blocked by CORS policy: ";
const FIREFOX: &str = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/orders. ";
const MISSING: &str =
    "No 'Access-Control-Allow-Origin' header is present on the requested resource";
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

#[test]
fn a_cut_that_only_one_message_has_means_that_message() {
    for (sentence, text, code) in [
        (
            "the example of the README",
            "\"No 'Access-Control-Allow-Origin' header is present\" in the console".to_owned(),
            "allow-origin-missing",
        ),
        (
            "the same alone",
            "No 'Access-Control-Allow-Origin' header is present".to_owned(),
            "allow-origin-missing",
        ),
        (
            "in lower case",
            "no 'access-control-allow-origin' header is present".to_owned(),
            "allow-origin-missing",
        ),
        ("a sentence without its full stop", MISSING.to_owned(), "allow-origin-missing"),
        ("a line without its full stop", format!("{CHROMIUM}{MISSING}"), "allow-origin-missing"),
        (
            "a preflight's without its full stop",
            format!("{CHROMIUM}{PREFLIGHT}{MISSING}"),
            "preflight-allow-origin-missing",
        ),
        (
            "within the header's name",
            format!("{CHROMIUM}No 'Access-Control-Allow-Or"),
            "allow-origin-missing",
        ),
        (
            "three dots",
            format!("{CHROMIUM}{PREFLIGHT}No 'Access-Control-Allow-Origin' header is pres..."),
            "preflight-allow-origin-missing",
        ),
        ("an ellipsis", format!("{CHROMIUM}{PREFLIGHT}Redirect is not…"), "preflight-redirect"),
        ("within a method", format!("{CHROMIUM}Method PAT"), "method-not-allowed"),
        (
            "what is Safari's when whole",
            format!("{CHROMIUM}Method PUT is not allowed by Access-Control-Allow-Methods"),
            "method-not-allowed",
        ),
        (
            "within a list of values",
            format!(
                "{CHROMIUM}The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.exa"
            ),
            "allow-origin-multiple",
        ),
        (
            "wrapped and cut",
            format!(
                "{CHROMIUM}Response to preflight\n   request doesn't pass access control check: It does\n   not have HTTP"
            ),
            "preflight-status",
        ),
        (
            "Firefox",
            format!("{FIREFOX}(Reason: CORS header ‘Access-Control-Allow-Origin’ mis"),
            "allow-origin-missing",
        ),
        ("Firefox's method", format!("{FIREFOX}(Reason: Did not find meth"), "method-not-allowed"),
        (
            "Chromium's name of the error is new, a name of old",
            "Cross-Origin Resource Sharing error: MissingAllowOriginHeader".to_owned(),
            "allow-origin-missing",
        ),
    ] {
        let diagnosis = one(&text);
        assert_eq!(codes(&diagnosis)[0], code, "{sentence}: {:?}", codes(&diagnosis));
    }
}

#[test]
fn a_cut_that_several_messages_have_names_them() {
    for (sentence, text, others) in [
        (
            "before the reason",
            CHROMIUM.to_owned(),
            &["allow-origin-missing", "preflight-allow-origin-missing"][..],
        ),
        ("within `blocked`", CHROMIUM[..100].to_owned(), &["allow-origin-missing"]),
        (
            "within the policy",
            CHROMIUM.trim_end_matches(" policy: ").to_owned(),
            &["allow-origin-missing"],
        ),
        (
            "within the frame",
            "Access to fetch at 'https://api.example/orders?x=1".to_owned(),
            &["allow-origin-missing"],
        ),
        (
            "a preflight",
            format!("{CHROMIUM}{}", PREFLIGHT.trim_end()),
            &["preflight-allow-origin-missing", "preflight-status"],
        ),
        (
            "a preflight without its frame",
            PREFLIGHT.trim_end_matches(": ").to_owned(),
            &["preflight-allow-origin-missing", "preflight-redirect"],
        ),
        (
            "the header",
            format!("{CHROMIUM}The 'Access-Control-Allow-Origin' header"),
            &["allow-origin-mismatch", "allow-origin-multiple", "allow-origin-invalid"],
        ),
        ("three words", "it is blocked by CORS policy".to_owned(), &["allow-origin-missing"]),
        (
            "Firefox before the reason",
            FIREFOX.trim_end().to_owned(),
            &["allow-origin-missing", "connection-failed"],
        ),
        (
            "Firefox's header",
            format!("{FIREFOX}(Reason: CORS header ‘Access-Control-Allow-Ori"),
            &["allow-origin-missing", "allow-origin-mismatch"],
        ),
    ] {
        let diagnosis = one(&text);
        let codes = codes(&diagnosis);
        assert_eq!(codes[0], "reason-unknown", "{sentence}: {codes:?}");
        for other in others {
            assert!(codes.contains(other), "{sentence}: {other} in {codes:?}");
        }
    }
}

#[test]
fn a_new_reason_has_the_url_and_the_origin() {
    let origin = Some("https://app.example");
    for (sentence, text, origin, reason) in [
        (
            "Chromium",
            format!("{CHROMIUM}Some entirely new reason."),
            origin,
            "Some entirely new reason",
        ),
        (
            "with a button",
            format!("{CHROMIUM}Some entirely new reason.Understand this error\napp.js:3"),
            origin,
            "Some entirely new reason",
        ),
        (
            "redirected",
            format!("{CHROMIUM}Some entirely new reason.")
                .replace("' from", "' (redirected from 'https://old.example/') from"),
            origin,
            "Some entirely new reason",
        ),
        ("Firefox", format!("{FIREFOX}(Reason: something new)."), None, "Reason: something new"),
    ] {
        let diagnosis = one(&text);
        let captures = &diagnosis.message.captures;
        assert_eq!(codes(&diagnosis), ["reason-unknown"], "{sentence}");
        assert_eq!(captures.get("reason"), Some(reason), "{sentence}");
        assert_eq!(captures.get("origin"), origin, "{sentence}");
        assert!(
            captures.get("url").is_some_and(|url| url.starts_with("https://api.example/orders")),
            "{sentence}: {captures:?}"
        );
        assert!(diagnosis.candidates[0].because.contains(reason), "{sentence}");
        assert!(diagnosis.message.text.contains(reason), "{sentence}: {}", diagnosis.message.text);
    }
}

#[test]
fn a_secret_in_a_new_reason_is_masked() {
    let diagnosis = one(&format!("{CHROMIUM}The token 'Bearer abcdef123456abcdef' is new."));
    let all = format!("{diagnosis:?}");
    assert!(!all.contains("abcdef123456"), "{all}");
}

#[test]
fn what_is_whole_goes_before_what_is_cut() {
    let two = format!("{CHROMIUM}Some new reason.\n{FIREFOX}(Reason: CORS disabled).");
    let found: Vec<_> = diagnose_message(&two).unwrap().iter().map(|it| codes(it)[0]).collect();
    assert_eq!(found, ["reason-unknown", "cors-disabled"]);
    let same = format!("CORS error\n{CHROMIUM}{MISSING}.\nTypeError: Failed to fetch");
    assert_eq!(one(&same).message.id, "C5");
}
