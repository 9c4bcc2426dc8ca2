//! Scans to be written.

use corsmith_report::scan::{PolicyFix, ScanReport};
use corsmith_scan::{
    Ask, Asked, CheckMeta, Confidence, Entry, Exchange, Failure, FailureKind, Finding, Judgement,
    OriginKind, Preloads, Probe, ProbeMeta, ProbeMode, Profile, Purpose, Recording, Redirects,
    Request, Resource, Response, Severity, Stage, Target, Topic, mdn_score, probes,
};

const fn meta(
    code: &'static str,
    name: &'static str,
    topic: Topic,
    severity: Severity,
    summary: &'static str,
) -> CheckMeta {
    let mut meta = CheckMeta::new(code, name, topic, severity, summary);
    meta.clause = "https://fetch.spec.whatwg.org/#http-cors-protocol";
    meta
}

pub(crate) static READS: CheckMeta = meta(
    "CS901",
    "stranger-reads",
    Topic::Cors,
    Severity::Critical,
    "Any site reads answers with the visitor's credentials.",
);
pub(crate) static COOKIE: CheckMeta = meta(
    "CS902",
    "cookie-without-secure",
    Topic::Site,
    Severity::Medium,
    "A cookie is not Secure.",
);
pub(crate) static SNIFF: CheckMeta =
    meta("CS903", "no-nosniff", Topic::Headers, Severity::Low, "There is no nosniff.");
pub(crate) static CSP: CheckMeta =
    meta("CS904", "csp-missing", Topic::Csp, Severity::Medium, "There is no CSP.");
pub(crate) static LEAK: CheckMeta =
    meta("CS905", "server-version", Topic::Headers, Severity::Info, "The server says its version.");
pub(crate) static QUIET: CheckMeta =
    meta("CS906", "never-found", Topic::Protocol, Severity::High, "This sample has none of it.");

pub(crate) static CHECKS: [&CheckMeta; 6] = [&READS, &COOKIE, &SNIFF, &CSP, &LEAK, &QUIET];

pub(crate) fn recording(url: &str) -> Recording {
    let target = Target::parse(url).unwrap();
    let mut recording = Recording::new(target.clone());
    recording.resources = vec![
        Resource { target: target.clone(), method: "GET".to_owned() },
        Resource { target: target.at("/me"), method: "GET".to_owned() },
    ];
    recording
}

pub(crate) fn visit(recording: &mut Recording, answer: Response) {
    let url = recording.target.url.clone();
    let request = Request::new("GET", url).header("Authorization", "Bearer of-mine");
    push(recording, 0, Purpose::Visit, request, Ok(answer));
}

pub(crate) fn push(
    recording: &mut Recording,
    resource: usize,
    purpose: Purpose,
    request: Request,
    outcome: Result<Response, Failure>,
) {
    let ask = Ask { request: request.clone(), purpose, origin: None, redirects: Redirects::Follow };
    let exchange = Exchange::new(request, outcome);
    recording.entries.push(Entry::new(probe(ProbeMode::Passive), resource, &ask, 0, exchange));
}

fn ask(recording: &mut Recording, resource: usize, ask: &Ask, answer: Response) {
    let exchange = Exchange::new(ask.request.clone(), Ok(answer));
    recording.entries.push(Entry::new(probe(ProbeMode::Active), resource, ask, 0, exchange));
}

fn probe(mode: ProbeMode) -> Option<&'static ProbeMeta> {
    probes().map(Probe::meta).find(|meta| meta.mode == mode)
}

/// One of everything.
pub(crate) fn rich() -> ScanReport {
    let mut recording = recording("https://api.example.com/orders?token=abc123&page=2");
    recording.asked = Some(Asked {
        mode: ProbeMode::Active,
        candidates: Vec::new(),
        fields: vec!["authorization".to_owned()],
    });
    let mut answer = Response::new(
        200,
        [
            ("Server", "nginx/1.28.0"),
            ("Content-Type", "application/json"),
            ("X-Content-Type-Options", "sniff"),
            ("Set-Cookie", "session=s3cr3t; HttpOnly"),
        ],
    );
    answer.head = b"HTTP/1.1 200 OK\r\nServer: nginx/1.28.0\r\nContent-Type: application/json\r\n\
        X-Content-Type-Options: sniff\r\nSet-Cookie: session=s3cr3t; HttpOnly\r\n\r\n"
        .to_vec();
    visit(&mut recording, answer);
    let resource = recording.resources[1].clone();
    for (kind, origin) in [
        (OriginKind::Stranger, "https://bcdfg.example"),
        (OriginKind::SecondStranger, "https://www.gfdcb.test"),
    ] {
        let answer = Response::new(
            200,
            [("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true")],
        );
        ask(&mut recording, 1, &Ask::actual(&resource, kind, origin), answer);
    }
    let preflight = Ask::preflight(
        &resource,
        (OriginKind::Stranger, "https://bcdfg.example"),
        "PUT",
        "content-type,x-bcdfg",
    );
    ask(&mut recording, 1, &preflight, Response::new(204, [("Vary", "Origin")]));
    let judgement = Judgement {
        findings: vec![
            Finding::new(
                &READS,
                (1, vec![1, 2, 3]),
                "any site can read the answer with the visitor's cookies: `Access-Control-Allow-Origin` repeats whatever `Origin` is sent",
                "allow the origins of your own pages, each by its name",
            )
            .who("whoever gets a visitor of yours to open a page"),
            Finding::new(
                &COOKIE,
                (0, vec![0]),
                "the cookie `session` has no `Secure`: it is sent over plain `http` as well",
                "add `Secure` to the cookie",
            )
            .subject("session")
            .confidence(Confidence::Firm),
            Finding::new(
                &SNIFF,
                (0, vec![0]),
                "`X-Content-Type-Options` is `sniff`, which browsers ignore",
                "send `X-Content-Type-Options: nosniff` on every answer",
            )
            .fix("X-Content-Type-Options", "nosniff".to_owned()),
            Finding::new(
                &LEAK,
                (0, vec![0]),
                "`Server` says `nginx/1.28.0`",
                "nothing needs to be done; to say less, leave the version out",
            )
            .fix("Server", None),
        ],
        suppressed: vec![(
            Finding::new(
                &CSP,
                (0, vec![0]),
                "there is no `Content-Security-Policy`",
                "send `Content-Security-Policy: default-src 'none'`",
            )
            .fix("Content-Security-Policy", "default-src 'none'".to_owned()),
            "an API shows no page; see ticket 7".to_owned(),
        )],
    };
    let mut report = report(recording, judgement);
    report.mdn = Some(mdn_score(&report.recording, &Preloads::default()));
    report.policy_fixes = vec![PolicyFix {
        target: "nginx 1.28".to_owned(),
        file: "cors.conf".to_owned(),
        text: "map $http_origin $cors_origin {\n\t\"https://app.example.com\" $http_origin;\n}\n"
            .to_owned(),
    }];
    report
}

/// A target that does not answer.
pub(crate) fn silent() -> ScanReport {
    let mut recording = recording("https://gone.example.com/");
    let request = Request::new("GET", recording.target.url.clone());
    let failure = Failure::new(Stage::Resolve, FailureKind::NoAddress, "there is no such name");
    push(&mut recording, 0, Purpose::Visit, request, Err(failure));
    recording.cut_short = Some("5 exchanges in a row failed".to_owned());
    let mut report = report(recording, Judgement::default());
    report.mdn = Some(mdn_score(&report.recording, &Preloads::default()));
    report
}

/// A target that the address guard refuses.
pub(crate) fn refused() -> ScanReport {
    let mut recording = recording("http://192.168.1.2/");
    let request = Request::new("GET", recording.target.url.clone());
    let failure = Failure::new(Stage::Address, FailureKind::Forbidden, "not a public address")
        .help("`--allow-private` on the command line allows it, for a server of your own");
    recording.cut_short = Some(failure.to_string());
    push(&mut recording, 0, Purpose::Visit, request, Err(failure));
    report(recording, Judgement::default())
}

/// A report with the checks of the sample.
pub(crate) fn report(recording: Recording, judgement: Judgement) -> ScanReport {
    let started = "2026-11-25T10:00:00Z".to_owned();
    let mut report = ScanReport::new(recording, judgement, Profile::Api, started);
    report.checks = CHECKS.to_vec();
    report
}

/// The text without what changes with each release.
pub(crate) fn stable(text: &str) -> String {
    text.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"VERSION\"")
}
