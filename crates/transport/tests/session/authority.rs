//! An authority of the tests' own, and what it signs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{ClientOptions, InvalidCertificates};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// An authority of the tests' own.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        // Authorities of one name are told apart by their signatures only.
        let name = format!("Authority {}", NEXT.fetch_add(1, Ordering::Relaxed));
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = parameters.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(parameters, key), pem }
    }

    /// A server's configuration with a certificate for `name`, valid from and to these years.
    pub(crate) fn config(&self, name: &str, years: [i32; 2], protocols: &[&[u8]]) -> ServerConfig {
        let (parameters, key) = leaf(name, years);
        config(parameters.signed_by(&key, &self.issuer).unwrap().der().to_vec(), &key, protocols)
    }

    /// A client's options with this authority.
    pub(crate) fn trusted(&self, invalid_certificates: InvalidCertificates) -> ClientOptions {
        ClientOptions {
            extra_roots: Some(self.pem.clone().into_bytes()),
            invalid_certificates,
            limits: crate::server::limits(),
            ..ClientOptions::new(AddressPolicy::AllowPrivate)
        }
    }
}

/// The same as [`Authority::config`], signed by itself.
pub(crate) fn self_signed(name: &str, years: [i32; 2]) -> ServerConfig {
    let (parameters, key) = leaf(name, years);
    config(parameters.self_signed(&key).unwrap().der().to_vec(), &key, &[])
}

fn leaf(name: &str, [from, to]: [i32; 2]) -> (CertificateParams, KeyPair) {
    let mut parameters = CertificateParams::new([name.to_owned()]).unwrap();
    parameters.not_before = rcgen::date_time_ymd(from, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(to, 1, 1);
    (parameters, KeyPair::generate().unwrap())
}

fn config(certificate: Vec<u8>, key: &KeyPair, protocols: &[&[u8]]) -> ServerConfig {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    config
}
