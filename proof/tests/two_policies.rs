//! Two policies in one server: each host has its own, and neither sees the other's.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_proof::prove::{CorpusPolicy, side_by_side};
use corsmith_proof::server::{HostServer, Server, Site, StartError, all};
use corsmith_proof::servers::nginx::Nginx;
use corsmith_targets::{Provenance, find};

/// Enough origins for a list of its own in HAProxy, and paths of the same names. What the matrix asks with as a stranger,
/// `https://evil.example` and `http://evil.example`, is a friend of the other policy.
fn policy(name: &str, friend: &str) -> CorpusPolicy {
    let many: String = (0..60).map(|n| format!("'https://{name}-{n}.example', ")).collect();
    let text = format!(
        "name = '{name}'\n[policy]\nallow-origins = [{many}'{friend}']\nallow-credentials = true\n\
         allow-methods = ['*']\nallow-headers = ['*']\nmax-age = {}\n\
         [[policy.path]]\nmatch = '/public/*'\nallow-origins = ['https://{name}.example', '{friend}']\n\
         expose-headers = ['X-{name}']\n\
         [dangerously]\nallow-insecure-origins-with-credentials = true\n",
        100 * name.len()
    );
    let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().unwrap();
    CorpusPolicy { name: name.to_owned(), policy }
}

#[test]
fn two_policies_in_one_server_are_two() {
    let policies = [policy("alpha", "http://evil.example"), policy("beta", "https://evil.example")];
    let several: Vec<_> = all().filter(|it| it.for_hosts().is_some()).map(Server::name).collect();
    assert_eq!(several, ["apache", "caddy", "haproxy", "lighttpd", "nginx"]);
    let mut proven = Vec::new();
    for server in all() {
        match side_by_side(server, &policies) {
            // The other tests say so where it has to be.
            Err(error) if error.is_not_installed() => {}
            Err(error) => panic!("{}: {error}", server.name()),
            Ok(None) => {}
            Ok(Some(outcome)) => {
                assert!(outcome.requests > 200, "{}: {}", server.name(), outcome.requests);
                let first = outcome.undeclared.first();
                let first = first.map(|(policy, seen)| {
                    format!("{policy}: {}: {}", seen.request.name, seen.difference)
                });
                let count = outcome.undeclared.len();
                assert_eq!(first, None, "{} differs {count} times", server.name());
                proven.push(server.name());
            }
        }
    }
    println!("two policies side by side: {}", proven.join(", "));
}

#[test]
fn nginx_refuses_two_policies_with_one_name() {
    let target = find("nginx").unwrap();
    let render = |friend: &str| {
        let policy = policy("shop", friend).policy;
        let version = target.about().default_version;
        target.render(&policy, version, &Provenance::default()).unwrap().files
    };
    let mut files = render("https://a.example");
    files.extend(render("https://b.example").into_iter().map(|mut file| {
        file.name = file.name.replace("shop", "other-shop");
        file
    }));
    let site = Site::new(&Nginx, "one-name", files, ([127, 0, 0, 1], 9).into());
    match Nginx.start_for_hosts(&site, &["a.example", "b.example"]) {
        Err(StartError::Exited { log, .. }) => {
            assert!(log.contains("duplicate \"log_format\" name \"cors_shop_policy\""), "{log}");
        }
        Err(error) if error.is_not_installed() => {}
        other => panic!("nginx takes two policies with one name: {other:?}"),
    }
}
