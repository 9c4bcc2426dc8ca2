//! Apache httpd, from Debian's package.
//!
//! Expected file: `cors.conf`, included in the server context before the `ProxyPass` of `/`. The modules headers,
//! setenvif, rewrite, env and proxy are loaded.

use std::path::{Path, PathBuf};

use crate::installed::Installed;
use crate::server::{Running, Server, Site, StartError, free_address};

const CORS: &str = "cors.conf";
const MODULES: &[&str] =
    &["mpm_event", "authz_core", "headers", "setenvif", "env", "rewrite", "proxy", "proxy_http"];

/// See the module.
#[derive(Debug)]
pub struct Apache;

impl Server for Apache {
    fn name(&self) -> &'static str {
        "apache"
    }

    fn version(&self) -> Result<String, StartError> {
        Ok(Installed::find("apache2")?.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        let apache = Installed::find("apache2")?;
        site.file("apache", CORS)?;
        let generated = site.lay_out()?;
        let (address, upstream) = (free_address()?, site.upstream);
        let (directory, generated) = (site.directory.display(), generated.display());
        let directory_of_modules = modules_of(&apache.binary);
        let load = |name: &&str| {
            let path = directory_of_modules.join(format!("mod_{name}.so"));
            format!("LoadModule {name}_module \"{}\"", path.display())
        };
        let modules = MODULES.iter().map(load).collect::<Vec<_>>().join("\n");
        // By number: the group's name differs between distributions. Ignored unless started as root.
        let main = format!(
            r##"ServerRoot "{directory}"
ServerName localhost
PidFile "{directory}/apache.pid"
ErrorLog /dev/stderr
LogLevel warn
Mutex file:{directory} default
{modules}
User "#65534"
Group "#65534"
StartServers 1
ServerLimit 1
ThreadsPerChild 16
MaxRequestWorkers 16
MinSpareThreads 1
MaxSpareThreads 16
Listen {address}
Include "{generated}/{CORS}"
ProxyPass "/" "http://{upstream}/"
"##
        );
        let path = site.write("apache.conf", &main)?;
        let log = site.directory.join("server.log");
        let mut command = apache.command();
        command.arg("-DFOREGROUND").arg("-f").arg(path);
        Running::start("apache", &mut command, address, &log)
    }
}

/// Debian's layout under any prefix: `<prefix>/sbin/apache2` and `<prefix>/lib/apache2/modules`.
fn modules_of(binary: &Path) -> PathBuf {
    binary.parent().and_then(Path::parent).unwrap_or(Path::new("/usr")).join("lib/apache2/modules")
}
