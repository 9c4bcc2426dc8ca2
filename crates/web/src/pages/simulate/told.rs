//! A story as the page shows it.

use corsmith_fetch::{Deviation, Engine, ExchangeKind, HeaderList, escaped};
use corsmith_simulate::{
    Answer, CaseRequest, DifferenceKind, InBrowser, Recorded, Run, Story, header_text,
};

use super::code::code;
use crate::pages::prose::inline;

/// A story, in sentences.
pub(super) struct Told {
    pub(super) verdict: Verdict,
    /// The three questions with their answers.
    pub(super) questions: [(&'static str, String); 3],
    pub(super) exchanges: Vec<ToldExchange>,
    pub(super) browsers: Vec<ToldBrowser>,
    /// HTML, an item each.
    pub(super) fix: Vec<String>,
    /// Code and title of the cause.
    pub(super) cause: Option<(&'static str, &'static str)>,
    pub(super) warnings: Vec<String>,
    pub(super) code: String,
    /// What the server answers in the end; empty where nothing is sent.
    pub(super) answer: String,
}

/// What the page gets.
pub(super) struct Verdict {
    /// The class of the style sheet: `readable` or `blocked`.
    pub(super) class: &'static str,
    pub(super) headline: String,
    pub(super) detail: String,
}

pub(super) struct ToldExchange {
    pub(super) title: &'static str,
    pub(super) request: String,
    pub(super) answer: String,
    /// Where it stops here: why.
    pub(super) stops: Option<String>,
}

pub(super) struct ToldBrowser {
    pub(super) engine: Engine,
    /// Those who have it.
    pub(super) products: &'static str,
    pub(super) verdict: Verdict,
    /// How it compares with the standard.
    pub(super) compared: &'static str,
    pub(super) deviations: Vec<(&'static str, &'static str)>,
    /// For how long the preflight's answer is kept.
    pub(super) kept: Option<String>,
    pub(super) page_error: Option<&'static str>,
    pub(super) console: String,
}

impl Told {
    pub(super) fn new(story: &Story, origin: &str, request: &CaseRequest) -> Self {
        let Story { main, questions, fix, .. } = story;
        let last = main.exchanges.last();
        Self {
            verdict: verdict(main),
            questions: [
                ("1. Is it cross-origin?", escaped(&questions.is_cross_origin)),
                ("2. May it be sent?", escaped(&questions.may_be_sent)),
                ("3. May it be read?", escaped(&questions.may_be_read)),
            ],
            exchanges: exchanges(main),
            browsers: story.browsers.iter().map(in_browser).collect(),
            fix: fix.iter().flat_map(|fix| &fix.sentences).map(|it| inline(&escaped(it))).collect(),
            cause: fix.as_ref().and_then(|fix| fix.cause).map(|cause| (cause.code, cause.title)),
            warnings: story.warnings.iter().map(|warning| escaped(warning)).collect(),
            code: code(origin, request, main),
            answer: last.map(answer).unwrap_or_default(),
        }
    }

    /// The engines whose page gets something else than the standard has it.
    pub(super) fn differing(&self) -> Vec<String> {
        let differing =
            self.browsers.iter().filter(|browser| browser.verdict.class != self.verdict.class);
        differing.map(|browser| browser.engine.to_string()).collect()
    }
}

fn verdict(run: &Run) -> Verdict {
    match &run.outcome.result {
        Ok(response) => {
            let headers = match response.readable_headers.as_slice() {
                [] => "no headers can be read".to_owned(),
                names => format!("headers that can be read: {}", names.join(", ")),
            };
            Verdict {
                class: "readable",
                headline: format!("The page reads the answer: status {}.", response.status),
                detail: escaped(&format!(
                    "`fetch()` resolves: type `{}`, status {}; {headers}.",
                    response.kind, response.status
                )),
            }
        }
        Err(failure) => Verdict {
            class: "blocked",
            headline: if run.outcome.threw_before_network() {
                "Blocked: the request cannot even be made.".to_owned()
            } else {
                "Blocked: the page gets an error.".to_owned()
            },
            detail: escaped(&format!(
                "`fetch()` rejects with a `TypeError` that does not say why. It is `{}`: {} ({}).",
                failure.error.code(),
                failure.error,
                failure.error.step()
            )),
        },
    }
}

fn exchanges(run: &Run) -> Vec<ToldExchange> {
    let failure = run.outcome.result.as_ref().err();
    let told = run.exchanges.iter().enumerate().map(|(index, recorded)| ToldExchange {
        title: match (recorded.request.kind, index) {
            (ExchangeKind::Preflight, _) => {
                "The preflight: the browser asks first, without credentials"
            }
            (ExchangeKind::Actual, _) => "The page's request",
        },
        request: request(recorded),
        answer: answer(recorded),
        stops: failure.filter(|failure| failure.exchange == Some(index)).map(|failure| {
            escaped(&format!("It stops here: {} ({}).", failure.error, failure.error.step()))
        }),
    });
    told.collect()
}

fn request(recorded: &Recorded) -> String {
    let request = &recorded.request;
    let first = format!("{} {}", escaped(&request.method), request.url);
    lines(first, &request.headers)
}

fn answer(recorded: &Recorded) -> String {
    match &recorded.answer {
        Answer::Response(response) => lines(response.status.to_string(), &response.headers),
        Answer::Failed(none) => escaped(&none.why),
        Answer::Withheld(why) => escaped(why),
    }
}

fn lines(first: String, headers: &HeaderList) -> String {
    let mut text = first;
    for (name, value) in headers.iter() {
        text.push('\n');
        text.push_str(&escaped(name));
        text.push_str(": ");
        text.push_str(&header_text(value));
    }
    text
}

fn in_browser(browser: &InBrowser) -> ToldBrowser {
    let InBrowser { engine, run, difference, console, page_error } = browser;
    let kind = difference.as_ref().map(|difference| difference.kind);
    let deviations: &[Deviation] = match (&difference, kind) {
        (Some(difference), Some(kind)) if kind != DifferenceKind::Same => &difference.deviations,
        _ => &[],
    };
    ToldBrowser {
        engine: *engine,
        products: match engine {
            Engine::Chromium => "Chrome, Edge, Opera",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "Safari, every browser on iOS",
        },
        verdict: verdict(run),
        compared: match kind {
            None => "Not compared with the standard.",
            Some(DifferenceKind::Same) => "As the standard has it.",
            Some(DifferenceKind::Cause) => "The same to the page; another reason for it.",
            Some(DifferenceKind::Requests) => "The same to the page; other requests.",
            Some(DifferenceKind::Outcome) => "Differs from the standard.",
        },
        deviations: deviations.iter().map(|it| (it.code(), it.about())).collect(),
        kept: run.keeps_preflight_seconds.map(|seconds| match seconds {
            0 => "The preflight's answer is not kept.".to_owned(),
            _ => format!("The preflight's answer is kept for {seconds} s."),
        }),
        page_error: *page_error,
        console: console.join("\n"),
    }
}
