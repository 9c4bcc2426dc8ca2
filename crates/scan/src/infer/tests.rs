use corsmith_policy::{Format, PolicyDocument, Selection};

use super::*;
use crate::model_site::{Arrived, Mistake, ModelSite, Sent, policy, run};

fn right(_: &Arrived, _: &mut Sent) {}

pub(super) fn learned(text: &str, mistake: Mistake, origins: &[&str], paths: &[&str]) -> Inference {
    let mut site = ModelSite::new(text, mistake);
    let target = Target::parse("https://api.example.com/orders").unwrap();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let options = InferOptions {
        origins: texts(origins),
        paths: texts(paths),
        ..InferOptions::new(Label::from_random(7))
    };
    run(infer(&mut site, &target, &options))
}

/// Each policy, the candidates that a person might give, and the paths.
const POLICIES: &[(&str, &[&str], &[&str])] = &[
    ("allow-origins = ['*']", &[], &[]),
    (
        "allow-origins = ['*']\nallow-headers = ['*', 'Authorization']\nallow-methods = ['*']",
        &[],
        &[],
    ),
    (
        "allow-origins = ['*']\nallow-headers = ['X-Odd']\nexpose-headers = ['*']\nmax-age = 0",
        &[],
        &[],
    ),
    ("allow-origins = ['https://app.example.com']", &[], &[]),
    ("allow-origins = ['https://other.example']", &["https://other.example"], &[]),
    ("allow-origins = ['https://*.partner.example']", &["https://x.partner.example"], &[]),
    ("allow-origins = ['https://*.partner.example']", &["https://*.partner.example"], &[]),
    ("allow-origins = ['https://*.partner.example']", &["https://a.b.partner.example"], &[]),
    (
        "allow-origins = ['https://a.example:8443', 'https://a.example:9443']",
        &["https://a.example:8443", "https://a.example:9443"],
        &[],
    ),
    ("allow-origins = ['http://localhost:*', 'http://[::1]:*']", &["http://[::1]:9"], &[]),
    ("allow-origins = ['http://*.localhost:*']", &["http://a.localhost:3000"], &[]),
    (
        "allow-origins = ['https://*.p.example:*']\nallow-credentials = true",
        &["https://a.p.example:81"],
        &[],
    ),
    (
        "allow-origins = ['https://example.com', 'https://*.example.com']\nallow-credentials = true\n\
         allow-methods = ['*']\nallow-headers = ['*']\nmax-age = '1d'",
        &[],
        &[],
    ),
    (
        "allow-origins = ['https://app.example.com']\nallow-credentials = true\n\
         allow-methods = ['GET', 'PUT', 'patch', 'M-SEARCH']\n\
         allow-headers = ['Content-Type', 'X-Own']\nexpose-headers = ['X-Request-Id', 'ETag']\nmax-age = 7200",
        &[],
        &[],
    ),
    ("allow-origins = ['capacitor://localhost']", &[], &[]),
    (
        "allow-origins = ['null', 'https://app.example.com']\n[dangerously]\nallow-null-origin = true",
        &[],
        &[],
    ),
    (
        "allow-origins = ['http://a.example']\nallow-credentials = true\n\
         [dangerously]\nallow-insecure-origins-with-credentials = true",
        &["http://a.example"],
        &[],
    ),
    (
        "allow-origins = ['https://app.example.com']\nallow-methods = ['PUT']\nmax-age = 60\n\
         [[policy.path]]\nmatch = '/public/v1/*'\nallow-origins = ['*']\nmax-age = 0\n\
         [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']\nallow-methods = []\n\
         [[policy.path]]\nmatch = '/health'\nallow-origins = ['https://status.example']",
        &["https://status.example"],
        &["/public/*", "/health", "/public/v1/*", "/same"],
    ),
];

#[test]
fn a_policy_is_recovered_by_meaning() {
    for (text, origins, paths) in POLICIES {
        let text = format!("[policy]\n{text}\n");
        let expected = policy(&text);
        let inference = learned(&text, right, origins, paths);
        let toml = inference.toml();
        let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
        let found = document.resolve(&Selection::default()).into_policy();
        let found = found.unwrap_or_else(|errors| panic!("{text}\n{toml}\n{}", errors[0]));
        let meanings = |policy: &corsmith_policy::Policy| {
            let resources = policy.resources();
            let meanings = resources
                .map(|resource| (resource.path().map(ToString::to_string), Meaning::of(resource)));
            let mut meanings: Vec<_> = meanings.collect();
            meanings.sort_by(|a, b| a.0.cmp(&b.0));
            meanings
        };
        assert_eq!(meanings(&found), meanings(&expected), "{text}\n{toml}");
        for target in ["/public/v1/x", "/public/x", "/health", "/x"] {
            let meaning = |policy: &corsmith_policy::Policy| Meaning::of(policy.resource(target));
            assert_eq!(meaning(&found), meaning(&expected), "{target}\n{text}\n{toml}");
        }
        assert!(inference.requests < 700, "{} requests: {text}", inference.requests);
    }
}

#[test]
fn a_site_whose_application_wants_a_session_is_learned_from_preflights() {
    let text = "[policy]\nallow-origins = ['https://app.example.com']\nallow-methods = ['PUT']";
    let inference = learned(
        text,
        |arrived, sent| {
            if !arrived.is_preflight {
                sent.status = 401;
                sent.fields.retain(|(name, _)| !name.starts_with("access-control-"));
            }
        },
        &[],
        &[],
    );
    assert_eq!(inference.draft.policy.allow_origins, Some(vec!["https://app.example.com".into()]));
    assert_eq!(inference.draft.policy.allow_methods, Some(vec!["PUT".into()]));
    let note = "no answer to `GET` can be read; origins were learned from preflights";
    assert!(inference.warnings.iter().any(|it| it == note), "{:?}", inference.warnings);
}

#[test]
fn what_a_policy_cannot_say_is_a_warning() {
    let rows: &[(&str, Mistake, &str)] = &[
        (
            "any origin, with credentials",
            |arrived, sent| {
                if !arrived.origin.is_empty() {
                    sent.set("access-control-allow-origin", &arrived.origin);
                    sent.set("access-control-allow-credentials", "true");
                }
            },
            "any origin is granted with credentials",
        ),
        (
            "names for requests without credentials",
            |arrived, sent| {
                if arrived.is_preflight && sent.status == 204 {
                    sent.set("access-control-allow-credentials", "true");
                    sent.set("access-control-allow-headers", "*");
                } else if sent.get("access-control-allow-origin").is_some() {
                    sent.set("access-control-allow-credentials", "true");
                }
            },
            "`Access-Control-Allow-Headers: *` grants every name to requests without credentials and",
        ),
        (
            "one label",
            |arrived, sent| {
                let host = arrived.origin.strip_suffix(".app.example.com");
                let host = host.and_then(|host| host.strip_prefix("https://"));
                if host.is_some_and(|labels| !labels.contains('.')) {
                    sent.set("access-control-allow-origin", &arrived.origin);
                }
            },
            "one label before `app.example.com`, which no pattern says",
        ),
        (
            "a list that is stated and not granted",
            |arrived, sent| {
                if sent.status == 204 {
                    let stated = sent.get("access-control-allow-methods").unwrap_or_default();
                    sent.set("access-control-allow-methods", &format!("{stated}, LOCK"));
                    if arrived.is_preflight {
                        sent.set("access-control-max-age", "-1");
                    }
                }
            },
            "`Access-Control-Max-Age` is `-1`, which is no number of seconds",
        ),
        (
            "no Vary",
            |_, sent| sent.remove("vary"),
            "`Vary: Origin` is missing on `/orders`: a cache may serve one origin's answer to another",
        ),
        (
            "preflights fail",
            |arrived, sent| {
                if arrived.is_preflight {
                    sent.status = 404;
                }
            },
            "a preflight for `GET` from `https://app.example.com` is answered 404 and fails",
        ),
    ];
    let text = "[policy]\nallow-origins = ['https://app.example.com']\nallow-methods = ['PUT']";
    for (case, mistake, expected) in rows {
        let warnings = learned(text, *mistake, &[], &[]).warnings;
        assert!(warnings.iter().any(|it| it.contains(expected)), "{case}: {warnings:?}");
    }
}

#[test]
fn a_right_site_has_no_warnings() {
    let text = "[policy]\nallow-origins = ['https://app.example.com', 'https://*.a.example']";
    assert_eq!(learned(text, right, &["https://x.a.example"], &[]).warnings, [""; 0]);
}

#[test]
fn an_origin_that_the_site_gives_away_is_asked_about() {
    let text = "[policy]\nallow-origins = ['https://hidden.example']";
    let inference = learned(
        text,
        |_, sent| sent.set("access-control-allow-origin", "https://hidden.example"),
        &[],
        &[],
    );
    assert_eq!(inference.draft.policy.allow_origins, Some(vec!["https://hidden.example".into()]));
}

#[test]
fn one_origin_for_everybody_needs_no_vary() {
    let fixed: Mistake = |_, sent| {
        sent.set("access-control-allow-origin", "https://app.example.com");
        sent.remove("vary");
    };
    let text = "[policy]\nallow-origins = ['https://app.example.com']";
    assert_eq!(learned(text, fixed, &[], &[]).warnings, [""; 0]);
}

#[test]
fn a_host_beside_the_known_one_is_no_open_start() {
    let siblings: Mistake = |arrived, sent| {
        let host = arrived.origin.strip_suffix(".example.com");
        let host = host.and_then(|host| host.strip_prefix("https://"));
        if host.is_some_and(|label| !label.contains('.')) {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    };
    let text = "[policy]\nallow-origins = ['https://app.example.com']";
    let warnings = learned(text, siblings, &[], &[]).warnings;
    let has = |part: &str| warnings.iter().any(|it| it.contains(part));
    assert!(has("one label before `example.com`"), "{warnings:?}");
    assert!(!has("the start of the host is not compared"), "{warnings:?}");
}

#[test]
fn nothing_granted_is_said() {
    let text = "[policy]\nallow-origins = ['https://unknown.example']";
    let inference = learned(text, right, &[], &[]);
    assert!(!inference.grants_anything());
    assert_eq!(inference.draft.policy.allow_origins, Some(Vec::new()));
}

#[test]
fn what_is_no_origin_is_not_asked_about() {
    let text = "[policy]\nallow-origins = ['*']\nallow-credentials = false";
    let text = text.replace("'*'", "'https://app.example.com'");
    let inference = learned(&text, right, &["example.com", "https://a.example/"], &[]);
    assert_eq!(inference.warnings.len(), 2, "{:?}", inference.warnings);
    assert!(inference.warnings[0].starts_with("`example.com` was not asked about: "));
}

#[test]
fn a_limit_ends_it_and_is_said() {
    let mut site = ModelSite::new("[policy]\nallow-origins = ['https://app.example.com']", right);
    let target = Target::parse("https://api.example.com/").unwrap();
    let options = InferOptions { max_requests: 9, ..InferOptions::new(Label::from_random(7)) };
    let inference = run(infer(&mut site, &target, &options));
    assert_eq!(site.requests.len(), 9);
    assert_eq!(inference.stopped.as_deref(), Some("the budget of 9 requests is used up"));
    assert!(inference.toml().contains("It is not all"));
}

#[test]
fn hostile_answers_stay_inside_their_comments() {
    let inference = learned(
        "[policy]\nallow-origins = ['https://app.example.com']",
        |_, sent| {
            sent.set("access-control-expose-headers", "x\u{85}y\u{1b}[2J\u{2028}#\"");
            sent.set("access-control-max-age", "1\u{7f}\u{1}9");
        },
        &["https://a.example\n[policy]\nx = 1"],
        &["/a\nb", "/\"x\"/*"],
    );
    let toml = inference.toml();
    assert!(!toml.chars().any(|char| char.is_control() && char != '\n'), "{toml:?}");
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    assert_eq!(Draft::from_document(&document), inference.draft, "{toml}");
}

#[test]
fn the_policy_says_where_it_comes_from() {
    let text = "[policy]\nallow-origins = ['https://app.example.com', 'https://*.partner.example']\n\
        allow-methods = ['PUT']\nallow-headers = ['Content-Type']\nallow-credentials = true\n\
        expose-headers = ['ETag']\nmax-age = 600\n\
        [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']\nallow-credentials = false";
    let inference = learned(text, right, &["https://x.partner.example"], &["/public/*"]);
    insta::assert_snapshot!(inference.toml());
}
