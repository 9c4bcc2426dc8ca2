//! Hosts for which browsers use `https` without having been there.

use std::collections::HashMap;

/// How far an entry of the list reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PreloadScope {
    /// The host alone.
    Host,
    /// The host and every host below it.
    HostAndBelow,
}

/// A list of hosts that browsers preload for HSTS. The browsers' own list is not part of Corsmith;
/// empty, it preloads nothing.
#[derive(Debug, Clone, Default)]
pub struct Preloads(HashMap<String, PreloadScope>);

impl Preloads {
    /// Adds a host, in lower case.
    pub fn insert(&mut self, host: impl Into<String>, scope: PreloadScope) {
        self.0.insert(host.into(), scope);
    }

    /// Whether a host is in the list, or below one that reaches so far.
    ///
    /// ```
    /// use corsmith_scan::{PreloadScope, Preloads};
    ///
    /// let mut list = Preloads::default();
    /// list.insert("example.com", PreloadScope::HostAndBelow);
    /// list.insert("example.org", PreloadScope::Host);
    /// assert!(list.covers("www.example.com") && list.covers("example.org"));
    /// assert!(!list.covers("www.example.org"));
    /// ```
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        let above = std::iter::successors(Some(host), |host| Some(host.split_once('.')?.1));
        self.0.contains_key(host)
            || above.skip(1).any(|host| self.0.get(host) == Some(&PreloadScope::HostAndBelow))
    }
}
