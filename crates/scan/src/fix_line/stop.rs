//! Not sending a field.

use super::{APACHE_MODULE, LIGHTTPD_MODULE, NGINX_AGAIN};
use crate::ServerSoftware;

pub(super) fn stop(name: &str, server: ServerSoftware) -> String {
    if name.eq_ignore_ascii_case("Server")
        && let Some(lines) = own_name(server)
    {
        return lines.to_owned();
    }
    match server {
        ServerSoftware::Nginx => format!(
            "# without any add_header of it; {NGINX_AGAIN}\n\
             proxy_hide_header {name};\nfastcgi_hide_header {name};"
        ),
        ServerSoftware::Apache => {
            format!("{APACHE_MODULE}\nHeader onsuccess unset {name}\nHeader always unset {name}")
        }
        ServerSoftware::Caddy => format!("header -{name}"),
        ServerSoftware::HaProxy => format!("http-after-response del-header {name}"),
        ServerSoftware::Lighttpd => {
            format!("{LIGHTTPD_MODULE}\nsetenv.set-response-header += ( \"{name}\" => \"\" )")
        }
        ServerSoftware::Express if name.eq_ignore_ascii_case("X-Powered-By") => {
            "app.disable('x-powered-by');".to_owned()
        }
        ServerSoftware::Iis => iis(name),
        ServerSoftware::Envoy => {
            format!("response_headers_to_remove: [{name}] # of the virtual host")
        }
        ServerSoftware::Cloudflare => {
            format!("Rules, response header transform rule, remove: {name}")
        }
        ServerSoftware::CloudFront => {
            format!("response headers policy of the behaviour, remove: {name}")
        }
        ServerSoftware::Express => format!("the application must not send {name}"),
        ServerSoftware::Vercel | ServerSoftware::Netlify | ServerSoftware::GitHubPages => {
            format!("{server} removes no fields: the application must not send {name}")
        }
    }
}

/// What makes a server keep its version, or its name, to itself.
fn own_name(server: ServerSoftware) -> Option<&'static str> {
    match server {
        ServerSoftware::Nginx => Some("server_tokens off;"),
        ServerSoftware::Apache => Some("# outside of every <VirtualHost>\nServerTokens Prod"),
        ServerSoftware::Lighttpd => Some("server.tag = \"\""),
        ServerSoftware::Iis => Some(
            "<!-- web.config of IIS 10: system.webServer, security -->\n\
             <requestFiltering removeServerHeader=\"true\" />",
        ),
        _ => None,
    }
}

/// `<remove>` forgets what a configuration above adds, and removes nothing of an application.
fn iis(name: &str) -> String {
    match name {
        "X-AspNet-Version" => "<!-- web.config: system.web -->\n\
             <httpRuntime enableVersionHeader=\"false\" />"
            .to_owned(),
        "X-AspNetMvc-Version" => {
            "MvcHandler.DisableMvcResponseHeader = true; // in Application_Start".to_owned()
        }
        _ => format!(
            "{}\n<!-- if the application sends the field, change it there instead -->\n\
             <remove name=\"{name}\" />",
            super::IIS_PLACE
        ),
    }
}
