use crate::declare::declare_check;
use crate::page::{is_label, of_content_type};
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// The page declares no encoding.
    ///
    /// ## What it does
    ///
    /// Reports HTML whose encoding is neither in `Content-Type`, nor in a byte order mark, nor in a
    /// `<meta>` of the part that was read. What is no label of the Encoding standard, such as
    /// `utf-7`, declares none. Pages of ASCII alone are noted as `info`, since they
    /// look the same in almost every encoding.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers guess the encoding from the bytes. Text of others on the page can be written so
    /// that the guess is one in which it becomes markup (ISO-2022-JP).
    ///
    /// ## How to fix it
    ///
    /// Send `Content-Type: text/html; charset=utf-8` with pages, and with nothing else, or begin them
    /// with `<meta charset=utf-8>`. A page that is not UTF-8 has to be written in it first.
    ///
    /// ## References
    ///
    /// * [HTML: determining the character encoding](https://html.spec.whatwg.org/#determining-the-character-encoding)
    struct CharsetMissing {
        code: "CS366",
        name: "no-charset",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#determining-the-character-encoding",
    }
}

pub(super) static CHECK: &dyn Check = &CharsetMissing;

impl Check for CharsetMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::page_of(context).filter(|seen| seen.answer.is_html()) else {
            return;
        };
        if context.page.is_none_or(|page| page.charset.is_some()) {
            return;
        }
        let kind = seen.answer.text("content-type").unwrap_or_default().to_ascii_lowercase();
        let named = of_content_type(&kind);
        let is_declared = named.is_some_and(is_label);
        let bytes = &seen.answer.body.bytes;
        // A reader of XML takes UTF-8, or what its first line says.
        if is_declared || kind.contains("xhtml") || bytes.is_empty() {
            return;
        }
        let message = match named {
            None => "the page declares no encoding: browsers guess it from the bytes".to_owned(),
            Some(named) => format!(
                "the page declares the encoding {}, which there is not for browsers: they guess \
                 it from the bytes",
                shown(named)
            ),
        };
        let finding = if is_utf_8(bytes) {
            let help = "send `Content-Type: text/html; charset=utf-8` with pages, or begin them \
                        with `<meta charset=utf-8>`";
            let finding = Finding::new(&META, seen.place(), message, help);
            // A server's own setting takes hold of a bare type only, and leaves one with parameters.
            if kind.contains(';') {
                finding
            } else {
                finding.fix("Content-Type", "text/html; charset=utf-8".to_owned())
            }
        } else {
            let help = "the page is not UTF-8: write it in UTF-8 and send \
                        `Content-Type: text/html; charset=utf-8`, or name the encoding that it has";
            Finding::new(&META, seen.place(), message, help)
        };
        findings.push(finding.severity(if bytes.is_ascii() {
            Severity::Info
        } else {
            META.severity
        }));
    }
}

/// Whether bytes, of which the last character may be cut, are UTF-8.
fn is_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn only_what_is_utf_8_is_to_be_called_so() {
        for (body, has_fix) in
            [(&b"<p>\xc3\xa9"[..], true), (b"<p>\xc3", true), (b"<p>\xe9<p>", false)]
        {
            let mut recording = visit("Content-Type: text/html\n\n<p>");
            let answer = recording.entries[0].exchange.outcome.as_mut().unwrap();
            answer.body.bytes = body.to_vec();
            assert_eq!(reported(&META, &recording)[0].fix.is_some(), has_fix, "{body:?}");
        }
    }

    #[test]
    fn a_server_adds_it_to_a_bare_type_only() {
        for (kind, has_fix) in [
            ("text/html", true),
            ("Text/HTML", true),
            ("text/html; charset=utf-7", false),
            ("text/html; x=y", false),
        ] {
            let found = reported(&META, &visit(&format!("Content-Type: {kind}\n\n<p>é")));
            assert_eq!(found[0].fix.is_some(), has_fix, "{kind}");
        }
    }

    #[test]
    fn vectors() {
        fires(&META, "nothing", "Content-Type: text/html\n\n<p>é");
        fires(&META, "another parameter", "Content-Type: text/html; x=y\n\n<p>");
        fires(&META, "none that browsers know", "Content-Type: text/html; charset=utf-7\n\n<p>é");
        fires(&META, "nor in the markup", "Content-Type: text/html\n\n<meta charset=foo><p>é");
        passes(&META, "an alias", "Content-Type: text/html; charset=\"UTF8\"\n\n<p>é");
        passes(&META, "the field", "Content-Type: text/html; Charset=utf-8\n\n<p>é");
        passes(&META, "the markup", "Content-Type: text/html\n\n<meta charset=utf-8><p>é");
        passes(
            &META,
            "the old markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-type content=\"text/html; \
            charset=utf-8\">",
        );
        passes(&META, "a byte order mark", "Content-Type: text/html\n\n﻿<p>é");
        passes(&META, "no page", "Content-Type: application/json\n\n{}");
        passes(&META, "no body", "Content-Type: text/html");
    }
}
