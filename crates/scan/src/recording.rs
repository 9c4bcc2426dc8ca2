//! Everything that a scan has seen.

use crate::{Ask, Exchange, OriginKind, ProbeMeta, ProbeMode, Purpose, Request, Response, Target};

/// A resource that is asked about: a URL and a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Where it is.
    pub target: Target,
    /// The method of actual requests.
    pub method: String,
}

impl Resource {
    /// An actual request for it, as a script would send it.
    #[must_use]
    pub fn request(&self) -> Request {
        // A shared cache that answers one probe with the answer to another would make a fixed
        // value of a reflected one (`Cache-Control` is what a forced reload sends).
        Request::new(self.method.clone(), self.target.url.clone())
            .header("Accept", "*/*")
            .header("Cache-Control", "no-cache")
    }
}

/// Everything that a scan of one target has seen, in the order in which it was asked.
#[derive(Debug, Clone)]
pub struct Recording {
    /// What the user asked to be scanned.
    pub target: Target,
    /// The resources, the first one at the target's URL or where it leads.
    pub resources: Vec<Resource>,
    /// What was sent and what came back.
    pub entries: Vec<Entry>,
    /// Why the scan ended early; `None` if everything was asked.
    pub cut_short: Option<String>,
    /// What the user let the scan ask; `None` where nobody asked, as of answers from a file.
    pub asked: Option<Asked>,
}

/// What the user let a scan ask, as far as its resources do not say it: what another scan has to ask
/// as well to see the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which probes were sent, where they had something to ask.
    pub mode: ProbeMode,
    /// The origins that the user named.
    pub candidates: Vec<String>,
    /// The names of the user's own fields, in lower case and in order. Their values are secrets.
    pub fields: Vec<String>,
}

/// One exchange, and what it was for.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The probe; `None` for exchanges read from a file.
    pub probe: Option<&'static ProbeMeta>,
    /// The resource, by its place in [`Recording::resources`].
    pub resource: usize,
    /// What it was for.
    pub purpose: Purpose,
    /// What the `Origin` is to the target.
    pub origin: Option<OriginKind>,
    /// The place in the chain of redirects: 0 for the request that the probe asked for.
    pub hop: usize,
    /// What was sent and what came back. In a box, so that a recording that grows moves little and
    /// leaves little behind: a thousand of them may grow at once.
    pub exchange: Box<Exchange>,
}

impl Recording {
    /// A recording of nothing yet.
    #[must_use]
    pub fn new(target: Target) -> Self {
        let (resources, entries) = (Vec::new(), Vec::new());
        Self { target, resources, entries, cut_short: None, asked: None }
    }

    /// The exchanges of a purpose, with their places.
    pub fn of(&self, purpose: Purpose) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.purpose == purpose)
    }

    /// The exchanges about a resource with an `Origin` of a kind, actual requests only.
    pub fn actual(
        &self,
        resource: usize,
        kind: OriginKind,
    ) -> impl Iterator<Item = (usize, &Entry)> {
        self.of(Purpose::Actual)
            .filter(move |(_, entry)| entry.resource == resource && entry.origin == Some(kind))
    }

    /// The last answer of the visit: the page that a visitor sees.
    #[must_use]
    pub fn page(&self) -> Option<(usize, &Response)> {
        self.of(Purpose::Visit)
            .filter_map(|(index, entry)| Some((index, entry.exchange.response()?)))
            .last()
    }
}

impl Entry {
    /// The answer, if there is one.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        self.exchange.response()
    }

    /// An exchange about a resource, `hop` redirects after what was asked.
    #[must_use]
    pub fn new(
        probe: Option<&'static ProbeMeta>,
        resource: usize,
        ask: &Ask,
        hop: usize,
        exchange: impl Into<Box<Exchange>>,
    ) -> Self {
        let Ask { purpose, origin, .. } = *ask;
        Self { probe, resource, purpose, origin, hop, exchange: exchange.into() }
    }
}
