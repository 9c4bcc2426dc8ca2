//! What MDN HTTP Observatory reads of markup: tags, wherever they are.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Most elements that are kept of each kind.
const MAX_ELEMENTS: usize = 2000;

/// What a page declares and runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markup {
    /// `<meta http-equiv=content-security-policy>`.
    pub(super) csp: Vec<String>,
    /// `<meta name=referrer>`, the last one.
    pub(super) referrer: Option<String>,
    /// `<script>`, with or without an address.
    pub(super) scripts: Vec<Script>,
}

/// One script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Script {
    pub(super) src: Option<String>,
    pub(super) has_integrity: bool,
}

impl Markup {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut markup = Self::default();
        let mut emitter = DefaultEmitter::default();
        // What is within `<script>`, `<style>` or `<title>` is text.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(bytes, emitter) {
            let Token::StartTag(tag) = token else { continue };
            let get = |name: &[u8]| {
                let value = tag.attributes.get(name)?;
                Some(String::from_utf8_lossy(value).into_owned())
            };
            match &tag.name[..] {
                b"meta" => markup.meta(get),
                b"script" if markup.scripts.len() < MAX_ELEMENTS => {
                    let src = get(b"src").filter(|src| !src.is_empty());
                    let has_integrity = get(b"integrity").is_some_and(|it| !it.is_empty());
                    markup.scripts.push(Script { src, has_integrity });
                }
                _ => {}
            }
        }
        markup
    }

    fn meta(&mut self, get: impl Fn(&[u8]) -> Option<String>) {
        let content = get(b"content");
        let is = |name: &[u8], value: &str| {
            get(name).is_some_and(|it| it.trim().eq_ignore_ascii_case(value))
        };
        let filled = content.clone().filter(|content| !content.is_empty());
        if get(b"http-equiv").is_some() && content.is_some() {
            if is(b"http-equiv", "content-security-policy") && self.csp.len() < MAX_ELEMENTS {
                self.csp.extend(filled);
            }
        } else if is(b"name", "referrer") && filled.is_some() {
            self.referrer = filled;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn tags_are_read_wherever_they_are() {
        let markup = Markup::read(
            b"<!-- <script> --><script>'<script src=x>'</script><META Http-Equiv=' CONTENT-security-policy'
              content='img-src a.b'><body><meta name=Referrer content=a><meta name=referrer content=b>
              <script src=/y integrity=z></script>",
        );
        assert_eq!(markup.csp, ["img-src a.b"]);
        assert_eq!(markup.referrer.as_deref(), Some("b"));
        let scripts: Vec<_> =
            markup.scripts.iter().map(|it| (it.src.as_deref(), it.has_integrity)).collect();
        assert_eq!(scripts, [(None, false), (Some("/y"), true)]);
    }
}
