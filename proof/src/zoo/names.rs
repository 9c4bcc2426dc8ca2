//! The zoo's own name server: every name below the domain leads to loopback, some elsewhere too.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::DOMAIN;
use super::animal::{Animal, Resolves};

/// Where the clouds tell a machine its secrets.
const METADATA: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);
/// How often the server looks whether it is to stop.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The type of a record with an IPv4 address (RFC 1035, section 3.2.2).
const TYPE_A: u16 = 1;
/// No such name (RFC 1035, section 4.1.1).
const NAME_ERROR: u8 = 3;

/// A name server over UDP; it stops when this is dropped.
pub(super) struct Names {
    pub(super) address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Names {
    pub(super) fn listen(animals: &'static [&'static Animal]) -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        socket.set_read_timeout(Some(LOOK_EVERY))?;
        let address = socket.local_addr()?;
        let stopping = Arc::<AtomicBool>::default();
        let stop = Arc::clone(&stopping);
        let thread = thread::Builder::new().name("zoo-names".to_owned()).spawn(move || {
            let mut asked = HashMap::new();
            let mut packet = [0; 1500];
            while !stop.load(Ordering::SeqCst) {
                let Ok((count, from)) = socket.recv_from(&mut packet) else { continue };
                if let Some(answer) = answer(&packet[..count], animals, &mut asked) {
                    let _ = socket.send_to(&answer, from);
                }
            }
        })?;
        Ok(Self { address, stopping, thread: Some(thread) })
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The answer to a query with one question; `None` for what is none.
fn answer(query: &[u8], animals: &[&Animal], asked: &mut HashMap<String, u32>) -> Option<Vec<u8>> {
    let question = query.get(12..)?;
    let (name, length) = name(question)?;
    let question = question.get(..length + 4)?;
    let kind = u16::from_be_bytes([question[length], question[length + 1]]);
    let known = name == DOMAIN || name.ends_with(&format!(".{DOMAIN}"));
    let addresses = if known && kind == TYPE_A {
        let count = asked.entry(name.clone()).or_insert(0);
        *count += 1;
        let animal = animals.iter().find(|animal| animal.host() == name);
        match (animal.map_or(Resolves::Honestly, |animal| animal.resolves), *count) {
            (Resolves::ToMetadataToo, _) => vec![Ipv4Addr::LOCALHOST, METADATA],
            (Resolves::ToMetadataLater, 2..) => vec![METADATA],
            _ => vec![Ipv4Addr::LOCALHOST],
        }
    } else {
        Vec::new()
    };
    let mut answer = query.get(..2)?.to_vec();
    // A response, recursion available, and the recursion that was desired.
    answer.extend([0x80 | (query[2] & 0x01), 0x80 | if known { 0 } else { NAME_ERROR }]);
    let count = u8::try_from(addresses.len()).unwrap_or_default();
    answer.extend([0, 1, 0, count, 0, 0, 0, 0]);
    answer.extend(question);
    for address in addresses {
        // The name of the question, A, Internet, no time to live, four bytes.
        answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]);
        answer.extend(address.octets());
    }
    Some(answer)
}

/// A name in lower case, and how many bytes it takes.
fn name(bytes: &[u8]) -> Option<(String, usize)> {
    let (mut labels, mut at) = (Vec::new(), 0);
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1;
        match length {
            0 => return Some((labels.join("."), at)),
            1..=63 => {
                let label = bytes.get(at..at + length)?;
                labels.push(String::from_utf8_lossy(label).to_ascii_lowercase());
                at += length;
            }
            // No question has a pointer.
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(name: &str) -> Vec<u8> {
        let mut query = vec![7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        for label in name.split('.') {
            query.push(u8::try_from(label.len()).unwrap());
            query.extend(label.as_bytes());
        }
        query.extend([0, 0, 1, 0, 1]);
        query
    }

    #[test]
    fn a_name_of_the_zoo_leads_to_loopback() {
        let answer = answer(&query("Any.example.org"), &[], &mut HashMap::new()).unwrap();
        assert_eq!(answer[3] & 0x0f, 0);
        assert!(answer.ends_with(&[0, 4, 127, 0, 0, 1]));
    }

    #[test]
    fn another_name_does_not_exist() {
        let answer = answer(&query("example.net"), &[], &mut HashMap::new()).unwrap();
        assert_eq!((answer[3] & 0x0f, answer[7]), (NAME_ERROR, 0));
    }

    #[test]
    fn what_is_no_query_has_no_answer() {
        let whole = query("a.example.org");
        for end in 0..whole.len() {
            assert_eq!(answer(&whole[..end], &[], &mut HashMap::new()), None, "{end}");
        }
    }
}
