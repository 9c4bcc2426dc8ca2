use crate::csp::{
    Area, Bypass, Combine, INJECTOR, Policies, Rule, Served, Weakness, bypasses, report, shown,
};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows a host that runs anybody's script.
    ///
    /// ## What it does
    ///
    /// Reports hosts in `script-src` of which a list knows that they answer with a script of the
    /// caller's choice (JSONP) or serve `AngularJS`. Some count only beside `'unsafe-eval'`. Of
    /// several policies, all must allow it. The lists are those of google/csp-evaluator 1.1.6;
    /// their places may have been closed since, so the finding is firm and not certain.
    ///
    /// ## Why is this bad?
    ///
    /// Who can put `<script src=…>` into the page chooses such an address: the policy allows it and
    /// the script says what the attacker wants.
    ///
    /// ## How to fix it
    ///
    /// Name scripts by nonces with `'strict-dynamic'`, which makes browsers ignore hosts. Or allow
    /// the exact path of your script.
    ///
    /// ## References
    ///
    /// * [google/csp-evaluator](https://github.com/google/csp-evaluator)
    /// * [CSP Is Dead, Long Live CSP!](https://research.google/pubs/pub45542/)
    struct ScriptBypass {
        code: "CS410",
        name: "csp-script-bypass",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#script-src-pre-request",
    }
}

pub(super) static CHECK: &dyn Check = &ScriptBypass;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Firm,
    why: "who chooses the address chooses the script",
    who: INJECTOR,
    help: "name scripts by nonces with `'strict-dynamic'`, or allow only the exact path",
    find,
};

impl Check for ScriptBypass {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let mut found = Vec::new();
    for (area, directive, source) in csp.script_hosts() {
        let has_eval = csp.allows(Area::Script, "'unsafe-eval'");
        let known = bypasses(source, &[Served::Jsonp, Served::Angular]);
        let known: Vec<_> = known.filter(|bypass| has_eval || !bypass.needs_eval).collect();
        for same in known.chunk_by(|a, b| a.host == b.host) {
            let key = same[0].host.to_owned();
            let what = clause(directive, source, same);
            found.push(Weakness { area, key, what, severity: Severity::Medium });
        }
    }
    found
}

/// What one host serves that a source allows.
fn clause(directive: &str, source: &str, bypasses: &[Bypass]) -> String {
    let serves: Vec<_> = bypasses
        .iter()
        .map(|bypass| match bypass.served {
            Served::Jsonp => "has JSONP",
            Served::Angular | Served::Flash => "serves AngularJS",
        })
        .collect();
    // A wildcard stands for hosts that it does not name.
    let hosts = bypasses.iter().map(|bypass| bypass.host);
    let at =
        hosts.take(1).filter(|host| !source.contains(host)).map(|host| format!(" at `{host}`"));
    let (source, directive, serves) = (shown(source), shown(directive), serves.join(" and "));
    format!("{source} in {directive} {serves}{}", at.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn a_source_is_named_once() {
        for (sources, expected) in [
            ("gstatic.com", "`gstatic.com` in `script-src` serves AngularJS"),
            ("*.google.com", "`*.google.com` in `script-src` has JSONP at `www.google.com`"),
            (
                "ajax.googleapis.com",
                "`ajax.googleapis.com` in `script-src` has JSONP and serves AngularJS",
            ),
        ] {
            let policy = format!("Content-Security-Policy: script-src {sources}");
            let found = reported(&META, &visit(&policy));
            let message = format!("{expected}: who chooses the address chooses the script");
            assert_eq!(found[0].message, message);
        }
    }

    #[test]
    fn vectors() {
        fires(&META, "JSONP", "Content-Security-Policy: script-src *.google.com");
        fires(
            &META,
            "AngularJS",
            "Content-Security-Policy: script-src https://cdnjs.cloudflare.com",
        );
        fires(
            &META,
            "for elements",
            "Content-Security-Policy: script-src 'self'; script-src-elem gstatic.com",
        );
        fires(
            &META,
            "with eval",
            "Content-Security-Policy: script-src www.googletagmanager.com 'unsafe-eval'",
        );
        fires(
            &META,
            "'none' beside others is ignored",
            "Content-Security-Policy: script-src 'none' gstatic.com",
        );
        fires(
            &META,
            "in both policies by other words",
            "Content-Security-Policy: script-src *.google.com, script-src www.google.com",
        );
        passes(
            &META,
            "without eval",
            "Content-Security-Policy: script-src www.googletagmanager.com",
        );
        passes(
            &META,
            "another path",
            "Content-Security-Policy: script-src ajax.googleapis.com/ajax/libs/jquery/",
        );
        passes(
            &META,
            "beside strict-dynamic",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' gstatic.com",
        );
        passes(
            &META,
            "for images",
            "Content-Security-Policy: script-src 'self'; img-src *.google.com",
        );
        passes(
            &META,
            "the other policy does not allow it",
            "Content-Security-Policy: script-src gstatic.com, script-src 'self'",
        );
    }
}
