//! Our scanner, on the whole zoo.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use corsmith_scan::{
    Finding, JudgeOptions, Label, MAX_BODY_BYTES, ProbeMode, Purpose, Recording, ScanOptions,
    Target, judge, record,
};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_transport::{Client, ClientOptions, Limits, MAX_HEAD_BYTES};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::animal::Animal;
use super::authority::AuthorityError;
use super::flaw::Flaw;
use super::{Zoo, animals};

/// How many animals are scanned at a time.
const CONCURRENCY: usize = 32;
/// How long an animal may keep the scanner, beyond the deadline that the scanner has: other threads
/// of this process want the processor, too.
const GRACE: Duration = Duration::from_secs(10);

/// What the scanner recorded and found at an animal.
#[derive(Clone, Debug)]
pub struct Scanned {
    /// The animal.
    pub animal: &'static Animal,
    /// What it was asked and said.
    pub recording: Recording,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// How long it took.
    pub took: Duration,
}

/// The scanner's limits in the zoo: shorter than by default, because many animals use them up.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(4),
        tls: Duration::from_secs(4),
        first_byte: Duration::from_secs(4),
        exchange: Duration::from_secs(6),
        // A slow body that no probe wants costs this each time.
        drain: Duration::from_millis(20),
        target: Duration::from_mins(1),
        ..Limits::default()
    }
}

/// Scans the animals of these names, or all where there are none, with every probe.
///
/// The address guard is on: it lets the animals' own addresses through and no others of loopback.
///
/// # Errors
///
/// If there is no runtime, or the scanner takes no certificate of the zoo's authority.
pub fn scan(zoo: &Zoo, names: &[String]) -> Result<Vec<Scanned>, AuthorityError> {
    let addresses: Vec<SocketAddr> = zoo.addresses().collect();
    let policy = AddressPolicy::PublicAnd(addresses.leak());
    let client = Client::new(ClientOptions {
        limits: limits(),
        extra_roots: Some(zoo.authority().as_bytes().to_vec()),
        ..ClientOptions::with_resolver(Resolver::with_name_server(zoo.name_server(), policy))
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let chosen = animals()
        .iter()
        .filter(|animal| names.is_empty() || names.iter().any(|name| name == animal.name));
    let targets = chosen.map(|animal| Ok((*animal, Target::parse(&zoo.url(animal))?)));
    let targets = targets.collect::<Result<Vec<_>, AuthorityError>>()?;
    let mut scanned = runtime.block_on(async {
        let permits = Arc::new(Semaphore::new(CONCURRENCY));
        let mut tasks = JoinSet::new();
        for (animal, target) in targets {
            let (client, permits) = (client.clone(), Arc::clone(&permits));
            tasks.spawn(async move {
                let _permit = permits.acquire_owned().await;
                visit(&client, animal, target).await
            });
        }
        tasks.join_all().await
    });
    scanned.sort_by_key(|it| it.animal.name);
    Ok(scanned)
}

async fn visit(client: &Client, animal: &'static Animal, target: Target) -> Scanned {
    let options = ScanOptions {
        mode: ProbeMode::OptIn,
        paths: animal.paths.iter().map(|&path| path.to_owned()).collect(),
        ..ScanOptions::active(Label::from_random(20_261_125))
    };
    let mut recording = Recording::new(target);
    let since = Instant::now();
    record(&mut client.session(), &mut recording, &options).await;
    let took = since.elapsed();
    let findings = judge(&recording, &JudgeOptions::default()).findings;
    Scanned { animal, recording, findings, took }
}

impl Scanned {
    /// The flaws that were found, of those that are there.
    #[must_use]
    pub fn found(&self) -> BTreeSet<Flaw> {
        let meant: BTreeSet<_> = self.findings.iter().flat_map(means).collect();
        self.animal.has.iter().copied().filter(|flaw| meant.contains(flaw)).collect()
    }

    /// The flaws that were not found although they are there.
    #[must_use]
    pub fn missed(&self) -> BTreeSet<Flaw> {
        let found = self.found();
        self.animal.has.iter().copied().filter(|flaw| !found.contains(flaw)).collect()
    }

    /// What was found and is not there, notes included.
    pub fn false_alarms(&self) -> impl Iterator<Item = &Finding> {
        let is_there = |flaw: &Flaw| self.animal.has_or_may_have(*flaw);
        self.findings.iter().filter(move |finding| !means(finding).iter().any(is_there))
    }

    /// What went wrong with the scan itself, one sentence each: a limit that did not hold, or a visit
    /// that ended otherwise than it must.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.took > limits().target + GRACE {
            faults.push(format!("the scan took {} s", self.took.as_secs()));
        }
        for entry in &self.recording.entries {
            let Some(answer) = entry.response() else { continue };
            if answer.body.bytes.len() > MAX_BODY_BYTES || answer.head.len() > MAX_HEAD_BYTES {
                faults.push(format!("an answer to `{}` is too large", entry.exchange.request.url));
            }
        }
        let visit = self.recording.of(Purpose::Visit).last();
        let outcome = visit.map(|(_, entry)| &entry.exchange.outcome);
        match outcome {
            None => faults.push("there was no visit".to_owned()),
            Some(Ok(_)) if self.animal.fails.is_empty() => {}
            Some(Ok(_)) => faults.push("the visit should have failed".to_owned()),
            Some(Err(failure)) if self.animal.fails.contains(&failure.kind) => {}
            Some(Err(failure)) => faults.push(format!("the visit failed: {failure}")),
        }
        faults
    }

    /// Whether everything was found that is there, and nothing that is not, within the limits.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.missed().is_empty() && self.false_alarms().next().is_none() && self.faults().is_empty()
    }
}

/// What a finding of ours can mean.
#[must_use]
pub fn means(finding: &Finding) -> Vec<Flaw> {
    let name = finding.check.name;
    vec![match name {
        "stranger-reads-with-credentials" => return vec![Flaw::Stranger, Flaw::StrangerOverHttp],
        "stranger-reads-without-credentials" => Flaw::StrangerPublic,
        "null-origin-reads" => Flaw::Null,
        "prefix-reads" => Flaw::Prefix,
        "suffix-reads" => Flaw::Suffix,
        "suffix-of-host-reads" => Flaw::SuffixOfHost,
        "unescaped-dot-reads" => Flaw::UnescapedDot,
        "truncated-reads" => Flaw::Truncated,
        "subdomain-reads" => Flaw::Subdomain,
        "insecure-origin-reads" => Flaw::Insecure,
        "other-port-reads" => Flaw::OtherPort,
        "special-character-reads" | "rare-character-reads" => Flaw::SpecialCharacter,
        "localhost-reads" => Flaw::Localhost,
        "localhost-prefix-reads" => Flaw::LocalhostPrefix,
        "publishable-reads" => Flaw::Publishable,
        "local-page-reads" => Flaw::FileOrExtension,
        "wildcard-with-credentials" => Flaw::StarWithCredentials,
        "invalid-allow-origin" => Flaw::InvalidAllowOrigin,
        "trusted-origins" => Flaw::Trusted,
        name => Flaw::Check(name),
    }]
}
