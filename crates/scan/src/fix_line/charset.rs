//! Giving HTML an encoding, and nothing else another type.

use crate::ServerSoftware;

/// What declares UTF-8 for HTML alone. A page can always say it itself.
pub(super) fn charset(server: ServerSoftware) -> String {
    let own = "<meta charset=utf-8> among the first 1024 bytes of the page";
    match server {
        // Of text and JavaScript too, by `charset_types`.
        ServerSoftware::Nginx => "# if all text here is UTF-8\ncharset utf-8;".to_owned(),
        // Apache knows no comment after a directive.
        ServerSoftware::Apache => {
            "# if all text here is UTF-8\nAddDefaultCharset utf-8".to_owned()
        }
        // Of files it says so by itself.
        ServerSoftware::Caddy => {
            "header {\n\tContent-Type \"^text/html$\" \"text/html; charset=utf-8\"\n\tdefer\n}"
                .to_owned()
        }
        ServerSoftware::HaProxy => {
            "http-after-response replace-header Content-Type '^text/html$' 'text/html; charset=utf-8'"
                .to_owned()
        }
        // A key that comes twice ends lighttpd.
        ServerSoftware::Lighttpd => format!(
            "in mimetype.assign, instead of what is there: \".html\" => \"text/html; \
             charset=utf-8\"; or {own}"
        ),
        ServerSoftware::Express => "res.type('html'); // where this page is sent".to_owned(),
        ServerSoftware::Iis => "<!-- web.config: system.webServer, staticContent -->\n\
             <remove fileExtension=\".html\" />\n\
             <mimeMap fileExtension=\".html\" mimeType=\"text/html; charset=utf-8\" />"
            .to_owned(),
        ServerSoftware::Envoy
        | ServerSoftware::Cloudflare
        | ServerSoftware::CloudFront
        | ServerSoftware::Vercel
        | ServerSoftware::Netlify => {
            format!("what is behind {server} has to send text/html; charset=utf-8, or {own}")
        }
        ServerSoftware::GitHubPages => own.to_owned(),
    }
}
