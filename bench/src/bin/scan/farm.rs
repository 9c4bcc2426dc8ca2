//! 1,000 sites with one of ten CORS behaviours each, and a count of the connections to each.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{io, thread};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::{runtime, task};

use crate::list::{SITES, address};
use crate::process::{FARM, this_program};
use crate::say;

/// The farm as another process.
pub(crate) struct Farm {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    pub(crate) port: u16,
}

impl Farm {
    pub(crate) fn start() -> Result<Self, String> {
        let mut command = this_program(FARM)?;
        command.arg("farm").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("no farm: {error}"))?;
        let questions = child.stdin.take().ok_or("the farm has no input")?;
        let answers = BufReader::new(child.stdout.take().ok_or("the farm has no output")?);
        let mut farm = Self { child, questions, answers, port: 0 };
        let line = farm.line()?;
        farm.port = line.trim().parse().map_err(|_| format!("the farm said `{line}`"))?;
        Ok(farm)
    }

    /// The fewest and the most connections to a site since this was asked last.
    pub(crate) fn connections(&mut self) -> Result<(usize, usize), String> {
        writeln!(self.questions).map_err(|error| error.to_string())?;
        let line = self.line()?;
        let counts = line.trim().split_once(' ').ok_or("the farm does not count")?;
        let count = |text: &str| text.parse().map_err(|_| "the farm does not count".to_owned());
        Ok((count(counts.0)?, count(counts.1)?))
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| error.to_string())?;
        Ok(line)
    }
}

impl Drop for Farm {
    fn drop(&mut self) {
        // It is ours, and has nothing to finish.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Is the farm until standard input ends: says the port, then for each line the counts.
pub(crate) fn serve() -> Result<(), String> {
    let counts: Arc<[AtomicUsize]> = (0..SITES).map(|_| AtomicUsize::new(0)).collect();
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let port = runtime.block_on(open(&counts)).map_err(|error| {
        format!("cannot listen at {SITES} addresses, is the limit of open files 4,096? {error}")
    })?;
    // Stops with the process, and never sleeps: to be woken would cost a client that is slower than
    // the farm something for each request, and one that is as fast nothing.
    thread::spawn(move || {
        runtime.block_on(async {
            loop {
                task::yield_now().await;
            }
        });
    });
    say(&port.to_string())?;
    for _ in io::stdin().lines() {
        let counted: Vec<_> = counts.iter().map(|count| count.swap(0, Ordering::Relaxed)).collect();
        let fewest = counted.iter().min().copied().unwrap_or_default();
        let most = counted.iter().max().copied().unwrap_or_default();
        say(&format!("{fewest} {most}"))?;
    }
    Ok(())
}

/// Listens at every address on one port: there is no socket for loopback as a whole.
async fn open(counts: &Arc<[AtomicUsize]>) -> io::Result<u16> {
    let first = TcpListener::bind(address(0, 0)).await?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    for site in 1..SITES {
        listeners.push(TcpListener::bind(address(site, port)).await?);
    }
    for (site, listener) in listeners.into_iter().enumerate() {
        let counts = Arc::clone(counts);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counts[site].fetch_add(1, Ordering::Relaxed);
                // Whatever becomes of a connection, the client sees it.
                tokio::spawn(async move { answer_all(stream, site).await.ok() });
            }
        });
    }
    Ok(port)
}

async fn answer_all(mut stream: TcpStream, site: usize) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 4096];
    let mut answer = Vec::new();
    let mut read = 0;
    loop {
        let more = stream.read(&mut buffer[read..]).await?;
        if more == 0 {
            return Ok(());
        }
        read += more;
        // Clients ask one thing at a time, so that what ends with an empty line is one request.
        if buffer[..read].ends_with(b"\r\n\r\n") {
            write_answer(&mut answer, &buffer[..read], site);
            stream.write_all(&answer).await?;
            read = 0;
        }
    }
}

fn write_answer(answer: &mut Vec<u8>, request: &[u8], site: usize) {
    let is_preflight = request.starts_with(b"OPTIONS ");
    answer.clear();
    answer.extend_from_slice(if is_preflight {
        b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Methods: GET, PUT\r\n"
    } else {
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n"
    });
    answer.extend_from_slice(b"Server: farm\r\nX-Content-Type-Options: nosniff\r\n");
    if let Some((origin, has_credentials)) = allowed(origin(request), site % 10) {
        answer.extend_from_slice(b"Access-Control-Allow-Origin: ");
        answer.extend_from_slice(origin);
        answer.extend_from_slice(b"\r\n");
        if has_credentials {
            answer.extend_from_slice(b"Access-Control-Allow-Credentials: true\r\n");
        }
    }
    answer.extend_from_slice(if is_preflight { b"\r\n" } else { b"\r\n{\"orders\": []}" });
}

/// What one of the behaviours allows an origin, and whether with credentials.
fn allowed(origin: Option<&[u8]>, behaviour: usize) -> Option<(&[u8], bool)> {
    let own: &[u8] = b"https://app.example.com";
    match (behaviour, origin) {
        (0, Some(origin)) => Some((origin, true)),
        (1, Some(origin)) => Some((origin, false)),
        (2, _) => Some((b"*", false)),
        (3, _) => Some((b"*", true)),
        (4, Some(b"null")) => Some((b"null", true)),
        (5, Some(origin)) if origin.starts_with(b"http://127.1.") => Some((origin, true)),
        (6, Some(origin)) if origin.ends_with(b".example") => Some((origin, true)),
        (7, _) => Some((own, true)),
        (8, Some(origin)) if origin == own => Some((origin, true)),
        _ => None,
    }
}

fn origin(request: &[u8]) -> Option<&[u8]> {
    let name = b"origin: ";
    let mut lines = request.split(|&byte| byte == b'\n');
    let is_origin =
        |line: &&[u8]| line.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
    lines.find(is_origin).map(|line| line[name.len()..].trim_ascii_end())
}
