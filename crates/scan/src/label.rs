//! The word that marks the origins of one scan.

use std::fmt;

/// A word of lower-case letters that no server knows: the names of the strangers whose origins the
/// probes send are made from it. Two scans have two labels, so that a cache of one does not answer
/// the other.
///
/// The strangers live under `.example` and `.test`, which are reserved (RFC 2606, section 2): their
/// names are sent, and never contacted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label(String);

impl Label {
    /// The label that a random number makes.
    ///
    /// ```
    /// use corsmith_scan::Label;
    ///
    /// let label = Label::from_random(20_261_125);
    /// assert_eq!(label.to_string().len(), 10);
    /// assert_ne!(label, Label::from_random(20_261_126));
    /// ```
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        // Neighbouring numbers have nothing in common afterwards (the finaliser of SplitMix64).
        let mut bits = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        // No vowels: a label is never a word that a server's pattern could mean.
        let letters = b"bcdfghjklmnpqrstvwxz";
        let text = (0..10).map(|_| {
            let letter = letters[usize::try_from(bits % 20).unwrap_or_default()];
            bits /= 20;
            char::from(letter)
        });
        Self(text.collect())
    }

    /// A word of five letters, for what takes short names only.
    pub(crate) fn short(&self) -> &str {
        self.0.get(..5).unwrap_or(&self.0)
    }

    /// The host of a stranger: a domain that anybody could register.
    #[must_use]
    pub fn stranger(&self) -> String {
        format!("{self}.example")
    }

    /// The host of a second stranger who has nothing in common with the first.
    #[must_use]
    pub fn second_stranger(&self) -> String {
        let reversed: String = self.0.chars().rev().collect();
        format!("www.{reversed}.test")
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
