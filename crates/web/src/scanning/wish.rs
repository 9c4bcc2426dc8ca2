//! What to scan.

use corsmith_scan::{Label, RedirectReach};
use corsmith_scan::{Profile, ScanOptions, Target};
use corsmith_transport::guard::{AddressPolicy, check_url};

use super::Refusal;
use super::limits::{MAX_REQUESTS, MAX_URL_BYTES};

/// What to scan. Equal ones have the same report, while it is [new](super::CACHED): everything that
/// a report depends on is in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Wish {
    pub(crate) url: String,
    pub(crate) is_api: bool,
    /// With every probe, if the host publishes its token.
    pub(crate) is_own: bool,
}

impl Wish {
    /// What is to be scanned, if that is allowed as far as its URL tells.
    pub(super) fn target(&self, policy: AddressPolicy) -> Result<Target, Refusal> {
        let url = self.url.trim();
        if url.len() > MAX_URL_BYTES {
            let length = url.len();
            let message = format!("the URL has {length} bytes, and {MAX_URL_BYTES} is the most");
            return Err(Refusal::Target(message, "leave out what the answer does not depend on"));
        }
        let target =
            Target::parse(url).map_err(|error| Refusal::Target(error.message, error.help))?;
        check_url(&target.url, policy).map_err(|failure| {
            Refusal::Target(failure.detail, "only public addresses can be scanned from here")
        })?;
        Ok(target)
    }

    /// The same in the spelling that all spellings of it have.
    pub(super) fn of(self, target: &Target) -> Self {
        Self { url: target.url.to_string(), ..self }
    }

    pub(super) fn profile(&self) -> Profile {
        if self.is_api { Profile::Api } else { Profile::Site }
    }

    pub(super) fn options(&self, label: Label) -> ScanOptions {
        let options = if self.is_own { ScanOptions::active } else { ScanOptions::passive };
        // The token is that of one host.
        ScanOptions { budget: MAX_REQUESTS, reach: RedirectReach::Host, ..options(label) }
    }
}
