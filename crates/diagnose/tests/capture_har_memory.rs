//! Files of 100 MB are read in little memory. Alone in its program, whose peak is measured.
#![cfg(target_os = "linux")]

use std::io::Read;

use corsmith_diagnose::capture::{HarEnd, MAX_KEPT_BYTES, explain_har};

/// Gives parts one after the other, some of them very often, without having them all at once.
struct Parts<I: Iterator<Item = &'static [u8]>>(I, &'static [u8]);

impl<I: Iterator<Item = &'static [u8]>> Read for Parts<I> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.1.is_empty() {
            let Some(next) = self.0.next() else { return Ok(0) };
            self.1 = next;
        }
        self.1.read(buffer)
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may read files")]
fn peak_bytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_ascii_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

#[test]
fn a_hundred_megabytes_take_a_few() {
    const BEGIN: &[u8] = br#"{"log":{"entries":["#;
    const ENTRY: &[u8] = br#"{"_resourceType":"fetch","request":{"method":"GET","url":"https://api.example/","headers":[{"name":"Origin","value":"https://app.example"}]},"response":{"status":200,"headers":[{"name":"X-Long","value":"0123456789012345678901234567890123456789012345678901234567890123456789"}],"content":{"text":""#;
    const BODY: &[u8] = &[b'x'; 64 * 1024];
    const END: &[u8] = br#""}}}"#;
    const COMMA: &[u8] = b",";
    const CLOSE: &[u8] = b"]}}";
    let before = peak_bytes().unwrap();

    // One body of 100 MB.
    let body = std::iter::repeat_n(BODY, 1600);
    let parts = [BEGIN, ENTRY].into_iter().chain(body).chain([END, CLOSE]);
    let report = explain_har(Parts(parts, b"")).unwrap();
    assert_eq!((report.summary.end, report.findings.len()), (HarEnd::Whole, 1));
    let peak = peak_bytes().unwrap() - before;
    println!("one body: {peak} bytes");
    assert!(peak < 4 * 1024 * 1024, "{peak}");

    // 90,000 entries with bodies of a KiB, all of which fail: more than are kept.
    let entry = [ENTRY, &BODY[..1024], END, COMMA];
    let parts = std::iter::repeat_n(entry, 90_000).flatten();
    let parts = [BEGIN].into_iter().chain(parts).chain([ENTRY, END, CLOSE]);
    let report = explain_har(Parts(parts, b"")).unwrap();
    assert_eq!((report.summary.end, report.summary.entries), (HarEnd::Whole, 90_001));
    assert_eq!(report.findings.len() + report.left_out, 90_001);
    assert!(report.left_out > 0);
    let peak = peak_bytes().unwrap() - before;
    println!("many entries: {peak} bytes, {} left out", report.left_out);
    assert!(peak < 5 * MAX_KEPT_BYTES, "{peak}");
}
