//! Simpler experiments of an experiment.

use corsmith_fetch::{CredentialsMode, RedirectMode, RequestMode};

use crate::lab::experiment::{Answer, Experiment, Host, Page};

/// Every experiment that is simpler than this one in one place, the biggest cuts first. None equals
/// it.
pub fn shrink(experiment: &Experiment) -> impl Iterator<Item = Experiment> {
    let mut simpler = Vec::new();
    let mut offer = |change: &dyn Fn(&mut Experiment)| {
        let mut other = experiment.clone();
        change(&mut other);
        if other != *experiment {
            simpler.push(other);
        }
    };
    let (steps, site) = (experiment.steps.len(), experiment.site.len());
    for step in (0..steps).filter(|_| steps > 1) {
        offer(&|other| drop(other.steps.remove(step)));
    }
    // The last resource only, so that the others keep their numbers.
    if site > 1 {
        offer(&|other| drop_last(other));
    }
    offer(&|other| other.page = Page::Tuple);
    for step in 0..steps {
        offer(&|other| other.steps[step].request.credentials = CredentialsMode::default());
        offer(&|other| other.steps[step].request.mode = RequestMode::Cors);
        offer(&|other| other.steps[step].request.redirect = RedirectMode::Follow);
        offer(&|other| other.steps[step].request.method = "GET".into());
        for header in 0..experiment.steps[step].request.headers.len() {
            offer(&|other| drop(other.steps[step].request.headers.remove(header)));
            offer(&|other| {
                other.steps[step].request.headers[header] = ("X-A".into(), b"1".to_vec());
            });
        }
    }
    for resource in 0..site {
        offer(&|other| other.site[resource].later = None);
        offer(&|other| other.site[resource].host = Host::Other);
        for place in [Place::Preflight, Place::Actual] {
            let status = if matches!(place, Place::Preflight) { 204 } else { 200 };
            offer(&|other| place.of(other, resource).status = status);
            let lines = place.of(&mut experiment.clone(), resource).headers.len();
            for line in 0..lines {
                let name = place.of(&mut experiment.clone(), resource).headers[line].0.clone();
                // Without this an HTTP cache would take part.
                if name == "Cache-Control" {
                    continue;
                }
                offer(&|other| drop(place.of(other, resource).headers.remove(line)));
                for value in SIMPLE.iter().filter(|_| name != "Location") {
                    offer(&|other| {
                        // A value that is simple already stays: else two would take turns.
                        let own = &mut place.of(other, resource).headers[line].1;
                        if !SIMPLE.contains(&&own[..]) {
                            *own = value.to_vec();
                        }
                    });
                }
            }
        }
    }
    simpler.into_iter()
}

/// Drops the last resource; what redirected to it ends there.
fn drop_last(experiment: &mut Experiment) {
    experiment.site.pop();
    let gone = format!(":{}}}", experiment.site.len());
    for resource in &mut experiment.site {
        let later = resource.later.as_deref_mut().map(|(_, actual)| actual);
        for answer in [Some(&mut resource.actual), later].into_iter().flatten() {
            let is_gone = |value: &[u8]| String::from_utf8_lossy(value).contains(&gone);
            let had = answer.headers.len();
            answer.headers.retain(|(_, value)| !is_gone(value));
            if answer.headers.len() < had {
                answer.status = 200;
            }
        }
    }
}

/// Values that are as simple as any.
const SIMPLE: [&[u8]; 3] = [b" *", b" {own}", b" x-a"];

#[derive(Clone, Copy)]
enum Place {
    Preflight,
    Actual,
}

impl Place {
    fn of(self, experiment: &mut Experiment, resource: usize) -> &mut Answer {
        let resource = &mut experiment.site[resource];
        match self {
            Self::Preflight => &mut resource.preflight,
            Self::Actual => &mut resource.actual,
        }
    }
}
