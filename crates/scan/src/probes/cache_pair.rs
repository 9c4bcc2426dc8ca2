use crate::declare::declare_probe;
use crate::readable::{Reach, is_of_websites, reach, telling_answers};
use crate::{Ask, Entry, OriginKind, Probe, ProbeContext, ProbeMeta, Purpose, Redirects, Request};

declare_probe! {
    /// Asks for a URL that nobody knows twice: with and without an `Origin`, and with two of them.
    ///
    /// A shared cache that does not tell origins apart answers the second request with the answer
    /// to the first. The URL has a query of its own, so that no visitor gets what is cached; it
    /// needs an origin that is allowed. Where only preflights allow one, a cache may have answered
    /// for the rest: then a stranger is the second.
    struct CachePair {
        name: "cache-pair",
        mode: OptIn,
    }
}

pub(super) static PROBE: &dyn Probe = &CachePair;

impl Probe for CachePair {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let resources = &context.recording.resources;
        let place = resources.iter().position(|it| it == context.resource).unwrap_or_default();
        let mut allowed: Vec<(OriginKind, String)> = telling_answers(context.recording, place)
            .iter()
            .filter(|it| it.named_reach() > Reach::Nothing)
            .filter_map(|it| Some((it.entry.origin.filter(|it| is_of_websites(*it))?, it.origin())))
            .collect();
        allowed.sort_by_key(|(kind, _)| (*kind != OriginKind::Own, *kind));
        let mut strangers = Vec::new();
        if allowed.is_empty() {
            let of = |purpose, kind| {
                let entries = context.recording.of(purpose).map(|(_, entry)| entry);
                entries.filter(move |it| it.resource == place && it.origin == Some(kind))
            };
            let named = |kind| move |it: &Entry| Some((kind, it.exchange.origin()?));
            let granted = of(Purpose::Preflight, OriginKind::Own);
            let granted = granted.filter(|it| reach(&it.exchange) > Reach::Nothing);
            allowed.extend(granted.filter_map(named(OriginKind::Own)).take(1));
            let asked = of(Purpose::Actual, OriginKind::Stranger);
            strangers.extend(asked.filter_map(named(OriginKind::Stranger)).take(1));
        }
        let Some(first) = allowed.first().filter(|_| context.resource.method == "GET") else {
            return Vec::new();
        };
        let ask = |times: u8, origin: Option<&(OriginKind, String)>| {
            let mut url = context.resource.target.url.clone();
            url.query_pairs_mut().append_pair(&context.label.to_string(), &times.to_string());
            let mut request = Request::new("GET", url).header("Accept", "*/*");
            if let Some((_, origin)) = origin {
                request = request.header("Origin", origin);
            }
            let (purpose, redirects) = (Purpose::CachePair, Redirects::Keep);
            Ask { request, purpose, origin: origin.map(|(kind, _)| *kind), redirects }
        };
        let mut asks = vec![ask(1, None), ask(1, Some(first))];
        if let Some(second) = allowed.iter().chain(&strangers).find(|it| it.1 != first.1) {
            asks.extend([ask(2, Some(second)), ask(2, Some(first))]);
        }
        asks
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}
