use crate::declare::declare_check;
use serde_json::Value;

use crate::json_field::objects;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Report-To` is malformed, and browsers ignore it.
    ///
    /// ## What it does
    ///
    /// Reports a `Report-To` that is not a list of JSON objects, and objects without a `max_age` or
    /// without `endpoints` that each have an `https` address as `url`. The field is the older form
    /// of `Reporting-Endpoints`; only Chromium reads it, for network error logging.
    ///
    /// ## Why is this bad?
    ///
    /// Reports are not sent, and nobody notices.
    ///
    /// ## How to fix it
    ///
    /// Send `Report-To:
    /// {"group":"default","max_age":86400,"endpoints":[{"url":"https://reports.example/"}]}`, or
    /// `Reporting-Endpoints` for everything but network error logging.
    ///
    /// ## References
    ///
    /// * [Reporting: Report-To](https://www.w3.org/TR/2018/WD-reporting-1-20180925/#header)
    struct ReportTo {
        code: "CS346",
        name: "report-to-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://www.w3.org/TR/2018/WD-reporting-1-20180925/#header",
    }
}

pub(super) static CHECK: &dyn Check = &ReportTo;

impl Check for ReportTo {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::over_https(context) else { return };
        let Some(value) = seen.answer.text("report-to") else { return };
        let why = match objects(&value) {
            None => Some("it is no list of JSON objects"),
            Some(groups) => groups.iter().find_map(|group| fault(group, seen.url)),
        };
        if let Some(why) = why {
            let message = format!("browsers ignore `Report-To`, or a part of it: {why}");
            let help = "send groups with `max_age` and `endpoints`, or use `Reporting-Endpoints`";
            findings.push(Finding::new(&META, seen.place(), message, help));
        }
    }
}

/// Why browsers skip a group.
fn fault(group: &Value, base: &url::Url) -> Option<&'static str> {
    if !group.is_object() {
        return Some("a group is no object");
    }
    if group["max_age"].as_u64().is_none() {
        return Some("a group has no `max_age` in whole seconds");
    }
    // A group that is forgotten at once needs no endpoints.
    if group["max_age"] == 0 {
        return None;
    }
    let Some(endpoints) = group["endpoints"].as_array() else {
        return Some("a group has no list of `endpoints`");
    };
    let is_usable = |endpoint: &Value| {
        let url = endpoint["url"].as_str().and_then(|url| base.join(url).ok());
        url.is_some_and(|url| url.scheme() == "https")
    };
    (!endpoints.iter().any(is_usable)).then_some("a group has no endpoint with an `https` address")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no JSON", "Report-To: default=\"https://r.example/\"");
        fires(
            &META,
            "no lifetime",
            "Report-To: {\"endpoints\":[{\"url\":\"https://r.example/\"}]}",
        );
        fires(&META, "no endpoints", "Report-To: {\"max_age\":1}");
        fires(
            &META,
            "plain http",
            "Report-To: {\"max_age\":1,\"endpoints\":[{\"url\":\"http://r.example/\"}]}",
        );
        fires(&META, "a number", "Report-To: 1");
        passes(
            &META,
            "a group",
            "Report-To: {\"group\":\"a\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://r.example/\"}]}",
        );
        passes(
            &META,
            "two groups",
            "Report-To: {\"max_age\":1,\"endpoints\":[{\"url\":\"https://r.example/\"}]}, \
            {\"max_age\":0}",
        );
        passes(
            &META,
            "Cloudflare's",
            "Report-To: {\"endpoints\":[{\"url\":\"https:\\/\\/a.nel.cloudflare.com\\/report\\/v4?s=x\"}],\"group\":\"cf-nel\",\"max_age\":604800}",
        );
        passes(&META, "nothing", "Vary: Origin");
    }
}
