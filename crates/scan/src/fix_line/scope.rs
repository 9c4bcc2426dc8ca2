//! What a field would break if a whole server sent it, or no longer sent it.

use crate::ServerSoftware;

/// The lines, with what they are not for said first, as a comment where there are comments.
pub(super) fn within(name: &str, server: ServerSoftware, lines: String) -> String {
    let Some(scope) = scope(name) else { return lines };
    match server {
        ServerSoftware::Nginx
        | ServerSoftware::Apache
        | ServerSoftware::Caddy
        | ServerSoftware::HaProxy
        | ServerSoftware::Lighttpd
        | ServerSoftware::Envoy
        | ServerSoftware::Netlify => format!("# {scope}\n{lines}"),
        ServerSoftware::Express => format!("// {scope}\n{lines}"),
        ServerSoftware::Iis => format!("<!-- {scope} -->\n{lines}"),
        ServerSoftware::Cloudflare
        | ServerSoftware::CloudFront
        | ServerSoftware::Vercel
        | ServerSoftware::GitHubPages => format!("{scope}:\n{lines}"),
    }
}

fn scope(name: &str) -> Option<&'static str> {
    Some(match name {
        // It is only ever taken away.
        "Access-Control-Allow-Credentials" => "only where Access-Control-Allow-Origin is *",
        "Cache-Control" => "only for what is somebody's own, and not where no-store is sent",
        "Cross-Origin-Opener-Policy" => {
            "not for pages that other sites open and hear from, such as a sign-in"
        }
        "Cross-Origin-Resource-Policy" => "not for images, fonts and scripts that other sites load",
        "X-Frame-Options" => "not for pages that other sites are to frame",
        _ => return None,
    })
}
