//! Simulated fetches: verdicts on browser cases, a case an element.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::time::Duration;

use corsmith_bench::cases;
use corsmith_fetch::Profile;
use corsmith_simulate::run_case;
use criterion::{Criterion, Throughput};

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let cases = cases::cases().expect("cases");
    let mut group = criterion.benchmark_group("simulate/corsmith");
    group.throughput(Throughput::Elements(cases.len() as u64));
    for profile in Profile::ALL {
        group.bench_function(profile.name(), |b| {
            b.iter(|| {
                for case in &cases {
                    black_box(run_case(black_box(case), profile));
                }
            });
        });
    }
    group.finish();
    criterion.final_summary();
}
