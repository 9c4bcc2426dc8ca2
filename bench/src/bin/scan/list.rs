//! The list of targets, streamed as the command does it.

use std::fs::File;
use std::io::{BufWriter, Seek, Write};
use std::net::{Ipv4Addr, SocketAddr};

/// How many sites the farm has.
pub(crate) const SITES: usize = 1_000;

/// The address of a site.
pub(crate) fn address(site: usize, port: u16) -> SocketAddr {
    let octet = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    (Ipv4Addr::new(127, 1, octet(site / 250), octet(1 + site % 250)), port).into()
}

/// A file with so many lines, to be a client's standard input: the sites in turn.
pub(crate) fn list(port: u16, targets: usize) -> Result<File, String> {
    let write = || {
        let mut file = tempfile::tempfile()?;
        let mut lines = BufWriter::new(&file);
        for number in 0..targets {
            writeln!(lines, "http://{}/", address(number % SITES, port))?;
        }
        lines.flush()?;
        drop(lines);
        file.rewind()?;
        Ok(file)
    };
    write().map_err(|error: std::io::Error| format!("cannot write a list: {error}"))
}
