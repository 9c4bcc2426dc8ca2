//! Which paths a per-path policy is for.

use std::borrow::Cow;
use std::fmt;

use crate::decode::clip;
use crate::limits::MAX_PATH_BYTES;

/// A path, or every path with a prefix that ends at a slash.
///
/// ```
/// use corsmith_policy::PathPattern;
///
/// let public = PathPattern::parse("/public/*")?;
/// assert!(public.matches("/public/a/b"));
/// assert!(!public.matches("/public"));
/// assert!(!public.matches("/publicity"));
/// # Ok::<(), corsmith_policy::PathPatternError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathPattern {
    /// `/health`: that path.
    Exact(String),
    /// `/public/*`: every path that begins with this prefix, which ends with a slash.
    Prefix(String),
}

/// Why a text is not a path pattern. `Display` is one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathPatternError {
    /// What is wrong.
    pub message: String,
    /// The pattern that was probably meant.
    pub suggestion: Option<String>,
}

impl fmt::Display for PathPatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PathPatternError {}

impl PathPattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// Refuses what is not in the form that [`normalize_path`] gives a request's path, since it
    /// could never match, and `*` anywhere but at the end.
    pub fn parse(text: &str) -> Result<Self, PathPatternError> {
        let error = |why: &str, suggestion: Option<String>| {
            // Never suggests what would be refused in its turn.
            let suggestion = suggestion.filter(|suggestion| Self::parse(suggestion).is_ok());
            Err(PathPatternError { message: format!("`{}` {why}", clip(text)), suggestion })
        };
        if !text.starts_with('/') {
            let is_url = text.contains("://");
            let suggestion = if is_url { path_of(text).to_owned() } else { format!("/{text}") };
            return error("does not begin with `/`", Some(suggestion));
        }
        if text.len() > MAX_PATH_BYTES {
            return error(&format!("has more than {MAX_PATH_BYTES} bytes"), None);
        }
        if let Some(end) = text.find(['?', '#']) {
            return error(
                "has a query or a fragment, and only the path is compared",
                Some(text[..end].to_owned()),
            );
        }
        let is_never = |char: char| char <= ' ' || char == '\x7f' || "\"\\`{}<>^|".contains(char);
        if let Some(char) = text.chars().find(|char| is_never(*char)) {
            return error(
                &format!(
                    "has {}, which no pattern may contain, encoded or not: write the folder above it, as in `/public/*`",
                    named(char)
                ),
                None,
            );
        }
        let (path, prefix) = match text.strip_suffix("/*") {
            Some(path) => (path, true),
            None => (text, false),
        };
        if path.strip_suffix('*').is_some_and(|rest| !rest.contains('*') && !rest.ends_with('/')) {
            return error(
                "has `*` after a part of a name, and only `/*` is a wildcard: `/public/*` is every path below `/public/`",
                None,
            );
        }
        if path.contains('*') {
            return error(
                "has `*` before its end; `/public/*` is every path below `/public/`",
                None,
            );
        }
        let path = if prefix { format!("{path}/") } else { path.to_owned() };
        let normalized = normalize_path(&path);
        if normalized != path {
            let star = if prefix { "*" } else { "" };
            return error(
                "is never compared in this form: paths are decoded, and dot segments and double slashes removed, first",
                Some(format!("{normalized}{star}")),
            );
        }
        Ok(if prefix { Self::Prefix(path) } else { Self::Exact(path) })
    }

    /// Whether `path`, normalised by [`normalize_path`], matches.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        match self {
            Self::Exact(exact) => path == exact,
            Self::Prefix(prefix) => path.starts_with(prefix.as_str()),
        }
    }

    /// Whether every path that `other` matches is matched by this pattern too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Exact(this), Self::Exact(other)) => this == other,
            (Self::Exact(_), Self::Prefix(_)) => false,
            (Self::Prefix(this), Self::Exact(other) | Self::Prefix(other)) => {
                other.starts_with(this.as_str())
            }
        }
    }
}

/// A character as a message shows it.
fn named(char: char) -> String {
    match char {
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        char if char.is_control() => format!("the character {}", char.escape_unicode()),
        char => format!("`{char}`"),
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(path) => f.write_str(path),
            Self::Prefix(prefix) => write!(f, "{prefix}*"),
        }
    }
}

/// The path of a request target as it is compared: without query, percent-decoded once, without
/// dot segments and double slashes.
///
/// A server behind the policy may decode `/public/..%2fprivate` to `/private`; comparing the
/// undecoded path would give it the policy of `/public/*` (rack-cors, CVE-2019-18978).
///
/// ```
/// use corsmith_policy::normalize_path;
///
/// assert_eq!(normalize_path("/public/..%2fprivate?x=1"), "/private");
/// assert_eq!(normalize_path("/a//b/./c"), "/a/b/c");
/// assert_eq!(normalize_path("http://api.example/a?x"), "/a");
/// ```
#[must_use]
pub fn normalize_path(target: &str) -> Cow<'_, str> {
    // No limit: the work is linear, and what is cut off may hold the dot segments that lead from
    // a public path to a private one.
    let path = path_of(target);
    let plain = !path.contains('%') && !path.contains("//") && !path.contains("/.");
    if plain && path.starts_with('/') {
        return Cow::Borrowed(path);
    }
    let decoded = percent_decode(path);
    let mut segments: Vec<&str> = Vec::new();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let mut normalized = String::with_capacity(decoded.len() + 1);
    for segment in &segments {
        normalized.push('/');
        normalized.push_str(segment);
    }
    let is_directory = ["/", "/.", "/.."].iter().any(|end| decoded.ends_with(end));
    if segments.is_empty() || is_directory {
        normalized.push('/');
    }
    Cow::Owned(normalized)
}

/// The path of a request target: of `/a?b` (origin-form) and of `http://host/a?b` (absolute-form,
/// which every server must accept: RFC 9112, section 3.2.2).
fn path_of(target: &str) -> &str {
    let target = &target[..target.find(['?', '#']).unwrap_or(target.len())];
    if target.starts_with('/') {
        return target;
    }
    match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |start| &rest[start..]),
        None => target,
    }
}

/// Decodes once; what is not UTF-8 afterwards becomes U+FFFD and so matches no pattern's letters.
fn percent_decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let hex = |offset: usize| {
            bytes.get(index + offset).and_then(|&digit| char::from(digit).to_digit(16))
        };
        if byte == b'%'
            && let (Some(high), Some(low)) = (hex(1), hex(2))
        {
            // Two hexadecimal digits make one byte.
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(byte));
            index += 3;
        } else {
            decoded.push(byte);
            index += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
