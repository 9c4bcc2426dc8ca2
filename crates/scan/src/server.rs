//! Which server answers.

use std::fmt;

use crate::Response;

/// A server or a service that has a way of its own to set fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServerSoftware {
    /// nginx, and OpenResty and Tengine, which are made of it.
    Nginx,
    /// The Apache HTTP Server. Tomcat (`Apache-Coyote`) and LiteSpeed are others.
    Apache,
    /// Caddy.
    Caddy,
    /// HAProxy. It never says so itself.
    HaProxy,
    /// lighttpd.
    Lighttpd,
    /// Express on Node.
    Express,
    /// Internet Information Services.
    Iis,
    /// Envoy.
    Envoy,
    /// Cloudflare in front of another server.
    Cloudflare,
    /// Amazon CloudFront in front of another server.
    CloudFront,
    /// Vercel.
    Vercel,
    /// Netlify.
    Netlify,
    /// GitHub Pages.
    GitHubPages,
}

/// What an answer says about the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognisedServer {
    /// What it is.
    pub software: ServerSoftware,
    /// Its version, where it shows one.
    pub version: Option<String>,
    /// The field that says so.
    pub shown_by: &'static str,
}

impl RecognisedServer {
    /// Recognises whoever answered last: that is where a field can be set for every answer. What is
    /// hidden, or lies, is not recognised.
    ///
    /// ```
    /// use corsmith_scan::{RecognisedServer, Response, ServerSoftware};
    ///
    /// let answer = Response::new(200, [("Server", "nginx/1.27.3"), ("X-Powered-By", "Express")]);
    /// let server = RecognisedServer::of(&answer).unwrap();
    /// assert_eq!(server.software, ServerSoftware::Nginx);
    /// assert_eq!(server.version.as_deref(), Some("1.27.3"));
    /// ```
    #[must_use]
    pub fn of(answer: &Response) -> Option<Self> {
        let said = |field: &'static str| {
            let value = answer.text(field)?.trim().to_ascii_lowercase();
            let (software, rest) = NAMES.iter().find_map(|(name, software)| {
                let rest = value.strip_prefix(name)?;
                is_end_of_name(rest).then_some((*software, rest))
            })?;
            Some(Self { software, version: version(rest), shown_by: field })
        };
        let marked = || {
            let (field, software) =
                MARKS.iter().find(|(field, _)| answer.headers.contains(field))?;
            Some(Self { software: *software, version: None, shown_by: field })
        };
        // Of several that say so, who answered last is not known.
        let powered = || said("X-Powered-By").filter(|_| !lists(answer, "X-Powered-By"));
        said("Server").or_else(marked).or_else(powered)
    }
}

/// How values of `Server` and `X-Powered-By` begin, in lower case.
const NAMES: &[(&str, ServerSoftware)] = &[
    ("nginx", ServerSoftware::Nginx),
    ("openresty", ServerSoftware::Nginx),
    ("tengine", ServerSoftware::Nginx),
    ("apache", ServerSoftware::Apache),
    ("caddy", ServerSoftware::Caddy),
    ("haproxy", ServerSoftware::HaProxy),
    ("lighttpd", ServerSoftware::Lighttpd),
    ("express", ServerSoftware::Express),
    ("microsoft-iis", ServerSoftware::Iis),
    ("envoy", ServerSoftware::Envoy),
    ("istio-envoy", ServerSoftware::Envoy),
    ("cloudflare", ServerSoftware::Cloudflare),
    ("cloudflare-nginx", ServerSoftware::Cloudflare),
    ("cloudfront", ServerSoftware::CloudFront),
    ("vercel", ServerSoftware::Vercel),
    ("netlify", ServerSoftware::Netlify),
    ("github.com", ServerSoftware::GitHubPages),
];

/// Fields that only one service sends.
const MARKS: &[(&str, ServerSoftware)] = &[
    ("CF-Ray", ServerSoftware::Cloudflare),
    ("X-Amz-Cf-Id", ServerSoftware::CloudFront),
    ("X-Vercel-Id", ServerSoftware::Vercel),
    ("X-NF-Request-Id", ServerSoftware::Netlify),
    ("X-GitHub-Request-Id", ServerSoftware::GitHubPages),
    ("X-Envoy-Upstream-Service-Time", ServerSoftware::Envoy),
];

/// Whether a name ends here: `Apache-Coyote` and `Apache Tomcat` are not Apache's server.
fn is_end_of_name(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', ',', ';', '(']) || {
        let next = rest.strip_prefix(' ').map(str::trim_start);
        next.is_some_and(|next| !["tomcat", "tomee"].iter().any(|it| next.starts_with(it)))
    }
}

/// Whether a field has several values.
fn lists(answer: &Response, field: &str) -> bool {
    answer.text(field).is_some_and(|value| value.contains(','))
}

/// What follows a name and a slash, if it looks like a version.
fn version(rest: &str) -> Option<String> {
    let after = rest.strip_prefix('/')?;
    let end = after.find(|char: char| !char.is_ascii_alphanumeric() && !".-_".contains(char));
    let version = &after[..end.unwrap_or(after.len()).min(32)];
    version.starts_with(|char: char| char.is_ascii_digit()).then(|| version.to_owned())
}

impl fmt::Display for ServerSoftware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nginx => "nginx",
            Self::Apache => "Apache",
            Self::Caddy => "Caddy",
            Self::HaProxy => "HAProxy",
            Self::Lighttpd => "lighttpd",
            Self::Express => "Express",
            Self::Iis => "IIS",
            Self::Envoy => "Envoy",
            Self::Cloudflare => "Cloudflare",
            Self::CloudFront => "CloudFront",
            Self::Vercel => "Vercel",
            Self::Netlify => "Netlify",
            Self::GitHubPages => "GitHub Pages",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::RecognisedServer;
    use crate::vectors::response;

    #[test]
    fn servers_are_recognised() {
        for (answer, expected) in [
            ("Server: nginx", Some("nginx")),
            ("Server: nginx/1.27.3 (Ubuntu)", Some("nginx 1.27.3")),
            ("Server: openresty/1.25.3.1", Some("nginx 1.25.3.1")),
            ("Server: Apache/2.4.62 (Debian) OpenSSL/3.0", Some("Apache 2.4.62")),
            ("Server: Apache", Some("Apache")),
            ("Server: LiteSpeed", None),
            ("Server: Caddy\nVia: 1.1 Caddy", Some("Caddy")),
            ("Server: lighttpd/1.4.76", Some("lighttpd 1.4.76")),
            ("X-Powered-By: Express", Some("Express")),
            ("Server: Microsoft-IIS/10.0", Some("IIS 10.0")),
            ("Server: istio-envoy", Some("Envoy")),
            ("Server: cloudflare\nX-Powered-By: Express", Some("Cloudflare")),
            ("Server: AmazonS3\nX-Amz-Cf-Id: x", Some("CloudFront")),
            ("Server: Vercel", Some("Vercel")),
            ("Server: Netlify", Some("Netlify")),
            ("Server: GitHub.com", Some("GitHub Pages")),
            ("CF-Ray: 1", Some("Cloudflare")),
            ("Server: Apache-Coyote/1.1", None),
            ("Server: Apache Tomcat/8.5", None),
            ("Server: Apache (Debian)", Some("Apache")),
            ("Server: cloudflare-nginx", Some("Cloudflare")),
            ("Server: nginx + Phusion Passenger(R) 6.0", Some("nginx")),
            ("X-Powered-By: Express\nX-Powered-By: PHP/8.1", None),
            ("X-Powered-By: PHP/8.1, Express", None),
            ("Server: nginxish", None),
            ("Server: gunicorn", None),
            ("X-Powered-By: PHP/8.3", None),
            ("", None),
        ] {
            let server = RecognisedServer::of(&response(answer)).map(|server| {
                let version = server.version.map(|version| format!(" {version}"));
                format!("{}{}", server.software, version.unwrap_or_default())
            });
            assert_eq!(server.as_deref(), expected, "{answer}");
        }
    }
}
