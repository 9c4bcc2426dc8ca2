use crate::chain::{chains, is_loopback, url_of};
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose};

declare_check! {
    /// A redirect leads from `https` to plain `http`.
    ///
    /// ## What it does
    ///
    /// Reports a hop of the visit from `https` to `http`, also where a later one leads back.
    ///
    /// ## Why is this bad?
    ///
    /// Everybody on the way can read the address that is asked for over `http`, with what is in it,
    /// and answer in the place of the server.
    ///
    /// ## How to fix it
    ///
    /// Redirect to `https`. Often an application behind a proxy does not know that the visitor came
    /// over `https`: let it read `X-Forwarded-Proto` or `Forwarded`.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)
    struct RedirectDowngrade {
        code: "CS522",
        name: "redirect-to-plain-http",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectDowngrade;

impl Check for RedirectDowngrade {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let all = [Purpose::Visit, Purpose::PlainVisit]
            .into_iter()
            .flat_map(|purpose| chains(context.recording, purpose));
        for chain in all {
            for pair in chain.windows(2) {
                let [(index, from), (_, to)] = pair else { continue };
                let (from, to, resource) = (url_of(from), url_of(to), from.resource);
                if from.scheme() != "https" || to.scheme() != "http" || is_loopback(to) {
                    continue;
                }
                let message = format!(
                    "a redirect leads from `https` of {} to plain {}",
                    shown(from.host_str().unwrap_or_default()),
                    shown(&to.origin().ascii_serialization())
                );
                let help =
                    "redirect to `https`; an application behind a proxy has to be told the scheme";
                findings.push(Finding::new(&META, (resource, vec![*index]), message, help));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{hops, reported};

    #[test]
    fn vectors() {
        for (case, urls, count) in [
            ("to http", &["https://example.com/", "http://example.com/login"][..], 1),
            ("and back", &["https://a.test/", "http://a.test/", "https://a.test/"], 1),
            ("to https", &["http://example.com/", "https://example.com/"], 0),
            ("nowhere", &["https://example.com/"], 0),
            ("to the own machine", &["https://example.com/", "http://127.0.0.1:8400/"], 0),
        ] {
            let chain: Vec<_> = urls.iter().map(|url| (*url, "302")).collect();
            assert_eq!(reported(&META, &hops(Purpose::Visit, &chain)).len(), count, "{case}");
        }
    }
}
