//! `/guide`: chapters about CORS.

mod chapter;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use crate::filters;
use crate::page::{Page, Section};
use crate::problem::Problem;
use crate::render::html;
use chapter::{CHAPTERS, Chapter};

/// A chapter with so many sections has a table of contents.
const LONG: usize = 4;

/// `GET /guide`.
pub(crate) async fn guide() -> Response {
    let page = Page::new(
        "Guide to CORS",
        "Cross-origin resource sharing, from the first error to the exact rules of the standard.",
        Section::Guide,
    );
    html(&GuidePage { page, chapters: &*CHAPTERS })
}

/// `GET /guide/{slug}`.
pub(crate) async fn chapter(Path(slug): Path<String>) -> Response {
    let Some(at) = CHAPTERS.iter().position(|chapter| chapter.slug == slug) else {
        let near = CHAPTERS.iter().find(|chapter| chapter.slug.eq_ignore_ascii_case(&slug));
        let problem = Problem::not_found();
        return match near {
            Some(chapter) => problem.help(format!("There is `/guide/{}`.", chapter.slug)),
            None => problem.help("The chapters are listed at `/guide`."),
        }
        .into_response();
    };
    let chapter = &CHAPTERS[at];
    html(&ChapterPage {
        page: Page::new(chapter.title, chapter.summary, Section::Guide),
        chapter,
        has_contents: chapter.rendered().sections.len() >= LONG,
        before: at.checked_sub(1).and_then(|before| CHAPTERS.get(before)),
        after: CHAPTERS.get(at + 1),
    })
}

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage {
    page: Page,
    chapters: &'static [Chapter],
}

#[derive(Template)]
#[template(path = "chapter.html")]
struct ChapterPage {
    page: Page,
    chapter: &'static Chapter,
    has_contents: bool,
    before: Option<&'static Chapter>,
    after: Option<&'static Chapter>,
}
