//! Every link of the site leads somewhere: pages are followed from the first one and the indexes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Pages whose links lead to ever other states of themselves: they are fetched, and followed only
/// in their first state.
const LIVE: [&str; 5] = ["/", "/simulate", "/diagnose", "/import", "/scan"];

/// More than the site has pages and links; a crawl that goes beyond does not end.
const MOST_PAGES: usize = 2_000;

struct Fetched {
    status: u16,
    links: Vec<String>,
    ids: BTreeSet<String>,
    /// Ids that the page has more than once.
    twice: Vec<String>,
}

async fn fetch(path: &str) -> Fetched {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = super::routes(None).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes);
    let html = if text.starts_with("<!doctype html>") { &*text } else { "" };
    let mut ids = BTreeSet::new();
    let (_, twice): (Vec<_>, Vec<_>) =
        attribute(html, "id").into_iter().partition(|id| ids.insert(id.clone()));
    let links = [attribute(html, "href"), attribute(html, "action")].concat();
    Fetched { status, links, ids, twice }
}

/// The values of an attribute: templates and renderer always write `name="value"`.
fn attribute(html: &str, name: &str) -> Vec<String> {
    let begin = format!(" {name}=\"");
    let values = html.split(&begin).skip(1);
    let values = values.filter_map(|rest| rest.split_once('"')).map(|(value, _)| value);
    values
        .map(|value| value.replace("&amp;", "&").replace("&#38;", "&").replace("&#39;", "'"))
        .collect()
}

#[tokio::test]
async fn every_link_leads_to_a_page_and_to_a_place_on_it() {
    let starts = ["/", "/guide", "/rules", "/causes", "/targets", "/browsers", "/api"];
    let mut queue: VecDeque<String> = starts.map(str::to_owned).into();
    let mut pages: BTreeMap<String, Fetched> = BTreeMap::new();
    // From where, to which page, to which place.
    let mut links: Vec<(String, String, String)> = Vec::new();
    while let Some(page) = queue.pop_front() {
        if pages.contains_key(&page) {
            continue;
        }
        assert!(pages.len() < MOST_PAGES, "{page} is one too many");
        let fetched = fetch(&page).await;
        let path = page.split('?').next().unwrap_or_default();
        let is_followed = path == page || !LIVE.contains(&path);
        for link in fetched.links.iter().filter(|_| is_followed) {
            if link.contains("://") || link.starts_with("/assets/") {
                continue;
            }
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = match target {
                "" => page.clone(),
                query if query.starts_with('?') => format!("{path}{query}"),
                target => target.to_owned(),
            };
            assert!(target.starts_with('/'), "{page} has a link to `{link}`");
            links.push((page.clone(), target.clone(), fragment.to_owned()));
            queue.push_back(target);
        }
        pages.insert(page, fetched);
    }
    let mut dead = BTreeSet::new();
    for (from, to, fragment) in links {
        let page = &pages[&to];
        if page.status != 200 {
            dead.insert(format!("{to} is {} (from {from})", page.status));
        } else if !fragment.is_empty() && !page.ids.contains(&fragment) {
            dead.insert(format!("{to} has no #{fragment} (from {from})"));
        }
    }
    for (path, page) in &pages {
        dead.extend(page.twice.iter().map(|id| format!("{path} has #{id} twice")));
    }
    assert!(dead.is_empty(), "{dead:#?}");
    assert!(pages.len() > 150, "only {} pages were found", pages.len());
}
