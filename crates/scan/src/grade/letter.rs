//! The letter of a score.

use std::fmt;

/// The letter of a score, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// Below 40: somebody can take what is not theirs, or the page cannot be trusted at all.
    F,
    /// From 40: a hole, or no protection on the way.
    D,
    /// From 60.
    C,
    /// From 75: what is missing needs something else to be made use of.
    B,
    /// From 90.
    A,
    /// 100: nothing was found, and everything was asked.
    APlus,
}

impl Letter {
    /// The letter of a score.
    ///
    /// ```
    /// use corsmith_scan::Letter;
    ///
    /// assert_eq!(Letter::of(100).to_string(), "A+");
    /// assert!(Letter::of(59) < Letter::of(60));
    /// ```
    #[must_use]
    pub fn of(score: u8) -> Self {
        match score {
            100.. => Self::APlus,
            90.. => Self::A,
            75.. => Self::B,
            60.. => Self::C,
            40.. => Self::D,
            _ => Self::F,
        }
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::APlus => "A+",
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::F => "F",
        })
    }
}
