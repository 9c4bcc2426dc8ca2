//! A site on the loopback interface that answers as a policy says, but for a mistake.

use corsmith_policy::{Format, Policy, PolicyDocument, Request, Selection};

use crate::scan_site::Site;

/// Changes the lines of an answer's head, but for the first.
pub(crate) type Mistake = fn(&mut Vec<(String, String)>);

/// Starts a site that ends with the test; its URL.
pub(crate) fn deployed(text: &str, mistake: Mistake) -> String {
    let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().unwrap();
    Site::new(move |head| answer(head, &policy, mistake)).url("/orders")
}

fn answer(head: &str, policy: &Policy, mistake: Mistake) -> String {
    let mut lines = head.split("\r\n");
    let mut request = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (request.next().unwrap_or_default(), request.next().unwrap_or_default());
    let fields: Vec<(&str, &[u8])> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name, value.trim().as_bytes()))
        .collect();
    let answer = policy.respond(&Request { method, target, headers: &fields });
    let status = answer.status.unwrap_or(200);
    let sent = answer.headers.iter();
    let mut sent: Vec<_> =
        sent.map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
    mistake(&mut sent);
    let mut text = format!("HTTP/1.1 {status} x\r\n");
    for (name, value) in sent {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 {
        text.push_str("Content-Length: 0\r\n");
    }
    text.push_str("\r\n");
    text
}
