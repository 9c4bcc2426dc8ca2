//! From a tree of values to a [`PolicyDocument`]: keys and types, nothing else.

use crate::document::{
    Dangerously, Data, Environment, PathSettings, PolicyDocument, Settings, Texts,
};
use crate::error_list::ErrorList;
use crate::format::{Key as WrittenKey, Node, Value};
use crate::limits::{MAX_HEADER_NAMES, MAX_METHODS, MAX_PATHS};
use crate::settings::{self, Key, did_you_mean, find};
use crate::{Fix, PolicyError, Refusal, Span, Spanned, max_age};

pub(crate) fn decode(root: Option<Node>, errors: Vec<PolicyError>) -> PolicyDocument {
    let mut decoder = Decoder { errors: ErrorList::of_parser(errors) };
    let mut document = match root {
        Some(root) => decoder.document(root),
        None => PolicyDocument::default(),
    };
    document.errors = decoder.errors;
    document
}

struct Decoder {
    errors: ErrorList,
}

impl Decoder {
    fn document(&mut self, root: Node) -> PolicyDocument {
        let mut document = PolicyDocument::default();
        let root_span = root.span;
        let mut has_policy = false;
        for (key, node) in self.table(root, settings::DOCUMENT, "") {
            match key.name {
                "version" => self.version(&node),
                "name" => document.name = self.text(node, "name"),
                "policy" => {
                    has_policy = true;
                    document.policy = self.settings(node, settings::POLICY, "policy");
                }
                "environment" => document.environments = self.environments(node),
                "dangerously" => document.dangerously = self.dangerously(node),
                // `$schema` is for editors.
                _ => {}
            }
        }
        // Without a tree there is a syntax error already, and it explains the absence.
        if !has_policy && self.errors.is_empty() {
            self.errors.push(
                PolicyError::new(Refusal::NoOrigins, root_span, "the document has no `policy` table")
                    .help("begin with `[policy]` and `allow-origins = [\"https://app.example.com\"]`, or run `corsmith init`"),
            );
        }
        document
    }

    fn version(&mut self, node: &Node) {
        match &node.value {
            Value::Number(number) if number == "1" => {}
            Value::Number(number) => self.errors.push(
                PolicyError::new(
                    Refusal::UnsupportedVersion,
                    node.span,
                    format!("version `{number}` of the policy document is not known"),
                )
                .at("version")
                .help("this Corsmith reads version 1"),
            ),
            other => {
                let found = other.describe();
                self.wrong_type(node.span, "version", found, "the number 1");
            }
        }
    }

    fn environments(&mut self, node: Node) -> Vec<Environment> {
        let span = node.span;
        let Value::Table(entries) = node.value else {
            self.wrong_type(span, "environment", node.value.describe(), "a table of environments");
            return Vec::new();
        };
        self.at_most(entries.len(), MAX_PATHS, span, "environment");
        let mut environments: Vec<Environment> = Vec::new();
        for (key, node) in entries.into_iter().take(MAX_PATHS) {
            if environments.iter().any(|environment| environment.name.value == key.name) {
                self.duplicate_key(&key);
                continue;
            }
            let at = format!("environment.{}", clip(&key.name));
            let settings = self.settings(node, settings::POLICY, &at);
            let name = Spanned::new(key.name, key.span);
            environments.push(Environment { name, settings });
        }
        environments
    }

    fn dangerously(&mut self, node: Node) -> Dangerously {
        let mut dangerously = Dangerously::default();
        for (key, node) in self.table(node, settings::DANGEROUSLY, "dangerously") {
            let at = format!("dangerously.{}", key.name);
            let Some(Spanned { value: true, span }) = self.boolean(&node, &at) else { continue };
            match key.name {
                settings::ALLOW_NULL_ORIGIN => dangerously.allow_null_origin = Some(span),
                settings::ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS => {
                    dangerously.allow_insecure_origins_with_credentials = Some(span);
                }
                _ => dangerously.allow_subdomains_of_public_suffixes = Some(span),
            }
        }
        dangerously
    }

    fn settings(&mut self, node: Node, keys: &'static [Key], at: &str) -> Settings {
        let mut settings = Settings { span: node.span, ..Settings::default() };
        for (key, node) in self.table(node, keys, at) {
            let at = format!("{at}.{}", key.name);
            self.setting(&mut settings, key, node, &at);
        }
        settings
    }

    fn setting(&mut self, settings: &mut Settings, key: &Key, node: Node, at: &str) {
        match key.name {
            "allow-origins" => settings.allow_origins = self.texts(node, at, usize::MAX),
            "allow-methods" => settings.allow_methods = self.texts(node, at, MAX_METHODS),
            "allow-headers" => settings.allow_headers = self.texts(node, at, MAX_HEADER_NAMES),
            "allow-credentials" => settings.allow_credentials = self.boolean(&node, at),
            "expose-headers" => settings.expose_headers = self.texts(node, at, MAX_HEADER_NAMES),
            "max-age" => settings.max_age = self.max_age(&node, at),
            "data" => settings.data = self.data(&node, at),
            _ => settings.paths = Some(self.paths(node, at)),
        }
    }

    fn paths(&mut self, node: Node, at: &str) -> Vec<PathSettings> {
        let span = node.span;
        let Value::List(items) = node.value else {
            self.wrong_type(span, at, node.value.describe(), "a list of tables with `match`");
            return Vec::new();
        };
        self.at_most(items.len(), MAX_PATHS, span, at);
        let items = items.into_iter().take(MAX_PATHS).enumerate();
        items.filter_map(|(index, node)| self.path(node, &format!("{at}[{index}]"))).collect()
    }

    fn path(&mut self, node: Node, at: &str) -> Option<PathSettings> {
        let span = node.span;
        let mut settings = Settings { span, ..Settings::default() };
        let mut pattern = None;
        let mut is_explained = false;
        for (key, node) in self.table(node, PATH, at) {
            let at = format!("{at}.{}", key.name);
            match key.name {
                "match" => {
                    pattern = self.text(node, &at);
                    is_explained |= pattern.is_none();
                }
                "path" => {
                    let help = match node.value {
                        Value::Text(_) => "did you mean `match`?",
                        _ => "write the path beside this one, before it if it is the narrower one",
                    };
                    is_explained |= matches!(node.value, Value::Text(_));
                    let message = "a path has no paths of its own";
                    let error = PolicyError::new(Refusal::UnknownKey, node.span, message);
                    self.errors.push(error.at(at).help(help));
                }
                _ => self.setting(&mut settings, key, node, &at),
            }
        }
        if pattern.is_none() && !is_explained {
            self.errors.push(
                PolicyError::new(Refusal::InvalidPath, span, "a per-path policy without `match`")
                    .at(at)
                    .help("say which paths it is for, for example `match = \"/public/*\"`"),
            );
        }
        Some(PathSettings { pattern: pattern?, settings })
    }

    /// The entries of a table whose keys are known; reports the others and the duplicates.
    fn table(&mut self, node: Node, keys: &'static [Key], at: &str) -> Vec<(&'static Key, Node)> {
        let Value::Table(entries) = node.value else {
            let at = if at.is_empty() { "the document" } else { at };
            self.wrong_type(node.span, at, node.value.describe(), "a table");
            return Vec::new();
        };
        let mut known: Vec<(&'static Key, Node)> = Vec::new();
        let mut unknown = Vec::new();
        for (written, node) in entries {
            match find(keys, &written.name) {
                None => unknown.push(written),
                Some(key) if known.iter().any(|(other, _)| other.name == key.name) => {
                    self.duplicate_key(&written);
                }
                Some(key) => known.push((key, node)),
            }
        }
        let mut taken = known.iter().map(|(key, _)| (key.name, "written already")).collect();
        for written in &unknown {
            self.unknown_key(written, keys, at, &mut taken);
        }
        known
    }

    /// `taken` are the names that the table has, or that another key is to be renamed to, and which
    /// of both: renaming one more to it would make a duplicate.
    fn unknown_key(
        &mut self,
        written: &WrittenKey,
        keys: &'static [Key],
        at: &str,
        taken: &mut Vec<(&'static str, &'static str)>,
    ) {
        self.errors.push_with(written.span, || {
            let place = if at.is_empty() { "the document".to_owned() } else { format!("`{at}`") };
            let message = format!("{place} has no key `{}`", clip(&written.name));
            let error = PolicyError::new(Refusal::UnknownKey, written.span, message).at(at);
            let spellings = keys.iter().flat_map(|key| [&[key.name], key.aliases].concat());
            let near = did_you_mean(&written.name, spellings).and_then(|near| find(keys, near));
            let known = near.and_then(|key| taken.iter().find(|(name, _)| *name == key.name));
            if let Some((name, why)) = known {
                error.help(format!("`{name}` is {why}: put both into it, or remove this one"))
            } else if let Some(&Key { name, .. }) = near {
                taken.push((name, "meant by another key already"));
                let fix = Fix::replace(format!("rename it to `{name}`"), written.span, name);
                error.help(format!("did you mean `{name}`?")).fix(Some(fix))
            } else if at.is_empty() && find(settings::POLICY, &written.name).is_some() {
                error.help("it belongs under `[policy]`")
            } else {
                let names = keys.iter().map(|key| key.name).filter(|name| !name.starts_with('$'));
                error.help(format!("the keys are {}", names.collect::<Vec<_>>().join(", ")))
            }
        });
    }

    fn duplicate_key(&mut self, written: &WrittenKey) {
        let message = format!("the key `{}` is written twice", clip(&written.name));
        let error = PolicyError::new(Refusal::DuplicateKey, written.span, message)
            .help("keep one of them; an alias counts as the key it stands for");
        self.errors.push(error);
    }

    fn texts(&mut self, node: Node, at: &str, limit: usize) -> Option<Texts> {
        let span = node.span;
        let items = match node.value {
            Value::List(items) => items,
            Value::Text(text) => {
                let message = format!("`{at}` is a text, and a list of texts is expected");
                let error = PolicyError::new(Refusal::WrongType, span, message).at(at);
                self.errors.push(error.help(format!("write it in brackets: `{}`", as_list(&text))));
                return None;
            }
            other => {
                self.wrong_type(span, at, other.describe(), "a list of texts");
                return None;
            }
        };
        self.at_most(items.len(), limit, span, at);
        let mut texts = Vec::with_capacity(items.len().min(limit));
        for (index, item) in items.into_iter().take(limit).enumerate() {
            match item.value {
                Value::Text(text) => texts.push(Spanned::new(text, item.span)),
                other => self.errors.push_with(item.span, || {
                    let at = format!("{at}[{index}]");
                    let error = wrong_type(item.span, &at, other.describe(), "a text");
                    match string_match(&other) {
                        Some(help) => error.help(help),
                        None => error,
                    }
                }),
            }
        }
        Some(Spanned::new(texts, span))
    }

    fn text(&mut self, node: Node, at: &str) -> Option<Spanned<String>> {
        if let Value::Text(text) = node.value {
            return Some(Spanned::new(text, node.span));
        }
        self.wrong_type(node.span, at, node.value.describe(), "a text");
        None
    }

    fn boolean(&mut self, node: &Node, at: &str) -> Option<Spanned<bool>> {
        if let Value::Boolean(boolean) = node.value {
            return Some(Spanned::new(boolean, node.span));
        }
        let error = wrong_type(node.span, at, node.value.describe(), "`true` or `false`");
        self.errors.push(match meant_boolean(&node.value) {
            Some(meant) => error.help(format!("write `{meant}`, without quotes")),
            None => error,
        });
        None
    }

    fn data(&mut self, node: &Node, at: &str) -> Option<Spanned<Data>> {
        match &node.value {
            Value::Text(text) if text == "public" => Some(Spanned::new(Data::Public, node.span)),
            Value::Text(text) if text == "private" => Some(Spanned::new(Data::Private, node.span)),
            Value::Text(text) => {
                let message =
                    format!("`{at}` is `{}`, and `public` or `private` is expected", clip(text));
                let lower = text.to_ascii_lowercase();
                let fix = ["public", "private"]
                    .into_iter()
                    .find(|meant| *meant == lower)
                    .map(|meant| Fix::replace(format!("use `{meant}`"), node.span, meant));
                let error = PolicyError::new(Refusal::WrongType, node.span, message);
                self.errors.push(error.at(at).fix(fix));
                None
            }
            other => {
                let found = other.describe();
                self.wrong_type(node.span, at, found, "`\"public\"` or `\"private\"`");
                None
            }
        }
    }

    fn max_age(&mut self, node: &Node, at: &str) -> Option<Spanned<u32>> {
        let text = match &node.value {
            Value::Number(text) | Value::Text(text) => text,
            other => {
                let expected = "seconds, or a text such as `\"10m\"`";
                self.wrong_type(node.span, at, other.describe(), expected);
                return None;
            }
        };
        match max_age::parse(text) {
            Ok(seconds) => Some(Spanned::new(seconds, node.span)),
            Err((message, replacement)) => {
                let fix = replacement
                    .map(|seconds| Fix::replace(format!("use `{seconds}`"), node.span, seconds));
                let error = PolicyError::new(Refusal::InvalidMaxAge, node.span, message);
                let error = error.at(at).help(
                    "write seconds (`600`), minutes (`\"10m\"`), hours (`\"2h\"`) or days (`\"1d\"`), from 0 (no caching) to one day",
                );
                self.errors.push(error.fix(fix));
                None
            }
        }
    }

    fn at_most(&mut self, count: usize, limit: usize, span: Span, at: &str) {
        if count > limit {
            let message = format!("`{at}` has {count} entries, and the limit is {limit}");
            self.errors.push(PolicyError::new(Refusal::Syntax, span, message).at(at));
        }
    }

    fn wrong_type(&mut self, span: Span, at: &str, found: &str, expected: &str) {
        self.errors.push_with(span, || wrong_type(span, at, found, expected));
    }
}

fn wrong_type(span: Span, at: &str, found: &str, expected: &str) -> PolicyError {
    let at_quoted = if at == "the document" { at.to_owned() } else { format!("`{at}`") };
    let message = format!("{at_quoted} is {found}, and {expected} is expected");
    PolicyError::new(Refusal::WrongType, span, message).at(at)
}

/// A text with a list in it, as Envoy writes `allow_methods`, as a list of texts.
fn as_list(text: &str) -> String {
    let separators = |character: char| character == ',' || character.is_whitespace();
    let parts: Vec<_> = text.split(separators).filter(|part| !part.is_empty()).collect();
    format!("[\"{}\"]", clip(&parts.join("\", \"")))
}

/// What to write for a string match of Istio or Envoy, such as `exact: https://app.example.com`.
fn string_match(value: &Value) -> Option<String> {
    let Value::Table(entries) = value else { return None };
    let [(key, Node { value: Value::Text(text), .. })] = &entries[..] else { return None };
    Some(if key.name == "exact" {
        format!("write its value alone: `\"{}\"`", clip(text))
    } else {
        "write a text: `https://*.example.com` is every subdomain, and `:*` every port".to_owned()
    })
}

/// The boolean that a value of another type stands for; YAML 1.2 reads `yes` and `on` as texts.
fn meant_boolean(value: &Value) -> Option<bool> {
    let (Value::Text(text) | Value::Number(text)) = value else { return None };
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The keys of a per-path policy.
const PATH: &[Key] = {
    const COUNT: usize = settings::POLICY.len();
    const KEYS: [Key; COUNT + 1] = {
        let mut keys = [settings::MATCH; COUNT + 1];
        let mut index = 0;
        while index < COUNT {
            keys[index + 1] = settings::POLICY[index];
            index += 1;
        }
        keys
    };
    &KEYS
};

/// The beginning of a text, for messages.
pub(crate) fn clip(text: &str) -> String {
    const LONGEST: usize = 80;
    let clean: String = text.chars().take(LONGEST).map(printable).collect();
    if text.chars().nth(LONGEST).is_some() { format!("{clean}…") } else { clean }
}

/// Control characters would let a document write to the reader's terminal, and characters that
/// are not seen, or turn the direction of writing, would let it hide what is quoted.
fn printable(character: char) -> char {
    let is_unseen = character.is_control() || corsmith_fetch::is_invisible(character);
    if is_unseen { '\u{fffd}' } else { character }
}
