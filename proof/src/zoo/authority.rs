//! The zoo's own certificate authority, new in each zoo.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::animal::Certificate;

const DAY_SECONDS: u64 = 24 * 60 * 60;
/// How long a certificate of [`Certificate::NearExpiry`] is valid yet, in days.
const NEAR_DAYS: i64 = 5;

/// An authority that no browser knows.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate, as a client that is to trust it takes it.
    pub(super) pem: String,
    configs: HashMap<(Certificate, Protocol), Arc<ServerConfig>>,
}

/// What a server offers by ALPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Protocol {
    Http1,
    Http2,
}

/// Why there is no certificate.
pub(super) type AuthorityError = Box<dyn std::error::Error + Send + Sync>;

impl Authority {
    pub(super) fn new() -> Result<Self, AuthorityError> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Corsmith's zoo");
        let pem = params.self_signed(&key)?.pem();
        Ok(Self { issuer: Issuer::new(params, key), pem, configs: HashMap::new() })
    }

    /// The configuration of a server that shows this certificate; the same one each time.
    pub(super) fn config(
        &mut self,
        certificate: Certificate,
        protocol: Protocol,
    ) -> Result<Arc<ServerConfig>, AuthorityError> {
        if let Some(config) = self.configs.get(&(certificate, protocol)) {
            return Ok(Arc::clone(config));
        }
        let name = match certificate {
            Certificate::OtherName => "*.example.net".to_owned(),
            _ => format!("*.{}", super::DOMAIN),
        };
        let names = [name, super::DOMAIN.to_owned()];
        let names = if certificate == Certificate::OtherName { &names[..1] } else { &names[..] };
        let mut params = CertificateParams::new(names)?;
        let today = today();
        let (from, to) = match certificate {
            Certificate::Expired => (today - 90, today - 3),
            Certificate::NotYetValid => (today + 3, today + 90),
            Certificate::NearExpiry => (today - 80, today + NEAR_DAYS),
            _ => (today - 10, today + 80),
        };
        let [(year, month, day), (last_year, last_month, last_day)] = [civil(from), civil(to)];
        params.not_before = date_time_ymd(year, month, day);
        params.not_after = date_time_ymd(last_year, last_month, last_day);
        let key = KeyPair::generate()?;
        let signed = match certificate {
            Certificate::SelfSigned => params.self_signed(&key)?,
            _ => params.signed_by(&key, &self.issuer)?,
        };
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![signed.der().clone()], key)?;
        config.alpn_protocols = vec![match protocol {
            Protocol::Http1 => b"http/1.1".to_vec(),
            Protocol::Http2 => b"h2".to_vec(),
        }];
        let config = Arc::new(config);
        self.configs.insert((certificate, protocol), Arc::clone(&config));
        Ok(config)
    }
}

/// The days since 1970.
fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs() / DAY_SECONDS).unwrap_or_default()
}

/// Year, month and day of a number of days since 1970, in the Gregorian calendar (Howard Hinnant,
/// `civil_from_days`).
fn civil(days: i64) -> (i32, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        i32::try_from(year).unwrap_or_default(),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (20_454, (2026, 1, 1)),
            (20_782, (2026, 11, 25)),
        ] {
            assert_eq!(civil(days), date);
        }
    }
}
