//! Versions of server software, as far as syntax depends on them.

use std::fmt;
use std::str::FromStr;

/// A major and a minor version. What follows them is read and dropped: where syntax changed within a
/// minor version, the target needs the later one and its page says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// `1` of `1.18`.
    pub major: u16,
    /// `18` of `1.18`.
    pub minor: u16,
}

impl Version {
    /// The version `major.minor`.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A text that is not a version such as `4`, `1.18` or `1.18.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionError {
    /// The text.
    pub text: String,
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a version such as `4`, `1.18` or `1.18.0`", self.text)
    }
}

impl std::error::Error for VersionError {}

impl FromStr for Version {
    type Err = VersionError;

    /// Reads `4` as 4.0 and `1.18.0` as 1.18.
    ///
    /// ```
    /// use corsmith_targets::Version;
    ///
    /// assert_eq!("1.18.0".parse(), Ok(Version::new(1, 18)));
    /// assert!("latest".parse::<Version>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || VersionError { text: text.chars().take(40).collect() };
        let mut numbers = Vec::new();
        for part in text.split('.') {
            numbers.push(part.parse::<u16>().map_err(|_| error())?);
        }
        match numbers[..] {
            [major] => Ok(Self::new(major, 0)),
            [major, minor] | [major, minor, _] => Ok(Self::new(major, minor)),
            _ => Err(error()),
        }
    }
}
