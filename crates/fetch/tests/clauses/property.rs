//! What holds for any request and any answers. The oracles are written from the standard's words,
//! with nothing of the code under test in them but its types.

use corsmith_fetch::{
    Browser, CredentialsMode, Deviation, ExchangeKind, HeaderList, HttpRequest, HttpResponse,
    Origin, Outcome, PreflightFlag, Profile, RedirectMode, ReferrerPolicy, RequestInit,
    RequestMode, ResponseType, fetch,
};
use proptest::prelude::*;
use proptest::sample::select;

const ORIGINS: [&str; 4] =
    ["https://a.example", "https://b.example", "https://c.example", "http://a.example"];

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (select(&ORIGINS[..]), select(&["/", "/x", "/x?y#z"][..]))
            .prop_map(|(origin, path)| format!("{origin}{path}")),
        1 => select(&["/x", "data:,x", "about:blank", "ftp://a.example/", "http://b.example:22/",
            "https://u:p@b.example/", "https://u@a.example/", "//c.example/"][..])
            .prop_map(str::to_owned),
        1 => ".{0,20}",
    ]
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => select(&["GET", "POST"][..]).prop_map(str::to_owned),
        9 => select(&["GET", "HEAD", "POST", "PUT", "put", "DELETE", "patch", "TRACE", "*"][..])
            .prop_map(str::to_owned),
        1 => ".{0,5}",
    ]
}

fn request_field() -> impl Strategy<Value = (String, Vec<u8>)> {
    let name = prop_oneof![
        9 => select(&["Accept", "Content-Type", "content-language", "Range", "Authorization",
            "X-A", "x-a", "X-B", "*", "Cookie", "Origin", "Sec-A", "X-HTTP-Method"][..])
            .prop_map(str::to_owned),
        1 => "[a-zA-Z*-]{1,5}",
        1 => ".{0,5}",
    ];
    let value = prop_oneof![
        8 => select(&["a", "", "text/plain", "application/json", "bytes=0-", "TRACE", "\"", " a "][..])
            .prop_map(|value| value.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..10),
        1 => (120..140_usize).prop_map(|length| vec![b'a'; length]),
    ];
    (name, value)
}

prop_compose! {
    fn request()(
        origin in select(&["https://a.example", "https://a.example", "http://a.example", "null"][..]),
        url in url(),
        method in method(),
        headers in proptest::collection::vec(request_field(), 0..3),
        credentials in select(&[
            CredentialsMode::Omit, CredentialsMode::SameOrigin, CredentialsMode::Include][..]),
        mode in prop_oneof![
            4 => Just(RequestMode::Cors),
            1 => Just(RequestMode::NoCors),
            1 => Just(RequestMode::SameOrigin),
        ],
        redirect in prop_oneof![
            6 => Just(RedirectMode::Follow),
            1 => Just(RedirectMode::Error),
            1 => Just(RedirectMode::Manual),
        ],
        policy in select(&["no-referrer", "same-origin", "strict-origin", "unsafe-url"][..]),
        flag in prop_oneof![4 => Just(PreflightFlag::Unset), 1 => Just(PreflightFlag::Set)],
    ) -> RequestInit {
        let mut init = RequestInit::new(Origin::parse(origin).unwrap(), url);
        (init.method, init.headers, init.credentials) = (method, headers, credentials);
        (init.mode, init.redirect, init.use_cors_preflight_flag) = (mode, redirect, flag);
        init.referrer_policy = ReferrerPolicy::from_name(policy).unwrap();
        init
    }
}

fn response_field() -> impl Strategy<Value = (String, Vec<u8>)> {
    let value = prop_oneof![
        8 => select(&["*", "*", "null", "https://a.example", "http://a.example", "https://b.example",
            "true", "PUT, DELETE, patch", "x-a, x-b", "X-A,Authorization", "a b", "", "60", "-1",
            "same-site"][..]).prop_map(|value| value.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..10),
    ];
    let name = select(
        &[
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
            "Set-Cookie",
            "Content-Type",
            "X-A",
            "Timing-Allow-Origin",
            "Cross-Origin-Resource-Policy",
            "Referrer-Policy",
        ][..],
    );
    (name.prop_map(str::to_owned), value)
}

/// Most allow, so that fetches go on.
fn response() -> impl Strategy<Value = Option<HttpResponse>> {
    let status = prop_oneof![
        6 => Just(200_u16),
        6 => select(&[204_u16, 301, 302, 303, 307, 307, 308, 404][..]),
        1 => any::<u16>(),
    ];
    let allow = prop_oneof![
        2 => Just(Vec::new()),
        4 => Just(vec![("Access-Control-Allow-Origin", "*")]),
        2 => Just(vec![
            ("Access-Control-Allow-Origin", "https://a.example"),
            ("Access-Control-Allow-Credentials", "true"),
        ]),
        1 => Just(vec![("Access-Control-Allow-Origin", "https://a.example")]),
        1 => Just(vec![
            ("Access-Control-Allow-Origin", "null"),
            ("Access-Control-Allow-Credentials", "true"),
        ]),
    ];
    let lists = prop_oneof![
        Just(Vec::new()),
        Just(vec![("Set-Cookie", "a=b"), ("Access-Control-Expose-Headers", "*")]),
        Just(vec![("Access-Control-Allow-Methods", "*"), ("Access-Control-Allow-Headers", "*")]),
        Just(vec![
            ("Access-Control-Allow-Methods", "PUT, DELETE, patch"),
            (
                "Access-Control-Allow-Headers",
                "x-a, x-b, authorization, content-type, range, accept"
            ),
        ]),
    ];
    let fields = proptest::collection::vec(response_field(), 0..3);
    let response = (status, allow, lists, fields, proptest::option::weighted(0.7, url()));
    let response = response.prop_map(|(status, allow, lists, fields, location)| {
        let mut headers = HeaderList::new();
        for (name, value) in allow.into_iter().chain(lists) {
            headers.append(name, value);
        }
        for (name, value) in fields {
            headers.append(name, value);
        }
        if let Some(location) = location {
            headers.append("Location", location);
        }
        HttpResponse { status, headers }
    });
    proptest::option::weighted(0.97, response)
}

type Exchange = (HttpRequest, Option<HttpResponse>);

/// Fetches with the answers given, again and again from the first.
fn run(
    init: &RequestInit,
    answers: &[Option<HttpResponse>],
    browser: &mut Browser,
) -> (Outcome, Vec<Exchange>) {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut transport = |request: &HttpRequest| {
        let answer = answers[exchanges.len() % answers.len()].clone();
        exchanges.push((request.clone(), answer.clone()));
        answer
    };
    let outcome = fetch(init, browser, &mut transport);
    (outcome, exchanges)
}

fn origin_of(request: &HttpRequest) -> String {
    request.url.origin().ascii_serialization()
}

fn sent<'a>(request: &'a HttpRequest, name: &str) -> Vec<&'a [u8]> {
    request.headers.values(name).collect()
}

/// The CORS check in one sentence.
fn shares(request: &HttpRequest, response: &HttpResponse, credentials: CredentialsMode) -> bool {
    let origins: Vec<&[u8]> = response.headers.values("access-control-allow-origin").collect();
    let allows: Vec<&[u8]> = response.headers.values("access-control-allow-credentials").collect();
    let is_include = credentials == CredentialsMode::Include;
    (origins == [b"*"] && !is_include)
        || (origins == sent(request, "origin") && (!is_include || allows == [b"true"]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_fetch(
        init in request(),
        answers in proptest::collection::vec(response(), 1..6),
    ) {
        let (outcome, exchanges) = run(&init, &answers, &mut Browser::new(Profile::STANDARD));
        it_ends(&outcome, &exchanges)?;
        origins_are_right(&init, &exchanges)?;
        preflights_come_first(&init, &exchanges)?;
        preflights_carry_nothing(Profile::STANDARD, &exchanges)?;
        authorization_stays_home(&exchanges)?;
        only_what_is_shared_is_read(&init, &outcome, &exchanges)?;
    }

    /// What no deviation touches.
    #[test]
    fn any_fetch_in_any_browser(
        init in request(),
        answers in proptest::collection::vec(response(), 1..6),
        profile in select(&Profile::ALL[..]),
    ) {
        let (outcome, exchanges) = run(&init, &answers, &mut Browser::new(profile));
        it_ends(&outcome, &exchanges)?;
        only_what_is_shared_is_read(&init, &outcome, &exchanges)?;
    }

    /// The same twice in one browser: the cache may save preflights, and changes nothing else.
    #[test]
    fn a_second_fetch_differs_by_preflights_only(init in request(), answer in response()) {
        let mut browser = Browser::new(Profile::STANDARD);
        let answers = [answer];
        let (first, _) = run(&init, &answers, &mut browser);
        let (second, _) = run(&init, &answers, &mut browser);
        let actual = |outcome: &Outcome| {
            let requests = outcome.requests.iter().filter(|r| r.kind == ExchangeKind::Actual);
            requests.cloned().collect::<Vec<_>>()
        };
        if first.result.is_ok() {
            prop_assert_eq!(&first.result, &second.result);
            prop_assert_eq!(actual(&first), actual(&second));
            prop_assert!(second.requests.len() <= first.requests.len());
        }
    }
}

fn it_ends(outcome: &Outcome, exchanges: &[Exchange]) -> Result<(), TestCaseError> {
    prop_assert!(exchanges.len() <= 42, "{} requests", exchanges.len());
    prop_assert!(outcome.redirects <= 20);
    prop_assert_eq!(outcome.requests.len(), exchanges.len());
    for (request, _) in exchanges {
        prop_assert!(request.url.fragment().is_none());
        prop_assert!(["http", "https"].contains(&request.url.scheme()));
        prop_assert_ne!(request.url.port(), Some(22));
        prop_assert!(sent(request, "cookie").is_empty() && sent(request, "sec-a").is_empty());
        prop_assert!(sent(request, "origin").len() <= 1);
    }
    Ok(())
}

/// Whatever goes to another origin in mode `cors`, or comes back from one, says whose it is; and says
/// `null` from the third origin of a chain on, the page's own first ones not counted.
fn origins_are_right(init: &RequestInit, exchanges: &[Exchange]) -> Result<(), TestCaseError> {
    let page = init.origin.serialize();
    let mut foreign: Option<String> = None;
    let mut is_tainted = false;
    for (request, _) in exchanges {
        let origin = origin_of(request);
        is_tainted |= foreign.as_ref().is_some_and(|foreign| *foreign != origin);
        if foreign.is_none() && origin != page {
            foreign = Some(origin);
        }
        let expected = if is_tainted { "null" } else { page.as_str() };
        let got = sent(request, "origin");
        if foreign.is_some() && init.mode == RequestMode::Cors {
            prop_assert_eq!(got, [expected.as_bytes()]);
        } else {
            let is_quiet = ["GET", "HEAD"].contains(&request.method.as_str());
            prop_assert_eq!(got.is_empty(), is_quiet);
            prop_assert!(is_quiet || got == [expected.as_bytes()] || got == [b"null"]);
        }
    }
    Ok(())
}

/// No method but the three goes to another origin unless an earlier preflight to the same URL, from
/// the same origin, had an OK status and passed; in mode `no-cors` none goes at all.
fn preflights_come_first(init: &RequestInit, exchanges: &[Exchange]) -> Result<(), TestCaseError> {
    let page = init.origin.serialize();
    for (index, (request, _)) in exchanges.iter().enumerate() {
        let is_harmless = ["GET", "HEAD", "POST"].contains(&request.method.as_str());
        // Once away, the page's own origin is another like any.
        let is_own = exchanges[..=index].iter().all(|(request, _)| origin_of(request) == page);
        if request.kind == ExchangeKind::Preflight {
            prop_assert_eq!(init.mode, RequestMode::Cors);
            continue;
        }
        prop_assert!(is_own || init.mode != RequestMode::SameOrigin);
        prop_assert!(is_harmless || is_own || init.mode == RequestMode::Cors);
        if is_own || (is_harmless && sent(request, "x-a").is_empty()) {
            continue;
        }
        let before = exchanges.get(..index).unwrap_or_default();
        prop_assert!(
            before.iter().any(|(preflight, response)| {
                preflight.kind == ExchangeKind::Preflight
                    && preflight.url == request.url
                    && sent(preflight, "origin") == sent(request, "origin")
                    && response.as_ref().is_some_and(|response| {
                        (200..300).contains(&response.status)
                            && shares(preflight, response, init.credentials)
                    })
            }),
            "{} {} without a preflight",
            request.method,
            request.url
        );
    }
    Ok(())
}

fn preflights_carry_nothing(profile: Profile, exchanges: &[Exchange]) -> Result<(), TestCaseError> {
    let repeats = profile.has(Deviation::RepeatsRequestHeaderNames);
    let preflights =
        exchanges.iter().filter(|(request, _)| request.kind == ExchangeKind::Preflight);
    for (request, _) in preflights {
        prop_assert_eq!(&request.method, "OPTIONS");
        for (name, value) in request.headers.iter() {
            prop_assert!(
                ["origin", "access-control-request-method", "access-control-request-headers"]
                    .contains(&name),
                "{}",
                name
            );
            if name == "access-control-request-headers" {
                let names: Vec<&[u8]> = value.split(|byte| *byte == b',').collect();
                let mut pairs = names.windows(2);
                prop_assert!(pairs.all(|pair| pair[0] < pair[1] || repeats && pair[0] == pair[1]));
                prop_assert!(!value.iter().any(u8::is_ascii_uppercase) && !value.contains(&b' '));
            }
        }
    }
    Ok(())
}

/// `Authorization` goes to the origin of the first URL, until another has been seen.
fn authorization_stays_home(exchanges: &[Exchange]) -> Result<(), TestCaseError> {
    let Some((first, _)) = exchanges.first() else { return Ok(()) };
    let mut has_left = false;
    for (request, _) in exchanges {
        has_left |= origin_of(request) != origin_of(first);
        prop_assert!(!has_left || sent(request, "authorization").is_empty());
    }
    Ok(())
}

fn only_what_is_shared_is_read(
    init: &RequestInit,
    outcome: &Outcome,
    exchanges: &[Exchange],
) -> Result<(), TestCaseError> {
    let (Ok(response), Some((last, Some(answer)))) = (&outcome.result, exchanges.last()) else {
        return Ok(());
    };
    let names: Vec<String> =
        answer.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    for name in &response.readable_headers {
        prop_assert!(names.contains(name), "{} is not in the response", name);
        prop_assert!(!name.starts_with("set-cookie"));
    }
    let page = init.origin.serialize();
    let foreign = exchanges.iter().position(|(request, _)| origin_of(request) != page);
    match response.kind {
        ResponseType::Basic => prop_assert!(foreign.is_none()),
        ResponseType::Cors => {
            let chain = exchanges.get(foreign.unwrap_or(exchanges.len())..).unwrap_or_default();
            prop_assert!(!chain.is_empty());
            for (request, answer) in chain {
                let answer = answer.as_ref().unwrap();
                prop_assert!(shares(request, answer, init.credentials), "{} is read", last.url);
            }
        }
        ResponseType::Opaque => {
            prop_assert_eq!(init.mode, RequestMode::NoCors);
            prop_assert!(response.status == 0 && response.readable_headers.is_empty());
        }
        ResponseType::OpaqueRedirect => {
            prop_assert_eq!(init.redirect, RedirectMode::Manual);
            prop_assert!(response.status == 0 && response.readable_headers.is_empty());
            let is_shared = shares(last, answer, init.credentials);
            prop_assert!(foreign.is_none() || is_shared);
        }
    }
    Ok(())
}
