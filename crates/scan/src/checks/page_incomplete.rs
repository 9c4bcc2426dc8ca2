use crate::declare::declare_check;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, Finding, Version};

use super::malformed_answer::control;
use super::oversized_answer::many_fields;

declare_check! {
    /// The page did not come whole.
    ///
    /// ## What it does
    ///
    /// Notes a page whose body broke off before the end that the server had announced, came too
    /// slowly, or could not be decompressed. Its beginning is judged, and the rest is not known. A
    /// long page, of which a scan reads no more than the beginning, is left out, and so is a body
    /// whose end nobody announced, and one that the scan left unread for the head before it (CS601,
    /// CS602).
    ///
    /// ## Why is this bad?
    ///
    /// The scan says nothing about scripts, forms and policies that it has not got. Browsers show a
    /// page that breaks off as far as it came, or not at all.
    ///
    /// ## How to fix it
    ///
    /// Try again, from another network or with longer deadlines. If it stays so, look whether the
    /// application ends early, and whether `Content-Length` and `Content-Encoding` are right.
    ///
    /// ## References
    ///
    /// * [RFC 9112, section 8](https://www.rfc-editor.org/rfc/rfc9112#section-8)
    struct PageIncomplete {
        code: "CS607",
        name: "incomplete-page",
        topic: Protocol,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9112#section-8",
    }
}

pub(super) static CHECK: &dyn Check = &PageIncomplete;

impl Check for PageIncomplete {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context).filter(|it| it.answer.is_html()) else { return };
        let (answer, body) = (seen.answer, &seen.answer.body);
        // Without an announced end, a connection that is closed is one, tidily or not.
        let is_announced = answer.version == Version::Http2
            || ["content-length", "transfer-encoding"]
                .iter()
                .any(|name| answer.headers.contains(name));
        let limit = context.recording.entries[seen.index].exchange.request.body_limit;
        // One that is longer may have reached the limit, before or after it was decompressed.
        if !body.is_cut || !is_announced || body.bytes.len() >= limit / 2 {
            return;
        }
        // It was not the page that broke off.
        let is_refused = control(answer).is_some() || many_fields(answer).is_some();
        if body.is_unread() && is_refused {
            return;
        }
        let message = format!(
            "the page did not come whole: {} bytes of it are judged, and then it broke off, came \
             too slowly or could not be decompressed",
            body.bytes.len()
        );
        let help = "try again; if it stays so, look whether the application ends early";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{reported, visit};

    #[test]
    fn vectors() {
        const CUT: bool = true;
        const HTML: &str = "Content-Type: text/html\n";
        let many = format!("{}Content-Length: 9", "A: b\n".repeat(200));
        for (case, fields, length, is_cut, count) in [
            ("shorter than it said", "Content-Length: 9", 4, CUT, 1),
            ("nothing of it came", "Content-Length: 9", 0, CUT, 1),
            ("a bad chunk", "Transfer-Encoding: chunked", 4, CUT, 1),
            ("not compressed as it said", "Content-Encoding: gzip\nContent-Length: 4", 4, CUT, 1),
            ("whole", "Content-Length: 4", 4, !CUT, 0),
            ("long", "Content-Length: 999999", 512 * 1024, CUT, 0),
            ("closed at its end", "Vary: Origin", 4, CUT, 0),
            ("refused for a byte", "A: \u{1b}\nContent-Length: 9", 0, CUT, 0),
            ("refused for its fields", many.as_str(), 0, CUT, 0),
            ("a byte, and it broke off", "A: \u{1b}\nContent-Length: 9", 4, CUT, 1),
        ] {
            let mut recording = visit(&format!("{HTML}{fields}"));
            let exchange = &mut recording.entries[0].exchange;
            exchange.request.body_limit = crate::MAX_BODY_BYTES;
            let body = &mut exchange.outcome.as_mut().unwrap().body;
            body.bytes = vec![b' '; length];
            body.read = length as u64;
            body.is_cut = is_cut;
            assert_eq!(reported(&META, &recording).len(), count, "{case}");
        }
    }

    #[test]
    fn what_is_read_from_a_file_ends_where_it_ends() {
        let mut recording = visit("Content-Type: text/html\nContent-Length: 9\n\nhalf");
        recording.entries[0].exchange.outcome.as_mut().unwrap().body.is_cut = true;
        assert!(reported(&META, &recording).is_empty());
    }
}
