//! What is not public is not scanned for strangers: by its address, by a name, after a redirect.

use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_web::scanning::MAX_URL_BYTES;
use serde_json::json;

use crate::scan_names::{NameServer, loopback};
use crate::scan_target::{ANY_RATE, Site, Target};

#[test]
fn only_public_addresses_are_scanned_unless_it_was_said() {
    let site = Site::with(Resolver::new(AddressPolicy::Public), ANY_RATE);
    for url in [
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "https://app.localhost./",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://[::ffff:10.0.0.1]/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://user:secret@10.0.0.1/",
        "https://a.example:22/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "",
        "a b",
        &format!("https://a.example/{}", "a".repeat(MAX_URL_BYTES)),
    ] {
        let page = site.submit(&[("url", url)], "");
        assert_eq!(page.status, 422, "{url}");
        assert!(page.text().contains("id=\"url-error\""), "{url}");
        assert!(!page.text().contains(": secret"), "{url}");
        assert_eq!(site.order(&json!({"url": url}), "").status, 422, "{url}");
    }
}

/// A site that scans the public Internet and one server of this machine; what is beside that is
/// inside.
struct Network {
    site: Site,
    target: Target,
    inside: Target,
    names: NameServer,
}

impl Network {
    fn start() -> Self {
        let (target, names) = (Target::start(), NameServer::start());
        let port = target.address.port();
        let inside = Target::start_at(&format!("127.0.0.2:{port}"));
        let policy = AddressPolicy::PublicAnd(vec![target.address].leak());
        let resolver = Resolver::with_name_server(names.address, policy);
        Self { site: Site::with(resolver, ANY_RATE), target, inside, names }
    }

    /// The report of a URL at the port that both servers have.
    fn report(&self, host: &str, path: &str) -> String {
        let url = format!("http://{host}:{}{path}", self.target.address.port());
        self.site.report(&self.site.scan(&[("url", &url)]))
    }
}

/// Whether the report says that an address was not asked: that of the target, or of a redirect.
fn is_refused(report: &str) -> bool {
    report.contains("<span class=\"severity\">no answer</span>: checking the address")
        || report.contains("href=\"/checks/CS606\"")
}

#[test]
fn a_name_leads_to_no_private_address() {
    let network = Network::start();
    network.names.publish("site.test", &[loopback(&[1])]);
    network.names.publish("inside.test", &[loopback(&[2])]);
    network.names.publish("both.test", &[loopback(&[1, 2])]);
    let port = network.target.address.port();
    for (path, host) in [("/by-name", "inside.test"), ("/by-address", "127.0.0.2")] {
        let redirect = format!("302 Found\nLocation: http://{host}:{port}/admin\n\n");
        network.target.publish(path, &redirect);
    }
    for (host, path, asked) in [
        ("site.test", "/", &["GET /"][..]),
        ("inside.test", "/admin", &[]),
        ("both.test", "/admin", &[]),
        ("site.test", "/by-name", &["GET /by-name"]),
        ("site.test", "/by-address", &["GET /by-address"]),
    ] {
        let before = network.target.asked().len();
        let report = network.report(host, path);
        assert_eq!(network.target.asked()[before..], *asked, "{host}{path}");
        assert_eq!(is_refused(&report), path != "/", "{host}{path}: {report}");
    }
    assert_eq!(network.inside.asked(), [""; 0]);
}

#[test]
fn a_name_that_changes_its_mind_leads_to_no_private_address() {
    let network = Network::start();
    network.names.publish("rebinding.test", &[loopback(&[1]), loopback(&[2])]);
    let redirect = "302 Found\nConnection: close\nLocation: /admin\n\n";
    network.target.publish("/", redirect);
    let report = network.report("rebinding.test", "/");
    assert_eq!(network.target.asked(), ["GET /"]);
    assert_eq!(network.inside.asked(), [""; 0]);
    assert!(is_refused(&report), "{report}");
}
