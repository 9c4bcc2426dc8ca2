//! Prose of the other crates, which is Markdown, within a page.

use crate::markdown::render;

/// A section of a cause's page as HTML: its links to other causes lead to their pages here.
pub(crate) fn prose(markdown: &str) -> String {
    render(markdown, link, |_, _| String::new()).html
}

/// The same of a sentence, without a paragraph around it.
pub(crate) fn inline(markdown: &str) -> String {
    let html = prose(markdown);
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
    inner.filter(|inner| !inner.contains("<p>")).map_or_else(|| html.clone(), str::to_owned)
}

/// A clause as a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let text: String = first.chain(chars).collect();
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}

fn link(address: &str) -> String {
    let (file, fragment) =
        address.split_once('#').map_or((address, None), |(file, it)| (file, Some(it)));
    match (file.strip_suffix(".md"), fragment) {
        (Some(code), None) => format!("/causes/{code}"),
        (Some(code), Some(fragment)) => format!("/causes/{code}#{fragment}"),
        (None, _) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{inline, prose, sentence};

    #[test]
    fn links_lead_to_the_pages_of_causes() {
        let expected = "see <a href=\"/causes/server-error\">server-error</a>.";
        assert_eq!(inline("see [server-error](server-error.md)."), expected);
        assert_eq!(prose("a\n\nb"), "<p>a</p>\n<p>b</p>\n");
        assert_eq!(inline("`<b>` <i>"), "<code>&lt;b&gt;</code> &lt;i&gt;");
    }

    #[test]
    fn clauses_become_sentences() {
        assert_eq!(sentence("the text is too long"), "The text is too long.");
        assert_eq!(sentence(""), ".");
    }

    #[test]
    fn every_link_of_a_cause_leads_to_a_page() {
        for cause in corsmith_diagnose::causes() {
            for section in cause.sections {
                for (_, rest) in
                    prose(section).match_indices("href=\"/causes/").map(|(at, it)| (it, at))
                {
                    let html = prose(section);
                    let code = html[rest + "href=\"/causes/".len()..]
                        .split('"')
                        .next()
                        .unwrap()
                        .to_owned();
                    assert!(corsmith_diagnose::cause(&code).is_some(), "{}: {code}", cause.code);
                }
            }
        }
    }
}
