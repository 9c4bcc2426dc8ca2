//! What the corpus cannot show, because its application answers any path: Express takes one path for another.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_proof::raw_client::{RawClient, RawRequest};
use corsmith_proof::server::{Server, Site, StartError};
use corsmith_proof::servers::express::{EXPRESS_4, EXPRESS_5, Express};
use corsmith_targets::{Provenance, find};

const POLICY: &str = r#"
[policy]
allow-origins = ["*"]

[[policy.path]]
match = "/health"
allow-origins = ["https://app.example.com"]

[[policy.path]]
match = "/me/*"
allow-origins = ["https://app.example.com"]
allow-credentials = true
"#;

#[test]
fn a_path_that_express_may_take_for_another_is_granted_nothing() {
    let rows = [
        ("/ok", Some("*")),
        ("/health", Some("https://app.example.com")),
        ("/health/", None),
        ("/HEALTH", None),
        ("/Health/", None),
        ("/healthy", Some("*")),
        ("/me/x", Some("https://app.example.com")),
        ("/me/X/", Some("https://app.example.com")),
        ("/ME/x", None),
        ("/Me%2fx", None),
        ("/x/../mE/x", None),
        ("/menu", Some("*")),
    ];
    for server in [&EXPRESS_5, &EXPRESS_4] {
        let running = match server.start(&site(server)) {
            // The other tests say so where it has to be.
            Err(error) if error.is_not_installed() => return,
            running => running.unwrap_or_else(|error: StartError| panic!("{error}")),
        };
        let mut client = RawClient::new(running.address);
        for (path, expected) in rows {
            let request = RawRequest::new("GET", path)
                .header("Host", "api.example.com")
                .header("Origin", "https://app.example.com");
            let response = client.send(&request).unwrap();
            let granted = response.header_lines("Access-Control-Allow-Origin").next();
            let granted = granted.map(String::from_utf8_lossy);
            assert_eq!(granted.as_deref(), expected, "{} {path}", server.name());
        }
    }
}

fn site(server: &Express) -> Site {
    let document = PolicyDocument::parse(POLICY.as_bytes(), Format::Toml);
    let policy: Policy = document.resolve(&Selection::default()).into_policy().unwrap();
    let target = find(server.target()).unwrap();
    let version = target.about().default_version;
    let output = target.render(&policy, version, &Provenance::default()).unwrap();
    let nowhere = ([127, 0, 0, 1], 9).into();
    Site::new(server, "loose-paths", output.files, nowhere)
}
