//! A scan of hosts that try to lead it inside: names that change their mind (DNS rebinding),
//! redirects, aliases. What is inside counts its connections; there is never one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod name_server;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use corsmith_scan::{Exchange, FailureKind, Label, Recording, ScanOptions, Stage, Target, record};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_transport::{Client, ClientOptions};
use name_server::{NameServer, Round};

/// A server that counts its connections and answers each with one answer.
struct Server {
    address: SocketAddr,
    accepted: Arc<AtomicUsize>,
}

impl Server {
    /// Answers `200` to `/`, and redirects `/to/WHERE` to `WHERE`.
    fn start(address: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let accepted = Arc::new(AtomicUsize::new(0));
        let count = accepted.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || serve(stream));
            }
        });
        Self { address, accepted }
    }

    fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head);
    let path = head.split(' ').nth(1).unwrap_or_default();
    let answer = match path.strip_prefix("/to/") {
        Some(location) => format!("302 Found\r\nLocation: {location}"),
        None => "200 OK".to_owned(),
    };
    // Every request needs a new connection, so that every request could resolve its name anew.
    let fields = "Content-Length: 0\r\nConnection: close";
    stream.write_all(format!("HTTP/1.1 {answer}\r\n{fields}\r\n\r\n").as_bytes())
}

/// A server that a scan may reach, one beside it that it may not (same port, other address), and
/// one on a port of its own.
struct World {
    outside: Server,
    beside: Server,
    inside: Server,
}

impl World {
    fn start() -> Self {
        // The port of one family may be taken in the other.
        for _ in 0..20 {
            let outside = Server::start("127.0.0.1:0");
            let port = outside.address.port();
            if TcpListener::bind(("::1", port)).is_ok() {
                let beside = Server::start(&format!("[::1]:{port}"));
                return Self { outside, beside, inside: Server::start("127.0.0.1:0") };
            }
        }
        panic!("no port is free at both 127.0.0.1 and ::1");
    }

    /// The policy of a public server, for which `outside` is the Internet.
    fn policy(&self) -> AddressPolicy {
        AddressPolicy::PublicAnd(vec![self.outside.address].leak())
    }

    fn port(&self) -> u16 {
        self.outside.address.port()
    }

    fn assert_nobody_came_in(&self) {
        assert_eq!((self.beside.accepted(), self.inside.accepted()), (0, 0));
    }
}

async fn scan(url: &str, names: &NameServer, policy: AddressPolicy) -> Recording {
    let mut recording = Recording::new(Target::parse(url).unwrap());
    let options = ScanOptions::passive(Label::from_random(1));
    let resolver = Resolver::with_name_server(names.address, policy);
    let client = Client::new(ClientOptions::with_resolver(resolver)).unwrap();
    record(&mut client.session(), &mut recording, &options).await;
    recording
}

/// Each exchange in short: its status, or what failed at which stage.
fn outcomes(recording: &Recording) -> Vec<String> {
    let short = |exchange: &Exchange| match &exchange.outcome {
        Ok(response) => response.status.to_string(),
        Err(failure) if failure.kind == FailureKind::Forbidden => {
            assert_eq!(failure.stage, Stage::Address, "{failure}");
            assert_eq!(exchange.peer, None, "{failure}");
            "forbidden".to_owned()
        }
        Err(failure) => failure.to_string(),
    };
    recording.entries.iter().map(|entry| short(&entry.exchange)).collect()
}

/// Hop by hop: what is asked first is `outside`, and redirects to the name itself.
#[tokio::test]
async fn a_name_that_turns_private_between_two_hops_is_refused_at_the_second() {
    let world = World::start();
    let rounds: &[Round] = &[&["127.0.0.1"], &["::1"]];
    let names = NameServer::start(&[("flip.test.", rounds)]).await;
    let url = format!("http://flip.test:{}/to//again", world.port());
    let recording = scan(&url, &names, world.policy()).await;
    assert_eq!(outcomes(&recording), ["302", "forbidden"]);
    assert_eq!(world.outside.accepted(), 1);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_name_that_turns_private_between_two_scans_is_refused_in_the_second() {
    let world = World::start();
    let names = NameServer::start(&[("flip.test.", &[&["127.0.0.1"], &["::1"]])]).await;
    let url = format!("http://flip.test:{}/", world.port());
    assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["200"]);
    assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["forbidden"]);
    assert_eq!(world.outside.accepted(), 1);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_name_that_turns_public_is_asked_from_then_on() {
    let world = World::start();
    let names = NameServer::start(&[("flip.test.", &[&["::1"], &["127.0.0.1"]])]).await;
    let url = format!("http://flip.test:{}/", world.port());
    assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["forbidden"]);
    assert_eq!(world.outside.accepted(), 0);
    assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["200"]);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_name_with_one_private_address_is_not_asked_at_the_other_either() {
    let world = World::start();
    let names = NameServer::start(&[
        ("mixed.test.", &[&["127.0.0.1", "::1"]]),
        ("more.test.", &[&["127.0.0.1", "10.0.0.5"]]),
        ("mapped.test.", &[&["127.0.0.1", "::ffff:127.0.0.1"]]),
    ])
    .await;
    for name in ["mixed.test", "more.test", "mapped.test"] {
        let url = format!("http://{name}:{}/", world.port());
        assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["forbidden"]);
    }
    assert_eq!(world.outside.accepted(), 0);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn an_alias_does_not_lead_inside() {
    let world = World::start();
    let names = NameServer::start(&[
        ("asked.test.", &[&["cname:beside.test."]]),
        ("told.test.", &[&["chain:beside.test."]]),
        ("beside.test.", &[&["::1"]]),
        ("local.test.", &[&["cname:localhost."]]),
        ("fine.test.", &[&["cname:outside.test."]]),
        ("outside.test.", &[&["127.0.0.1"]]),
    ])
    .await;
    for (name, expected) in [
        ("asked.test", "forbidden"),
        ("told.test", "forbidden"),
        ("local.test", "forbidden"),
        ("fine.test", "200"),
    ] {
        let url = format!("http://{name}:{}/", world.port());
        assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), [expected], "{name}");
    }
    assert_eq!(world.outside.accepted(), 1);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_redirect_does_not_lead_inside() {
    let world = World::start();
    let names = NameServer::start(&[
        ("outside.test.", &[&["127.0.0.1"]]),
        ("inside.test.", &[&["::1"]]),
        ("metadata.test.", &[&["169.254.169.254"]]),
        ("router.test.", &[&["192.168.0.1"]]),
    ])
    .await;
    let (port, inside) = (world.port(), world.inside.address.port());
    let locations = [
        // Loopback, in several spellings.
        format!("http://127.0.0.1:{inside}/"),
        format!("//127.0.0.1:{inside}/"),
        format!("http://127.1:{inside}/"),
        format!("http://0x7f.1:{inside}/"),
        format!("http://2130706433:{inside}/"),
        format!("http://0:{inside}/"),
        format!("http://localhost:{inside}/"),
        format!("http://LOCALHOST.:{inside}/"),
        format!("http://app.localhost:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://[::]:{port}/"),
        "http://127.0.0.1/".to_owned(),
        "https://127.0.0.1/".to_owned(),
        // Link-local, metadata, private networks.
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/".to_owned(),
        "http://0xa9fea9fe/".to_owned(),
        "http://[fd00:ec2::254]/latest/meta-data/".to_owned(),
        "http://[fe80::1]/".to_owned(),
        "http://100.100.100.200/".to_owned(),
        "http://168.63.129.16/machine".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://192.168.0.1/".to_owned(),
        // IPv4 inside IPv6.
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://[::ffff:7f00:1]:{inside}/"),
        "http://[::ffff:a9fe:a9fe]/".to_owned(),
        format!("http://[::127.0.0.1]:{port}/"),
        "http://[64:ff9b::a9fe:a9fe]/".to_owned(),
        "http://[2002:7f00:1::]/".to_owned(),
        // Names that are inside, and a port that is not one of the web.
        format!("http://inside.test:{port}/"),
        "http://metadata.test/".to_owned(),
        "http://router.test/".to_owned(),
        "http://outside.test:22/".to_owned(),
        "http://outside.test/".to_owned(),
    ];
    for location in &locations {
        let url = format!("http://outside.test:{port}/to/{location}");
        let recording = scan(&url, &names, world.policy()).await;
        assert_eq!(outcomes(&recording), ["302", "forbidden"], "{location}");
    }
    assert_eq!(world.outside.accepted(), locations.len());
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_second_redirect_does_not_lead_inside_either() {
    let world = World::start();
    let names = NameServer::start(&[("outside.test.", &[&["127.0.0.1"]])]).await;
    let (port, inside) = (world.port(), world.inside.address.port());
    let url = format!("http://outside.test:{port}/to//to//to/http://127.0.0.1:{inside}/");
    let recording = scan(&url, &names, world.policy()).await;
    assert_eq!(outcomes(&recording), ["302", "302", "302", "forbidden"]);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn a_target_that_is_inside_is_refused_at_once() {
    let world = World::start();
    let names = NameServer::start(&[]).await;
    let inside = world.inside.address.port();
    for url in [
        format!("http://127.0.0.1:{inside}/"),
        format!("http://localhost:{inside}/"),
        format!("http://[::ffff:127.0.0.1]:{inside}/"),
        "http://169.254.169.254/".to_owned(),
    ] {
        assert_eq!(outcomes(&scan(&url, &names, world.policy()).await), ["forbidden"], "{url}");
        let public = AddressPolicy::Public;
        assert_eq!(outcomes(&scan(&url, &names, public).await), ["forbidden"], "{url}");
    }
    assert_eq!(names.questions(), 0);
    world.assert_nobody_came_in();
}

#[tokio::test]
async fn who_may_go_inside_gets_there() {
    let world = World::start();
    let names = NameServer::start(&[("inside.test.", &[&["127.0.0.1"]])]).await;
    let (port, inside) = (world.port(), world.inside.address.port());
    for url in [
        format!("http://127.0.0.1:{port}/to/http://localhost:{inside}/"),
        format!("http://localhost:{port}/to/http://inside.test:{inside}/"),
        format!("http://inside.test:{port}/to/http://0x7f.1:{inside}/"),
    ] {
        let recording = scan(&url, &names, AddressPolicy::AllowPrivate).await;
        assert_eq!(outcomes(&recording), ["302", "200"], "{url}");
    }
    assert_eq!(world.inside.accepted(), 3);
}

/// Without the guard the same names lead inside: the tests above refuse something that works.
#[tokio::test]
async fn who_may_go_inside_is_led_there_by_a_name_that_turns() {
    let world = World::start();
    let names = NameServer::start(&[("flip.test.", &[&["127.0.0.1"], &["::1"]])]).await;
    let url = format!("http://flip.test:{}/to//again", world.port());
    let recording = scan(&url, &names, AddressPolicy::AllowPrivate).await;
    assert_eq!(outcomes(&recording), ["302", "200"]);
    assert_eq!((world.outside.accepted(), world.beside.accepted()), (1, 1));
}
