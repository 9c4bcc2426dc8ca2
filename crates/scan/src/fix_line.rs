//! How a server is told to send a field.

mod quoting;

use crate::{HeaderFix, ServerSoftware};
use quoting::{apache, javascript, json, xml};

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

fn nginx(name: &str, value: &str) -> String {
    let dollar = if value.contains('$') { " # http: geo $dollar { default \"$\"; }" } else { "" };
    let value = quoting::nginx(value);
    format!("proxy_hide_header {name};\nadd_header {name} {value} always;{dollar}")
}

#[cfg(test)]
mod tests {
    use super::fix_line;
    use crate::{HeaderFix, ServerSoftware};

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

    fn lines(fix: &HeaderFix) -> String {
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
