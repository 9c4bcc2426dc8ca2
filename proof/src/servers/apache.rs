//! Apache httpd, from Debian's package, with either of the two generated files.
//!
//! Expected files: `corsmith.conf`, included in a virtual host that goes on with a `ProxyPass`, and `.htaccess`, in a
//! document root whose application is reached by a `RewriteRule` that follows the generated lines. The modules headers,
//! setenvif, rewrite and proxy are loaded.

use std::path::{Path, PathBuf};

use corsmith_targets::GeneratedFile;

use crate::installed::Installed;
use crate::server::{HostServer, Running, Server, Site, StartError, free_address};

const VIRTUAL_HOST: &str = "corsmith.conf";
const HTACCESS: &str = ".htaccess";
const MODULES: &[&str] =
    &["mpm_event", "authz_core", "headers", "setenvif", "rewrite", "proxy", "proxy_http"];

pub(super) static SERVERS: &[&dyn Server] = &[&APACHE, &APACHE_HTACCESS];

/// See the module.
#[derive(Debug)]
pub struct Apache {
    name: &'static str,
    file: &'static str,
}

/// With `corsmith.conf`.
pub static APACHE: Apache = Apache { name: "apache", file: VIRTUAL_HOST };
/// With `.htaccess`.
pub static APACHE_HTACCESS: Apache = Apache { name: "htaccess", file: HTACCESS };

impl Server for Apache {
    fn name(&self) -> &'static str {
        self.name
    }

    fn target(&self) -> &'static str {
        "apache"
    }

    fn version(&self) -> Result<String, StartError> {
        Ok(Installed::find("apache2")?.version)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        self.run(site, &["localhost"])
    }

    /// A `.htaccess` is for a folder, so several never meet in one virtual host.
    fn for_hosts(&self) -> Option<&dyn HostServer> {
        (self.file == VIRTUAL_HOST).then_some(self as &dyn HostServer)
    }
}

impl HostServer for Apache {
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        self.run(site, hosts)
    }
}

impl Apache {
    fn run(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError> {
        let apache = Installed::find("apache2")?;
        let generated = site.lay_out()?;
        let (address, upstream) = (free_address()?, site.upstream);
        let applications = if self.file == VIRTUAL_HOST {
            site.file("apache", VIRTUAL_HOST)?;
            let application = |file: &GeneratedFile| {
                let file = generated.join(&file.name);
                format!("Include \"{}\"\nProxyPass \"/\" \"http://{upstream}/\"", file.display())
            };
            site.files_of(VIRTUAL_HOST).map(application).collect()
        } else {
            let file = site.file("apache", HTACCESS)?;
            let rule = format!("\nRewriteRule ^(.*)$ \"http://{upstream}/$1\" [P]\n");
            site.write(&format!("root/{HTACCESS}"), &(file.contents.clone() + &rule))?;
            let root = site.directory.join("root");
            vec![format!(
                "DocumentRoot \"{root}\"\n<Directory \"{root}\">\nAllowOverride FileInfo\n\
                 Options FollowSymLinks\nRequire all granted\n</Directory>",
                root = root.display()
            )]
        };
        let virtual_hosts: String = hosts
            .iter()
            .zip(applications)
            .map(|(host, application): (_, String)| {
                format!(
                    "<VirtualHost {address}>\nServerName {host}\n{application}\n</VirtualHost>\n"
                )
            })
            .collect();
        let directory = site.directory.display();
        let modules = load_modules(&apache.binary);
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
{virtual_hosts}"##
        );
        let path = site.write("apache.conf", &main)?;
        let log = site.directory.join("server.log");
        let mut command = apache.command();
        command.arg("-DFOREGROUND").arg("-f").arg(path);
        Running::start(self.name, &mut command, address, &log)
    }
}

fn load_modules(binary: &Path) -> String {
    let directory = modules_of(binary);
    let load = |name: &&str| {
        let path = directory.join(format!("mod_{name}.so"));
        format!("LoadModule {name}_module \"{}\"", path.display())
    };
    MODULES.iter().map(load).collect::<Vec<_>>().join("\n")
}

/// Debian's layout under any prefix: `<prefix>/sbin/apache2` and `<prefix>/lib/apache2/modules`.
fn modules_of(binary: &Path) -> PathBuf {
    binary.parent().and_then(Path::parent).unwrap_or(Path::new("/usr")).join("lib/apache2/modules")
}
