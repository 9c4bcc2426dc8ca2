//! Caddy, from Debian's package.
//!
//! Expected file: `corsmith.caddy`, whose snippet `cors` is imported in a `route` that goes on with `reverse_proxy`.

use crate::installed::Installed;
use crate::server::{HostServer, Running, Server, Site, StartError, free_address};

const CORS: &str = "corsmith.caddy";

pub(super) static SERVERS: &[&dyn Server] = &[&Caddy];

/// See the module.
#[derive(Debug)]
pub struct Caddy;

impl Server for Caddy {
    fn name(&self) -> &'static str {
        "caddy"
    }

    fn version(&self) -> Result<String, StartError> {
        Ok(Installed::find("caddy")?.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        // `http://:PORT` so that any `Host` reaches the site.
        start(site, &[""])
    }

    fn for_hosts(&self) -> Option<&dyn HostServer> {
        Some(self)
    }
}

impl HostServer for Caddy {
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        start(site, hosts)
    }
}

fn start(site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
    let caddy = Installed::find("caddy")?;
    site.file("caddy", CORS)?;
    let generated = site.lay_out()?;
    let (address, upstream) = (free_address()?, site.upstream);
    let (port, ip, generated) = (address.port(), address.ip(), generated.display());
    let imports: String =
        site.files_of(CORS).map(|file| format!("import \"{generated}/{}\"\n", file.name)).collect();
    // `bind` keeps it on loopback.
    let hosts: String = hosts
            .iter()
            .zip(site.files_of(CORS))
            .map(|(host, file)| {
                let snippet = snippet_of(&file.name);
                format!(
                    "http://{host}:{port} {{\n\tbind {ip}\n\troute {{\n\t\timport {snippet}\n\t\treverse_proxy {upstream}\n\t}}\n}}\n"
                )
            })
            .collect();
    let main = format!("{{\n\tadmin off\n\tauto_https off\n}}\n{imports}{hosts}");
    let path = site.write("Caddyfile", &main)?;
    let log = site.directory.join("server.log");
    let mut command = caddy.command();
    // Caddy keeps its storage, and a copy of its configuration, in the home directory of whoever runs it.
    command.env("HOME", &site.directory).env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    command.arg("run").arg("--adapter").arg("caddyfile").arg("--config").arg(path);
    Running::start("caddy", &mut command, address, &log)
}

/// The snippet of a generated file: `cors`, or `cors_shop` of `corsmith-shop.caddy`.
fn snippet_of(file: &str) -> String {
    let name = file.trim_start_matches("corsmith").trim_end_matches(".caddy");
    format!("cors{}", name.replace('-', "_"))
}
