//! The answer that header checks look at.

use url::{Host, Url};

use crate::chain::is_loopback;
use crate::{CheckContext, Recording, Response};

/// The last answer of the visit, whatever its status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visited<'a> {
    pub(crate) index: usize,
    pub(crate) answer: &'a Response,
    pub(crate) url: &'a Url,
    /// Known once: most checks ask for it.
    is_page: bool,
}

impl<'a> Visited<'a> {
    pub(crate) fn last(recording: &'a Recording) -> Option<Self> {
        let (index, answer) = recording.page()?;
        let url = &recording.entries[index].exchange.request.url;
        Some(Self { index, answer, url, is_page: is_page(answer) })
    }

    pub(crate) fn of(context: &CheckContext<'a>) -> Option<Self> {
        context.visited
    }

    /// The same, if it came over `https`.
    pub(crate) fn over_https(context: &CheckContext<'a>) -> Option<Self> {
        Self::of(context).filter(Self::is_https)
    }

    /// The same, if browsers heed its `Strict-Transport-Security`: they ignore that of an address
    /// (RFC 6797, section 8.1.1).
    pub(crate) fn with_hsts(context: &CheckContext<'a>) -> Option<Self> {
        let is_name = |it: &Self| matches!(it.url.host(), Some(Host::Domain(_)));
        Self::over_https(context).filter(is_name)
    }

    /// The same, if it is better with one: what `localhost` answers never leaves the machine
    /// (RFC 6761, section 6.3), and HSTS would be for every port of it.
    pub(crate) fn in_need_of_hsts(context: &CheckContext<'a>) -> Option<Self> {
        Self::with_hsts(context).filter(|it| !is_loopback(it.url))
    }

    /// The same, if it is a page that browsers show.
    pub(crate) fn page_of(context: &CheckContext<'a>) -> Option<Self> {
        Self::of(context).filter(Self::is_page)
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether browsers show it as a page: HTML, or a body without a type. The body of a redirect
    /// is not shown.
    pub(crate) fn is_page(&self) -> bool {
        self.is_page
    }

    /// Where a finding about it belongs.
    pub(crate) fn place(&self) -> (usize, Vec<usize>) {
        (0, vec![self.index])
    }

    /// Whether an enforced Content Security Policy of the answer's header fields has a directive.
    pub(crate) fn has_csp_directive(&self, name: &str) -> bool {
        self.answer.texts("content-security-policy").any(|policies| has_directive(&policies, name))
    }
}

fn is_page(answer: &Response) -> bool {
    let is_untyped = !answer.headers.contains("content-type")
        && !answer.body.bytes.is_empty()
        && !matches!(answer.status, 204 | 304);
    !answer.is_redirect() && !is_attachment(answer) && (answer.is_html() || is_untyped)
}

/// Whether browsers save an answer instead of showing it.
pub(crate) fn is_attachment(answer: &Response) -> bool {
    let disposition = answer.headers.get("content-disposition").unwrap_or_default();
    let kind = disposition.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
    kind.eq_ignore_ascii_case(b"attachment")
}

/// Whether one of the policies of a field or a `<meta>` has a directive. Browsers skip those that
/// are not ASCII.
pub(crate) fn has_directive(policies: &str, name: &str) -> bool {
    policies.split([',', ';']).filter(|it| it.is_ascii()).any(|directive| {
        let own = directive.split_ascii_whitespace().next().unwrap_or_default();
        own.eq_ignore_ascii_case(name)
    })
}

#[cfg(test)]
mod tests {
    use super::has_directive;

    #[test]
    fn directives_are_whole_words() {
        for (policies, is_there) in [
            ("frame-ancestors 'self'", true),
            ("default-src 'self'; FRAME-ANCESTORS *", true),
            ("img-src *, frame-ancestors", true),
            ("default-src frame-ancestors", false),
            ("frame-ancestors ‘none’", false),
            ("frame-ancestors-x *", false),
            ("", false),
        ] {
            assert_eq!(has_directive(policies, "frame-ancestors"), is_there, "{policies}");
        }
    }
}
