//! Random but meaningful experiments.
//!
//! Most of what is random is refused at the first hurdle and shows nothing. So an experiment is
//! first made right, such that the page would get its response, and then spoiled in none, one or two
//! places, each near a boundary of the standard.

mod answer;
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
/// One in ten has several steps, which share the CORS-preflight cache.
#[must_use]
pub fn generate(seed: u64, index: u64) -> Experiment {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index));
    let mut experiment =
        if index % 10 == 9 { sequence::generate(&mut rng) } else { single(&mut rng) };
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
    // Storage Access Headers: a frame's request with credentials to the site of the page around it
    // has an `Origin` header in Chromium and Firefox. What is around a frame no case says.
    let request = &mut experiment.steps[0].request;
    if experiment.page == Page::Opaque && request.mode == RequestMode::NoCors {
        request.credentials = CredentialsMode::default();
    }
    experiment
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
mod tests {
    use std::collections::BTreeMap;

    use corsmith_fetch::Profile;

    use super::{generate, shrink};
    use crate::lab::predict;

    #[test]
    fn a_number_is_an_experiment() {
        assert_eq!(generate(1, 7), generate(1, 7));
        assert_ne!(generate(1, 7), generate(2, 7));
    }

    /// Of every cause that a real browser can meet here there is enough; most fetches succeed.
    #[test]
    fn every_cause_occurs() {
        let mut counts = BTreeMap::new();
        let total = 20_000;
        for index in 0..total {
            let (_, causes) = predict(&generate(1, index), Profile::STANDARD);
            for cause in causes {
                *counts.entry(cause.unwrap_or("success")).or_insert(0_u64) += 1;
            }
        }
        println!("{counts:#?}");
        // What needs a connection that fails, a proxy, or a URL that is no resource of the site.
        let not_here = [
            "bad-port",
            "connection-failed",
            "invalid-data-url",
            "invalid-url",
            "preflight-connection-failed",
            "proxy-authentication",
            "unsupported-scheme",
            "url-credentials",
        ];
        for code in corsmith_fetch::NetworkError::CODES {
            if !not_here.contains(&code) {
                let count = counts.get(code).copied().unwrap_or_default();
                assert!(count * 1000 >= total, "{code}: {count}");
            }
        }
        assert!(counts["success"] * 10 > total * 4, "{counts:?}");
    }

    #[test]
    fn what_is_simpler_is_different() {
        for index in 0..200 {
            let experiment = generate(3, index);
            assert!(shrink(&experiment).all(|simpler| simpler != experiment));
        }
    }
}
