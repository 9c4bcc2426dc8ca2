use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_scan::verify::{Verification, VerifyOptions, verify};
use corsmith_scan::{Exchange, Failure, FailureKind, Request, Response, Stage, Target, Transport};

use super::*;

/// Answers the same to everybody, and once not at all.
struct Site {
    asked: usize,
    fields: [(&'static str, &'static str); 2],
}

impl Transport for Site {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        self.asked += 1;
        if self.asked == 5 {
            let failure = Failure::new(Stage::FirstByte, FailureKind::Timeout, "10 s \u{1b}[2J");
            return Exchange::new(request.clone(), Err(failure));
        }
        Exchange::new(request.clone(), Ok(Response::new(200, self.fields)))
    }

    async fn wait(&mut self, _: Duration) -> bool {
        true
    }
}

fn verification(fields: [(&'static str, &'static str); 2]) -> Verification {
    let text = b"[policy]\nallow-origins = ['https://app.example.com']\n\
        [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']";
    let policy = PolicyDocument::parse(text, Format::Toml);
    let policy = policy.resolve(&Selection::default()).into_policy().unwrap();
    let base = Target::parse("https://api.example.com/orders").unwrap();
    let options = VerifyOptions { max_requests: 40, ..VerifyOptions::default() };
    let mut site = Site { asked: 0, fields };
    let mut future = pin!(verify(&mut site, &base, &policy, &options));
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

const OPEN: [(&str, &str); 2] = [("Access-Control-Allow-Origin", "*"), ("Vary", "Origin")];

#[test]
fn people_read_what_differs() {
    insta::assert_snapshot!(verification_text(&verification(OPEN), "corsmith.toml"));
}

#[test]
fn tests_fail_where_the_answer_differs() {
    let xml = verification_junit(&verification(OPEN), "corsmith.toml");
    insta::assert_snapshot!(xml);
}

#[test]
fn nothing_of_the_server_is_markup_or_moves_a_cursor() {
    let hostile =
        [("Access-Control-Allow-Origin", "\u{1b}[2J]]></failure>\u{202e}"), ("Vary", "<&>\"\u{b}")];
    let verification = verification(hostile);
    let text = verification_text(&verification, "a\u{1b}b");
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{b}']), "{text}");
    let xml = verification_junit(&verification, "a\u{1b}b");
    assert!(!xml.contains(['\u{1b}', '\u{202e}', '\u{b}']), "{xml}");
    assert!(!xml.contains("<&>") && !xml.contains("]]></failure>\\"), "{xml}");
}
