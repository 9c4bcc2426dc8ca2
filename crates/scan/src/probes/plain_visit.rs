use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta, Purpose, Redirects, Request};

declare_probe! {
    /// Visits the URL over plain `http`, and follows where it leads.
    ///
    /// Somebody who types the host alone starts there. It is asked once a scan, if the target is at
    /// `https` on its own port: another port has no counterpart that anybody could know.
    struct PlainVisit {
        name: "plain-visit",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &PlainVisit;

impl Probe for PlainVisit {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let mut url = context.recording.target.url.clone();
        let has_counterpart = url.scheme() == "https" && url.port().is_none();
        if !context.is_first() || !has_counterpart || url.set_scheme("http").is_err() {
            return Vec::new();
        }
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let request =
            Request::new("GET", url).header("Accept", accept).header("Accept-Language", "en");
        let (purpose, redirects) = (Purpose::PlainVisit, Redirects::Follow);
        vec![Ask { request, purpose, origin: None, redirects }]
    }
}
