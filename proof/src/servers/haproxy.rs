//! HAProxy, from Debian's package.
//!
//! Expected files: `cors-frontend.cfg`, lines of a `frontend` section, and for many origins `cors-origins.lst`. HAProxy
//! includes no files and begins each `-f` file outside any section, so the text is copied into the frontend.

use crate::installed::Installed;
use crate::server::{Running, Server, Site, StartError, free_address};

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
        let haproxy = Installed::find("haproxy")?;
        let generated = site.lay_out()?;
        // The list stays in the site's directory.
        let directory = format!("{}/", generated.display());
        let cors = site.file("haproxy", FRONTEND)?.contents.replace("/etc/haproxy/", &directory);
        let (address, upstream) = (free_address()?, site.upstream);
        let main = format!(
            "global\n    maxconn 64\n\
             defaults\n    mode http\n    timeout connect 2s\n    timeout client 10s\n    timeout server 10s\n\
             frontend site\n    bind {address}\n{cors}\n    default_backend application\n\
             backend application\n    server upstream {upstream}\n"
        );
        let path = site.write("haproxy.cfg", &main)?;
        let log = site.directory.join("server.log");
        let mut command = haproxy.command();
        // `-db`: stay in the foreground whatever the configuration says.
        command.arg("-db").arg("-f").arg(path);
        Running::start("haproxy", &mut command, address, &log)
    }
}
