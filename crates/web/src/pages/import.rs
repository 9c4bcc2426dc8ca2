//! `/import`: a policy from what people have, to go on with in Build.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use corsmith_import::{ImportFormat, Imported, import, link};
use corsmith_policy::Format;

use crate::filters;
use crate::page::{Page, Section};
use crate::pages::form::Form;
use crate::pages::prose::sentence;
use crate::render::html;

/// Longest query that a link to Build may have: beyond this, browsers and servers give up.
const MAX_QUERY_BYTES: usize = 16 * 1024;

/// `GET /import`.
pub(crate) async fn form() -> Response {
    html(&ImportPage::new(String::new(), None, None))
}

/// `POST /import`: to Build at once where there is nothing to say.
pub(crate) async fn take(request: Request) -> Response {
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    let format = ImportFormat::from_name(form.get("format"));
    let file = form.file.as_deref().map(String::from_utf8_lossy);
    let text = file.as_deref().unwrap_or_else(|| form.get("text"));
    let typed = form.get("text").to_owned();
    match import(text, format) {
        Ok(imported) => {
            let taken = Taken::new(&imported);
            match (&taken.href, taken.notes.as_slice()) {
                (Some(href), []) => Redirect::to(href).into_response(),
                _ => html(&ImportPage::new(typed, format, Some(Ok(taken)))),
            }
        }
        Err(error) => {
            let errors = (sentence(&error.to_string()), sentence(error.help()));
            let page = ImportPage::new(typed, format, Some(Err(errors)));
            (StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response()
        }
    }
}

/// What was imported.
struct Taken {
    /// What the text was read as.
    format: &'static str,
    /// Sentences.
    notes: Vec<String>,
    /// The policy as TOML.
    policy: String,
    /// The way on; `None` where the policy is too long for an address.
    href: Option<String>,
}

impl Taken {
    fn new(imported: &Imported) -> Self {
        let query = link::query(&link::write(&imported.draft));
        Self {
            format: imported.format.title(),
            notes: imported.notes.iter().map(|note| sentence(note)).collect(),
            policy: imported.draft.write(Format::Toml).text,
            href: (query.len() <= MAX_QUERY_BYTES).then(|| format!("/?{query}")),
        }
    }
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    page: Page,
    text: String,
    formats: Vec<(&'static str, &'static str, bool)>,
    taken: Option<Taken>,
    /// What is wrong, and what would be right.
    error: Option<(String, String)>,
}

impl ImportPage {
    fn new(
        text: String,
        chosen: Option<ImportFormat>,
        result: Option<Result<Taken, (String, String)>>,
    ) -> Self {
        let formats = ImportFormat::ALL.iter();
        let (taken, error) = match result {
            Some(Ok(taken)) => (Some(taken), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        Self {
            page: Page::new(
                "Import a CORS policy",
                "Paste response headers, curl output or a policy file, and go on from there.",
                Section::Import,
            ),
            text,
            formats: formats.map(|it| (it.name(), it.title(), chosen == Some(*it))).collect(),
            taken,
            error,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::form::tests::{get, post, post_file, text};

    const TOML: &str = "[policy]\nallow-origins = [\"https://a.example\"]\n";

    #[tokio::test]
    async fn what_is_plain_goes_to_build() {
        let to_build = post("/import", &[("text", TOML), ("format", "")]).await;
        assert_eq!(to_build.status(), 303);
        assert_eq!(to_build.headers()["location"], "/?v=1&origins=https://a.example");
        let file = post_file("/import", &[("format", "toml")], TOML.as_bytes()).await;
        assert_eq!(file.headers()["location"], "/?v=1&origins=https://a.example");
    }

    #[tokio::test]
    async fn what_needs_a_word_gets_a_page() {
        let headers = "HTTP/2 200\naccess-control-allow-origin: https://a.example\nvary: Origin\n";
        let many: Vec<_> = (0..2_000).map(|n| format!("\"https://a{n}.example\"")).collect();
        let long = format!("[policy]\nallow-origins = [{}]\n", many.join(", "));
        let rows = [
            (
                "notes",
                headers,
                200,
                &[
                    "Continue in Build",
                    "href=\"/?v=1&#38;origins=https://a.example\"",
                    "allow-origins = [&#34;https://a.example&#34;]",
                    "<code>Vary: Origin</code>",
                ][..],
            ),
            ("too long for a link", &long, 200, &["too long for a link", "https://a1999.example"]),
            ("no policy", "hello", 422, &["id=\"text-error\"", ">hello</textarea>"]),
            ("nothing", "", 422, &["There is nothing to import"]),
            ("no CORS", "HTTP/2 200\nserver: nginx\n", 422, &["none of the CORS protocol"]),
            ("markup", "<script>alert(1)</script>", 422, &["&lt;script&gt;"]),
        ];
        for (name, pasted, expected_status, expected) in rows {
            let (status, page) = text(post("/import", &[("text", pasted)]).await).await;
            assert_eq!(status, expected_status, "{name}");
            let page = page.replace("&#60;", "&lt;").replace("&#62;", "&gt;");
            for expected in expected {
                assert!(page.contains(expected), "{name}: no `{expected}` in {page}");
            }
            assert!(!page.contains("<script>alert"), "{name}");
        }
        assert_eq!(get("/import").await.0, 200);
    }
}
