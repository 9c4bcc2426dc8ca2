//! `/scan`: asks a deployed site and shows the report; on a server that does not scan, what to run
//! oneself.

mod address;
mod commands;
mod file;
mod report;

use askama::Template;
use axum::extract::{Extension, RawQuery, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use corsmith_fetch::Origin;

use crate::filters;
use crate::page::{Page, Section};
use crate::pages::form::Form;
use crate::query::Pairs;
use crate::render::html;
use crate::scanning::{Refusal, Scanning, Unproven, Wish};
use crate::server::ClientAddress;
use commands::{Commands, is_url};

/// The pages, for a server that scans or one that does not.
pub(crate) fn routes(scanning: Option<Scanning>) -> axum::Router {
    axum::Router::new()
        .route("/scan", get(form).post(start))
        .route("/scan/{id}", get(report::report))
        .route("/scan/{id}/{file}", get(file::download))
        .with_state(scanning)
}

/// `GET /scan`: `?url=` is the resource, `from=` the page that asks.
async fn form(State(scanning): State<Option<Scanning>>, RawQuery(query): RawQuery) -> Response {
    let query = Pairs::parse(query.unwrap_or_default().as_bytes());
    let from = query.get("from").unwrap_or("https://app.example.com").trim().to_owned();
    let url = query.get("url").unwrap_or_default().trim().to_owned();
    let mut page = ScanPage::new(scanning.is_some(), url);
    page.from_error = Origin::parse(&from).err().map(|error| error.to_string());
    if !page.url.is_empty() && !is_url(&page.url) && !page.is_enabled {
        page.url_error = Some(
            "Write a whole URL without blanks, such as https://api.example.com/orders.".to_owned(),
        );
    }
    let is_told = !page.url.is_empty() && page.url_error.is_none() && page.from_error.is_none();
    page.commands = (is_told && !page.is_enabled).then(|| Commands::new(&from, &page.url));
    page.from = from;
    html(&page)
}

/// `POST /scan`: starts a scan and leads to its page.
async fn start(
    State(scanning): State<Option<Scanning>>,
    Extension(client): Extension<ClientAddress>,
    request: Request,
) -> Response {
    let Some(scanning) = scanning else { return not_enabled().into_response() };
    if !scanning.is_from_here(request.headers()) {
        return crate::problem::Problem::new(
            StatusCode::FORBIDDEN,
            "A scan is started from this site's own page.",
        )
        .help("Open `/scan` at the address that this server printed.")
        .into_response();
    }
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    let wish = Wish {
        url: form.get("url").to_owned(),
        is_api: form.get("profile") == "api",
        is_own: form.get("own") == "on",
    };
    match scanning.start(wish.clone(), client.0).await {
        Ok(job) => {
            let location = format!("/scan/{}", job.id.as_str());
            (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
        }
        Err(refusal) => refused(&wish, refusal),
    }
}

fn refused(wish: &Wish, refusal: Refusal) -> Response {
    let mut page = ScanPage::new(true, wish.url.clone());
    page.is_api = wish.is_api;
    page.is_own = wish.is_own;
    let (status, retry) = match refusal {
        Refusal::Target(message, help) => {
            page.url_error = Some(format!("{message}: {help}."));
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Refusal::NotOwned(unproven) => {
            page.unproven = Some(unproven);
            (StatusCode::FORBIDDEN, None)
        }
        Refusal::Busy(what, seconds) => {
            page.url_error = Some(format!("{what} Try again in {seconds} s."));
            (StatusCode::TOO_MANY_REQUESTS, Some(seconds))
        }
    };
    let mut response = (status, html(&page)).into_response();
    // A page of its own, not the general page of this status.
    *response.status_mut() = status;
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn not_enabled() -> crate::problem::Problem {
    crate::problem::Problem::new(StatusCode::FORBIDDEN, "This server does not scan.")
        .help("Start it with `corsmith serve --enable-scan`, or run `corsmith scan`.")
}

#[derive(Template)]
#[template(path = "scan.html")]
struct ScanPage {
    page: Page,
    is_enabled: bool,
    url: String,
    url_error: Option<String>,
    is_api: bool,
    is_own: bool,
    /// What the host does not publish.
    unproven: Option<Unproven>,
    from: String,
    from_error: Option<String>,
    commands: Option<Commands>,
}

impl ScanPage {
    fn new(is_enabled: bool, url: String) -> Self {
        Self {
            page: Page::new(
                "Check a deployed site",
                "Ask a deployed site what strangers' pages, preflights and visitors get, and judge its CORS and security headers.",
                Section::Scan,
            ),
            is_enabled,
            url,
            url_error: None,
            is_api: false,
            is_own: false,
            unproven: None,
            from: String::new(),
            from_error: None,
            commands: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::form::tests::get;

    #[tokio::test]
    async fn without_scans_an_address_is_what_to_run() {
        let rows = [
            ("/scan", "does not scan"),
            (
                "/scan?url=https://api.example.com/a",
                "curl -i -H &#39;Origin: https://app.example.com&#39; &#39;https://api.example.com/a&#39;",
            ),
            (
                "/scan?url=https://api.example.com/a&from=https://b.example",
                "Origin: https://b.example",
            ),
            ("/scan?url=api", "id=\"url-error\""),
            ("/scan?url=https://a.example&from=b", "id=\"from-error\""),
        ];
        for (uri, expected) in rows {
            let (status, page) = get(uri).await;
            assert_eq!(status, 200, "{uri}");
            assert!(page.contains(expected), "{uri}: no `{expected}` in {page}");
        }
    }
}
