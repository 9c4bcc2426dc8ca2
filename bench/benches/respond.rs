//! A whole answer: ours as a value, the peers' as their middleware gives it.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::time::Duration;

use corsmith_bench::{policies, requests};
use corsmith_policy::Request;
use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    ours(&mut criterion);
    #[cfg(feature = "peers")]
    peers::all(&mut criterion);
    criterion.final_summary();
}

fn ours(criterion: &mut Criterion) {
    let policy = policies::ordinary().expect("a policy");
    let mut group = criterion.benchmark_group("respond/corsmith");
    for sample in requests::samples() {
        let lines = sample.lines();
        group.bench_function(sample.name, |b| {
            b.iter(|| {
                let request = Request { method: sample.method, target: "/", headers: &lines };
                policy.respond(black_box(&request))
            });
        });
    }
    group.finish();
}

#[cfg(feature = "peers")]
mod peers {
    use corsmith_bench::peers::{actix, tower};
    use corsmith_bench::requests::{Sample, samples};
    use criterion::{BatchSize, Criterion};

    pub(super) fn all(criterion: &mut Criterion) {
        let samples = samples();
        tower_http(criterion, "respond/tower-http", tower::cors(1).expect("a service"), &samples);
        tower_http(criterion, "respond/tower-without-cors", tower::Application, &samples);
        actix_web(criterion, "respond/actix-cors", actix::cors(1).expect("a service"), &samples);
        actix_web(criterion, "respond/actix-without-cors", actix::application(), &samples);
    }

    fn tower_http<S>(criterion: &mut Criterion, name: &str, mut service: S, samples: &[Sample])
    where
        S: tower_service::Service<http::Request<()>, Response = http::Response<()>>,
    {
        let mut group = criterion.benchmark_group(name);
        for sample in samples {
            let request = tower::request(sample).expect("a request");
            group.bench_function(sample.name, |b| {
                b.iter_batched(
                    || request.clone(),
                    |request| tower::answer(&mut service, request),
                    BatchSize::SmallInput,
                );
            });
        }
        group.finish();
    }

    fn actix_web<S>(criterion: &mut Criterion, name: &str, service: S, samples: &[Sample])
    where
        S: actix_web::dev::Service<actix_web::dev::ServiceRequest, Error = actix_web::Error>,
    {
        let mut group = criterion.benchmark_group(name);
        for sample in samples {
            group.bench_function(sample.name, |b| {
                b.iter_batched(
                    || actix::request(sample),
                    |request| actix::answer(&service, request),
                    BatchSize::SmallInput,
                );
            });
        }
        group.finish();
    }
}
