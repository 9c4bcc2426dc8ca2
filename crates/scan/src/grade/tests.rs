use proptest::prelude::*;

use super::{Letter, grade, ungraded};
use crate::scripted::{Scripted, block_on, label, list};
use crate::vectors::{add, add_hop, visit, visit_to};
use crate::{
    Ask, CheckMeta, Confidence, Entry, Exchange, Failure, FailureKind, Finding, Judgement,
    OriginKind, Profile, Purpose, Recording, Redirects, Request, Response, ScanOptions, Severity,
    Stage, Target, Tls, Topic, record,
};

const fn meta(code: &'static str) -> CheckMeta {
    CheckMeta::new(code, "x", Topic::Cors, Severity::Low, "X.")
}

static METAS: [CheckMeta; 30] = [
    meta("CS200"),
    meta("CS201"),
    meta("CS202"),
    meta("CS203"),
    meta("CS204"),
    meta("CS205"),
    meta("CS206"),
    meta("CS207"),
    meta("CS208"),
    meta("CS209"),
    meta("CS210"),
    meta("CS211"),
    meta("CS212"),
    meta("CS213"),
    meta("CS214"),
    meta("CS215"),
    meta("CS216"),
    meta("CS217"),
    meta("CS218"),
    meta("CS219"),
    meta("CS220"),
    meta("CS221"),
    meta("CS222"),
    meta("CS223"),
    meta("CS224"),
    meta("CS225"),
    meta("CS226"),
    meta("CS227"),
    meta("CS228"),
    meta("CS229"),
];

/// A visit, and an answer to a stranger.
fn asked(url: &str) -> Recording {
    let mut recording = visit_to(url, "Vary: Origin");
    add_stranger(&mut recording);
    recording
}

fn add_stranger(recording: &mut Recording) {
    let ask = Ask::actual(&recording.resources[0], OriginKind::Stranger, "https://a.example");
    add(recording, ask, "Vary: Origin");
}

fn found(findings: &[(usize, Severity, Confidence)]) -> Judgement {
    let findings = findings.iter().map(|&(check, severity, confidence)| {
        Finding::new(&METAS[check], (0, vec![0]), "m", "h")
            .severity(severity)
            .confidence(confidence)
    });
    Judgement { findings: findings.collect(), suppressed: Vec::new() }
}

fn score(recording: &Recording, judgement: &Judgement) -> u8 {
    grade(recording, judgement, Profile::Site).unwrap().score
}

#[test]
fn letters_follow_the_table() {
    use Confidence::{Certain, Tentative};
    use Severity::{Critical, High, Info, Low, Medium};
    type Row<'a> = (&'a str, &'a [(usize, Severity, Confidence)], u8, &'a str);
    let lows: Vec<_> = (0..30).map(|check| (check, Low, Certain)).collect();
    let mediums: Vec<_> = (0..30).map(|check| (check, Medium, Certain)).collect();
    let rows: &[Row<'_>] = &[
        ("nothing", &[], 100, "A+"),
        ("information", &[(0, Info, Certain)], 100, "A+"),
        ("one low", &[(0, Low, Certain)], 96, "A"),
        ("one check on two resources", &[(0, Low, Certain), (0, Low, Certain)], 96, "A"),
        ("thirty low", &lows, 80, "B"),
        ("one medium", &[(0, Medium, Certain)], 88, "B"),
        ("thirty medium", &mediums, 45, "D"),
        ("one high", &[(0, High, Certain)], 59, "D"),
        ("one high, tentative", &[(0, High, Tentative)], 80, "B"),
        ("one critical", &[(0, Critical, Certain)], 39, "F"),
        ("one critical, tentative", &[(0, Critical, Tentative)], 59, "D"),
        ("two critical", &[(0, Critical, Certain), (1, Critical, Certain)], 0, "F"),
    ];
    let recording = asked("https://api.example.com/");
    for (name, findings, score, letter) in rows {
        let grade = grade(&recording, &found(findings), Profile::Site).unwrap();
        assert_eq!((grade.score, &*grade.letter.to_string()), (*score, *letter), "{name}");
        let sum: i16 = grade.points.iter().map(|point| point.delta).sum();
        let capped = grade.cap.as_ref().map(|cap| cap.score);
        assert_eq!(capped.unwrap_or_else(|| u8::try_from(100 + sum).unwrap()), *score, "{name}");
    }
}

#[test]
fn each_point_says_what_its_repair_gives() {
    let recording = asked("https://api.example.com/");
    let judgement = found(&[
        (0, Severity::Critical, Confidence::Certain),
        (1, Severity::Low, Confidence::Certain),
        (1, Severity::Medium, Confidence::Certain),
    ]);
    let grade = grade(&recording, &judgement, Profile::Api).unwrap();
    let points =
        grade.points.iter().map(|it| (it.check.code, it.delta, it.findings, it.score_without));
    assert_eq!(points.collect::<Vec<_>>(), [("CS200", -60, 1, 88), ("CS201", -12, 2, 39)]);
}

#[test]
fn what_is_accepted_costs_nothing_and_is_named() {
    use Severity::{Critical, High, Info, Low, Medium};
    let recording = asked("https://api.example.com/");
    for (severity, score) in [(Critical, 99), (High, 99), (Medium, 100), (Low, 100), (Info, 100)] {
        let mut judgement = found(&[(0, severity, Confidence::Certain)]);
        let finding = judgement.findings.remove(0);
        judgement.suppressed =
            vec![(finding.clone(), "known".to_owned()), (finding, "known".to_owned())];
        let grade = grade(&recording, &judgement, Profile::Site).unwrap();
        assert_eq!(grade.score, score, "{severity}");
        let accepted = &grade.accepted[0];
        let accepted = (accepted.check.code, accepted.findings, &*accepted.reason);
        assert_eq!(accepted, ("CS200", 2, "known"));
        let because = grade.cap.map(|cap| cap.because);
        let expected = format!("a {severity} finding is accepted and left out (CS200 x)");
        assert_eq!(because, (score < 100).then_some(expected));
    }
}

#[test]
fn caps_of_the_connection() {
    let none = Judgement::default();
    let mut expired = asked("https://api.example.com/");
    expired.entries[0].exchange.tls =
        Some(Tls { invalid: Some("it has expired".to_owned()), ..Tls::default() });
    let mut left = visit_to("https://api.example.com/", "302");
    add_hop(&mut left, Purpose::Visit, 1, "http://api.example.com/", Ok(Response::new(200, [])));
    let rows = [
        ("https that leads to http", left, 59),
        ("https", asked("https://api.example.com/"), 100),
        ("http", asked("http://api.example.com/"), 59),
        ("http to this machine", asked("http://localhost:3000/"), 100),
        ("http to this machine by address", asked("http://127.0.0.1:3000/"), 100),
        ("http to this machine by IPv6", asked("http://[::1]/"), 100),
        ("http to this machine by its whole name", asked("http://app.localhost.:3000/"), 100),
        ("http to another one", asked("http://10.0.0.1/"), 59),
        ("http to a name that only looks like it", asked("http://localhost.example/"), 59),
        ("an expired certificate", expired, 39),
    ];
    for (name, recording, expected) in rows {
        assert_eq!(score(&recording, &none), expected, "{name}");
    }
}

#[test]
fn the_best_is_for_what_was_asked_of_everybody() {
    let none = Judgement::default();
    let with = |kind, purpose| {
        let mut recording = visit("");
        let ask = Ask::actual(&recording.resources[0], kind, "https://a.example");
        add(&mut recording, Ask { purpose, ..ask }, "");
        recording
    };
    let script = {
        let mut recording = with(OriginKind::Own, Purpose::Actual);
        recording.entries.remove(0);
        recording.entries[0].origin = None;
        recording
    };
    let cut = |mut recording: Recording| {
        recording.cut_short = Some("the time is up".to_owned());
        recording
    };
    let stranger = || with(OriginKind::Stranger, Purpose::Actual);
    let foreign = Some("nothing was asked as a stranger");
    let short = Some("the scan was cut short, so not everything is known: the time is up");
    for (case, recording, expected) in [
        ("a visit alone", visit(""), foreign),
        ("the own origin", with(OriginKind::Own, Purpose::Actual), foreign),
        ("an answer to a script, without a visit", script, foreign),
        ("a stranger", stranger(), None),
        ("a stranger's preflight", with(OriginKind::Stranger, Purpose::Preflight), foreign),
        ("a candidate, who may be trusted", with(OriginKind::Candidate, Purpose::Actual), foreign),
        ("a stranger, and then the time was up", cut(stranger()), short),
        ("a visit, and then the time was up", cut(visit("")), short),
    ] {
        let grade = grade(&recording, &none, Profile::Site).unwrap();
        let because = grade.cap.map(|cap| cap.because);
        match expected {
            None => assert_eq!((grade.score, because), (100, None), "{case}"),
            Some(expected) => {
                assert_eq!((grade.score, grade.letter), (99, Letter::A), "{case}");
                assert!(because.as_ref().unwrap().starts_with(expected), "{case}: {because:?}");
            }
        }
    }
}

#[test]
fn without_an_answer_only_a_bad_certificate_is_graded() {
    let target = Target::parse("https://api.example.com/").unwrap();
    for (kind, expected) in [(FailureKind::Timeout, None), (FailureKind::Certificate, Some(39))] {
        let mut recording = Recording::new(target.clone());
        let request = Request::new("GET", target.url.clone());
        let ask = Ask {
            request: request.clone(),
            purpose: Purpose::Visit,
            origin: None,
            redirects: Redirects::Follow,
        };
        let failure = Failure::new(Stage::Tls, kind, "no");
        let exchange = Exchange::new(request, Err(failure));
        recording.entries.push(Entry::new(None, 0, &ask, 0, exchange));
        recording.cut_short = Some("5 exchanges in a row failed".to_owned());
        let grade = grade(&recording, &Judgement::default(), Profile::Site);
        assert_eq!(grade.map(|grade| grade.score), expected);
    }
}

fn any_finding() -> impl Strategy<Value = (usize, Severity, Confidence)> {
    let severity = prop::sample::select(&Severity::ALL[..]);
    let confidence =
        prop::sample::select(&[Confidence::Tentative, Confidence::Firm, Confidence::Certain][..]);
    // Few checks, so that one often has several findings.
    (0..METAS.len(), severity, confidence)
}

proptest! {
    #[test]
    fn a_repair_never_lowers_the_score(
        findings in prop::collection::vec(any_finding(), 0..16),
        few in prop::collection::vec((0..4_usize, any_finding()), 0..8),
    ) {
        let recording = asked("https://api.example.com/");
        let few: Vec<_> = few.into_iter().map(|(check, (_, s, c))| (check, s, c)).collect();
        for findings in [findings, few] {
            let whole = grade(&recording, &found(&findings), Profile::Site).unwrap();
            for removed in 0..findings.len() {
                let mut rest = findings.clone();
                rest.remove(removed);
                prop_assert!(score(&recording, &found(&rest)) >= whole.score);
            }
            let mut reversed = findings.clone();
            reversed.reverse();
            prop_assert_eq!(score(&recording, &found(&reversed)), whole.score);
            prop_assert_eq!(whole.letter, Letter::of(whole.score));
            for point in &whole.points {
                prop_assert!(point.delta <= 0 && point.score_without >= whole.score);
            }
        }
    }
}

/// An active scan of a server that answers the first `good` requests well, and the others so.
fn scan_of(
    good: usize,
    mut bad: impl FnMut(&Request) -> Result<Response, Failure> + Send,
) -> Recording {
    let mut recording = Recording::new(Target::parse("https://api.example.com/").unwrap());
    let mut sent = 0;
    let mut transport = Scripted::new(|request: &Request| {
        sent += 1;
        let mut answer = list(request, |_| true);
        answer.headers.append("Content-Type", "application/json");
        if sent <= good { Ok(answer) } else { bad(request) }
    });
    block_on(record(&mut transport, &mut recording, &ScanOptions::active(label())));
    recording
}

#[test]
fn there_is_no_grade_of_what_was_not_seen() {
    let with = |status: u16, field: &'static str, value: &'static str| {
        move |_: &Request| Ok(Response::new(status, [(field, value)]))
    };
    let challenge = with(403, "cf-mitigated", "challenge");
    let reset = |_: &Request| {
        Err(Failure::new(Stage::FirstByte, FailureKind::Connection, "the server reset it"))
    };
    let page = with(200, "Content-Type", "text/html");
    let rows = [
        (
            "a challenge for everybody",
            scan_of(0, challenge),
            "the visit was answered by a challeng",
        ),
        ("a challenge after the visit", scan_of(1, challenge), "none of the probes has an answer"),
        ("a challenge after some", scan_of(12, challenge), "only "),
        (
            "429 after the visit",
            scan_of(1, with(429, "a", "b")),
            "none of the probes has an answer",
        ),
        (
            "503 after the visit",
            scan_of(1, with(503, "a", "b")),
            "none of the probes has an answer",
        ),
        ("nothing after the visit", scan_of(1, reset), "none of the probes has an answer"),
        (
            "403 for every script",
            scan_of(1, with(403, "a", "b")),
            "none of the probes has an answer",
        ),
        ("a page for every script", scan_of(1, page), "none of the probes has an answer"),
        ("everything", scan_of(1000, reset), ""),
        ("429 for everybody", scan_of(0, with(429, "a", "b")), "none of the probes has an answer"),
        ("404 for everybody", scan_of(0, with(404, "a", "b")), ""),
    ];
    for (case, recording, expected) in rows {
        let why = ungraded(&recording).unwrap_or_default();
        assert!(
            why.starts_with(expected) && why.is_empty() == expected.is_empty(),
            "{case}: {why}"
        );
        let grade = grade(&recording, &Judgement::default(), Profile::Api);
        assert_eq!(grade.is_none(), !expected.is_empty(), "{case}");
    }
}

#[test]
fn there_is_no_grade_of_a_redirect_to_nobody() {
    for (kind, stage, expected) in [
        (FailureKind::Timeout, Stage::Connect, None),
        (FailureKind::Forbidden, Stage::Address, None),
        // Its answer is the warning that visitors see.
        (FailureKind::Certificate, Stage::Tls, Some(39)),
    ] {
        let url = "https://b.example.com/";
        let mut recording = visit_to("http://api.example.com/", &format!("301\nLocation: {url}"));
        add_stranger(&mut recording);
        add_hop(&mut recording, Purpose::Visit, 1, url, Err(Failure::new(stage, kind, "no")));
        let grade = grade(&recording, &Judgement::default(), Profile::Site);
        assert_eq!(grade.map(|grade| grade.score), expected, "{kind:?}");
        let why = ungraded(&recording);
        assert_eq!(why.is_none(), expected.is_some(), "there is a grade, or a reason: {why:?}");
        let begins = "the visit was sent on to `https://b.example.com/`, which";
        assert!(why.is_none_or(|why| why.starts_with(begins)), "{kind:?}");
    }
}

#[test]
fn errors_alone_are_not_the_best() {
    for (statuses, expected) in [
        (&[403, 403][..], Some("(403)")),
        (&[404, 401], Some("(401, 404)")),
        (&[302], Some("(302)")),
        (&[403, 200], None),
        (&[304], None),
    ] {
        let mut recording = visit("");
        for status in statuses {
            let resource = &recording.resources[0];
            let ask = Ask::actual(resource, OriginKind::Stranger, "https://a.example");
            add(&mut recording, ask, &status.to_string());
        }
        let grade = grade(&recording, &Judgement::default(), Profile::Site).unwrap();
        let because = grade.cap.map(|cap| cap.because);
        assert_eq!(because.is_some(), expected.is_some(), "{statuses:?}");
        assert!(because.is_none_or(|it| it.contains(expected.unwrap_or_default())));
        assert_eq!(grade.score, if expected.is_some() { 99 } else { 100 }, "{statuses:?}");
    }
    for (status, expected) in [(429, 99), (500, 99), (503, 99), (404, 100)] {
        let mut recording = visit(&status.to_string());
        add_stranger(&mut recording);
        let grade = grade(&recording, &Judgement::default(), Profile::Site).unwrap();
        assert_eq!(grade.score, expected, "{status}");
    }
}
