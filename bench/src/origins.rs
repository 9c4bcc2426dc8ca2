//! Lists of origins, and origins to look up in them.

use corsmith_policy::{OriginPattern, OriginPatternError, OriginSet};

/// The list sizes that the benchmarks go through.
pub const SIZES: [usize; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/// An origin of the ordinary kind that no list here has.
pub const MISS: &str = "https://tenant-9999999.customers.example.com";

/// The origin at `index` of every list. All have the same length, so that lists of different
/// sizes differ in nothing else.
///
/// ```
/// assert_eq!(corsmith_bench::origins::nth(7), "https://tenant-0000007.customers.example.com");
/// ```
#[must_use]
pub fn nth(index: usize) -> String {
    format!("https://tenant-{index:07}.customers.example.com")
}

/// The last of the `size` origins of a list, the worst one to look for in order.
#[must_use]
pub fn last(size: usize) -> String {
    nth(size.saturating_sub(1))
}

/// The first `size` origins.
///
/// # Errors
///
/// None: every text is an origin pattern.
pub fn exact(size: usize) -> Result<OriginSet, OriginPatternError> {
    set((0..size).map(nth))
}

/// `size` patterns for subdomains: `https://*.tenant-….customers.example.com`.
///
/// # Errors
///
/// None: every text is an origin pattern.
pub fn subdomains(size: usize) -> Result<OriginSet, OriginPatternError> {
    set((0..size).map(|index| nth(index).replacen("://", "://*.", 1)))
}

/// The set that makes the most of a long host: a pattern for the subdomains of a base of every
/// number of labels, and any port, so that each suffix of the host is looked up twice.
///
/// # Errors
///
/// None: every text is an origin pattern.
pub fn deep() -> Result<OriginSet, OriginPatternError> {
    set((1..=125).map(|labels| format!("https://*.{}:*", vec!["b"; labels].join("."))))
}

/// An origin whose host has 127 labels, none of which [`deep`] knows.
#[must_use]
pub fn with_127_labels() -> String {
    format!("https://{}", vec!["a"; 127].join("."))
}

/// Not an origin, `length` bytes long: an origin at the front, then one long label.
#[must_use]
pub fn huge(length: usize) -> String {
    let origin = nth(0);
    let more = "a".repeat(length.saturating_sub(origin.len()));
    origin + &more
}

fn set(texts: impl Iterator<Item = String>) -> Result<OriginSet, OriginPatternError> {
    texts.map(|text| OriginPattern::parse(&text)).collect::<Result<_, _>>().map(OriginSet::new)
}
