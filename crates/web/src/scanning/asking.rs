//! One scan from the first request to its report.

use std::time::Duration;

use corsmith_report::scan::ScanReport;
use corsmith_scan::{
    Exchange, Failure, FailureKind, JudgeOptions, Recording, Request, ScanOptions, Stage, Target,
    Transport, judge, record,
};
use corsmith_transport::Client;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::time::timeout;

use super::job::Teller;
use super::limits::{GRACE, MAX_SCAN_BYTES, SCAN_TIME};
use super::{Progress, Wish, kept};

/// Asks a target and judges what it answers; `None` if judging it fails, which is a bug.
pub(super) async fn scan(
    client: &Client,
    target: Target,
    wish: &Wish,
    options: &ScanOptions,
    teller: &Teller,
) -> Option<ScanReport> {
    let started_at = now();
    let profile = wish.profile();
    let mut recording = Recording::new(target);
    let mut session = Told { transport: client.session(), sent: 0, bytes: 0, teller };
    let asking = record(&mut session, &mut recording, options);
    if timeout(SCAN_TIME + GRACE, asking).await.is_err() {
        recording.cut_short = Some("the time is up".to_owned());
    }
    drop(session);
    // A page can be long: those who wait for an answer of this site do not wait for that.
    let judging = tokio::task::spawn_blocking(move || {
        let judgement = judge(&recording, &JudgeOptions { profile, ..JudgeOptions::default() });
        let mut report = ScanReport::new(recording, judgement, profile, started_at);
        kept::drop_bodies(&mut report);
        report
    });
    judging.await.ok()
}

/// Tells how many requests were sent, and ends a scan whose answers take too much memory.
struct Told<'a, T> {
    transport: T,
    sent: usize,
    /// How much what was answered takes.
    bytes: usize,
    teller: &'a Teller,
}

impl<T: Transport> Transport for Told<'_, T> {
    async fn exchange(&mut self, request: &Request) -> Exchange {
        if self.bytes > MAX_SCAN_BYTES {
            let most = MAX_SCAN_BYTES >> 20;
            let detail = format!("the answers of this server take more than {most} MiB");
            let failure = Failure::new(Stage::Send, FailureKind::Stopped, detail);
            return Exchange::new(request.clone(), Err(failure));
        }
        self.sent += 1;
        self.teller.tell(Progress::Asking { sent: self.sent });
        let exchange = self.transport.exchange(request).await;
        self.bytes += kept::of_exchange(&exchange);
        exchange
    }

    async fn wait(&mut self, time: Duration) -> bool {
        self.transport.wait(time).await
    }
}

fn now() -> String {
    let now = OffsetDateTime::now_utc();
    // Only years beyond 9999 cannot be written.
    now.replace_nanosecond(0).unwrap_or(now).format(&Rfc3339).unwrap_or_default()
}
