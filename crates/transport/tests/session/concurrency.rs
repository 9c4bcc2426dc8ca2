//! Many sessions at a time.

use std::num::NonZeroUsize;
use std::sync::Arc;

use corsmith_scan::{Label, Recording, ScanOptions, Target, record};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, batch};

use crate::server::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scan_records_the_same_at_any_concurrency() {
    let server = Server::start(|connection| {
        while let Some(head) = connection.ask()? {
            let head = String::from_utf8_lossy(&head).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            let origin = head.lines().find_map(|line| line.strip_prefix("Origin: "));
            let origin = origin.unwrap_or("none").to_owned();
            connection.say(format!(
                "HTTP/1.1 200 OK\r\nX-Path: {path}\r\nAccess-Control-Allow-Origin: {origin}\r\n\
                 Content-Length: 0\r\n\r\n"
            ))?;
        }
        Ok(())
    });
    let client = Client::new(ClientOptions::new(AddressPolicy::AllowPrivate)).unwrap();
    let options = Arc::new(ScanOptions::active(Label::from_random(7)));
    let mut all = Vec::new();
    for concurrency in [1, 3, 40] {
        let before = server.accepted();
        let mut targets = (0..40).map(|number| Target::new(server.url(&format!("/{number}"))));
        let mut recorded = Vec::new();
        batch(
            NonZeroUsize::new(concurrency).unwrap(),
            async || targets.next(),
            |target| {
                let (client, options) = (client.clone(), Arc::clone(&options));
                async move {
                    let mut recording = Recording::new(target);
                    record(&mut client.session(), &mut recording, &options).await;
                    recording
                }
            },
            |recording| recorded.push(shown(&recording)),
        )
        .await;
        recorded.sort();
        assert_eq!(server.accepted() - before, 40, "a connection for each target");
        all.push(recorded);
    }
    assert_eq!(all[0].len(), 40);
    assert!(all[0][0].contains("X-Path"), "{}", all[0][0]);
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
}

fn shown(recording: &Recording) -> String {
    let entries = recording.entries.iter().map(|entry| {
        let answer = entry.exchange.outcome.as_ref().unwrap();
        format!("{} {}", entry.exchange.request.method, String::from_utf8_lossy(&answer.head))
    });
    format!("{} {}", recording.target.url, entries.collect::<String>())
}
