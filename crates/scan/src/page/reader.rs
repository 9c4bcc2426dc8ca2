//! Reading tokens, one by one.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};
use url::Url;

use super::element::Element;
use super::scope::{Scopes, SelfClosing, Shadow};
use super::{Load, LoadKind, MAX_LOADS, Page, encoding, srcset};

/// What is known while a page is read.
pub(super) struct Reader<'a> {
    page: Page,
    url: &'a Url,
    base: Option<Url>,
    scopes: Scopes,
    element: Element,
    /// The element whose content is text and nothing else.
    text_of: Option<Vec<u8>>,
    is_in_head: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(url: &'a Url) -> Self {
        Self {
            page: Page::default(),
            url,
            base: None,
            scopes: Scopes::default(),
            element: Element::default(),
            text_of: None,
            is_in_head: true,
        }
    }

    pub(super) fn read(mut self, bytes: &[u8]) -> Page {
        let (charset, bytes) = encoding::decoded(bytes);
        self.page.charset = charset.map(str::to_owned);
        let reader = &mut self;
        let emitter =
            CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| reader.event(&event));
        let mut tokenizer = Tokenizer::new_with_emitter(&*bytes, emitter);
        // A token is a state to switch to: the tokenizer leaves that to whoever knows the tree.
        while let Some(Ok(state)) = tokenizer.next() {
            tokenizer.set_state(state);
        }
        drop(tokenizer);
        self.page
    }

    fn event(&mut self, event: &CallbackEvent<'_>) -> Option<State> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.element.open(name),
            CallbackEvent::AttributeName { name } => self.element.attribute(name),
            CallbackEvent::AttributeValue { value } => self.element.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let closing = if *self_closing { SelfClosing::Yes } else { SelfClosing::No };
                return self.start_tag(closing);
            }
            CallbackEvent::EndTag { name } => self.end_tag(name),
            CallbackEvent::String { value } => {
                let is_blank = value.iter().all(u8::is_ascii_whitespace);
                if self.text_of.is_none() && !is_blank && !self.scopes.is_inert() {
                    self.is_in_head = false;
                }
            }
            _ => {}
        }
        None
    }

    fn start_tag(&mut self, closing: SelfClosing) -> Option<State> {
        let element = std::mem::take(&mut self.element);
        self.scopes.break_out(&element.name);
        let is_foreign = self.scopes.is_foreign();
        if !self.scopes.is_inert() {
            if is_foreign || !IN_HEAD.contains(&element.name.as_slice()) {
                self.is_in_head = false;
            }
            self.loads_of(&element);
        }
        let is_shadow = element.has("shadowrootmode");
        let shadow = if is_shadow { Shadow::Declared } else { Shadow::None };
        self.scopes.open(&element.name, closing, shadow);
        let state = if is_foreign { None } else { text_state(&element.name) };
        if state.is_some() {
            self.text_of = Some(element.name.clone());
        }
        self.element = element;
        state
    }

    fn end_tag(&mut self, name: &[u8]) {
        if self.text_of.as_deref() == Some(name) {
            // `</title>` of HTML closes nothing of SVG.
            self.text_of = None;
            return;
        }
        if matches!(name, b"body" | b"html" | b"br") && !self.scopes.is_inert() {
            self.is_in_head = false;
        }
        self.scopes.close(name);
    }

    fn loads_of(&mut self, element: &Element) {
        match element.name.as_slice() {
            b"base" if self.base.is_none() => self.base(element),
            b"meta" => self.meta(element),
            b"script" => self.script(element),
            b"link" => self.link(element),
            b"iframe" if element.has("srcdoc") => {}
            b"iframe" | b"frame" => self.load(LoadKind::Frame, element, "src"),
            b"object" => self.load(LoadKind::Plugin, element, "data"),
            b"embed" => self.load(LoadKind::Plugin, element, "src"),
            b"img" | b"source" => {
                self.load(LoadKind::Media, element, "src");
                let srcset = element.get("srcset").unwrap_or_default();
                for url in srcset::urls(&srcset) {
                    self.add(LoadKind::Media, element, url);
                }
            }
            b"audio" | b"track" => self.load(LoadKind::Media, element, "src"),
            b"video" => {
                self.load(LoadKind::Media, element, "src");
                self.load(LoadKind::Media, element, "poster");
            }
            b"image" if self.scopes.is_foreign() => self.load_reference(LoadKind::Media, element),
            b"input" => {
                if element.is("type", "image") {
                    self.load(LoadKind::Media, element, "src");
                }
                self.load(LoadKind::Form, element, "formaction");
            }
            b"button" => self.load(LoadKind::Form, element, "formaction"),
            b"form" => self.load(LoadKind::Form, element, "action"),
            _ => {}
        }
    }

    /// The first `<base>` with an `href` counts (<https://html.spec.whatwg.org/#the-base-element>).
    fn base(&mut self, element: &Element) {
        let Some(href) = element.get("href") else { return };
        let base = self.url.join(href.trim()).ok();
        let usable = base.filter(|url| !matches!(url.scheme(), "data" | "javascript"));
        self.base = Some(usable.unwrap_or_else(|| self.url.clone()));
    }

    fn meta(&mut self, element: &Element) {
        let content = element.get("content").unwrap_or_default();
        if element.is("http-equiv", "content-security-policy") {
            let is_there = self.is_in_head && !content.trim().is_empty();
            if is_there && self.page.meta_csp.len() < MAX_LOADS {
                self.page.meta_csp.push(content);
            }
        } else if element.is("name", "referrer") {
            if !content.trim().is_empty() && self.page.meta_referrer.len() < MAX_LOADS {
                self.page.meta_referrer.push(content);
            }
        } else if self.page.charset.is_none() {
            let by_type = element.is("http-equiv", "content-type").then_some(content);
            let named = element.get("charset").or_else(|| {
                by_type.as_deref().and_then(encoding::of_content_type).map(str::to_owned)
            });
            self.page.charset = named.filter(|it| encoding::is_label(it));
        }
    }

    fn script(&mut self, element: &Element) {
        if self.scopes.is_foreign() {
            self.load_reference(LoadKind::Script, element);
            return;
        }
        let kind = element.get("type").unwrap_or_default().trim().to_ascii_lowercase();
        let is_module = kind == "module";
        // A data block is not fetched, and `nomodule` is for browsers that no longer exist.
        if is_module || is_javascript(&kind) && !element.has("nomodule") {
            self.load(LoadKind::Script, element, "src");
        }
    }

    fn link(&mut self, element: &Element) {
        let rel = element.get("rel").unwrap_or_default().to_ascii_lowercase();
        let has = |word: &str| rel.split_ascii_whitespace().any(|own| own == word);
        if has("stylesheet") {
            if !element.has("disabled") {
                self.load(LoadKind::Stylesheet, element, "href");
            }
        } else if has("modulepreload") {
            self.load(LoadKind::Script, element, "href");
        } else if has("icon") {
            self.load(LoadKind::Media, element, "href");
        }
    }

    /// SVG has `href`, and the older `xlink:href`.
    fn load_reference(&mut self, kind: LoadKind, element: &Element) {
        let name = if element.has("href") { "href" } else { "xlink:href" };
        self.load(kind, element, name);
    }

    fn load(&mut self, kind: LoadKind, element: &Element, attribute: &str) {
        if let Some(url) = element.get(attribute) {
            self.add(kind, element, &url);
        }
    }

    fn add(&mut self, kind: LoadKind, element: &Element, written: &str) {
        let written = written.trim_matches(|c: char| c.is_ascii_whitespace());
        if written.is_empty() {
            return;
        }
        let url = self.base.as_ref().unwrap_or(self.url).join(written).ok();
        let needs_connection = |url: &Url| matches!(url.scheme(), "http" | "https" | "ftp");
        if url.as_ref().is_some_and(|url| !needs_connection(url)) {
            return;
        }
        if self.page.loads.len() >= MAX_LOADS {
            self.page.is_cut = true;
            return;
        }
        let is_module = element.is("type", "module") || element.is("rel", "modulepreload");
        self.page.loads.push(Load {
            kind,
            written: written.to_owned(),
            url,
            integrity: element.get("integrity"),
            crossorigin: element.get("crossorigin").or_else(|| is_module.then(String::new)),
        });
    }
}

/// Start tags that leave the head open (<https://html.spec.whatwg.org/#parsing-main-inhead>).
const IN_HEAD: &[&[u8]] = &[
    b"base",
    b"basefont",
    b"bgsound",
    b"head",
    b"html",
    b"link",
    b"meta",
    b"noframes",
    b"noscript",
    b"script",
    b"style",
    b"template",
    b"title",
];

/// The state for the content of an element, with scripting.
fn text_state(name: &[u8]) -> Option<State> {
    match name {
        b"textarea" | b"title" => Some(State::RcData),
        b"plaintext" => Some(State::PlainText),
        b"script" => Some(State::ScriptData),
        b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" | b"noscript" => {
            Some(State::RawText)
        }
        _ => None,
    }
}

/// A [JavaScript MIME type essence](https://mimesniff.spec.whatwg.org/#javascript-mime-type), or
/// none at all.
fn is_javascript(kind: &str) -> bool {
    let Some((kind, subtype)) = kind.split_once('/') else { return kind.is_empty() };
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    matches!(
        (kind, subtype),
        ("text" | "application", "javascript" | "ecmascript")
            | (
                "text",
                "jscript"
                    | "livescript"
                    | "javascript1.0"
                    | "javascript1.1"
                    | "javascript1.2"
                    | "javascript1.3"
                    | "javascript1.4"
                    | "javascript1.5"
            )
    )
}
