//! Judging a server's answer by what a browser would make of it.

use corsmith_fetch::{
    ActualRequest, CredentialsMode, HeaderList, Origin, PreflightFlag, cors_check,
    cors_exposed_header_names, cors_preflight_check, is_header_name, names,
};

use super::difference::{Difference, DifferenceKind};
use super::matrix::{MatrixRequest, Spelling};
use crate::policy::Policy;
use crate::respond::{Answer, Request, RequestKind};

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// The status.
    pub status: u16,
    /// The header lines in the order they arrived, duplicates included.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Whether the application behind the policy made the answer.
    pub reached: Reached,
}

/// Whether a request reached the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It did not.
    No,
    /// Nobody can tell: the application leaves no mark.
    Unknown,
    /// It did.
    Yes,
}

/// Where `observed` differs from what `policy` answers to `request`, gravest first; empty if nowhere.
///
/// ```
/// use corsmith_policy::conformance::{DifferenceKind, Observed, Reached, judge, request_matrix};
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let text = b"[policy]\nallow-origins = ['https://app.example.com']";
/// let policy = PolicyDocument::parse(text, Format::Toml).resolve(&Selection::default()).into_policy()?;
/// let matrix = request_matrix(&policy, &["ok"]);
/// let request = matrix.iter().find(|request| request.name.starts_with("GET from `https://evil.example`")).unwrap();
///
/// let reflects = Observed {
///     status: 200,
///     headers: vec![("Access-Control-Allow-Origin".into(), b"https://evil.example".to_vec())],
///     reached: Reached::Unknown,
/// };
/// let differences = judge(&policy, request, &reflects);
/// assert_eq!(differences[0].kind, DifferenceKind::GrantsDenied);
/// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
/// ```
#[must_use]
pub fn judge(policy: &Policy, request: &MatrixRequest, observed: &Observed) -> Vec<Difference> {
    let lines = request.header_lines();
    let answer = policy.respond(&Request {
        method: &request.method,
        target: &request.target,
        headers: &lines,
    });
    let mut judge = Judge {
        policy,
        varies: policy.resource(&request.target).varies_on_origin(),
        expected: header_list(&answer),
        answer,
        seen: observed.headers.iter().fold(HeaderList::new(), |mut list, (name, value)| {
            list.append(name.as_str(), value.as_slice());
            list
        }),
        request,
        observed,
        differences: Vec::new(),
    };
    judge.judge_vary();
    if request.is_sendable() {
        judge.judge_verdict();
        judge.judge_disclosure();
        judge.judge_reached();
    } else {
        judge.judge_unsendable();
    }
    if request.spelling == Spelling::Odd {
        judge.keep_of_odd_spelling();
    }
    let gravity = |kind| DifferenceKind::ALL.iter().position(|other| *other == kind);
    judge.differences.sort_by_key(|found| gravity(found.kind));
    judge.differences
}

struct Judge<'a> {
    policy: &'a Policy,
    varies: bool,
    answer: Answer<'a>,
    expected: HeaderList,
    seen: HeaderList,
    request: &'a MatrixRequest,
    observed: &'a Observed,
    differences: Vec<Difference>,
}

fn header_list(answer: &Answer<'_>) -> HeaderList {
    let mut list = HeaderList::new();
    for (name, value) in &answer.headers {
        list.append(*name, value.as_bytes());
    }
    list
}

/// The two credentials modes between which the CORS check differs.
const MODES: [(CredentialsMode, &str); 2] =
    [(CredentialsMode::SameOrigin, "without"), (CredentialsMode::Include, "with")];

impl Judge<'_> {
    fn report(&mut self, kind: DifferenceKind, detail: String) {
        let difference = Difference { kind, detail };
        // Some are the same with and without credentials.
        if !self.differences.contains(&difference) {
            self.differences.push(difference);
        }
    }

    /// A server may refuse such a path outright, with a page of its own; the application's answer may
    /// not get another path's policy, and less than its own only where that is declared.
    fn keep_of_odd_spelling(&mut self) {
        let reached = self.observed.reached;
        self.differences.retain_mut(|found| match found.kind {
            DifferenceKind::GrantsDenied => reached != Reached::No,
            DifferenceKind::DeniesGranted | DifferenceKind::DeniesGrantedOnError => {
                found.kind = DifferenceKind::DeniesOddPath;
                reached == Reached::Yes
            }
            _ => false,
        });
    }

    /// What a browser does with the answer, for a page at the origin that the request names.
    fn judge_verdict(&mut self) {
        let Some(origin) = self.request.origin() else { return };
        if self.answer.kind == RequestKind::Preflight {
            self.judge_preflight(&origin);
        } else {
            self.judge_actual(&origin);
        }
    }

    /// No browser sends this, so there is no verdict; but the server should not grant it.
    fn judge_unsendable(&mut self) {
        let seen = self.seen.get(names::ACCESS_CONTROL_ALLOW_ORIGIN);
        let expected = self.expected.get(names::ACCESS_CONTROL_ALLOW_ORIGIN);
        if let Some(granted) =
            seen.filter(|seen| !seen.is_empty() && Some(seen) != expected.as_ref())
        {
            let granted = String::from_utf8_lossy(&granted);
            let detail = format!("no browser can send this request, and `{granted}` is granted");
            self.report(DifferenceKind::GrantsUnsendableOrigin, detail);
        }
    }

    fn judge_actual(&mut self, origin: &Origin) {
        for (mode, with) in MODES {
            let expected = cors_check(origin, mode, &self.expected).is_ok();
            let seen = cors_check(origin, mode, &self.seen);
            match (expected, &seen) {
                (true, Err(failure)) => {
                    let kind = if self.observed.status >= 400 {
                        DifferenceKind::DeniesGrantedOnError
                    } else {
                        DifferenceKind::DeniesGranted
                    };
                    let detail = format!(
                        "the policy lets the page read {with} credentials; the browser refuses: {failure}"
                    );
                    self.report(kind, detail);
                }
                (false, Ok(())) => {
                    let detail = format!(
                        "{with} credentials the page may not read, and the browser lets it"
                    );
                    self.report(DifferenceKind::GrantsDenied, detail);
                }
                (true, Ok(())) => self.judge_exposed(mode, with),
                (false, Err(_)) => {}
            }
        }
    }

    /// Which of the headers that arrived can the page read, and which should it?
    fn judge_exposed(&mut self, mode: CredentialsMode, with: &str) {
        let mut should = HeaderList::new();
        for (name, value) in self.seen.iter() {
            if !is_cors_header(name) {
                should.append(name, value);
            }
        }
        if let Some(value) = self.answer.header(names::ACCESS_CONTROL_EXPOSE_HEADERS) {
            should.append(names::ACCESS_CONTROL_EXPOSE_HEADERS, value.as_bytes());
        }
        let readable = |list: &HeaderList| -> Vec<String> {
            let exposed = cors_exposed_header_names(list, mode).into_iter();
            exposed.filter(|name| !is_cors_header(name) && self.seen.contains(name)).collect()
        };
        let (should, can) = (readable(&should), readable(&self.seen));
        if should != can {
            let detail = format!(
                "{with} credentials the page should read `{}`, and can read `{}`",
                should.join(", "),
                can.join(", ")
            );
            self.report(DifferenceKind::ExposesOtherHeaders, detail);
        }
    }

    fn judge_preflight(&mut self, origin: &Origin) {
        let (method, unsafe_names) = self.asked();
        let Some(unsafe_names) = unsafe_names else { return };
        for (credentials, with) in MODES {
            let actual = ActualRequest {
                method: &method,
                unsafe_names: &unsafe_names,
                credentials,
                use_cors_preflight_flag: PreflightFlag::Unset,
            };
            let expected_status = self.answer.status.unwrap_or(200);
            let expected = cors_preflight_check(origin, &actual, expected_status, &self.expected);
            let seen = cors_preflight_check(origin, &actual, self.observed.status, &self.seen);
            match (&expected, &seen) {
                (Ok(_), Err(failure)) => {
                    let detail = format!(
                        "the policy lets the preflight pass {with} credentials; the browser refuses: {failure}"
                    );
                    self.report(DifferenceKind::DeniesGranted, detail);
                }
                (Err(failure), Ok(_)) => {
                    if method == "OPTIONS" && self.allows_get(origin, &actual) {
                        let detail = format!(
                            "the policy does not list `OPTIONS`, and {with} credentials the preflight passes"
                        );
                        self.report(DifferenceKind::GrantsOptions, detail);
                        continue;
                    }
                    let detail = format!(
                        "{with} credentials the preflight should fail ({failure}), and it passes"
                    );
                    self.report(DifferenceKind::GrantsDenied, detail);
                }
                (Ok(expected), Ok(seen)) if expected.max_age_seconds != seen.max_age_seconds => {
                    let detail = format!(
                        "the preflight's answer should be reused for {} s, and is for {} s",
                        expected.max_age_seconds, seen.max_age_seconds
                    );
                    self.report(DifferenceKind::CachesPreflightOtherwise, detail);
                }
                _ => {}
            }
        }
    }

    /// Whether the policy lets the preflight pass for `GET`, so that nothing but the method is
    /// denied.
    fn allows_get(&self, origin: &Origin, actual: &ActualRequest<'_>) -> bool {
        let mut lines = self.request.header_lines();
        for (name, value) in &mut lines {
            if *name == names::ACCESS_CONTROL_REQUEST_METHOD {
                *value = b"GET";
            }
        }
        let MatrixRequest { method, target, .. } = self.request;
        let answer = self.policy.respond(&Request { method, target, headers: &lines });
        let actual = ActualRequest { method: "GET", ..*actual };
        let status = answer.status.unwrap_or(200);
        cors_preflight_check(origin, &actual, status, &header_list(&answer)).is_ok()
    }

    /// The method and the CORS-unsafe request-header names that the preflight asks for; no names
    /// where what it asks with is no list of header names, which no browser sends.
    fn asked(&self) -> (String, Option<Vec<String>>) {
        let values = |wanted: &'static str| {
            let headers = self.request.headers.iter();
            headers.filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let method = values(names::ACCESS_CONTROL_REQUEST_METHOD).next().unwrap_or_default();
        let mut unsafe_names = Vec::new();
        for member in values(names::ACCESS_CONTROL_REQUEST_HEADERS).flat_map(|line| line.split(','))
        {
            let name = member.trim_matches([' ', '\t']);
            if !name.is_empty() && !is_header_name(name) {
                return (method.to_owned(), None);
            }
            unsafe_names.push(name.to_ascii_lowercase());
        }
        unsafe_names.retain(|name| !name.is_empty());
        unsafe_names.sort();
        unsafe_names.dedup();
        (method.to_owned(), Some(unsafe_names))
    }

    /// Nothing of the policy reaches those it does not allow.
    fn judge_disclosure(&mut self) {
        let is_granted = self.answer.header(names::ACCESS_CONTROL_ALLOW_ORIGIN).is_some();
        // A preflight from an allowed origin may learn why it fails.
        if is_granted || self.answer.origin_match.is_some() {
            return;
        }
        let disclosed: Vec<_> = self
            .seen
            .iter()
            .filter(|(name, value)| is_cors_header(name) && !value.is_empty())
            .map(|(name, _)| name.to_owned())
            .collect();
        if !disclosed.is_empty() {
            let detail =
                format!("the origin is not allowed, and is told `{}`", disclosed.join(", "));
            self.report(DifferenceKind::DisclosesPolicy, detail);
        }
    }

    fn judge_vary(&mut self) {
        let seen: Vec<String> = self
            .seen
            .values(names::VARY)
            .flat_map(|line| {
                let line = String::from_utf8_lossy(line).to_ascii_lowercase();
                line.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>()
            })
            .collect();
        let has = |name: &str| seen.iter().any(|seen| seen == name || seen == "*");
        // OPTIONS is not cacheable (RFC 9110, section 9.3.7), so only other methods are judged.
        let is_cacheable = self.request.method != "OPTIONS";
        if is_cacheable && self.varies && !has("origin") {
            let detail = format!("`Vary` is `{}`", seen.join(", "));
            self.report(DifferenceKind::LacksVary, detail);
        }
        let own = self.request.endpoint.starts_with("vary");
        // `*` is the application's own: no policy writes it.
        let names_origin = seen.iter().any(|seen| seen == "origin");
        if is_cacheable && !self.varies && !own && names_origin {
            let detail = "the answer is the same for every origin".to_owned();
            self.report(DifferenceKind::NeedlessVary, detail);
        }
        if is_cacheable && self.request.endpoint == "vary" {
            for name in ["accept-encoding", "accept-language"] {
                if !has(name) {
                    let detail = format!("the application's `{name}` is gone from `Vary`");
                    self.report(DifferenceKind::LosesVary, detail);
                }
            }
        }
    }

    fn judge_reached(&mut self) {
        let is_preflight = self.answer.kind == RequestKind::Preflight;
        match self.observed.reached {
            Reached::Yes if is_preflight => {
                let detail = "the application answered a preflight".to_owned();
                self.report(DifferenceKind::PassesPreflightOn, detail);
            }
            Reached::No if !is_preflight => {
                let detail = format!("answered {} without the application", self.observed.status);
                self.report(DifferenceKind::KeepsFromApplication, detail);
            }
            _ => {}
        }
    }
}

fn is_cors_header(name: &str) -> bool {
    const PREFIX: &str = "access-control-";
    name.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}
