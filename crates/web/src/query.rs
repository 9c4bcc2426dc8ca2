//! Queries and forms as pairs.

/// Decoded pairs of a query or of a form, in order.
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Of `key=value&…`. Malformed escapes stay as they are, and bytes that are not UTF-8 become
    /// U+FFFD: a link is data, and what is wrong in it shows as a wrong value.
    pub(crate) fn parse(query: &[u8]) -> Self {
        Self(form_urlencoded::parse(query).into_owned().collect())
    }

    /// The last value of `key` that is not empty: the button that was pressed comes last.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let values = self.0.iter().rev().filter(|(it, _)| it == key);
        values.map(|(_, value)| value.as_str()).find(|value| !value.is_empty())
    }

    /// Every value of `key`, in order.
    pub(crate) fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(it, _)| it == key).map(|(_, value)| value.as_str())
    }

    /// Takes the pairs of `keys` out.
    pub(crate) fn split(self, keys: &[&str]) -> (Self, Self) {
        let (taken, left) = self.0.into_iter().partition(|(key, _)| keys.contains(&key.as_str()));
        (Self(taken), Self(left))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
