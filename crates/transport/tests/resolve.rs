//! What the resolver makes of names that lead to private addresses, at once or a moment later, and
//! of name servers that lie, fail and keep silent.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod name_server;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use corsmith_scan::{Failure, FailureKind, Stage};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::{MAX_ADDRESSES, RESOLVE_DEADLINE, Resolver};
use name_server::{NameServer, Round};

async fn public(script: &[(&str, &[Round])]) -> (NameServer, Resolver) {
    let server = NameServer::start(script).await;
    let resolver = Resolver::with_name_server(server.address, AddressPolicy::PublicAnyPort);
    (server, resolver)
}

fn texts(resolved: Result<Vec<SocketAddr>, Failure>) -> Vec<String> {
    resolved.unwrap().iter().map(ToString::to_string).collect()
}

fn assert_forbidden(resolved: Result<Vec<SocketAddr>, Failure>, words: &[&str]) {
    let failure = resolved.expect_err("refused");
    assert_eq!((failure.stage, failure.kind), (Stage::Address, FailureKind::Forbidden));
    for word in words {
        assert!(failure.detail.contains(word), "`{}` does not say `{word}`", failure.detail);
    }
}

#[tokio::test]
async fn a_public_name_is_resolved() {
    let (_server, resolver) =
        public(&[("a.test.", &[&["93.184.216.34", "1.1.1.1", "2606:4700::1111"]])]).await;
    for host in ["a.test", "a.test.", "A.TEST", "ａ.test"] {
        let addresses = texts(resolver.resolve(host, 443).await);
        assert_eq!(addresses, ["93.184.216.34:443", "[2606:4700::1111]:443", "1.1.1.1:443"]);
    }
}

#[tokio::test]
async fn a_name_that_turns_private_is_refused_from_then_on() {
    let (_server, resolver) = public(&[("a.test.", &[&["93.184.216.34"], &["127.0.0.1"]])]).await;
    assert_eq!(texts(resolver.resolve("a.test", 80).await), ["93.184.216.34:80"]);
    for _ in 0..3 {
        let words = ["`a.test` has an address that is not public", "`127.0.0.1`, loopback"];
        assert_forbidden(resolver.resolve("a.test", 80).await, &words);
    }
}

#[tokio::test]
async fn a_name_that_turns_public_is_refused_until_then() {
    let (_server, resolver) = public(&[("a.test.", &[&["127.0.0.1"], &["93.184.216.34"]])]).await;
    assert_forbidden(resolver.resolve("a.test", 80).await, &["127.0.0.1"]);
    assert_eq!(texts(resolver.resolve("a.test", 80).await), ["93.184.216.34:80"]);
}

#[tokio::test]
async fn one_private_address_among_public_ones_is_enough() {
    let rounds: &[Round] = &[
        &["93.184.216.34", "127.0.0.1"],
        &["127.0.0.1", "93.184.216.34"],
        &["93.184.216.34", "10.0.0.5", "1.1.1.1"],
        &["93.184.216.34", "169.254.169.254"],
        &["93.184.216.34", "0.0.0.0"],
        &["93.184.216.34", "::1"],
        &["93.184.216.34", "::ffff:127.0.0.1"],
        &["93.184.216.34", "::ffff:93.184.216.34"],
        &["93.184.216.34", "64:ff9b::a9fe:a9fe"],
        &["93.184.216.34", "fd00:ec2::254"],
        &["93.184.216.34", "2002:7f00:1::"],
        &["127.0.0.1", "2606:4700::1111"],
        &["2606:4700::1111", "::"],
    ];
    for round in rounds {
        let (_server, resolver) = public(&[("a.test.", &[round])]).await;
        assert_forbidden(resolver.resolve("a.test", 443).await, &["`a.test`"]);
    }
}

#[tokio::test]
async fn one_private_address_behind_hundreds_of_public_ones_is_enough() {
    let (server, resolver) = public(&[
        ("many.test.", &[&["count:1.0.0.1"]]),
        ("hidden.test.", &[&["count:1.0.0.1", "192.168.0.1"]]),
    ])
    .await;
    assert_eq!(texts(resolver.resolve("many.test", 443).await).len(), MAX_ADDRESSES);
    assert_forbidden(resolver.resolve("hidden.test", 443).await, &["`192.168.0.1`"]);
    // Two questions for each name, and one of them a second time over TCP.
    assert_eq!(server.questions(), 6);
}

#[tokio::test]
async fn an_alias_of_a_private_name_is_refused() {
    let (_server, resolver) = public(&[
        ("asked.test.", &[&["cname:inside.test."]]),
        ("told.test.", &[&["chain:inside.test."]]),
        ("far.test.", &[&["cname:asked.test."]]),
        ("inside.test.", &[&["10.0.0.5"]]),
        ("local.test.", &[&["cname:localhost."]]),
        ("deep.test.", &[&["cname:db.localhost."]]),
        ("fine.test.", &[&["chain:outside.test."]]),
        ("outside.test.", &[&["93.184.216.34"]]),
    ])
    .await;
    for name in ["asked.test", "told.test", "far.test"] {
        assert_forbidden(resolver.resolve(name, 443).await, &[name, "10.0.0.0/8"]);
    }
    for name in ["local.test", "deep.test"] {
        assert_forbidden(resolver.resolve(name, 443).await, &[name, "127.0.0.0/8"]);
    }
    assert_eq!(texts(resolver.resolve("fine.test", 443).await), ["93.184.216.34:443"]);
}

#[tokio::test]
async fn an_address_of_another_name_is_none_of_this_one() {
    let (_server, resolver) =
        public(&[("a.test.", &[&["other:93.184.216.34"]]), ("b.test.", &[&["other:127.0.0.1"]])])
            .await;
    for name in ["a.test", "b.test"] {
        let failure = resolver.resolve(name, 443).await.unwrap_err();
        assert_eq!((failure.stage, failure.kind), (Stage::Resolve, FailureKind::NoAddress));
    }
}

#[tokio::test]
async fn aliases_that_lead_in_a_circle_lead_nowhere() {
    let (_server, resolver) = public(&[
        ("a.test.", &[&["cname:b.test."]]),
        ("b.test.", &[&["cname:a.test."]]),
        ("self.test.", &[&["cname:self.test."]]),
    ])
    .await;
    for name in ["a.test", "self.test"] {
        let failure = resolver.resolve(name, 443).await.unwrap_err();
        assert_eq!((failure.stage, failure.kind), (Stage::Resolve, FailureKind::NoAddress));
    }
}

#[tokio::test]
async fn every_address_is_for_the_policy_to_allow() {
    let server = NameServer::start(&[("a.test.", &[&["127.0.0.1", "93.184.216.34"]])]).await;
    let all = Resolver::with_name_server(server.address, AddressPolicy::AllowPrivate);
    assert_eq!(texts(all.resolve("a.test", 3000).await), ["127.0.0.1:3000", "93.184.216.34:3000"]);
    let listed = AddressPolicy::PublicAnd(vec!["127.0.0.1:8080".parse().unwrap()].leak());
    let listed = Resolver::with_name_server(server.address, listed);
    assert_eq!(
        texts(listed.resolve("a.test", 8080).await),
        ["127.0.0.1:8080", "93.184.216.34:8080"]
    );
    assert_forbidden(listed.resolve("a.test", 80).await, &["`a.test` has an address that is not"]);
}

#[tokio::test]
async fn strangers_are_not_told_what_a_private_name_resolves_to() {
    let server = NameServer::start(&[("db.test.", &[&["10.1.2.3"]])]).await;
    for policy in [AddressPolicy::Public, AddressPolicy::PublicAnd(&[])] {
        let resolver = Resolver::with_name_server(server.address, policy);
        let failure = resolver.resolve("db.test", 443).await.unwrap_err();
        assert_eq!(failure.detail, "`db.test` has an address that is not public");
    }
}

#[tokio::test]
async fn an_exception_for_one_address_opens_its_port_at_no_other() {
    let server = NameServer::start(&[
        ("both.test.", &[&["127.0.0.1", "93.184.216.34"]]),
        ("listed.test.", &[&["127.0.0.1"]]),
    ])
    .await;
    let policy = AddressPolicy::PublicAnd(vec!["127.0.0.1:3000".parse().unwrap()].leak());
    let resolver = Resolver::with_name_server(server.address, policy);
    assert_eq!(texts(resolver.resolve("listed.test", 3000).await), ["127.0.0.1:3000"]);
    assert_forbidden(resolver.resolve("both.test", 3000).await, &["port 3000"]);
}

#[tokio::test]
async fn no_name_server_is_asked_for_what_it_does_not_decide() {
    let server = NameServer::start(&[("localhost.", &[&["93.184.216.34"]])]).await;
    let resolver = Resolver::with_name_server(server.address, AddressPolicy::Public);
    let cases = [
        "127.0.0.1",
        "0x7f.1",
        "2130706433",
        "::1",
        "[::1]",
        "::ffff:10.0.0.1",
        "localhost",
        "LOCALHOST.",
        "app.localhost",
    ];
    for host in cases {
        assert_forbidden(resolver.resolve(host, 80).await, &["not a public address"]);
    }
    assert_forbidden(resolver.resolve("a.test", 22).await, &["port 22"]);
    assert_forbidden(resolver.resolve("93.184.216.34", 22).await, &["port 22"]);
    let public = texts(resolver.resolve("0x5db8d822", 80).await);
    assert_eq!(public, ["93.184.216.34:80"]);
    let public = texts(resolver.resolve("[2606:4700::1111]", 80).await);
    assert_eq!(public, ["[2606:4700::1111]:80"]);

    let all = Resolver::with_name_server(server.address, AddressPolicy::AllowPrivate);
    for host in ["localhost", "app.localhost."] {
        assert_eq!(texts(all.resolve(host, 3000).await), ["127.0.0.1:3000", "[::1]:3000"]);
    }
    assert_eq!(server.questions(), 0);
}

#[tokio::test]
async fn what_is_no_host_is_not_asked_for() {
    let (server, resolver) = public(&[]).await;
    let long = "a".repeat(64);
    let longer = "a.".repeat(200);
    for host in [
        "",
        " ",
        "a b",
        "a/b",
        "[::1",
        "::g",
        "1.2.3.4.5",
        "a..b",
        "256.1.1.1",
        "\0",
        &long,
        &longer,
    ] {
        let failure = resolver.resolve(host, 80).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::NoAddress, "`{host}`");
    }
    assert_eq!(server.questions(), 0);
}

#[tokio::test]
async fn answers_are_kept_no_longer_than_they_say() {
    let (server, resolver) = public(&[
        ("kept.test.", &[&["93.184.216.34", "ttl:60"], &["127.0.0.1", "ttl:60"]]),
        ("fresh.test.", &[&["93.184.216.34"]]),
    ])
    .await;
    for _ in 0..3 {
        // The answer without IPv6 addresses is not kept: it names no time.
        assert_eq!(texts(resolver.resolve("kept.test", 80).await), ["93.184.216.34:80"]);
    }
    let before = server.questions();
    for _ in 0..3 {
        assert_eq!(texts(resolver.resolve("fresh.test", 80).await), ["93.184.216.34:80"]);
    }
    assert_eq!(server.questions() - before, 6);
}

#[tokio::test]
async fn failures_say_what_the_name_server_said() {
    let (server, resolver) = public(&[
        ("empty.test.", &[&[]]),
        ("broken.test.", &[&["code:servfail"]]),
        ("refused.test.", &[&["code:refused"]]),
    ])
    .await;
    let cases = [
        ("none.test", "resolving the name: there is no name `none.test`"),
        ("empty.test", "resolving the name: `empty.test` has no address"),
        (
            "broken.test",
            "resolving the name: the name server does not resolve `broken.test`: error response: \
             Server Failure",
        ),
        (
            "refused.test",
            "resolving the name: the name server does not resolve `refused.test`: error response: \
             Query Refused",
        ),
    ];
    for (name, expected) in cases {
        let failure = resolver.resolve(name, 80).await.unwrap_err();
        assert_eq!(failure.to_string(), expected);
        assert_eq!((failure.stage, failure.kind), (Stage::Resolve, FailureKind::NoAddress));
    }
    assert!(server.questions() < 40);
}

#[tokio::test]
async fn one_family_is_enough() {
    let (_server, resolver) =
        public(&[("four.test.", &[&["93.184.216.34"]]), ("six.test.", &[&["2606:4700::1111"]])])
            .await;
    assert_eq!(texts(resolver.resolve("four.test", 80).await), ["93.184.216.34:80"]);
    assert_eq!(texts(resolver.resolve("six.test", 80).await), ["[2606:4700::1111]:80"]);
}

#[tokio::test]
async fn a_silent_name_server_is_not_waited_for_beyond_the_deadline() {
    let (_server, resolver) = public(&[("silent.test.", &[&["silence:"]])]).await;
    let start = Instant::now();
    let failure = resolver.resolve("silent.test", 80).await.unwrap_err();
    assert_eq!((failure.stage, failure.kind), (Stage::Resolve, FailureKind::Timeout));
    assert!(start.elapsed() < RESOLVE_DEADLINE + Duration::from_secs(1));
}

#[tokio::test]
async fn without_a_name_server_the_failure_is_a_connection() {
    let unused = std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let resolver = Resolver::with_name_server(unused, AddressPolicy::Public);
    let failure = resolver.resolve("a.test", 80).await.unwrap_err();
    assert_eq!(failure.stage, Stage::Resolve);
    assert!(matches!(failure.kind, FailureKind::Connection | FailureKind::Timeout));
}

#[tokio::test]
async fn texts_are_joined_from_their_parts() {
    let (_server, resolver) = public(&[
        ("a.test.", &[&["text:one", "text:t|w|o", "93.184.216.34"]]),
        ("b.test.", &[&["93.184.216.34"]]),
    ])
    .await;
    assert_eq!(resolver.texts("a.test").await.unwrap(), ["one", "two"]);
    for (name, expected) in [
        ("b.test", "resolving the name: `b.test` has no TXT record"),
        ("c.test", "resolving the name: there is no name `c.test`"),
    ] {
        assert_eq!(resolver.texts(name).await.unwrap_err().to_string(), expected);
    }
}
