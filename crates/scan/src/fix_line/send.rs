//! Sending a field instead of what is sent now.

use super::quoting::{apache, javascript, json, nginx, xml};
use super::{APACHE_MODULE, IIS_PLACE, LIGHTTPD_MODULE, NGINX_AGAIN};
use crate::ServerSoftware;

pub(super) fn send(name: &str, value: &str, server: ServerSoftware) -> String {
    match server {
        ServerSoftware::Nginx => {
            let dollar =
                if value.contains('$') { " # http: geo $dollar { default \"$\"; }" } else { "" };
            let value = nginx(value);
            format!(
                "# in place of any other add_header of it; {NGINX_AGAIN}\n\
                 proxy_hide_header {name};\nfastcgi_hide_header {name};\n\
                 add_header {name} {value} always;{dollar}"
            )
        }
        // `%` begins a variable.
        ServerSoftware::Apache => format!(
            "{APACHE_MODULE}\nHeader onsuccess unset {name}\nHeader always set {name} {}",
            apache(&value.replace('%', "%%"))
        ),
        // `defer` waits for the answer of what is behind, and never comes where Caddy itself makes
        // an error of it; `{` begins a placeholder.
        ServerSoftware::Caddy => {
            let value = value.replace('{', "\\{").replace('"', "\\\"");
            format!(
                "header {name} \"{value}\"\n# what is behind must not add another\n\
                 header {{\n\t{name} \"{value}\"\n\tdefer\n}}"
            )
        }
        // The value is a log format, in which `%` begins a variable.
        ServerSoftware::HaProxy => format!(
            "http-after-response set-header {name} '{}'",
            value.replace('%', "%%").replace('\'', r"'\''")
        ),
        ServerSoftware::Lighttpd => {
            let value = value.replace('"', "\\\"");
            format!(
                "{LIGHTTPD_MODULE}\nsetenv.set-response-header += ( \"{name}\" => \"{value}\" )"
            )
        }
        ServerSoftware::Express => format!(
            "// before the routes\n\
             app.use((req, res, next) => {{ res.set('{name}', {}); next(); }});",
            javascript(value)
        ),
        ServerSoftware::Iis => format!(
            "{IIS_PLACE}\n<!-- if the application sends the field too, change it there instead -->\n\
             <remove name=\"{name}\" />\n<add name=\"{name}\" value=\"{}\" />",
            xml(value)
        ),
        ServerSoftware::Envoy => format!(
            "response_headers_to_add: # of the virtual host\n\
             - {{ append_action: OVERWRITE_IF_EXISTS_OR_ADD, header: {{ key: {name}, value: {} }} }}",
            json(&value.replace('%', "%%"))
        ),
        ServerSoftware::Vercel => format!(
            "vercel.json, in the list \"headers\": {{ \"source\": \"/(.*)\", \"headers\": \
             [{{ \"key\": \"{name}\", \"value\": {} }}] }}",
            json(value)
        ),
        ServerSoftware::Netlify => format!("# _headers\n/*\n  {name}: {value}"),
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
