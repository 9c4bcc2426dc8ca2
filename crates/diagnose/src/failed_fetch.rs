//! A fetch that failed, as far as a browser's console tells of it.

use corsmith_fetch::{HeaderList, NetworkError};

/// Who asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Initiator {
    /// `fetch()`.
    #[default]
    Fetch,
    /// `XMLHttpRequest`.
    XmlHttpRequest,
    /// `EventSource`.
    EventSource,
}

impl Initiator {
    /// What Chromium calls it; to it an `EventSource` is any resource.
    pub(crate) const fn chromium_kind(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::XmlHttpRequest => "XMLHttpRequest",
            Self::EventSource => "resource",
        }
    }

    /// What WebKit calls it.
    pub(crate) const fn webkit_name(self) -> &'static str {
        match self {
            Self::Fetch => "Fetch API",
            Self::XmlHttpRequest => "XMLHttpRequest",
            Self::EventSource => "EventSource",
        }
    }
}

/// A fetch that failed.
#[derive(Clone, Copy, Debug)]
pub struct FailedFetch<'a> {
    /// Who asked.
    pub initiator: Initiator,
    /// The method, normalised.
    pub method: &'a str,
    /// The URL at fault: of the response that was refused. For a redirect that was not followed it
    /// is the URL that redirected.
    pub url: &'a str,
    /// The URL that the page asked for. The same, unless there was a redirect.
    pub initial_url: &'a str,
    /// The page's origin, serialised.
    pub origin: &'a str,
    /// The author's headers: WebKit names a header as the author spelled it.
    pub request_headers: &'a HeaderList,
    /// Why it failed.
    pub error: &'a NetworkError,
    /// Status and headers of the response at fault, where there is one.
    pub response: Option<(u16, &'a HeaderList)>,
}
