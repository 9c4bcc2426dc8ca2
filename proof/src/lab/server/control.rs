//! What the laboratory's page asks of it, under `/-/` on the page's own origin.

use serde_json::Value;

use super::head::Head;
use crate::lab::notebook::Notebook;

const RUN: &str = include_str!("../page/run.html");
const RUN_SCRIPT: &str = include_str!("../page/run.js");
const FRAME: &str = include_str!("../page/frame.html");
const ATTEMPT_SCRIPT: &str = include_str!("../page/attempt.js");

/// The whole response.
pub(super) fn answer(head: &Head, body: &[u8], notebook: &Notebook) -> Vec<u8> {
    let path = head.target.split('?').next().unwrap_or_default();
    let number = |name| head.parameter(name).and_then(|value| value.parse::<u64>().ok());
    let index = |name| number(name).and_then(|value| usize::try_from(value).ok());
    match path {
        "/-/run" => ok("text/html", RUN),
        "/-/run.js" => ok("text/javascript", RUN_SCRIPT),
        "/-/frame" => ok("text/html", FRAME),
        "/-/attempt.js" => ok("text/javascript", ATTEMPT_SCRIPT),
        "/-/next" => {
            let batch = match (number("session"), number("after")) {
                (Some(session), Some(after)) => notebook.next_batch(session, after),
                _ => None,
            };
            ok("application/json", &batch.unwrap_or(Value::Null).to_string())
        }
        "/-/begin" => {
            if let (Some(batch), Some(n), Some(step)) = (number("batch"), index("n"), index("step"))
            {
                notebook.begin_step(batch, n, step);
            }
            ok("text/plain", "")
        }
        "/-/results" => {
            // A body that is not ours is not a result; the experiments in it stay unreported, which the driver notices.
            if let (Some(batch), Ok(results)) = (number("batch"), serde_json::from_slice(body)) {
                notebook.report(batch, &results);
            }
            ok("text/plain", "")
        }
        "/-/failed" => {
            if let Some(batch) = number("batch") {
                notebook.fail(batch, &String::from_utf8_lossy(body));
            }
            ok("text/plain", "")
        }
        _ => response("404 Not Found", "text/plain", ""),
    }
}

fn ok(content_type: &str, body: &str) -> Vec<u8> {
    response("200 OK", content_type, body)
}

fn response(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}; charset=utf-8\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
