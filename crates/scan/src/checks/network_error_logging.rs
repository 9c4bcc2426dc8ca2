use crate::declare::declare_check;
use crate::json_field::objects;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `NEL` is malformed or names no group, and browsers ignore it.
    ///
    /// ## What it does
    ///
    /// Reports a `NEL` field that is not a JSON object with `max_age` and `report_to`, and one
    /// whose group is not in a `Report-To` of the same answer. Only Chromium reads it.
    ///
    /// ## Why is this bad?
    ///
    /// Errors of the network are not reported, and nobody notices.
    ///
    /// ## How to fix it
    ///
    /// Send `NEL: {"report_to":"default","max_age":86400}` beside a `Report-To` that has the group.
    ///
    /// ## References
    ///
    /// * [Network Error Logging: the policy](https://w3c.github.io/network-error-logging/#nel-response-header)
    struct NetworkErrorLogging {
        code: "CS347",
        name: "nel-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/network-error-logging/#nel-response-header",
    }
}

pub(super) static CHECK: &dyn Check = &NetworkErrorLogging;

impl Check for NetworkErrorLogging {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::over_https(context) else { return };
        let Some(value) = seen.answer.text("nel") else { return };
        // Of several only the first counts.
        let policy = objects(&value).and_then(|policies| policies.into_iter().next());
        let why = match &policy {
            Some(policy) if policy["max_age"] == 0 => return,
            Some(policy) if policy["max_age"].as_u64().is_some() => match policy["report_to"]
                .as_str()
            {
                None => "there is no `report_to`".to_owned(),
                Some(group) => {
                    let groups = seen.answer.text("report-to").and_then(|value| objects(&value));
                    let is_group = |own: &serde_json::Value| {
                        own["group"].as_str().unwrap_or("default") == group
                    };
                    if groups.unwrap_or_default().iter().any(is_group) {
                        return;
                    }
                    format!("no `Report-To` of the answer has the group {}", shown(group))
                }
            },
            Some(_) => "there is no `max_age` in whole seconds".to_owned(),
            None => "it is no JSON object".to_owned(),
        };
        let message = format!("browsers ignore `NEL`: {why}");
        let help = "send `max_age` and the `report_to` of a group of `Report-To`";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no JSON", "NEL: x");
        fires(&META, "no group", "NEL: {\"max_age\":1}");
        fires(&META, "no lifetime", "NEL: {\"report_to\":\"a\"}");
        fires(
            &META,
            "an unknown group",
            "NEL: {\"report_to\":\"a\",\"max_age\":1}\nReport-To: {\"group\":\"b\",\"max_age\":1}",
        );
        fires(
            &META,
            "only the new field",
            "NEL: {\"report_to\":\"a\",\"max_age\":1}\nReporting-Endpoints: \
            a=\"https://r.example/\"",
        );
        passes(
            &META,
            "its group",
            "NEL: {\"report_to\":\"a\",\"max_age\":1}\nReport-To: \
            {\"group\":\"a\",\"max_age\":1,\"endpoints\":[]}",
        );
        passes(&META, "switched off", "NEL: {\"report_to\":\"a\",\"max_age\":0}");
        passes(&META, "nothing", "Vary: Origin");
    }
}
