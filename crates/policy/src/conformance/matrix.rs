//! The requests that a policy's promises are tried with.

use corsmith_fetch::{Origin, RequestOrigin, names};

use super::origins;
use crate::path_pattern::{PathPattern, normalize_path};
use crate::policy::{Policy, ResourcePolicy};

/// One request. `Host` and the connection are the sender's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MatrixRequest {
    /// What it is, for people: "preflight PUT from `https://app.example.com`".
    pub name: String,
    /// The method.
    pub method: String,
    /// The request target.
    pub target: String,
    /// The header lines, in order.
    pub headers: Vec<(String, String)>,
    /// The last segment of the target, by which the proofs' application chooses its answer.
    pub endpoint: String,
    /// How the path is spelled.
    pub spelling: Spelling,
}

/// How a path is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// In the form that policies compare.
    Plain,
    /// Encoded, with dot segments, double slashes or upper case: servers may refuse it.
    Odd,
}

impl MatrixRequest {
    /// The header lines as [`crate::Request`] takes them.
    #[must_use]
    pub fn header_lines(&self) -> Vec<(&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
    }

    /// The values of the header lines called `name`, in the spelling of [`names`].
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The origin, if there is one line and a browser can send it.
    pub(super) fn origin(&self) -> Option<Origin> {
        let mut values = self.values(names::ORIGIN);
        let value = values.next().filter(|_| values.next().is_none())?;
        match RequestOrigin::parse(value.as_bytes()) {
            RequestOrigin::Null => Some(Origin::Opaque),
            RequestOrigin::Tuple(_) => Origin::parse(value).ok(),
            RequestOrigin::Malformed => None,
        }
    }

    /// Whether a browser, or a gateway that rewrites its header lists, can send this request.
    pub(super) fn is_sendable(&self) -> bool {
        self.values(names::ORIGIN).next().is_none() || self.origin().is_some()
    }
}

/// The requests for `policy`: at least 60, whatever it allows.
///
/// `endpoints` are last segments of paths. The first that no earlier path takes is asked everything, the others what shows
/// whether their kind of answer (an error, a header of the application's own) changes anything.
/// A per-path policy for a single path has that path asked instead.
///
/// ```
/// use corsmith_policy::conformance::request_matrix;
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let text = b"[policy]\nallow-origins = ['https://app.example.com']";
/// let policy = PolicyDocument::parse(text, Format::Toml).resolve(&Selection::default()).into_policy()?;
/// assert!(request_matrix(&policy, &["ok", "missing"]).len() >= 60);
/// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
/// ```
#[must_use]
pub fn request_matrix(policy: &Policy, endpoints: &[&str]) -> Vec<MatrixRequest> {
    let mut requests = Vec::new();
    for resource in policy.resources() {
        let (prefix, exact) = match resource.path() {
            Some(PathPattern::Exact(path)) => (String::new(), Some(path.clone())),
            Some(PathPattern::Prefix(prefix)) => (prefix.clone(), None),
            None => ("/corsmith-proof/".to_owned(), None),
        };
        let mut is_first = true;
        for endpoint in endpoints {
            let path = exact.clone().unwrap_or_else(|| format!("{prefix}{endpoint}"));
            // Patterns are decoded, and a request line is ASCII.
            let target = encode(&path, |byte| !byte.is_ascii());
            // An earlier path may shadow this one; its own policy is asked with its own paths.
            let is_shadowed = !std::ptr::eq(policy.resource(&target), resource);
            if is_shadowed || exact.is_some() && !is_first {
                continue;
            }
            let spelling = Spelling::Plain;
            let mut asker = Asker { resource, target, endpoint, spelling, requests: &mut requests };
            if !is_first {
                asker.ask_essentials();
                continue;
            }
            asker.ask_everything();
            if !policy.paths().is_empty() {
                asker.ask_odd_spellings();
            }
            is_first = false;
        }
    }
    requests
}

/// Writes the requests for one resource and endpoint.
struct Asker<'a> {
    resource: &'a ResourcePolicy,
    target: String,
    endpoint: &'a str,
    spelling: Spelling,
    requests: &'a mut Vec<MatrixRequest>,
}

/// A method that no policy of ours lists.
const UNLISTED_METHOD: &str = "CORSMITH";
/// A header name that no policy of ours lists.
const UNLISTED_HEADER: &str = "x-corsmith-unlisted";

impl Asker<'_> {
    fn ask_essentials(&mut self) {
        let allowed = origins::allowed(self.resource);
        for origin in allowed.iter().take(2) {
            self.actual("GET", origin);
            self.preflight("GET", &[], origin);
        }
        self.actual("GET", "https://evil.example");
        self.preflight("PUT", &[], "https://evil.example");
        self.ask("GET without Origin", "GET", &[]);
    }

    fn ask_everything(&mut self) {
        let allowed = origins::allowed(self.resource);
        for origin in &allowed {
            self.actual("GET", origin);
            self.preflight("GET", &["x-corsmith-unlisted"], origin);
        }
        for origin in origins::attacks(self.resource) {
            self.actual("GET", &origin);
            self.preflight("GET", &[], &origin);
        }
        if let Some(origin) = allowed.first() {
            self.ask_methods(origin);
            self.ask_header_names(origin);
            self.ask_two_origins(origin);
            self.ask_options(origin);
        }
        for method in ["GET", "HEAD", "POST"] {
            self.ask(&format!("{method} without Origin"), method, &[]);
        }
        self.ask("OPTIONS without Origin", "OPTIONS", &[]);
        let request_method = (names::ACCESS_CONTROL_REQUEST_METHOD, "PUT");
        self.ask("OPTIONS with a method and without Origin", "OPTIONS", &[request_method]);
    }

    /// The same path, spelled so that a server may take it for another one, or another for it.
    fn ask_odd_spellings(&mut self) {
        let plain = self.target.clone();
        let elsewhere = "corsmith-proof/ok";
        let mut spellings = vec![
            encode(&normalize_path(&plain), |byte| byte != b'/'),
            plain.to_uppercase(),
            plain.replacen('/', "//", 3),
            format!("/x/..{plain}"),
            format!("/x/%2e%2e{plain}"),
            format!("/x%2f..{plain}"),
            format!("{plain};x"),
            format!("{plain}%00"),
            format!("{plain}%zz"),
            // A slash at the end, which some routers do not see, written or made of dot segments.
            format!("{plain}/"),
            format!("{plain}/."),
            format!("{plain}%2f."),
            format!("{plain}/x/.."),
        ];
        if let Some((folder, name)) = plain.rsplit_once('/') {
            // What a server that fills in placeholders may take for nothing.
            spellings.push(format!("{folder}/%7bx%7d{name}"));
            spellings.push(format!("{folder}/."));
            spellings.push(format!("{folder}/x/.."));
            for up in [
                "/..",
                "/%2e%2e",
                "%2f..",
                "/.%2e",
                "/..%2f..",
                "/.",
                "/;/..",
                "%5c..",
                "/%252e%252e",
            ] {
                spellings.push(format!("{folder}{up}/{elsewhere}"));
                spellings.push(format!("{folder}{up}%2f{elsewhere}"));
            }
        }
        self.spelling = Spelling::Odd;
        let allowed = origins::allowed(self.resource);
        for target in spellings {
            self.target = target;
            for origin in allowed.iter().take(1).map(String::as_str).chain(["https://evil.example"])
            {
                self.actual("GET", origin);
                self.preflight("PUT", &[], origin);
            }
        }
    }

    fn ask_methods(&mut self, origin: &str) {
        let listed = self.resource.methods().names();
        let listed = listed.iter().map(String::as_str).take(8);
        let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"];
        let mut methods: Vec<String> = listed.chain(usual).map(str::to_owned).collect();
        methods.extend(["put", "patch", "Get", "GETX", UNLISTED_METHOD].map(str::to_owned));
        methods.sort();
        methods.dedup();
        for method in &methods {
            self.preflight(method, &[], origin);
            self.preflight(method, &[], "https://evil.example");
        }
        for method in ["HEAD", "POST", "PUT", "DELETE"] {
            self.actual(method, origin);
            self.actual(method, "https://evil.example");
        }
    }

    fn ask_header_names(&mut self, origin: &str) {
        let mut listed: Vec<String> =
            self.resource.headers().names().iter().map(|name| name.to_ascii_lowercase()).collect();
        listed.sort();
        let joined = |separator: &str| listed.join(separator);
        let reversed: Vec<_> = listed.iter().rev().map(String::as_str).collect();
        let mut values = vec![
            // As browsers write it, then in the odd shapes that gateways and people make of it.
            joined(","),
            joined(", "),
            joined(" ,\t"),
            joined(",,"),
            format!(",{},", joined(",")),
            reversed.join(","),
            joined(",").to_uppercase(),
            String::new(),
            "authorization".to_owned(),
            "content-type".to_owned(),
            UNLISTED_HEADER.to_owned(),
            format!("{},{UNLISTED_HEADER}", joined(",")),
            format!("authorization,{UNLISTED_HEADER}"),
            "a b".to_owned(),
        ];
        values.extend(listed.iter().take(8).cloned());
        values.sort();
        values.dedup();
        for value in &values {
            self.preflight("GET", &[value], origin);
        }
        let method = self.resource.methods().names().first().map_or("POST", |method| method);
        self.preflight(method, &[&joined(",")], origin);
        if let [first, rest @ ..] = &listed[..] {
            self.preflight(method, &[first, &rest.join(",")], origin);
            self.preflight(method, &["", first], origin);
        }
    }

    fn ask_two_origins(&mut self, origin: &str) {
        for [first, second] in [[origin, "https://evil.example"], ["https://evil.example", origin]]
        {
            let lines = [(names::ORIGIN, first), (names::ORIGIN, second)];
            self.ask(
                &format!("GET with two Origin lines, `{first}` and `{second}`"),
                "GET",
                &lines,
            );
        }
    }

    fn ask_options(&mut self, origin: &str) {
        for origin in [origin, "https://evil.example"] {
            self.ask(
                &format!("OPTIONS that is no preflight from `{origin}`"),
                "OPTIONS",
                &[(names::ORIGIN, origin)],
            );
        }
    }

    fn actual(&mut self, method: &str, origin: &str) {
        self.ask(&format!("{method} from `{origin}`"), method, &[(names::ORIGIN, origin)]);
    }

    fn preflight(&mut self, method: &str, request_headers: &[&str], origin: &str) {
        let mut lines =
            vec![(names::ORIGIN, origin), (names::ACCESS_CONTROL_REQUEST_METHOD, method)];
        lines.extend(
            request_headers.iter().map(|value| (names::ACCESS_CONTROL_REQUEST_HEADERS, *value)),
        );
        let with = match request_headers {
            [] => String::new(),
            lines => format!(" with `{}`", lines.join("` and `")),
        };
        self.ask(&format!("preflight {method}{with} from `{origin}`"), "OPTIONS", &lines);
    }

    fn ask(&mut self, name: &str, method: &str, headers: &[(&str, &str)]) {
        self.requests.push(MatrixRequest {
            name: format!("{name} to {}", self.target),
            method: method.to_owned(),
            target: self.target.clone(),
            headers: headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            endpoint: self.endpoint.to_owned(),
            spelling: self.spelling,
        });
    }
}

/// `path` with the bytes that `is_encoded` picks percent-encoded.
fn encode(path: &str, is_encoded: fn(u8) -> bool) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut encoded, byte| {
        if is_encoded(byte) {
            encoded.push_str(&format!("%{byte:02x}"));
        } else {
            encoded.push(char::from(byte));
        }
        encoded
    })
}
