//! `corsmith diagnose`.

use crate::Test;

const CHROMIUM: &str = "app.js:7 Access to fetch at 'https://api.example.com/orders?token=abcdef123456' \
    from origin 'https://app.example.com' has been blocked by CORS policy: Response to preflight \
    request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on \
    the requested resource.Understand this error";

const HAR: &str = r#"{"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [
  {"request": {"method": "GET", "url": "https://api.example.com/a",
    "headers": [{"name": "Origin", "value": "https://app.example.com"},
                {"name": "Authorization", "value": "Bearer s3cr3t-s3cr3t"}]},
   "response": {"status": 200, "headers": [{"name": "Access-Control-Allow-Origin", "value": "https://other.example"}]},
   "_resourceType": "fetch"},
  {"request": {"method": "GET", "url": "https://api.example.com/b",
    "headers": [{"name": "Origin", "value": "https://app.example.com"}]},
   "response": {"status": 200, "headers": [{"name": "Access-Control-Allow-Origin", "value": "*"}]},
   "_resourceType": "fetch"}]}}"#;

#[test]
fn a_message_is_explained() {
    let ran = Test::new(["diagnose"]).stdin(CHROMIUM).run().quiet_success();
    insta::assert_snapshot!(ran.stdout);
}

/// The message, and the first code that is named for it.
#[test]
fn every_browser_s_message_has_its_cause() {
    for (message, code) in [
        (CHROMIUM, "preflight-allow-origin-missing"),
        (
            "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \
             https://api.example/. (Reason: CORS header \u{2018}Access-Control-Allow-Origin\u{2019} does not \
             match \u{2018}https://other.example\u{2019}).",
            "allow-origin-mismatch",
        ),
        ("[Error] Preflight response is not successful. Status code: 405", "preflight-status"),
        (
            "[Error] Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
            "allow-credentials-not-true",
        ),
        (
            "Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.",
            "header-not-allowed",
        ),
        ("GET https://api.example/ net::ERR_BLOCKED_BY_CLIENT", "blocked-by-client"),
        ("TypeError: Failed to fetch", "unspecified"),
    ] {
        let ran = Test::new(["diagnose", message]).run().quiet_success();
        let second = ran.stdout.lines().nth(1).unwrap();
        let first_word = second.split(',').next().unwrap();
        // Where one message has several causes, the likeliest comes first; the others are named.
        assert!(first_word == code || ran.stdout.contains(&format!(" {code}")), "{}", ran.stdout);
    }
}

#[test]
fn secrets_are_masked_everywhere() {
    let curl = "curl -i -H 'Authorization: Bearer s3cr3t-s3cr3t' -H 'Origin: https://app.example.com' \
                https://user:pa55word@api.example.com/\nHTTP/1.1 200 OK\nSet-Cookie: id=c00kie-c00kie\n\n";
    for format in ["text", "json"] {
        let ran = Test::new(["diagnose", "--format", format, "-"])
            .stdin(format!("{CHROMIUM}\n\n{curl}"))
            .run();
        let all = format!("{}{}", ran.stdout, ran.stderr);
        for secret in ["abcdef123456", "s3cr3t", "pa55word", "c00kie"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}

#[test]
fn a_target_gives_the_fix_in_its_own_terms() {
    for (target, line) in [
        ("nginx", "add_header Access-Control-Allow-Origin $cors_allow_origin always;"),
        ("caddy", "corsmith build corsmith.toml --target caddy"),
        ("express", "https://app.example.com"),
    ] {
        let ran = Test::new(["diagnose", "--target", target]).stdin(CHROMIUM).run().quiet_success();
        assert!(ran.stdout.contains(line), "{target}: {}", ran.stdout);
        assert!(ran.stdout.contains("allow-origins = [\"https://app.example.com\"]"), "{target}");
    }
    let ran = Test::new(["diagnose", "--target", "ngin", "x"]).run().status(2);
    assert!(ran.stderr.contains("nginx"), "{}", ran.stderr);
}

#[test]
fn curl_output_is_judged_as_a_browser_would() {
    let output =
        "HTTP/2 200\naccess-control-allow-origin: *\naccess-control-allow-credentials: true\n\n";
    let command = "curl -i -H 'Origin: https://app.example.com' https://api.example.com/\n";
    let ran = Test::new(["diagnose"]).stdin(format!("{command}{output}")).run().quiet_success();
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn a_recording_has_its_failing_exchanges_explained() {
    let ran = Test::new(["diagnose", "--file", "a.har"]).file("a.har", HAR).run().quiet_success();
    assert!(
        ran.stdout.contains("allow-origin-mismatch")
            || ran.stdout.contains("not the request's origin")
    );
    assert!(
        ran.stdout.contains("1 cross-origin fetches of the recording are fine."),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("s3cr3t"));
}

#[test]
fn a_recording_that_is_cut_off_is_explained_up_to_there() {
    let half = &HAR[..HAR.len() - 60];
    let ran = Test::new(["diagnose", "--file", "a.har"]).file("a.har", half).run().status(2);
    assert!(ran.stdout.contains("https://api.example.com/a"), "{}", ran.stdout);
    assert!(ran.stderr.contains("what came before is explained"), "{}", ran.stderr);
}

#[test]
fn a_recording_that_is_cut_off_in_its_first_exchange_has_nothing_to_explain() {
    let ran = Test::new(["diagnose", "--file", "a.har"]).file("a.har", &HAR[..300]).run().status(2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("within its first exchange"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("what came before is explained"), "{}", ran.stderr);
}

#[test]
fn a_text_in_utf_16_is_read() {
    for (marks, unit) in
        [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)]
    {
        for (text, says) in
            [(CHROMIUM, "preflight-allow-origin-missing"), (HAR, "not the request's origin")]
        {
            let bytes: Vec<u8> =
                marks.into_iter().chain(text.encode_utf16().flat_map(unit)).collect();
            let ran = Test::new(["diagnose", "--file", "a.txt"])
                .file("a.txt", &bytes[..])
                .run()
                .quiet_success();
            assert!(ran.stdout.contains(says), "{}", ran.stdout);
        }
    }
}

#[test]
fn colours_of_curl_do_not_matter() {
    let plain =
        "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://a.example\r\nLocation: /x\r\n\r\n";
    let coloured = plain
        .replace("Access-Control-Allow-Origin", "\u{1b}[1mAccess-Control-Allow-Origin\u{1b}[0m")
        .replace("/x", "\u{1b}]8;;https://a.example/x\u{1b}\\/x\u{1b}]8;;\u{1b}\\");
    let of = |text: &str| Test::new(["diagnose"]).stdin(text).run().quiet_success().stdout;
    assert_eq!(of(&coloured), of(plain));
}

#[test]
fn the_example_of_the_readme_is_explained() {
    let ran = Test::new(["diagnose", "No 'Access-Control-Allow-Origin' header is present"])
        .run()
        .quiet_success();
    assert!(
        ran.stdout.contains("\nallow-origin-missing, from Chromium (message C5):"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_new_reason_is_said_to_be_unknown() {
    let message = "Access to fetch at 'https://api.example.com/x' from origin 'https://app.example.com' has \
        been blocked by CORS policy: A reason of the year 2030.";
    let ran = Test::new(["diagnose", "--format", "json", message]).run().quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let diagnosis = &document["diagnoses"][0];
    assert_eq!(diagnosis["candidates"][0]["code"], "reason-unknown");
    assert_eq!(diagnosis["message"]["captures"]["origin"], "https://app.example.com");
    assert_eq!(diagnosis["message"]["captures"]["url"], "https://api.example.com/x");
    assert_eq!(diagnosis["message"]["captures"]["reason"], "A reason of the year 2030");
}

#[test]
fn json_is_a_document() {
    let ran = Test::new(["diagnose", "--format", "json"]).stdin(CHROMIUM).run().quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["version"], "corsmith.diagnosis/v1");
    let candidate = &document["diagnoses"][0]["candidates"][0];
    assert_eq!(candidate["code"], "preflight-allow-origin-missing");
    assert_eq!(candidate["step"], "CORS check, step 2");
}

#[test]
fn what_is_not_known_is_a_finding() {
    let ran = Test::new(["diagnose", "I forgot the milk"]).run().status(1);
    assert!(ran.stdout.starts_with("Nothing here is a message"), "{}", ran.stdout);
}

#[test]
fn bad_input_says_what_and_where() {
    let long = "a".repeat((1 << 20) + 10);
    let wide = "\u{e9}".repeat(1 << 20);
    for (sentence, contents, says) in [
        (
            "binary",
            &b"\x00\x01\x02\xff"[..],
            "a.txt: neither a text in UTF-8 or UTF-16 nor a HAR file",
        ),
        ("two megabytes, cut within a character", wide.as_bytes(), "the limit of 1,048,576 bytes"),
        ("a megabyte on one line", long.as_bytes(), "the limit of 1,048,576 bytes"),
        ("no HAR", b"{\"log\": 1}", "a.txt: "),
    ] {
        let ran =
            Test::new(["diagnose", "--file", "a.txt"]).file("a.txt", contents).run().status(2);
        assert!(ran.stderr.contains(says), "{sentence}: {}", ran.stderr);
    }
    let ran = Test::new(["diagnose", "--file", "absent.har"]).run().status(2);
    assert!(ran.stderr.contains("absent.har"), "{}", ran.stderr);
    let ran = Test::new(["diagnose", "--cause", "no-such"]).run().status(2);
    assert!(ran.stderr.contains("--list"), "{}", ran.stderr);
}

#[test]
fn causes_are_listed_and_shown() {
    let ran = Test::new(["diagnose", "--list"]).run().quiet_success();
    assert_eq!(ran.stdout.lines().count(), corsmith_diagnose::causes().len());
    let ran = Test::new(["diagnose", "--list", "--format", "json"]).run().quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["version"], "corsmith.causes/v1");
    assert_eq!(document["causes"].as_array().unwrap().len(), corsmith_diagnose::causes().len());
    let ran = Test::new(["diagnose", "--cause", "preflight-redirect"]).run().quiet_success();
    assert!(ran.stdout.starts_with("# preflight-redirect\n"));
}

#[test]
fn safari_does_not_tell_which_so_all_are_named() {
    let message = "[Error] Origin https://app.example.com is not allowed by \
        Access-Control-Allow-Origin. Status code: 200\n\
        [Error] Fetch API cannot load https://api.example.com/x due to access control checks.";
    let ran = Test::new(["diagnose"]).stdin(message).run().quiet_success();
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn several_things_at_once_are_told_apart() {
    let curl = "$ curl -i -H 'Origin: https://app.example.com' https://other.example/\n\
        HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>hello</p>\n";
    let arguments = ["diagnose", "--format=json", "--file=a.har", "--file=curl.txt", CHROMIUM];
    let ran = Test::new(arguments).file("a.har", HAR).file("curl.txt", curl).run().quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let codes = |list: &str, pointer: &str| -> Vec<String> {
        let entries = document[list].as_array().unwrap().iter();
        entries.map(|it| it.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        codes("exchanges", "/verdict/code"),
        ["allow-origin-mismatch", "allow-origin-missing"]
    );
    assert!(
        codes("diagnoses", "/candidates/0/code").contains(&"preflight-allow-origin-missing".into())
    );
    assert_eq!(document["passing_exchanges"], 1);
}

#[test]
fn the_fix_for_nginx_is_a_policy_and_its_files() {
    let message = "Access to fetch at 'https://api.example.com/orders' from origin \
        'https://app.example.com' has been blocked by CORS policy: Request header field x-api-key is \
        not allowed by Access-Control-Allow-Headers in preflight response.";
    let ran = Test::new(["diagnose", "--target", "nginx", message]).run().quiet_success();
    insta::assert_snapshot!(ran.stdout);
}

/// The origin or header, and what is said of it: no policy takes these, and an example helps on.
#[test]
fn what_no_policy_allows_is_said() {
    let of = |origin: &str, what: &str| {
        let message = format!(
            "Access to fetch at 'https://api.example.com/' from origin '{origin}' has been blocked \
             by CORS policy: {what}"
        );
        let ran = Test::new(["diagnose", "--target", "nginx", &message]).run().quiet_success();
        let text = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("No policy allows what was asked for: "), "{text}");
        assert!(text.contains("For example"), "{text}");
        assert!(text.contains("add_header Access-Control-Allow-Origin"), "{text}");
    };
    of(
        "http://app.example.com",
        "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which \
         must be 'true' when the request's credentials mode is 'include'.",
    );
    of(
        "https://app.example.com",
        "Request header field access-control-allow-origin is not allowed by \
         Access-Control-Allow-Headers in preflight response.",
    );
}

#[test]
fn an_exchange_has_its_fix_in_json() {
    let ran = Test::new(["diagnose", "--format", "json", "--target", "caddy", "--file", "a.har"])
        .file("a.har", HAR)
        .run()
        .quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let fix = &document["exchanges"][0]["on_target"];
    assert_eq!(fix["command"], "corsmith build corsmith.toml --target caddy");
    assert_eq!(fix["policy"], "[policy]\nallow-origins = [\"https://app.example.com\"]\n");
}

#[test]
fn output_without_its_command_asks_for_the_rest() {
    let output = "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: \u{1b}[31mred\n\n";
    let ran = Test::new(["diagnose", "--color", "always"]).stdin(output).run().quiet_success();
    assert!(ran.stdout.contains("https://your-api.example/"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("page.invalid"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("\u{1b}[31m"), "a terminal would obey it: {}", ran.stdout);
}

#[test]
fn errors_mask_what_they_quote() {
    let secret = "Authorization: Bearer s3cr3t-s3cr3t";
    for arguments in [
        vec!["diagnose", "--cause", secret],
        vec!["diagnose", "--format", secret],
        vec!["diagnose", "--target", secret, "x"],
        vec!["diagnose", "--Authorization: Bearer s3cr3t-s3cr3t"],
        vec!["diagnose", "--file", secret],
    ] {
        let ran = Test::new([]).arguments(&arguments).run().status(2);
        assert!(!ran.stderr.contains("s3cr3t"), "{}", ran.stderr);
    }
}
