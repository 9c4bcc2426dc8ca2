//! Express 4 and 5, from npm.
//!
//! Expected file: `cors.cjs`, whose export is the middleware: `app.use(require('./cors.cjs'))`. `express/app.js` is the
//! application around it.

use std::process::Command;

use crate::installed;
use crate::server::{Running, Server, Site, StartError, free_address};

const CORS: &str = "cors.cjs";
const APPLICATION: &str = include_str!("express/app.js");

pub(super) static SERVERS: &[&dyn Server] = &[&EXPRESS_5, &EXPRESS_4];

/// See the module.
#[derive(Debug)]
pub struct Express {
    name: &'static str,
    /// The directory under `target/proof` whose `node_modules` it uses.
    packages: &'static str,
}

/// The current major version.
pub static EXPRESS_5: Express = Express { name: "express", packages: "node5" };
/// The previous one, whose wildcard routes are written differently.
pub static EXPRESS_4: Express = Express { name: "express4", packages: "node4" };

impl Server for Express {
    fn name(&self) -> &'static str {
        self.name
    }

    fn target(&self) -> &'static str {
        "express"
    }

    fn version(&self) -> Result<String, StartError> {
        installed::version_of_packages(self.name, self.packages)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        self.version()?;
        site.file(self.name, CORS)?;
        site.lay_out()?;
        let application = site.write("app.js", APPLICATION)?;
        let address = free_address()?;
        let log = site.directory.join("server.log");
        installed::link_node_modules(self.packages, &site.directory)?;
        let mut command = Command::new("node");
        command.current_dir(&site.directory).arg(application).arg(address.port().to_string());
        Running::start(self.name, &mut command, address, &log)
    }
}
