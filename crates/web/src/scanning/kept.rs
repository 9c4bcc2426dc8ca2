//! What is kept of a scan once it is judged.

use corsmith_fetch::HeaderList;
use corsmith_report::scan::ScanReport;
use corsmith_scan::{Entry, Exchange, Finding};

/// Drops what no format of the report shows: the bodies. What stays is bounded by
/// [`MAX_SCAN_BYTES`](super::MAX_SCAN_BYTES).
pub(super) fn drop_bodies(report: &mut ScanReport) {
    for entry in &mut report.recording.entries {
        if let Ok(answer) = &mut entry.exchange.outcome {
            answer.body.bytes = Vec::new();
        }
    }
}

/// How many bytes of memory a report takes, about: what a server can make long, counted.
pub(super) fn bytes(report: &ScanReport) -> usize {
    let entries: usize = report.recording.entries.iter().map(of_entry).sum();
    let findings: usize = findings(report).map(of_finding).sum();
    size_of::<ScanReport>() + entries + findings
}

fn findings(report: &ScanReport) -> impl Iterator<Item = &Finding> {
    let accepted = report.judgement.suppressed.iter().map(|(finding, _)| finding);
    report.judgement.findings.iter().chain(accepted)
}

fn of_entry(entry: &Entry) -> usize {
    size_of::<Entry>() + size_of::<Exchange>() + of_exchange(&entry.exchange)
}

/// The same of what was asked once and what came back.
pub(super) fn of_exchange(exchange: &Exchange) -> usize {
    let request = &exchange.request;
    let answered = match &exchange.outcome {
        Ok(answer) => answer.head.len() + of_fields(&answer.headers) + answer.body.bytes.len(),
        Err(failure) => failure.detail.len() + failure.received.len(),
    };
    request.url.as_str().len() + of_fields(&request.headers) + answered
}

fn of_fields(fields: &HeaderList) -> usize {
    /// Two texts with their places, and what the allocator adds.
    const FIELD: usize = 64;
    fields.iter().map(|(name, value)| FIELD + name.len() + value.len()).sum()
}

fn of_finding(finding: &Finding) -> usize {
    let who = finding.who.as_ref().map_or(0, String::len);
    size_of::<Finding>() + finding.message.len() + finding.help.len() + who
}

#[cfg(test)]
mod tests {
    use corsmith_fetch::HeaderList;
    use corsmith_report::scan::{HarWriter, ScanFormat, ScanReport, WriterOptions, write_all};
    use corsmith_scan::{
        Exchange, JudgeOptions, Label, Profile, Recording, Request, Response, ScanOptions, Target,
        Transport, judge, record,
    };

    use super::{bytes, drop_bodies};

    /// A server that reflects origins and has much to say.
    struct Reflects;

    impl Transport for Reflects {
        async fn exchange(&mut self, request: &Request) -> Exchange {
            let origin = request.headers.get("origin").unwrap_or_default().into_owned();
            let mut fields = HeaderList::new();
            fields.append("Server", "nginx/1.27.3");
            fields.append("Content-Type", "text/html");
            fields.append("X-Long", "x".repeat(20_000));
            fields.append("Set-Cookie", "session=secret");
            if !origin.is_empty() {
                fields.append("Access-Control-Allow-Origin", origin);
                fields.append("Access-Control-Allow-Credentials", "true");
            }
            let mut answer = Response::new(200, fields);
            answer.body.bytes = b"<script src=http://cdn.example/a.js></script>".repeat(10_000);
            answer.body.read = answer.body.bytes.len() as u64;
            Exchange::new(request.clone(), Ok(answer))
        }

        async fn wait(&mut self, _: std::time::Duration) -> bool {
            true
        }
    }

    #[tokio::test]
    async fn every_format_says_the_same_and_the_memory_is_given_back() {
        for is_active in [false, true] {
            let label = Label::from_random(7);
            let options =
                if is_active { ScanOptions::active(label) } else { ScanOptions::passive(label) };
            let mut recording = Recording::new(Target::parse("https://api.example.com").unwrap());
            record(&mut Reflects, &mut recording, &options).await;
            let judgement = judge(&recording, &JudgeOptions::default());
            let began = "2026-11-25T10:00:00Z".to_owned();
            let whole = ScanReport::new(recording, judgement, Profile::Site, began);
            let mut kept = whole.clone();
            drop_bodies(&mut kept);
            for format in ScanFormat::ALL {
                let written = [&whole, &kept].map(|report| {
                    write_all(format, WriterOptions::default(), std::slice::from_ref(report))
                });
                assert!(written[0].contains("api.example.com"), "{format}");
                assert_eq!(written[0], written[1], "{format}");
            }
            let [har, of_kept] = [&whole, &kept].map(|report| {
                let mut writer = HarWriter::new(report.started_at.clone());
                let entries = report.recording.entries.iter();
                entries.map(|entry| writer.add(entry)).collect::<String>()
            });
            assert_eq!(har, of_kept);
            assert!(har.contains("x".repeat(20_000).as_str()));
            let bodies = whole.recording.entries.len() * 450_000;
            assert_eq!(bytes(&whole) - bytes(&kept), bodies);
        }
    }
}
