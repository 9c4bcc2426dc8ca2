//! Asking one deployed site: options that several subcommands share, and the connection.

use std::future::Future;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use corsmith_fetch::{HeaderList, is_header_name};
use corsmith_scan::Target;
use corsmith_transport::guard::{AddressPolicy, check_url};
use corsmith_transport::{Client, ClientOptions, InvalidCertificates, Limits, Session};

use crate::error::Error;
use crate::interrupt;
use crate::stoppable::Stoppable;

/// How long all requests together may take. A policy's matrix is up to 2,000 of them.
const TARGET_DEADLINE: Duration = Duration::from_mins(15);
/// Most requests a second to a public host, unless the user says otherwise.
// Worked out by the compiler, which would refuse a zero.
const RATE: NonZeroU32 = NonZeroU32::new(50).unwrap();

/// How a site is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it is asked")]
pub(crate) struct SiteOptions {
    /// Also ask addresses that are not public: this machine, private networks
    #[arg(long)]
    allow_private: bool,
    /// A header for every request to the URL's own origin, and to no other. As in browsers,
    /// CORS-preflight requests have none of a page's: User-Agent and Sec-* only. May be given several
    /// times
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// Go on where a certificate is invalid
    #[arg(long)]
    accept_invalid_certificates: bool,
    /// Certificates to trust beside the usual roots: a PEM file
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Most requests a second to one host; by default 50, and without limit with --allow-private
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rate: Option<u32>,
    /// How long one exchange may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

impl SiteOptions {
    /// The file that it reads.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.ca_file.as_deref()
    }

    /// The fields for requests to the URL's own origin.
    pub(crate) fn headers(&self) -> HeaderList {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
    }

    /// Whether the URL names this machine or an address that is not public, or, where those may be
    /// asked, a name of nothing else: its owner asks.
    pub(crate) fn is_private(&self, target: &Target) -> bool {
        if is_private(target) {
            return true;
        }
        let public = AddressPolicy::PublicAnyPort;
        let addresses = || target.url.socket_addrs(|| None).unwrap_or_default();
        self.allow_private
            && !addresses().is_empty()
            && addresses().iter().all(|address| public.check(*address).is_err())
    }

    /// A client that gives one target so long.
    pub(crate) fn client(&self, target: Duration) -> Result<Client, Error> {
        let policy = if self.allow_private {
            AddressPolicy::AllowPrivate
        } else {
            AddressPolicy::PublicAnyPort
        };
        let mut options = ClientOptions::new(policy);
        let exchange = Duration::from_secs(self.timeout);
        let defaults = Limits::default();
        let by_default = (!self.allow_private).then_some(RATE);
        options.limits = Limits {
            exchange,
            target,
            connect: defaults.connect.min(exchange),
            tls: defaults.tls.min(exchange),
            first_byte: defaults.first_byte.min(exchange),
            max_requests_per_second: self.rate.and_then(NonZeroU32::new).or(by_default),
            ..defaults
        };
        if let Some(path) = &self.ca_file {
            let roots = std::fs::read(path).map_err(|error| Error::reading(path, &error))?;
            options.extra_roots = Some(roots);
        }
        if self.accept_invalid_certificates {
            options.invalid_certificates = InvalidCertificates::Record;
        }
        Client::new(options).map_err(|error| Error::input(error.to_string()))
    }

    /// A session for all requests to one site.
    ///
    /// A signal stops it, from now on.
    pub(crate) fn session(&self, target: &Target) -> Result<Stoppable<Session>, Error> {
        let client = self.client(TARGET_DEADLINE)?;
        check(target, client.policy())?;
        interrupt::listen()?;
        Ok(Stoppable::new(client.session(), "it was stopped"))
    }
}

/// Clap's parser of the URL.
pub(crate) fn target(text: &str) -> Result<Target, String> {
    Target::parse(text).map_err(|error| format!("{error}; {}", error.help))
}

/// Refuses what may not be asked, as far as its URL says so.
pub(crate) fn check(target: &Target, policy: AddressPolicy) -> Result<(), Error> {
    check_url(&target.url, policy).map_err(|failure| {
        let error = Error::input(format!("`{}` is not asked: {}", target.url, failure.detail));
        match failure.help {
            Some(help) => error.help(help),
            None => error,
        }
    })
}

/// Clap's parser of paths.
pub(crate) fn path(text: &str) -> Result<String, String> {
    if text.starts_with('/') {
        Ok(text.to_owned())
    } else {
        Err("a path begins with `/`".to_owned())
    }
}

/// Whether the URL names this machine or an address that is not public.
fn is_private(target: &Target) -> bool {
    check_url(&target.url, AddressPolicy::PublicAnyPort).is_err()
}

/// Runs what asks over a [`Stoppable`] session, on this thread.
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

/// Clap's parser of `Name: value`.
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
