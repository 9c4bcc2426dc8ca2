//! What is wrong with a handshake, in a clause.

use rustls::{AlertDescription, CertificateError, Error, InvalidMessage, PeerIncompatible};

pub(super) fn of(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error),
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "the server does not speak TLS at this port".to_owned()
        }
        Error::AlertReceived(AlertDescription::ProtocolVersion)
        | Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13) => {
            "the server speaks neither TLS 1.3 nor TLS 1.2, the only versions that browsers speak"
                .to_owned()
        }
        Error::AlertReceived(alert) => {
            let why = alert.as_str().map_or_else(|| "no reason".to_owned(), words);
            format!("the server refused the handshake: {why}")
        }
        Error::PeerIncompatible(why) => {
            format!("the server and this client have nothing in common: {}", last_words(why))
        }
        Error::PeerMisbehaved(why) => {
            format!("the server breaks the rules of TLS: {}", last_words(why))
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
        CertificateError::BadSignature => {
            "the signature of the certificate is wrong, or made with a key that is too short".to_owned()
        }
        CertificateError::Revoked => "the certificate is revoked".to_owned(),
        CertificateError::UnhandledCriticalExtension => {
            "the certificate has a critical extension that is not known".to_owned()
        }
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "the certificate is not meant for servers".to_owned()
        }
        CertificateError::UnsupportedSignatureAlgorithmContext { .. } => {
            "the certificate is signed by a method that is not trusted any more, or not known"
                .to_owned()
        }
        error => match &*last_words(error) {
            "ca used as end entity" => {
                "the certificate says that it is one of an authority (`CA:TRUE`), and not of a server"
                    .to_owned()
            }
            why => format!("the certificate is refused: {why}"),
        },
    }
}

/// The innermost name that an error is written with, in words: the libraries have no sentences for
/// these.
fn last_words(error: &impl std::fmt::Debug) -> String {
    let debug = format!("{error:?}");
    let of_fields = debug.split(" {").next().unwrap_or_default();
    let mut names = of_fields.split(|char: char| !char.is_ascii_alphanumeric());
    let last = names.rfind(|name| name.starts_with(|first: char| first.is_ascii_uppercase()));
    words(last.unwrap_or("no reason"))
}

/// `CaUsedAsEndEntity` as `ca used as end entity`.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    let mut was_lower = false;
    for char in name.chars() {
        if char.is_ascii_uppercase() && was_lower {
            words.push(' ');
        }
        was_lower = char.is_ascii_lowercase();
        words.push(char.to_ascii_lowercase());
    }
    words
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
    use rustls::{AlertDescription, CertificateError, Error, InvalidMessage, PeerIncompatible};

    use super::of;

    /// An error of the library that checks certificates.
    #[derive(Debug)]
    enum Odd {
        CaUsedAsEndEntity,
    }

    impl std::fmt::Display for Odd {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("not for people")
        }
    }

    impl std::error::Error for Odd {}

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
                "the server refused the handshake: handshake failure",
            ),
            (
                Error::AlertReceived(AlertDescription::ProtocolVersion),
                "the server speaks neither TLS 1.3 nor TLS 1.2, the only versions that browsers speak",
            ),
            (
                Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13),
                "the server speaks neither TLS 1.3 nor TLS 1.2, the only versions that browsers speak",
            ),
            (
                Error::InvalidCertificate(CertificateError::Other(rustls::OtherError(
                    std::sync::Arc::new(Odd::CaUsedAsEndEntity),
                ))),
                "the certificate says that it is one of an authority (`CA:TRUE`), and not of a server",
            ),
            (
                Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure),
                "the certificate is refused: application verification failure",
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
