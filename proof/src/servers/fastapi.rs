//! FastAPI under uvicorn, from PyPI.
//!
//! Expected file: `cors.py` with the ASGI middleware `Cors`, which is wrapped around the application of
//! `fastapi/app.py`.

use std::process::Command;

use crate::installed;
use crate::server::{Running, Server, Site, StartError, free_address};

const CORS: &str = "cors.py";
const APPLICATION: &str = include_str!("fastapi/app.py");

pub(super) static SERVERS: &[&dyn Server] = &[&FastApi];

/// See the module.
#[derive(Debug)]
pub struct FastApi;

impl Server for FastApi {
    fn name(&self) -> &'static str {
        "fastapi"
    }

    fn version(&self) -> Result<String, StartError> {
        installed::version_of_packages("fastapi", "python")
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        self.version()?;
        site.file("fastapi", CORS)?;
        let generated = site.lay_out()?;
        let application = site.write("app.py", APPLICATION)?;
        let address = free_address()?;
        let log = site.directory.join("server.log");
        let mut command = Command::new(installed::root().join("python/bin/python"));
        command
            .env("PYTHONPATH", generated)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("PYTHONHOME");
        command.current_dir(&site.directory).arg(application).arg(address.port().to_string());
        Running::start("fastapi", &mut command, address, &log)
    }
}
