//! `/diagnose`: what an error, `curl` output or a HAR file means, and the configuration that mends it.
//!
//! What is pasted comes by POST, is explained, and is gone: nothing of it is stored, logged or put
//! into an address, but for the origin, method and header of the policy that a link offers.

mod explained;

use askama::Template;
use axum::extract::{RawQuery, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use corsmith_diagnose::capture::mask;
use corsmith_operations::Material;
use corsmith_targets::{About, TargetSelection};

use crate::filters;
use crate::page::{Page, Section};
use crate::pages::form::Form;
use crate::pages::prose::sentence;
use crate::query::Pairs;
use crate::render::html;
use explained::{Cases, ToldDiagnosis, ToldExchange};

/// `GET /diagnose`: the form; `?target=nginx` chooses the server.
pub(crate) async fn form(RawQuery(query): RawQuery) -> Response {
    let query = Pairs::parse(query.unwrap_or_default().as_bytes());
    html(&DiagnosePage::new(target(query.get("target").unwrap_or_default()), String::new(), None))
}

/// `POST /diagnose`.
pub(crate) async fn diagnose(request: Request) -> Response {
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    let target = target(form.get("target"));
    let text = form.get("text");
    let found = Found::new(text, form.file.as_deref(), target);
    // Whoever looks at the screen sees no secret either. A recording has too many places for them.
    let shown =
        if Material::is_har(text.as_bytes()) { String::new() } else { mask(text).into_owned() };
    let status =
        if found.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, html(&DiagnosePage::new(target, shown, Some(found)))).into_response()
}

#[derive(Template)]
#[template(path = "diagnose.html")]
struct DiagnosePage {
    page: Page,
    target: &'static About,
    targets: Vec<&'static About>,
    text: String,
    found: Option<Found>,
}

impl DiagnosePage {
    fn new(target: TargetSelection, text: String, found: Option<Found>) -> Self {
        Self {
            page: Page::new(
                "Explain a CORS error",
                "Paste the console's error, curl output or a HAR file: the cause, who must act, and the configuration that mends it.",
                Section::Diagnose,
            ),
            target: target.target.about(),
            targets: targets(),
            text,
            found,
        }
    }
}

/// The servers to choose from, the bare headers first.
fn targets() -> Vec<&'static About> {
    let mut all: Vec<_> = corsmith_targets::ALL.iter().map(|target| target.about()).collect();
    all.sort_by_key(|about| about.name != "headers");
    all
}

/// What was found in what was pasted.
struct Found {
    /// Why it cannot be explained: a sentence.
    error: Option<String>,
    diagnoses: Vec<ToldDiagnosis>,
    exchanges: Vec<ToldExchange>,
    /// How many more there are.
    left_out: usize,
    passing: usize,
    warnings: Vec<String>,
}

/// Most findings that a page tells; a recording may have thousands.
const MAX_TOLD: usize = 40;

impl Found {
    fn new(text: &str, file: Option<&[u8]>, target: TargetSelection) -> Self {
        let (material, error) = match material(text, file) {
            Ok(material) => (material, None),
            Err(why) => (Material::default(), Some(sentence(&why))),
        };
        let mut cases = Cases::new(target);
        let diagnoses: Vec<_> = material.diagnoses.iter().take(MAX_TOLD).collect();
        let diagnoses = diagnoses.into_iter().map(|it| cases.diagnosis(it)).collect();
        let exchanges: Vec<_> = material.exchanges.iter().take(MAX_TOLD).collect();
        let exchanges = exchanges.into_iter().map(|it| cases.exchange(it)).collect();
        let left_out = material.diagnoses.len().saturating_sub(MAX_TOLD)
            + material.exchanges.len().saturating_sub(MAX_TOLD);
        let warnings = material.warnings.iter().map(|warning| sentence(warning)).collect();
        Self { error, diagnoses, exchanges, left_out, passing: material.passing, warnings }
    }

    fn is_empty(&self) -> bool {
        self.error.is_none()
            && self.diagnoses.is_empty()
            && self.exchanges.is_empty()
            && self.passing == 0
    }
}

fn material(text: &str, file: Option<&[u8]>) -> Result<Material, String> {
    let mut material = Material::of(text).map_err(|problem| said(&problem))?;
    let Some(file) = file else { return Ok(material) };
    if Material::is_har(file) {
        material.add_har(file, "the file").map_err(|problem| said(&problem))?;
        return Ok(material);
    }
    let text = std::str::from_utf8(file).ok().filter(|text| !text.contains('\0'));
    let text = text.ok_or("the file is neither a text in UTF-8 nor a HAR file")?;
    material.add_text(text, "the file").map_err(|problem| said(&problem))?;
    Ok(material)
}

fn said(problem: &corsmith_operations::Problem) -> String {
    match &problem.help {
        Some(help) => format!("{}: {help}", problem.detail),
        None => problem.detail.clone(),
    }
}

/// The target of that name; the bare headers, which are every server's, where there is none.
fn target(name: &str) -> TargetSelection {
    let chosen = TargetSelection::parse(name).or_else(|_| TargetSelection::parse("headers"));
    chosen.unwrap_or(TargetSelection {
        target: corsmith_targets::ALL[0],
        version: corsmith_targets::ALL[0].about().default_version,
    })
}

#[cfg(test)]
mod tests {
    use crate::pages::form::tests::{get, post, post_file, text};

    const CHROME: &str = "Access to fetch at 'https://api.example.com/orders' from origin 'https://shop.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";

    #[tokio::test]
    async fn an_error_becomes_a_configuration() {
        let (status, page) =
            text(post("/diagnose", &[("text", CHROME), ("target", "nginx")]).await).await;
        assert_eq!(status, 200);
        for expected in [
            "id=\"result\" tabindex=\"-1\"",
            "Chromium",
            "/causes/allow-origin-missing",
            "https://shop.example",
            "add_header",
            "Open this policy in Build",
            "href=\"/?v=1&#38;origins=https://shop.example&#38;target=nginx\"",
            "<option value=\"nginx\" selected>",
            "the server&#39;s owner",
        ] {
            assert!(page.contains(expected), "no `{expected}` in {page}");
        }
    }

    #[tokio::test]
    async fn every_kind_of_material_is_explained() {
        let curl = "$ curl -i -H 'Origin: https://app.example' https://api.example/\nHTTP/2 200\naccess-control-allow-origin: https://other.example\n";
        let rows = [
            ("curl that fails", curl, &["https://api.example/", "allow-origin-mismatch"][..]),
            (
                "curl that passes",
                "$ curl -i -H 'Origin: https://app.example' https://api.example/\nHTTP/2 200\naccess-control-allow-origin: *\n",
                &["A browser gives this response to the page"],
            ),
            (
                "curl without an origin",
                "$ curl -i https://api.example/\nHTTP/2 200\n",
                &["curl -", "data-copy=\"command-"],
            ),
            ("nothing known", "it does not work", &["Nothing here is a message"]),
            ("nothing", "", &["Nothing here is a message"]),
            (
                "twice the same cause",
                &format!("{CHROME}\n{}", CHROME.replace("orders", "items")),
                &["/causes/allow-origin-missing"],
            ),
            ("several candidates", "TypeError: Failed to fetch", &["It may also be", " %"]),
            (
                "not CORS",
                "net::ERR_BLOCKED_BY_CLIENT",
                &["No header that the server sends helps here"],
            ),
        ];
        for (name, pasted, expected) in rows {
            let (status, page) = text(post("/diagnose", &[("text", pasted)]).await).await;
            assert_eq!(status, 200, "{name}");
            for expected in expected {
                assert!(page.contains(expected), "{name}: no `{expected}` in {page}");
            }
        }
    }

    #[tokio::test]
    async fn a_recording_is_explained() {
        let har = br#"{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[{"startedDateTime":"2026-01-01T00:00:00Z","time":1,"request":{"method":"GET","url":"https://api.example/","httpVersion":"h2","headers":[{"name":"Origin","value":"https://app.example"},{"name":"Cookie","value":"session=topsecret"}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},"response":{"status":200,"statusText":"","httpVersion":"h2","headers":[],"cookies":[],"content":{"size":0,"mimeType":""},"redirectURL":"","headersSize":-1,"bodySize":0},"cache":{},"timings":{}}]}}"#;
        let (status, page) =
            text(post_file("/diagnose", &[("target", "caddy"), ("text", "")], har).await).await;
        assert_eq!(status, 200);
        assert!(
            page.contains("/causes/allow-origin-missing") && page.contains("https://app.example"),
            "{page}"
        );
        assert!(!page.contains("topsecret"), "{page}");
        let pasted = String::from_utf8_lossy(har);
        let (_, page) = text(post("/diagnose", &[("text", &pasted)]).await).await;
        assert!(
            page.contains("/causes/allow-origin-missing") && !page.contains("topsecret"),
            "{page}"
        );
        let (status, page) = text(post_file("/diagnose", &[], b"\xff\xd8 a picture").await).await;
        assert_eq!(status, 422);
        assert!(page.contains("neither a text in UTF-8 nor a HAR file"), "{page}");
    }

    #[tokio::test]
    async fn secrets_are_masked() {
        let pasted = format!(
            "{}\n$ curl -i -H 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' -H 'Cookie: sid=topsecret' 'https://u:hunter22@api.example/?api_key=k3y5ecret'\nHTTP/2 200\n",
            CHROME.replace("orders", "orders?access_token=t0k3nvalue")
        );
        let (_, page) = text(post("/diagnose", &[("text", &pasted)]).await).await;
        for secret in ["c2lnbmF0dXJl", "topsecret", "hunter22", "k3y5ecret", "t0k3nvalue"] {
            assert!(!page.contains(secret), "{secret}");
        }
    }

    #[tokio::test]
    async fn what_is_hostile_is_text() {
        let pasted = CHROME.replace("shop.example", "\"><script>alert(1)</script>");
        let (_, page) =
            text(post("/diagnose", &[("text", &pasted), ("target", "\"><script>")]).await).await;
        assert!(!page.contains("<script>alert") && !page.contains("\"><script>"), "{page}");
        let (status, _) = get("/diagnose?target=%3Cscript%3E").await;
        assert_eq!(status, 200);
    }

    #[tokio::test]
    async fn a_link_chooses_the_server() {
        let (status, page) = get("/diagnose?target=nginx").await;
        assert_eq!(status, 200);
        assert!(page.contains("<option value=\"nginx\" selected>"), "{page}");
        assert!(page.contains("never stored"), "{page}");
    }
}
