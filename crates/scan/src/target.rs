//! What is scanned.

use std::fmt;

use corsmith_fetch::Origin;
use url::{Host, Url};

/// The URL of a scan and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The URL, `http` or `https`, without fragment and user information.
    pub url: Url,
    /// Its origin.
    pub origin: Origin,
    /// Its host as it is in an origin: lower case, IPv6 in brackets.
    pub host: String,
    /// The host's registrable domain by the public suffix list, such as `example.co.uk`; `None` for
    /// addresses, single labels and public suffixes.
    pub registrable: Option<String>,
}

/// Why a text is no target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
}

impl Target {
    /// Reads what people write: a URL, or a host, which is taken for `https`.
    ///
    /// # Errors
    ///
    /// What is no URL, has another scheme than `http` and `https`, or a name or password, which is
    /// not in the message.
    ///
    /// ```
    /// use corsmith_scan::Target;
    ///
    /// let target = Target::parse("API.example.co.uk/orders")?;
    /// assert_eq!(target.url.as_str(), "https://api.example.co.uk/orders");
    /// assert_eq!(target.registrable.as_deref(), Some("example.co.uk"));
    /// assert!(Target::parse("ftp://api.example.com").is_err());
    /// assert!(Target::parse("https://me:secret@api.example.com").is_err());
    /// # Ok::<(), corsmith_scan::TargetError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        if has_user_information(text) {
            return Err(TargetError {
                message: "a name or password in a URL is not sent".to_owned(),
                help: "leave it out, and give the header `Authorization: Basic ...`",
            });
        }
        let whole;
        let written = if text.contains("://") {
            text
        } else {
            whole = format!("https://{text}");
            &whole
        };
        let url = Url::parse(written).map_err(|error| TargetError {
            message: format!("`{text}` is not a URL: {error}"),
            help: HELP,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            let message = format!("`{}` is not a scheme that can be scanned", url.scheme());
            return Err(TargetError { message, help: HELP });
        }
        Ok(Self::new(url))
    }

    /// The target at an `http` or `https` URL, without what is not sent: its fragment and user
    /// information.
    #[must_use]
    pub fn new(mut url: Url) -> Self {
        url.set_fragment(None);
        // Such URLs have a host, so that neither can fail.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        let origin = Origin::from_url(&url);
        let host = url.host_str().unwrap_or_default().to_owned();
        let registrable = registrable_of(&url).map(str::to_owned);
        Self { url, origin, host, registrable }
    }

    /// The same server at another path.
    ///
    /// ```
    /// use corsmith_scan::Target;
    ///
    /// let target = Target::parse("https://api.example.com/a?b")?;
    /// assert_eq!(target.at("/orders?x=1").url.as_str(), "https://api.example.com/orders?x=1");
    /// # Ok::<(), corsmith_scan::TargetError>(())
    /// ```
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        let mut url = self.url.clone();
        let (path, query) =
            path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        url.set_path(path);
        url.set_query(query);
        Self { url, ..self.clone() }
    }

    /// Whether a URL is [schemelessly same site](https://html.spec.whatwg.org/#schemelessly-same-site)
    /// with it. A login elsewhere has its own owner.
    pub(crate) fn is_schemelessly_same_site(&self, url: &Url) -> bool {
        is_schemelessly_same_site(&self.url, url)
    }
}

/// <https://html.spec.whatwg.org/#schemelessly-same-site>
pub(crate) fn is_schemelessly_same_site(one: &Url, other: &Url) -> bool {
    // Every answer of a scan is asked about, and nearly all come from the very host.
    one.host() == other.host() || {
        let registrable = registrable_of(one);
        registrable.is_some() && registrable == registrable_of(other)
    }
}

/// The registrable domain of a host, by the public suffix list.
///
/// ```
/// use corsmith_scan::registrable;
///
/// assert_eq!(registrable("api.example.co.uk"), Some("example.co.uk"));
/// assert_eq!(registrable("co.uk"), None);
/// assert_eq!(registrable("localhost"), None);
/// ```
#[must_use]
pub fn registrable(host: &str) -> Option<&str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if !host.contains('.') {
        return None;
    }
    psl::domain_str(host)
}

/// The registrable domain of a URL's host; an address has none.
pub(crate) fn registrable_of(url: &Url) -> Option<&str> {
    match url.host() {
        Some(Host::Domain(domain)) => registrable(domain),
        _ => None,
    }
}

/// Whether the authority has an `@`. It is looked for before anything is parsed, since the message of
/// an error names the text.
fn has_user_information(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '\\', '?', '#']).next();
    authority.is_some_and(|authority| authority.contains('@'))
}

const HELP: &str = "write it like `https://api.example.com/orders`";

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TargetError {}
