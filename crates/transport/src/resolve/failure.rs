//! Why a host has no address that may be connected to.

use corsmith_scan::{Failure, FailureKind, Stage};
use hickory_proto::op::ResponseCode;
use hickory_resolver::net::{DnsError, NetError};

use super::RESOLVE_DEADLINE;
use crate::guard::{AddressPolicy, Refusal};

pub(super) fn refused(name: &str, refusal: &Refusal, policy: AddressPolicy) -> Failure {
    refusal.failure(match refusal {
        // What the names of its network resolve to is nothing that a server tells strangers.
        Refusal::NonGlobal(_) if policy.is_for_strangers() => {
            format!("`{name}` has an address that is not public")
        }
        Refusal::NonGlobal(why) => format!("`{name}` has an address that is not public: {why}"),
        Refusal::Port(_) => format!("`{name}`: {refusal}"),
    })
}

pub(super) fn not_a_host(host: &str, error: url::ParseError) -> Failure {
    let detail = format!("`{}` is not a host: {error}", host.escape_debug());
    Failure::new(Stage::Address, FailureKind::NoAddress, detail)
}

pub(super) fn no_name_server(name: &str, error: &str) -> Failure {
    let detail = format!("there is no name server to ask for `{name}`: {error}");
    Failure::new(Stage::Resolve, FailureKind::Connection, detail)
}

pub(super) fn of_lookup(name: &str, error: &NetError) -> Failure {
    let (kind, detail) = match error {
        NetError::Dns(DnsError::NoRecordsFound(none)) => {
            let detail = match none.response_code {
                ResponseCode::NXDomain => format!("there is no name `{name}`"),
                _ if none.query.query_type().is_ip_addr() => format!("`{name}` has no address"),
                _ => format!("`{name}` has no {} record", none.query.query_type()),
            };
            (FailureKind::NoAddress, detail)
        }
        NetError::Dns(error) => {
            (FailureKind::NoAddress, format!("the name server does not resolve `{name}`: {error}"))
        }
        NetError::Proto(error) => {
            (FailureKind::NoAddress, format!("`{name}` cannot be asked for: {error}"))
        }
        NetError::Timeout => {
            let seconds = RESOLVE_DEADLINE.as_secs();
            let detail = format!("no name server answered for `{name}` within {seconds} s");
            (FailureKind::Timeout, detail)
        }
        error => {
            (FailureKind::Connection, format!("no name server can be asked for `{name}`: {error}"))
        }
    };
    Failure::new(Stage::Resolve, kind, detail)
}
