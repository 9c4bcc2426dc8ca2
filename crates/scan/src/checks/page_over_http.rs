use crate::chain::{ends_in_the_open, url_of};
use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose};

declare_check! {
    /// The visit ends over plain `http`.
    ///
    /// ## What it does
    ///
    /// Reports an answer over plain `http` where no hop of the visit came over `https`, and the last
    /// one does not lead there. Hosts of the own machine are left out.
    ///
    /// ## Why is this bad?
    ///
    /// Everybody on the way can read and change what is exchanged, and the other security headers
    /// protect nobody then.
    ///
    /// ## How to fix it
    ///
    /// Get a certificate, serve the site over `https`, and redirect plain `http` there.
    ///
    /// ## References
    ///
    /// * [Secure contexts](https://w3c.github.io/webappsec-secure-contexts/)
    struct PageOverHttp {
        code: "CS526",
        name: "no-https",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-secure-contexts/",
    }
}

pub(super) static CHECK: &dyn Check = &PageOverHttp;

impl Check for PageOverHttp {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let is_https = |(_, entry): (usize, &crate::Entry)| url_of(entry).scheme() == "https";
        // Of a visit that leaves `https`, the redirect is the finding (CS522).
        if !ends_in_the_open(context.recording)
            || context.recording.of(Purpose::Visit).any(is_https)
        {
            return;
        }
        let message =
            "the visit ends over plain `http`: everybody on the way can read and change it";
        let help = "serve the site over `https`, and redirect plain `http` there";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .who("whoever controls the network between a visitor and the server"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{hops, reported};

    #[test]
    fn vectors() {
        for (urls, count) in [
            (&["http://example.com/"][..], 1),
            (&["http://192.0.2.1/"], 1),
            (&["http://example.com/", "https://example.com/"], 0),
            (&["https://example.com/", "http://example.com/"], 0),
            (&["http://127.0.0.1:8080/"], 0),
            (&["http://app.localhost/"], 0),
        ] {
            let chain: Vec<_> = urls.iter().map(|url| (*url, "200")).collect();
            assert_eq!(reported(&META, &hops(Purpose::Visit, &chain)).len(), count, "{urls:?}");
        }
    }

    #[test]
    fn a_redirect_is_judged_by_where_it_leads() {
        for (case, location, count) in [
            ("https, whether or not it answers", "https://example.com/", 0),
            ("plain http", "http://www.example.com/", 1),
            ("nowhere", "mailto:a@example.com", 1),
        ] {
            let answer = format!("301\nLocation: {location}");
            let recording = hops(Purpose::Visit, &[("http://example.com/", &answer)]);
            assert_eq!(reported(&META, &recording).len(), count, "{case}");
        }
    }
}
