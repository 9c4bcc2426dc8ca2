use crate::csp::Area;
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Csp, Finding};

declare_check! {
    /// A policy with nonces does not restrict `<base>`.
    ///
    /// ## What it does
    ///
    /// Reports policies that allow scripts by nonce, or by hash with `'strict-dynamic'`, where no
    /// policy has `base-uri`.
    ///
    /// ## Why is this bad?
    ///
    /// A nonce vouches for a script element, not for its address. Who puts `<base
    /// href=//evil.example>` before `<script nonce=… src=app.js>` has the page load that script
    /// from elsewhere.
    ///
    /// ## How to fix it
    ///
    /// Add `base-uri 'none'`, or `'self'` if the page has a `<base>`.
    ///
    /// ## References
    ///
    /// * [CSP: base-uri](https://w3c.github.io/webappsec-csp/#directive-base-uri)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct BaseUriWithNonce {
        code: "CS409",
        name: "csp-no-base-uri-beside-nonce",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-base-uri",
    }
}

pub(super) static CHECK: &dyn Check = &BaseUriWithNonce;

impl Check for BaseUriWithNonce {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((index, _)) = context.recording.page() else { return };
        let policies = || context.csp.enforced.iter().map(|(_, csp)| csp);
        if !context.is_document || policies().any(|csp| csp.open_base().is_none()) {
            return;
        }
        let is_at_risk = |csp: &Csp| {
            let area = Area::ScriptElement;
            csp.has_nonce(area) || (csp.has_hash(area) && csp.is_strict_dynamic(area))
        };
        if policies().any(is_at_risk) {
            let open: Vec<_> = policies().filter_map(Csp::open_base).collect();
            let open = open.iter().find(|it| !it.is_empty()).map_or("", String::as_str);
            let message = format!(
                "scripts are allowed by nonce or hash and no policy restricts `<base>`{open}: one \
                 that somebody puts into the page moves the scripts that have relative URLs"
            );
            findings.push(
                Finding::new(&META, (0, vec![index]), message, "add `base-uri 'none'`")
                    .who("somebody who finds a way to put markup into the page"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a nonce", "Content-Security-Policy: script-src 'nonce-abcdefgh'");
        fires(
            &META,
            "a hash with strict-dynamic",
            "Content-Security-Policy: script-src 'sha256-abcdefgh=' 'strict-dynamic'",
        );
        fires(
            &META,
            "a base-uri that every server matches",
            "Content-Security-Policy: script-src 'nonce-abcdefgh'; base-uri *",
        );
        passes(
            &META,
            "base-uri",
            "Content-Security-Policy: script-src 'nonce-abcdefgh'; base-uri 'self'",
        );
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: script-src 'nonce-abcdefgh', base-uri 'none'",
        );
        passes(
            &META,
            "a hash names the content",
            "Content-Security-Policy: script-src 'sha256-abcdefgh='",
        );
        passes(&META, "hosts", "Content-Security-Policy: script-src 'self'");
    }
}
