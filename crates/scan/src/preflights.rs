//! CORS-preflight requests and what their answers allow.

use corsmith_fetch::{
    ActualRequest, CredentialsMode, Extracted, PreflightFailure, PreflightFlag, PreflightGrant,
    cors_preflight_check, extract_list,
};

use crate::readable::{Answered, Reach, answers, origin_of, reach_of, telling_answers};
use crate::{Entry, OriginKind, Purpose, Recording, Response};

/// A CORS-preflight request that was answered.
#[derive(Debug, Clone)]
pub(crate) struct Preflight<'a> {
    pub(crate) index: usize,
    pub(crate) entry: &'a Entry,
    pub(crate) answer: &'a Response,
    /// The `Origin`, as sent.
    pub(crate) origin: Vec<u8>,
    /// The method that is asked for.
    pub(crate) method: String,
    /// The header names that are asked for.
    pub(crate) names: Vec<String>,
}

/// The preflights for a resource that were answered.
pub(crate) fn preflights(recording: &Recording, resource: usize) -> Vec<Preflight<'_>> {
    recording
        .of(Purpose::Preflight)
        .filter(|(_, entry)| entry.resource == resource && entry.hop == 0)
        .filter_map(|(index, entry)| {
            let sent = &entry.exchange.request.headers;
            let text =
                |name| sent.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
            let names = match extract_list(sent, "access-control-request-headers") {
                Extracted::Values(names) => names,
                Extracted::Absent | Extracted::Failure => Vec::new(),
            };
            Some(Preflight {
                index,
                entry,
                answer: entry.response()?,
                origin: sent.get("origin")?.into_owned(),
                method: text("access-control-request-method")?,
                names,
            })
        })
        .collect()
}

impl<'a> Preflight<'a> {
    /// What the answer lets the origin's pages do, without regard to its status.
    pub(crate) fn reach(&self) -> Reach {
        reach_of(&self.origin, &self.answer.headers)
    }

    /// The standard's judgement of the answer, for the request that was asked for.
    pub(crate) fn check(
        &self,
        credentials: CredentialsMode,
    ) -> Option<Result<PreflightGrant, PreflightFailure>> {
        let origin = origin_of(&self.origin)?;
        let actual = ActualRequest {
            method: &self.method,
            unsafe_names: &self.names,
            credentials,
            use_cors_preflight_flag: PreflightFlag::Unset,
        };
        Some(cors_preflight_check(&origin, &actual, self.answer.status, &self.answer.headers))
    }

    /// Whether it passes for the request that was asked for.
    pub(crate) fn passes(&self, credentials: CredentialsMode) -> bool {
        matches!(self.check(credentials), Some(Ok(_)))
    }

    /// Whether the status is one with which a preflight can pass.
    pub(crate) fn has_ok_status(&self) -> bool {
        (200..=299).contains(&self.answer.status)
    }

    /// Whether it has any field of the CORS protocol.
    pub(crate) fn has_cors_fields(&self) -> bool {
        self.answer.headers.iter().any(|(name, _)| {
            name.get(..21).is_some_and(|start| start.eq_ignore_ascii_case("access-control-allow-"))
        })
    }

    /// Whether a list of the answer has a member, exactly.
    pub(crate) fn lists(&self, field: &str, member: &str) -> bool {
        matches!(extract_list(&self.answer.headers, field), Extracted::Values(members)
            if members.iter().any(|it| it.eq_ignore_ascii_case(member)))
    }

    /// The `Origin` as text.
    pub(crate) fn origin_text(&self) -> String {
        String::from_utf8_lossy(&self.origin).into_owned()
    }

    /// The answer to the actual request of the same origin, if it is a telling one.
    pub(crate) fn actual(&self, recording: &'a Recording) -> Option<Answered<'a>> {
        telling_answers(recording, self.entry.resource).into_iter().find(|it| self.is_same(it))
    }

    /// Whether the actual request of the same origin is redirected, as everything may be here.
    pub(crate) fn is_actual_redirected(&self, recording: &Recording) -> bool {
        answers(recording, self.entry.resource)
            .any(|it| it.answer.is_redirect() && self.is_same(&it))
    }

    fn is_same(&self, actual: &Answered<'_>) -> bool {
        actual.entry.exchange.request.headers.get("origin").as_deref() == Some(&*self.origin)
    }

    /// Whether it comes from a stranger.
    pub(crate) fn is_from_stranger(&self) -> bool {
        self.entry.origin == Some(OriginKind::Stranger)
    }
}
