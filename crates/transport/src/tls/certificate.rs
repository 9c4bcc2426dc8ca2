//! For how long a certificate is valid.

use std::time::{SystemTime, UNIX_EPOCH};

use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, X509Certificate};

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// Whole days until it expires; negative once it has.
    pub(super) left: i64,
    /// Whole days from its first to its last second.
    pub(super) lifetime: i64,
}

/// `None` for what is no certificate.
pub(super) fn days(certificate: &CertificateDer<'_>, now: SystemTime) -> Option<Days> {
    let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
    let since_epoch = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let now = i64::try_from(since_epoch).ok()?;
    let validity = certificate.validity();
    let begin = validity.not_before.timestamp();
    let end = validity.not_after.timestamp();
    Some(Days {
        left: end.saturating_sub(now).div_euclid(SECONDS_PER_DAY),
        // The last second counts (RFC 5280, section 4.1.2.5).
        lifetime: end.saturating_sub(begin).saturating_add(1).div_euclid(SECONDS_PER_DAY),
    })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{Days, days};

    #[test]
    fn days_are_counted_from_now() {
        let key = rcgen::KeyPair::generate().unwrap();
        let mut parameters = rcgen::CertificateParams::new(["a.test".to_owned()]).unwrap();
        parameters.not_before = rcgen::date_time_ymd(2026, 1, 1);
        parameters.not_after = rcgen::date_time_ymd(2026, 4, 1);
        let certificate = parameters.self_signed(&key).unwrap();
        // 2026-03-31, noon.
        let noon = UNIX_EPOCH + Duration::from_hours(493_044);
        let at = |hours: u64| days(certificate.der(), noon + Duration::from_hours(hours));
        for (hours, left) in [(0, 0), (11, 0), (13, -1), (36, -1), (37, -2)] {
            assert_eq!(at(hours), Some(Days { left, lifetime: 90 }), "{hours}");
        }
    }

    #[test]
    fn what_is_no_certificate_has_no_days() {
        assert_eq!(days(&vec![0x30, 0x03, 0xff].into(), UNIX_EPOCH), None);
    }
}
