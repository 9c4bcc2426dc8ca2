//! A transport that a signal stops.

use std::time::Duration;

use corsmith_scan::{Exchange, Failure, FailureKind, Request, Stage, Transport};
use tokio::sync::watch;

use crate::interrupt;

/// A transport that fails once the command is to stop: whoever asks over it then asks no more, and
/// says what is known.
pub(crate) struct Stoppable<T> {
    transport: T,
    stopped: watch::Receiver<bool>,
    why: &'static str,
}

impl<T> Stoppable<T> {
    /// `why` is what its failures say.
    pub(crate) fn new(transport: T, why: &'static str) -> Self {
        Self { transport, stopped: interrupt::subscribe(), why }
    }
}

impl<T: Transport> Transport for Stoppable<T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        tokio::select! {
            biased;
            exchange = self.transport.exchange(request) => exchange,
            () = stopped(&mut self.stopped) => {
                // It is recorded, since the server has probably seen it.
                let failure = Failure::new(Stage::FirstByte, FailureKind::Stopped, self.why);
                Exchange::new(request.clone(), Err(failure))
            }
        }
    }

    async fn wait(&mut self, time: Duration) -> bool {
        tokio::select! {
            has_waited = self.transport.wait(time) => has_waited,
            () = stopped(&mut self.stopped) => false,
        }
    }
}

/// Waits until nothing more is to be asked.
pub(crate) async fn stopped(stopped: &mut watch::Receiver<bool>) {
    if stopped.wait_for(|stopped| *stopped).await.is_err() {
        // Whoever could stop it is gone.
        std::future::pending::<()>().await;
    }
}
