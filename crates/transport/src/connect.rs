//! Opening a connection to one of the addresses that were checked.

use std::net::SocketAddr;

use corsmith_scan::{Failure, FailureKind, Stage};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::deadline::Deadline;
use crate::failure::of_io_error;
use crate::guard::AddressPolicy;
use crate::limits::MAX_ATTEMPTS;

/// Connects to the first address that answers, and checks that it is the one.
pub(crate) async fn connect(
    addresses: &[SocketAddr],
    policy: AddressPolicy,
    deadline: Deadline,
) -> Result<(TcpStream, SocketAddr), Failure> {
    let addresses = &addresses[..addresses.len().min(MAX_ATTEMPTS)];
    let mut reasons = Vec::new();
    let mut kind = FailureKind::NoAddress;
    for (attempt, &address) in (0_u32..).zip(addresses) {
        let left = deadline.at.saturating_duration_since(Instant::now());
        let attempts_left = u32::try_from(addresses.len()).unwrap_or(u32::MAX) - attempt;
        let share = left / attempts_left;
        match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return checked(stream, address, policy),
            Ok(Err(error)) => {
                kind = FailureKind::Connection;
                reasons.push(format!("`{address}`: {}", of_io_error(&error)));
            }
            Err(_) => {
                kind = FailureKind::Timeout;
                reasons.push(format!("`{address}`: no answer within {:.1} s", share.as_secs_f64()));
            }
        }
    }
    if Instant::now() >= deadline.at {
        kind = deadline.failure(Stage::Connect).kind;
    }
    let detail = if reasons.is_empty() {
        "there is no address to connect to".to_owned()
    } else {
        reasons.join("; ")
    };
    Err(Failure::new(Stage::Connect, kind, detail))
}

fn checked(
    stream: TcpStream,
    asked: SocketAddr,
    policy: AddressPolicy,
) -> Result<(TcpStream, SocketAddr), Failure> {
    let failed = |error| Failure::new(Stage::Connect, FailureKind::Connection, of_io_error(&error));
    let peer = stream.peer_addr().map_err(failed)?;
    policy.check(peer)?;
    if (peer.ip(), peer.port()) != (asked.ip(), asked.port()) {
        let detail = format!("`{peer}` answers in place of `{asked}`");
        return Err(Failure::new(Stage::Connect, FailureKind::Forbidden, detail));
    }
    // Each request is one small write that nothing follows.
    stream.set_nodelay(true).map_err(failed)?;
    Ok((stream, peer))
}
