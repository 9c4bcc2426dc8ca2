//! The scanner, as the command has it: probes within a budget, then every check.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::num::NonZeroUsize;
use std::time::Instant;

use corsmith_scan::{JudgeOptions, Label, Recording, ScanOptions, Target, judge, record};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, batch};
use tokio::runtime;

use crate::REQUESTS;
use crate::measured::Measured;
use crate::process::processor_seconds;

/// Scans every target of standard input.
pub(crate) fn scan_all(in_flight: usize) -> Result<Measured, String> {
    let (begun, processor) = (Instant::now(), processor_seconds()?);
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let client = Client::new(ClientOptions::new(AddressPolicy::AllowPrivate));
    let client = client.map_err(|error| error.to_string())?;
    let mut options = ScanOptions::active(Label::from_random(1));
    options.budget = REQUESTS;
    let judging = JudgeOptions::default();
    let mut lines = io::stdin().lines();
    let mut wrong = Ok(());
    let mut measured = Measured::default();
    let scans = batch(
        NonZeroUsize::new(in_flight).unwrap_or(NonZeroUsize::MIN),
        async || {
            let line = lines.next()?.map_err(|error| error.to_string());
            let target = line.and_then(|line| Target::parse(&line).map_err(|it| it.to_string()));
            target.map_err(|error| wrong = Err(error)).ok()
        },
        |target| {
            let (client, options) = (client.clone(), options.clone());
            async move {
                let mut recording = Recording::new(target);
                record(&mut client.session(), &mut recording, &options).await;
                recording
            }
        },
        |recording| add(&mut measured, &recording, &judging),
    );
    runtime.block_on(scans);
    wrong?;
    measured.ended(begun, processor)
}

fn add(measured: &mut Measured, recording: &Recording, options: &JudgeOptions) {
    measured.targets += 1;
    measured.requests += recording.entries.iter().filter(|it| it.response().is_some()).count();
    let mut hasher = DefaultHasher::new();
    recording.target.url.as_str().hash(&mut hasher);
    for finding in judge(recording, options).findings {
        measured.findings += 1;
        (finding.check.code, finding.severity, finding.confidence).hash(&mut hasher);
        (finding.message.as_str(), &finding.evidence).hash(&mut hasher);
    }
    measured.digest = measured.digest.wrapping_add(hasher.finish());
}
