use crate::chain::is_loopback;
use crate::declare::declare_check;
use crate::shown::{listed, shown};
use crate::structured::{BareItem, Member, dictionary};
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Reporting-Endpoints` is malformed, or names an address that gets no reports.
    ///
    /// ## What it does
    ///
    /// Reports a field that is no dictionary of structured fields (RFC 9651), and members whose
    /// value is not an address in double quotes, or one that is not `https`. Addresses may be
    /// relative to the page.
    ///
    /// ## Why is this bad?
    ///
    /// Reports of violated policies are not sent, and nobody notices.
    ///
    /// ## How to fix it
    ///
    /// Send for example `Reporting-Endpoints: default="https://reports.example/csp"`.
    ///
    /// ## References
    ///
    /// * [Reporting API: the header](https://w3c.github.io/reporting/#header)
    struct ReportingEndpoints {
        code: "CS345",
        name: "reporting-endpoints-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/reporting/#header",
    }
}

pub(super) static CHECK: &dyn Check = &ReportingEndpoints;

impl Check for ReportingEndpoints {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::over_https(context) else { return };
        let Some(value) = seen.answer.text("reporting-endpoints") else { return };
        let help = "write it like `default=\"https://reports.example/csp\"`";
        let Some(members) = dictionary(&value) else {
            let message = format!(
                "browsers ignore `Reporting-Endpoints` {} whole: it is no dictionary of \
                structured fields",
                shown(&value)
            );
            findings.push(Finding::new(&META, seen.place(), message, help));
            return;
        };
        let gets_reports = |member: &Member| match member {
            Member::Item(BareItem::String(address)) => {
                seen.url.join(address).is_ok_and(|url| url.scheme() == "https" || is_loopback(&url))
            }
            _ => false,
        };
        let bad: Vec<_> = members
            .iter()
            .filter(|(_, member)| !gets_reports(member))
            .map(|(key, _)| key)
            .collect();
        if !bad.is_empty() {
            let message = format!(
                "no reports go to {} of `Reporting-Endpoints`: an endpoint is an `https` \
                address in double quotes",
                listed(&bad)
            );
            findings.push(Finding::new(&META, seen.place(), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no quotes", "Reporting-Endpoints: default=https://r.example/x?y");
        fires(&META, "the old JSON", "Reporting-Endpoints: {\"group\":\"a\"}");
        fires(&META, "plain http", "Reporting-Endpoints: a=\"http://r.example/\"");
        fires(&META, "a token", "Reporting-Endpoints: a=b");
        fires(&META, "no value", "Reporting-Endpoints: a");
        passes(
            &META,
            "an address",
            "Reporting-Endpoints: default=\"https://r.example/\", csp=\"https://r.example/csp\"",
        );
        passes(&META, "a relative address", "Reporting-Endpoints: default=\"/reports\"");
        passes(&META, "nothing", "Vary: Origin");
    }
}
