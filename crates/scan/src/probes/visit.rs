use crate::declare::declare_probe;
use crate::{Ask, Probe, ProbeContext, ProbeMeta, Purpose, Redirects};

declare_probe! {
    /// Visits the URL as somebody who types it, and follows where it leads.
    ///
    /// It sends what a browser's address bar sends: no `Origin`, and `Accept` for pages. The
    /// security headers are judged by the last answer, redirects by the whole chain.
    struct Visit {
        name: "visit",
        mode: Passive,
    }
}

pub(super) static PROBE: &dyn Probe = &Visit;

impl Probe for Visit {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let request = crate::Request::new("GET", context.resource.target.url.clone())
            .header("Accept", accept)
            .header("Accept-Language", "en")
            .keep_body();
        vec![Ask { request, purpose: Purpose::Visit, origin: None, redirects: Redirects::Follow }]
    }
}
