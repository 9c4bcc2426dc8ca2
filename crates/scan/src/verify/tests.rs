use corsmith_policy::conformance::DifferenceKind as Kind;

use super::*;
use crate::model_site::{Arrived, Mistake, ModelSite, Sent, policy, run};
use crate::{Exchange, Failure, FailureKind, Stage};

const POLICY: &str = "
    [policy]
    allow-origins = ['https://app.example.com', 'https://*.partner.example']
    allow-methods = ['PUT', 'DELETE']
    allow-headers = ['Content-Type', 'X-Custom']
    allow-credentials = true
    expose-headers = ['X-Request-Id']
    max-age = 600

    [[policy.path]]
    match = '/public/*'
    allow-origins = ['*']
    allow-credentials = false
";

fn verified(site: &mut ModelSite, text: &str, options: &VerifyOptions) -> Verification {
    let base = Target::parse("https://api.example.com/orders").unwrap();
    run(verify(site, &base, &policy(text), options))
}

fn with(mistake: Mistake) -> Verification {
    verified(&mut ModelSite::new(POLICY, mistake), POLICY, &VerifyOptions::default())
}

/// Answers every preflight of one allowed origin with lists, whatever is asked for.
fn passes(arrived: &Arrived, sent: &mut Sent, methods: &str, headers: &str) {
    let is_public = arrived.target.starts_with("/public/");
    if arrived.is_preflight && arrived.origin == "https://app.example.com" && !is_public {
        sent.status = 204;
        sent.set("access-control-allow-origin", &arrived.origin);
        sent.set("access-control-allow-credentials", "true");
        sent.set("access-control-allow-methods", methods);
        sent.set("access-control-allow-headers", headers);
        sent.set("access-control-max-age", "600");
    }
}

fn right(_: &Arrived, _: &mut Sent) {}

#[test]
fn a_right_site_behind_a_gateway_passes() {
    let verification = with(right);
    let groups: Vec<_> = verification
        .groups()
        .iter()
        .map(|group| format!("{} {}", group.kind, group.seen[0].1))
        .collect();
    assert_eq!(groups, [""; 0]);
    assert!(verification.holds());
    assert!(verification.answered.len() > 300, "{}", verification.answered.len());
}

#[test]
fn a_right_site_passes_whatever_the_application_answers() {
    for mistake in [
        (|_, sent| sent.status = if sent.status < 400 { sent.status } else { 401 }) as Mistake,
        |arrived, sent| sent.status = if arrived.is_preflight { sent.status } else { 500 },
        |arrived, sent| sent.status = if arrived.is_preflight { sent.status } else { 304 },
        |_, sent| sent.status = if sent.status == 204 { 200 } else { sent.status },
        |arrived, sent| passes(arrived, sent, "PUT, DELETE", "Content-Type, X-Custom"),
        // The application's own fields of CORS requests' neighbours.
        |_, sent| sent.add("Timing-Allow-Origin", "*"),
        |_, sent| sent.add("Cross-Origin-Resource-Policy", "cross-origin"),
        |_, sent| sent.add("Vary", "Cookie, Accept-Language"),
        // What needs no preflight, and what no script may send.
        |_, sent| sent.lengthen("access-control-allow-methods", "GET, HEAD, POST, OPTIONS, TRACE"),
        |_, sent| sent.lengthen("access-control-allow-headers", "Accept, Origin, Host"),
        |_, sent| sent.fields.reverse(),
        |_, sent| sent.fields.iter_mut().for_each(|(name, _)| *name = name.to_uppercase()),
    ] {
        let verification = with(mistake);
        assert!(verification.holds(), "{:?}", verification.groups());
    }
}

/// Each mistake, and the kind of difference that has to be reported first.
const MISTAKES: &[(&str, Kind, Mistake)] = &[
    ("Vary is missing", Kind::LacksVary, |_, sent| sent.remove("vary")),
    ("Vary is missing where no origin is sent", Kind::LacksVary, |arrived, sent| {
        if arrived.origin.is_empty() {
            sent.remove("vary");
        }
    }),
    ("any origin is reflected", Kind::GrantsDenied, |arrived, sent| {
        if !arrived.origin.is_empty() && !arrived.target.starts_with("/public/") {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("the headers are lost on errors", Kind::DeniesGrantedOnError, |arrived, sent| {
        if sent.status >= 400 && !arrived.is_preflight {
            sent.fields.retain(|(name, _)| !name.starts_with("access-control-"));
        }
    }),
    ("a pattern has no anchor at its end", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin.starts_with("https://app.example.com") {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("a pattern has no anchor at its start", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin.ends_with("partner.example") {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("a dot of a pattern stands for any letter", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin == "https://appxexample.com" {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("the application adds a second allowed origin", Kind::DeniesGranted, |arrived, sent| {
        if arrived.origin == "https://app.example.com" && !arrived.is_preflight {
            sent.add("Access-Control-Allow-Origin", "https://app.example.com");
        }
    }),
    ("credentials are not allowed", Kind::DeniesGranted, |_, sent| {
        sent.remove("access-control-allow-credentials");
    }),
    ("credentials are allowed on the public path", Kind::GrantsDenied, |arrived, sent| {
        if arrived.target.starts_with("/public/") && !arrived.origin.is_empty() {
            sent.set("access-control-allow-origin", &arrived.origin);
            sent.set("access-control-allow-credentials", "true");
        }
    }),
    ("credentials are spelled True", Kind::DeniesGranted, |_, sent| {
        if sent.get("access-control-allow-credentials").is_some() {
            sent.set("access-control-allow-credentials", "True");
        }
    }),
    ("the wildcard comes with credentials", Kind::DeniesGranted, |_, sent| {
        if sent.get("access-control-allow-credentials").is_some() {
            sent.set("access-control-allow-origin", "*");
        }
    }),
    ("preflights are not found", Kind::DeniesGranted, |arrived, sent| {
        if arrived.is_preflight {
            sent.status = 404;
        }
    }),
    ("preflights are redirected", Kind::DeniesGranted, |arrived, sent| {
        if arrived.is_preflight {
            sent.status = 307;
        }
    }),
    ("a method is missing", Kind::DeniesGranted, |_, sent| {
        if sent.get("access-control-allow-methods").is_some() {
            sent.set("access-control-allow-methods", "PUT");
        }
    }),
    ("a method more is allowed", Kind::GrantsDenied, |arrived, sent| {
        passes(arrived, sent, "PUT, DELETE, PATCH", "Content-Type, X-Custom");
    }),
    ("a method is in lower case", Kind::DeniesGranted, |_, sent| {
        if let Some(value) = sent.get("access-control-allow-methods") {
            sent.set("access-control-allow-methods", &value.to_lowercase());
        }
    }),
    ("a header is missing", Kind::DeniesGranted, |_, sent| {
        if sent.get("access-control-allow-headers").is_some() {
            sent.set("access-control-allow-headers", "Content-Type");
        }
    }),
    ("all headers are allowed", Kind::GrantsDenied, |arrived, sent| {
        passes(arrived, sent, "PUT, DELETE", "content-type, x-custom, x-corsmith-unlisted");
    }),
    (
        "the origin is compared without regard to case",
        Kind::GrantsUnsendableOrigin,
        |arrived, sent| {
            if arrived.origin == "HTTPS://APP.EXAMPLE.COM" {
                sent.set("access-control-allow-origin", &arrived.origin);
            }
        },
    ),
    ("the answer is reused for longer", Kind::CachesPreflightOtherwise, |_, sent| {
        if sent.get("access-control-max-age").is_some() {
            sent.set("access-control-max-age", "86400");
        }
    }),
    ("the answer is not reused", Kind::CachesPreflightOtherwise, |_, sent| {
        sent.remove("access-control-max-age");
    }),
    ("no header is exposed", Kind::ExposesOtherHeaders, |_, sent| {
        sent.remove("access-control-expose-headers");
    }),
    ("another header is exposed", Kind::ExposesOtherHeaders, |_, sent| {
        if sent.get("access-control-expose-headers").is_some() {
            sent.set("access-control-expose-headers", "X-Request-Id, ETag");
        }
    }),
    ("a header is allowed that nobody asks for", Kind::GrantsDenied, |arrived, sent| {
        passes(arrived, sent, "PUT, DELETE", "Content-Type, X-Custom, X-Api-Key");
    }),
    ("a method is allowed that nobody asks for", Kind::GrantsDenied, |arrived, sent| {
        passes(arrived, sent, "PUT, DELETE, PROPFIND", "Content-Type, X-Custom");
    }),
    ("a header is exposed that the answer does not have", Kind::ExposesOtherHeaders, |_, sent| {
        if sent.get("access-control-expose-headers").is_some() {
            sent.set("access-control-expose-headers", "X-Request-Id, X-Elsewhere");
        }
    }),
    ("the exposed header is not listed, nor there", Kind::ExposesOtherHeaders, |_, sent| {
        sent.remove("access-control-expose-headers");
        sent.remove("x-request-id");
    }),
    ("null is allowed", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin == "null" {
            sent.set("access-control-allow-origin", "null");
        }
    }),
    ("the path policy is ignored", Kind::DeniesGranted, |arrived, sent| {
        if arrived.target.starts_with("/public/") && arrived.origin != "https://app.example.com" {
            sent.fields.retain(|(name, _)| !name.starts_with("access-control-"));
        }
    }),
    ("http is allowed as https is", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin == "http://app.example.com" {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("any port is allowed", Kind::GrantsDenied, |arrived, sent| {
        if arrived.origin.starts_with("https://app.example.com:8") {
            sent.set("access-control-allow-origin", &arrived.origin);
        }
    }),
    ("everybody is told who is allowed", Kind::DisclosesPolicy, |_, sent| {
        if sent.get("access-control-allow-origin").is_none() {
            sent.set("access-control-allow-origin", "https://app.example.com");
            sent.set("access-control-allow-methods", "PUT, DELETE");
        }
    }),
    ("the public answer varies on the origin", Kind::NeedlessVary, |arrived, sent| {
        if arrived.target.starts_with("/public/") {
            sent.set("vary", "Origin");
        }
    }),
];

#[test]
fn seeded_mistakes_are_reported_for_what_they_are() {
    for (case, expected, mistake) in MISTAKES {
        let verification = with(*mistake);
        let kinds: Vec<_> = verification.groups().iter().map(|group| group.kind).collect();
        assert!(kinds.contains(expected), "{case}: {kinds:?}");
        assert_eq!(kinds[0], *expected, "{case}: {kinds:?}");
        let gravest = kinds.iter().all(|kind| is_harmless(*kind));
        assert_eq!(verification.holds(), gravest, "{case}");
    }
}

#[test]
fn whom_a_scan_asks_as_is_asked_as() {
    /// Lets an origin read on the paths that are not public.
    fn grants(arrived: &Arrived, sent: &mut Sent, grants: impl Fn(&str) -> bool) {
        if !arrived.target.starts_with("/public/") && grants(&arrived.origin) {
            sent.set("access-control-allow-origin", &arrived.origin);
            sent.set("access-control-allow-credentials", "true");
        }
    }
    let rows: &[(&str, Mistake)] = &[
        ("`localhost` anywhere", |a, s| grants(a, s, |it| it.contains("localhost"))),
        ("a port of the own machine", |a, s| grants(a, s, |it| it == "http://localhost:5173")),
        ("a private network without an end", |a, s| {
            grants(a, s, |it| it.starts_with("http://192.168."));
        }),
        ("a service", |a, s| grants(a, s, |it| it.ends_with(".vercel.app"))),
        ("a service that few know", |a, s| grants(a, s, |it| it.ends_with(".lovable.app"))),
        ("every own subdomain", |a, s| grants(a, s, |it| it.ends_with(".example.com"))),
        ("every subdomain of a listed host", |a, s| {
            grants(a, s, |it| it.ends_with(".app.example.com"));
        }),
        ("extensions", |a, s| grants(a, s, |it| it.starts_with("chrome-extension://"))),
        ("files", |a, s| grants(a, s, |it| it == "file://")),
        ("a part of a listed host", |a, s| {
            grants(a, s, |it| it.len() > 19 && "https://app.example.com".contains(it));
        }),
        ("an underscore after a listed host", |a, s| {
            grants(a, s, |it| it.starts_with("https://app.example.com._"));
        }),
        ("the own host over `http`", |a, s| grants(a, s, |it| it == "http://api.example.com")),
    ];
    for (case, mistake) in rows {
        let verification = with(*mistake);
        assert_eq!(verification.groups()[0].kind, Kind::GrantsDenied, "{case}");
    }
    // No page of the site itself needs CORS.
    let own: Mistake = |a, s| grants(a, s, |it| it == "https://api.example.com");
    assert!(with(own).holds());
}

#[test]
fn how_much_is_asked() {
    let patterns: Vec<_> = (0..40).map(|it| format!("'https://*.p{it}.example:*'")).collect();
    let many = format!("[policy]\nallow-origins = [{}]", patterns.join(", "));
    for (text, few, many) in [
        ("[policy]\nallow-origins = ['*']", 60, 90),
        ("[policy]\nallow-origins = ['https://app.example.com']", 230, 260),
        (POLICY, 560, 640),
        (&many, 1_200, 1_500),
    ] {
        let verification =
            verified(&mut ModelSite::new(text, right), text, &VerifyOptions::default());
        let count = verification.answered.len();
        assert!((few..many).contains(&count), "{text}: {count}");
    }
}

/// What a site answers that takes the path for one of `/public/*`.
fn is_public(sent: &mut Sent) {
    sent.set("access-control-allow-origin", "*");
    sent.remove("access-control-allow-credentials");
}

#[test]
fn a_path_is_read_as_rfc_3986_does_or_as_policies_do() {
    let encoded = with(|arrived, sent| {
        if arrived.target.starts_with("/public/") && !arrived.is_preflight {
            is_public(sent);
        }
    });
    assert!(encoded.holds(), "{:?}", encoded.groups());
    let outside = encoded.answered.iter().filter(|it| it.request.target.contains("..%2fcorsmith"));
    assert!(outside.count() > 0);
    let unread = with(|arrived, sent| {
        if arrived.target.contains("%2f") && !arrived.is_preflight {
            is_public(sent);
        }
    });
    let kinds: Vec<_> = unread.groups().iter().map(|group| group.kind).collect();
    assert_eq!(kinds, [Kind::GrantsDenied]);
}

#[test]
fn a_path_whose_letters_are_encoded_is_the_same_path() {
    const HIDDEN: &str = "[policy]\nallow-origins = ['*']\n\
        [[policy.path]]\nmatch = '/private/*'\nallow-origins = ['https://app.example.com']";
    let undecoded: Mistake = |arrived, sent| {
        if !arrived.target.starts_with("/private/") && !arrived.is_preflight {
            is_public(sent);
        }
    };
    let verification =
        verified(&mut ModelSite::new(HIDDEN, undecoded), HIDDEN, &VerifyOptions::default());
    let groups = verification.groups();
    assert_eq!(groups[0].kind, Kind::GrantsDenied);
    for (verified, _) in &groups[0].seen {
        assert!(verified.request.target.starts_with("/%70"), "{}", verified.request.target);
    }
}

#[test]
fn options_that_the_policy_does_not_list_are_a_note() {
    let lists = POLICY.replace("'DELETE'", "'DELETE', 'HEAD', 'OPTIONS'");
    let verification =
        verified(&mut ModelSite::new(&lists, right), POLICY, &VerifyOptions::default());
    let kinds: Vec<_> = verification.groups().iter().map(|group| group.kind).collect();
    // One for each path policy.
    assert_eq!(kinds, [Kind::GrantsOptions; 2]);
    assert!(verification.holds());
    // Another origin is no other method.
    let strangers = with(|arrived, sent| {
        if arrived.is_preflight {
            sent.set("access-control-allow-origin", &arrived.origin);
            sent.set("access-control-allow-methods", "OPTIONS");
            sent.status = 204;
        }
    });
    assert_eq!(strangers.groups()[0].kind, Kind::GrantsDenied);
}

#[test]
fn one_origin_for_everybody_needs_no_vary() {
    const ONE: &str = "[policy]\nallow-origins = ['https://app.example.com']";
    let fixed: Mistake = |_, sent| {
        sent.set("access-control-allow-origin", "https://app.example.com");
        sent.remove("vary");
    };
    let verification = verified(&mut ModelSite::new(ONE, fixed), ONE, &VerifyOptions::default());
    let kinds: Vec<_> = verification.groups().iter().map(|group| group.kind).collect();
    assert_eq!(kinds, [Kind::DisclosesPolicy, Kind::GrantsUnsendableOrigin]);
    assert!(verification.holds());
}

#[test]
fn a_difference_says_on_which_path_it_is() {
    let verification = with(|arrived, sent| {
        if arrived.target.starts_with("/public/") {
            sent.remove("access-control-allow-origin");
        }
    });
    let paths: Vec<_> =
        verification.groups().iter().map(|group| group.path.map(str::to_owned)).collect();
    assert!(!paths.is_empty());
    assert!(paths.iter().all(|path| path.as_deref() == Some("/public/*")), "{paths:?}");
    let seen = verification.differing().next().unwrap();
    assert!(seen.url.as_str().starts_with("https://api.example.com/public/"), "{}", seen.url);
}

#[test]
fn credentials_are_never_sent_with_a_preflight() {
    let mut site = ModelSite::new(POLICY, right);
    let headers = [("Authorization", "Bearer x")].into();
    verified(&mut site, POLICY, &VerifyOptions { headers, ..VerifyOptions::default() });
    for request in &site.requests {
        let is_preflight = request.method == "OPTIONS"
            && request.headers.contains("access-control-request-method")
            && request.headers.contains("origin");
        assert_eq!(request.headers.contains("authorization"), !is_preflight);
    }
}

#[test]
fn a_server_that_has_had_enough_is_left_alone() {
    let verification = with(|_, sent| {
        sent.status = 429;
        sent.add("Retry-After", "3600");
    });
    assert!(!verification.holds() && !verification.differs());
    assert_eq!(verification.failures.len(), 1);
    assert!(verification.skipped[&Skip::Stopped] > 100);
    assert_eq!(
        verification.stopped.as_deref(),
        Some("the server answered 429 and asked to be left alone (`Retry-After: 3600`)")
    );
}

#[test]
fn patience_is_had_within_reason() {
    let mut site = ModelSite::new(POLICY, |_, sent| {
        sent.status = 503;
        sent.add("Retry-After", "2");
    });
    let verification = verified(&mut site, POLICY, &VerifyOptions::default());
    assert_eq!(site.requests.len(), 4);
    assert_eq!(site.waited[0].as_secs(), 2);
    assert!(!verification.holds());
}

struct Gone;

impl Transport for Gone {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        let failure = Failure::new(Stage::Connect, FailureKind::Connection, "it was refused");
        Exchange::new(request.clone(), Err(failure))
    }

    async fn wait(&mut self, _: std::time::Duration) -> bool {
        true
    }
}

#[test]
fn a_server_that_is_not_there_is_not_asked_for_long() {
    let base = Target::parse("https://api.example.com/").unwrap();
    let verification = run(verify(&mut Gone, &base, &policy(POLICY), &VerifyOptions::default()));
    assert_eq!(verification.failures.len(), crate::MAX_FAILURES);
    assert!(!verification.holds());
    assert!(verification.stopped.is_some());
}
