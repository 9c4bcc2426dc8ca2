//! Methods and header names: what preflights state, and what they grant when asked.

use corsmith_fetch::{
    CredentialsMode, Extracted, extract_list, extract_max_age, is_cors_safelisted_method,
    is_forbidden_method, is_forbidden_request_header_name, is_header_name, is_method, names,
};
use corsmith_policy::limits::{MAX_HEADER_NAMES, MAX_MAX_AGE, MAX_METHODS};

use super::MAX_CANDIDATES;
use super::ask::{Ask, Heard, Question};
use super::learned::{Fact, Learned};
use crate::shown::{listed, shown};
use crate::{Confidence, Transport};

/// Asks as one origin that is granted.
pub(super) struct NameLearner<'a, 'b, T> {
    pub(super) ask: &'a mut Ask<'b, T>,
    pub(super) path: &'a str,
    pub(super) origin: &'a str,
    pub(super) credentials: CredentialsMode,
}

impl<T: Transport> NameLearner<'_, '_, T> {
    /// Methods, header names, exposed names and the time.
    pub(super) async fn learn(&mut self, learned: &mut Learned) {
        let plain = self.preflight("GET", &[]).await;
        let passes = plain.as_ref().is_some_and(|heard| self.passes(heard, "GET", &[]));
        if !passes {
            let status = plain.as_ref().map_or("not at all".to_owned(), |it| it.status.to_string());
            learned.warnings.push(format!(
                "a preflight for `GET` from {} is answered {status} and fails",
                shown(self.origin)
            ));
        }
        self.learn_methods(plain.as_ref(), learned).await;
        self.learn_headers(plain.as_ref(), learned).await;
        self.learn_exposed(learned).await;
        self.learn_max_age(plain.as_ref().filter(|_| passes), learned).await;
    }

    async fn preflight(&mut self, method: &str, header_names: &[&str]) -> Option<Heard> {
        let names = header_names.join(",");
        self.ask.hear(Question::preflight(self.path, self.origin, method, &names)).await
    }

    fn passes(&self, heard: &Heard, method: &str, header_names: &[&str]) -> bool {
        heard.lets_send(self.origin, method, header_names, self.credentials)
    }

    async fn grants(&mut self, method: &str, header_names: &[&str]) -> bool {
        let heard = self.preflight(method, header_names).await;
        heard.is_some_and(|heard| self.passes(&heard, method, header_names))
    }

    async fn learn_methods(&mut self, plain: Option<&Heard>, learned: &mut Learned) {
        let label = self.ask.options().label.to_string().to_ascii_uppercase();
        let unlisted = self.preflight(&label, &[]).await;
        if let Some(heard) = unlisted.filter(|heard| self.passes(heard, &label, &[])) {
            let evidence = wildcard_evidence(&heard, names::ACCESS_CONTROL_ALLOW_METHODS, &label);
            learned.methods = Fact::new(vec!["*".to_owned()], Confidence::Firm, evidence);
            return;
        }
        let stated = plain.map_or_else(Vec::new, |heard| stated(heard, STATED_METHODS));
        let mut queue: Vec<String> = stated.clone();
        queue.extend(USUAL_METHODS.iter().map(|&method| method.to_owned()));
        queue.extend(self.ask.options().methods.iter().take(MAX_CANDIDATES).cloned());
        let (mut granted, mut asked, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        while !queue.is_empty() && asked.len() < MAX_CANDIDATES {
            let method = queue.remove(0);
            if asked.contains(&method) || !is_method(&method) || method == names::WILDCARD {
                continue;
            }
            asked.push(method.clone());
            if is_cors_safelisted_method(&method) {
                // Granted in any case; written if the site does.
                if stated.contains(&method) {
                    granted.push(method);
                }
                continue;
            }
            let Some(heard) = self.preflight(&method, &[]).await else { continue };
            if !self.passes(&heard, &method, &[]) {
                if stated.contains(&method) {
                    refused.push(method);
                }
                continue;
            }
            if is_forbidden_method(&method) {
                learned.warnings.push(format!("the method {} is granted", shown(&method)));
                continue;
            }
            // Some servers state the list to those only who ask for something in it.
            queue.extend(self::stated(&heard, STATED_METHODS));
            granted.push(method);
        }
        if !refused.is_empty() {
            let refused = listed(&refused);
            learned.warnings.push(format!("the methods {refused} are stated, and not granted"));
        }
        granted.truncate(MAX_METHODS);
        learned.methods = names_fact(granted, &stated, &asked);
    }

    async fn learn_headers(&mut self, plain: Option<&Heard>, learned: &mut Learned) {
        let label = format!("x-{}", self.ask.options().label);
        let unlisted = self.preflight("GET", &[&label]).await;
        if let Some(heard) = unlisted.filter(|heard| self.passes(heard, "GET", &[&label])) {
            let mut value = vec!["*".to_owned()];
            // Not covered by the wildcard.
            if self.grants("GET", &["authorization"]).await {
                value.push(names::AUTHORIZATION.to_owned());
            }
            let evidence = wildcard_evidence(&heard, names::ACCESS_CONTROL_ALLOW_HEADERS, &label);
            learned.headers = Fact::new(value, Confidence::Firm, evidence);
            return;
        }
        let mut stated = plain.map_or_else(Vec::new, |heard| stated(heard, STATED_HEADERS));
        let has_wildcard = stated.iter().any(|name| name == names::WILDCARD);
        if has_wildcard && self.credentials == CredentialsMode::Include {
            learned.warnings.push(
                "`Access-Control-Allow-Headers: *` grants every name to requests without \
                 credentials and none to those with them, which no policy says"
                    .to_owned(),
            );
        }
        stated.retain(|name| is_header_name(name) && name != names::WILDCARD);
        stated.truncate(MAX_HEADER_NAMES);
        let all: Vec<_> = stated.iter().map(String::as_str).collect();
        let mut granted = Vec::new();
        let mut asked = stated.clone();
        if !all.is_empty() && self.grants("GET", &all).await {
            granted.clone_from(&stated);
        } else {
            for name in &stated {
                if self.grants("GET", &[name]).await {
                    granted.push(name.clone());
                }
            }
            if granted.len() < stated.len() {
                let refused = stated.iter().filter(|name| !granted.contains(name));
                let refused = listed(refused);
                learned.warnings.push(format!("the headers {refused} are stated, and not granted"));
            }
        }
        let usual = USUAL_HEADERS.iter().filter(|_| stated.is_empty()).map(|&it| it.to_owned());
        let given = self.ask.options().header_names.iter().take(MAX_CANDIDATES).cloned();
        for name in usual.chain(given) {
            let is_asked = asked.iter().any(|other| other.eq_ignore_ascii_case(&name));
            if is_asked || !is_header_name(&name) {
                continue;
            }
            if self.grants("GET", &[&name]).await {
                granted.push(name.clone());
            }
            asked.push(name);
        }
        granted.retain(|name| !is_forbidden_request_header_name(name));
        learned.headers = names_fact(granted, &stated, &asked);
        if has_wildcard && stated.is_empty() {
            "`*` is stated, which with credentials is a name and no wildcard"
                .clone_into(&mut learned.headers.evidence);
        }
    }

    async fn learn_exposed(&mut self, learned: &mut Learned) {
        let heard = self.ask.hear(Question::actual(self.path, self.origin)).await;
        let readable = heard.filter(|it| it.lets_read(self.origin, self.credentials));
        let Some(heard) = readable else {
            let evidence = "no answer can be read, so that it cannot be told";
            learned.exposed = Fact::new(Vec::new(), Confidence::Tentative, evidence);
            return;
        };
        let mut value = stated(&heard, names::ACCESS_CONTROL_EXPOSE_HEADERS);
        let has_wildcard = value.iter().any(|name| name == names::WILDCARD);
        if has_wildcard && self.credentials == CredentialsMode::Include {
            value.retain(|name| name != names::WILDCARD);
            learned.warnings.push(
                "`Access-Control-Expose-Headers: *` exposes nothing to requests with credentials"
                    .to_owned(),
            );
        }
        let evidence = match heard.text(names::ACCESS_CONTROL_EXPOSE_HEADERS) {
            Some(text) => {
                format!("`Access-Control-Expose-Headers` is {} on the answer", shown(&text))
            }
            None => "the answer has no `Access-Control-Expose-Headers`".to_owned(),
        };
        learned.exposed = Fact::new(value, Confidence::Firm, evidence);
    }

    async fn learn_max_age(&mut self, plain: Option<&Heard>, learned: &mut Learned) {
        let other = learned.methods.value.iter().find(|it| !is_cors_safelisted_method(it));
        let heard = match (plain, other) {
            (Some(heard), _) => heard.clone(),
            (None, Some(method)) => {
                let method = method.clone();
                let Some(heard) = self.preflight(&method, &[]).await else { return };
                heard
            }
            (None, None) => return,
        };
        match extract_max_age(&heard.headers) {
            Extracted::Values(seconds) => {
                let evidence =
                    format!("preflights are answered `Access-Control-Max-Age: {seconds}`");
                let kept = u32::try_from(seconds).unwrap_or(u32::MAX).min(MAX_MAX_AGE);
                if u64::from(kept) < seconds {
                    learned.warnings.push(format!(
                        "`Access-Control-Max-Age: {seconds}` is longer than any browser keeps it"
                    ));
                }
                learned.max_age = Some(Fact::new(kept, Confidence::Certain, evidence));
            }
            Extracted::Failure => {
                let text = heard.text(names::ACCESS_CONTROL_MAX_AGE).unwrap_or_default();
                learned.warnings.push(format!(
                    "`Access-Control-Max-Age` is {}, which is no number of seconds",
                    shown(&text)
                ));
            }
            Extracted::Absent => {}
        }
    }
}

const STATED_METHODS: &str = names::ACCESS_CONTROL_ALLOW_METHODS;
const STATED_HEADERS: &str = names::ACCESS_CONTROL_ALLOW_HEADERS;

/// Not safelisted, and in use.
const USUAL_METHODS: &[&str] = &["PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"];

/// What pages send, by how often it is seen in policies.
const USUAL_HEADERS: &[&str] = &[
    "Content-Type",
    "Authorization",
    "X-Requested-With",
    "X-CSRF-Token",
    "X-XSRF-TOKEN",
    "X-Api-Key",
    "Accept",
    "Accept-Language",
    "Cache-Control",
    "Pragma",
    "Range",
    "If-Match",
    "If-None-Match",
    "If-Modified-Since",
    "If-Unmodified-Since",
    "Idempotency-Key",
    "Last-Event-ID",
    "Prefer",
    "X-HTTP-Method-Override",
    "X-Request-Id",
    "X-Correlation-Id",
    "X-Client-Version",
    "X-Debug",
    "X-Custom",
    "X-Tenant-Id",
    "Traceparent",
    "Tracestate",
    "Baggage",
    "Sentry-Trace",
    "GraphQL-Preflight",
    "Apollo-Require-Preflight",
    "Grpc-Timeout",
    "X-Grpc-Web",
    "X-User-Agent",
    "Content-Encoding",
    "Content-Disposition",
    "Origin",
];

fn stated(heard: &Heard, field: &str) -> Vec<String> {
    match extract_list(&heard.headers, field) {
        Extracted::Values(names) => names,
        Extracted::Absent | Extracted::Failure => Vec::new(),
    }
}

fn wildcard_evidence(heard: &Heard, field: &str, asked: &str) -> String {
    let answered = heard.text(field).unwrap_or_default();
    let how = if answered.trim() == names::WILDCARD { "`*` is answered" } else { "it is echoed" };
    format!("{} is granted, which nobody can have listed: {how}", shown(asked))
}

fn names_fact(granted: Vec<String>, stated: &[String], asked: &[String]) -> Fact<Vec<String>> {
    let found = granted.iter().filter(|name| !stated.contains(name)).count();
    let (confidence, evidence) = if !stated.is_empty() && found == 0 {
        (Confidence::Certain, "stated in answers to preflights, and granted".to_owned())
    } else if !stated.is_empty() {
        let evidence =
            format!("stated in answers to preflights, or granted when asked for ({found})");
        (Confidence::Firm, evidence)
    } else {
        let evidence =
            format!("nothing is stated; granted of {} that were asked for one by one", asked.len());
        (Confidence::Tentative, evidence)
    };
    Fact::new(granted, confidence, evidence)
}
