//! May this origin? Ours for 1 to 1,000,000 origins, the peers' up to 10,000.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::time::Duration;

use corsmith_bench::origins::{self, MISS, SIZES};
use corsmith_policy::OriginSet;
use criterion::{BenchmarkId, Criterion};

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .configure_from_args();
    ours(&mut criterion);
    adversarial(&mut criterion);
    #[cfg(feature = "peers")]
    peers::all(&mut criterion);
    criterion.final_summary();
}

fn ours(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("origin/corsmith");
    let mut find = |set: &OriginSet, name: &str, origin: &str| {
        let id = BenchmarkId::new(name, set.len());
        group.bench_function(id, |b| b.iter(|| set.find(black_box(origin.as_bytes()))));
    };
    for size in SIZES {
        let set = origins::exact(size).expect("patterns");
        find(&set, "hit", &origins::last(size));
        find(&set, "miss", MISS);
    }
    for size in SIZES {
        let set = origins::subdomains(size).expect("patterns");
        find(&set, "subdomain-hit", &origins::last(size).replacen("://", "://a.b.", 1));
        find(&set, "subdomain-miss", &MISS.replacen("://", "://a.b.", 1));
    }
    group.finish();
    scattered(criterion);
}

/// A different origin each time, so that nothing is in the processor's caches: the worst a large
/// list can do, and what no real server sees, since few origins make most requests.
fn scattered(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("origin/corsmith");
    for size in SIZES {
        let set = origins::exact(size).expect("patterns");
        // A stride that is coprime to every size visits all of them, far apart.
        let asked: Vec<_> =
            (0..size.min(65_536)).map(|turn| origins::nth(turn * 7_919_317 % size)).collect();
        let mut turn = 0;
        group.bench_function(BenchmarkId::new("hit-scattered", size), |b| {
            b.iter(|| {
                turn = (turn + 1) % asked.len();
                set.find(black_box(asked[turn].as_bytes())).is_some()
            });
        });
    }
    group.finish();
}

fn adversarial(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("origin/corsmith/adversarial");
    let deep = origins::deep().expect("patterns");
    let large = origins::exact(10_000).expect("patterns");
    for (name, set, origin) in [
        ("127-labels", &deep, origins::with_127_labels()),
        ("64-KB", &large, origins::huge(64_000)),
        ("1-MB", &large, origins::huge(1_000_000)),
    ] {
        group.bench_function(name, |b| b.iter(|| set.find(black_box(origin.as_bytes()))));
    }
    group.finish();
}

#[cfg(feature = "peers")]
mod peers {
    use corsmith_bench::origins::{MISS, SIZES, last};
    use corsmith_bench::peers::{actix, tower};
    use corsmith_bench::requests::Sample;
    use criterion::{BatchSize, BenchmarkId, Criterion};

    pub(super) fn all(criterion: &mut Criterion) {
        let sample = |origin: &str| Sample {
            name: "",
            method: "GET",
            headers: vec![("origin", origin.as_bytes().to_vec())],
        };
        for size in SIZES.into_iter().filter(|&size| size <= 10_000) {
            for (name, origin) in [("hit", last(size)), ("miss", MISS.to_owned())] {
                let sample = sample(&origin);
                let id = BenchmarkId::new(name, size);
                let mut group = criterion.benchmark_group("origin/tower-http");
                let mut service = tower::cors(size).expect("a service");
                group.bench_function(id.clone(), |b| {
                    let request = tower::request(&sample).expect("a request");
                    b.iter_batched(
                        || request.clone(),
                        |request| tower::answer(&mut service, request),
                        BatchSize::SmallInput,
                    );
                });
                group.finish();
                let mut group = criterion.benchmark_group("origin/actix-cors");
                let service = actix::cors(size).expect("a service");
                group.bench_function(id, |b| {
                    b.iter_batched(
                        || actix::request(&sample),
                        |request| actix::answer(&service, request),
                        BatchSize::SmallInput,
                    );
                });
                group.finish();
            }
        }
    }
}
