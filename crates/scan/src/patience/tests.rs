use super::{Patience, Place, Then};
use crate::{Failure, FailureKind, Response, Stage};

/// What became of a request, in a word: a status, perhaps with a `Retry-After`, or a failure.
fn outcome(word: &str) -> Result<Response, Failure> {
    let failed = |stage, kind, detail: &str| Err(Failure::new(stage, kind, detail));
    match word.trim_start_matches("led-to-") {
        "refused" => failed(Stage::Connect, FailureKind::Connection, "it was refused"),
        "late" => failed(Stage::Head, FailureKind::Timeout, "not done within 1 s"),
        "forbidden" => failed(Stage::Address, FailureKind::Forbidden, "not a public address"),
        "nameless" => failed(Stage::Resolve, FailureKind::NoAddress, "there is no such name"),
        "stopped" => failed(Stage::Send, FailureKind::Stopped, "the time is up"),
        answer => Ok(match answer.split_once('+') {
            Some((status, asked)) => {
                Response::new(status.parse().unwrap(), [("Retry-After", asked)])
            }
            None => Response::new(answer.parse().unwrap(), []),
        }),
    }
}

/// How many seconds are waited in all, and why nothing more is sent after the last of them; nothing
/// may stop it before.
fn heard(words: &str) -> (u64, Option<String>) {
    let mut patience = Patience::new(usize::MAX);
    let mut waited = 0;
    for word in words.split(' ') {
        assert!(patience.may_send(), "before `{word}` of `{words}`: {:?}", patience.stopped());
        let place = if word.starts_with("led-to-") { Place::LedTo } else { Place::Asked };
        if let Then::Again(wait) = patience.heard(&outcome(word), place) {
            waited += wait.as_secs();
        }
    }
    assert_eq!(patience.sent(), words.split(' ').count());
    (waited, patience.stopped().map(str::to_owned))
}

#[test]
fn a_server_is_left_alone() {
    for (case, words, why) in [
        (
            "that asks for a long time",
            "200 429+31",
            "the server answered 429 and asked to be left alone (`Retry-After: 31`)",
        ),
        (
            "that names a day",
            "503+Fri",
            "the server answered 503 and asked to be left alone (`Retry-After: Fri`)",
        ),
        (
            "that asks to wait for the fourth time, whatever it answers between",
            "429+1 200 503+1 404 429+0 200 429+1",
            "the server answered 429 and asks to wait for longer after 3 waits (`Retry-After: 1`)",
        ),
        (
            "that fails five times in a row",
            "refused late late refused late",
            "5 exchanges in a row failed, the last one while reading the head of the answer: \
             not done within 1 s",
        ),
        (
            "that is busy five times in a row and does not say for how long",
            "429 429 503 429 429",
            "5 exchanges in a row failed, the last one with the status 429",
        ),
        (
            "that fails or is busy five times in a row",
            "late 503 late 503 503",
            "5 exchanges in a row failed, the last one with the status 503",
        ),
        (
            "that is busy before a wait and after it",
            "503 503 503 503+1 503 503",
            "5 exchanges in a row failed, the last one with the status 503",
        ),
        ("that may not be asked", "200 forbidden", "checking the address: not a public address"),
        ("that has no address", "nameless", "resolving the name: there is no such name"),
        ("when the scan is stopped", "200 stopped", "the time is up"),
        ("when the scan is stopped on the way", "302 led-to-stopped", "the time is up"),
        (
            "that leads nowhere five times in a row",
            "led-to-forbidden led-to-nameless led-to-forbidden led-to-nameless led-to-forbidden",
            "5 exchanges in a row failed, the last one while checking the address: \
             not a public address",
        ),
    ] {
        assert_eq!(heard(words).1.as_deref(), Some(why), "{case}");
    }
}

#[test]
fn a_server_is_asked_on() {
    for (case, words, seconds) in [
        ("that answers", "200 404 500 302", 0),
        ("that asks for three short waits", "429+30 503+30 429+0", 60),
        ("that asks for time without being busy", "200+3600 301+3600 500+3600", 0),
        ("that answers after four failures", "late late late late 200 late late late late", 0),
        ("that answers after being busy", "429 429 429 429 200 503 503 503 503", 0),
        ("that leads to what may not be asked", "302 led-to-forbidden 200", 0),
        ("that leads to what has no address", "302 led-to-nameless 200", 0),
    ] {
        assert_eq!(heard(words), (seconds, None), "{case}");
    }
}

#[test]
fn a_budget_is_kept() {
    let mut patience = Patience::new(2);
    for _ in 0..2 {
        assert!(patience.may_send());
        patience.heard(&outcome("200"), Place::Asked);
    }
    assert_eq!(patience.stopped(), None);
    assert!(!patience.may_send());
    assert_eq!(patience.stopped(), Some("the budget of 2 requests is used up"));
}
