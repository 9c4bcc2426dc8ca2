//! Simpler experiments of an experiment.

use std::time::Duration;

use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};

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
    // All at once, so that no step is before the one it follows.
    offer(&|other| other.steps.iter_mut().for_each(|step| step.at = Duration::ZERO));
    for step in 0..steps {
        offer(&|other| other.steps[step].request.credentials = CredentialsMode::default());
        offer(&|other| other.steps[step].request.mode = RequestMode::Cors);
        offer(&|other| other.steps[step].request.redirect = RedirectMode::Follow);
        offer(&|other| other.steps[step].request.referrer_policy = ReferrerPolicy::default());
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
        for place in Place::ALL {
            let mut copy = experiment.clone();
            let Some(answer) = place.of(&mut copy, resource) else { continue };
            offer(&|other| place.change(other, resource, |answer| answer.status = place.status()));
            for line in 0..answer.headers.len() {
                let name = &*answer.headers[line].0;
                // Without this an HTTP cache would take part.
                if name == "Cache-Control" {
                    continue;
                }
                offer(&|other| {
                    place.change(other, resource, |answer| drop(answer.headers.remove(line)));
                });
                // A value that is simple already stays: else two would take turns.
                if name == "Location" || SIMPLE.contains(&&*answer.headers[line].1) {
                    continue;
                }
                for value in SIMPLE {
                    offer(&|other| {
                        place.change(other, resource, |answer| {
                            answer.headers[line].1 = value.to_vec();
                        });
                    });
                }
            }
        }
    }
    simpler.into_iter()
}

/// Drops the last resource; what redirected to it ends there, and what asked for it asks for the
/// first.
fn drop_last(experiment: &mut Experiment) {
    experiment.site.pop();
    for step in &mut experiment.steps {
        if step.request.resource >= experiment.site.len() {
            step.request.resource = 0;
        }
    }
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

/// An answer of a resource.
#[derive(Clone, Copy)]
enum Place {
    Preflight,
    Actual,
    LaterPreflight,
    LaterActual,
}

impl Place {
    const ALL: [Self; 4] = [Self::Preflight, Self::Actual, Self::LaterPreflight, Self::LaterActual];

    const fn status(self) -> u16 {
        match self {
            Self::Preflight | Self::LaterPreflight => 204,
            Self::Actual | Self::LaterActual => 200,
        }
    }

    fn of(self, experiment: &mut Experiment, resource: usize) -> Option<&mut Answer> {
        let resource = &mut experiment.site[resource];
        match self {
            Self::Preflight => Some(&mut resource.preflight),
            Self::Actual => Some(&mut resource.actual),
            Self::LaterPreflight => resource.later.as_deref_mut().map(|later| &mut later.0),
            Self::LaterActual => resource.later.as_deref_mut().map(|later| &mut later.1),
        }
    }

    fn change(
        self,
        experiment: &mut Experiment,
        resource: usize,
        change: impl FnOnce(&mut Answer),
    ) {
        if let Some(answer) = self.of(experiment, resource) {
            change(answer);
        }
    }
}
