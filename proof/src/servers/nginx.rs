//! nginx, from Debian's package.
//!
//! Expected files: `cors-http.conf`, included inside `http { }` (`map` is allowed nowhere else), and
//! `cors-server.conf`, included inside `server { }`, from which `location / { }` inherits it.

use crate::installed::Installed;
use crate::server::{HostServer, Running, Server, Site, StartError, free_address};

const HTTP: &str = "cors-http.conf";
const SERVER: &str = "cors-server.conf";

pub(super) static SERVERS: &[&dyn Server] = &[&Nginx];

/// See the module.
#[derive(Debug)]
pub struct Nginx;

impl Server for Nginx {
    fn name(&self) -> &'static str {
        "nginx"
    }

    fn version(&self) -> Result<String, StartError> {
        Ok(Installed::find("nginx")?.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        // With no `server_name` that fits, the first `server` answers every host.
        start(site, &["_"])
    }

    fn for_hosts(&self) -> Option<&dyn HostServer> {
        Some(self)
    }
}

impl HostServer for Nginx {
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        start(site, hosts)
    }
}

fn start(site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
    let nginx = Installed::find("nginx")?;
    site.file("nginx", HTTP)?;
    site.file("nginx", SERVER)?;
    let generated = site.lay_out()?;
    let (address, upstream) = (free_address()?, site.upstream);
    let (directory, generated) = (site.directory.display(), generated.display());
    let maps: String = site
        .files_of(HTTP)
        .map(|file| format!("    include \"{generated}/{}\";\n", file.name))
        .collect();
    let servers: String = hosts
        .iter()
        .zip(site.files_of(SERVER))
        .map(|(host, file)| {
            format!(
                r#"    server {{
        listen {address};
        server_name {host};
        include "{generated}/{}";
        location / {{
            proxy_pass http://{upstream};
        }}
    }}
"#,
                file.name
            )
        })
        .collect();
    // `user root` because the checkout may lie where `nobody` cannot go; without root it is ignored with a warning.
    let main = format!(
        r#"daemon off;
user root root;
worker_processes 1;
pid "{directory}/nginx.pid";
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path "{directory}/client-body";
    proxy_temp_path "{directory}/proxy";
    fastcgi_temp_path "{directory}/fastcgi";
    uwsgi_temp_path "{directory}/uwsgi";
    scgi_temp_path "{directory}/scgi";
{maps}{servers}}}
"#
    );
    let path = site.write("nginx.conf", &main)?;
    let log = site.directory.join("server.log");
    // `-e`: until the configuration is read, nginx logs to a path compiled in, which need not be writable.
    let mut command = nginx.command();
    command.arg("-e").arg("stderr").arg("-p").arg(&site.directory).arg("-c").arg(path);
    Running::start("nginx", &mut command, address, &log)
}
