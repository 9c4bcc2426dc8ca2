//! Whose a host is: what its owner publishes so that it may be scanned with every probe.

use corsmith_scan::Target;
use corsmith_transport::{Client, OWNER_LABEL, OWNER_PATH, publishes_token};
use ring::hmac;

/// Makes the tokens of hosts. They are not kept: each follows from the host and a secret, which is
/// another one with each start of the server.
pub(super) struct Ownership(hmac::Key);

/// What the owner of a host publishes so that it may be scanned with every probe, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unproven {
    pub(crate) host: String,
    pub(crate) line: String,
    /// The URL that has the line.
    pub(crate) url: String,
    /// The name of the TXT record that has it instead; addresses have none.
    pub(crate) record: Option<String>,
}

impl Ownership {
    /// With a secret of its own.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &secret)))
    }

    /// Asks a target for its token.
    ///
    /// # Errors
    ///
    /// What it does not publish.
    pub(super) async fn check(&self, client: &Client, target: &Target) -> Result<(), Unproven> {
        let token = self.token(&target.host);
        if publishes_token(client, target, &token).await {
            return Ok(());
        }
        let is_name = target.url.domain().is_some();
        Err(Unproven {
            host: target.host.clone(),
            line: format!("corsmith-owner={token}"),
            url: target.at(OWNER_PATH).url.to_string(),
            record: is_name.then(|| format!("{OWNER_LABEL}.{}", target.host)),
        })
    }

    fn token(&self, host: &str) -> String {
        let tag = hmac::sign(&self.0, host.as_bytes());
        tag.as_ref()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Ownership;

    #[test]
    fn a_token_is_that_of_one_host_and_of_one_server() {
        let [one, other] = [Ownership::new().unwrap(), Ownership::new().unwrap()];
        assert_eq!(one.token("a.example"), one.token("a.example"));
        assert_ne!(one.token("a.example"), one.token("b.example"));
        assert_ne!(one.token("a.example"), other.token("a.example"));
    }
}
