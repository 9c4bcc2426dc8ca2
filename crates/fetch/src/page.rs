//! The page about the engines' deviations, in Markdown.

use crate::{Deviation, Engine};

/// The page: which engine departs from the standard in what, and what that means.
///
/// ```
/// let page = corsmith_fetch::deviations();
/// assert!(page.starts_with("# Where browsers depart from the Fetch standard\n"));
/// assert!(page.ends_with(".\n"));
/// ```
#[must_use]
pub fn deviations() -> String {
    let mut page = format!(
        "# Where browsers depart from the Fetch standard\n\n\
         `corsmith simulate --browser chromium` (or `firefox`, or `webkit`) does as that engine does. These are all its\n\
         departures from the standard that we know. Each was seen in a real browser, and `cargo xtask lab` compares the\n\
         profiles with real browsers again: {}.\n\n\
         | deviation | Chromium | Firefox | WebKit |\n\
         |---|---|---|---|\n",
        Engine::ALL.map(Engine::observed_version).join(", ")
    );
    for deviation in Deviation::ALL {
        let marks = Engine::ALL.map(|engine| mark(*deviation, engine));
        page.push_str(&format!("| [{0}](#{0}) | {1} |\n", deviation.code(), marks.join(" | ")));
    }
    let caps = Engine::ALL.map(|it| format!("{it} {} seconds", it.max_age_cap_seconds()));
    page.push_str("\nThe longest time that an answer to a preflight is kept: ");
    page.push_str(&format!("{}.\n", caps.join(", ")));
    for deviation in Deviation::ALL {
        let engines: Vec<_> = deviation.engines().iter().map(Engine::to_string).collect();
        let (code, about, engines) = (deviation.code(), deviation.about(), engines.join(" and "));
        page.push_str(&format!("\n## {code}\n\n{about}\n\nIn {engines}.\n"));
    }
    page
}

fn mark(deviation: Deviation, engine: Engine) -> &'static str {
    if deviation.engines().contains(&engine) { "yes" } else { "" }
}
