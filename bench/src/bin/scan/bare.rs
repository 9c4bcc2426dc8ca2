//! A client that knows nothing of HTTP but where an answer ends: what asking costs at least.

use std::io;
use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::{runtime, task};

use crate::REQUESTS;
use crate::measured::Measured;
use crate::process::processor_seconds;

/// Asks every target of standard input, so many at a time.
pub(crate) fn ask_all(in_flight: usize) -> Result<Measured, String> {
    let (begun, processor) = (Instant::now(), processor_seconds()?);
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let targets = runtime.block_on(async {
        let mut workers = task::JoinSet::new();
        for _ in 0..in_flight {
            workers.spawn(async move {
                let (mut line, mut targets) = (String::new(), 0);
                loop {
                    line.clear();
                    let read = io::stdin().read_line(&mut line);
                    if read.map_err(|error| error.to_string())? == 0 {
                        return Ok(targets);
                    }
                    ask(line.trim_end()).await.map_err(|error| format!("`{line}`: {error}"))?;
                    targets += 1;
                }
            });
        }
        let counts: Vec<Result<usize, String>> = workers.join_all().await;
        counts.into_iter().sum::<Result<usize, String>>()
    })?;
    let measured = Measured { targets, requests: targets * REQUESTS, ..Measured::default() };
    measured.ended(begun, processor)
}

async fn ask(target: &str) -> io::Result<()> {
    let host = target.trim_start_matches("http://").trim_end_matches('/');
    let address: SocketAddr = host.parse().map_err(io::Error::other)?;
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let request = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: bare\r\nAccept: */*\r\n\
         Cache-Control: no-cache\r\nOrigin: https://stranger.example\r\n\r\n"
    );
    let mut buffer = [0; 1024];
    for _ in 0..REQUESTS {
        stream.write_all(request.as_bytes()).await?;
        let mut read = 0;
        while !is_whole(&buffer[..read])? {
            let more = stream.read(&mut buffer[read..]).await?;
            if more == 0 {
                return Err(io::Error::other("the answer ends early"));
            }
            read += more;
        }
    }
    Ok(())
}

fn is_whole(answer: &[u8]) -> io::Result<bool> {
    let Some(head) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(false);
    };
    let name = b"Content-Length: ";
    let place = answer.windows(name.len()).position(|window| window == name);
    let digits = place.map(|place| &answer[place + name.len()..]).unwrap_or_default();
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    let body = digits.fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
    if body == 0 {
        return Err(io::Error::other("the answer has no length"));
    }
    Ok(answer.len() >= head + 4 + body)
}
