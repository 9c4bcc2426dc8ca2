//! lighttpd, from Debian's packages.
//!
//! Expected files: `00-cors.conf`, included where Debian's configuration includes such files, and the `cors.lua` that it
//! names in `/etc/lighttpd/`.

use std::path::{Path, PathBuf};

use crate::installed::Installed;
use crate::server::{HostServer, Running, Server, Site, StartError, free_address};

const CONFIGURATION: &str = "00-cors.conf";
const SCRIPT: &str = "cors.lua";

pub(super) static SERVERS: &[&dyn Server] = &[&Lighttpd];

/// See the module.
#[derive(Debug)]
pub struct Lighttpd;

impl Server for Lighttpd {
    fn name(&self) -> &'static str {
        "lighttpd"
    }

    fn version(&self) -> Result<String, StartError> {
        let lighttpd = Installed::find("lighttpd")?;
        // A package of its own: a machine can have the server without it.
        let magnet = modules_of(&lighttpd.binary).join("mod_magnet.so");
        if !magnet.exists() {
            return Err(StartError::NotInstalled { name: "mod_magnet", looked_for: magnet });
        }
        Ok(lighttpd.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        start(site, <[String]>::concat)
    }

    fn for_hosts(&self) -> Option<&dyn HostServer> {
        Some(self)
    }
}

impl HostServer for Lighttpd {
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        // As the lines themselves say: modules are loaded outside of conditions.
        let load = "server.modules += ( \"mod_magnet\" )\n";
        start(site, |policies| {
            let of_host = |(host, policy): (&&str, &String)| {
                format!("$HTTP[\"host\"] == \"{host}\" {{\n{}}}\n", policy.replace(load, ""))
            };
            load.to_owned() + &hosts.iter().zip(policies).map(of_host).collect::<String>()
        })
    }
}

/// `include` is given the lines of each policy.
fn start(site: &Site, include: impl Fn(&[String]) -> String) -> Result<Running, StartError> {
    let lighttpd = Installed::find("lighttpd")?;
    site.file("lighttpd", SCRIPT)?;
    let generated = site.lay_out()?;
    // The script stays in the site's directory.
    let directory = format!("{}/", generated.display());
    site.file("lighttpd", CONFIGURATION)?;
    let policies: Vec<String> = site
        .files_of(CONFIGURATION)
        .map(|file| file.contents.replace("/etc/lighttpd/", &directory))
        .collect();
    let path = site.write(CONFIGURATION, &include(&policies))?;
    let (address, upstream) = (free_address()?, site.upstream);
    // The modules and the `http-parseopts` are those of Debian's lighttpd.conf.
    let main = format!(
        r#"server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect" )
server.bind = "{ip}"
server.port = {port}
server.document-root = "{root}"
server.upload-dirs = ( "{root}" )
include "{include}"
server.modules += ( "mod_proxy" )
server.http-parseopts = (
    "header-strict" => "enable",
    "host-strict" => "enable",
    "host-normalize" => "enable",
    "url-normalize-unreserved" => "enable",
    "url-normalize-required" => "enable",
    "url-ctrls-reject" => "enable",
    "url-path-2f-decode" => "enable",
    "url-path-dotseg-remove" => "enable",
)
proxy.server = ( "" => (( "host" => "{upstream_ip}", "port" => {upstream_port} )) )
"#,
        ip = address.ip(),
        port = address.port(),
        root = site.directory.display(),
        include = path.display(),
        upstream_ip = upstream.ip(),
        upstream_port = upstream.port(),
    );
    let path = site.write("lighttpd.conf", &main)?;
    let log = site.directory.join("server.log");
    let mut command = lighttpd.command();
    command.arg("-D").arg("-m").arg(modules_of(&lighttpd.binary)).arg("-f").arg(path);
    Running::start("lighttpd", &mut command, address, &log)
}

/// Debian's layout under any prefix: `<prefix>/sbin/lighttpd` and `<prefix>/lib/lighttpd`.
fn modules_of(binary: &Path) -> PathBuf {
    binary.parent().and_then(Path::parent).unwrap_or(Path::new("/usr")).join("lib/lighttpd")
}
