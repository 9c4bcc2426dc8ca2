//! `max-age`.

use corsmith_fetch::names::ACCESS_CONTROL_MAX_AGE;
use corsmith_fetch::{DEFAULT_MAX_AGE_SECONDS, Engine};
use corsmith_policy::Resource;

use super::Explanation;
use crate::duration::in_words;

pub(super) fn explain(resource: &Resource) -> Explanation {
    let seconds = resource.max_age.as_ref().map(|max_age| u64::from(max_age.value));
    Explanation { header: ACCESS_CONTROL_MAX_AGE, setting: "max-age", sentence: sentence(seconds) }
}

fn sentence(seconds: Option<u64>) -> String {
    let Some(seconds) = seconds else {
        return format!(
            "Browsers reuse a preflight's answer for {}, their default, so most requests that need a preflight take two round trips.",
            in_words(DEFAULT_MAX_AGE_SECONDS)
        );
    };
    if seconds == 0 {
        return "Browsers never reuse a preflight's answer: each request that needs one takes two round trips, and a change of the policy is in force at once.".to_owned();
    }
    let kept = |engine: Engine| in_words(seconds.min(engine.max_age_cap_seconds()));
    let [first, others @ ..] = Engine::ALL.map(kept);
    if others.iter().all(|other| *other == first) {
        return format!(
            "Every browser reuses a preflight's answer for {first}; a change of the policy reaches users that much later."
        );
    }
    let [firefox, webkit] = others;
    format!(
        "Chromium reuses a preflight's answer for {first}, Firefox for {firefox}, Safari (WebKit) for {webkit}; a change of the policy reaches users that much later."
    )
}
