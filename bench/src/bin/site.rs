//! `cargo xtask bench site`: how fast the site answers, and in how much memory.
//!
//! It starts the release binary that lies beside it, asks it over loopback from one thread for each
//! connection, and prints figures. Where `taskset` is installed and there are two processors, the
//! server has the first to itself, and this client the second.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

const STARTS: usize = 20;
const CONNECTIONS: usize = 4;
const REQUESTS: usize = 20_000;
const REQUESTS_BEFORE_MEMORY: usize = 100_000;

/// What the figures should be, as the issue of the site asks.
const MAX_START: Duration = Duration::from_millis(50);
const MIN_BUILDS_A_SECOND: f64 = 5_000.0;
const MAX_MEMORY_KIB: u64 = 40 * 1024;

/// A policy as somebody has it: three origins, two of them patterns, credentials.
const POLICY: &str = "v=1&name=orders&origins=https%3A%2F%2Fapp.example.com+https%3A%2F%2F*.partner.example\
    +http%3A%2F%2Flocalhost%3A*&methods=GET+PUT+DELETE&headers=Content-Type+Authorization&credentials=on\
    &expose=X-Request-Id&max-age=2h&data=private";

const DOCUMENT: &str = r#"{"policy":"[policy]\nallow-origins = ['https://app.example.com', 'https://*.partner.example', 'http://localhost:*']\nallow-methods = ['PUT', 'DELETE']\nallow-headers = ['Content-Type', 'Authorization']\nallow-credentials = true\nexpose-headers = ['X-Request-Id']\nmax-age = '2h'\ndata = 'private'\n","targets":["nginx"]}"#;

fn main() -> Result<(), String> {
    let again = env::args().nth(1).is_some();
    let several = thread::available_parallelism().is_ok_and(|processors| processors.get() > 1);
    let pinned = (again || several) && pin_to("0").is_some();
    if pinned && !again {
        let own = env::current_exe().map_err(|error| error.to_string())?;
        let mut command = pin_to("1").ok_or("`taskset` is gone")?;
        let status = command.arg(own).arg("pinned").status().map_err(|error| error.to_string())?;
        return status.success().then_some(()).ok_or_else(|| "the client failed".to_owned());
    }
    let place = if pinned { "one processor" } else { "all processors, the client's too" };
    say(&format!("The server has {place}.\n\n{}", started()?))?;
    let mut server = Server::start()?;
    let rows = [
        ("the page of a new policy", get("/", "")),
        ("build: the page of a policy", get(&format!("/?{POLICY}"), "")),
        ("build: the same, with nginx", get(&format!("/?{POLICY}&target=nginx"), "")),
        ("build: the same, compressed with Brotli", get(&format!("/?{POLICY}&target=nginx"), "br")),
        ("build: the same, compressed with gzip", get(&format!("/?{POLICY}&target=nginx"), "gzip")),
        ("build: the API, with nginx", post("/api/v1/build", DOCUMENT)),
        ("a chapter of the guide", get("/guide", "")),
    ];
    let mut asked = 0;
    for (name, request) in &rows {
        let (load, latencies) = (server.load(request, REQUESTS)?, server.latencies(request)?);
        asked += REQUESTS + latencies.len();
        say(&format!(
            "{name:44} {:>7.0} a second {:>7} bytes   one at a time: {} µs, 95 of 100 under {} µs",
            load.a_second,
            load.bytes,
            latencies[latencies.len() / 2].as_micros(),
            latencies[latencies.len() * 95 / 100].as_micros(),
        ))?;
        if name.starts_with("build: the API") {
            judge("builds a second", load.a_second >= MIN_BUILDS_A_SECOND)?;
        }
    }
    server.load(&rows[2].1, REQUESTS_BEFORE_MEMORY.saturating_sub(asked))?;
    let memory = server.memory_kib()?;
    say(&format!(
        "\nresident after {REQUESTS_BEFORE_MEMORY} requests: {:.1} MiB",
        mebibytes(memory)
    ))?;
    judge("memory", memory <= MAX_MEMORY_KIB)
}

/// From the start of the process to the line with its address, and to the first answer.
fn started() -> Result<String, String> {
    let (mut listens, mut answers) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut server = Server::start()?;
        listens.push(begun.elapsed());
        server.load(&get("/", ""), 1)?;
        answers.push(begun.elapsed());
    }
    listens.sort();
    answers.sort();
    let slowest = listens[STARTS - 1];
    judge("start-up", slowest < MAX_START)?;
    Ok(format!(
        "start-up: listens after {:.1} ms (slowest of {STARTS}: {:.1} ms), the first page is there after {:.1} ms\n",
        milliseconds(listens[STARTS / 2]),
        milliseconds(slowest),
        milliseconds(answers[STARTS / 2]),
    ))
}

struct Load {
    a_second: f64,
    bytes: usize,
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start() -> Result<Self, String> {
        let mut command = match pin_to("0") {
            Some(mut command) => {
                command.arg(binary()?);
                command
            }
            None => Command::new(binary()?),
        };
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("cannot start it: {error}"))?;
        let mut line = String::new();
        let stdout = child.stdout.take().ok_or("no standard output")?;
        BufReader::new(stdout).read_line(&mut line).map_err(|error| error.to_string())?;
        let address = line.trim_end().rsplit('/').nth(1).unwrap_or_default().parse();
        let address =
            address.map_err(|_| format!("it printed no address: `{}`", line.trim_end()))?;
        Ok(Self { child, address })
    }

    /// So many requests, spread over all connections, each asked as soon as the last is answered.
    fn load(&mut self, request: &[u8], requests: usize) -> Result<Load, String> {
        let address = self.address;
        let connections = CONNECTIONS.min(requests.max(1));
        let begun = Instant::now();
        let answered: Result<Vec<usize>, String> = thread::scope(|scope| {
            let clients: Vec<_> = (0..connections)
                .map(|_| {
                    scope.spawn(move || {
                        let mut client = Client::connect(address)?;
                        let mut bytes = 0;
                        for _ in 0..requests / connections {
                            bytes = client.ask(request)?;
                        }
                        Ok(bytes)
                    })
                })
                .collect();
            let ended = clients.into_iter().map(std::thread::ScopedJoinHandle::join);
            ended
                .map(|ended| ended.unwrap_or_else(|_| Err("a client fell over".to_owned())))
                .collect()
        });
        let seconds = begun.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "counts of requests are small")]
        let a_second = requests as f64 / seconds;
        Ok(Load { a_second, bytes: answered?.into_iter().max().unwrap_or_default() })
    }

    /// Sorted: how long each of some requests took on a connection that has no other.
    fn latencies(&mut self, request: &[u8]) -> Result<Vec<Duration>, String> {
        let mut client = Client::connect(self.address)?;
        let mut latencies = Vec::new();
        for _ in 0..1_000 {
            let begun = Instant::now();
            client.ask(request)?;
            latencies.push(begun.elapsed());
        }
        latencies.sort();
        Ok(latencies)
    }

    fn memory_kib(&self) -> Result<u64, String> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(path).map_err(|error| format!("no memory: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        kib.ok_or_else(|| "the system does not say how much memory is resident".to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is ours, and has nothing to finish.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    fn connect(address: SocketAddr) -> Result<Self, String> {
        let stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { stream, buffer: vec![0; 1024 * 1024] })
    }

    /// Asks, and reads the whole answer: its length with its head.
    fn ask(&mut self, request: &[u8]) -> Result<usize, String> {
        self.stream.write_all(request).map_err(|error| error.to_string())?;
        let mut read = 0;
        loop {
            let rest = self.buffer.get_mut(read..).unwrap_or_default();
            match self.stream.read(rest) {
                Ok(0) => return Err("the answer ends early".to_owned()),
                Ok(more) => read += more,
                Err(error) => return Err(error.to_string()),
            }
            let answer = self.buffer.get(..read).unwrap_or_default();
            if let Some(whole) = length(answer)? {
                return Ok(whole);
            }
        }
    }
}

/// The length of a whole answer; none if more of it has to come.
fn length(answer: &[u8]) -> Result<Option<usize>, String> {
    let Some(head) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(answer.get(..head).unwrap_or_default());
    if !text.starts_with("HTTP/1.1 200 ") {
        let whole = String::from_utf8_lossy(answer);
        return Err(format!("this is not answered well:\n{whole}"));
    }
    let body = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let body: usize = body.and_then(|body| body.parse().ok()).ok_or("an answer has no length")?;
    let whole = head + 4 + body;
    Ok((answer.len() >= whole).then_some(whole))
}

fn get(target: &str, coding: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {coding}\r\n\r\n")
        .into_bytes()
}

fn post(target: &str, json: &str) -> Vec<u8> {
    let length = json.len();
    format!(
        "POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
    )
    .into_bytes()
}

/// `taskset`, where it is installed, for one processor.
fn pin_to(processor: &str) -> Option<Command> {
    let found = Command::new("taskset").arg("--version").stdout(Stdio::null()).status();
    found.is_ok_and(|status| status.success()).then(|| {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", processor]);
        command
    })
}

fn binary() -> Result<PathBuf, String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let binary = own.with_file_name("corsmith");
    if binary.exists() { Ok(binary) } else { Err(format!("{} is not built", binary.display())) }
}

fn judge(name: &str, holds: bool) -> Result<(), String> {
    if holds { Ok(()) } else { say(&format!("*** {name}: not what it should be")) }
}

fn say(text: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{text}").map_err(|error| error.to_string())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

fn mebibytes(kib: u64) -> f64 {
    f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) / 1024.0
}
