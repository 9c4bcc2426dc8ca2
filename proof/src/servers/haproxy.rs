//! HAProxy, from Debian's package.
//!
//! Expected files: `cors-frontend.cfg`, lines of a `frontend` section, and for many origins `cors-origins.lst`. HAProxy
//! includes no files and begins each `-f` file outside any section, so the text is copied into the frontend.

use std::net::SocketAddr;

use crate::installed::Installed;
use crate::server::{HostServer, Running, Server, Site, StartError, free_address};

const FRONTEND: &str = "cors-frontend.cfg";

pub(super) static SERVERS: &[&dyn Server] = &[&HaProxy];

/// See the module.
#[derive(Debug)]
pub struct HaProxy;

impl Server for HaProxy {
    fn name(&self) -> &'static str {
        "haproxy"
    }

    fn version(&self) -> Result<String, StartError> {
        Ok(Installed::find("haproxy")?.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        start(site, |policies, address, upstream| {
            format!(
                "frontend site\n    bind {address}\n{}\n    default_backend application\n\
                 backend application\n    server upstream {upstream}\n",
                policies.concat()
            )
        })
    }

    fn for_hosts(&self) -> Option<&dyn HostServer> {
        Some(self)
    }
}

impl HostServer for HaProxy {
    /// The lines are in a `backend` for each host: in one `frontend` both policies would act on every request.
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        start(site, |policies, address, upstream| {
            let each = || hosts.iter().zip(policies);
            let choices = each().map(|(host, _)| {
                format!("    use_backend {host} if {{ req.hdr(host) -i {host} }}\n")
            });
            let backends = each().map(|(host, policy)| {
                format!("backend {host}\n{policy}\n    server upstream {upstream}\n")
            });
            let (choices, backends): (String, String) = (choices.collect(), backends.collect());
            format!("frontend site\n    bind {address}\n{choices}{backends}")
        })
    }
}

/// `sections` is given the lines of each policy.
fn start(
    site: &Site,
    sections: impl Fn(&[String], SocketAddr, SocketAddr) -> String,
) -> Result<Running, StartError> {
    let haproxy = Installed::find("haproxy")?;
    let generated = site.lay_out()?;
    // The list stays in the site's directory.
    let directory = format!("{}/", generated.display());
    site.file("haproxy", FRONTEND)?;
    let policies: Vec<String> = site
        .files_of(FRONTEND)
        .map(|file| file.contents.replace("/etc/haproxy/", &directory))
        .collect();
    let (address, upstream) = (free_address()?, site.upstream);
    let sections = sections(&policies, address, upstream);
    let main = format!(
        "global\n    maxconn 64\n\
             defaults\n    mode http\n    timeout connect 2s\n    timeout client 10s\n    timeout server 10s\n\
             {sections}"
    );
    let path = site.write("haproxy.cfg", &main)?;
    let log = site.directory.join("server.log");
    let mut command = haproxy.command();
    // `-db`: stay in the foreground whatever the configuration says.
    command.arg("-db").arg("-f").arg(path);
    Running::start("haproxy", &mut command, address, &log)
}
