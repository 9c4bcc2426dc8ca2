//! `verify` passes against real servers with the files that were generated from the same policy, and reports what was
//! changed in them afterwards; `infer` recovers the policy from them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::conformance::DifferenceKind as Kind;
use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_proof::prove::{CorpusPolicy, corpus};
use corsmith_proof::server::{Server, all};
use corsmith_proof::servers::nginx::Nginx;
use corsmith_proof::upstream::Upstream;
use corsmith_proof::verify::{Deployed, candidates, deploy, differences, path_patterns};
use corsmith_scan::Label;
use corsmith_scan::infer::{InferOptions, infer};
use corsmith_scan::verify::{Verification, VerifyMethods, VerifyOptions, verify};
use corsmith_targets::GeneratedFile;

/// The server with the policy; nothing if it is not installed, which the other tests say where it has to be.
fn start(
    server: &dyn Server,
    policy: &Policy,
    name: &str,
    upstream: &Upstream,
    edit: impl Fn(&mut Vec<GeneratedFile>),
) -> Option<Deployed> {
    match deploy(server, policy, name, upstream, edit) {
        Err(error) if error.is_not_installed() => None,
        deployed => deployed.unwrap_or_else(|error| panic!("{} {name}: {error}", server.name())),
    }
}

fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

fn verified(deployed: &Deployed, policy: &Policy) -> Verification {
    let paths = ["/missing", "/broken", "/own-cors", "/public/missing", "/public/own-cors"];
    let options = VerifyOptions {
        paths: paths.map(str::to_owned).into(),
        methods: VerifyMethods::All,
        ..VerifyOptions::default()
    };
    let (mut session, target) = (deployed.session().unwrap(), deployed.target().unwrap());
    run(verify(&mut session, &target, policy, &options))
}

/// All policies on all servers are `cargo xtask prove --deployed`.
#[test]
fn what_is_generated_passes_on_every_server_and_is_learned_from_it() {
    let upstream = Upstream::start().unwrap();
    let policies = corpus().unwrap();
    let chosen = ["everything", "public-path"]
        .map(|name| policies.iter().find(|entry| entry.name == name).unwrap());
    // All at once: they mostly wait for their servers to start.
    std::thread::scope(|scope| {
        for server in all() {
            scope.spawn(|| chosen.iter().for_each(|entry| passes(server, entry, &upstream)));
        }
    });
}

fn passes(server: &dyn Server, entry: &CorpusPolicy, upstream: &Upstream) {
    let CorpusPolicy { name, policy } = entry;
    let Some(deployed) = start(server, policy, name, upstream, |_| ()) else { return };
    let verification = verified(&deployed, policy);
    assert!(verification.holds(), "{} {name}: {verification:?}", server.name());
    assert!(verification.answered.len() > 150, "{} {name}", server.name());
    assert_eq!(learned(&deployed, policy), [""; 0], "{} {name}", server.name());
}

/// Where what was learned of the deployed policy means something else.
fn learned(deployed: &Deployed, policy: &Policy) -> Vec<String> {
    let options = InferOptions {
        origins: candidates(policy),
        paths: path_patterns(policy),
        ..InferOptions::new(Label::from_random(5))
    };
    let (mut session, target) = (deployed.session().unwrap(), deployed.target().unwrap());
    differences(policy, &run(infer(&mut session, &target, &options)))
}

#[test]
fn every_policy_of_the_corpus_is_learned_from_nginx() {
    let upstream = Upstream::start().unwrap();
    let mut recovered = 0;
    for entry in corpus().unwrap() {
        let name = format!("learned-{}", entry.name);
        let Some(deployed) = start(&Nginx, &entry.policy, &name, &upstream, |_| ()) else {
            return;
        };
        assert_eq!(learned(&deployed, &entry.policy), [""; 0], "{}", entry.name);
        recovered += 1;
    }
    assert!(recovered >= 20, "only {recovered} policies");
}

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
    max-age = 60
";

/// What somebody changes in nginx' files, as text that is there and what becomes of it; and the difference that has to
/// be reported first. Methods in another case deny `PUT` and grant `put`; an application's own `*` breaks what is granted,
/// and grants the rest.
const MISTAKES: &[(&str, &str, &str, Kind)] = &[
    ("vary-lost", "add_header Vary $cors_vary always;", "", Kind::LacksVary),
    (
        "lost-on-errors",
        " $cors_allow_origin always;",
        " $cors_allow_origin;",
        Kind::DeniesGrantedOnError,
    ),
    ("credentials-lost", "add_header Access-Control-Allow-Credentials", "#", Kind::DeniesGranted),
    ("methods-lost", "add_header Access-Control-Allow-Methods", "#", Kind::DeniesGranted),
    ("headers-lost", "add_header Access-Control-Allow-Headers", "#", Kind::DeniesGranted),
    ("exposed-lost", "add_header Access-Control-Expose-Headers", "#", Kind::ExposesOtherHeaders),
    ("max-age-lost", "add_header Access-Control-Max-Age", "#", Kind::CachesPreflightOtherwise),
    ("method-missing", "\"PUT, DELETE\"", "\"PUT\"", Kind::DeniesGranted),
    ("method-more", "\"PUT, DELETE\"", "\"PUT, DELETE, PATCH\"", Kind::GrantsDenied),
    ("method-case", "\"PUT, DELETE\"", "\"put, delete\"", Kind::GrantsDenied),
    ("header-missing", "\"Content-Type, X-Custom\"", "\"Content-Type\"", Kind::DeniesGranted),
    (
        "header-more",
        "\"Content-Type, X-Custom\"",
        "\"Content-Type, X-Custom, X-Corsmith-Unlisted\"",
        Kind::GrantsDenied,
    ),
    ("max-age-other", " 600;", " 86400;", Kind::CachesPreflightOtherwise),
    ("end-not-compared", "partner\\.example$\"", "partner\\.example\"", Kind::GrantsDenied),
    ("start-not-compared", "~^https://([a-z0-9_-]+\\.)+partner", "~partner", Kind::GrantsDenied),
    (
        "http-too",
        "~^https://([a-z0-9_-]+\\.)+partner",
        "~^https?://([a-z0-9_-]+\\.)+partner",
        Kind::GrantsDenied,
    ),
    ("preflight-status", "return 204;", "return 404;", Kind::DeniesGranted),
    ("preflight-redirected", "return 204;", "return 307 /other;", Kind::DeniesGranted),
    ("two-origins", "proxy_hide_header Access-Control-Allow-Origin;", "", Kind::GrantsDenied),
    ("path-ignored", "/public/", "/elsewhere/", Kind::DeniesGranted),
];

#[test]
fn what_is_changed_in_nginx_afterwards_is_reported_for_what_it_is() {
    let upstream = Upstream::start().unwrap();
    let document = PolicyDocument::parse(POLICY.as_bytes(), Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().unwrap();
    let mut wrong = Vec::new();
    for (name, from, to, expected) in MISTAKES {
        let edit = |files: &mut Vec<GeneratedFile>| {
            let is_there = files.iter().any(|file| file.contents.contains(from));
            assert!(is_there, "{name}: `{from}` is in none of {files:?}");
            for file in files {
                file.contents = file.contents.replace(from, to);
            }
        };
        let name = format!("mistake-{name}");
        let Some(deployed) = start(&Nginx, &policy, &name, &upstream, edit) else { return };
        let verification = verified(&deployed, &policy);
        assert!(verification.failures.is_empty(), "{name}: {:?}", verification.failures);
        let kinds: Vec<_> = verification.groups().iter().map(|group| group.kind).collect();
        if kinds.first() != Some(expected) {
            wrong.push(format!("{name}: {kinds:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
