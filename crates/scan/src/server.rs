//! Which server answers, and how it is told to send a field.

use std::fmt;

use crate::{HeaderFix, Response};

/// A server or a service that has a way of its own to set fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServerSoftware {
    /// nginx, and OpenResty and Tengine, which are made of it.
    Nginx,
    /// The Apache HTTP Server, and LiteSpeed, which reads its directives.
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
            let (_, software) = NAMES.iter().find(|(name, _)| {
                value.strip_prefix(name).is_some_and(|rest| {
                    rest.bytes().next().is_none_or(|byte| !byte.is_ascii_alphanumeric())
                })
            })?;
            Some(Self { software: *software, version: version(&value), shown_by: field })
        };
        let marked = || {
            let (field, software) =
                MARKS.iter().find(|(field, _)| answer.headers.contains(field))?;
            Some(Self { software: *software, version: None, shown_by: field })
        };
        said("Server").or_else(marked).or_else(|| said("X-Powered-By"))
    }
}

/// How values of `Server` and `X-Powered-By` begin, in lower case.
const NAMES: &[(&str, ServerSoftware)] = &[
    ("nginx", ServerSoftware::Nginx),
    ("openresty", ServerSoftware::Nginx),
    ("tengine", ServerSoftware::Nginx),
    ("apache", ServerSoftware::Apache),
    ("litespeed", ServerSoftware::Apache),
    ("caddy", ServerSoftware::Caddy),
    ("haproxy", ServerSoftware::HaProxy),
    ("lighttpd", ServerSoftware::Lighttpd),
    ("express", ServerSoftware::Express),
    ("microsoft-iis", ServerSoftware::Iis),
    ("envoy", ServerSoftware::Envoy),
    ("istio-envoy", ServerSoftware::Envoy),
    ("cloudflare", ServerSoftware::Cloudflare),
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

/// The first word after a slash, if it looks like a version.
fn version(value: &str) -> Option<String> {
    let (_, after) = value.split_once('/')?;
    let end = after.find(|char: char| !char.is_ascii_alphanumeric() && !".-_".contains(char));
    let version = &after[..end.unwrap_or(after.len()).min(32)];
    version.starts_with(|char: char| char.is_ascii_digit()).then(|| version.to_owned())
}

/// How a server is told to send a field, or not to send it: a few lines of its own language,
/// the value quoted for it, or one sentence where there is no such language. Without a server it is
/// the field itself.
///
/// No value of a check ends in a backslash, which Caddy and lighttpd cannot quote.
///
/// The lines replace a field that an application behind the server sends already.
///
/// ```
/// use corsmith_scan::{HeaderFix, ServerSoftware, fix_line};
///
/// let fix = HeaderFix { name: "X-Frame-Options", value: Some("DENY".to_owned()) };
/// assert_eq!(
///     fix_line(&fix, Some(ServerSoftware::Nginx)),
///     "proxy_hide_header X-Frame-Options;\nadd_header X-Frame-Options \"DENY\" always;",
/// );
/// ```
#[must_use]
pub fn fix_line(fix: &HeaderFix, server: Option<ServerSoftware>) -> String {
    let name = fix.name;
    match &fix.value {
        Some(value) => {
            // No control character can be in a field.
            let value: String = value.chars().filter(|char| !char.is_control()).collect();
            send(name, &value, server)
        }
        None => stop(name, server),
    }
}

fn send(name: &str, value: &str, server: Option<ServerSoftware>) -> String {
    let Some(server) = server else { return format!("{name}: {value}") };
    match server {
        ServerSoftware::Nginx => nginx(name, value),
        // `%` begins a variable.
        ServerSoftware::Apache => format!(
            "Header onsuccess unset {name}\nHeader always set {name} {}",
            apache(&value.replace('%', "%%"))
        ),
        // `defer` waits for the answer of what is behind, `{` begins a placeholder.
        ServerSoftware::Caddy => format!(
            "header {{\n\t{name} \"{}\"\n\tdefer\n}}",
            value.replace('{', "\\{").replace('"', "\\\"")
        ),
        // The value is a log format, in which `%` begins a variable.
        ServerSoftware::HaProxy => format!(
            "http-after-response set-header {name} '{}'",
            value.replace('%', "%%").replace('\'', r"'\''")
        ),
        ServerSoftware::Lighttpd => {
            let value = value.replace('"', "\\\"");
            format!("setenv.set-response-header += ( \"{name}\" => \"{value}\" )")
        }
        ServerSoftware::Express => format!("res.set('{name}', {});", javascript(value)),
        ServerSoftware::Iis => {
            format!("<remove name=\"{name}\" />\n<add name=\"{name}\" value=\"{}\" />", xml(value))
        }
        ServerSoftware::Envoy => format!(
            "response_headers_to_add:\n- {{ append_action: OVERWRITE_IF_EXISTS_OR_ADD, header: {{ \
             key: {name}, value: {} }} }}",
            json(&value.replace('%', "%%"))
        ),
        ServerSoftware::Vercel => format!(
            "{{ \"source\": \"/(.*)\", \"headers\": [{{ \"key\": \"{name}\", \"value\": {} }}] }}",
            json(value)
        ),
        ServerSoftware::Netlify => format!("/*\n  {name}: {value}"),
        ServerSoftware::Cloudflare => {
            format!("Rules, response header transform rule, set static: {name}: {value}")
        }
        ServerSoftware::CloudFront => {
            format!("response headers policy of the behaviour, override origin: {name}: {value}")
        }
        ServerSoftware::GitHubPages => {
            format!(
                "GitHub Pages sends no fields of its users: a CDN in front has to send {name}: \
                {value}"
            )
        }
    }
}

fn stop(name: &str, server: Option<ServerSoftware>) -> String {
    let is_server = name.eq_ignore_ascii_case("Server");
    let Some(server) = server else { return format!("do not send {name}") };
    match server {
        ServerSoftware::Nginx if is_server => "server_tokens off;".to_owned(),
        ServerSoftware::Nginx => format!("proxy_hide_header {name};"),
        ServerSoftware::Apache if is_server => "ServerTokens Prod".to_owned(),
        ServerSoftware::Apache => {
            format!("Header onsuccess unset {name}\nHeader always unset {name}")
        }
        ServerSoftware::Caddy => format!("header -{name}"),
        ServerSoftware::HaProxy => format!("http-after-response del-header {name}"),
        ServerSoftware::Lighttpd if is_server => "server.tag = \"\"".to_owned(),
        ServerSoftware::Lighttpd => {
            format!("setenv.set-response-header += ( \"{name}\" => \"\" )")
        }
        ServerSoftware::Express if name.eq_ignore_ascii_case("X-Powered-By") => {
            "app.disable('x-powered-by');".to_owned()
        }
        ServerSoftware::Express => format!("res.removeHeader('{name}');"),
        ServerSoftware::Iis if is_server => {
            "<requestFiltering removeServerHeader=\"true\" />".to_owned()
        }
        ServerSoftware::Iis => format!("<remove name=\"{name}\" />"),
        ServerSoftware::Envoy => format!("response_headers_to_remove: [{name}]"),
        ServerSoftware::Cloudflare => {
            format!("Rules, response header transform rule, remove: {name}")
        }
        ServerSoftware::CloudFront => {
            format!("response headers policy of the behaviour, remove: {name}")
        }
        ServerSoftware::Vercel | ServerSoftware::Netlify | ServerSoftware::GitHubPages => {
            format!("{server} removes no fields: the application must not send {name}")
        }
    }
}

/// As in `corsmith-targets`: a quote ends the text and a backslash is read before some letters. `$`
/// begins a variable and cannot be escaped, so that a variable has to stand for it.
fn nginx(name: &str, value: &str) -> String {
    let mut quoted = String::new();
    let mut rest = value.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' if rest.peek().is_none_or(|next| "\"'\\tnr".contains(*next)) => {
                quoted.push_str("\\\\");
            }
            '$' => quoted.push_str("${dollar}"),
            char => quoted.push(char),
        }
    }
    let dollar = if value.contains('$') { " # http: geo $dollar { default \"$\"; }" } else { "" };
    format!("proxy_hide_header {name};\nadd_header {name} \"{quoted}\" always;{dollar}")
}

/// Apache reads a backslash only before a quote or another backslash.
fn apache(value: &str) -> String {
    let mut quoted = String::from("\"");
    let mut rest = value.chars().peekable();
    while let Some(char) = rest.next() {
        let is_read = char == '"' || char == '\\' && matches!(rest.peek(), None | Some('\\' | '"'));
        if is_read {
            quoted.push('\\');
        }
        quoted.push(char);
    }
    quoted.push('"');
    quoted
}

/// In single quotes; what is not printable ASCII is escaped.
fn javascript(value: &str) -> String {
    let escaped = value.chars().map(|char| match char {
        '"' => char.to_string(),
        char => char.escape_default().to_string(),
    });
    format!("'{}'", escaped.collect::<String>())
}

/// A JSON string, which is a YAML string too.
fn json(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn xml(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
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
    use super::{RecognisedServer, ServerSoftware, fix_line};
    use crate::vectors::response;
    use crate::{HeaderFix, HeaderFix as Fix};

    #[test]
    fn servers_are_recognised() {
        for (answer, expected) in [
            ("Server: nginx", Some("nginx")),
            ("Server: nginx/1.27.3 (Ubuntu)", Some("nginx 1.27.3")),
            ("Server: openresty/1.25.3.1", Some("nginx 1.25.3.1")),
            ("Server: Apache/2.4.62 (Debian) OpenSSL/3.0", Some("Apache 2.4.62")),
            ("Server: Apache", Some("Apache")),
            ("Server: LiteSpeed", Some("Apache")),
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
            ("Server: Apache-Coyote/1.1", Some("Apache 1.1")),
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

    const ALL: [Option<ServerSoftware>; 14] = [
        Some(ServerSoftware::Nginx),
        Some(ServerSoftware::Apache),
        Some(ServerSoftware::Caddy),
        Some(ServerSoftware::HaProxy),
        Some(ServerSoftware::Lighttpd),
        Some(ServerSoftware::Express),
        Some(ServerSoftware::Iis),
        Some(ServerSoftware::Envoy),
        Some(ServerSoftware::Cloudflare),
        Some(ServerSoftware::CloudFront),
        Some(ServerSoftware::Vercel),
        Some(ServerSoftware::Netlify),
        Some(ServerSoftware::GitHubPages),
        None,
    ];

    fn lines(fix: &Fix) -> String {
        let named = ALL.iter().map(|server| {
            let name = server.map_or("nothing known".to_owned(), |server| server.to_string());
            format!("== {name}\n{}\n", fix_line(fix, *server))
        });
        named.collect()
    }

    #[test]
    fn how_a_field_is_sent() {
        let value = "a='b\"c' 100% {d} $e \\ <f> &";
        let fix = HeaderFix { name: "Report-To", value: Some(value.to_owned()) };
        insta::assert_snapshot!(lines(&fix));
    }

    #[test]
    fn how_a_field_is_stopped() {
        let lines: String =
            ["Server", "X-Powered-By"].map(|name| lines(&HeaderFix { name, value: None })).concat();
        insta::assert_snapshot!(lines);
    }

    #[test]
    fn a_value_ends_no_line() {
        let fix = HeaderFix { name: "X", value: Some("a\r\nSet-Cookie: b".to_owned()) };
        assert_eq!(fix_line(&fix, None), "X: aSet-Cookie: b");
    }
}
