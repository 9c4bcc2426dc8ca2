//! TLS: whom it trusts, and what is known of a connection.

mod certificate;
mod indifferent;
mod reason;
mod trust;

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use corsmith_scan::{Failure, FailureKind, Stage, Tls};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{ServerName, UnixTime};
use rustls::{ClientConfig, ProtocolVersion};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

pub(crate) use trust::config;

/// What becomes of a connection whose certificate is not valid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InvalidCertificates {
    /// It is closed before anything is sent, as browsers do it.
    #[default]
    Refuse,
    /// It is used, and [`Tls::invalid`](corsmith_scan::Tls::invalid) says what is wrong. Whoever is
    /// on the way can read and change everything: for staging servers with a certificate of their
    /// own, and without credentials.
    Record,
}

/// How connections are secured; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct TlsConfig {
    config: Arc<ClientConfig>,
    /// Judges certificates that the handshake has let pass.
    later: Option<Arc<WebPkiServerVerifier>>,
}

impl TlsConfig {
    pub(crate) fn new(config: Arc<ClientConfig>, later: Option<Arc<WebPkiServerVerifier>>) -> Self {
        Self { config, later }
    }

    pub(crate) fn connector(&self) -> TlsConnector {
        TlsConnector::from(Arc::clone(&self.config))
    }

    /// What is known of a connection after its handshake.
    pub(crate) fn inspect(&self, stream: &TlsStream<TcpStream>, name: &ServerName<'_>) -> Tls {
        let (_, session) = stream.get_ref();
        let version = match session.protocol_version() {
            Some(ProtocolVersion::TLSv1_3) => "TLSv1.3",
            Some(ProtocolVersion::TLSv1_2) => "TLSv1.2",
            // rustls speaks no other.
            _ => "TLS",
        };
        let mut tls = Tls { version: version.to_owned(), ..Tls::default() };
        let [leaf, intermediates @ ..] = session.peer_certificates().unwrap_or_default() else {
            return tls;
        };
        if let Some(days) = certificate::days(leaf, SystemTime::now()) {
            tls.valid_days = Some(days.left);
            tls.lifetime_days = Some(days.lifetime);
        }
        if let Some(verifier) = &self.later {
            let now = UnixTime::now();
            let verdict = verifier.verify_server_cert(leaf, intermediates, name, &[], now);
            tls.invalid = verdict.err().map(|error| reason::of(&error));
        }
        tls
    }
}

/// The name that a server must prove to have.
///
/// A final dot is part of a URL's host, and of no certificate.
pub(crate) fn server_name(host: &str) -> Result<ServerName<'static>, Failure> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let bare = bare.strip_suffix('.').unwrap_or(bare);
    ServerName::try_from(bare.to_owned()).map_err(|_| {
        let detail = format!("`{host}` cannot be the name of a certificate");
        Failure::new(Stage::Tls, FailureKind::Certificate, detail)
    })
}

/// Why a handshake failed.
pub(crate) fn failure(error: &io::Error) -> Failure {
    let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let (kind, detail) = match of_tls {
        Some(error @ rustls::Error::InvalidCertificate(_)) => {
            (FailureKind::Certificate, reason::of(error))
        }
        Some(error) => (FailureKind::Handshake, reason::of(error)),
        None => (FailureKind::Connection, crate::failure::of_io_error(error)),
    };
    let failure = Failure::new(Stage::Tls, kind, detail);
    match of_tls {
        Some(rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType)) => {
            failure.help("write the URL with `http://` if the server speaks plain http")
        }
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use corsmith_scan::{FailureKind, Stage};

    use super::server_name;

    #[test]
    fn a_name_is_what_certificates_call_it() {
        let cases = [
            ("a.test", "a.test"),
            ("a.test.", "a.test"),
            ("a_b.test", "a_b.test"),
            ("127.0.0.1", "127.0.0.1"),
            ("[::1]", "::1"),
        ];
        for (host, expected) in cases {
            assert_eq!(server_name(host).unwrap().to_str(), expected);
        }
        for host in ["a..test", "-", "a b", &"a.".repeat(200), ""] {
            let failure = server_name(host).unwrap_err();
            assert_eq!((failure.stage, failure.kind), (Stage::Tls, FailureKind::Certificate));
        }
    }
}
