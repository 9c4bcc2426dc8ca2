//! Why an exchange failed, in words.

use std::error::Error;
use std::io;

use corsmith_scan::{Failure, FailureKind, Stage};

use crate::tape::{Progress, Tape};

/// What happened to a connection, and in the words of the system where there are none here.
pub(crate) fn of_io_error(error: &io::Error) -> String {
    // An error may have no kind, such as that of too many open files.
    named(error.kind()).map_or_else(|| format!("the connection failed: {error}"), str::to_owned)
}

/// What happened to a connection.
pub(crate) fn of_io(kind: io::ErrorKind) -> String {
    named(kind).map_or_else(|| format!("the connection failed: {kind}"), str::to_owned)
}

fn named(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::ConnectionRefused => "the connection was refused",
        io::ErrorKind::ConnectionReset => "the server reset the connection",
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::NotConnected => "the server closed the connection",
        io::ErrorKind::TimedOut => "the server cannot be reached in time",
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            "the server cannot be reached from here"
        }
        _ => return None,
    })
}

/// Why hyper has no answer over HTTP/1.
pub(crate) fn of_http1(error: &hyper::Error, tape: &Tape, limits: &crate::Limits) -> Failure {
    let progress = tape.progress();
    let too_large = || {
        let (bytes, fields) = (limits.head_bytes, limits.fields);
        format!("the head has more than {bytes} bytes or {fields} fields")
    };
    let lost = || tape.error().map_or("the server closed the connection".to_owned(), of_io);
    let (stage, kind, detail) = match progress {
        Progress::TooLarge => (Stage::Head, FailureKind::TooLarge, too_large()),
        Progress::Begun if error.is_parse_too_large() => {
            (Stage::Head, FailureKind::TooLarge, too_large())
        }
        Progress::Begun if tape.error().is_some() || error.is_incomplete_message() => {
            (Stage::Head, FailureKind::Connection, format!("{} in the middle of it", lost()))
        }
        Progress::Begun => {
            (Stage::Head, FailureKind::Malformed, format!("it is malformed: {}", innermost(error)))
        }
        Progress::Sent => {
            (Stage::FirstByte, FailureKind::Connection, format!("{} without an answer", lost()))
        }
        Progress::Nothing => (Stage::Send, FailureKind::Connection, lost()),
    };
    Failure { received: tape.received(), ..Failure::new(stage, kind, detail) }
}

/// Why hyper has no answer over HTTP/2.
pub(crate) fn of_http2(error: &hyper::Error) -> Failure {
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    let of_stream = causes.find_map(|cause| cause.downcast_ref::<io::Error>());
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    // What the server says of itself, by RST_STREAM or GOAWAY, is its right and not malformed.
    let of_server = causes.find_map(|cause| cause.downcast_ref::<h2::Error>());
    let of_server = of_server.filter(|error| error.is_remote());
    let (kind, detail) = match (of_stream, of_server) {
        (Some(error), _) => (FailureKind::Connection, of_io(error.kind())),
        (None, Some(error)) => {
            let what = if error.is_go_away() { "went away" } else { "reset the stream" };
            let why = error.reason().map_or_else(String::new, |why| format!(" ({why})"));
            (FailureKind::Connection, format!("the server {what} without an answer{why}"))
        }
        (None, None) if error.is_closed() || error.is_canceled() => {
            (FailureKind::Connection, "the server closed the connection".to_owned())
        }
        (None, None) => (FailureKind::Malformed, format!("HTTP/2: {}", innermost(error))),
    };
    Failure::new(Stage::Head, kind, detail)
}

/// The cause that says most.
fn innermost(error: &hyper::Error) -> String {
    let causes =
        std::iter::successors(Some(error as &(dyn Error + 'static)), |&cause| cause.source());
    causes.last().map_or_else(String::new, ToString::to_string)
}
