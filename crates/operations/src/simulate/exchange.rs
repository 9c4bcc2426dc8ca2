//! What crossed the wire.

use corsmith_fetch::{ExchangeKind, HeaderList};
use corsmith_simulate::{Answer, Recorded};
use serde::Serialize;
use utoipa::ToSchema;

use crate::HeaderField;

/// A request, and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedExchange {
    /// `preflight` or `actual`.
    pub kind: &'static str,
    /// What was asked.
    pub request: SimulatedRequest,
    /// Whether it was sent at all.
    pub is_sent: bool,
    /// The answer; null where none came.
    pub response: Option<SimulatedAnswer>,
    /// Why none came, or why it was not sent.
    pub error: Option<String>,
}

/// A request on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedRequest {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// All headers.
    pub headers: Vec<HeaderField>,
}

/// An answer on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedAnswer {
    /// The status.
    pub status: u16,
    /// All headers.
    pub headers: Vec<HeaderField>,
}

impl SimulatedExchange {
    pub(super) fn of(recorded: &Recorded) -> Self {
        let Recorded { request, answer } = recorded;
        let (response, error, is_sent) = match answer {
            Answer::Response(response) => {
                let headers = headers(&response.headers);
                (Some(SimulatedAnswer { status: response.status, headers }), None, true)
            }
            Answer::Failed(none) => (None, Some(none.why.clone()), true),
            Answer::Withheld(why) => (None, Some(why.clone()), false),
        };
        Self {
            kind: match request.kind {
                ExchangeKind::Preflight => "preflight",
                ExchangeKind::Actual => "actual",
            },
            request: SimulatedRequest {
                method: request.method.clone(),
                url: request.url.as_str().to_owned(),
                headers: headers(&request.headers),
            },
            is_sent,
            response,
            error,
        }
    }
}

fn headers(list: &HeaderList) -> Vec<HeaderField> {
    list.iter().map(|(name, value)| HeaderField::from_wire(name, value)).collect()
}
