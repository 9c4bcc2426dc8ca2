//! Our own Markdown as HTML. HTML within it is text like any other, and is escaped.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

/// A text as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The text of its `h1`, which is not in `html`. Empty where it has none.
    pub(crate) title: String,
    /// Everything below the title.
    pub(crate) html: String,
    /// The `h2`s, for a table of contents.
    pub(crate) sections: Vec<Section>,
}

/// A section of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// Renders `text`.
///
/// * `link` gives each link's address on the site;
/// * `embed` gives the HTML for lines `{{simulate ?QUERY}}`, from the query and a prefix for the
///   ids in it.
pub(crate) fn render(
    text: &str,
    link: impl Fn(&str) -> String,
    embed: impl Fn(&str, &str) -> String,
) -> Rendered {
    let mut rendered = Rendered::default();
    let mut ids = HashMap::new();
    for (index, piece) in pieces(text).enumerate() {
        match piece {
            Piece::Markdown(text) => markdown(text, &link, &mut ids, &mut rendered),
            Piece::Embedded(query) => {
                rendered.html.push_str(&embed(query, &format!("simulator-{index}-")));
            }
        }
    }
    rendered
}

enum Piece<'a> {
    Markdown(&'a str),
    Embedded(&'a str),
}

/// Splits at the lines that embed something. They are not given to Markdown: it would take the
/// `*` of a query as emphasis.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut pieces = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let query =
            line.trim_end().strip_prefix("{{simulate ?").and_then(|it| it.strip_suffix("}}"));
        let Some(query) = query else {
            at += line.len();
            continue;
        };
        let (before, after) = rest.split_at(at);
        pieces.extend([Piece::Markdown(before), Piece::Embedded(query)]);
        rest = &after[line.len()..];
        at = 0;
    }
    pieces.push(Piece::Markdown(rest));
    pieces.into_iter()
}

fn markdown(
    text: &str,
    link: &impl Fn(&str) -> String,
    ids: &mut HashMap<String, usize>,
    rendered: &mut Rendered,
) {
    let mut events = Vec::new();
    let mut parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let inner: Vec<_> = parser
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .collect();
                let title = plain(&inner);
                if level == HeadingLevel::H1 {
                    rendered.title = title;
                    continue;
                }
                let id = unique(ids, slug(&title));
                events.push(Event::Start(Tag::Heading {
                    level,
                    id: Some(id.clone().into()),
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
                events.extend(inner.into_iter().map(harmless));
                events.push(Event::End(TagEnd::Heading(level)));
                if level == HeadingLevel::H2 {
                    rendered.sections.push(Section { id, title });
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => events.push(ours(code_block(&kind))),
            Event::End(TagEnd::CodeBlock) => events.push(ours("</code></pre>\n")),
            Event::Start(table @ Tag::Table(_)) => {
                events.push(ours(
                    "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">",
                ));
                events.push(Event::Start(table));
            }
            Event::End(TagEnd::Table) => {
                events.extend([Event::End(TagEnd::Table), ours("</div>\n")]);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                events.push(ours(anchor(&dest_url, link)));
            }
            Event::End(TagEnd::Link) => events.push(ours("</a>")),
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            event => events.push(harmless(event)),
        }
    }
    html::push_html(&mut rendered.html, events.into_iter());
}

/// HTML of a text, as text.
fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    }
}

/// HTML that we made.
fn ours<'a>(html: impl Into<CowStr<'a>>) -> Event<'a> {
    Event::InlineHtml(html.into())
}

/// Wide code scrolls, and whoever has only a keyboard must be able to: hence the tab stop.
fn code_block(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let language = if language.is_empty() { "text" } else { language };
    format!("<pre tabindex=\"0\"><code class=\"language-{}\">", escaped(language))
}

fn anchor(destination: &str, link: &impl Fn(&str) -> String) -> String {
    if destination.contains("://") {
        return format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped(destination));
    }
    // Nothing but paths and fragments of the site: no `javascript:`.
    let address = link(destination);
    if address.starts_with(['/', '#']) {
        format!("<a href=\"{}\">", escaped(&address))
    } else {
        "<a>".to_owned()
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Cow::Owned(text.replace('"', "&quot;").replace('\'', "&#39;"))
}

fn plain(events: &[Event<'_>]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => Some(&**text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    texts.collect()
}

/// As GitHub makes it, so that `docs/` and the site have the same fragments.
fn slug(title: &str) -> String {
    let kept = title.chars().filter_map(|char| match char {
        ' ' => Some('-'),
        '-' | '_' => Some(char),
        char if char.is_alphanumeric() => Some(char.to_ascii_lowercase()),
        _ => None,
    });
    kept.collect()
}

fn unique(ids: &mut HashMap<String, usize>, id: String) -> String {
    let times = ids.entry(id.clone()).or_default();
    *times += 1;
    if *times == 1 { id } else { format!("{id}-{}", *times - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        render(text, str::to_owned, |query, prefix| format!("[{prefix}: {query}]")).html
    }

    #[test]
    fn markdown_becomes_html() {
        let rows = [
            ("a paragraph", "One `a`.", "<p>One <code>a</code>.</p>\n"),
            (
                "a heading has an id",
                "## `Vary`: why?",
                "<h2 id=\"vary-why\"><code>Vary</code>: why?</h2>\n",
            ),
            ("ids are unique", "### A\n### A", "<h3 id=\"a\">A</h3>\n<h3 id=\"a-1\">A</h3>\n"),
            ("the title is apart", "# A\n\nB", "<p>B</p>\n"),
            (
                "code can be scrolled by keys",
                "```http\nA: <b>\n```",
                "<pre tabindex=\"0\"><code class=\"language-http\">A: &lt;b&gt;\n</code></pre>\n",
            ),
            (
                "code without a language",
                "```\na\n```",
                "<pre tabindex=\"0\"><code class=\"language-text\">a\n</code></pre>\n",
            ),
            (
                "a link of the site",
                "[a](/rules/CS001#b)",
                "<p><a href=\"/rules/CS001#b\">a</a></p>\n",
            ),
            (
                "a link to elsewhere",
                "<https://a.example/?a&b>",
                "<p><a href=\"https://a.example/?a&amp;b\" rel=\"noopener noreferrer\">https://a.example/?a&amp;b</a></p>\n",
            ),
            ("a script as a link", "[a](javascript:alert(1))", "<p><a>a</a></p>\n"),
            ("HTML is text", "<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n"),
            (
                "a block of HTML is text",
                "<script>\nalert(1)\n</script>",
                "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n",
            ),
            ("HTML in a heading is text", "## <i>", "<h2 id=\"i\">&lt;i&gt;</h2>\n"),
            (
                "something embedded",
                "a\n\n{{simulate ?origins=*&methods=*}}\n\nb\n",
                "<p>a</p>\n[simulator-1-: origins=*&methods=*]<p>b</p>\n",
            ),
        ];
        for (name, text, expected) in rows {
            assert_eq!(html(text), expected, "{name}");
        }
    }

    #[test]
    fn a_table_can_be_scrolled_by_keys() {
        let table = html("| a | b |\n| --- | --- |\n| `c` | <u> |\n");
        assert!(
            table.starts_with(
                "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>"
            ),
            "{table}"
        );
        assert!(table.contains("<td>&lt;u&gt;</td>"), "{table}");
    }

    #[test]
    fn title_and_sections_are_told() {
        let rendered = render("# A `b`\n## C\n### D\n## E\n", str::to_owned, |_, _| String::new());
        assert_eq!(rendered.title, "A b");
        let sections: Vec<_> = rendered.sections.iter().map(|it| (&*it.id, &*it.title)).collect();
        assert_eq!(sections, [("c", "C"), ("e", "E")]);
    }
}
