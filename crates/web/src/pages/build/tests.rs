use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use http_body_util::BodyExt;
use tower::ServiceExt;

async fn ask(path: &str) -> (StatusCode, String, String) {
    let router = Router::new()
        .route("/", get(super::build))
        .route("/download", get(super::download))
        .route("/policy", get(super::policy_file));
    let request =
        Request::get(path).header("Host", "corsmith.example").body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let name = [header::LOCATION, header::CONTENT_DISPOSITION];
    let name = name.iter().find_map(|name| answer.headers().get(name));
    let name = name.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, name, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn the_page_shows_what_its_address_says() {
    // Each row: what it is about, the query, what the page has, what it has not.
    let rows: &[(&str, &str, &[&str], &[&str])] = &[
        (
            "nothing typed yet",
            "",
            &["data-level=\"Strong\"", "https://app.example.com"],
            &["class=\"finding error"],
        ),
        ("a preset", "?preset=public-data", &["public-data", "data-level=\"Strong\""], &[]),
        ("a preset that is none", "?preset=x", &["There is no preset <code>x</code>."], &[]),
        (
            "an empty policy",
            "?v=1",
            &["data-level=\"Refused\"", "There is no configuration"],
            &["data-file=\"headers"],
        ),
        (
            "anyone with credentials",
            "?who=anyone&credentials=on",
            &["data-level=\"Refused\"", "/rules/CS03"],
            &[],
        ),
        (
            "a fix is a link",
            "?origins=https://a.example/",
            &["href=\"/?v=1&#38;origins=https://a.example\"", "data-level=\"Refused\""],
            &[],
        ),
        (
            "a pasted URL",
            "?origins=https://a.example/login&whole=1",
            &[
                "<code>https://a.example/login</code> became <code>https://a.example</code>",
                "data-level=\"Strong\"",
            ],
            &[],
        ),
        (
            "a target at a version",
            "?origins=https://a.example&target=nginx&version=1.18",
            &["for nginx 1.18.", "value=\"1.18\""],
            &[],
        ),
        (
            "a version that is none",
            "?origins=https://a.example&target=nginx&version=0.1",
            &["too old", "for nginx 1.22."],
            &[],
        ),
        (
            "a target that is none",
            "?origins=https://a.example&target=x",
            &["There is no target"],
            &[],
        ),
        (
            "YAML",
            "?origins=https://a.example&document=yaml",
            &["allow-origins: [&#34;https://a.example&#34;]"],
            &[],
        ),
        (
            "another environment",
            "?origins=https://a.example&e0-name=staging&e0-origins=https://s.example&scope=e0",
            &["environment `staging`", "name=\"e0-origins\""],
            &[],
        ),
        (
            "a path",
            "?origins=https://a.example&p0-match=/x/*&p0-methods=PUT&scope=p0",
            &[
                "name=\"p0-own\" value=\"methods\" checked",
                "name=\"origins\" value=\"https://a.example\"",
            ],
            &[],
        ),
        (
            "keys that mean nothing",
            "?origins=https://a.example&evil=1",
            &["keys that mean nothing here: <code>evil</code>"],
            &[],
        ),
        (
            "markup",
            "?origins=%3Cscript%3Ealert(1)%3C/script%3E&name=%22%3E%3Cimg%20src=x%3E&whole=1",
            &["&#60;script&#62;"],
            &["<script>alert", "<script&gt;", "<img"],
        ),
        ("bytes that are no text", "?origins=%ff%fe&name=%00", &["data-level=\"Refused\""], &[]),
    ];
    for (name, query, has, has_not) in rows {
        let (status, _, page) = ask(&format!("/{query}")).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        for text in *has {
            assert!(page.contains(text), "{name}: has `{text}`\n{page}");
        }
        for text in *has_not {
            assert!(!page.contains(text), "{name}: has not `{text}`");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_version_is_said() {
    let rows = [
        ("target=nginx@0.0.1", ["too old", "for nginx 1.22."]),
        (
            "target=nginx@9",
            ["nginx 9.0 was not tested, nor anything newer than 1.31", "for nginx 9.0."],
        ),
    ];
    for (query, has) in rows {
        let (_, _, page) = ask(&format!("/?origins=https://a.example&{query}")).await;
        for text in has {
            assert!(page.contains(text), "{query}: has `{text}`");
        }
    }
}

#[tokio::test]
async fn a_version_is_of_the_target_that_was_shown() {
    let query = "target=nginx&version=1.22&target=caddy";
    let (_, _, page) = ask(&format!("/?origins=https://a.example&{query}")).await;
    assert!(page.contains("for Caddy 2.6."));
    assert!(!page.contains("too old") && !page.contains("was not tested"));
}

#[tokio::test]
async fn a_change_is_an_address_of_its_own() {
    let rows = [
        (
            "?origins=https://a.example&add=path",
            "/?v=1&origins=https://a.example&p0-match=/path-1/*&p0-own=&scope=p0",
        ),
        ("?origins=https://a.example&p0-match=/x&remove=p0", "/?v=1&origins=https://a.example"),
        (
            "?origins=https://a.example&add=environment",
            "/?v=1&origins=https://a.example&e0-name=environment-1&e0-own=&scope=e0",
        ),
        (
            "?origins=https://a.example&e0-name=s&scope=e0&remove=e0",
            "/?v=1&origins=https://a.example",
        ),
        (
            "?origins=https://a.example&max-age=5&age=2h",
            "/?v=1&origins=https://a.example&max-age=2h",
        ),
        ("?origins=https://a.example&max-age=5&age=none", "/?v=1&origins=https://a.example"),
        ("?origins=https://a.example&remove=p7", "/?v=1&origins=https://a.example"),
    ];
    for (query, expected) in rows {
        let (status, location, _) = ask(&format!("/{query}")).await;
        assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, expected), "{query}");
    }
}

#[tokio::test]
async fn files_are_saved_under_their_names() {
    let rows = [
        ("/policy?origins=https://a.example", StatusCode::OK, "corsmith.toml"),
        ("/policy?origins=https://a.example&document=json", StatusCode::OK, "corsmith.json"),
        ("/download?origins=https://a.example", StatusCode::OK, "headers.txt"),
        ("/download?origins=https://a.example&target=nginx", StatusCode::OK, "corsmith-nginx.zip"),
        ("/download?v=1", StatusCode::UNPROCESSABLE_ENTITY, ""),
        (
            "/download?origins=https://a.example&file=/etc/passwd",
            StatusCode::UNPROCESSABLE_ENTITY,
            "",
        ),
    ];
    for (path, expected, name) in rows {
        let (status, disposition, _) = ask(path).await;
        assert_eq!(status, expected, "{path}");
        assert!(disposition.contains(name), "{path}: {disposition}");
    }
}
