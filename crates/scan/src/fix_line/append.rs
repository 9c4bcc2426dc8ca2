//! Adding a value to a field whose other values are needed.

use super::quoting::{apache, javascript, json, nginx, xml};
use super::{APACHE_MODULE, IIS_PLACE, LIGHTTPD_MODULE, NGINX_AGAIN};
use crate::ServerSoftware;

/// Values of `Vary` are names: no server reads anything in them.
pub(super) fn append(name: &str, value: &str, server: ServerSoftware) -> String {
    match server {
        ServerSoftware::Nginx => {
            format!("# {NGINX_AGAIN}\nadd_header {name} {} always;", nginx(value))
        }
        ServerSoftware::Apache => {
            format!("{APACHE_MODULE}\nHeader always merge {name} {}", apache(value))
        }
        ServerSoftware::Caddy => format!("header +{name} {value}"),
        ServerSoftware::HaProxy => format!("http-after-response add-header {name} '{value}'"),
        ServerSoftware::Lighttpd => {
            format!(
                "{LIGHTTPD_MODULE}\nsetenv.add-response-header += ( \"{name}\" => \"{value}\" )"
            )
        }
        ServerSoftware::Express => format!(
            "// before the routes\napp.use((req, res, next) => {{ res.vary({}); next(); }});",
            javascript(value)
        ),
        ServerSoftware::Iis => {
            format!("{IIS_PLACE}\n<add name=\"{name}\" value=\"{}\" />", xml(value))
        }
        ServerSoftware::Envoy => format!(
            "response_headers_to_add: # of the virtual host\n\
             - {{ append_action: APPEND_IF_EXISTS_OR_ADD, header: {{ key: {name}, value: {} }} }}",
            json(value)
        ),
        ServerSoftware::Cloudflare => {
            format!("Rules, response header transform rule, add static: {name}: {value}")
        }
        // Its policies can only replace the field, and would lose what else it says.
        ServerSoftware::CloudFront => format!(
            "the origin has to send {name}: {value}, and the cache policy of the behaviour has to \
             have {value} among its headers"
        ),
        ServerSoftware::Vercel | ServerSoftware::Netlify => {
            format!("the application or function that answers has to send {name}: {value}")
        }
        ServerSoftware::GitHubPages => format!(
            "GitHub Pages sends no fields of its users: a CDN in front has to add {name}: {value}"
        ),
    }
}
