//! Asking: every probe, every resource, within the budget.

use std::time::Duration;

use crate::options::{MAX_FAILURES, MAX_HOPS, MAX_RETRY_AFTER_SECONDS};
use crate::{
    Ask, Entry, Exchange, Failure, FailureKind, ProbeContext, ProbeMeta, ProbeMode, Recording,
    Redirects, Request, Resource, ScanOptions, Stage, Target, Transport, probes,
};

/// Asks what `options` allow and records it in `recording`, in an order that depends on nothing but
/// the answers. Whoever stops waiting for it keeps what is recorded.
pub async fn record<T: Transport>(
    transport: &mut T,
    recording: &mut Recording,
    options: &ScanOptions,
) {
    let mut recorder = Recorder { transport, recording, options, failures: 0 };
    recorder.recording.resources =
        vec![recorder.resource(recorder.recording.target.clone(), "GET")];
    recorder.ask_all(ProbeMode::Passive, 0..1).await;
    if options.mode == ProbeMode::Passive || recorder.recording.page().is_none() {
        return;
    }
    recorder.recording.resources = recorder.resources();
    let all = 0..recorder.recording.resources.len();
    for mode in [ProbeMode::Active, ProbeMode::OptIn] {
        if mode <= options.mode {
            recorder.ask_all(mode, all.clone()).await;
        }
    }
}

struct Recorder<'a, T> {
    transport: &'a mut T,
    recording: &'a mut Recording,
    options: &'a ScanOptions,
    /// How many exchanges in a row have failed.
    failures: usize,
}

impl<T: Transport> Recorder<'_, T> {
    fn resource(&self, target: Target, method: &str) -> Resource {
        Resource { target, method: method.to_owned() }
    }

    /// Where the visit led, if that is the same site, and the paths that the user named.
    fn resources(&self) -> Vec<Resource> {
        let asked = &self.recording.target;
        let led_to = self.recording.page().map(|(index, _)| {
            Target::new(self.recording.entries[index].exchange.request.url.clone())
        });
        let first = led_to
            .filter(|led_to| {
                led_to.host == asked.host
                    || led_to.registrable.is_some() && led_to.registrable == asked.registrable
            })
            .unwrap_or_else(|| asked.clone());
        let mut targets = vec![first.clone()];
        for path in &self.options.paths {
            let target = first.at(path);
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        let methods = &self.options.methods;
        targets
            .into_iter()
            .flat_map(|target| methods.iter().map(move |method| (target.clone(), method)))
            .map(|(target, method)| self.resource(target, method))
            .collect()
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
                    if self.recording.cut_short.is_some() {
                        return;
                    }
                    self.ask(probe.meta(), resource, ask).await;
                }
            }
        }
    }

    /// Sends one request and follows where it leads, if the probe wants that.
    async fn ask(&mut self, probe: &'static ProbeMeta, resource: usize, ask: Ask) {
        let mut request = ask.request.clone();
        for hop in 0..=MAX_HOPS {
            if self.recording.entries.len() >= self.options.budget {
                let budget = self.options.budget;
                self.recording.cut_short =
                    Some(format!("the budget of {budget} requests is used up"));
                return;
            }
            let exchange = self.transport.exchange(&self.with_own_fields(&request)).await;
            let next = (ask.redirects == Redirects::Follow).then(|| next_hop(&exchange)).flatten();
            self.mind(&exchange).await;
            self.recording.entries.push(Entry::new(Some(probe), resource, &ask, hop, exchange));
            let (Some(url), None) = (next, &self.recording.cut_short) else { return };
            if hop == MAX_HOPS {
                let failure = Failure::new(
                    Stage::Address,
                    FailureKind::TooLarge,
                    format!("more than {MAX_HOPS} redirects"),
                );
                request.url = url;
                let exchange = Exchange::new(request, Err(failure));
                self.recording.entries.push(Entry::new(
                    Some(probe),
                    resource,
                    &ask,
                    hop + 1,
                    exchange,
                ));
                return;
            }
            request.url = url;
        }
    }

    /// The request with the fields that the user wants sent to the target's own origin.
    fn with_own_fields(&self, request: &Request) -> Request {
        let mut request = request.clone();
        if Target::new(request.url.clone()).origin == self.recording.target.origin {
            for (name, value) in self.options.headers.iter() {
                request.headers.append(name, value);
            }
        }
        request
    }

    /// Leaves a server alone that asks for it, or that no longer answers.
    async fn mind(&mut self, exchange: &Exchange) {
        match &exchange.outcome {
            Ok(answer) => {
                self.failures = 0;
                if !matches!(answer.status, 429 | 503) {
                    return;
                }
                let Some(asked) = answer.text("retry-after") else { return };
                // A date is as good as a long time.
                let seconds = asked.trim().parse().unwrap_or(u64::MAX);
                let is_waited = seconds <= MAX_RETRY_AFTER_SECONDS
                    && self.transport.wait(Duration::from_secs(seconds)).await;
                if !is_waited {
                    self.recording.cut_short = Some(format!(
                        "the server answered {} and asked to be left alone (`Retry-After: {asked}`)",
                        answer.status
                    ));
                }
            }
            Err(failure) if failure.kind == FailureKind::Stopped => {
                self.recording.cut_short = Some(failure.detail.clone());
            }
            Err(failure) => {
                self.failures += 1;
                if self.failures >= MAX_FAILURES {
                    let count = self.failures;
                    self.recording.cut_short = Some(format!(
                        "{count} exchanges in a row failed, the last one while {failure}"
                    ));
                }
            }
        }
    }
}

/// Where a redirect leads: `http` and `https` only.
fn next_hop(exchange: &Exchange) -> Option<url::Url> {
    let answer = exchange.response().filter(|answer| answer.is_redirect())?;
    let location = answer.text("location")?;
    let url = exchange.request.url.join(location.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}
