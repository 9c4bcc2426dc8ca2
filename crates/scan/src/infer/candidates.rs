//! Origins that the site may allow, and that are still to be asked about.

use std::collections::{HashSet, VecDeque};

use corsmith_fetch::{Origin, TupleOrigin, default_port};

use super::{InferOptions, MAX_CANDIDATES};
use crate::Target;
use crate::shown::shown;

/// Where pages are during development, and those of apps.
const USUAL: &[&str] = &[
    "http://localhost",
    "http://localhost:3000",
    "http://localhost:4200",
    "http://localhost:5173",
    "http://localhost:8080",
    "http://127.0.0.1:3000",
    "capacitor://localhost",
    "ionic://localhost",
];

/// The candidates, each of which is asked about once.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    queue: VecDeque<TupleOrigin>,
    /// Those that are or were in the queue.
    known: HashSet<TupleOrigin>,
}

impl Candidates {
    /// Adds those of the caller, the site's own and the usual ones, each over `http` and `https`. The
    /// warnings say what is no origin.
    pub(super) fn push_all(&mut self, target: &Target, options: &InferOptions) -> Vec<String> {
        let mut warnings = Vec::new();
        for text in texts(target, options) {
            match Origin::parse(&text) {
                Ok(Origin::Tuple(origin)) => {
                    let twin = twin(&origin);
                    self.push(origin);
                    if let Some(twin) = twin {
                        self.push(twin);
                    }
                }
                // `null` is asked about anyway.
                Ok(Origin::Opaque) => {}
                Err(error) => {
                    warnings.push(format!("{} was not asked about: {error}", shown(&text)));
                }
            }
        }
        warnings
    }

    /// Adds one, if it is new.
    pub(super) fn push(&mut self, origin: TupleOrigin) {
        if self.known.len() < 4 * MAX_CANDIDATES && self.known.insert(origin.clone()) {
            self.queue.push_back(origin);
        }
    }

    /// The next one.
    pub(super) fn pop(&mut self) -> Option<TupleOrigin> {
        self.queue.pop_front()
    }
}

fn texts(target: &Target, options: &InferOptions) -> Vec<String> {
    // A pattern's base is asked about, and its subdomains and other ports always are.
    let given = options.origins.iter().take(MAX_CANDIDATES);
    let bases = given.map(|it| it.replacen("://*.", "://", 1).trim_end_matches(":*").to_owned());
    let mut texts: Vec<String> = bases.collect();
    texts.push(target.origin.serialize());
    if let Some(domain) = &target.registrable {
        for host in [domain.clone(), format!("www.{domain}"), format!("app.{domain}")] {
            texts.push(format!("https://{host}"));
        }
    }
    texts.extend(USUAL.iter().map(|&text| text.to_owned()));
    texts
}

/// The same origin with the other of `http` and `https`.
fn twin(origin: &TupleOrigin) -> Option<TupleOrigin> {
    let scheme = match origin.scheme() {
        "http" => "https",
        "https" => "http",
        _ => return None,
    };
    match Origin::parse(&with_port(scheme, origin.host(), origin.port())) {
        Ok(Origin::Tuple(twin)) => Some(twin),
        _ => None,
    }
}

/// An origin as it is sent, which leaves the default port out.
pub(super) fn with_port(scheme: &str, host: &str, port: Option<u16>) -> String {
    match port.filter(|port| default_port(scheme) != Some(*port)) {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    }
}
