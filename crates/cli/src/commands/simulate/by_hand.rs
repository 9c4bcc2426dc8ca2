//! One `fetch()` of the command line.

use corsmith_fetch::{HeaderList, HttpResponse};
use corsmith_policy::Policy;
use corsmith_simulate::{
    Answer, CaseRequest, Credentials, Mode, PolicyTransport, Recorded, Recorder, Redirect, Run,
    Story, fix_in_policy,
};

use super::live::Live;
use super::{BrowserChoice, Page, Simulate, json, text};
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
        (against_policy(&policy, origin, &request, profiles, &command.page)?, Server::Policy)
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
            out.styled(&text::text(&story, origin, &request, server, command.trace))?;
        }
        OutputFormat::Json => {
            out.result(&json::json(&story, origin, &request, command.trace)?)?;
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

fn against_policy(
    policy: &Policy,
    origin: &str,
    request: &CaseRequest,
    profiles: &[corsmith_fetch::Profile],
    page: &Page,
) -> Result<Story, Error> {
    let mut transport = PolicyTransport::new(policy);
    if page.status.is_some() || !page.answer_headers.is_empty() {
        let mut headers = HeaderList::new();
        let own = page.answer_headers.iter();
        if !own.clone().any(|(name, _)| name.eq_ignore_ascii_case("Content-Type")) {
            headers.append("Content-Type", "application/json");
        }
        for (name, value) in own {
            headers.append(name.as_str(), value.as_bytes());
        }
        let status = page.status.unwrap_or(200);
        transport = transport.with_application(HttpResponse { status, headers });
    }
    let mut recorder = Recorder::new(transport);
    let mut story =
        Story::tell(origin, request, profiles, &mut recorder).map_err(|message| wrong(&message))?;
    if let Some(fix) = fix_in_policy(policy, &story.main) {
        story.fix = Some(fix);
    }
    Ok(story)
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
