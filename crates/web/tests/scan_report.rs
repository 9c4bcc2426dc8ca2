//! What a report says on its page and in its files.

use corsmith_report::scan::{
    Detail, HarWriter, ScanFormat, ScanReport, WriterOptions, wire, write_all,
};
use corsmith_scan::{
    JudgeOptions, Label, Profile, Recording, ScanOptions, Severity, Target as Scanned, judge,
    record,
};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions};

use crate::scan_target::{Site, Target};

#[test]
fn every_download_is_what_the_command_writes() {
    let (site, target) = (Site::start(), Target::start());
    let cookie = "200 OK\nContent-Type: text/html\nSet-Cookie: id=1\n\n<script src=http://b.example/></script>";
    target.publish("/a?b", cookie);
    for (profile, name) in [(Profile::Site, "site"), (Profile::Api, "api")] {
        let page = site.scan(&[("url", &target.url("/a?b")), ("profile", name)]);
        site.report(&page);
        let json = site.get(&format!("{page}/report.json"), "");
        let json: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
        let began = json["reports"][0]["started_at"].as_str().unwrap();
        let report = report_of(&target.url("/a?b"), profile, began);
        for format in ScanFormat::ALL {
            let extension = format.extension();
            let file = site.get(&format!("{page}/report.{extension}"), "");
            assert_eq!(file.status, 200, "{format}");
            assert_eq!(file.header("cache-control"), Some("no-store"), "{format}");
            let name = format!("attachment; filename=\"corsmith-scan.{extension}\"");
            assert_eq!(file.header("content-disposition"), Some(&*name));
            let options = WriterOptions {
                detail: Detail::Full,
                threshold: Severity::High,
                ..WriterOptions::default()
            };
            let expected = write_all(format, options, std::slice::from_ref(&report));
            assert_eq!(file.text(), expected, "{format}");
        }
        let har = site.get(&format!("{page}/report.har"), "");
        assert_eq!(
            har.header("content-disposition"),
            Some("attachment; filename=\"corsmith-scan.har\"")
        );
        assert_eq!(har.text(), har_of(&report));
        for file in ["report.exe", "report.", "report", "x.json", "report.json.json"] {
            assert_eq!(site.get(&format!("{page}/{file}"), "").status, 404, "{file}");
        }
    }
}

/// The same scan without a site.
fn report_of(url: &str, profile: Profile, began: &str) -> ScanReport {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::new(ClientOptions::new(AddressPolicy::AllowPrivate)).unwrap();
    let mut recording = Recording::new(Scanned::parse(url).unwrap());
    let options = ScanOptions::passive(Label::from_random(1));
    runtime.block_on(record(&mut client.session(), &mut recording, &options));
    let judgement = judge(&recording, &JudgeOptions { profile, ..JudgeOptions::default() });
    ScanReport::new(recording, judgement, profile, began.to_owned())
}

fn har_of(report: &ScanReport) -> String {
    let mut writer = HarWriter::new(report.started_at.clone());
    let entries: String = report.recording.entries.iter().map(|entry| writer.add(entry)).collect();
    entries + &writer.end()
}

#[test]
fn the_page_says_all_that_the_files_say() {
    let (site, target) = (Site::start(), Target::start());
    let answer = "200 OK\nContent-Type: text/html\nServer: nginx/1.27.3\nSet-Cookie: id=1\n\n<script src=http://b.example/></script>";
    target.publish("/", answer);
    let page = site.report(&site.scan(&[("url", &target.url("/"))]));
    let shown = text_of(&page);
    let report = wire::Report::new(&report_of(&target.url("/"), Profile::Site, ""));
    let grade = report.grade.as_ref().unwrap();
    assert!(report.findings.len() > 5 && grade.points.len() > 5);
    let mut said = vec![
        report.target.clone(),
        format!("{} of 100", grade.score),
        report.server.clone().unwrap(),
        format!("{} checks for a site", report.checks.len()),
    ];
    for finding in &report.findings {
        said.push(format!("{} {} {}", finding.severity, finding.name, finding.check));
        said.extend([finding.message[1..].to_owned(), finding.help.clone(), finding.place()]);
        said.extend([finding.confidence.clone(), finding.clause.to_owned()]);
        said.extend(finding.who.iter().chain(&finding.subject).cloned());
        said.extend(finding.fix.iter().flat_map(|fix| &fix.lines).cloned());
        for evidence in &finding.evidence {
            let exchange = &report.exchanges[evidence.exchange];
            said.extend(
                [&evidence.seen, &exchange.curl, &exchange.head, &exchange.script]
                    .map(Clone::clone),
            );
            said.extend(exchange.curl_notes.iter().chain(&exchange.script_notes).cloned());
        }
    }
    for point in grade.points.iter().filter(|point| point.delta < 0) {
        said.extend([point.delta.to_string(), point.score_without.to_string()]);
        said.extend([point.why[1..].to_owned(), point.raise.clone()]);
    }
    for said in said {
        let said = words(&said.replace('`', ""));
        assert!(shown.contains(&said), "no `{said}` in {shown}");
    }
    // The worst is first.
    let places: Vec<_> = ["high", "medium", "low", "info"]
        .iter()
        .filter_map(|severity| page.find(&format!("<span class=\"severity\">{severity}</span>")))
        .collect();
    assert!(places.len() > 2 && places.is_sorted(), "{places:?}");
}

/// What a reader sees of a page: its text, with single blanks.
fn text_of(page: &str) -> String {
    let mut text = String::new();
    for piece in page.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        // These do not part what stands before them from what stands after them.
        if !matches!(name, "code" | "a" | "span") {
            text.push(' ');
        }
        text.push_str(after);
    }
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    words(&marks.iter().fold(text, |text, (mark, character)| text.replace(mark, character)))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_server_says_is_text() {
    let (site, target) = (Site::start(), Target::start());
    let hostile = "<script>alert(1)</script>";
    let answer = format!(
        "200 OK\nServer: {hostile}\nSet-Cookie: {hostile}=1\nX-Powered-By: {hostile}\n\n{hostile}"
    );
    target.publish("/?q=%3Cscript%3Ealert(1)%3C/script%3E", &answer);
    let page = site.scan(&[("url", &target.url(&format!("/?q={hostile}")))]);
    let report = site.report(&page);
    assert!(report.contains("alert(1)") && !report.contains("<script>alert"), "{report}");
}
