//! Details of several steps: other max-ages, and another URL.

use fastrand::Rng;

use super::{ACAO, chance, pick, replace};
use crate::lab::experiment::{Answer, Experiment, Host, Page, Resource};

const MAX_AGE: &str = "Access-Control-Max-Age";

/// Zero, five seconds, or longer than any experiment, whatever a browser makes of it: no step of a
/// sequence begins within a second of an expiry.
const MAX_AGES: &[&[&str]] = &[
    &[" 5"],
    &[" \t600 \t"],
    &["600"],
    &[""],
    &[" 600", " 600"],
    &[" 0", " 600"],
    &[" 600.5"],
    &[" 6e2"],
    &[" 600s"],
    &[" 600 600"],
    &[" 86401"],
    &[" 2147483648"],
    &[" 18446744073709551616"],
    &[" 00000600"],
    &[" -0"],
    &[" 0x258"],
];

/// Adds one or both.
pub(in super::super) fn add(rng: &mut Rng, experiment: &mut Experiment) {
    let is_url = chance(rng, 40);
    if is_url {
        if chance(rng, 50) { second_url(rng, experiment) } else { redirect(rng, experiment) }
    }
    if !is_url || chance(rng, 30) {
        let lines = pick(rng, MAX_AGES);
        for resource in &mut experiment.site {
            replace(&mut resource.preflight, MAX_AGE, lines);
        }
    }
}

/// The cache is keyed by URL: some steps ask for another one of the same answers.
fn second_url(rng: &mut Rng, experiment: &mut Experiment) {
    let mut other = experiment.site[0].clone();
    other.path = pick(rng, &["/0?x", "/1", "/0/"]).into();
    experiment.site.push(other);
    for step in &mut experiment.steps {
        step.request.resource = rng.usize(0..2);
    }
}

/// Every step is redirected to another host, where its origin is `null`, and the cache keyed by it.
fn redirect(rng: &mut Rng, experiment: &mut Experiment) {
    let mut target = experiment.site[0].clone();
    target.path = "/1".into();
    target.host = if target.host == Host::Third { Host::Other } else { Host::Third };
    if experiment.page == Page::Tuple && chance(rng, 30) {
        experiment.site[0].host = Host::Own;
    } else {
        each_answer(&mut target, |answer| replace(answer, ACAO, &[" null"]));
    }
    experiment.site.push(target);
    each_answer(&mut experiment.site[0], |answer| {
        if answer.status == 200 {
            answer.status = 307;
            replace(answer, "Location", &[" {url:1}"]);
        }
    });
}

fn each_answer(resource: &mut Resource, change: impl Fn(&mut Answer)) {
    change(&mut resource.preflight);
    change(&mut resource.actual);
    if let Some(later) = &mut resource.later {
        change(&mut later.0);
        change(&mut later.1);
    }
}
