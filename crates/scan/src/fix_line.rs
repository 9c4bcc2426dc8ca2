//! How a server is told to send a field.

mod append;
mod charset;
mod quoting;
mod scope;
mod send;
mod stop;

use crate::{HeaderFix, ServerSoftware};

/// How a server is told to send a field, or not to send it: a few lines of its own language,
/// the value quoted for it, or one sentence where there is no such language. Without a server it is
/// the field itself.
///
/// No value of a check ends in a backslash, which Caddy and lighttpd cannot quote.
///
/// The lines replace a field that an application behind the server sends already, with two
/// exceptions: `Vary` gains a value, since others that it has are needed, and `Content-Type` gets
/// an encoding where it is HTML, and nothing else becomes HTML.
///
/// ```
/// use corsmith_scan::{HeaderFix, ServerSoftware, fix_line};
///
/// let fix = HeaderFix { name: "X-XSS-Protection", value: Some("0".to_owned()) };
/// assert_eq!(
///     fix_line(&fix, Some(ServerSoftware::HaProxy)),
///     "http-after-response set-header X-XSS-Protection '0'",
/// );
/// ```
#[must_use]
pub fn fix_line(fix: &HeaderFix, server: Option<ServerSoftware>) -> String {
    let name = fix.name;
    let Some(value) = &fix.value else {
        return match server {
            None => format!("do not send {name}"),
            Some(server) => scope::within(name, server, stop::stop(name, server)),
        };
    };
    // No control character can be in a field.
    let value: String = value.chars().filter(|char| !char.is_control()).collect();
    match server {
        None => format!("{name}: {value}"),
        Some(server) if name.eq_ignore_ascii_case("Content-Type") => charset::charset(server),
        Some(server) if name.eq_ignore_ascii_case("Vary") => append::append(name, &value, server),
        Some(server) => scope::within(name, server, send::send(name, &value, server)),
    }
}

/// What has to be said where a module may be missing: without it nothing starts.
const APACHE_MODULE: &str = "# needs mod_headers: a2enmod headers";
/// The same, where the lines are ignored.
const LIGHTTPD_MODULE: &str = "# needs \"mod_setenv\" in server.modules";
/// Where the lines belong.
const IIS_PLACE: &str = "<!-- web.config: system.webServer, httpProtocol, customHeaders -->";
/// nginx inherits its lists whole or not at all.
const NGINX_AGAIN: &str = "again in each block that has such lines of its own";

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
    fn how_a_field_gains_a_value() {
        let fix = HeaderFix { name: "Vary", value: Some("Origin".to_owned()) };
        insta::assert_snapshot!(lines(&fix));
    }

    #[test]
    fn what_a_field_is_not_for() {
        let value = Some("private".to_owned());
        insta::assert_snapshot!(lines(&HeaderFix { name: "Cache-Control", value }));
    }

    #[test]
    fn how_pages_get_an_encoding() {
        let value = Some("text/html; charset=utf-8".to_owned());
        insta::assert_snapshot!(lines(&HeaderFix { name: "Content-Type", value }));
    }

    #[test]
    fn how_a_field_is_stopped() {
        let names = [
            "Server",
            "X-Powered-By",
            "X-AspNet-Version",
            "Expect-CT",
            "Access-Control-Allow-Credentials",
        ];
        let lines = names.map(|name| lines(&HeaderFix { name, value: None })).concat();
        insta::assert_snapshot!(lines);
    }

    #[test]
    fn a_value_ends_no_line() {
        let fix = HeaderFix { name: "X", value: Some("a\r\nSet-Cookie: b".to_owned()) };
        assert_eq!(fix_line(&fix, None), "X: aSet-Cookie: b");
    }
}
