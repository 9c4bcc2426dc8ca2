//! Methods or header names: a list, and perhaps the wildcard.

use std::cmp::Ordering;

/// Methods, or header names, that a policy allows or exposes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameList {
    names: Vec<String>,
    /// Indices into `names`, sorted by length, then without regard to case.
    sorted: Vec<u16>,
    wildcard: bool,
}

impl NameList {
    /// The list of `names`, in their order; a `*` among them is the wildcard.
    ///
    /// ```
    /// let list = corsmith_policy::NameList::new(["*", "Authorization"].map(str::to_owned));
    /// assert!(list.has_wildcard());
    /// assert_eq!(list.names(), ["Authorization"]);
    /// ```
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut list = Self::default();
        for name in names {
            if name == "*" {
                list.wildcard = true;
            } else if !list.names.contains(&name) {
                list.names.push(name);
            }
        }
        // A document's lists have at most a few hundred entries.
        list.sorted = (0..u16::try_from(list.names.len()).unwrap_or(u16::MAX)).collect();
        let names = &list.names;
        list.sorted.sort_by(|&a, &b| {
            compare(names[usize::from(a)].as_bytes(), names[usize::from(b)].as_bytes())
        });
        list
    }

    /// Whether the wildcard is in the list.
    #[must_use]
    pub fn has_wildcard(&self) -> bool {
        self.wildcard
    }

    /// The names, without the wildcard, in the order written.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is neither a name nor the wildcard.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && !self.wildcard
    }

    /// Whether a method is listed: case-sensitive, as Fetch compares methods.
    #[must_use]
    pub fn lists_method(&self, method: &[u8]) -> bool {
        self.names.iter().any(|name| name.as_bytes() == method)
    }

    /// Whether a header name is listed: without regard to case. Allocates nothing.
    ///
    /// ```
    /// let list = corsmith_policy::NameList::new(["X-Request-Id".to_owned()]);
    /// assert!(list.lists_header(b"x-request-id"));
    /// ```
    #[must_use]
    pub fn lists_header(&self, name: &[u8]) -> bool {
        self.sorted
            .binary_search_by(|&index| compare(self.names[usize::from(index)].as_bytes(), name))
            .is_ok()
    }
}

fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let lower = |byte: &u8| byte.to_ascii_lowercase();
    // Lengths first: they tell most names apart without a look at their bytes.
    a.len().cmp(&b.len()).then_with(|| {
        if a.eq_ignore_ascii_case(b) {
            Ordering::Equal
        } else {
            a.iter().map(lower).cmp(b.iter().map(lower))
        }
    })
}
