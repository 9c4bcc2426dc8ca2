//! Every path: what is learned, and what of it differs from the rest.

use corsmith_fetch::{CredentialsMode, names};
use corsmith_policy::settings::{
    ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS, ALLOW_NULL_ORIGIN, ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES,
};
use corsmith_policy::{
    Draft, DraftSettings, OriginPattern, PathPattern, is_insecure, is_subdomains_of_public_suffix,
    normalize_path,
};

use super::ask::{Ask, Question};
use super::learned::{Fact, Learned};
use super::names::NameLearner;
use super::origins::{OriginLearner, Origins, Way};
use super::{InferOptions, Inference};
use crate::shown::{listed, shown};
use crate::{Confidence, MAX_PATHS, Transport};

/// What is learned: the pattern of the path, `None` for all others, and its policy.
pub(super) type LearnedPaths = Vec<(Option<String>, Learned)>;

/// Learns the base URL's policy, then that of each path.
pub(super) async fn learn<T: Transport>(
    ask: &mut Ask<'_, T>,
    options: &InferOptions,
) -> LearnedPaths {
    let own = ask.target().url.path().to_owned();
    let own = ask.target().url.query().map_or(own.clone(), |query| format!("{own}?{query}"));
    let mut learned = vec![(None, learn_path(ask, &own).await)];
    for path in options.paths.iter().take(MAX_PATHS) {
        // Below a prefix, a path is asked that probably does not exist: it has the policy as well.
        let (pattern, asked) = match path.strip_suffix("/*") {
            Some(folder) => (path.clone(), format!("{folder}/corsmith-{}", options.label)),
            None => (normalize_path(path).into_owned(), path.clone()),
        };
        learned.push((Some(pattern), learn_path(ask, &asked).await));
    }
    learned
}

async fn learn_path<T: Transport>(ask: &mut Ask<'_, T>, path: &str) -> Learned {
    let mut origins = OriginLearner::new(ask, path, Way::Actual).learn().await;
    let mut note = None;
    if origins.patterns.is_empty() {
        let by_preflight = OriginLearner::new(ask, path, Way::Preflight).learn().await;
        if !by_preflight.patterns.is_empty() {
            note = Some("no answer to `GET` can be read; origins were learned from preflights");
            origins = by_preflight;
        }
    }
    if origins.patterns.is_empty() {
        let mut learned = Learned::nothing("no origin is granted, so that nothing could be asked");
        learned.warnings = origins.warnings;
        return learned;
    }
    let mut learned = Learned::nothing("");
    learned.warnings = std::mem::take(&mut origins.warnings);
    learned.warnings.extend(note.map(str::to_owned));
    learned.credentials = credentials(&origins, &mut learned.warnings);
    let mode = if learned.credentials.value {
        CredentialsMode::Include
    } else {
        CredentialsMode::SameOrigin
    };
    let speaker = origins.granted.iter().find(|(_, with)| *with == learned.credentials.value);
    if let Some((origin, _)) = speaker.or(origins.granted.first()) {
        let mut names = NameLearner { ask, path, origin, credentials: mode };
        names.learn(&mut learned).await;
        judge_vary(ask, path, origin, &origins, &mut learned.warnings).await;
    }
    learned.origins = origins.patterns;
    learned
}

fn credentials(origins: &Origins, warnings: &mut Vec<String>) -> Fact<bool> {
    let allows = |wanted: bool| {
        origins.granted.iter().filter(move |(_, with)| *with == wanted).map(|(origin, _)| origin)
    };
    let (with, without) = (allows(true).count(), allows(false).count());
    if with == 0 {
        let evidence = "no origin is granted with credentials";
        return Fact::new(false, Confidence::Certain, evidence);
    }
    if origins.patterns.iter().any(|fact| fact.value == names::WILDCARD) {
        warnings.push(
            "any origin is granted with credentials: every page reads with its visitor's session"
                .to_owned(),
        );
    }
    if without > 0 {
        warnings.push(format!(
            "credentials are allowed to {} and not to {}, which one policy cannot say",
            listed(allows(true)),
            listed(allows(false))
        ));
        return Fact::new(false, Confidence::Tentative, "some origins are granted without them");
    }
    Fact::new(true, Confidence::Certain, "`Access-Control-Allow-Credentials: true` is answered")
}

async fn judge_vary<T: Transport>(
    ask: &mut Ask<'_, T>,
    path: &str,
    origin: &str,
    origins: &Origins,
    warnings: &mut Vec<String>,
) {
    let heard = ask.hear(Question::actual(path, origin)).await;
    let field = |name| heard.as_ref().and_then(|heard| heard.text(name));
    let vary = field(names::VARY).unwrap_or_default();
    let varies = vary.split(',').any(|name| {
        let name = name.trim();
        name.eq_ignore_ascii_case(names::ORIGIN) || name == names::WILDCARD
    });
    let granted = field(names::ACCESS_CONTROL_ALLOW_ORIGIN);
    let stranger = format!("https://{}", ask.options().label.stranger());
    let to_stranger = ask.hear(Question::actual(path, &stranger)).await;
    // One origin that everybody is told depends on nothing.
    let is_fixed =
        to_stranger.and_then(|it| it.text(names::ACCESS_CONTROL_ALLOW_ORIGIN)) == granted;
    let depends = !is_fixed && origins.patterns.iter().any(|fact| fact.value != names::WILDCARD);
    if depends && !varies {
        warnings.push(format!(
            "`Vary: Origin` is missing on {}: a cache may serve one origin's answer to another",
            shown(path)
        ));
    }
}

/// Writes what was learned into the draft.
pub(super) fn write(learned: LearnedPaths, inference: &mut Inference) {
    let mut learned = learned.into_iter();
    let Some((_, default)) = learned.next() else { return };
    let lines = &mut inference.lines;
    let mut draft = Draft { policy: default.settings(None, None, lines), ..Draft::default() };
    inference.warnings.clone_from(&default.warnings);
    let mut paths: Vec<(String, DraftSettings)> = Vec::new();
    for (pattern, own) in learned {
        let pattern = pattern.unwrap_or_default();
        let is_written = paths.iter().any(|(other, _)| *other == pattern);
        if is_written || own.meaning() == default.meaning() {
            continue;
        }
        if PathPattern::parse(&pattern).is_err() {
            let shown = shown(&pattern);
            inference.warnings.push(format!("{shown} is no pattern that a policy can have"));
        }
        for warning in &own.warnings {
            inference.warnings.push(format!("{}: {warning}", shown(&pattern)));
        }
        let settings = own.settings(Some(&pattern), Some(&default), lines);
        paths.push((pattern, settings));
    }
    // The first match wins, so that what is within another comes before it.
    let covers =
        |outer: &str, inner: &str| match (PathPattern::parse(outer), PathPattern::parse(inner)) {
            (Ok(outer), Ok(inner)) => outer.covers(&inner),
            _ => false,
        };
    let mut ordered: Vec<(String, DraftSettings)> = Vec::new();
    for path in paths {
        let before = ordered.iter().position(|(other, _)| covers(other, &path.0));
        ordered.insert(before.unwrap_or(ordered.len()), path);
    }
    draft.policy.paths = (!ordered.is_empty()).then_some(ordered);
    draft.dangerously = opt_outs(&draft);
    inference.draft = draft;
}

/// What the draft needs under `[dangerously]`.
fn opt_outs(draft: &Draft) -> Vec<&'static str> {
    let paths = draft.policy.paths.iter().flatten().map(|(_, settings)| settings);
    let (mut null, mut insecure, mut public) = (false, false, false);
    for settings in [&draft.policy].into_iter().chain(paths) {
        let with_credentials = settings.allow_credentials == Some(true);
        for text in settings.allow_origins.iter().flatten() {
            match OriginPattern::parse(text) {
                Ok(OriginPattern::Null) => null = true,
                Ok(OriginPattern::Tuple(tuple)) if with_credentials => {
                    insecure |= is_insecure(&tuple);
                    public |= is_subdomains_of_public_suffix(&tuple);
                }
                _ => {}
            }
        }
    }
    [
        (null, ALLOW_NULL_ORIGIN),
        (insecure, ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS),
        (public, ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES),
    ]
    .into_iter()
    .filter_map(|(is_needed, key)| is_needed.then_some(key))
    .collect()
}
