//! Which addresses may be asked.

use std::fmt;
use std::net::SocketAddr;

use corsmith_scan::{Failure, FailureKind, Stage};

use super::non_global::{NonGlobal, non_global};

/// The ports that may be asked under [`AddressPolicy::Public`]: those of the web, and the two that
/// it is most often found at otherwise.
pub const PUBLIC_PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// Which addresses may be asked. What each refuses, and why, is in the
/// [module's documentation](crate::guard).
///
/// Without a choice it is [`Public`](Self::Public).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AddressPolicy {
    /// Addresses of the public Internet at [`PUBLIC_PORTS`], over `http` and `https`. The only
    /// right one for a server that scans what strangers name.
    #[default]
    Public,
    /// Addresses of the public Internet at any port, over `http` and `https`. For people who scan
    /// from their own machine, where an open port is nobody's secret; never for a public server,
    /// which could be made to look for open ports in a stranger's place.
    PublicAnyPort,
    /// Any address and any port, over `http` and `https`. For people who scan from their own
    /// machine what they could open in their browser as well; never for a public server.
    AllowPrivate,
    /// [`Public`](Self::Public), and exactly these addresses with these ports: for a server in a
    /// closed network that scans a few hosts beside it, and for tests.
    ///
    /// A name may be asked only if each of its addresses may be. The list is part of a
    /// configuration that lives as long as the process, such as `Vec::leak` makes it.
    PublicAnd(&'static [SocketAddr]),
}

/// Why an address may not be asked. `Display` is one clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The address is not one of the public Internet.
    NonGlobal(NonGlobal),
    /// The port is not one of [`PUBLIC_PORTS`].
    Port(u16),
}

impl AddressPolicy {
    /// Whether this address may be connected to. To be called with every address that a name
    /// resolves to, and again with the address of an open connection.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    ///
    /// let loopback = "127.0.0.1:8080".parse()?;
    /// assert!(AddressPolicy::Public.check(loopback).is_err());
    /// assert!(AddressPolicy::PublicAnyPort.check(loopback).is_err());
    /// assert!(AddressPolicy::AllowPrivate.check(loopback).is_ok());
    /// assert!(AddressPolicy::PublicAnd(vec![loopback].leak()).check(loopback).is_ok());
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    pub fn check(self, address: SocketAddr) -> Result<(), Refusal> {
        if self.is_exception(address) {
            return Ok(());
        }
        if let Some(why) = non_global(address.ip()) {
            return Err(Refusal::NonGlobal(why));
        }
        if self == Self::PublicAnyPort || PUBLIC_PORTS.contains(&address.port()) {
            Ok(())
        } else {
            Err(Refusal::Port(address.port()))
        }
    }

    /// Whether any address may be connected to at this port: what can be said before a name is
    /// resolved.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    ///
    /// assert!(AddressPolicy::Public.check_port(443).is_ok());
    /// assert!(AddressPolicy::Public.check_port(22).is_err());
    /// assert!(AddressPolicy::PublicAnyPort.check_port(9443).is_ok());
    /// ```
    pub fn check_port(self, port: u16) -> Result<(), Refusal> {
        let is_allowed = match self {
            Self::PublicAnyPort | Self::AllowPrivate => true,
            Self::Public => PUBLIC_PORTS.contains(&port),
            Self::PublicAnd(exceptions) => {
                PUBLIC_PORTS.contains(&port) || exceptions.iter().any(|other| other.port() == port)
            }
        };
        if is_allowed { Ok(()) } else { Err(Refusal::Port(port)) }
    }

    /// Whether those who name what is asked are not those on whose machine it is asked.
    pub(crate) fn is_for_strangers(self) -> bool {
        matches!(self, Self::Public | Self::PublicAnd(_))
    }

    fn is_exception(self, address: SocketAddr) -> bool {
        match self {
            Self::Public | Self::PublicAnyPort => false,
            Self::AllowPrivate => true,
            // An IPv6 address has a scope and flow label besides, which no exception names.
            Self::PublicAnd(exceptions) => exceptions
                .iter()
                .any(|other| other.ip() == address.ip() && other.port() == address.port()),
        }
    }
}

impl Refusal {
    /// The failure of what is refused, in these words.
    pub(crate) fn failure(self, detail: String) -> Failure {
        match self {
            Self::NonGlobal(_) => forbidden(detail)
                .help("`--allow-private` on the command line allows it, for a server of your own"),
            Self::Port(_) => forbidden(detail),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NonGlobal(why) => write!(f, "not a public address: {why}"),
            Self::Port(port) => {
                let [rest @ .., last] = PUBLIC_PORTS.map(|port| port.to_string());
                let rest = rest.join(", ");
                write!(f, "port {port} is not allowed: only {rest} and {last} are")
            }
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        refusal.failure(refusal.to_string())
    }
}

/// The failure of everything that the guard refuses.
pub(crate) fn forbidden(detail: String) -> Failure {
    Failure::new(Stage::Address, FailureKind::Forbidden, detail)
}
