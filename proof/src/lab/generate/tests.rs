use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use corsmith_fetch::{NetworkError, Profile, RequestMode, is_header_name};
use fastrand::Rng;

use super::{generate, shrink};
use crate::lab::experiment::{Answer, Experiment, Page};
use crate::lab::predict;

const TOTAL: u64 = 20_000;
const ACAO: &str = "Access-Control-Allow-Origin";

#[test]
fn a_number_is_an_experiment() {
    for index in 0..100 {
        assert_eq!(generate(1, index), generate(1, index));
        assert_ne!(generate(1, index), generate(1, index + 1));
        assert_ne!(generate(1, index), generate(2, index));
    }
}

/// `fastrand` has changed its constants within a major version. If this fails, the numbers under
/// which experiments were reported mean others now.
#[test]
fn the_random_numbers_are_always_the_same() {
    let mut rng = Rng::with_seed(1);
    let numbers = [rng.u32(0..100), rng.u32(0..100), rng.u32(0..100)];
    assert_eq!((numbers, rng.usize(0..1000)), NUMBERS);
}

const NUMBERS: ([u32; 3], usize) = ([71, 66, 94], 778);

#[test]
fn every_experiment_is_well_formed() {
    for index in 0..TOTAL {
        let experiment = generate(4, index);
        check(&experiment);
        if index % 40 == 9 || index % 40 == 12 {
            shrink(&experiment).for_each(|simpler| check(&simpler));
        }
    }
}

fn check(experiment: &Experiment) {
    let Experiment { id, site, steps, .. } = experiment;
    let paths: BTreeSet<_> = site.iter().map(|resource| &resource.path).collect();
    assert_eq!(paths.len(), site.len(), "{id}: a path twice");
    assert!(steps.iter().all(|step| step.request.resource < site.len()), "{id}: no such resource");
    assert!(steps.is_sorted_by_key(|step| step.at), "{id}: a step before another");
    assert!(steps.iter().all(|step| step.at <= Duration::from_secs(8)), "{id}: too long");
    for resource in site {
        let later = resource.later.as_deref();
        let preflights = [Some(&resource.preflight), later.map(|later| &later.0)];
        let actuals = [Some(&resource.actual), later.map(|later| &later.1)];
        for answer in preflights.into_iter().flatten() {
            check_answer(experiment, answer);
            check_gaps(experiment, answer);
        }
        for answer in actuals.into_iter().flatten() {
            check_answer(experiment, answer);
            // A part, a proxy, a request tried again, a prompt: a browser does more than fetch.
            let odd = matches!(answer.status, 0..200 | 206 | 407 | 408 | 421 | 425);
            assert!(!odd, "{id}: {}", answer.status);
            let is_cacheable = matches!(answer.status, 301 | 308) && has(answer, "location", b"");
            if steps.len() > 1 || is_cacheable {
                assert!(has(answer, "cache-control", b" no-store"), "{id}: an HTTP cache");
            }
        }
    }
}

fn has(answer: &Answer, name: &str, value: &[u8]) -> bool {
    let mut lines = answer.headers.iter();
    lines.any(|(own, line)| own.eq_ignore_ascii_case(name) && line.starts_with(value))
}

fn check_answer(experiment: &Experiment, answer: &Answer) {
    let id = &experiment.id;
    for (name, value) in &answer.headers {
        assert!(is_header_name(name), "{id}: `{name}`");
        assert!(!value.iter().any(|byte| b"\r\n\0".contains(byte)), "{id}: {name}: {value:?}");
        let text = String::from_utf8_lossy(value);
        for inner in text.split('{').skip(1) {
            let inner = inner.split('}').next().unwrap();
            let is_origin = ["own", "other", "third", "same-site", "OWN"].contains(&inner);
            let is_url = inner.split_once(':').is_some_and(|(kind, index)| {
                ["url", "user-url", "path"].contains(&kind)
                    && index.parse().is_ok_and(|index: usize| index < experiment.site.len())
            });
            assert!(is_origin || is_url, "{id}: {name}:{text}");
        }
    }
    assert!(!has(answer, "www-authenticate", b""), "{id}: a prompt");
}

/// Nothing that a step stores expires within a second of another step.
fn check_gaps(experiment: &Experiment, preflight: &Answer) {
    let is_max_age = |(name, _): &&(String, _)| name == "Access-Control-Max-Age";
    let lines = preflight.headers.iter().filter(is_max_age);
    let written = lines.filter_map(|(_, value)| String::from_utf8_lossy(value).trim().parse().ok());
    // What cannot be read is five seconds.
    for lifetime in written.chain([5.0]).filter(|lifetime: &f64| *lifetime > 0.0) {
        for (index, step) in experiment.steps.iter().enumerate() {
            for later in &experiment.steps[index..] {
                let gap = later.at.as_secs_f64() - step.at.as_secs_f64();
                assert!((gap - lifetime).abs() >= 1.0, "{}: {gap}, {lifetime}", experiment.id);
            }
        }
    }
}

/// Of every cause that a real browser can meet here there is enough; half of the fetches succeed;
/// there are enough of every kind of page, mode, and length.
#[test]
fn every_cause_and_every_kind_occurs() {
    let (mut causes, mut kinds) = (BTreeMap::new(), BTreeMap::new());
    let mut fetches = 0;
    for index in 0..TOTAL {
        let experiment = generate(1, index);
        for cause in predict(&experiment, Profile::STANDARD).1 {
            *causes.entry(cause.unwrap_or("success")).or_insert(0_u64) += 1;
            fetches += 1;
        }
        for kind in kinds_of(&experiment) {
            *kinds.entry(kind).or_insert(0_u64) += 1;
        }
    }
    println!("{fetches} fetches: {causes:#?}\n{kinds:#?}");
    // What needs a connection that fails, a proxy, or a request for a URL that is none of the site's.
    let not_here = [
        "connection-failed",
        "invalid-data-url",
        "invalid-url",
        "preflight-connection-failed",
        "proxy-authentication",
        "unsupported-scheme",
        "url-credentials",
    ];
    for code in NetworkError::CODES.into_iter().filter(|code| !not_here.contains(code)) {
        let count = causes.get(code).copied().unwrap_or_default();
        assert!(count * 1000 >= fetches * 3, "{code}: {count}");
    }
    assert!((45..65).contains(&(causes["success"] * 100 / fetches)), "{causes:?}");
    for (kind, least) in [
        ("an opaque page", 1000),
        ("mode cors", 10_000),
        ("mode no-cors", 1000),
        ("mode same-origin", 500),
        ("0 redirects", 5000),
        ("1 redirects", 2000),
        ("2 redirects", 500),
        ("3 redirects", 200),
        ("4 redirects", 100),
        ("method GET", 3000),
        ("method HEAD", 300),
        ("method POST", 1000),
        ("method PUT", 1000),
        ("method DELETE", 500),
        ("method PATCH", 500),
        ("method patch", 100),
        ("method OPTIONS", 100),
        ("method *", 50),
        ("method CONNECT", 50),
        ("2 steps", 500),
        ("3 steps", 500),
        ("4 steps", 500),
        ("a header twice", 100),
        ("ACAO in upper case", 20),
        ("ACAO in two lines", 100),
    ] {
        assert!(
            kinds.get(kind).is_some_and(|count| *count >= least),
            "{kind}: {:?}",
            kinds.get(kind)
        );
    }
}

fn kinds_of(experiment: &Experiment) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    if experiment.page == Page::Opaque {
        kinds.insert("an opaque page".to_owned());
    }
    kinds.insert(format!("{} steps", experiment.steps.len()));
    kinds.insert(format!("{} redirects", experiment.site.len() - 1));
    for step in &experiment.steps {
        let request = &step.request;
        let mode = match request.mode {
            RequestMode::Cors => "cors",
            RequestMode::NoCors => "no-cors",
            RequestMode::SameOrigin => "same-origin",
        };
        kinds.insert(format!("mode {mode}"));
        kinds.insert(format!("method {}", request.method));
        let names = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
        if names.collect::<BTreeSet<_>>().len() < request.headers.len() {
            kinds.insert("a header twice".to_owned());
        }
    }
    for resource in &experiment.site {
        for answer in [&resource.preflight, &resource.actual] {
            let lines = answer.headers.iter().filter(|(name, _)| name == ACAO);
            let lines: Vec<_> = lines.map(|(_, value)| &value[..]).collect();
            if lines.contains(&&b" {OWN}"[..]) {
                kinds.insert("ACAO in upper case".to_owned());
            }
            if lines.len() > 1 {
                kinds.insert("ACAO in two lines".to_owned());
            }
        }
    }
    kinds
}

#[test]
fn what_is_simpler_is_different_and_there_is_an_end() {
    for index in 0..400 {
        let mut experiment = generate(3, index);
        for cut in 0.. {
            assert!(cut < 300, "{}: no end", experiment.id);
            assert!(shrink(&experiment).all(|simpler| simpler != experiment));
            // The last, which is the least: so that every kind of cut is made.
            let Some(simpler) = shrink(&experiment).last() else { break };
            experiment = simpler;
        }
    }
}
