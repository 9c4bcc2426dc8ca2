//! A decision costs the same among a million origins as for one. Ratios only: absolute times say
//! more about the machine than about the code.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use corsmith_bench::origins;
use corsmith_policy::OriginSet;

/// As many as the benchmarks go to. Unoptimised code takes half a minute to parse so many.
const MANY: usize = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };

/// How much dearer the many may be than the one. A full table has a comparison more where a miss
/// shares a few bits of its hash; unoptimised, that alone is a third of a decision.
const LIMIT: f64 = if cfg!(debug_assertions) { 2.0 } else { 1.5 };

const ROUNDS: usize = 25;
const BATCHES: usize = 9;
const DECISIONS: u32 = 50;

#[test]
fn a_hit_costs_the_same_among_many_origins() {
    assert_flat(|size| (0..16).map(|turn| origins::nth(size.saturating_sub(1 + turn))).collect());
}

#[test]
fn a_miss_costs_the_same_among_many_origins() {
    // Some misses share a few bits of their hash with an origin and cost a comparison more, so
    // several are asked.
    assert_flat(|_| (0..16).map(|turn| origins::nth(9_999_999 - turn)).collect());
}

fn assert_flat(asked: fn(usize) -> Vec<String>) {
    let [one, many] = [1, MANY].map(|size| (origins::exact(size).expect("patterns"), asked(size)));
    // Another process can only make a batch slower, so the best round is nearest to the truth. It
    // is chosen for each side alone, and the sides take turns.
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let mut batches = [[Duration::ZERO; BATCHES]; 2];
        let [of_one, of_many] = &mut batches;
        for (of_one, of_many) in of_one.iter_mut().zip(of_many) {
            *of_one = time(&one);
            *of_many = time(&many);
        }
        for (best, mut batches) in best.iter_mut().zip(batches) {
            batches.sort();
            *best = (*best).min(batches[BATCHES / 2]);
        }
    }
    let [one, many] = best;
    let ratio = many.as_secs_f64() / one.as_secs_f64();
    assert!(ratio <= LIMIT, "{MANY} origins cost {ratio:.2} times as much as one");
}

fn time((set, asked): &(OriginSet, Vec<String>)) -> Duration {
    let start = Instant::now();
    for _ in 0..DECISIONS {
        for origin in asked {
            black_box(set.find(black_box(origin.as_bytes())));
        }
    }
    start.elapsed()
}
