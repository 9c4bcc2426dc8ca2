//! Header lines, from a request and from a response, are read as a naive reader reads them, and an
//! answer repeats nothing but what was asked and allowed.
//!
//! The input is header lines, `name:value`, one a line. Lines of names that matter are taken for
//! both a request and a response.

#![no_main]

use std::borrow::Cow;
use std::sync::LazyLock;

use corsmith_fetch::{
    CredentialsMode, Extracted, HeaderList, Origin, RequestCategory, RequestOrigin, categorize,
    cors_check, extract_list, extract_max_age, names,
};
use corsmith_policy::{
    Answer, Denial, Format, Policy, PolicyDocument, Request, RequestKind, Selection, limits,
};
use libfuzzer_sys::fuzz_target;

type Lines<'a> = Vec<(&'a str, &'a [u8])>;

fuzz_target!(|bytes: &[u8]| {
    let lines: Lines<'_> = bytes
        .split(|&byte| byte == b'\n')
        .filter_map(|line| {
            let colon = line.iter().position(|&byte| byte == b':')?;
            // Names are shortened in the seeds, so that the fuzzer needs not learn them.
            Some((expand(str::from_utf8(&line[..colon]).ok()?), &line[colon + 1..]))
        })
        .collect();
    let list: HeaderList = lines.iter().map(|(name, value)| (*name, *value)).collect();
    for name in [names::ACCESS_CONTROL_ALLOW_HEADERS, names::VARY, "x"] {
        check_list(&list, &lines, name);
    }
    check_max_age(&list, &lines);
    check_cors(&list, &lines);
    for method in ["OPTIONS", "GET", "options"] {
        check_category(method, &lines);
        for policy in &*POLICIES {
            check_answer(policy, method, &lines);
        }
    }
});

fn expand(name: &str) -> &str {
    match name {
        "o" => names::ORIGIN,
        "m" => names::ACCESS_CONTROL_REQUEST_METHOD,
        "h" => names::ACCESS_CONTROL_REQUEST_HEADERS,
        "ao" => names::ACCESS_CONTROL_ALLOW_ORIGIN,
        "ac" => names::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        "ah" => names::ACCESS_CONTROL_ALLOW_HEADERS,
        "ma" => names::ACCESS_CONTROL_MAX_AGE,
        other => other,
    }
}

fn values<'a>(lines: &Lines<'a>, name: &str) -> Vec<&'a [u8]> {
    let mut values = Vec::new();
    for (other, value) in lines {
        if other.to_ascii_lowercase() == name.to_ascii_lowercase() {
            values.push(*value);
        }
    }
    values
}

/// Without bytes of `white_space` around it, by a way of its own.
fn trimmed<'a>(value: &'a [u8], white_space: &[u8]) -> &'a [u8] {
    let first = value.iter().position(|byte| !white_space.contains(byte));
    let last = value.iter().rposition(|byte| !white_space.contains(byte));
    match (first, last) {
        (Some(first), Some(last)) => &value[first..=last],
        _ => &[],
    }
}

fn is_token(bytes: &[u8]) -> bool {
    let others = b"()<>@,;:\\\"/[]?={} \t";
    !bytes.is_empty() && bytes.iter().all(|b| (0x21..0x7f).contains(b) && !others.contains(b))
}

/// The members of a list, all lines joined with commas; none where one is no token.
fn naive_list(values: &[&[u8]]) -> Option<Vec<String>> {
    let joined = values.iter().map(|value| trimmed(value, b" \t\r\n")).collect::<Vec<_>>();
    let joined = joined.join(&b","[..]);
    let mut members = Vec::new();
    for member in joined.split(|&byte| byte == b',') {
        match trimmed(member, b" \t") {
            b"" => {}
            member if is_token(member) => members.push(String::from_utf8_lossy(member).into()),
            _ => return None,
        }
    }
    Some(members)
}

fn check_list(list: &HeaderList, lines: &Lines<'_>, name: &str) {
    let values = values(lines, name);
    let expected = if values.is_empty() {
        Extracted::Absent
    } else {
        naive_list(&values).map_or(Extracted::Failure, Extracted::Values)
    };
    assert_eq!(extract_list(list, name), expected, "{name}");
}

fn check_max_age(list: &HeaderList, lines: &Lines<'_>) {
    let expected = match &values(lines, names::ACCESS_CONTROL_MAX_AGE)[..] {
        [] => Extracted::Absent,
        [value] => {
            let digits = String::from_utf8_lossy(trimmed(value, b" \t\r\n"));
            if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
                Extracted::Values(digits.parse().unwrap_or(u64::MAX))
            } else {
                Extracted::Failure
            }
        }
        _ => Extracted::Failure,
    };
    assert_eq!(extract_max_age(list), expected);
}

fn check_cors(list: &HeaderList, lines: &Lines<'_>) {
    let asked = values(lines, names::ORIGIN).first().copied().unwrap_or_default();
    let Some(origin) = str::from_utf8(asked).ok().and_then(|text| Origin::parse(text).ok()) else {
        return;
    };
    let one = |name: &str| match &values(lines, name)[..] {
        [value] => Some(trimmed(value, b" \t\r\n")),
        _ => None,
    };
    let allow_origin = one(names::ACCESS_CONTROL_ALLOW_ORIGIN);
    let is_named = allow_origin == Some(origin.serialize().as_bytes());
    let is_credentialed = one(names::ACCESS_CONTROL_ALLOW_CREDENTIALS) == Some(b"true");
    let check = |mode| cors_check(&origin, mode, list).is_ok();
    assert_eq!(check(CredentialsMode::Omit), is_named || allow_origin == Some(b"*"));
    assert_eq!(check(CredentialsMode::SameOrigin), is_named || allow_origin == Some(b"*"));
    assert_eq!(check(CredentialsMode::Include), is_named && is_credentialed);
}

fn check_category(method: &str, lines: &Lines<'_>) {
    let origins = values(lines, names::ORIGIN);
    let methods = values(lines, names::ACCESS_CONTROL_REQUEST_METHOD);
    let expected_origin = match &origins[..] {
        [one] => RequestOrigin::parse(one),
        _ => RequestOrigin::Malformed,
    };
    match categorize(method, lines) {
        RequestCategory::NotCors => assert!(origins.is_empty()),
        RequestCategory::Actual { origin } => {
            assert_eq!(origin, expected_origin);
            assert!(!origins.is_empty() && (method != "OPTIONS" || methods.is_empty()));
        }
        RequestCategory::Preflight { origin, method: asked } => {
            assert_eq!((method, origin), ("OPTIONS", expected_origin));
            assert_eq!(asked, if methods.len() == 1 { methods[0] } else { b"" });
            assert!(!origins.is_empty() && !methods.is_empty());
        }
    }
}

/// One of each kind: closed, open, and with credentials and wildcards, which echoes what was asked.
static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| {
    let texts = [
        "allow-origins = ['https://a', 'https://*.a', 'http://localhost:*']
        allow-methods = ['PUT', 'patch']
        allow-headers = ['X-A', 'authorization']
        expose-headers = ['X-B']
        max-age = 5",
        "allow-origins = ['*']
        allow-methods = ['*']
        allow-headers = ['*']",
        "allow-origins = ['https://a', 'https://*.a.example']
        allow-methods = ['*']
        allow-headers = ['*', 'x-a']
        allow-credentials = true",
    ];
    let parse = |text| {
        let text = format!("[policy]\n{text}");
        PolicyDocument::parse(text.as_bytes(), Format::Toml)
            .resolve(&Selection::default())
            .into_policy()
            .expect("the policies are valid")
    };
    texts.map(parse).into()
});

fn check_answer(policy: &Policy, method: &str, lines: &Lines<'_>) {
    let answer = policy.respond(&Request { method, target: "/", headers: lines });
    check_reflection(policy, &answer, lines);
    let is_preflight = answer.kind == RequestKind::Preflight;
    assert_eq!(answer.status.is_some(), is_preflight);
    assert_eq!(is_preflight && answer.denial.is_some(), answer.status == Some(403));
    if answer.denial.is_some() {
        // Nothing of the policy is disclosed to what it denies.
        let known = answer.headers.iter().all(|(name, _)| *name == names::VARY);
        assert!(known, "{answer:?}");
    }
    if is_preflight && answer.origin_match.is_some() {
        assert_eq!(answer.status == Some(204), is_granted(policy, lines), "{answer:?}");
    }
}

/// Whether a preflight from an allowed origin is granted, by the words of the standard and of the
/// documented limits.
fn is_granted(policy: &Policy, lines: &Lines<'_>) -> bool {
    let resource = policy.default_resource();
    let method = match &values(lines, names::ACCESS_CONTROL_REQUEST_METHOD)[..] {
        [one] => trimmed(one, b" \t"),
        _ => return false,
    };
    let listed = |list: &corsmith_policy::NameList, asked: &[u8], case: fn(&[u8]) -> Vec<u8>| {
        list.names().iter().any(|name| case(name.as_bytes()) == case(asked))
    };
    let is_forbidden = ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|name| name.as_bytes().eq_ignore_ascii_case(method));
    let method_granted = [&b"GET"[..], b"HEAD", b"POST"].contains(&method)
        || listed(resource.methods(), method, <[u8]>::to_vec)
        || resource.methods().has_wildcard()
            && is_token(method)
            && method.len() <= limits::MAX_METHOD_BYTES
            && !is_forbidden;
    let asked = values(lines, names::ACCESS_CONTROL_REQUEST_HEADERS);
    let members: Vec<&[u8]> = asked
        .iter()
        .flat_map(|line| line.split(|&byte| byte == b','))
        .map(|member| trimmed(member, b" \t"))
        .collect();
    let bytes: usize = asked.iter().map(|line| line.len()).sum();
    let empty = members.iter().filter(|member| member.is_empty()).count();
    let headers = resource.headers();
    let names_granted = members.iter().filter(|member| !member.is_empty()).all(|name| {
        let by_name = listed(headers, name, <[u8]>::to_ascii_lowercase);
        let by_wildcard = headers.has_wildcard() && !name.eq_ignore_ascii_case(b"authorization");
        is_token(name) && (by_name || by_wildcard)
    });
    method_granted
        && names_granted
        && bytes <= limits::MAX_REQUEST_HEADERS_BYTES
        && empty <= limits::MAX_EMPTY_LIST_MEMBERS
}

/// Each value is the policy's own, or what was asked; and together they are bounded.
fn check_reflection(policy: &Policy, answer: &Answer<'_>, lines: &Lines<'_>) {
    let resource = policy.default_resource();
    let asked = |name: &str| values(lines, name);
    let mut size = 0;
    for (name, value) in &answer.headers {
        size += name.len() + value.len() + 4;
        assert!(value.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{name}: {value}");
        let value: &str = value;
        let is_own = match *name {
            names::VARY => value == "Origin",
            names::ACCESS_CONTROL_ALLOW_CREDENTIALS => value == "true",
            names::ACCESS_CONTROL_EXPOSE_HEADERS => resource.expose_headers_value() == Some(value),
            names::ACCESS_CONTROL_MAX_AGE => resource.max_age_value() == Some(value),
            names::ACCESS_CONTROL_ALLOW_ORIGIN => {
                value == "*" || asked(names::ORIGIN) == [value.as_bytes()]
            }
            names::ACCESS_CONTROL_ALLOW_METHODS => {
                let asked = asked(names::ACCESS_CONTROL_REQUEST_METHOD);
                resource.allow_methods_value() == Some(value)
                    || asked.len() == 1 && trimmed(asked[0], b" \t") == value.as_bytes()
            }
            names::ACCESS_CONTROL_ALLOW_HEADERS => {
                let asked = naive_list(&asked(names::ACCESS_CONTROL_REQUEST_HEADERS));
                let lower = |name: String| name.to_ascii_lowercase();
                let asked: Option<Vec<_>> =
                    asked.map(|names| names.into_iter().map(lower).collect());
                resource.allow_headers_value() == Some(value)
                    || asked.is_some_and(|names| names.join(",") == value)
            }
            _ => false,
        };
        assert!(is_own, "{name}: {value}");
    }
    // An origin, a method, the policy's own lists, and what of the names is echoed.
    let bound = 2_048 + limits::MAX_METHOD_BYTES + limits::MAX_REQUEST_HEADERS_BYTES;
    assert!(size <= bound, "{size} bytes");
    if let Some(Denial::MethodNotAllowed { method }) = &answer.denial {
        assert!(method.len() <= 3 * limits::MAX_METHOD_BYTES);
    }
    if let Some(Denial::HeaderNotAllowed { name }) = &answer.denial {
        assert!(is_token(name.as_bytes()) && name.len() <= limits::MAX_REQUEST_HEADERS_BYTES);
    }
    // Only what was asked is owned; all else is borrowed from the policy or the request.
    for (name, value) in &answer.headers {
        if matches!(value, Cow::Owned(_)) {
            assert!(resource.allows_credentials(), "{name}");
        }
    }
}
