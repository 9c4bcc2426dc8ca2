//! Which authorities are trusted.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::indifferent::Indifferent;
use super::{InvalidCertificates, TlsConfig};
use crate::ClientError;

/// The one place that names a provider of cryptography.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// A configuration that trusts Mozilla's authorities and those in `extra_roots`, a PEM file.
pub(crate) fn config(
    extra_roots: Option<&[u8]>,
    invalid: InvalidCertificates,
) -> Result<TlsConfig, ClientError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let mut count = 0;
    for root in CertificateDer::pem_slice_iter(extra_roots.unwrap_or_default()) {
        count += 1;
        root.map_err(|error| error.to_string())
            .and_then(|root| roots.add(root).map_err(|error| error.to_string()))
            .map_err(|reason| ClientError::Root { number: count, reason })?;
    }
    if count == 0 && extra_roots.is_some() {
        return Err(ClientError::NoRoots);
    }
    let of_tls = |error: rustls::Error| ClientError::Tls(error.to_string());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider())
        .build()
        .map_err(|error| ClientError::Tls(error.to_string()))?;
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(of_tls)?;
    let (builder, later) = match invalid {
        InvalidCertificates::Refuse => (builder.with_webpki_verifier(verifier), None),
        InvalidCertificates::Record => {
            let indifferent = Arc::new(Indifferent(Arc::clone(&verifier)));
            let builder = builder.dangerous().with_custom_certificate_verifier(indifferent);
            (builder, Some(verifier))
        }
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsConfig::new(Arc::new(config), later))
}
