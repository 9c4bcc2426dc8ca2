//! The same policies, judged by google/csp-evaluator 1.1.6.
//!
//! What it found was recorded by running it: the default checks, the checks for a strict policy and
//! that for reporting, for CSP level 3. An entry is the number of a type and a letter for its
//! severity: `H`igh, `S`yntax, `M`edium, `C` (strict CSP), `m` (medium, maybe), `I`nfo, `N`one.
//! Policies are ours; many follow cases of its tests (Apache-2.0).
//!
//! Beyond the rows of `OTHERWISE`: it judges what is written wrongly after leaving out what
//! `'strict-dynamic'` makes ineffective, and we before.

use std::collections::BTreeSet;

use crate::vectors::visit;
use crate::{JudgeOptions, Severity, judge};

/// A policy, and what the evaluator finds. We find the same.
#[rustfmt::skip]
static SAME: &[(&str, &str)] = &[
     ("script-src 'none'", "300H 500I 600I"),
    ("object-src 'none'", "300H 500I 600I"),
    ("object-src 'self'", "300H 306m 500I 600I"),
    ("script-src 'nonce-123'; object-src 'none'", "300H 307M 403C 500I 600I"),
    ("script-src 'sha256-123456' 'strict-dynamic'; object-src 'none'", "300H 403C 404C 500I 600I"),
    ("script-src 'sha256-123456'; object-src 'none'", "403C 500I 600I"),
    ("script-src 'none'; object-src 'none'", "500I 600I"),
    ("default-src https:;", "303H 400C 500I 600I"),
    ("default-src 'none';", "500I 600I"),
    ("default-src 'self'", "305m 500I 600I"),
    ("default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; base-uri 'self'; form-action 'self'", "305m 500I 600I"),
    ("default-src 'unsafe-inline'", "301H 500I 600I"),
    ("script-src 'unsafe-inline'", "300H 301H 500I 600I"),
    ("script-src 'self' 'unsafe-inline' 'nonce-rAnd0m12345'", "300H 305m 405N 500I 600I"),
    ("script-src 'unsafe-inline' 'sha256-abcdefgh='", "300H 405N 500I 600I"),
    ("script-src 'unsafe-inline' 'nonce-$$$'", "102S 106I 300H 301H 307M 500I 600I"),
    ("script-src 'unsafe-inline' 'strict-dynamic'", "300H 401I 404C 405N 500I 600I"),
    ("script-src 'nonce-aaaaaaaaaa' 'strict-dynamic'; script-src-elem 'unsafe-inline'; object-src 'none'; base-uri 'none'", "301H 403C 404C 500I 600I"),
    ("script-src 'nonce-aaaaaaaaaa'; script-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'", "301H 403C 500I 600I"),
    ("script-src-elem 'unsafe-inline'; script-src-attr 'none'; object-src 'none'", "300H 301H 500I 600I"),
    ("script-src-attr 'unsafe-inline'", "300H 301H 500I 600I"),
    ("script-src 'self' 'unsafe-eval'; object-src 'none'", "302m 305m 500I 600I"),
    ("default-src 'self' 'unsafe-eval'", "302m 305m 500I 600I"),
    ("script-src 'unsafe-hashes' 'sha256-abcdefgh='; object-src 'none'", "317m 403C 500I 600I"),
    ("script-src 'self'; script-src-attr 'unsafe-hashes' 'sha256-abcdefgh='; object-src 'none'", "305m 317m 500I 600I"),
    ("script-src 'self' 'wasm-unsafe-eval'; object-src 'none'", "305m 500I 600I"),
    ("script-src data: http: https: sthInvalid:; object-src 'none'", "303H 400C 500I 600I"),
    ("script-src data:; object-src 'none'", "303H 400C 500I 600I"),
    ("script-src 'self'; object-src https:", "303H 305m 306m 500I 600I"),
    ("script-src 'self'; object-src data:", "303H 305m 306m 500I 600I"),
    ("script-src 'self'; object-src 'none'; base-uri 'self'", "305m 500I 600I"),
    ("script-src * ; object-src 'none'", "304H 400C 500I 600I"),
    ("script-src https://*; object-src 'none'", "304H 400C 500I 600I"),
    ("default-src *", "304H 400C 500I 600I"),
    ("script-src 'self'; object-src *", "304H 305m 306m 500I 600I"),
    ("script-src *.google.com", "300H 305H 400C 500I 600I"),
    ("script-src *.google.com; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src https://www.google.com/tools/feedback/; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src https://www.google.com/tools/feedback/escalation-options; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src https://www.google.com/other; object-src 'none'", "305m 400C 500I 600I"),
    ("script-src https://googletagmanager.com 'unsafe-eval'; object-src 'none'", "302m 305H 400C 500I 600I"),
    ("script-src https://googletagmanager.com; object-src 'none'", "305m 400C 500I 600I"),
    ("script-src gstatic.com; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src gstatic.com; script-src-elem gstatic.com; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src https://gstatic.com:*; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src *.gstatic.com; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src gstatic.com/fsn/; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src gstatic.com/FSN/; object-src 'none'", "305m 400C 500I 600I"),
    ("script-src foo.bar; object-src 'none'", "305m 400C 500I 600I"),
    ("script-src foo.bar; script-src-elem foo.bar; object-src 'none'", "305m 400C 500I 600I"),
    ("script-src 'self'; script-src-attr 'self'; script-src-elem 'self'; object-src 'none'", "305m 500I 600I"),
    ("script-src 'nonce-rAnd0m12345' 'strict-dynamic' gstatic.com; object-src 'none'; base-uri 'none'", "403C 405N 500I 600I"),
    ("script-src localhost; object-src 'none'", "400C 500I 600I"),
    ("script-src cdn.jsdelivr.net; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src cdnjs.cloudflare.com ajax.googleapis.com www.youtube.com; object-src 'none'", "305H 400C 500I 600I"),
    ("script-src ajax.googleapis.com/ajax/libs/jquery/; object-src 'none'", "305m 400C 500I 600I"),
    ("object-src https://*.googleapis.com", "300H 306H 500I 600I"),
    ("object-src https://foo.bar", "300H 306m 500I 600I"),
    ("object-src vk.com/swf/video.swf; script-src 'none'", "306H 500I 600I"),
    ("object-src vk.com/swf/other.swf; script-src 'none'", "306m 500I 600I"),
    ("default-src *.googleapis.com; script-src 'none'", "306H 500I 600I"),
    ("default-src foo.bar", "305m 400C 500I 600I"),
    ("script-src 8.8.8.8; object-src 'none'", "305m 308I 400C 500I 600I"),
    ("img-src 10.0.0.1:8080/path; default-src 'none'", "308I 500I 600I"),
    ("report-uri foo.bar/csp;report-to abc", "300H 500I"),
    ("report-to abc", "300H 500I 601I"),
    ("default-src 'none'; report-to abc", "500I 601I"),
    ("default-src 'none'; report-uri https://a.example/r", "500I"),
    ("default-src 'none'; report-uri", "500I 600I"),
    ("referrer origin", "300H 309I 500I 600I"),
    ("prefetch-src test", "300H 309I 500I 600I"),
    ("disown-opener; default-src 'none'", "309I 500I 600I"),
    ("script-src 'nonce-veryLongRandomNonce'; object-src 'none'; base-uri 'none'", "403C 500I 600I"),
    ("script-src 'nonce-short'; object-src 'none'; base-uri 'none'", "307M 403C 500I 600I"),
    ("script-src 'nonce-***notBase64***'; object-src 'none'; base-uri 'none'", "102S 106I 500I 600I"),
    ("script-src 'nonce-$$$'; object-src 'none'", "102S 106I 307M 500I 600I"),
    ("script-src http://foo.bar https://test.com; report-uri http://test.com; object-src 'none'", "305m 310M 400C 500I"),
    ("img-src http://a.example; default-src 'none'", "310M 500I 600I"),
    ("foobar-src http:", "101S 300H 500I 600I"),
    ("script-src: 'self'", "101S 300H 500I 600I"),
    ("default-src 'self' object-src", "100S 305m 400C 500I 600I"),
    ("script-src strict-dynamic nonce-test sha256-asdf; object-src 'none'", "102S 400C 500I 600I"),
    ("script-src 'foo-bar'; object-src 'none'", "102S 500I 600I"),
    ("script-src 'nonce-invalid$'; object-src 'none'", "102S 106I 500I 600I"),
    ("script-src 'sha256-invalid$'; object-src 'none'", "102S 500I 600I"),
    ("script-src self none; object-src 'none'", "102S 400C 500I 600I"),
    ("require-trusted-types-for 'script'", "300H 600I"),
    ("require-trusted-types-for 'unknown'; default-src 'none'", "102S 500I 600I"),
    ("trusted-types 'allow-duplicates' policy1", "300H 500I 600I"),
    ("trusted-types 'none'; default-src 'none'", "500I 600I"),
    ("trusted-types 'foo'; default-src 'none'", "102S 500I 600I"),
    ("script-src 'strict-dynamic'; object-src 'none'", "401I 404C 500I 600I"),
    ("script-src 'strict-dynamic' 'nonce-123456789'; object-src 'none'; base-uri 'none'", "403C 404C 500I 600I"),
    ("script-src 'nonce-123456789' 'unsafe-inline'; object-src 'none'; base-uri 'none'", "405N 500I 600I"),
    ("script-src 'nonce-123456789' 'strict-dynamic' 'unsafe-inline' https:; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; report-uri /r", "405N"),
    ("script-src 'sha256-abcdefgh=' 'strict-dynamic' https:; object-src 'none'; base-uri 'self'", "403C 405N 500I 600I"),
    ("script-src 'nonce-123456789' foo.bar; object-src 'none'; base-uri 'none'", "305m 400C 403C 500I 600I"),
    ("script-src 'nonce-123456789' 'self'; object-src 'none'; base-uri 'none'", "305m 403C 500I 600I"),
    ("script-src https: 'nonce-123456789'; object-src 'none'; base-uri 'none'", "303H 400C 403C 500I 600I"),
    ("script-src 'self'; object-src 'none'; script-src *", "305m 500I 600I"),
    ("SCRIPT-SRC 'SELF'; OBJECT-SRC 'NONE'", "305m 500I 600I"),
    ("script-src HTTPS:; object-src 'none'", "303H 400C 500I 600I"),
    ("script-src 'self' 'self'; object-src 'none'", "305m 500I 600I"),
    ("upgrade-insecure-requests; default-src 'none'", "500I 600I"),
    ("sandbox allow-scripts; default-src 'none'", "500I 600I"),
    ("webrtc 'block'; default-src 'none'", "500I 600I"),
    ("frame-ancestors 'none'", "300H 500I 600I"),
    ("default-src 'none'; frame-ancestors *", "500I 600I"),
    ("default-src 'none'; script-src 'report-sample' 'self'", "305m 500I 600I"),
    ("default-src 'none'; script-src 'inline-speculation-rules' 'self'", "305m 500I 600I"),
    ("manifest-src 'self'; worker-src blob:; default-src 'none'", "500I 600I"),
    ("default-src 'none'; connect-src wss://a.example:8443/x", "500I 600I"),
    ("style-src 'unsafe-inline'; default-src 'none'", "500I 600I"),
    ("script-src http://* https://*; object-src 'none'", "304H 310M 400C 500I 600I"),
];

/// A policy, what the evaluator finds, what we find, and why.
#[rustfmt::skip]
static OTHERWISE: &[(&str, &str, &str, &str)] = &[
     ("script-src 'self'; object-src", "300H 305m 500I 600I", "305m 500I 600I", "Without a value it is 'none'."),
    ("script-src *.google.com 'none'; object-src 'none'", "400C 500I 600I", "305H 400C 500I 600I", "Beside others 'none' is ignored."),
    ("script-src 'self'; script-src-elem 'self' 'unsafe-eval'; object-src 'none'", "302m 305m 500I 600I", "305m 500I 600I", "Only `script-src` governs `eval`."),
    ("default-src 'nonce-123456789' 'strict-dynamic' https:; base-uri 'none'", "403C 405N 500I 600I", "303H 403C 405N 500I 600I", "`'strict-dynamic'` is about scripts, not about plugins."),
    ("default-src 'none'; fenced-frame-src https://a.example", "101S 500I 600I", "500I 600I", "A directive of Fenced Frames."),
    ("default-src 'none'; script-src 'report-sha256' 'self'", "102S 305m 500I 600I", "305m 500I 600I", "A keyword of 2025."),
    ("default-src 'none'; script-src 'trusted-types-eval' 'self'", "102S 305m 500I 600I", "305m 500I 600I", "A keyword of Trusted Types."),
    ("default-src 'none'; connect-src 'unsafe-webtransport-hashes'", "102S 500I 600I", "500I 600I", "A keyword of the standard."),
    ("default-src 'none'; script-src 'wasm-eval'", "500I 600I", "102S 500I 600I", "No keyword any more."),
    ("default-src 'none'; script-src 'unsafe-hashed-attributes'", "500I 600I", "102S 500I 600I", "No keyword any more."),
    ("default-src 'none'; script-src 'allow'", "500I 600I", "102S 500I 600I", "A keyword of `webrtc` alone."),
    ("default-src 'none'; plugin-types application/pdf", "500I 600I", "309I 500I 600I", "No directive any more."),
    ("default-src 'none'; block-all-mixed-content", "500I 600I", "309I 500I 600I", "No directive any more."),
    ("default-src 'none'; navigate-to 'self'", "500I 600I", "309I 500I 600I", "No directive any more."),
    ("default-src 'none'; require-sri-for script", "500I 600I", "309I 500I 600I", "No directive any more."),
    ("default-src 'none'; connect-src http://localhost:3000", "310M 500I 600I", "500I 600I", "Nobody is between a visitor and the visitor's own machine."),
    ("default-src 'none'; report-to referrer", "100S 500I 601I", "500I 601I", "The name of a group of endpoints."),
    ("default-src 'none'; trusted-types self", "102S 500I 600I", "500I 600I", "The name of a policy."),
    ("default-src 'none'; img-src a..b", "500I 600I", "102S 500I 600I", "No source by the grammar."),
    ("default-src 'none'; img-src //a.example", "500I 600I", "102S 500I 600I", "No source by the grammar."),
    ("frame-ancestors 'none'; sandbox allow-forms", "300H 500I 600I", "500I 600I", "Nothing runs in a sandbox without scripts."),
    ("script-src http://* https://* *://*; object-src 'none'", "304H 310M 400C 500I 600I", "102S 304H 310M 400C 500I 600I", "No source by the grammar."),
    ("script-src //*; object-src 'none'", "304H 400C 500I 600I", "102S 400C 500I 600I", "No source by the grammar, so that browsers ignore it."),
    ("script-src https://googletagmanager.com; script-src-elem https://googletagmanager.com 'unsafe-eval'; object-src 'none'", "302m 305H 305m 400C 500I 600I", "305m 400C 500I 600I", "Only `script-src` governs `eval`."),
    ("reflected-xss block", "102S 300H 309I 500I 600I", "300H 309I 500I 600I", "A directive of another grammar."),
    ("script-src 'self'; object-src 'none'; base-uri https:", "303H 305m 500I 600I", "305m 500I 600I", "It equals no `base-uri`, which is advice."),
    ("script-src 'self'; object-src 'none'; base-uri *", "304H 305m 500I 600I", "305m 500I 600I", "It equals no `base-uri`, which is advice."),
    ("script-src 'self'; object-src 'none'; font-src https://127.0.0.1 https://[::1] not.an.ip", "305m 308I 500I 600I", "102S 305m 308I 500I 600I", "`[::1]` is no source by the grammar, and browsers ignore it."),
    ("default-src foo.bar script-src 'none'", "100S 400C 500I 600I", "100S 305m 400C 500I 600I", "Beside others 'none' is ignored."),
];

/// Our checks, the type of the evaluator, and the severities of both.
#[rustfmt::skip]
static TYPES: &[(&str, &str, &[Severity])] = &[
    ("CS402", "301H", &[Severity::Medium]),
    ("CS403", "302m", &[Severity::Low]),
    ("CS404", "317m", &[Severity::Low]),
    ("CS405", "303H", &[Severity::Medium, Severity::Low]),
    ("CS406", "304H", &[Severity::Medium, Severity::Low]),
    ("CS407", "300H", &[Severity::Low]),
    ("CS408", "300H", &[Severity::Medium]),
    ("CS409", "300H", &[Severity::Medium]),
    ("CS410", "305H", &[Severity::Medium]),
    ("CS411", "305m", &[Severity::Info]),
    ("CS412", "306", &[Severity::Info]),
    ("CS413", "307M", &[Severity::Low]),
    ("CS414", "106I", &[Severity::Info]),
    ("CS415", "308I", &[Severity::Info]),
    ("CS416", "309I", &[Severity::Info]),
    ("CS417", "310M", &[Severity::Low]),
    ("CS418", "101S", &[Severity::Low]),
    ("CS419", "100S", &[Severity::Low]),
    ("CS420", "102S", &[Severity::Low]),
    ("CS423", "400C", &[Severity::Info]),
    ("CS424", "401I", &[Severity::Low]),
    ("CS425", "403C", &[Severity::Info]),
    ("CS426", "404C", &[Severity::Info]),
    ("CS427", "405N", &[Severity::Info]),
    ("CS428", "500I", &[Severity::Info]),
    ("CS429", "600I", &[Severity::Info]),
    ("CS430", "601I", &[Severity::Info]),
];

/// What we find, in the evaluator's words.
fn ours(policy: &str) -> String {
    let recording = visit(&format!("Content-Security-Policy: {policy}"));
    let mut types = BTreeSet::new();
    for finding in judge(&recording, &JudgeOptions::default()).findings {
        let known = TYPES.iter().find(|(code, ..)| *code == finding.check.code);
        if let Some((code, name, severities)) = known {
            assert!(severities.contains(&finding.severity), "{code} is {}", finding.severity);
            types.insert(*name);
        }
    }
    types.into_iter().collect::<Vec<_>>().join(" ")
}

/// Flash files are all the same to us: nothing runs them.
fn theirs(types: &str) -> String {
    types.replace("306H", "306").replace("306m", "306")
}

#[test]
fn we_find_what_the_evaluator_finds() {
    let other: Vec<_> = SAME
        .iter()
        .map(|(policy, types)| (policy, theirs(types), ours(policy)))
        .filter(|(_, theirs, ours)| theirs != ours)
        .collect();
    assert!(other.is_empty(), "{other:#?}");
    assert!(SAME.len() + OTHERWISE.len() >= 120);
}

#[test]
fn where_we_differ_there_is_a_reason() {
    let other: Vec<_> = OTHERWISE
        .iter()
        .map(|(policy, _, found, why)| (policy, why, *found, ours(policy)))
        .filter(|(.., found, ours)| found != ours)
        .collect();
    assert!(other.is_empty(), "{other:#?}");
    for (policy, types, found, _) in OTHERWISE {
        assert_ne!(theirs(types), *found, "{policy} is no difference");
    }
}
