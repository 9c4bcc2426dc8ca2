//! Tables of several fetches that share a browser.
//!
//! A line `# …` cites the standard; `--- name` starts another browser, whose profile follows after
//! ` @`, and its limit on max-age after ` cap `. A row is `seconds | sentence | request | exchanges
//! | end`, and a sixth column is what the CORS-preflight cache holds then: `NAME=MAX-AGE@STORED`,
//! with `!` after the name where it was stored by a request with credentials; or `empty`.

use std::time::Duration;

use corsmith_fetch::{Browser, Granted, Profile};

use crate::table::{columns, difference};
use crate::text::expand;

pub(crate) fn run(table: &str) {
    let mut wrong = Vec::new();
    let (mut heading, mut name) = ("", "");
    let mut browser = Browser::new(Profile::STANDARD);
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("# ") {
            heading = text;
        } else if let Some(text) = line.strip_prefix("--- ") {
            name = text;
            browser = Browser::new(profile(text));
        } else {
            let mut cells: Vec<String> = columns(&expand(line));
            let (seconds, sentence) = (cells.remove(0), cells.remove(0));
            let now = Duration::from_secs_f64(seconds.parse().unwrap());
            assert!(now >= browser.now, "time goes on: `{line}`");
            browser.now = now;
            let cache = (cells.len() == 4).then(|| cells.remove(3));
            let mut why: Vec<String> = difference(&cells, &mut browser).into_iter().collect();
            let held = held(&mut browser);
            if let Some(cache) = cache.filter(|cache| *cache != held) {
                why.push(format!("the cache is `{held}`, and `{cache}` was due"));
            }
            if !why.is_empty() {
                let why = why.join("\n    ");
                wrong.push(format!("{heading}: {name}, at {seconds}: {sentence}\n    {why}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} steps are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

pub(crate) fn count(table: &str) -> usize {
    let lines = table.lines().map(str::trim);
    lines.filter(|line| line.starts_with(|char: char| char.is_ascii_digit())).count()
}

fn profile(text: &str) -> Profile {
    let (text, cap) =
        text.split_once(" cap ").map_or((text, None), |(text, cap)| (text, Some(cap)));
    let name = text.split_once(" @").map_or("standard", |(_, name)| name);
    let profile = Profile::from_name(name).unwrap_or_else(|| panic!("`{name}`?"));
    cap.map_or(profile, |cap| profile.with_max_age_cap_seconds(cap.parse().ok()))
}

fn held(browser: &mut Browser) -> String {
    browser.cache.expire(browser.now);
    let entries = browser.cache.entries().iter().map(|entry| {
        let (Granted::Method(name) | Granted::HeaderName(name)) = &entry.granted;
        let credentials = if entry.credentials { "!" } else { "" };
        let (max_age, stored_at) = (entry.max_age_seconds, entry.stored_at.as_secs_f64());
        format!("{name}{credentials}={max_age}@{stored_at}")
    });
    let text = entries.collect::<Vec<_>>().join(" ");
    if text.is_empty() { "empty".to_owned() } else { text }
}
