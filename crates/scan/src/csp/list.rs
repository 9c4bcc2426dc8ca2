//! The policies of one answer.

use super::{Csp, Directive, MAX_CSP_DIRECTIVES, MAX_CSP_POLICIES, bounded};
use crate::{Page, Response};

/// How a policy reaches a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// In a field of the answer.
    Header,
    /// In `<meta http-equiv>`, where browsers ignore
    /// [three directives](https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy).
    Meta,
}

/// The policies of one answer. A browser obeys all of those that are enforced: what any of them
/// forbids is forbidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CspList {
    /// Those that are enforced, those of the header first.
    pub enforced: Vec<(Delivery, Csp)>,
    /// Those that only report (`Content-Security-Policy-Report-Only`).
    pub report_only: Vec<Csp>,
    /// Directives of either kind that are not ASCII, as written: browsers skip them. At most
    /// [`MAX_CSP_DIRECTIVES`].
    pub skipped: Vec<String>,
}

impl CspList {
    /// The policies of an answer and, where it is a page, of its markup; at most
    /// [`MAX_CSP_POLICIES`] of each kind.
    ///
    /// ```
    /// use corsmith_scan::{CspList, Response};
    ///
    /// let fields = [
    ///     ("Content-Security-Policy", "default-src 'self', frame-ancestors 'none'"),
    ///     ("Content-Security-Policy-Report-Only", "default-src 'none'"),
    /// ];
    /// let list = CspList::of(&Response::new(200, fields), None);
    /// assert_eq!((list.enforced.len(), list.report_only.len()), (2, 1));
    /// ```
    #[must_use]
    pub fn of(answer: &Response, page: Option<&Page>) -> Self {
        let mut enforced = Vec::new();
        for csp in field(answer, "content-security-policy") {
            enforced.push((Delivery::Header, csp));
        }
        for content in page.map(|page| &page.meta_csp[..]).unwrap_or_default() {
            let csp = meta(content);
            if !csp.directives.is_empty() || !csp.ignored.is_empty() {
                enforced.push((Delivery::Meta, csp));
            }
        }
        enforced.truncate(MAX_CSP_POLICIES);
        let report_only = field(answer, "content-security-policy-report-only");
        Self { enforced, report_only, skipped: skipped(answer, page) }
    }
}

fn skipped(answer: &Response, page: Option<&Page>) -> Vec<String> {
    let names = ["content-security-policy", "content-security-policy-report-only"];
    let fields = names.into_iter().flat_map(|name| answer.texts(name));
    let fields = fields.flat_map(|text| directives(&text, &[',', ';']));
    let metas = page.map(|page| &page.meta_csp[..]).unwrap_or_default().iter();
    let metas = metas.flat_map(|text| directives(text, &[';']));
    fields.chain(metas).take(MAX_CSP_DIRECTIVES).collect()
}

/// The directives of a text that are not ASCII.
fn directives(text: &str, between: &[char]) -> Vec<String> {
    // First what hardly any text is.
    if text.is_ascii() {
        return Vec::new();
    }
    let skipped = bounded(text).split(between).filter(|it| !it.is_ascii());
    skipped.map(|it| it.trim_ascii().to_owned()).collect()
}

fn field(answer: &Response, name: &str) -> Vec<Csp> {
    let policies = answer.texts(name).flat_map(|text| Csp::parse_list(&text));
    policies.take(MAX_CSP_POLICIES).collect()
}

/// A comma in `<meta>` divides nothing: it holds one policy.
fn meta(content: &str) -> Csp {
    let mut csp = Csp::parse(bounded(content));
    let (ignored, kept): (Vec<Directive>, _) = std::mem::take(&mut csp.directives)
        .into_iter()
        .partition(|it| matches!(&*it.name, "frame-ancestors" | "report-uri" | "sandbox"));
    csp.directives = kept;
    csp.ignored = ignored;
    csp
}

#[cfg(test)]
mod tests {
    use super::{CspList, Delivery};
    use crate::{Page, Response};

    #[test]
    fn what_browsers_skip_is_kept_apart() {
        let name = "Content-Security-Policy";
        let answer = Response::new(
            200,
            [(name, "img-src é, font-src ‘self’; base-uri 'none'"), (name, "x")],
        );
        let page = Page { meta_csp: vec!["img-src ü, x; a".to_owned()], ..Page::default() };
        let list = CspList::of(&answer, Some(&page));
        assert_eq!(list.skipped, ["img-src é", "font-src ‘self’", "img-src ü, x"]);
    }

    #[test]
    fn markup_adds_policies_without_what_is_ignored_there() {
        let page = Page {
            meta_csp: vec![
                "img-src a.b, c.d; frame-ancestors 'none'".to_owned(),
                "   ".to_owned(),
                "report-uri /r".to_owned(),
            ],
            ..Page::default()
        };
        let answer = Response::new(200, [("Content-Security-Policy", "default-src *")]);
        let list = CspList::of(&answer, Some(&page));
        let read: Vec<_> = list
            .enforced
            .iter()
            .map(|(by, csp)| (*by, csp.to_string(), csp.ignored.len()))
            .collect();
        assert_eq!(
            read,
            [
                (Delivery::Header, "default-src *".to_owned(), 0),
                (Delivery::Meta, "img-src a.b, c.d".to_owned(), 1),
                (Delivery::Meta, String::new(), 1),
            ]
        );
    }
}
