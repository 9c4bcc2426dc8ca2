//! One `fetch()` told in full: what is asked and answered, what comes of it in each browser, why, and
//! what to do about it.
//!
//! A [`Story`] has three answers ([`Questions`]: is it cross-origin, may it be sent, may it be read),
//! the [`Run`] of one profile with every exchange as it crossed the wire and every step of the
//! standard, and what each browser makes of the same ([`InBrowser`]): the same as the standard, or not,
//! and then which deviations make the difference. Each browser is run against the same [`Network`]
//! by way of a [`Recorder`], so that a live server is asked a question once.
//!
//! What is not here: layout, colours, JSON. Sentences have their full stop and no line breaks.

mod difference;
mod fix;
mod headers;
mod in_browser;
mod questions;
mod recorder;
mod run;
mod warnings;

use corsmith_fetch::{Profile, Request, RequestInit};

use crate::case::CaseRequest;
use crate::convert::{Unusable, request_init};

pub use difference::{Difference, DifferenceKind};
pub use fix::{Fix, fix_in_policy};
pub use headers::header_text;
pub use in_browser::InBrowser;
pub use questions::Questions;
pub use recorder::{Answer, Network, NoResponse, NoResponseKind, Recorded, Recorder};
pub use run::Run;

/// A `fetch()`, told in full.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the page gave to `fetch()`; `None` where that could not even become a `RequestInit`,
    /// since it has a character that no header can carry.
    pub init: Option<RequestInit>,
    /// What the first profile does.
    pub main: Run,
    /// What each engine does, in the order asked for.
    pub browsers: Vec<InBrowser>,
    /// The three questions, for the first profile.
    pub questions: Questions,
    /// What lies outside the simulation and may matter here, a sentence or two each.
    pub warnings: Vec<String>,
    /// What to do, where it fails: what the page of the cause says. [`fix_in_policy`] knows more
    /// where it is a policy that answers.
    pub fix: Option<Fix>,
}

impl Story {
    /// Tells what each of `profiles` does. The first is the main one: the questions and the fix are
    /// about it. Those that are engines are compared with the standard.
    ///
    /// # Errors
    ///
    /// One sentence without its full stop, if `page` is no origin or the referrer policy is none.
    ///
    /// ```
    /// use corsmith_fetch::{Engine, HttpRequest, HttpResponse, Profile};
    /// use corsmith_simulate::{Answer, CaseRequest, Network, Recorder, Story};
    ///
    /// struct Silent;
    /// impl Network for Silent {
    ///     fn send(&mut self, _: &HttpRequest) -> Answer {
    ///         Answer::Response(HttpResponse { status: 200, headers: Default::default() })
    ///     }
    /// }
    ///
    /// let request: CaseRequest = serde_json::from_str(r#"{"url": "https://api.example/"}"#).unwrap();
    /// let profiles = [Profile::STANDARD, Profile::of(Engine::WebKit)];
    /// let story = Story::tell("https://app.example", &request, &profiles, &mut Recorder::new(Silent));
    /// let story = story.unwrap();
    /// assert!(story.main.outcome.result.is_err());
    /// assert_eq!(story.browsers[0].page_error, Some("TypeError: Load failed"));
    /// ```
    pub fn tell<N: Network>(
        page: &str,
        request: &CaseRequest,
        profiles: &[Profile],
        recorder: &mut Recorder<N>,
    ) -> Result<Self, String> {
        let main = profiles.first().copied().unwrap_or(Profile::STANDARD);
        let init = match request_init(page, request) {
            Ok(init) => init,
            Err(Unusable::Invalid { path, why }) => return Err(format!("{path}: {why}")),
            Err(Unusable::Throws(error)) => {
                let runs = |profile| Run::threw(profile, error.clone());
                let engines = profiles.iter().filter(|profile| profile.engine().is_some());
                let browsers = engines.filter_map(|profile| {
                    InBrowser::new(runs(*profile), None, page, &request.url, None)
                });
                let browsers = browsers.collect();
                let main = runs(main);
                return Ok(Self {
                    init: None,
                    questions: Questions::threw(&main),
                    fix: Fix::of_cause(&main),
                    main,
                    browsers,
                    warnings: Vec::new(),
                });
            }
        };
        let runs: Vec<Run> =
            profiles.iter().map(|profile| Run::of(&init, *profile, recorder)).collect();
        let main = runs.first().cloned().unwrap_or_else(|| Run::of(&init, main, recorder));
        let parsed = Request::new(&init).ok();
        let standard = if main.profile.engine().is_none() {
            Some(main.clone())
        } else {
            // Only what was answered already: nothing more is sent for a comparison.
            Some(Run::of(&init, Profile::STANDARD, &mut recorder.replay())).filter(Run::is_complete)
        };
        let mut browsers = Vec::new();
        for run in runs {
            let difference = standard.as_ref().map(|standard| {
                Difference::new(standard, &run, |profile| {
                    Run::of(&init, profile, &mut recorder.replay())
                })
            });
            let (page, url) = (init.origin.serialize(), init.url.clone());
            browsers.extend(InBrowser::new(run, difference, &page, &url, parsed.as_ref()));
        }
        Ok(Self {
            questions: Questions::new(&init, parsed.as_ref(), &main),
            warnings: warnings::about(&init, parsed.as_ref()),
            fix: Fix::of_cause(&main),
            main,
            browsers,
            init: Some(init),
        })
    }
}
