//! `/rules`, `/causes`, `/checks`, `/targets` and `/browsers`: the crates' own pages.

mod links;
mod shelf;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::page::{Page, Section};
use crate::render::html;
use shelf::{BROWSERS, CAUSES, CHECKS, Entry, RULES, Shelf, TARGETS};

/// `GET /rules`.
pub(crate) async fn rules() -> Response {
    index(&RULES)
}

/// `GET /rules/{code}`.
pub(crate) async fn rule(Path(code): Path<String>) -> Response {
    entry(&RULES, &code)
}

/// `GET /causes`.
pub(crate) async fn causes() -> Response {
    index(&CAUSES)
}

/// `GET /causes/{code}`.
pub(crate) async fn cause(Path(code): Path<String>) -> Response {
    entry(&CAUSES, &code)
}

/// `GET /checks`.
pub(crate) async fn checks() -> Response {
    index(&CHECKS)
}

/// `GET /checks/{code}`.
pub(crate) async fn check(Path(code): Path<String>) -> Response {
    entry(&CHECKS, &code)
}

/// `GET /targets`.
pub(crate) async fn targets() -> Response {
    index(&TARGETS)
}

/// `GET /targets/{name}`.
pub(crate) async fn target(Path(name): Path<String>) -> Response {
    entry(&TARGETS, &name)
}

/// `GET /browsers`.
pub(crate) async fn browsers() -> Response {
    index(&BROWSERS)
}

fn index(shelf: &'static Shelf) -> Response {
    html(&ReferencePage::new(shelf, &shelf.index, None, None))
}

/// The entry called `asked`; one that is called otherwise has its address told.
fn entry(shelf: &'static Shelf, asked: &str) -> Response {
    if let Some((at, entry)) = shelf.position(asked) {
        let before = at.checked_sub(1).and_then(|before| shelf.entries.get(before));
        return html(&ReferencePage::new(shelf, entry, before, shelf.entries.get(at + 1)));
    }
    if let Some(entry) = shelf.known_as(asked) {
        return Redirect::permanent(&shelf.href(entry)).into_response();
    }
    let page = Page::new("Not found", "There is no such page.", Section::Other);
    let nearest = shelf.nearest(asked);
    let asked = asked.chars().take(60).collect();
    (StatusCode::NOT_FOUND, html(&MissingPage { page, shelf, asked, nearest })).into_response()
}

#[derive(Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    page: Page,
    shelf: &'static Shelf,
    is_index: bool,
    entry: &'static Entry,
    before: Option<&'static Entry>,
    after: Option<&'static Entry>,
}

impl ReferencePage {
    fn new(
        shelf: &'static Shelf,
        entry: &'static Entry,
        before: Option<&'static Entry>,
        after: Option<&'static Entry>,
    ) -> Self {
        let page = Page::new(&*entry.rendered().title, shelf.about, Section::Other);
        Self {
            page,
            shelf,
            is_index: std::ptr::eq(entry, &raw const shelf.index),
            entry,
            before,
            after,
        }
    }
}

#[derive(Template)]
#[template(path = "missing.html")]
struct MissingPage {
    page: Page,
    shelf: &'static Shelf,
    asked: String,
    nearest: Option<&'static Entry>,
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, header};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn get(path: &str) -> (StatusCode, String, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = crate::routes::routes(None).oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION);
        let location = location.map_or(String::new(), |it| it.to_str().unwrap().to_owned());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, location, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn every_page_of_the_crates_is_there() {
        for shelf in [&*RULES, &*CAUSES, &*TARGETS, &*BROWSERS] {
            let (status, _, text) = get(shelf.path).await;
            assert_eq!(status, StatusCode::OK, "{}", shelf.path);
            assert!(text.contains("<h1>"), "{}", shelf.path);
            for entry in &shelf.entries {
                let path = shelf.href(entry);
                let (status, _, text) = get(&path).await;
                assert_eq!(status, StatusCode::OK, "{path}");
                assert!(!entry.rendered().title.is_empty(), "{path}");
                assert!(text.contains("aria-label=\"Breadcrumb\""), "{path}");
            }
        }
    }

    #[tokio::test]
    async fn another_name_leads_to_the_page() {
        let rows = [
            ("/rules/cs031", "/rules/CS031"),
            ("/rules/null-origin-with-credentials", "/rules/CS031"),
            ("/rules/CS031-null-origin-with-credentials.md", "/rules/CS031"),
            ("/targets/NGINX", "/targets/nginx"),
            ("/causes/Allow-Origin-Missing", "/causes/allow-origin-missing"),
        ];
        for (path, expected) in rows {
            let (status, location, _) = get(path).await;
            assert_eq!((status, &*location), (StatusCode::PERMANENT_REDIRECT, expected), "{path}");
        }
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found_and_a_near_one_is_shown() {
        let rows = [
            ("/targets/ngnix", "Did you mean <a href=\"/targets/nginx\">"),
            ("/rules/CS999", "<a href=\"/rules\">All of them</a>"),
            ("/causes/%3Cscript%3E", "&#60;script&#62;"),
            ("/causes/%22%3E%3Cimg", "&#60;img"),
        ];
        for (path, expected) in rows {
            let (status, _, text) = get(path).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(text.contains(expected), "{path}: {text}");
            assert!(!text.contains("<script>") && !text.contains("<img"), "{path}");
        }
    }
}
