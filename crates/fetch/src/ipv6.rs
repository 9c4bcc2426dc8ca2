//! The serialisation of IPv6 addresses, without allocating.

use std::fmt::Write as _;
use std::net::Ipv6Addr;

/// `ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`
const LONGEST: usize = 39;

/// An IPv6 address as the URL standard serialises it
/// ([#concept-ipv6-serializer](https://url.spec.whatwg.org/#concept-ipv6-serializer)).
///
/// `Ipv6Addr`'s own `Display` will not do: it writes `::ffff:1.2.3.4`, the standard
/// `::ffff:102:304`.
pub(crate) struct SerializedIpv6 {
    bytes: [u8; LONGEST],
    length: usize,
}

impl SerializedIpv6 {
    pub(crate) fn new(address: Ipv6Addr) -> Self {
        let pieces = address.segments();
        let compress = longest_run_of_zeroes(&pieces);
        let mut text = Self { bytes: [0; LONGEST], length: 0 };
        let mut index = 0;
        while let Some(piece) = pieces.get(index) {
            if let Some((start, end)) = compress
                && index == start
            {
                text.push(if index == 0 { "::" } else { ":" });
                index = end;
                continue;
            }
            // Writing never fails: eight pieces of four digits and seven colons are 39 bytes.
            let _ = write!(text, "{piece:x}");
            if index < 7 {
                text.push(":");
            }
            index += 1;
        }
        text
    }

    pub(crate) fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or("")
    }

    fn push(&mut self, text: &str) {
        if let Some(free) = self.bytes.get_mut(self.length..self.length + text.len()) {
            free.copy_from_slice(text.as_bytes());
            self.length += text.len();
        }
    }
}

impl std::fmt::Write for SerializedIpv6 {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.push(text);
        Ok(())
    }
}

/// The first longest run of at least two zero pieces, as a half-open range.
fn longest_run_of_zeroes(pieces: &[u16; 8]) -> Option<(usize, usize)> {
    let mut longest: Option<(usize, usize)> = None;
    let mut start = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if *piece != 0 {
            start = index + 1;
            continue;
        }
        let length = index + 1 - start;
        if length >= 2 && longest.is_none_or(|(from, to)| length > to - from) {
            longest = Some((start, index + 1));
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use proptest::prelude::*;

    use super::SerializedIpv6;

    /// https://url.spec.whatwg.org/#concept-ipv6-serializer
    #[test]
    fn serialisations() {
        for (text, expected) in [
            ("::", "::"),
            ("::1", "::1"),
            ("1::", "1::"),
            ("2001:DB8::1", "2001:db8::1"),
            ("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
            ("::ffff:1.2.3.4", "::ffff:102:304"),
            ("0:0:1::", "0:0:1::"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ] {
            let address: Ipv6Addr = text.parse().unwrap();
            assert_eq!(SerializedIpv6::new(address).as_str(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_url_crate(pieces in prop::array::uniform8(prop_oneof![Just(0u16), any::<u16>()])) {
            let address = Ipv6Addr::from(pieces);
            let theirs = url::Host::<String>::Ipv6(address).to_string();
            prop_assert_eq!(format!("[{}]", SerializedIpv6::new(address).as_str()), theirs);
        }
    }
}
