//! Tables of single fetches, in a browser just started.
//!
//! A line `# …` cites the anchor and the step of the standard for the rows below it. A row is
//! `sentence | request | exchanges | end`: see `request.rs`, `exchange.rs` and `expectation.rs`. A
//! line `= request | exchanges | end` with places `{1}`, `{2}`, … makes every row up to the next
//! heading `sentence | 1 | 2 | …`. Origins and escapes are in `text.rs`.

use corsmith_fetch::{Browser, HttpRequest, Outcome, Profile, RequestInit, fetch};

use crate::exchange::Exchange;
use crate::text::expand;
use crate::{exchange, expectation, request};

/// Runs every row, and fails with all that are wrong.
pub(crate) fn run(table: &str) {
    let wrong: Vec<String> = rows(table)
        .into_iter()
        .filter_map(|row| {
            let browser = &mut Browser::new(Profile::STANDARD);
            difference(&row.columns, browser).map(|why| format!("{}\n    {why}", row.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

pub(crate) fn count(table: &str) -> usize {
    rows(table).len()
}

struct Row {
    /// The heading and the sentence.
    name: String,
    /// Request, exchanges, end.
    columns: Vec<String>,
}

fn rows(table: &str) -> Vec<Row> {
    let (mut heading, mut template, mut rows) = ("", None, Vec::new());
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("# ") {
            (heading, template) = (text, None);
            assert!(text.starts_with('#'), "a heading cites an anchor: `{text}`");
        } else if let Some(text) = line.strip_prefix("= ") {
            template = Some(text);
        } else {
            assert!(!heading.is_empty(), "no heading yet: `{line}`");
            let mut cells = columns(line);
            let sentence = cells.remove(0);
            let columns = template.map_or_else(|| cells.clone(), |text| fill(text, &cells));
            let columns: Vec<String> = columns.iter().map(|text| expand(text)).collect();
            assert_eq!(columns.len(), 3, "`{line}`");
            let row = Row { name: format!("{heading}: {sentence}"), columns };
            assert!(rows.iter().all(|other: &Row| other.name != row.name), "twice: `{line}`");
            rows.push(row);
        }
    }
    rows
}

pub(crate) fn columns(line: &str) -> Vec<String> {
    format!("{line} ").split(" | ").map(|cell| cell.trim().to_owned()).collect()
}

fn fill(template: &str, cells: &[String]) -> Vec<String> {
    let mut text = template.to_owned();
    for (index, cell) in cells.iter().enumerate() {
        let place = format!("{{{}}}", index + 1);
        assert!(text.contains(&place), "no place for `{cell}`");
        text = text.replace(&place, cell);
    }
    columns(&text)
}

/// What is wrong with a fetch, if anything is.
pub(crate) fn difference(columns: &[String], browser: &mut Browser) -> Option<String> {
    let [request, exchanges, end] = columns else { panic!("{columns:?}") };
    let init = request::parse(request);
    let script = exchange::parse_all(exchanges, &init);
    let (outcome, mut wrong) = play(&init, &script, browser);
    if outcome.requests.len() < script.len() {
        wrong.push(format!("asked {} of {} exchanges", outcome.requests.len(), script.len()));
    }
    wrong.extend(expectation::difference(end, &outcome));
    (!wrong.is_empty()).then(|| wrong.join("\n    "))
}

fn play(init: &RequestInit, script: &[Exchange], browser: &mut Browser) -> (Outcome, Vec<String>) {
    let (mut wrong, mut index) = (Vec::new(), 0);
    let mut transport = |sent: &HttpRequest| {
        index += 1;
        let Some(exchange) = script.get(index - 1) else {
            wrong.push(format!("asked {} {} unexpectedly", sent.method, sent.url));
            return None;
        };
        wrong.extend(exchange.difference(sent));
        exchange.response.clone()
    };
    let outcome = fetch(init, browser, &mut transport);
    (outcome, wrong)
}
