//! What can be imported.

use std::fmt;

use crate::ImportError;
use crate::formats::{READERS, Reader, Reading};

/// What a text is read as. Each has its file in `formats/`, which says what it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ImportFormat {
    /// Response headers, `curl` output, what DevTools copies.
    Headers,
    /// A policy document in TOML.
    Toml,
    /// A policy document in YAML.
    Yaml,
    /// A policy document in JSON.
    Json,
    /// An address of the site, whose query is a policy.
    Link,
}

impl ImportFormat {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Headers, Self::Toml, Self::Yaml, Self::Json, Self::Link];

    /// The name that options, addresses and documents have for it.
    ///
    /// ```
    /// use corsmith_import::ImportFormat;
    ///
    /// assert_eq!(ImportFormat::Headers.name(), "headers");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Toml => "toml",
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Link => "link",
        }
    }

    /// The format of that name.
    ///
    /// ```
    /// use corsmith_import::ImportFormat;
    ///
    /// assert_eq!(ImportFormat::from_name("yaml"), Some(ImportFormat::Yaml));
    /// assert_eq!(ImportFormat::from_name("YAML"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// What it is, for a list to choose from: `Response headers`.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Headers => "Response headers, or the output of curl",
            Self::Toml => "A policy in TOML",
            Self::Yaml => "A policy in YAML",
            Self::Json => "A policy in JSON",
            Self::Link => "A link of the site",
        }
    }

    /// What `text` seems to be. Text in none of the formats is `None`, and so is an empty one.
    ///
    /// ```
    /// use corsmith_import::ImportFormat;
    ///
    /// let detect = ImportFormat::detect;
    /// assert_eq!(detect("[policy]\nallow-origins = [\"*\"]"), Some(ImportFormat::Toml));
    /// assert_eq!(detect("Access-Control-Allow-Origin: *"), Some(ImportFormat::Headers));
    /// assert_eq!(detect("hello"), None);
    /// ```
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        READERS.iter().find(|reader| (reader.detect)(text)).map(|reader| reader.format)
    }

    pub(crate) fn read(self, text: &str) -> Result<Reading, ImportError> {
        let reader = READERS.iter().find(|reader| reader.format == self);
        reader.ok_or(ImportError::Unrecognised).and_then(|Reader { read, .. }| read(text))
    }
}

impl fmt::Display for ImportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::ImportFormat::{self, Headers, Json, Link, Toml, Yaml};

    #[test]
    fn every_format_has_a_reader_and_a_name_of_its_own() {
        for format in ImportFormat::ALL {
            let readers = crate::formats::READERS.iter();
            assert_eq!(readers.filter(|reader| reader.format == *format).count(), 1);
            assert_eq!(ImportFormat::from_name(format.name()), Some(*format));
        }
    }

    #[test]
    fn formats_are_told_apart() {
        let rows = [
            ("an answer", "HTTP/1.1 200 OK\r\nServer: nginx\r\n", Some(Headers)),
            ("an answer of HTTP/2", "HTTP/2 204 \naccess-control-allow-origin: *", Some(Headers)),
            (
                "curl -v",
                "* Connected to a\n> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n",
                Some(Headers),
            ),
            ("a command", "$ curl -i https://a.example\nHTTP/2 200\n", Some(Headers)),
            ("one header", "access-control-allow-origin: *", Some(Headers)),
            (
                "names and values on lines of their own",
                "content-type\ntext/html\naccess-control-allow-origin\n*",
                Some(Headers),
            ),
            (
                "headers that are not of CORS",
                "Content-Type: text/html\nServer: nginx",
                Some(Headers),
            ),
            (
                "headers behind a comment",
                "# headers\nAccess-Control-Allow-Origin: *",
                Some(Headers),
            ),
            ("TOML", "version = 1\n[policy]\n", Some(Toml)),
            ("TOML behind a comment", "# allow = all\n\n[policy]\n", Some(Toml)),
            ("TOML with a list of tables", "[[policy.path]]\nmatch = '/a'", Some(Toml)),
            ("TOML with an inline table", "policy = { allow-origins = ['*'] }", Some(Toml)),
            ("broken TOML", "[policy\nallow-origins = [", Some(Toml)),
            ("YAML", "policy:\n  allow-origins: ['*']", Some(Yaml)),
            ("YAML with a version", "version: 1\npolicy: {}", Some(Yaml)),
            ("YAML with a mark", "---\nfoo: 1", Some(Yaml)),
            ("YAML of Traefik", "accessControlAllowOriginList:\n  - '*'", Some(Yaml)),
            ("JSON", "\n {\"policy\": {}}", Some(Json)),
            ("a JSON array", "[\"*\"]", Some(Json)),
            ("an array of objects", "[{\"a\": 1}]", Some(Json)),
            ("a link", " https://corsmith.example/?v=1&origins=*\n", Some(Link)),
            ("a link of this machine", "http://127.0.0.1:8787/?origins=%2A#output", Some(Link)),
            ("a query", "?origins=*", Some(Link)),
            ("a query without its mark", "v=1&origins=*", Some(Link)),
            ("an address", "https://api.example/orders", Some(Link)),
            ("an origin and more", "https://a.example https://b.example", None),
            ("prose", "It does not work: CORS!", None),
            ("one word", "nginx", None),
            ("nothing", "", None),
        ];
        for (name, text, expected) in rows {
            assert_eq!(ImportFormat::detect(text), expected, "{name}");
        }
    }
}
