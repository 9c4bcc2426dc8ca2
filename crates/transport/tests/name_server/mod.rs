//! A name server on loopback that changes its mind.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use hickory_proto::op::{Message, OpCode, Query, ResponseCode};
use hickory_proto::rr::rdata::{CNAME, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

/// What is said when a name is asked for once: addresses, and `word:value` for the rest.
pub(crate) type Round = &'static [&'static str];

/// A name server for the names in its script.
pub(crate) struct NameServer {
    pub(crate) address: SocketAddr,
    questions: Arc<AtomicUsize>,
}

/// The rounds of each name. The last round is repeated.
///
/// A round is a list of addresses for the questions of their type, `cname:NAME` for an alias whose
/// target has to be asked for, `chain:NAME` for an alias with the target's addresses in the same
/// answer, `other:ADDRESS` for an address under another name than was asked for, `ttl:SECONDS`
/// (otherwise 0), `count:ADDRESS` for many addresses from that one on, `code:servfail`,
/// `code:refused`, `text:PART|PART` for a TXT record, and `silence:` for no answer at all. Names that are not in the script do not
/// exist.
type Script = HashMap<Name, Vec<Round>>;

struct Zone {
    script: Script,
    /// How often each name was asked for, by type.
    asked: Mutex<HashMap<(Name, RecordType), usize>>,
    questions: Arc<AtomicUsize>,
}

impl NameServer {
    /// Starts a server. It ends with the runtime.
    pub(crate) async fn start(script: &[(&str, &[Round])]) -> Self {
        let script = script
            .iter()
            .map(|(name, rounds)| (Name::from_ascii(name).unwrap(), rounds.to_vec()))
            .collect();
        let questions = Arc::new(AtomicUsize::new(0));
        let zone = Arc::new(Zone { script, asked: Mutex::default(), questions: questions.clone() });
        let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = tcp.local_addr().unwrap();
        let udp = UdpSocket::bind(address).await.unwrap();
        tokio::spawn(serve_udp(udp, zone.clone()));
        tokio::spawn(serve_tcp(tcp, zone));
        Self { address, questions }
    }

    /// How many questions it was asked.
    pub(crate) fn questions(&self) -> usize {
        self.questions.load(Ordering::SeqCst)
    }
}

async fn serve_udp(socket: UdpSocket, zone: Arc<Zone>) {
    let mut buffer = [0; 4096];
    while let Ok((length, peer)) = socket.recv_from(&mut buffer).await {
        let Some(answer) = zone.answer(&buffer[..length]) else { continue };
        let mut bytes = answer.to_vec().unwrap();
        if bytes.len() > 1232 {
            zone.forget(&answer.queries[0]);
            bytes = answer.truncate().to_vec().unwrap();
        }
        let _ = socket.send_to(&bytes, peer).await;
    }
}

async fn serve_tcp(listener: TcpListener, zone: Arc<Zone>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve_stream(stream, zone.clone()));
    }
}

async fn serve_stream(mut stream: TcpStream, zone: Arc<Zone>) -> Option<()> {
    loop {
        let mut question = vec![0; usize::from(stream.read_u16().await.ok()?)];
        stream.read_exact(&mut question).await.ok()?;
        let answer = zone.answer(&question)?.to_vec().unwrap();
        stream.write_u16(u16::try_from(answer.len()).unwrap()).await.ok()?;
        stream.write_all(&answer).await.ok()?;
    }
}

impl Zone {
    fn answer(&self, question: &[u8]) -> Option<Message> {
        let question = Message::from_vec(question).ok()?;
        let query = question.queries.first()?.clone();
        self.questions.fetch_add(1, Ordering::SeqCst);
        let mut answer = Message::response(question.metadata.id, OpCode::Query);
        answer.metadata.authoritative = true;
        answer.metadata.recursion_available = true;
        answer.add_query(query.clone());
        match self.round(query.name(), query.query_type()) {
            None => answer.metadata.response_code = ResponseCode::NXDomain,
            Some(round) => self.say(round, query.name(), query.query_type(), &mut answer)?,
        }
        Some(answer)
    }

    /// A question that is asked again for the same answer.
    fn forget(&self, query: &Query) {
        let mut asked = self.asked.lock().unwrap();
        *asked.get_mut(&(query.name().to_lowercase(), query.query_type())).unwrap() -= 1;
    }

    fn round(&self, name: &Name, kind: RecordType) -> Option<Round> {
        let name = name.to_lowercase();
        let rounds = self.script.get(&name)?;
        let mut asked = self.asked.lock().unwrap();
        let count = asked.entry((name, kind)).or_default();
        let round = rounds[(*count).min(rounds.len() - 1)];
        *count += 1;
        Some(round)
    }

    fn say(&self, round: Round, name: &Name, kind: RecordType, answer: &mut Message) -> Option<()> {
        let ttl = round.iter().find_map(|word| word.strip_prefix("ttl:"));
        let ttl = ttl.map_or(0, |ttl| ttl.parse().unwrap());
        let mut add = |name: &Name, data: RData| {
            answer.add_answer(Record::from_rdata(name.clone(), ttl, data));
        };
        for word in round {
            match word.split_once(':').unwrap_or_default() {
                ("text", text) if kind == RecordType::TXT => {
                    let parts = text.split('|').map(str::to_owned).collect();
                    add(name, RData::TXT(TXT::new(parts)));
                }
                ("ttl" | "text", _) => {}
                ("silence", _) => return None,
                ("cname", target) => add(name, alias(target)),
                ("chain", target) => {
                    let target = Name::from_ascii(target).unwrap();
                    add(name, RData::CNAME(CNAME(target.clone())));
                    for address in self.round(&target, kind).unwrap_or_default() {
                        if let Some(data) = address_of(address, kind) {
                            add(&target, data);
                        }
                    }
                }
                ("other", address) => {
                    if let Some(data) = address_of(address, kind) {
                        add(&Name::from_ascii("other.test.").unwrap(), data);
                    }
                }
                ("count", first) => {
                    let first: std::net::Ipv4Addr = first.parse().unwrap();
                    for offset in 0..400 {
                        let address = std::net::Ipv4Addr::from_bits(first.to_bits() + offset);
                        if let Some(data) = address_of(&address.to_string(), kind) {
                            add(name, data);
                        }
                    }
                }
                ("code", code) => {
                    answer.metadata.response_code = match code {
                        "servfail" => ResponseCode::ServFail,
                        "refused" => ResponseCode::Refused,
                        _ => panic!("{code}"),
                    };
                    return Some(());
                }
                _ => {
                    if let Some(data) = address_of(word, kind) {
                        add(name, data);
                    }
                }
            }
        }
        Some(())
    }
}

fn alias(target: &str) -> RData {
    RData::CNAME(CNAME(Name::from_ascii(target).unwrap()))
}

fn address_of(text: &str, kind: RecordType) -> Option<RData> {
    let address: IpAddr = text.parse().unwrap_or_else(|_| panic!("`{text}` is no address"));
    let data = RData::from(address);
    (data.record_type() == kind).then_some(data)
}
