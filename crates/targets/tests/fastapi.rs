//! The target `fastapi`: what Python makes of it.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

/// Calls the generated `Cors` with origins that no browser sends, around an application that does
/// nothing, and prints the status of each preflight.
const DRIVER: &str = r#"
import asyncio

async def application(scope, receive, send):
    pass

async def ask(origin):
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"origin", origin), (b"access-control-request-method", b"PUT")]
    scope = {"type": "http", "method": "OPTIONS", "path": "/", "headers": headers}
    await Cors(application)(scope, None, send)
    return str(sent[0]["status"])

ASKED = [
    b"http://localhost:3000",
    b"http://localhost:80",
    b"http://localhost:65536",
    b"http://localhost:" + b"1" * 5000,
    b"http://localhost:\xb2",
    b"http://localhost:3000\n",
    b"https://" + b"a." * 30000 + b"partner.example:1",
    b"\xff",
    b"",
]
print(" ".join(asyncio.run(ask(origin)) for origin in ASKED))
"#;

#[test]
fn an_ordinary_policy_is_two_screens() {
    let lines = common::rendered("fastapi", common::ONE_ORIGIN).lines().count();
    assert!(lines < 120, "{lines} lines");
}

/// The width of `black` and `ruff format`; they leave literals alone.
#[test]
fn no_line_of_code_is_wider_than_formatters_allow() {
    for toml in [common::ONE_ORIGIN, common::EVERYTHING] {
        let text = common::rendered("fastapi", toml);
        let is_literal = |line: &&str| line.trim_start().starts_with('"') && !line.contains(' ');
        let code = text.lines().filter(|line| !line.starts_with('#') && !is_literal(line));
        let wide: Vec<_> = code.filter(|line| line.chars().count() > 88).collect();
        assert_eq!(wide, Vec::<&str>::new());
    }
}

/// CPython refuses to read a number of more than 4300 digits, and a server may pass on headers that
/// are longer.
#[test]
fn no_origin_makes_python_raise() {
    let toml = "[policy]\nallow-origins = ['http://localhost:*', 'https://*.partner.example:*']";
    let Some(said) = python(&(common::rendered("fastapi", toml) + DRIVER)) else { return };
    // A long name is granted: no browser gets that far, and the pattern means it.
    assert_eq!(said.trim(), "204 403 403 403 403 403 204 403 403");
}

/// What Python prints; nothing where there is no Python.
#[expect(clippy::disallowed_methods, reason = "the crate is pure, and this is not the crate")]
fn python(source: &str) -> Option<String> {
    let mut child = Command::new("python3")
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some(String::from_utf8_lossy(&said).into_owned())
}
