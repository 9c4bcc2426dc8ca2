//! `/simulate`: what browsers make of a page's `fetch()`, against the policy of the address or an
//! answer typed by hand.

mod asked;
mod clip;
mod code;
mod embedded;
mod suggestion;
mod told;
mod typed_answer;

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use corsmith_fetch::Profile;
use corsmith_lint::{Finding, Severity};
use corsmith_operations::{PolicyFormat, PolicyText, against_policy, application_answer};
use corsmith_policy::Format;
use corsmith_simulate::{Recorder, Story};

use crate::filters;
use crate::page::{Page, Section};
use crate::render::html;
use asked::{Asked, Server};
pub(crate) use embedded::embedded;
use told::Told;
use typed_answer::TypedAnswer;

/// `GET /simulate`.
pub(crate) async fn simulate(RawQuery(query): RawQuery) -> Response {
    let asked = Asked::read(query.unwrap_or_default().as_bytes());
    let result = Simulated::new(&asked);
    html(&SimulatePage {
        page: Page::new(
            "CORS simulator",
            "What Chromium, Firefox and Safari make of a page's fetch(): step by step, with the console's words and the fix.",
            Section::Simulate,
        ),
        asked: &asked,
        result: &result,
    })
}

#[derive(Template)]
#[template(path = "simulate.html")]
struct SimulatePage<'a> {
    page: Page,
    asked: &'a Asked,
    result: &'a Simulated,
}

/// What comes of it.
#[expect(clippy::large_enum_variant, reason = "there is one of them at a time")]
enum Simulated {
    /// Some field has an error.
    Nothing,
    /// The policy is refused: why.
    Refused(Vec<Finding>),
    /// There is no simulation: a sentence without its full stop.
    Impossible(String),
    Told(Told),
}

impl Simulated {
    fn new(asked: &Asked) -> Self {
        if asked.errors.has_any() {
            return Self::Nothing;
        }
        match asked.server {
            Server::Policy => Self::of_policy(asked),
            Server::Answer => Self::of_answer(asked),
        }
    }

    fn of_policy(asked: &Asked) -> Self {
        let text = asked.view.draft.write(Format::Toml).text;
        let policy = PolicyText {
            text: &text,
            format: Some(PolicyFormat::Toml),
            environment: asked.environment(),
        };
        let read = match policy.read() {
            Ok(read) => read,
            Err(problem) => return Self::Impossible(problem.detail),
        };
        let mut findings = read.findings();
        findings.retain(|finding| finding.severity == Severity::Error);
        let Ok(policy) = read.into_policy() else { return Self::Refused(findings) };
        let application = application_answer(asked.status_code(), &[]);
        let request = asked.request();
        match against_policy(&policy, &asked.origin, &request, &Profile::ALL, application) {
            Ok(story) => Self::Told(Told::new(&story, &asked.origin, &request)),
            Err(why) => Self::Impossible(why),
        }
    }

    fn of_answer(asked: &Asked) -> Self {
        let Ok(answer) = TypedAnswer::parse(&asked.answer, asked.status_code()) else {
            // The field says why.
            return Self::Nothing;
        };
        let request = asked.request();
        match Story::tell(&asked.origin, &request, &Profile::ALL, &mut Recorder::new(answer)) {
            Ok(story) => Self::Told(Told::new(&story, &asked.origin, &request)),
            Err(why) => Self::Impossible(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::form::tests::get;

    #[tokio::test]
    async fn an_address_is_a_simulation() {
        let allowed = "/simulate?origins=https://app.example.com&methods=PUT&method=PUT&from=https://app.example.com&url=https://api.example.com/a&send=omit";
        let rows = [
            (
                "nothing said",
                "/simulate",
                &["The page reads the answer", "1. Is it cross-origin?"][..],
            ),
            (
                "allowed",
                allowed,
                &["The page reads the answer", "access-control-request-method: PUT"],
            ),
            (
                "another origin",
                "/simulate?origins=https://app.example.com&from=https://evil.example&url=https://api.example.com/&send=omit",
                &["Blocked", "No &#39;Access-Control-Allow-Origin&#39; header", "allow-origins"],
            ),
            (
                "a page for an origin",
                "/simulate?origins=*&from=https://app.example.com/a/b&url=https://api.example.com/&send=omit",
                &["is of the origin", "The page reads the answer"],
            ),
            (
                "no origin at all",
                "/simulate?origins=*&from=app&url=https://api.example.com/&send=omit",
                &["aria-invalid=\"true\"", "id=\"from-error\""],
            ),
            (
                "an emptied field",
                "/simulate?origins=*&url=https://api.example.com/&send=omit",
                &["id=\"from-error\""],
            ),
            (
                "a header that is none",
                "/simulate?origins=*&header=Nothing&send=omit&from=https://a.example&url=https://api.example.com/",
                &["id=\"header-error\"", "line 1"],
            ),
            ("a status that is none", "/simulate?origins=*&status=99", &["id=\"status-error\""]),
            (
                "a policy that is refused",
                "/simulate?origins=*&credentials=true",
                &["The policy is refused", "Repair it in Build", "/rules/CS"],
            ),
            (
                "a URL that is none",
                "/simulate?origins=*&url=http://&from=https://a.example&send=omit",
                &["Blocked", "TypeError"],
            ),
            (
                "a typed answer",
                "/simulate?server=answer&answer=Access-Control-Allow-Origin:%20*&from=https://a.example&url=https://api.example.com/&send=omit",
                &["The page reads the answer", "Access-Control-Allow-Origin: *"],
            ),
            (
                "a typed answer for the preflight, too",
                "/simulate?server=answer&method=PUT&send=omit&from=https://a.example&url=https://api.example.com/&answer=HTTP/1.1+301%0ALocation:+/b%0A%0AHTTP/1.1+200%0Aaccess-control-allow-origin:+*",
                &["Blocked", "301"],
            ),
            (
                "a typed answer that is none",
                "/simulate?server=answer&answer=hello",
                &["id=\"answer-error\"", "line 1"],
            ),
            (
                "an environment",
                "/simulate?v=1&origins=https://a.example&e0-name=staging&e0-origins=https://staging.example&e0-own=origins&scope=e0",
                &["staging", "https://staging.example", "The page reads the answer"],
            ),
        ];
        for (name, uri, expected) in rows {
            let (status, text) = get(uri).await;
            assert_eq!(status, 200, "{name}");
            for expected in expected {
                assert!(text.contains(expected), "{name}: no `{expected}` in {text}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_hostile_is_text() {
        let attack = "%3Cscript%3Ealert(1)%3C/script%3E%22%27";
        for key in [
            "from", "url", "method", "header", "send", "status", "answer", "server", "origins",
            "scope", "x%3E",
        ] {
            for server in ["policy", "answer"] {
                let uri = format!("/simulate?{key}={attack}&server={server}");
                let (status, text) = get(&uri).await;
                assert_eq!(status, 200, "{uri}");
                assert!(!text.contains("<script>alert"), "{uri}");
            }
        }
        let header = format!(
            "/simulate?origins=*&from=https://a.example&send=omit&url=https://b.example/{attack}&method=X%60&header=X-{attack}:{attack}"
        );
        assert!(!get(&header).await.1.contains("<script>alert"));
    }

    #[tokio::test]
    async fn the_way_back_to_build_keeps_the_policy() {
        let (_, text) =
            get("/simulate?v=1&origins=https://a.example&target=nginx&from=https://b.example")
                .await;
        assert!(
            text.contains("href=\"/?v=1&#38;origins=https://a.example&#38;target=nginx\""),
            "{text}"
        );
        assert!(text.contains("name=\"target\" value=\"nginx\""), "{text}");
    }
}
