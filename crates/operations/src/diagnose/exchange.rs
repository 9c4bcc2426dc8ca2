//! What became of recorded fetches.

use corsmith_diagnose::capture::{ExchangeFinding, ExchangeVerdict};
use corsmith_diagnose::cause;
use corsmith_targets::TargetSelection;
use serde::Serialize;
use utoipa::ToSchema;

use super::on_target::OnTarget;
use super::remedy::asked_by;
use crate::HeaderField;

/// What became of a recorded fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedExchange {
    /// The number of the exchange that decides, from 0.
    pub index: usize,
    /// The number of its preflight.
    pub preflight: Option<usize>,
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The page's origin; null where nothing tells it.
    pub page_origin: Option<String>,
    /// The credentials mode for which the verdict holds.
    pub credentials: String,
    /// The status of the exchange that decides.
    pub status: Option<u16>,
    /// What of its request headers the CORS protocol is about.
    pub request_headers: Vec<HeaderField>,
    /// What of its response headers the CORS protocol is about.
    pub response_headers: Vec<HeaderField>,
    /// What the browser or `curl` says of it.
    pub browser_error: Option<String>,
    /// What becomes of it.
    pub verdict: DiagnosedVerdict,
    /// What would become of it with the other credentials mode, where that decides.
    pub with_other_credentials: Option<DiagnosedVerdict>,
    /// What the capture does not say, and what is assumed.
    pub assumptions: Vec<String>,
    /// The `curl` command whose output would tell more.
    pub command: Option<String>,
    /// The fix on a server, where one was asked for and its headers can mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_target: Option<OnTarget>,
}

/// What a browser makes of a fetch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedVerdict {
    /// The cause; null where the page gets the response.
    pub code: Option<&'static str>,
    /// The step of the Fetch standard.
    pub step: Option<String>,
    /// The verdict in words.
    pub message: String,
}

impl DiagnosedExchange {
    pub(super) fn of(finding: &ExchangeFinding, target: Option<TargetSelection>) -> Self {
        let cause = finding.verdict.code().and_then(cause);
        Self {
            index: finding.index,
            preflight: finding.preflight,
            method: finding.method.clone(),
            url: finding.url.clone(),
            page_origin: finding.page_origin.clone(),
            credentials: finding.credentials.to_string(),
            status: finding.status,
            request_headers: HeaderField::list(&finding.request_headers),
            response_headers: HeaderField::list(&finding.response_headers),
            browser_error: finding.browser_error.clone(),
            verdict: DiagnosedVerdict::of(&finding.verdict),
            with_other_credentials: finding
                .with_other_credentials
                .as_ref()
                .map(DiagnosedVerdict::of),
            assumptions: finding.assumptions.iter().map(ToString::to_string).collect(),
            command: finding.command.clone(),
            on_target: cause.and_then(|cause| OnTarget::of(cause, &asked_by(finding), target)),
        }
    }
}

impl DiagnosedVerdict {
    fn of(verdict: &ExchangeVerdict) -> Self {
        let step = match verdict {
            ExchangeVerdict::Fails { step, .. } => step.map(|step| step.to_string()),
            _ => None,
        };
        Self { code: verdict.code(), step, message: verdict.to_string() }
    }
}
