use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// The page declares no encoding.
    ///
    /// ## What it does
    ///
    /// Reports HTML whose encoding is neither in `Content-Type`, nor in a byte order mark, nor in a
    /// `<meta>` of the part that was read. Pages of ASCII alone are noted as `info`, since they
    /// look the same in almost every encoding.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers guess the encoding from the bytes. Text of others on the page can be written so
    /// that the guess is one in which it becomes markup (ISO-2022-JP).
    ///
    /// ## How to fix it
    ///
    /// Send `Content-Type: text/html; charset=utf-8`.
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
        // A reader of XML takes UTF-8, or what its first line says.
        if kind.contains("charset=") || kind.contains("xhtml") || seen.answer.body.bytes.is_empty()
        {
            return;
        }
        let is_ascii = seen.answer.body.bytes.is_ascii();
        let message = "the page declares no encoding: browsers guess it from the bytes";
        let help = "send `Content-Type: text/html; charset=utf-8`";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .severity(if is_ascii { Severity::Info } else { META.severity })
                .fix("Content-Type", "text/html; charset=utf-8".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "nothing", "Content-Type: text/html\n\n<p>é");
        fires(&META, "another parameter", "Content-Type: text/html; x=y\n\n<p>");
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
