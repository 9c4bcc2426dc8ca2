use crate::csp::{Combine, Policies, Rule, Weakness, has, looks_like_address, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy names an IP address.
    ///
    /// ## What it does
    ///
    /// Reports addresses of version 4 as sources, in any policy. Those of version 6 are no sources,
    /// which is another finding.
    ///
    /// ## Why is this bad?
    ///
    /// By the standard only `127.0.0.1` matches. Chromium and Firefox match every address, so that
    /// what is allowed depends on the browser. `127.0.0.1` is the visitor's own machine, where nothing of a deployed site should come from.
    ///
    /// ## How to fix it
    ///
    /// Use host names; remove what is left from development.
    ///
    /// ## References
    ///
    /// * [CSP: host-part matches](https://w3c.github.io/webappsec-csp/#match-hosts)
    struct IpSource {
        code: "CS415",
        name: "csp-ip-source",
        topic: Csp,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#match-hosts",
    }
}

pub(super) static CHECK: &dyn Check = &IpSource;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "the standard matches no address but `127.0.0.1`, the visitor's own machine, although \
          Chromium and Firefox match every one",
    who: None,
    help: "name hosts, and remove what is left from development",
    find,
};

impl Check for IpSource {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let addresses = csp.values().filter(|(directive, value)| {
        *directive != "report-to" && !value.starts_with('\'') && looks_like_address(value)
    });
    addresses
        .map(|(directive, value)| Weakness::whole(has(directive, value), Severity::Info))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "version 4", "Content-Security-Policy: img-src 10.0.0.1");
        fires(
            &META,
            "the visitor's machine",
            "Content-Security-Policy: connect-src http://127.0.0.1:8080",
        );
        passes(
            &META,
            "version 6 is no source",
            "Content-Security-Policy: script-src https://[::1]",
        );
        passes(&META, "a name", "Content-Security-Policy: img-src a.example");
        passes(&META, "a number in a name", "Content-Security-Policy: img-src 1.example.com");
    }
}
