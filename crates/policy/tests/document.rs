//! Documents: formats, shapes, environments, variables, and all errors at once.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{list, policy, resolve};
use corsmith_policy::{
    Format, OriginPattern, PolicyDocument, PolicyError, Position, Refusal, Refusal as R, Selection,
};

/// `line:column refusal: message (help) [fix]`, one a line.
fn report(text: &str, errors: &[PolicyError]) -> String {
    let line = |error: &PolicyError| {
        let Position { line, column } = Position::of(text, error.span.start());
        let quoted = text.get(error.span.range()).unwrap_or("?").lines().next().unwrap_or("");
        let mut shown = format!("{line}:{column} `{quoted}` {:?}: {error}", error.refusal);
        if let Some(help) = &error.help {
            shown.push_str(&format!("\n    help: {help}"));
        }
        if let Some(fix) = &error.fix {
            shown.push_str(&format!("\n    fix: {} -> {:?}", fix.title, fix.replacement));
        }
        shown
    };
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn refusals(format: Format, text: &str) -> Vec<Refusal> {
    let resolution = PolicyDocument::parse(text.as_bytes(), format).resolve(&Selection::default());
    resolution.errors.iter().map(|error| error.refusal).collect()
}

const TOML: &str = r#"
version = 1
name = "orders"

[policy]
allow-origins = ["https://app.example.com", "https://*.partner.example"]
allow-methods = ["PUT"]
allow-credentials = true
max-age = "2h"

[[policy.path]]
match = "/public/*"
allow-origins = ["*"]
allow-credentials = false

[environment.staging]
allow-origins = ["https://staging.example.com"]
"#;

const YAML: &str = r#"
version: 1
name: orders
policy:
  allowOrigins:
    - https://app.example.com
    - "https://*.partner.example"
  allowMethods: [PUT]
  allowCredentials: true
  maxAge: 2h
  path:
    - match: /public/*
      allowOrigins: ["*"]
      allowCredentials: false
environment:
  staging:
    allowOrigins: [https://staging.example.com]
"#;

const JSON: &str = r#"{
  "version": 1,
  "name": "orders",
  "policy": {
    "accessControlAllowOriginList": ["https://app.example.com", "https://*.partner.example"],
    "accessControlAllowMethods": ["PUT"],
    "accessControlAllowCredentials": true,
    "accessControlMaxAge": 7200,
    "path": [{"match": "/public/*", "allow-origins": ["*"], "allow-credentials": false}]
  },
  "environment": {"staging": {"allow-origins": ["https://staging.example.com"]}}
}"#;

#[test]
fn the_three_formats_and_their_aliases_mean_the_same() {
    for (format, text) in [(Format::Toml, TOML), (Format::Yaml, YAML), (Format::Json, JSON)] {
        let document = PolicyDocument::parse(text.as_bytes(), format);
        let resolution = document.resolve(&Selection::default());
        let spans: Vec<_> = resolution.default.allow_origins.spans.iter().collect();
        let written = text[spans[1].range()].trim_matches('"');
        assert_eq!(written, "https://*.partner.example", "{format} keeps spans");

        let policy =
            resolution.into_policy().unwrap_or_else(|errors| panic!("{format}: {}", list(&errors)));
        let default = policy.default_resource();
        let origins: Vec<_> =
            default.origins().patterns().iter().map(OriginPattern::as_str).collect();
        assert_eq!(policy.name(), "orders");
        assert_eq!(origins, ["https://app.example.com", "https://*.partner.example"], "{format}");
        assert_eq!(default.max_age(), Some(7_200), "{format}");
        assert!(default.allows_credentials(), "{format}");
        let public = policy.resource("/public/x");
        assert!(public.origins().allows_any() && !public.allows_credentials(), "{format}");
        assert_eq!(
            public.allow_methods_value(),
            Some("PUT"),
            "{format}: unnamed keys are inherited"
        );

        let staging = Selection { environment: Some("staging"), ..Selection::default() };
        let policy =
            document.resolve(&staging).into_policy().unwrap_or_else(|e| panic!("{}", list(&e)));
        assert!(policy.default_resource().origins().find(b"https://staging.example.com").is_some());
        assert!(policy.default_resource().origins().find(b"https://app.example.com").is_none());
        assert!(policy.resource("/public/x").origins().allows_any());
    }
}

#[test]
fn all_errors_are_reported_at_once() {
    let text = r#"
version = 2
nmae = "orders"

[policy]
allow-origin = ["https://app.example.com/", "*", "http://example.org", "https://*.github.io", "null"]
allow-methods = ["GET", "TRACE", "GET, PUT"]
allow-headers = ["Cookie", "Access-Control-Allow-Origin", "X Y"]
allow_credentials = true
expose-headers = ["*", "Set-Cookie", "Origin"]
max-age = "2d"
credentials = true

[[policy.path]]
match = "public/*"

[dangerously]
allow-everything = true
"#;
    insta::assert_snapshot!(report(text, &resolve(text).errors));
}

#[test]
fn malformed_documents_are_syntax_errors() {
    let rows: &[(Format, &str)] = &[
        (Format::Toml, "[policy"),
        (Format::Toml, "[policy]\nallow-origins = ["),
        (Format::Toml, "= 1"),
        (Format::Toml, "\0"),
        (Format::Json, ""),
        (Format::Json, "{"),
        (Format::Json, "{\"policy\": {},}"),
        (Format::Json, "{'policy': {}}"),
        (Format::Json, "{\"policy\": {}} // comment"),
        (Format::Json, "{policy: {}}"),
        (Format::Json, "{\"policy\": {\"max-age\": 0x10}}"),
        (Format::Yaml, ""),
        (Format::Yaml, "policy: [\n"),
        (Format::Yaml, "a: b: c"),
        (Format::Yaml, "policy: &a {}"),
        (Format::Yaml, "policy: *a"),
        (Format::Yaml, "policy: !!map {}"),
        (Format::Yaml, "a: 1\n---\nb: 2"),
    ];
    for (format, text) in rows {
        assert!(
            refusals(*format, text).contains(&Refusal::Syntax),
            "{format} {text:?}: {:?}",
            refusals(*format, text)
        );
    }
}

#[test]
fn shapes_are_checked() {
    let rows: &[(Format, &str, &[Refusal])] = &[
        (Format::Toml, "", &[R::NoOrigins]),
        (Format::Toml, "[policy]", &[R::NoOrigins]),
        (Format::Toml, "[policy]\nallow-origins = []", &[R::NoOrigins]),
        (Format::Toml, "[policy]\nallow-origins = 'https://a.com'", &[R::WrongType]),
        (Format::Toml, "[policy]\nallow-origins = [1]", &[R::WrongType]),
        (Format::Toml, "policy = 1", &[R::WrongType]),
        (Format::Toml, "allow-origins = ['*']", &[R::UnknownKey]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nallow-origins=['*']", &[R::DuplicateKey]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nallowOrigins=['*']", &[R::DuplicateKey]),
        (Format::Toml, "version = '1'\n[policy]\nallow-origins=['*']", &[R::WrongType]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nmax-age = 1979-05-27", &[R::WrongType]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nmax-age = 1.5", &[R::InvalidMaxAge]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nmax-age = 0x258", &[]),
        (Format::Toml, "[policy]\nallow-origins=['*']\nmax-age = +1_000", &[]),
        (Format::Yaml, "policy:\n  allow-origins: ['*']\n  max-age: +600", &[]),
        (Format::Toml, "[policy]\nallow-origins=['*']\ndata = 'secret'", &[R::WrongType]),
        (Format::Json, "[]", &[R::WrongType]),
        (
            Format::Json,
            r#"{"policy":{"allow-origins":["*"],"allow-origins":["*"]}}"#,
            &[R::DuplicateKey],
        ),
        (Format::Json, r#"{"policy":{"allow-origins":null}}"#, &[R::WrongType]),
        (Format::Json, r#"{"$schema":"x","policy":{"allow-origins":["*"]}}"#, &[]),
        (Format::Yaml, "policy:\n  allow-origins: '*'", &[R::WrongType]),
        (
            Format::Yaml,
            "policy:\n  allow-origins: ['*']\n  allow-credentials: yes",
            &[R::WrongType],
        ),
        (Format::Yaml, "policy:\n  allow-origins: ['*']\n  max-age: 600", &[]),
        (
            Format::Yaml,
            "policy:\n  allow-origins: ['*']\n  allow-origins: ['*']",
            &[R::DuplicateKey],
        ),
        (Format::Yaml, "[a]: 1", &[R::Syntax]),
    ];
    for (format, text, expected) in rows {
        assert_eq!(refusals(*format, text), *expected, "{format} {text:?}");
    }
}

#[test]
fn deep_documents_are_refused() {
    let deep = "[".repeat(10_000);
    for format in Format::ALL {
        let text = match format {
            Format::Toml => format!("a = {deep}"),
            Format::Json | Format::Yaml => deep.clone(),
        };
        assert!(refusals(*format, &text).contains(&Refusal::Syntax), "{format}");
    }
    let shallow = format!("{}{}", "[".repeat(40), "]".repeat(40));
    assert!(refusals(Format::Json, &shallow).contains(&Refusal::Syntax));
    assert!(refusals(Format::Yaml, &shallow).contains(&Refusal::Syntax));
    assert!(refusals(Format::Toml, &format!("a = {shallow}")).contains(&Refusal::Syntax));
}

#[test]
fn bytes_that_are_not_text_are_refused_with_their_place() {
    let document = PolicyDocument::parse(b"[policy]\nname = \"\xff\"", Format::Toml);
    let errors = document.resolve(&Selection::default()).errors;
    assert_eq!(errors[0].refusal, Refusal::Syntax);
    assert_eq!(errors[0].span.start(), 17);
    assert_eq!(errors.len(), 1);
}

#[test]
fn an_unknown_environment_is_an_error_with_a_suggestion() {
    let selection = Selection { environment: Some("stagin"), ..Selection::default() };
    let errors = PolicyDocument::parse(TOML.as_bytes(), Format::Toml).resolve(&selection).errors;
    assert_eq!(errors[0].refusal, Refusal::UnknownEnvironment);
    assert_eq!(errors[0].help.as_deref(), Some("did you mean `staging`?"));
}

#[test]
fn a_variable_that_expands_to_nothing_is_never_silent() {
    // Vector 15: express turns CORS off, rs/cors allows everything.
    let text = "[policy]\nallow-origins = ['${ORIGINS}']";
    let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
    assert_eq!(document.resolve(&Selection::default()).errors[0].refusal, Refusal::UnsetVariable);
    let variables =
        |name: &str| (name == "ORIGINS").then(|| "https://a.com,https://b.com".to_owned());
    let selection = Selection { environment: None, variables: &variables };
    let policy = document.resolve(&selection).into_policy().expect("it is valid");
    assert_eq!(policy.default_resource().origins().len(), 2);
}

#[test]
fn opt_outs_admit_what_they_name_and_nothing_else() {
    let base = |origin: &str, more: &str, opt_out: &str| {
        let text = format!(
            "[policy]\nallow-origins = ['{origin}']\n{more}\n[dangerously]\n{opt_out} = true"
        );
        refusals(Format::Toml, &text)
    };
    let credentials = "allow-credentials = true";
    let rows: &[(&str, &str, &str, &[Refusal])] = &[
        ("null", "", "allow-null-origin", &[]),
        ("null", credentials, "allow-null-origin", &[R::NullOriginWithCredentials]),
        ("null", "", "allow-insecure-origins-with-credentials", &[R::OriginNull]),
        ("http://a.com", credentials, "allow-insecure-origins-with-credentials", &[]),
        ("http://a.com", credentials, "allow-null-origin", &[R::InsecureOriginWithCredentials]),
        ("https://*.github.io", credentials, "allow-subdomains-of-public-suffixes", &[]),
        (
            "https://*.github.io",
            credentials,
            "allow-null-origin",
            &[R::PublicSuffixWithCredentials],
        ),
        (
            "http://*.github.io",
            credentials,
            "allow-insecure-origins-with-credentials",
            &[R::PublicSuffixWithCredentials],
        ),
        ("*", credentials, "allow-null-origin", &[R::WildcardOriginWithCredentials]),
        // Vector 4.
        ("http://localhost:3000", credentials, "allow-null-origin", &[]),
        ("http://127.0.0.1", credentials, "allow-null-origin", &[]),
        ("http://[::1]", credentials, "allow-null-origin", &[]),
        ("http://app.localhost", credentials, "allow-null-origin", &[]),
        ("http://*.localhost", credentials, "allow-null-origin", &[]),
        (
            "http://localhost.example.com",
            credentials,
            "allow-null-origin",
            &[R::InsecureOriginWithCredentials],
        ),
        // Vector 3.
        ("https://*.com", credentials, "allow-null-origin", &[R::PublicSuffixWithCredentials]),
        ("https://*.co.uk", credentials, "allow-null-origin", &[R::PublicSuffixWithCredentials]),
        ("https://*.com", "", "allow-null-origin", &[]),
        ("https://*.example.com", credentials, "allow-null-origin", &[]),
    ];
    for (origin, more, opt_out, expected) in rows {
        assert_eq!(base(origin, more, opt_out), *expected, "{origin} {more} {opt_out}");
    }
}

#[test]
fn a_million_errors_are_counted_not_listed() {
    let text = format!("[policy]\nallow-origins = [{}]", "'x/',".repeat(10_000));
    let errors = resolve(&text).errors;
    assert!(errors.len() <= 201, "{}", errors.len());
    assert_eq!(
        errors.last().map(ToString::to_string).as_deref(),
        Some("9800 more errors are not shown")
    );
}

#[test]
fn errors_lie_within_the_text_and_on_the_boundaries_of_characters() {
    for (text, format) in [
        ("a: b\n c", Format::Yaml),
        ("a: [", Format::Yaml),
        ("a: \u{e9}: b", Format::Yaml),
        ("a: b\n\u{e9}", Format::Yaml),
        ("? a\n- b", Format::Yaml),
        ("{", Format::Json),
        ("{\"a\": \u{e9}}", Format::Json),
        ("a = ", Format::Toml),
        ("a = \u{e9}", Format::Toml),
    ] {
        let errors =
            PolicyDocument::parse(text.as_bytes(), format).resolve(&Selection::default()).errors;
        assert!(!errors.is_empty(), "`{text}`");
        for error in errors {
            assert!(
                text.get(error.span.range()).is_some(),
                "`{text}`: {error} at {:?}",
                error.span
            );
        }
    }
}

#[test]
fn one_mistake_is_one_error() {
    let rows: &[(Format, &str, &[Refusal])] = &[
        // After a bracket or quote that is not closed, every line of TOML is an error.
        (Format::Toml, "[policy]\nallow-origins = ['https://a.com'\nmax-age = 5\n", &[R::Syntax]),
        (Format::Toml, "[policy]\nallow-origins = [\"https://a.com]\nmax-age = 5", &[R::Syntax]),
        (Format::Toml, "[policy]\nallow-origins = https://a.com", &[R::Syntax]),
        (Format::Toml, "[policy\nallow-origins = ['https://a.com']", &[R::Syntax]),
        (Format::Toml, "[policy]\nallow-origins: ['https://a.com']", &[R::Syntax]),
        // What stands before it is judged all the same.
        (
            Format::Toml,
            "[policy]\nallow-origins = ['https://a.com/']\nmax-age = 5d\ndata = 'x'",
            &[R::OriginWithPath, R::Syntax],
        ),
        // A path that is none hides nothing of its policy.
        (
            Format::Toml,
            "[policy]\nallow-origins = ['http://a.com']\n[[policy.path]]\nmatch = 'x'\nallow-credentials = true",
            &[R::InsecureOriginWithCredentials, R::InvalidPath],
        ),
        (
            Format::Toml,
            "[policy]\nallow-origins = ['*']\n[[policy.path]]\nmatch = 5",
            &[R::WrongType],
        ),
        (
            Format::Toml,
            "[policy]\nallow-origins = ['*']\n[[policy.path]]\npath = '/x'",
            &[R::UnknownKey],
        ),
    ];
    for (format, text, expected) in rows {
        assert_eq!(refusals(*format, text), *expected, "{format} {text:?}");
    }
}

/// The offending texts, one for each error.
fn offending(format: Format, text: &str) -> Vec<&str> {
    let document = PolicyDocument::parse(text.as_bytes(), format);
    let errors = document.resolve(&Selection::default()).errors;
    errors.iter().map(|error| text.get(error.span.range()).unwrap_or("?")).collect()
}

#[test]
fn spans_cover_exactly_what_is_wrong() {
    let rows: &[(Format, &str, &[&str])] = &[
        (Format::Toml, "\u{feff}[policy]\r\nallow-origins = ['\u{e9}/']", &["'\u{e9}/'"]),
        (Format::Yaml, "\u{feff}policy:\r\n  allow-origins: ['\u{e9}/']", &["'\u{e9}/'"]),
        (
            Format::Json,
            "\u{feff}{\"policy\":\r\n{\"allow-origins\":[\"\u{e9}/\"]}}",
            &["\"\u{e9}/\""],
        ),
        (Format::Json, "\u{feff}{\"policy\": x}", &["x"]),
        // Without its header, an edit would leave the new text a block scalar.
        (
            Format::Yaml,
            "policy:\n  allow-origins:\n  - |\n    https://a.com\n  - >-  # a | b\n\n    b/\n",
            &["|\n    https://a.com", ">-  # a | b\n\n    b/"],
        ),
        (
            Format::Yaml,
            "policy:\n  allow-origins:\n  - exact: https://a.com # \u{e9}\n  - {prefix: x}\n  max-age: 1\n",
            &["exact: https://a.com", "{prefix: x}"],
        ),
        (Format::Yaml, "policy:\n  - a: [x]\n\n# end\n", &["- a: [x]"]),
        (Format::Yaml, "policy:\n  allow-origins: [*]", &["*"]),
        (Format::Yaml, "policy:\n  allow-origins:\n  - *.a.com\n  - x", &["*.a.com"]),
        (Format::Yaml, "policy: {allow-origins: ['*'], \"k\u{e9}y\": 1}", &["\"k\u{e9}y\""]),
    ];
    for (format, text, expected) in rows {
        assert_eq!(offending(*format, text), *expected, "{format} {text:?}");
    }
}

#[test]
fn what_is_pasted_from_elsewhere_is_answered_with_what_to_write() {
    let text = r"
policy:
  allowOrigins:
    - exact: https://a.com
    - prefix: https://b
  allow_methods: GET, PUT
  allowCredentials: on
  data: Public
  Access-Control-Expose-Headers: [X-A]
  accessControlAllowOriginListRegex: []
";
    let errors =
        PolicyDocument::parse(text.as_bytes(), Format::Yaml).resolve(&Selection::default()).errors;
    insta::assert_snapshot!(report(text, &errors), @r#"
    4:7 `exact: https://a.com` WrongType: `policy.allow-origins[0]` is a table, and a text is expected
        help: write its value alone: `"https://a.com"`
    5:7 `prefix: https://b` WrongType: `policy.allow-origins[1]` is a table, and a text is expected
        help: write a text: `https://*.example.com` is every subdomain, and `:*` every port
    6:18 `GET, PUT` WrongType: `policy.allow-methods` is a text, and a list of texts is expected
        help: write it in brackets: `["GET", "PUT"]`
    7:21 `on` WrongType: `policy.allow-credentials` is a text, and `true` or `false` is expected
        help: write `true`, without quotes
    8:9 `Public` WrongType: `policy.data` is `Public`, and `public` or `private` is expected
        fix: use `public` -> ["public"]
    9:3 `Access-Control-Expose-Headers` UnknownKey: `policy` has no key `Access-Control-Expose-Headers`
        help: did you mean `expose-headers`?
        fix: rename it to `expose-headers` -> ["expose-headers"]
    10:3 `accessControlAllowOriginListRegex` UnknownKey: `policy` has no key `accessControlAllowOriginListRegex`
        help: `allow-origins` is written already: put both into it, or remove this one
    "#);
}

#[test]
fn no_two_keys_are_renamed_to_the_same() {
    let text = "[policy]\nalow-origins = []\nalow_origin = []\n";
    let errors = resolve(text).errors;
    let fixes: Vec<_> = errors.iter().map(|error| error.fix.is_some()).collect();
    assert_eq!(fixes[..2], [true, false], "{}", list(&errors));
}

#[test]
fn messages_show_no_character_that_hides_or_turns_text() {
    let text = "[policy]\nallow-origins = ['https://a\u{202e}b', 'https://\u{2066}']\n\
                'k\u{200b}' = 1\n[environment.\"e\u{202e}\\u001b\"]\nx = 1\n[environment.'\u{202e}']";
    let unknown = Selection { environment: Some("x"), ..Selection::default() };
    let errors = PolicyDocument::parse(text.as_bytes(), Format::Toml).resolve(&unknown).errors;
    assert!(errors.len() > 4, "{}", list(&errors));
    for error in errors {
        let shown = format!("{error} {} {:?}", error.setting, error.help);
        let hidden = |c: char| c.is_control() || "\u{202e}\u{2066}\u{200b}".contains(c);
        assert!(!shown.contains(hidden), "{}", shown.escape_unicode());
    }
}

#[test]
fn what_a_thousand_paths_inherit_is_judged_once() {
    let origins: String = (0..1_000).map(|n| format!("'http://a{n}.com',")).collect();
    let paths: String = (0..1_000).map(|n| format!("[[policy.path]]\nmatch = '/{n}'\n")).collect();
    let text = format!("[policy]\nallow-credentials = true\nallow-origins = [{origins}]\n{paths}");
    let errors = resolve(&text).errors;
    assert_eq!(
        errors.last().map(ToString::to_string).as_deref(),
        Some("800 more errors are not shown")
    );
    // A path that allows credentials itself is judged by itself.
    let text = "[policy]\nallow-origins = ['http://a.com']\n[[policy.path]]\nmatch = '/a'\nallow-credentials = true";
    assert_eq!(refusals(Format::Toml, text), [R::InsecureOriginWithCredentials]);
}

#[test]
fn limits_hold_for_environments_and_for_what_variables_expand_to() {
    let many: String = (0..1_001).map(|n| format!("[environment.e{n}]\n")).collect();
    let text = format!("[policy]\nallow-origins = ['*']\n{many}");
    assert_eq!(refusals(Format::Toml, &text), [R::Syntax]);

    let lookup = |name: &str| match name {
        "LONG" => Some("a".repeat(1 << 20)),
        "NAMES" => Some((0..1_000).map(|n| format!("x{n},")).collect()),
        _ => None,
    };
    let selection = Selection { environment: None, variables: &lookup };
    for line in [
        format!("allow-origins = ['{}']", "${LONG}".repeat(1_000)),
        format!("allow-origins = [{}]", "'${LONG}',".repeat(1_000)),
        "allow-origins = ['*']\nallow-methods = ['${NAMES}']".to_owned(),
        "allow-origins = ['*']\nallow-headers = ['${NAMES}']".to_owned(),
    ] {
        let document = PolicyDocument::parse(format!("[policy]\n{line}").as_bytes(), Format::Toml);
        let errors = document.resolve(&selection).errors;
        assert!(errors.iter().any(|error| error.refusal == R::Syntax), "{}", list(&errors));
    }
}

#[test]
fn a_long_path_is_compared_whole() {
    let policy = policy(
        "[policy]\nallow-origins = ['*']\n\
         [[policy.path]]\nmatch = '/private/*'\nallow-origins = ['https://a.com']\n",
    );
    let long = "a/".repeat(20_000);
    let up = "../".repeat(20_000);
    assert!(!policy.resource(&format!("/private/{long}")).origins().allows_any());
    assert!(!policy.resource(&format!("/{long}{up}private/x")).origins().allows_any());
}
