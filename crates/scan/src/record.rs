//! Asking: every probe, every resource, within the budget.

use std::borrow::Cow;
use std::collections::BTreeSet;

use corsmith_fetch::Origin;

use crate::asking::Asking;
use crate::options::{MAX_HOPS, MAX_METHODS, MAX_PATHS};
use crate::patience::Place;
use crate::{
    Ask, Asked, Entry, Exchange, Failure, FailureKind, ProbeContext, ProbeMeta, ProbeMode, Purpose,
    Recording, RedirectReach, Redirects, Request, Resource, ScanOptions, Stage, Target, Transport,
    fetch_metadata, own_fields, probes,
};

/// Asks what `options` allow and records it in `recording`, in an order that depends on nothing but
/// the answers. Whoever stops waiting for it keeps what is recorded.
///
/// First is the visit; if it has no answer at all, nothing else is asked. An active scan then asks
/// about where the visit led, if that is another spelling of the target's address; otherwise about
/// the target, about where it led within the site, and about the paths that `options` name.
///
/// Requests say of themselves what a browser says (`Sec-Fetch-Site` and the like). The user's fields
/// take the place of a probe's own, but for `Origin` and what asks in a preflight, and are left out of
/// preflights, as a page's are; `User-Agent` and `Sec-…` are the browser's, and stay. A short `Retry-After` is
/// waited for, and the request sent again: three times in all. A server that then still asks for time
/// is left alone, and so is one that fails to answer, or is too busy to, [`MAX_FAILURES`] times in a
/// row.
///
/// [`MAX_FAILURES`]: crate::MAX_FAILURES
pub async fn record<T: Transport>(
    transport: &mut T,
    recording: &mut Recording,
    options: &ScanOptions,
) {
    recording.resources = vec![resource(recording.target.clone(), "GET")];
    recording.asked = Some(asked(options));
    let asking = Asking::new(transport, options.budget);
    let mut recorder = Recorder { asking, recording, options };
    recorder.run().await;
    let stopped = recorder.asking.stopped().map(str::to_owned);
    recording.cut_short = stopped;
}

fn asked(options: &ScanOptions) -> Asked {
    let names = options.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    let fields: BTreeSet<_> = names.collect();
    Asked {
        mode: options.mode,
        candidates: options.candidates.clone(),
        fields: fields.into_iter().collect(),
    }
}

fn resource(target: Target, method: &str) -> Resource {
    Resource { target, method: method.to_owned() }
}

struct Recorder<'a, T> {
    asking: Asking<'a, T>,
    recording: &'a mut Recording,
    options: &'a ScanOptions,
}

impl<T: Transport> Recorder<'_, T> {
    async fn run(&mut self) {
        self.ask_all(ProbeMode::Passive, 0..1).await;
        if self.options.mode == ProbeMode::Passive || self.recording.page().is_none() {
            return;
        }
        self.recording.resources = self.resources();
        let all = 0..self.recording.resources.len();
        for mode in [ProbeMode::Active, ProbeMode::OptIn] {
            if mode <= self.options.mode {
                self.ask_all(mode, all.clone()).await;
            }
        }
    }

    /// The target or where the visit led, and the paths that the user named.
    fn resources(&self) -> Vec<Resource> {
        let asked = &self.recording.target;
        let led_to = self.recording.page().map(|(index, _)| {
            Target::new(self.recording.entries[index].exchange.request.url.clone())
        });
        let led_to = led_to
            .filter(|led_to| self.options.reach == RedirectReach::Site || is_within(asked, led_to));
        let mut targets = match led_to {
            Some(led_to) if is_other_spelling(asked, &led_to) => vec![led_to],
            Some(led_to) if led_to != *asked && asked.is_schemelessly_same_site(&led_to.url) => {
                vec![asked.clone(), led_to]
            }
            _ => vec![asked.clone()],
        };
        let first = targets[0].clone();
        for path in self.options.paths.iter().take(MAX_PATHS) {
            let target = first.at(path);
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        let mut methods: Vec<&String> = Vec::new();
        for method in self.options.methods.iter().take(MAX_METHODS) {
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
        let resources = targets
            .into_iter()
            .flat_map(|target| methods.iter().map(move |method| resource(target.clone(), method)));
        resources.collect()
    }

    async fn ask_all(&mut self, mode: ProbeMode, resources: std::ops::Range<usize>) {
        for resource in resources {
            for probe in probes().filter(|probe| probe.meta().mode == mode) {
                let asks = probe.asks(&ProbeContext {
                    resource: &self.recording.resources[resource],
                    label: &self.options.label,
                    recording: self.recording,
                    candidates: &self.options.candidates,
                });
                for ask in asks {
                    if self.asking.stopped().is_some() {
                        return;
                    }
                    self.ask(probe.meta(), resource, ask).await;
                }
            }
        }
    }

    /// Sends one request and follows where it leads, if the probe wants that.
    async fn ask(&mut self, probe: &'static ProbeMeta, resource: usize, mut ask: Ask) {
        fetch_metadata::set(&mut ask.request, ask.purpose);
        let mut request = Cow::Borrowed(&ask.request);
        for hop in 0..=MAX_HOPS {
            let place = if hop == 0 { Place::Asked } else { Place::LedTo };
            let own = self.with_own_fields(ask.purpose, &request);
            // What a server says that is too busy to answer is recorded only if it stays so.
            let Some(exchange) = self.asking.exchange(&own, place).await else { return };
            let next = (ask.redirects == Redirects::Follow).then(|| next_hop(&exchange)).flatten();
            self.recording.entries.push(Entry::new(Some(probe), resource, &ask, hop, exchange));
            let (Some(url), None) = (next, self.asking.stopped()) else { return };
            let request = request.to_mut();
            request.url = url;
            fetch_metadata::set(request, ask.purpose);
        }
        let failure = Failure::new(
            Stage::Address,
            FailureKind::TooLarge,
            format!("more than {MAX_HOPS} redirects"),
        );
        let exchange = Exchange::new(request.into_owned(), Err(failure));
        let entry = Entry::new(Some(probe), resource, &ask, MAX_HOPS + 1, exchange);
        self.recording.entries.push(entry);
    }

    /// The request with the fields that the user wants sent to the target's own origin.
    fn with_own_fields<'r>(&self, purpose: Purpose, request: &'r Request) -> Cow<'r, Request> {
        let is_own = || Origin::from_url(&request.url) == self.recording.target.origin;
        if self.options.headers.is_empty() || !is_own() {
            return Cow::Borrowed(request);
        }
        let mut request = request.clone();
        own_fields::set(&mut request, &self.options.headers, purpose);
        Cow::Owned(request)
    }
}

/// Whether the visit led to what is the same page to whoever asked: `https` for `http`, with or
/// without `www.`, with or without a slash, and wherever a site's root leads on the same host.
fn is_other_spelling(asked: &Target, led_to: &Target) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let path = |target: &Target| target.url.path().trim_end_matches('/').to_owned();
    bare(&asked.host) == bare(&led_to.host)
        && (path(asked).is_empty() || path(asked) == path(led_to))
}

/// Whether [`RedirectReach::Host`] allows it.
fn is_within(asked: &Target, led_to: &Target) -> bool {
    led_to.host == asked.host || led_to.host.strip_prefix("www.") == Some(&asked.host)
}

/// Where a redirect leads: to one place, `http` or `https`.
pub(crate) fn next_hop(exchange: &Exchange) -> Option<url::Url> {
    let answer = exchange.response().filter(|answer| answer.is_redirect())?;
    let mut locations = answer.texts("location");
    let (location, None) = (locations.next()?, locations.next()) else { return None };
    let url = exchange.request.url.join(location.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

#[cfg(test)]
mod tests;
