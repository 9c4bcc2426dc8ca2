//! A name server on loopback, for the names of a test.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex};

/// What the names have: the answers to questions, one after the other; the last one is repeated.
type Names = HashMap<String, Vec<Record>>;

/// What is said when a name is asked for.
#[derive(Clone)]
pub(crate) enum Record {
    /// These addresses.
    Addresses(Vec<Ipv4Addr>),
    /// This text.
    Text(String),
}

/// A name server. Names that nobody published do not exist.
pub(crate) struct NameServer {
    pub(crate) address: SocketAddr,
    names: Arc<Mutex<Names>>,
}

const TYPE_A: u16 = 1;
const TYPE_TXT: u16 = 16;

impl NameServer {
    pub(crate) fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let (address, names) = (socket.local_addr().unwrap(), Arc::<Mutex<Names>>::default());
        let known = Arc::clone(&names);
        std::thread::spawn(move || {
            let mut question = [0; 512];
            while let Ok((length, peer)) = socket.recv_from(&mut question) {
                let answer = answer(&question[..length], &mut known.lock().unwrap());
                socket.send_to(&answer, peer).unwrap();
            }
        });
        Self { address, names }
    }

    /// From now on a name has these answers.
    pub(crate) fn publish(&self, name: &str, answers: &[Record]) {
        self.names.lock().unwrap().insert(name.to_owned(), answers.to_vec());
    }
}

/// Addresses of loopback, by their last number.
pub(crate) fn loopback(numbers: &[u8]) -> Record {
    Record::Addresses(numbers.iter().map(|number| Ipv4Addr::new(127, 0, 0, *number)).collect())
}

impl Record {
    fn of(self, kind: u16) -> Vec<Vec<u8>> {
        match self {
            Self::Addresses(addresses) if kind == TYPE_A => {
                addresses.iter().map(|address| address.octets().to_vec()).collect()
            }
            Self::Text(text) if kind == TYPE_TXT => {
                vec![[&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()]
            }
            Self::Addresses(_) | Self::Text(_) => Vec::new(),
        }
    }
}

/// A message of RFC 1035, section 4: the question and its answers, valid for 0 seconds.
fn answer(message: &[u8], names: &mut Names) -> Vec<u8> {
    let (mut name, mut at) = (Vec::new(), 12);
    while message[at] != 0 {
        let end = at + 1 + usize::from(message[at]);
        name.push(String::from_utf8(message[at + 1..end].to_ascii_lowercase()).unwrap());
        at = end;
    }
    let kind = u16::from_be_bytes([message[at + 1], message[at + 2]]);
    let known = names.get_mut(&name.join("."));
    let code = if known.is_some() { 0 } else { 3 };
    let data = known.map_or_else(Vec::new, |records| {
        // Only questions for addresses count: each scan asks for both kinds of them.
        let is_next = kind == TYPE_A && records.len() > 1;
        let record = if is_next { records.remove(0) } else { records[0].clone() };
        record.of(kind)
    });
    let count = u8::try_from(data.len()).unwrap();
    let mut answer = [&message[..2], &[0x85, 0x80 | code, 0, 1, 0, count, 0, 0, 0, 0]].concat();
    answer.extend_from_slice(&message[12..at + 5]);
    for data in data {
        answer.extend_from_slice(&[0xc0, 12]);
        answer.extend_from_slice(&kind.to_be_bytes());
        answer.extend_from_slice(&[0, 1, 0, 0, 0, 0]);
        answer.extend_from_slice(&u16::try_from(data.len()).unwrap().to_be_bytes());
        answer.extend_from_slice(&data);
    }
    answer
}
