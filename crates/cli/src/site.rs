//! Asking one deployed site: options that several subcommands share, and the connection.

use std::future::Future;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use corsmith_fetch::{HeaderList, is_header_name};
use corsmith_policy::is_loopback_host;
use corsmith_scan::Target;
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, Limits, Session};

use crate::error::Error;

/// How long all requests together may take. A policy's matrix is up to 2,000 of them.
const TARGET_DEADLINE: Duration = Duration::from_mins(15);
/// Most requests a second to a host that is not this machine, unless the user says otherwise.
const RATE: u32 = 50;

/// How to ask the site.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it is asked")]
pub(crate) struct SiteOptions {
    /// Also ask addresses that are not public: this machine, private networks
    #[arg(long)]
    allow_private: bool,
    /// A header for every request but preflights, which browsers send without credentials; may be
    /// given several times
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// Certificates to trust beside the usual roots: a PEM file
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Most requests a second; by default 50, and without limit to this machine
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rate: Option<u32>,
    /// How long one exchange may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

impl SiteOptions {
    /// The fields for every request but preflights.
    pub(crate) fn headers(&self) -> HeaderList {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
    }

    /// A session for `target`.
    pub(crate) fn session(&self, target: &Target) -> Result<Session, Error> {
        if is_private(target) && !self.allow_private {
            return Err(Error::input(format!("`{}` is not a public address", target.host))
                .help("add `--allow-private` if it is to be asked"));
        }
        let policy =
            if self.allow_private { AddressPolicy::AllowPrivate } else { AddressPolicy::Public };
        let mut options = ClientOptions::new(policy);
        let exchange = Duration::from_secs(self.timeout);
        let defaults = Limits::default();
        let rate = self.rate.or_else(|| (!is_loopback_host(&target.host)).then_some(RATE));
        options.limits = Limits {
            exchange,
            target: TARGET_DEADLINE,
            connect: defaults.connect.min(exchange),
            tls: defaults.tls.min(exchange),
            first_byte: defaults.first_byte.min(exchange),
            max_requests_per_second: rate.and_then(NonZeroU32::new),
            ..defaults
        };
        if let Some(path) = &self.ca_file {
            options.extra_roots =
                std::fs::read(path).map_err(|error| Error::reading(path, &error))?;
        }
        let client = Client::new(options).map_err(|error| Error::input(error.to_string()))?;
        Ok(client.session())
    }
}

/// Clap's parser of the URL.
pub(crate) fn target(text: &str) -> Result<Target, String> {
    Target::parse(text).map_err(|error| format!("{error}; {}", error.help))
}

/// Clap's parser of paths.
pub(crate) fn path(text: &str) -> Result<String, String> {
    if text.starts_with('/') {
        Ok(text.to_owned())
    } else {
        Err("a path begins with `/`".to_owned())
    }
}

/// Whether a host is this machine or has a private address: its owner asks.
pub(crate) fn is_private(target: &Target) -> bool {
    let address = target.host.trim_start_matches('[').trim_end_matches(']');
    is_loopback_host(&target.host)
        || address.parse().is_ok_and(|address: IpAddr| match address {
            IpAddr::V4(address) => address.is_private() || address.is_link_local(),
            IpAddr::V6(address) => address.is_unique_local() || address.is_unicast_link_local(),
        })
}

/// Runs what asks, on this thread.
pub(crate) fn run<F: Future>(asking: F) -> Result<F::Output, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::outside(format!("cannot begin: {error}")))?;
    let output = runtime.block_on(asking);
    // A resolver may still wait for an answer that nobody needs.
    runtime.shutdown_timeout(Duration::from_millis(100));
    Ok(output)
}

/// Reads `Name: value`.
fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once(':').ok_or("write it as `Name: value`, with a colon".to_owned())?;
    if !is_header_name(name) {
        return Err(format!("`{name}` is not a header name"));
    }
    let value = value.trim_matches([' ', '\t']);
    if value.bytes().any(|byte| matches!(byte, b'\0' | b'\r' | b'\n')) {
        return Err(format!("the value of `{name}` cannot have line breaks"));
    }
    let asked = ["host", "content-length", "transfer-encoding", "connection", "origin"];
    if asked.contains(&&*name.to_ascii_lowercase()) {
        return Err(format!("`{name}` is not yours to choose here"));
    }
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_told_by_their_names() {
        for (url, expected) in [
            ("http://localhost:3000", true),
            ("http://app.localhost", true),
            ("http://127.0.0.1", true),
            ("http://[::1]:8080", true),
            ("http://10.0.0.1", true),
            ("http://192.168.1.2", true),
            ("http://[fd00::1]", true),
            ("https://example.com", false),
            ("https://localhost.example.com", false),
            ("http://8.8.8.8", false),
        ] {
            assert_eq!(is_private(&Target::parse(url).unwrap()), expected, "{url}");
        }
    }
}
