//! What a client says of itself.

use std::fmt;
use std::time::Instant;

use crate::process::{most_memory_kib, processor_seconds};

/// What a client has done and what it cost, printed and read as one line.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) targets: usize,
    pub(crate) requests: usize,
    pub(crate) seconds: f64,
    pub(crate) processor_seconds: f64,
    pub(crate) memory_kib: u64,
    pub(crate) findings: usize,
    /// Of all findings of all targets, whatever their order.
    pub(crate) digest: u64,
}

impl Measured {
    /// Ends the measurement that began then.
    pub(crate) fn ended(self, begun: Instant, processor_before: f64) -> Result<Self, String> {
        Ok(Self {
            seconds: begun.elapsed().as_secs_f64(),
            processor_seconds: processor_seconds()? - processor_before,
            memory_kib: most_memory_kib()?,
            ..self
        })
    }

    pub(crate) fn read(line: &str) -> Result<Self, String> {
        let mut words = line.split_whitespace();
        let mut next = || words.next().ok_or_else(|| format!("a client says only `{line}`"));
        let wrong = |what: &str| format!("a client says `{line}`, and its {what} is no number");
        Ok(Self {
            targets: next()?.parse().map_err(|_| wrong("count of targets"))?,
            requests: next()?.parse().map_err(|_| wrong("count of requests"))?,
            seconds: next()?.parse().map_err(|_| wrong("time"))?,
            processor_seconds: next()?.parse().map_err(|_| wrong("processor time"))?,
            memory_kib: next()?.parse().map_err(|_| wrong("memory"))?,
            findings: next()?.parse().map_err(|_| wrong("count of findings"))?,
            digest: next()?.parse().map_err(|_| wrong("digest"))?,
        })
    }

    pub(crate) fn a_second(&self) -> f64 {
        number(self.targets) / self.seconds
    }

    pub(crate) fn a_processor_second(&self) -> f64 {
        number(self.targets) / self.processor_seconds
    }

    pub(crate) fn processor_seconds_per_1000(&self) -> f64 {
        self.processor_seconds * 1_000.0 / number(self.targets)
    }

    pub(crate) fn mebibytes(&self) -> f64 {
        f64::from(u32::try_from(self.memory_kib).unwrap_or(u32::MAX)) / 1024.0
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { targets, requests, seconds, processor_seconds, memory_kib, .. } = self;
        write!(f, "{targets} {requests} {seconds} {processor_seconds} {memory_kib} ")?;
        write!(f, "{} {}", self.findings, self.digest)
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
