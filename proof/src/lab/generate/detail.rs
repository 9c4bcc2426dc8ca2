//! A detail of an experiment at a finer boundary than [`spoil`](super::spoil) knows: taken from what
//! the page really asks for, so that grant and request differ in one respect only.

mod sequence;
mod values;

use corsmith_fetch::{
    CredentialsMode, RedirectMode, RequestMode, is_cors_safelisted_method, is_header_name,
    normalize_method,
};
use fastrand::Rng;

pub(super) use self::sequence::add as add_to_sequence;
use self::values::{
    ACTUAL_STATUSES, EXPOSED, FORBIDDEN, LOCATIONS, METHODS, ORIGINS, PREFLIGHT_STATUSES, READABLE,
    VALUES,
};
use super::{chance, pick};
use crate::lab::experiment::{Answer, Experiment, FetchInit, Host, Page};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAM: &str = "Access-Control-Allow-Methods";
const ACAH: &str = "Access-Control-Allow-Headers";
const ACEH: &str = "Access-Control-Expose-Headers";

/// Adds one detail, in one experiment of three another.
pub(super) fn add(rng: &mut Rng, experiment: &mut Experiment) {
    for _ in 0..=u32::from(chance(rng, 33)) {
        match rng.u32(0..100) {
            0..14 => method(rng, experiment),
            14..30 => headers(rng, experiment),
            30..36 => long_headers(rng, experiment),
            36..46 => spelling(rng, experiment),
            46..60 => origin(rng, experiment),
            60..78 => location(rng, experiment),
            78..90 => exposed(rng, experiment),
            90..95 => last(experiment).status = *pick(rng, ACTUAL_STATUSES),
            _ => {
                let at = rng.usize(0..experiment.site.len());
                experiment.site[at].preflight.status = *pick(rng, PREFLIGHT_STATUSES);
            }
        }
    }
}

fn last(experiment: &mut Experiment) -> &mut Answer {
    let at = experiment.site.len() - 1;
    &mut experiment.site[at].actual
}

/// A method at the edge of what may be a method, granted in so many words.
fn method(rng: &mut Rng, experiment: &mut Experiment) {
    let method = *pick(rng, METHODS);
    experiment.steps[0].request.method = method.into();
    let method = normalize_method(method).into_owned();
    for resource in &mut experiment.site {
        replace(&mut resource.preflight, ACAM, &[&format!(" GET, {method}")]);
    }
}

/// One or two headers, some of which a page cannot set, granted by name.
fn headers(rng: &mut Rng, experiment: &mut Experiment) {
    let (name, value): (&str, &[u8]) =
        if chance(rng, 30) { (pick(rng, FORBIDDEN), b"x") } else { *pick(rng, VALUES) };
    let request = &mut experiment.steps[0].request;
    request.headers.push((name.into(), value.to_vec()));
    if chance(rng, 25) {
        // Another pair of the same name: each is judged alone.
        request.headers.push((name.to_ascii_uppercase(), value.to_vec()));
    }
    if chance(rng, 80) {
        grant_names(experiment);
    }
}

/// Safelisted values of 1024 bytes in all, and of one more.
fn long_headers(rng: &mut Rng, experiment: &mut Experiment) {
    let request = &mut experiment.steps[0].request;
    request.headers = (0..8).map(|_| ("Accept".into(), vec![b'a'; 128])).collect();
    let more: &[u8] = if chance(rng, 50) { b"a" } else { b"" };
    request.headers.push(("Accept-Language".into(), more.to_vec()));
    if chance(rng, 50) {
        grant_names(experiment);
    }
}

fn grant_names(experiment: &mut Experiment) {
    let value = format!(" {}", names(&experiment.steps[0].request).join(", "));
    for resource in &mut experiment.site {
        replace(&mut resource.preflight, ACAH, &[&value]);
    }
}

/// The names a page gives its request, as far as they are names.
fn names(request: &FetchInit) -> Vec<String> {
    let names = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    names.filter(|name| is_header_name(name)).collect()
}

/// What the page asks for is granted in another spelling: in another case, quoted, in two lines.
fn spelling(rng: &mut Rng, experiment: &mut Experiment) {
    let request = &mut experiment.steps[0].request;
    let is_method = chance(rng, 50);
    if is_method && is_cors_safelisted_method(&normalize_method(&request.method)) {
        request.method = pick(rng, &["PUT", "DELETE", "PATCH", "patch", "x"]).into();
    }
    if !is_method && names(request).is_empty() {
        request.headers.push(("X-A".into(), b"1".to_vec()));
        request.headers.push(("Content-Type".into(), b"application/json".to_vec()));
    }
    let mut members = if is_method {
        vec![normalize_method(&request.method).into_owned()]
    } else {
        names(request)
    };
    let lines: Vec<String> = match rng.u32(0..12) {
        0 => vec![members.join(", ").to_ascii_uppercase()],
        1 => vec![members.join(", ").to_ascii_lowercase()],
        2 => vec![format!("\"{}\"", members.join("\", \""))],
        3 => members,
        4 => vec![members.join(" ")],
        5 => vec![members.join("; ")],
        6 => vec![format!(",\t,{} ,, ", members.join("\t,"))],
        7 => vec![members.join(", "), String::new()],
        8 => vec![members.join(", "), "(x)".into()],
        9 => vec![format!("{}\u{a0}", members.join(", "))],
        10 => vec![format!("*, {}", members.join(", "))],
        _ => {
            members.pop();
            members.push("x-z".into());
            vec![members.join(", ")]
        }
    };
    let lines: Vec<_> = lines.iter().map(|line| format!(" {line}")).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let at = rng.usize(0..experiment.site.len());
    replace(&mut experiment.site[at].preflight, if is_method { ACAM } else { ACAH }, &lines);
}

/// Another `Access-Control-Allow-Origin`; after redirects that of the page, which is `null` by then.
fn origin(rng: &mut Rng, experiment: &mut Experiment) {
    let at = rng.usize(0..experiment.site.len());
    let resource = &mut experiment.site[at];
    let lines = if at > 0 && chance(rng, 50) { &[" {own}"] } else { pick(rng, ORIGINS) };
    let is_preflight = chance(rng, 40);
    replace(if is_preflight { &mut resource.preflight } else { &mut resource.actual }, ACAO, lines);
}

/// A redirect whose `Location` is written in another way. If there is none, there will be one.
fn location(rng: &mut Rng, experiment: &mut Experiment) {
    if experiment.site.len() == 1 {
        let mut next = experiment.site[0].clone();
        next.path = "/1".into();
        experiment.site.push(next);
        match rng.u32(0..10) {
            0..4 if experiment.page == Page::Tuple => experiment.site[0].host = Host::Own,
            // The answers stay, but the request's origin is `null` now.
            7.. => experiment.site[1].host = Host::Third,
            _ => {}
        }
    }
    let at = rng.usize(1..experiment.site.len());
    // A path leads to the next resource only on the same host.
    let is_same_host = experiment.site[at].host == experiment.site[at - 1].host;
    let locations = if is_same_host { LOCATIONS } else { &LOCATIONS[3..] };
    let value = pick(rng, locations).replace("{N}", &at.to_string());
    let answer = &mut experiment.site[at - 1].actual;
    answer.status = *pick(rng, &[&301_u16, &302, &303, &307, &308]);
    replace(answer, "Location", &[&value]);
    replace(answer, "Cache-Control", &[" no-store"]);
    let request = &mut experiment.steps[0].request;
    if request.mode != RequestMode::NoCors || chance(rng, 80) {
        request.redirect = RedirectMode::Follow;
    }
}

/// Headers of odd kinds, and what names them.
fn exposed(rng: &mut Rng, experiment: &mut Experiment) {
    if chance(rng, 30) {
        experiment.steps[0].request.credentials = CredentialsMode::Include;
    }
    let answer = last(experiment);
    for _ in 0..rng.u32(1..4) {
        let (name, value): (&str, &[u8]) = *pick(rng, READABLE);
        answer.headers.retain(|(own, _)| own != name);
        // Where there is no body, a length would be a lie that costs the connection.
        if name != "Content-Length" || !matches!(answer.status, 204 | 304) {
            answer.headers.push((name.into(), [b" ", value].concat()));
        }
    }
    replace(answer, ACEH, pick(rng, EXPOSED));
}

/// The lines of a name, each one byte a character, instead of those there were.
fn replace(answer: &mut Answer, name: &str, lines: &[&str]) {
    answer.headers.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
    let bytes = |line: &str| line.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    answer.headers.extend(lines.iter().map(|line| (name.to_owned(), bytes(line))));
}
