//! What is wrong with a handshake, in a clause.

use rustls::{CertificateError, Error, InvalidMessage};

pub(super) fn of(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error),
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "the server does not speak TLS at this port".to_owned()
        }
        Error::AlertReceived(alert) => {
            format!("the server refused the handshake: {}", alert.as_str().unwrap_or("no reason"))
        }
        error => format!("the handshake failed: {error}"),
    }
}

fn of_certificate(error: &CertificateError) -> String {
    match error {
        CertificateError::Expired => "the certificate has expired".to_owned(),
        CertificateError::ExpiredContext { time, not_after } => {
            let days = time.as_secs().saturating_sub(not_after.as_secs()) / (24 * 60 * 60);
            match days {
                0 => "the certificate has expired within the last day".to_owned(),
                1 => "the certificate expired a day ago".to_owned(),
                days => format!("the certificate expired {days} days ago"),
            }
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate is not valid yet".to_owned()
        }
        CertificateError::UnknownIssuer => {
            "the certificate is not signed by an authority that browsers trust".to_owned()
        }
        CertificateError::NotValidForName => "the certificate is for another name".to_owned(),
        CertificateError::NotValidForNameContext { expected, presented } => {
            let expected = expected.to_str();
            match presented.first() {
                None => format!("the certificate is for no name, and so not for `{expected}`"),
                Some(first) if presented.len() == 1 => {
                    format!("the certificate is for {}, not for `{expected}`", shown(first))
                }
                Some(first) => format!(
                    "the certificate is for {} and {} more, not for `{expected}`",
                    shown(first),
                    presented.len() - 1
                ),
            }
        }
        CertificateError::BadEncoding => "the certificate is malformed".to_owned(),
        CertificateError::BadSignature => "the signature of the certificate is wrong".to_owned(),
        CertificateError::Revoked => "the certificate is revoked".to_owned(),
        error => format!("the certificate is not valid: {error}"),
    }
}

/// rustls has names as `DnsName("a.test")`.
fn shown(presented: &str) -> String {
    let inner = presented.split_once("(\"").and_then(|(_, rest)| rest.strip_suffix("\")"));
    format!("`{}`", inner.unwrap_or(presented))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rustls::pki_types::UnixTime;
    use rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

    use super::of;

    #[test]
    fn reasons_are_clauses() {
        let day = |day: u64| UnixTime::since_unix_epoch(Duration::from_secs(day * 86_400));
        let expired = |time, not_after| {
            Error::InvalidCertificate(CertificateError::ExpiredContext {
                time: day(time),
                not_after: day(not_after),
            })
        };
        let for_names = |presented: &[&str]| {
            Error::InvalidCertificate(CertificateError::NotValidForNameContext {
                expected: "a.test".try_into().unwrap(),
                presented: presented.iter().map(|name| (*name).to_owned()).collect(),
            })
        };
        let cases = [
            (expired(9, 9), "the certificate has expired within the last day"),
            (expired(10, 9), "the certificate expired a day ago"),
            (expired(40, 9), "the certificate expired 31 days ago"),
            (for_names(&[]), "the certificate is for no name, and so not for `a.test`"),
            (
                for_names(&["DnsName(\"b.test\")"]),
                "the certificate is for `b.test`, not for `a.test`",
            ),
            (
                for_names(&["DnsName(\"b.test\")", "DnsName(\"c.test\")"]),
                "the certificate is for `b.test` and 1 more, not for `a.test`",
            ),
            (
                Error::AlertReceived(AlertDescription::HandshakeFailure),
                "the server refused the handshake: HandshakeFailure",
            ),
            (
                Error::InvalidMessage(InvalidMessage::InvalidContentType),
                "the server does not speak TLS at this port",
            ),
        ];
        for (error, expected) in cases {
            assert_eq!(of(&error), expected);
        }
    }
}
