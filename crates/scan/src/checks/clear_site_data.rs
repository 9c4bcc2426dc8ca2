use crate::declare::declare_check;
use crate::shown::listed;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Clear-Site-Data` has a type that browsers do not know.
    ///
    /// ## What it does
    ///
    /// Reports types without double quotes, which is the usual mistake, and types that the standard
    /// does not have. Over plain `http` browsers ignore the field whole.
    ///
    /// ## Why is this bad?
    ///
    /// What was meant to be cleared, usually when somebody logs out, stays.
    ///
    /// ## How to fix it
    ///
    /// Send for example `Clear-Site-Data: "cache", "cookies", "storage"`, each type in double
    /// quotes.
    ///
    /// ## References
    ///
    /// * [Clear Site Data](https://w3c.github.io/webappsec-clear-site-data/#header)
    struct ClearSiteData {
        code: "CS340",
        name: "clear-site-data-ignored",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-clear-site-data/#header",
    }
}

pub(super) static CHECK: &dyn Check = &ClearSiteData;

impl Check for ClearSiteData {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("clear-site-data") else { return };
        let is_storage_bucket = |part: &str| part.starts_with("\"storage:");
        let unknown: Vec<&str> = value
            .split(',')
            .map(str::trim)
            .filter(|part| !TYPES.contains(part) && !is_storage_bucket(part))
            .collect();
        if !unknown.is_empty() {
            let message = format!("browsers do not know {} of `Clear-Site-Data`", listed(&unknown));
            let help =
                "write each type in double quotes, such as `\"cache\", \"cookies\", \"storage\"`";
            findings.push(Finding::new(&META, seen.place(), message, help));
        }
    }
}

/// The types of the standard, and those that Chromium has added for its own caches.
const TYPES: &[&str] = &[
    "\"cache\"",
    "\"clientHints\"",
    "\"cookies\"",
    "\"executionContexts\"",
    "\"prefetchCache\"",
    "\"prerenderCache\"",
    "\"storage\"",
    "\"*\"",
];

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no quotes", "Clear-Site-Data: cookies");
        fires(&META, "single quotes", "Clear-Site-Data: 'cookies'");
        fires(&META, "one list in quotes", "Clear-Site-Data: \"cookies, storage\"");
        fires(&META, "an unknown type", "Clear-Site-Data: \"cookies\", \"session\"");
        fires(&META, "capital letters", "Clear-Site-Data: \"Cookies\"");
        fires(&META, "nothing", "Clear-Site-Data:");
        passes(&META, "types", "Clear-Site-Data: \"cache\", \"cookies\",\"storage\"");
        passes(&META, "everything", "Clear-Site-Data: \"*\"");
        passes(&META, "no field", "Vary: Origin");
    }
}
