//! Ctrl-C and SIGTERM while a site is asked: what is known by then is printed, and no half-written
//! file stays behind.

use std::io;
use std::sync::{LazyLock, OnceLock};
use std::thread;

use tokio::sync::watch;

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::out::Out;
use crate::signal::{Signal, Signals};

/// Whether whoever asks is to stop.
static STOPPED: LazyLock<watch::Sender<bool>> = LazyLock::new(|| watch::Sender::new(false));
/// The first signal.
static SIGNAL: OnceLock<Signal> = OnceLock::new();

/// Listens to signals from now on. The first stops those who have [`subscribe`]d, so that the
/// command goes on to its end; where nobody has, and the second time, the command ends at once,
/// without the files that it has not finished.
pub(crate) fn listen() -> Result<(), Error> {
    let failed = |error: io::Error| Error::outside(format!("cannot begin: {error}"));
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failed)?;
    // Not only once the thread runs.
    let mut signals = runtime.block_on(async { Signals::new() }).map_err(failed)?;
    let listening = move || {
        runtime.block_on(async {
            loop {
                let signal = signals.next().await;
                let is_first = SIGNAL.set(signal).is_ok();
                if !is_first || STOPPED.receiver_count() == 0 {
                    leave(signal);
                }
                stop();
            }
        });
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listening).map_err(failed)?;
    Ok(())
}

/// Becomes true when nothing more is to be asked.
pub(crate) fn subscribe() -> watch::Receiver<bool> {
    STOPPED.subscribe()
}

/// Stops whoever asks, as a signal does.
pub(crate) fn stop() {
    STOPPED.send_replace(true);
}

/// Says that a signal ended the command, and how it exits; `None` if none did.
pub(crate) fn exit(out: &mut Out) -> Option<Exit> {
    let signal = *SIGNAL.get()?;
    out.note(&format!("stopped by {signal}: not everything was asked"));
    Some(Exit::Stopped(signal))
}

#[expect(clippy::exit, reason = "the thread of the command is busy, and is not waited for")]
fn leave(signal: Signal) -> ! {
    files::remove_unfinished();
    std::process::exit(Exit::Stopped(signal).code().into());
}
