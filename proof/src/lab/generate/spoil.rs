//! One thing changed for something near by.

use corsmith_fetch::{CredentialsMode, RedirectMode, RequestMode};
use fastrand::Rng;

use super::{chance, pick, request, weighted};
use crate::lab::experiment::{Answer, Experiment, Host, Page, Resource};

const ACAO: &str = "Access-Control-Allow-Origin";

/// Values of a header, each in one or two lines, byte for byte after the colon.
type Lines = &'static [&'static str];

const ORIGINS: &[Lines] = &[
    &[],
    &[" *"],
    &[" {own}"],
    &[" null"],
    &[" {other}"],
    &[" {own}/"],
    &[" {OWN}"],
    &[" "],
    &[""],
    &[" {own}, {own}"],
    &[" {own} {other}"],
    &[" page.localhost"],
    &[" {own}", " {own}"],
    &[" *", " *"],
    &["", " *"],
    &[" {own}", " {other}"],
    &["\t{own}\t"],
    &["  *  "],
    &[" **"],
    &[" \"{own}\""],
    &[" http://*.localhost"],
    &[" NULL"],
    &[" {own},"],
    &[" {same-site}"],
    &[" undefined"],
    &[" {own}\u{b}"],
    &[" *,"],
];
const CREDENTIALS: &[Lines] = &[
    &[],
    &[" true"],
    &[" True"],
    &[" TRUE"],
    &[" 1"],
    &[""],
    &[" true, true"],
    &[" true", " true"],
    &[" false"],
    &["\ttrue "],
    &[" true,"],
    &[" \"true\""],
];
const METHODS: &[Lines] = &[
    &[],
    &[" *"],
    &[""],
    &[" GET"],
    &[" PUT"],
    &[" put"],
    &[" PUT, DELETE", " PATCH"],
    &[" PUT DELETE"],
    &[" \"PUT\""],
    &[" PUT;"],
    &[" ,,PUT,"],
    &[" GET", " P U T"],
    &[" *, PUT"],
    &[" PATCH, patch"],
    &[" @"],
    &[" PUT", ""],
    &["\tPUT\t,\tDELETE"],
    &[" PUT\u{b}"],
    &[" PUT, DELETE, PATCH, OPTIONS"],
    &[" Put"],
];
const NAMES: &[Lines] = &[
    &[],
    &[" *"],
    &[""],
    &[" x-a"],
    &[" X-A, content-type", " authorization"],
    &[" x a"],
    &[" \"x-a\""],
    &[" *, authorization"],
    &[" x-a;"],
    &[" ,,x-a,"],
    &[" authorization"],
    &[" content-type"],
    &[" x-a", " (y)"],
    &[" CONTENT-TYPE,X-A,AUTHORIZATION,RANGE,ACCEPT"],
    &[" x-a\u{c}"],
    &[" x-requested-with"],
];
const EXPOSED: &[Lines] = &[
    &[],
    &[" *"],
    &[" x-a"],
    &[" x-a", " etag"],
    &[" x-a", " e tag"],
    &[" set-cookie"],
    &[" *", " x-a"],
    &[" \"*\""],
    &[" X-A,ETAG"],
    &[" x-a etag"],
    &[" '*'"],
];
const MAX_AGES: &[Lines] = &[
    &[],
    &[" 0"],
    &[" 600"],
    &[" -1"],
    &[" +5"],
    &[" 1.5"],
    &[" abc"],
    &[" 600", " 600"],
    &[""],
    &[" 99999999999999999999"],
    &[" 5, 6"],
    &[" 0x10"],
];
const LOCATIONS: &[Lines] = &[
    &[],
    &[""],
    &[" http://["],
    &[" x", " x"],
    &[" {url:0}", " y"],
    &[" data:text/plain,x"],
    &[" {user-url:0}"],
    &[" {path:0}"],
    &[" {url:0}#x"],
    &[" #x"],
    &[" blob:{own}/x"],
    &[" about:blank"],
];
const POLICIES: &[Lines] = &[
    &[" same-origin"],
    &[" same-site"],
    &[" cross-origin"],
    &[" Same-Origin"],
    &[" same-origin, same-origin"],
    &[" same-origin", " same-origin"],
    &[" x"],
    &["\tsame-origin "],
];

pub(super) fn spoil(rng: &mut Rng, experiment: &mut Experiment) {
    let resource = rng.usize(0..experiment.site.len());
    let is_preflight = chance(rng, 45);
    match rng.u32(0..100) {
        0..18 => set(rng, experiment, resource, is_preflight, ACAO, ORIGINS),
        18..26 => {
            let name = "Access-Control-Allow-Credentials";
            if chance(rng, 70) {
                experiment.steps[0].request.credentials = CredentialsMode::Include;
            }
            set(rng, experiment, resource, is_preflight, name, CREDENTIALS);
        }
        26..36 => set(rng, experiment, resource, true, "Access-Control-Allow-Methods", METHODS),
        36..46 => set(rng, experiment, resource, true, "Access-Control-Allow-Headers", NAMES),
        46..51 => set(rng, experiment, resource, false, "Access-Control-Expose-Headers", EXPOSED),
        51..53 => set(rng, experiment, resource, true, "Access-Control-Max-Age", MAX_AGES),
        53..60 => {
            let answer = &mut experiment.site[resource].preflight;
            answer.status = *pick(
                rng,
                &[
                    &200_u16, &201, &204, &299, &300, &301, &302, &304, &307, &308, &400, &401,
                    &403, &404, &405, &500, &502,
                ],
            );
        }
        60..70 => redirect(rng, experiment, resource),
        70..76 => no_cors(rng, experiment, resource),
        76..80 => {
            let mode =
                pick(rng, &[&RequestMode::Cors, &RequestMode::NoCors, &RequestMode::SameOrigin]);
            experiment.steps[0].request.mode = *mode;
        }
        80..84 => {
            experiment.steps[0].request.redirect =
                *pick(rng, &[&RedirectMode::Error, &RedirectMode::Manual]);
        }
        84..88 => {
            let header = request::header(rng);
            experiment.steps[0].request.headers.push(header);
        }
        88..91 => {
            let flip = experiment.page == Page::Tuple;
            experiment.page = if flip { Page::Opaque } else { Page::Tuple };
        }
        91..94 => {
            let request = &mut experiment.steps[0].request;
            request.method = pick(rng, &["PUT", "patch", "DELETE", "POST", "HEAD", "TRACE"]).into();
        }
        94..97 => {
            experiment.steps[0].request.credentials =
                *pick(rng, &[&CredentialsMode::Include, &CredentialsMode::Omit]);
        }
        _ => {
            let answer = &mut experiment.site[resource].actual;
            answer.status = *pick(rng, &[&200_u16, &204, &304, &404, &500, &300, &305, &302]);
        }
    }
}

fn set(
    rng: &mut Rng,
    experiment: &mut Experiment,
    resource: usize,
    is_preflight: bool,
    name: &str,
    values: &[Lines],
) {
    let Resource { preflight, actual, .. } = &mut experiment.site[resource];
    let answer = if is_preflight { preflight } else { actual };
    replace(answer, name, values[rng.usize(0..values.len())]);
}

fn replace(answer: &mut Answer, name: &str, lines: Lines) {
    answer.headers.retain(|(own, _)| own != name);
    let lines = lines.iter().map(|line| {
        let upper = "http://PAGE.localhost";
        (name.to_owned(), line.replace("{OWN}", upper).into_bytes())
    });
    answer.headers.extend(lines);
}

/// Keeps the HTTP cache out of it: 301 and 308 may be kept without a word.
fn no_store(answer: &mut Answer) {
    replace(answer, "Cache-Control", &[" no-store"]);
}

/// Makes a resource redirect in an odd way.
fn redirect(rng: &mut Rng, experiment: &mut Experiment, resource: usize) {
    let answer = &mut experiment.site[resource].actual;
    if chance(rng, 12) {
        // To itself, for ever; by a status that no cache keeps.
        answer.status = *pick(rng, &[&302_u16, &307]);
        answer.headers.retain(|(name, _)| name != "Location");
        answer.headers.push(("Location".into(), format!(" {{url:{resource}}}").into_bytes()));
        return;
    }
    answer.status = *weighted(rng, &[(20, 301), (30, 302), (20, 303), (15, 307), (15, 308)]);
    replace(answer, "Location", LOCATIONS[rng.usize(0..LOCATIONS.len())]);
    no_store(&mut experiment.site[resource].actual);
    if chance(rng, 60) {
        experiment.steps[0].request.redirect = RedirectMode::Follow;
    }
}

/// A request of mode `no-cors` and a resource policy.
fn no_cors(rng: &mut Rng, experiment: &mut Experiment, resource: usize) {
    let request = &mut experiment.steps[0].request;
    request.mode = RequestMode::NoCors;
    if chance(rng, 80) {
        request.method = pick(rng, &["GET", "POST", "HEAD"]).into();
    }
    if chance(rng, 30) {
        experiment.site[resource].host = Host::SameSite;
    }
    let name = "Cross-Origin-Resource-Policy";
    set(rng, experiment, resource, false, name, POLICIES);
}
