//! `corsmith serve`.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::{panic, thread};

use clap::Args;
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_web::scanning::ScanningOptions;
use corsmith_web::server::{self, ServeOptions, Transport};

use crate::error::Error;
use crate::exit::Exit;
use crate::out::Out;
use crate::signal::Signals;

/// Threads that answer. More of them cost memory and gain nothing: an answer takes a millisecond.
const MAX_THREADS: usize = 4;

/// Serve the site: build, simulate and diagnose in the browser
///
/// Everything is in this program: no network, no account, nothing to install. What is typed or
/// pasted is neither stored nor logged.
#[derive(Args)]
#[command(after_help = "\
The server speaks HTTP/1.1 without TLS. For others than yourself put a proxy with TLS in front of
it, and add --behind-tls.

Examples:
  corsmith serve
  corsmith serve --enable-scan
  corsmith serve --listen 127.0.0.1:0            # any free port; it is printed
  corsmith serve --listen '[::]:80' --behind-tls # behind a proxy on another machine

Exit codes:
  0  stopped by Ctrl-C or SIGTERM, after the requests in flight
  2  the command line is wrong
  3  it cannot listen there: the port is in use, or not allowed")]
pub(crate) struct Serve {
    /// Where to listen: an address and a port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787", value_parser = address)]
    listen: SocketAddr,
    /// Browsers come through a proxy with TLS: tell them to stay with it
    ///
    /// Answers carry `Strict-Transport-Security`: browsers that have seen it over TLS use nothing
    /// else for this host for a year.
    #[arg(long)]
    behind_tls: bool,
    /// Scan sites for visitors: public addresses only, one request unless a host publishes its token
    #[arg(long)]
    enable_scan: bool,
    /// Also scan addresses that are not public. Never on a server that others can reach
    #[arg(long, requires = "enable_scan", conflicts_with = "behind_tls")]
    allow_private: bool,
}

impl Serve {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let listener = listen(self.listen)?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        let transport = if self.behind_tls { Transport::BehindTls } else { Transport::Plain };
        if self.allow_private && !address.ip().is_loopback() {
            return Err(Error::input(format!(
                "--allow-private with {address}: whoever reaches this server could ask this machine and its network"
            ))
            .help("listen on 127.0.0.1, or leave --allow-private out"));
        }
        let addresses =
            if self.allow_private { AddressPolicy::AllowPrivate } else { AddressPolicy::Public };
        let scanning = self.enable_scan.then(|| ScanningOptions {
            resolver: Resolver::new(addresses),
            ..ScanningOptions::default()
        });
        if let Some(warning) = exposed(address, transport) {
            out.note(&warning);
        }
        silence_panics();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(
                thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS),
            )
            .enable_all()
            .build()
            .map_err(|error| failed(&error))?;
        let options = ServeOptions { transport, scanning, ..ServeOptions::default() };
        let served = runtime.block_on(serve(listener, options, out));
        // Work that is still going on has nobody to answer to.
        runtime.shutdown_background();
        served.map(|()| Exit::Fine)
    }
}

async fn serve(listener: TcpListener, options: ServeOptions, out: &mut Out) -> Result<(), Error> {
    let address = listener.local_addr().map_err(|error| failed(&error))?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| failed(&error))?;
    let mut signals = Signals::new().map_err(|error| failed(&error))?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = server::serve(listener, options, async { drop(stopped.await) });
    out.result(&format!("Corsmith is at http://{address}/\n"))?;
    out.flush()?;
    out.diagnostics("Ctrl-C stops it.\n");
    let impatient = async {
        signals.next().await;
        drop(stop);
        signals.next().await;
    };
    tokio::select! {
        served = serving => served.map_err(|error| failed(&error)),
        // The second signal does not wait for the requests in flight.
        () = impatient => Ok(()),
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    let cannot = |error: &io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            Error::outside(format!("cannot listen on {address}: another program has this port"))
                .help("choose another with `--listen`; port 0 takes any that is free")
        }
        io::ErrorKind::AddrNotAvailable => Error::outside(format!(
            "cannot listen on {address}: it is not an address of this machine"
        ))
        .help("`--listen 127.0.0.1:8787` is for this machine alone, `0.0.0.0:8787` for all"),
        io::ErrorKind::PermissionDenied => {
            Error::outside(format!("cannot listen on {address}: not allowed"))
                .help("ports below 1024 are for the administrator; choose a higher one")
        }
        _ => Error::outside(format!("cannot listen on {address}: {error}")),
    };
    let listener = TcpListener::bind(address).map_err(|error| cannot(&error))?;
    listener.set_nonblocking(true).map_err(|error| cannot(&error))?;
    Ok(listener)
}

fn failed(error: &io::Error) -> Error {
    Error::outside(format!("cannot serve: {error}"))
}

/// An address and a port; `localhost` is the only name.
fn address(text: &str) -> Result<SocketAddr, String> {
    let numbers = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    numbers.parse().map_err(|_| {
        "an address and a port are right, such as 127.0.0.1:8787 or [::1]:8787".to_owned()
    })
}

/// What listening on an address that others can reach means.
fn exposed(address: SocketAddr, transport: Transport) -> Option<String> {
    let warning = format!(
        "{address} can be reached from other machines: whoever reaches it can use this site, and \
         without TLS whoever is between can read along; --listen 127.0.0.1:8787 is for this machine \
         alone, --behind-tls for a proxy that speaks TLS"
    );
    (!address.ip().is_loopback() && transport == Transport::Plain).then_some(warning)
}

/// A panic's message may quote what somebody pasted: only its place is said. The request it was for
/// is answered with 500.
fn silence_panics() {
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map_or_else(|| "somewhere".to_owned(), ToString::to_string);
        let text = format!("error: a request failed at {place}: this is a bug, please report it\n");
        let _ = io::stderr().write_all(text.as_bytes());
    }));
}

#[cfg(test)]
mod tests {
    use super::{Transport, address, exposed};

    #[test]
    fn what_others_can_reach_is_said() {
        for (address, transport, said) in [
            ("127.0.0.1:80", Transport::Plain, false),
            ("127.9.9.9:80", Transport::Plain, false),
            ("[::1]:80", Transport::Plain, false),
            ("0.0.0.0:80", Transport::Plain, true),
            ("0.0.0.0:80", Transport::BehindTls, false),
            ("[::]:80", Transport::Plain, true),
            ("192.0.2.1:80", Transport::Plain, true),
        ] {
            assert_eq!(exposed(address.parse().unwrap(), transport).is_some(), said, "{address}");
        }
    }

    #[test]
    fn addresses() {
        let rows = [
            ("127.0.0.1:8787", Some("127.0.0.1:8787")),
            ("localhost:80", Some("127.0.0.1:80")),
            ("[::1]:0", Some("[::1]:0")),
            ("0.0.0.0:65535", Some("0.0.0.0:65535")),
            ("8787", None),
            (":8787", None),
            ("127.0.0.1", None),
            ("127.0.0.1:65536", None),
            ("::1:80", None),
            ("http://127.0.0.1:80", None),
            ("example.com:80", None),
            ("", None),
        ];
        for (text, expected) in rows {
            let address = address(text).ok().map(|address| address.to_string());
            assert_eq!(address.as_deref(), expected, "{text}");
        }
    }
}
