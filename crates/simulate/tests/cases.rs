//! Cases as users write them: every file of `tests/cases`, and what is said where a case is wrong.

#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]
#![allow(clippy::disallowed_methods, reason = "only the library is pure")]

use std::fs;
use std::path::Path;

use corsmith_fetch::Profile;
use corsmith_simulate::{Case, Item, Verdict, read_cases, run_case, run_invalid, run_sequence};

fn items() -> Vec<Item> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.flat_map(|path| read_cases(&fs::read(path).unwrap()).unwrap()).collect()
}

fn cases() -> Vec<Case> {
    let case = |item| match item {
        Item::Case(case) => Some(*case),
        _ => None,
    };
    items().into_iter().filter_map(case).collect()
}

fn verdicts(item: &Item) -> Vec<Verdict> {
    match item {
        Item::Case(case) => vec![run_case(case, Profile::STANDARD)],
        Item::Sequence(sequence) => run_sequence(sequence, None),
        Item::Invalid(invalid) => vec![run_invalid(invalid)],
    }
}

#[test]
fn every_case_of_the_files_comes_out_as_expected() {
    let verdicts: Vec<_> = items().iter().flat_map(verdicts).collect();
    assert!(verdicts.len() > 50, "{}", verdicts.len());
    let wrong: Vec<_> = verdicts
        .iter()
        .filter(|verdict| !verdict.unmet.is_empty() || verdict.is_unusable())
        .map(|verdict| serde_json::to_string(verdict).unwrap())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Otherwise the test above could not fail.
#[test]
fn every_expectation_that_is_turned_round_is_unmet() {
    for mut case in cases() {
        let expect = case.expect.as_mut().unwrap();
        expect.preflight = expect.preflight.map(|is_sent| !is_sent);
        let unmet = run_case(&case, Profile::STANDARD).unmet;
        assert!(unmet.iter().any(|it| it.starts_with("preflight: ")), "{}: {unmet:?}", case.id);
    }
}

#[test]
fn an_exchange_too_many_is_said() {
    for mut case in cases().into_iter().filter(|case| !case.exchanges.is_empty()) {
        let last = case.exchanges.last().unwrap().clone();
        case.exchanges.push(last);
        let failure = run_case(&case, Profile::STANDARD).failure.unwrap();
        let last = case.exchanges.len() - 1;
        let got = (&*failure.code, failure.exchange);
        assert_eq!(got, ("exchange-unasked", Some(last)), "{}", case.id);
    }
}

#[test]
fn an_exchange_too_few_is_said() {
    for mut case in cases().into_iter().filter(|case| !case.exchanges.is_empty()) {
        case.exchanges.pop();
        let failure = run_case(&case, Profile::STANDARD).failure.unwrap();
        let got = (&*failure.code, failure.exchange);
        assert_eq!(got, ("exchange-missing", Some(case.exchanges.len())), "{}", case.id);
    }
}

#[test]
fn an_exchange_for_another_request_is_said() {
    for mut case in cases().into_iter().filter(|case| !case.exchanges.is_empty()) {
        case.exchanges[0].expect_method = Some("PROPFIND".to_owned());
        let failure = run_case(&case, Profile::STANDARD).failure.unwrap();
        let got = (&*failure.code, failure.exchange);
        assert_eq!(got, ("exchange-mismatch", Some(0)), "{}", case.id);
    }
}

/// What is written comes back as it was.
#[test]
fn cases_survive_writing_and_reading() {
    for case in cases() {
        let text = serde_json::to_vec(&case).unwrap();
        assert_eq!(read_cases(&text).unwrap(), [Item::Case(Box::new(case))]);
    }
}

#[test]
fn each_unknown_key_is_said_with_its_line() {
    let case = r#"{"page_origin": "null", "request": {"url": "/"}, "x": 1}"#;
    let steps = format!("{{\"steps\": [\n{case}\n]}}");
    for (sentence, file) in [
        ("a list", format!("[\n{case},\n{steps}, {case}]")),
        ("lines", format!("\n{case}\n{steps} {case}")),
    ] {
        let lines: Vec<_> = read_cases(file.as_bytes())
            .unwrap()
            .into_iter()
            .map(|item| match item {
                Item::Invalid(invalid) => invalid.message.split(':').next().unwrap().to_owned(),
                other => panic!("{sentence}: {other:?}"),
            })
            .collect();
        assert_eq!(lines, ["line 2", "line 4", "line 5"], "{sentence}");
    }
}

/// Counting the lines anew for each case would take minutes.
#[test]
fn many_invalid_cases_are_read_in_one_pass() {
    let case = "{\"page_origin\": \"null\", \"request\": {\"url\": \"/\"}, \"x\": 1}\n";
    let items = read_cases(case.repeat(50_000).as_bytes()).unwrap();
    assert!(matches!(&items[49_999], Item::Invalid(it) if it.message.starts_with("line 50000:")));
}

#[test]
fn what_is_no_case_is_said_with_its_place_and_hides_no_other() {
    let good =
        r#"{"id": "good", "page_origin": "https://a.example", "request": {"url": "data:,"}}"#;
    for (sentence, bad, expected) in [
        ("a missing key", r#"{"request": {"url": "/"}}"#, "missing field `page_origin`"),
        (
            "a missing key within",
            r#"{"page_origin": "null", "request": {}}"#,
            "request: missing field `url`",
        ),
        (
            "a wrong type",
            r#"{"page_origin": 1, "request": {"url": "/"}}"#,
            "page_origin: invalid type",
        ),
        (
            "a status too large",
            r#"{"page_origin": "null", "request": {"url": "/"}, "exchanges": [{"url": "/", "response": {"status": 99999}}]}"#,
            "exchanges[0].response.status: ",
        ),
        (
            "a header with one part",
            r#"{"page_origin": "null", "request": {"url": "/", "headers": [["A"]]}}"#,
            "request.headers[0]",
        ),
        (
            "an unknown mode",
            r#"{"page_origin": "null", "request": {"url": "/", "mode": "navigate"}}"#,
            "request.mode: unknown variant `navigate`",
        ),
        ("no origin", r#"{"page_origin": "a b", "request": {"url": "/"}}"#, "page_origin: "),
        ("a number", "1", "expected a case"),
        ("null", "null", "expected a case"),
        ("steps that are none", r#"{"steps": 1}"#, "steps: invalid type"),
    ] {
        let file = format!("[{bad}, {good}]");
        let items = read_cases(file.as_bytes()).unwrap();
        let verdicts: Vec<_> = items.iter().flat_map(verdicts).collect();
        let failure = verdicts[0].failure.as_ref().unwrap();
        assert_eq!(failure.code, "case-invalid", "{sentence}");
        // The message is a sentence, so its first letter may have become a capital.
        let plain = |text: &str| text.replace('`', "").to_lowercase();
        let is_said = plain(&failure.message).contains(&plain(expected));
        assert!(is_said, "{sentence}: {}", failure.message);
        assert_eq!((&*verdicts[1].id, verdicts[1].result), ("good", Some("success")), "{sentence}");
    }
}
