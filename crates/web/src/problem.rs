//! An error as an answer: a readable page for people, problem details (RFC 9457) for programs.

use std::borrow::Cow;

use askama::Template;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::page::{Page, Section};

/// The media type of problem details.
pub(crate) const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// What is wrong with a request, for whoever sent it.
///
/// As a response it carries itself along, and the server writes it in the form that the request
/// asked for: a handler returns it and needs to know nothing of forms.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: Cow<'static, str>,
    help: Option<Cow<'static, str>>,
}

impl Problem {
    /// `detail` is a sentence: what is wrong, and where.
    pub(crate) fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { status, detail: detail.into(), help: None }
    }

    /// With what would be right.
    pub(crate) fn help(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(text.into());
        self
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no page at this address.")
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "This address does not know the request's method; `Allow` lists those it knows.",
        )
    }

    /// A bug of ours. What was asked is not said: it may be somebody's secret.
    pub(crate) fn bug() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This is a bug of Corsmith, not of yours.")
            .help("Please report what you did, without anything secret.")
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer, in the form that suits the request.
    pub(crate) fn in_form(&self, form: Form) -> Response {
        let (media_type, text) = match form {
            Form::Page => (HTML, self.page()),
            Form::Details => (PROBLEM_JSON, self.details()),
        };
        (self.status, [(CONTENT_TYPE, media_type)], text).into_response()
    }

    fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
    }

    fn page(&self) -> String {
        let page = ErrorPage {
            page: Page::new(
                self.title(),
                "What is wrong, and what would be right.",
                Section::Other,
            ),
            status: self.status.as_u16(),
            detail: &self.detail,
            help: self.help.as_deref(),
        };
        // Writing to a text cannot fail; if it did, the sentence alone is better than nothing.
        page.render().unwrap_or_else(|_| self.title().to_owned())
    }

    fn details(&self) -> String {
        let details = Details {
            r#type: "about:blank",
            title: self.title(),
            status: self.status.as_u16(),
            detail: &self.detail,
            help: self.help.as_deref(),
        };
        // Texts and a number can always be written.
        serde_json::to_string(&details).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// In which form an error is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// HTML.
    Page,
    /// `application/problem+json`.
    Details,
}

impl Form {
    /// The API speaks JSON to everyone; elsewhere it is for those who ask for JSON and not for HTML.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let accepts = |media_type: &str| {
            headers.get_all(ACCEPT).iter().any(|value| {
                let value = value.to_str().unwrap_or_default().to_ascii_lowercase();
                value.contains(media_type)
            })
        };
        let api = uri.path().starts_with("/api/");
        if api || (accepts("json") && !accepts("text/html")) { Self::Details } else { Self::Page }
    }
}

/// The members of RFC 9457, section 3.1, and one of ours.
#[derive(Serialize)]
struct Details<'a> {
    r#type: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    page: Page,
    status: u16,
    detail: &'a str,
    help: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(uri: &'static str, accept: &'static str) -> Form {
        let headers = [(ACCEPT, HeaderValue::from_static(accept))].into_iter().collect();
        Form::of(&Uri::from_static(uri), &headers)
    }

    #[test]
    fn the_form_is_chosen_by_path_and_accept() {
        let rows = [
            ("/", "", Form::Page),
            ("/", "*/*", Form::Page),
            ("/", "text/html,application/xhtml+xml", Form::Page),
            ("/", "application/json", Form::Details),
            ("/", "application/problem+json", Form::Details),
            ("/", "text/html, application/json", Form::Page),
            ("/apiary", "", Form::Page),
            ("/api", "text/html", Form::Page),
            ("/api/v1/build", "text/html", Form::Details),
        ];
        for (uri, accept, expected) in rows {
            assert_eq!(form(uri, accept), expected, "{uri} {accept}");
        }
    }

    #[test]
    fn a_page_escapes_what_it_quotes() {
        let page = Problem::new(StatusCode::BAD_REQUEST, "`<script>` & \"x\"").page();
        assert!(page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"), "{page}");
        assert!(!page.contains("<script>"), "{page}");
    }

    #[test]
    fn details_have_the_members_of_the_standard() {
        let problem = Problem::not_found().help("Look at `/api/v1`.");
        assert_eq!(
            problem.details(),
            r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no page at this address.","help":"Look at `/api/v1`."}"#
        );
    }
}
