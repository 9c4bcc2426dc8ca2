//! Random but meaningful experiments.
//!
//! Most of what is random is refused at the first hurdle and shows nothing. So an experiment is
//! first made right, such that the page would get its response, and then spoiled in none, one or two
//! places, each near a boundary of the standard.

mod answer;
mod detail;
mod request;
mod sequence;
mod shrink;
mod spoil;

use corsmith_fetch::{CredentialsMode, RedirectMode, RequestMode};
use fastrand::Rng;

use super::experiment::{Experiment, Host, Page, Resource, Step};
pub use shrink::shrink;

/// The experiment of this number among those of this seed: always the same.
///
/// One in ten has several steps, which share the CORS-preflight cache. One in five (of those with
/// several steps, one in two) has a detail at a finer boundary.
///
/// What is left out, because a browser does more than fetch then, or the HTTP cache takes part: the
/// statuses 1xx, 206, 407, 408, 421 and 425, `WWW-Authenticate`, conditional answers, and URLs that
/// are none of the site's.
///
/// ```
/// use corsmith_proof::lab::generate;
///
/// assert_eq!(generate(1, 7).id, "g1-7");
/// assert_eq!(generate(1, 7), generate(1, 7));
/// ```
#[must_use]
pub fn generate(seed: u64, index: u64) -> Experiment {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index));
    let mut experiment =
        if index % 10 == 9 { sequence::generate(&mut rng) } else { single(&mut rng) };
    match index % 20 {
        2 | 7 | 12 | 17 => detail::add(&mut rng, &mut experiment),
        19 => detail::add_to_sequence(&mut rng, &mut experiment),
        _ => {}
    }
    leave_storage_access_out(&mut experiment);
    experiment.id = format!("g{seed}-{index}");
    experiment
}

fn single(rng: &mut Rng) -> Experiment {
    let page = if chance(rng, 12) { Page::Opaque } else { Page::Tuple };
    let hops = *weighted(rng, &[(58, 0), (24, 1), (10, 2), (5, 3), (3, 4)]);
    let hosts: Vec<Host> = (0..=hops).map(|_| host(rng)).collect();
    let mut request = request::generate(rng);
    request.resource = 0;
    if hops > 0 && chance(rng, 70) {
        request.redirect = RedirectMode::Follow;
    }
    let mut site: Vec<Resource> = Vec::new();
    for (index, host) in hosts.iter().enumerate() {
        let origin = answer::origin_at(page, &hosts[..=index]);
        let next = (index < hops).then_some(index + 1);
        site.push(Resource {
            host: *host,
            path: format!("/{index}"),
            preflight: answer::preflight(rng, origin, &request),
            actual: answer::actual(rng, origin, &request, next),
            later: None,
        });
    }
    let step = Step { at: std::time::Duration::ZERO, request };
    let mut experiment = Experiment { id: String::new(), page, site, steps: vec![step] };
    let spoils = *weighted(rng, &[(42, 0), (42, 1), (16, 2)]);
    for _ in 0..spoils {
        spoil::spoil(rng, &mut experiment);
    }
    experiment
}

/// Storage Access Headers: a frame's request with credentials to the site of the page around it has
/// an `Origin` header in Chromium and Firefox. What is around a frame no case says.
fn leave_storage_access_out(experiment: &mut Experiment) {
    for step in &mut experiment.steps {
        if experiment.page == Page::Opaque && step.request.mode == RequestMode::NoCors {
            step.request.credentials = CredentialsMode::default();
        }
    }
}

fn host(rng: &mut Rng) -> Host {
    *weighted(rng, &[(14, Host::Own), (52, Host::Other), (14, Host::Third), (20, Host::SameSite)])
}

/// True in so many of a hundred.
fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

fn pick<'a, T: ?Sized>(rng: &mut Rng, items: &[&'a T]) -> &'a T {
    items[rng.usize(0..items.len())]
}

fn weighted<'a, T>(rng: &mut Rng, items: &'a [(u32, T)]) -> &'a T {
    let mut at = rng.u32(0..items.iter().map(|(weight, _)| weight).sum());
    for (weight, item) in items {
        if at < *weight {
            return item;
        }
        at -= weight;
    }
    &items[0].1
}

#[cfg(test)]
mod tests;
