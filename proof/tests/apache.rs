//! What the corpus cannot show, because its virtual host has no error pages and no folders: whose policy they have.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_proof::raw_client::{RawClient, RawRequest};
use corsmith_proof::server::{Server, Site, StartError};
use corsmith_proof::servers::apache::{APACHE, APACHE_HTACCESS};
use corsmith_proof::upstream::Upstream;
use corsmith_targets::{GeneratedFile, Provenance, find};

const POLICY: &str = r#"
[policy]
allow-origins = ["https://app.example.com"]
allow-credentials = true

[[policy.path]]
match = "/secret/*"
allow-origins = ["https://admin.example.com"]
allow-credentials = true
"#;

/// The pages are the application's, below a path that everyone's policy is for.
const ERROR_PAGES: &str = "ErrorDocument 404 /e404\nErrorDocument 502 /e502\n";

#[test]
fn an_error_page_has_the_policy_of_the_path_that_was_asked_for() {
    const APP: &str = "https://app.example.com";
    const ADMIN: &str = "https://admin.example.com";
    let rows = [
        ("an error of the path itself", "/secret/closed", ADMIN, "/e502", Some(ADMIN)),
        ("and not of the page's path", "/secret/closed", APP, "/e502", None),
        ("an error elsewhere", "/closed", APP, "/e502", Some(APP)),
        ("and not for another's origin", "/closed", ADMIN, "/e502", None),
        ("what is refused before any rule is nobody's", "/secret/a%2fb", APP, "/e404", None),
        ("whoever asks", "/secret/a%2fb", ADMIN, "/e404", None),
        ("and wherever", "/a%2fb", APP, "/e404", None),
        ("the page's own path is its own", "/e404", APP, "/e404", Some(APP)),
    ];
    let mut files = render(POLICY);
    files[0].contents.push_str(ERROR_PAGES);
    let upstream = Upstream::start().unwrap();
    let running = match APACHE.start(&Site::new(&APACHE, "error-pages", files, upstream.address()))
    {
        // The other tests say so where it has to be.
        Err(error) if error.is_not_installed() => return,
        running => running.unwrap_or_else(|error: StartError| panic!("{error}")),
    };
    let mut client = RawClient::new(running.address);
    for (name, path, origin, page, expected) in rows {
        let (granted, body) = get(&mut client, path, origin);
        assert_eq!(body, format!("GET {page}\n"), "{name}: {path}");
        assert_eq!(granted.as_deref(), expected, "{name}: {path}");
    }
}

#[test]
fn the_policy_of_a_folder_is_not_that_of_the_folder_above() {
    const SHOP: &str = "https://shop.example";
    const BLOG: &str = "https://blog.example";
    let rows = [
        ("/ok", SHOP, Some(SHOP)),
        ("/ok", BLOG, None),
        ("/blog/ok", BLOG, Some(BLOG)),
        ("/blog/ok", SHOP, None),
    ];
    let policy = |name: &str| {
        format!("name = '{name}'\n[policy]\nallow-origins = ['https://{name}.example']\n")
    };
    let upstream = Upstream::start().unwrap();
    let site = Site::new(&APACHE_HTACCESS, "folders", render(&policy("shop")), upstream.address());
    let running = match APACHE_HTACCESS.start(&site) {
        // The other tests say so where it has to be.
        Err(error) if error.is_not_installed() => return,
        running => running.unwrap_or_else(|error: StartError| panic!("{error}")),
    };
    // Apache reads it anew for every request.
    let rule = format!("RewriteRule ^(.*)$ \"http://{}/$1\" [P]\n", upstream.address());
    let blog = render(&policy("blog"));
    let folder =
        blog.iter().find(|file| file.name == ".htaccess").unwrap().contents.clone() + &rule;
    site.write("root/blog/.htaccess", &folder).unwrap();
    let mut client = RawClient::new(running.address);
    for (path, origin, expected) in rows {
        let (granted, _) = get(&mut client, path, origin);
        assert_eq!(granted.as_deref(), expected, "{path} from {origin}");
    }
}

fn render(policy: &str) -> Vec<GeneratedFile> {
    let document = PolicyDocument::parse(policy.as_bytes(), Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().unwrap();
    let target = find("apache").unwrap();
    let version = target.about().default_version;
    target.render(&policy, version, &Provenance::default()).unwrap().files
}

/// The origin that is granted, and the body.
fn get(client: &mut RawClient, path: &str, origin: &str) -> (Option<String>, String) {
    let request = RawRequest::new("GET", path).header("Host", "localhost").header("Origin", origin);
    let response = client.send(&request).unwrap();
    let granted = response.header_lines("Access-Control-Allow-Origin").next();
    let granted = granted.map(|line| String::from_utf8_lossy(line).into_owned());
    (granted, String::from_utf8_lossy(&response.body).into_owned())
}
