//! One `fetch()` of the command line.

use corsmith_operations::{SimulateDocument, against_policy, application_answer, pretty};
use corsmith_simulate::{
    Answer, CaseRequest, Credentials, Mode, Recorded, Recorder, Redirect, Run, Story,
};

use super::live::Live;
use super::{BrowserChoice, Page, Simulate, text};
use crate::commands::build::refuse;
use crate::error::Error;
use crate::exit::Exit;
use crate::format::OutputFormat;
use crate::input;
use crate::out::Out;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Server {
    Policy,
    Live,
}

pub(super) fn run(command: &Simulate, out: &mut Out) -> Result<Exit, Error> {
    let profiles = command.browser.unwrap_or(BrowserChoice::All).profiles();
    let request = request(&command.page);
    let origin = command.page.origin.as_deref().unwrap_or_default();
    // Both are known before anything is sent.
    let (story, server) = if let Some(path) = &command.policy {
        let loaded = input::load(path, &command.input, out)?;
        if !loaded.resolution.errors.is_empty() {
            return Ok(refuse(&loaded, out));
        }
        let policy = loaded.resolution.into_policy().map_err(|_| Error::input("it is refused"))?;
        let fields = command.page.answer_headers.iter();
        let fields: Vec<_> =
            fields.map(|(name, value)| (name.as_str(), value.clone().into_bytes())).collect();
        let application = application_answer(command.page.status, &fields);
        let story = against_policy(&policy, origin, &request, profiles, application)
            .map_err(|message| wrong(&message))?;
        (story, Server::Policy)
    } else {
        let mut live = Recorder::new(Live::new(&command.live, out));
        (
            Story::tell(origin, &request, profiles, &mut live)
                .map_err(|message| wrong(&message))?,
            Server::Live,
        )
    };
    match command.format.unwrap_or(OutputFormat::Text) {
        OutputFormat::Text => {
            out.styled(&text::text(&story, origin, &request, server))?;
            if command.trace {
                out.styled(&text::trace(&story))?;
            }
        }
        OutputFormat::Json => {
            let document = SimulateDocument::new(&story, origin, &request);
            let document = if command.trace { document.with_trace(&story) } else { document };
            out.result(&pretty(&document))?;
        }
    }
    let has_failed = |run: &Run| run.outcome.result.is_err() && run.withheld().is_none();
    let mut runs = story.browsers.iter().map(|browser| &browser.run).chain([&story.main]);
    let is_blocked = runs.clone().any(has_failed);
    // A server that does not answer says nothing about CORS: trying again may help.
    let is_silent = |recorded: &Recorded| matches!(recorded.answer, Answer::Failed(_));
    let is_silent = runs.any(|run| run.exchanges.iter().any(is_silent));
    Ok(match (is_silent, is_blocked) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Fine,
    })
}

fn wrong(message: &str) -> Error {
    // In the words of the command line.
    let message = message.replace("page_origin: ", "--origin: ");
    Error::input(message.replace("request.referrer_policy: ", "--referrer-policy: "))
}

fn request(page: &Page) -> CaseRequest {
    CaseRequest {
        url: page.url.clone().unwrap_or_default(),
        method: page.method.clone().unwrap_or_else(|| "GET".to_owned()),
        headers: page.headers.clone(),
        credentials: page.credentials.map(Credentials::from).unwrap_or_default(),
        mode: page.mode.map(Mode::from).unwrap_or_default(),
        redirect: page.redirect.map(Redirect::from).unwrap_or_default(),
        referrer_policy: page.referrer_policy.clone(),
        use_cors_preflight_flag: page.preflight_flag,
    }
}
