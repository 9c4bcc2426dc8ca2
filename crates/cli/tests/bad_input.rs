//! What is wrong with the input is said with its place and a fix, and with the right exit code.

use corsmith_policy::limits::MAX_DOCUMENT_BYTES;

use crate::{POLICY, Test};

/// Every bad document is a finding with its place, whatever the format.
#[test]
fn bad_documents_are_found_at_their_place() {
    let rows: &[(&str, &str, &[u8], &str, &str)] = &[
        ("malformed TOML", "a.toml", b"[policy]\nallow-origins = [\n", "a.toml:2:", "not TOML"),
        ("malformed YAML", "a.yaml", b"policy:\n  - [\n", "a.yaml:", "not YAML"),
        ("malformed JSON", "a.json", b"{\"policy\": {]}", "a.json:1:13", "not JSON"),
        ("an empty TOML", "a.toml", b"", "a.toml:1:1", "no `policy` table"),
        ("an empty JSON", "a.json", b"", "a.json:1:1", "empty"),
        ("a wrong type", "a.toml", b"[policy]\nallow-origins = 'x'\n", "a.toml:2:17", "a text"),
        ("another wrong type", "a.json", b"{\"policy\": 1}", "a.json:1:12", "a number"),
        (
            "an unknown key",
            "a.toml",
            b"[policy]\nalow-origins = []\n",
            "a.toml:2:1",
            "`allow-origins`",
        ),
        ("a key twice in TOML", "a.toml", b"version = 1\nversion = 1\n", "a.toml:2:1", "twice"),
        ("a key twice in YAML", "a.yaml", b"version: 1\nversion: 1\n", "a.yaml:2:1", "twice"),
        ("a key twice in JSON", "a.json", b"{\"version\":1,\"version\":1}", "a.json:1:14", "twice"),
        ("NUL bytes", "a.toml", b"a = 1\n\0\0", "a.toml:2:1", "NUL"),
        ("binary garbage", "a.toml", b"\x7fELF\x02\x01\xfe\xff\x80", "a.toml:1:7", "not UTF-8"),
        ("not UTF-8", "a.yaml", b"policy:\n  name: \xe9t\xe9\n", "a.yaml:2:9", "not UTF-8"),
        (
            "an unknown version",
            "a.toml",
            b"version = 2\n[policy]\nallow-origins = ['*']",
            "a.toml:1:11",
            "`2`",
        ),
    ];
    for (name, file, contents, place, message) in rows {
        let ran = Test::new(["lint", file]).file(file, contents).run().status(1);
        assert!(ran.stdout.contains(&format!("--> {place}")), "{name}: {}", ran.stdout);
        assert!(ran.stdout.contains(message), "{name}: {}", ran.stdout);
        assert!(!ran.stdout.contains('\0'), "{name}");
        // A command that needs a policy refuses it.
        for command in ["build", "respond"] {
            let ran = Test::new([command, file]).file(file, contents).run().status(2);
            assert_eq!(ran.stdout, "", "{name}");
            assert!(ran.stderr.contains(&format!("--> {place}")), "{name}: {}", ran.stderr);
            assert!(ran.stderr.contains(&format!("{file} is refused: ")), "{name}: {}", ran.stderr);
        }
    }
}

#[test]
fn bad_paths_are_wrong_input() {
    let rows = [
        ("missing.toml", "error: cannot read `missing.toml`: no such file or directory\n"),
        ("missing", "error: cannot read `missing`: no such file or directory\n"),
        ("folder", "error: cannot read `folder`: is a directory\n"),
        ("folder.toml", "error: cannot read `folder.toml`: is a directory\n"),
        ("a.toml/b.toml", "error: cannot read `a.toml/b.toml`: not a directory\n"),
        (
            "a.conf",
            "error: cannot tell the format of `a.conf` from its extension\nhelp: name it .toml, .yaml, .yml or .json, or add `--input-format toml`, `yaml` or `json`\n",
        ),
        (
            "-",
            "error: standard input has no extension that says its format\nhelp: add `--input-format toml`, `yaml` or `json`\n",
        ),
    ];
    for (path, message) in rows {
        for command in ["build", "lint", "respond"] {
            let ran = Test::new([command, path])
                .policy()
                .file("a.toml", POLICY)
                .file("a.conf", POLICY)
                .file("folder/x", "")
                .file("folder.toml/x", "")
                .run()
                .status(2);
            assert_eq!(ran.stderr, message, "{command} {path}");
        }
    }
    Test::new(["build", ""]).run().status(2);
}

#[test]
fn the_format_can_be_named() {
    for options in ["--input-format=toml", "--color=never"] {
        let ran = Test::new(["lint", "a.conf", options]).file("a.conf", POLICY).run();
        ran.status(if options.contains("toml") { 0 } else { 2 });
    }
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let test = Test::new(["lint", "a.toml"]).file("a.toml", "");
    let ran = test.run();
    // A hole takes no space and no time.
    let file = std::fs::File::options().write(true).open(ran.path("a.toml")).unwrap();
    file.set_len(MAX_DOCUMENT_BYTES as u64 + 1).unwrap();
    let ran = ran.test.run().status(2);
    assert!(ran.stderr.contains("longer than the limit of 134,217,728 bytes"), "{}", ran.stderr);
}

#[test]
fn control_characters_of_a_policy_never_reach_the_terminal() {
    let policy =
        "[policy]\nallow-origins = [\"https://\\u001b[31m.example\"]\n\u{1b}]0;x\u{7} = 1\n";
    for format in ["text", "json", "sarif", "github"] {
        let test = Test::new(["lint", "a.toml", "--format", format]).file("a.toml", policy);
        let ran = test.run().status(1);
        let escaped = ran.stdout.chars().all(|c| c == '\n' || !c.is_control());
        assert!(escaped, "{format}: {:?}", ran.stdout);
    }
}

#[test]
fn many_errors_are_counted() {
    let many: Vec<_> = (0..5_000).map(|n| format!("'https://a{n}.example/',")).collect();
    let policy = format!("[policy]\nallow-origins = [\n{}\n]\n", many.join("\n"));
    let ran = Test::new(["lint", "a.toml"]).file("a.toml", policy).run().status(1);
    assert!(ran.stdout.matches("error[").count() < 250);
    assert!(ran.stdout.contains(" more errors are not shown"), "{}", ran.stdout.len());
}

#[test]
fn many_origins_are_read_and_said() {
    let many: Vec<_> = (0..100_001).map(|n| format!("'https://a{n}.example',")).collect();
    let policy = format!("[policy]\nallow-origins = [\n{}\n]\n", many.join("\n"));
    let ran = Test::new(["respond", "a.toml", "-H", "Origin: https://a7.example"])
        .file("a.toml", policy)
        .run()
        .status(0);
    assert!(ran.stderr.starts_with("note: 100,001 origins read in "), "{}", ran.stderr);
    assert!(ran.stdout.contains("Access-Control-Allow-Origin: https://a7.example\n"));
}
