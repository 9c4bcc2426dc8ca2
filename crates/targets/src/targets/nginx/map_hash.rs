//! Whether nginx's hash tables hold the keys of our `map`s, as nginx itself decides it.

use serde::Serialize;

/// Sizes for `map_hash_max_size` and `map_hash_bucket_size`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct MapHash {
    pub(super) max_size: usize,
    pub(super) bucket_size: usize,
}

/// nginx's own, with the cache lines of 64 bytes that its builds for x86-64 and ARM assume.
const DEFAULT: MapHash = MapHash { max_size: 2048, bucket_size: 64 };

/// The size of a pointer, by which nginx aligns.
const POINTER: usize = 8;

/// The sizes that all `maps` need, each a list of plain keys; `None` where the defaults do.
///
/// nginx refuses to start when a key is longer than a bucket, and warns when it finds no size of
/// table in which no bucket overflows. Both are computed as in `ngx_hash_init`.
pub(super) fn needed(maps: &[Vec<&str>]) -> Option<MapHash> {
    let maps: Vec<Vec<Key>> =
        maps.iter().map(|keys| keys.iter().map(|key| Key::of(key)).collect()).collect();
    let most = maps.iter().map(Vec::len).max().unwrap_or(0);
    if most <= DEFAULT.max_size && maps.iter().all(|keys| DEFAULT.fits(keys)) {
        return None;
    }
    let max_size = DEFAULT.max_size.max((most * 2).next_power_of_two());
    // 32 KiB hold any key, which has less than 2 KiB, ten times over: the last is never reached.
    let buckets = (6..=15).map(|power| 1 << power);
    buckets
        .map(|bucket_size| MapHash { max_size, bucket_size })
        .find(|hash| maps.iter().all(|keys| hash.holds(keys, max_size)))
        .or(Some(MapHash { max_size, bucket_size: 1 << 15 }))
}

#[derive(Debug, Clone, Copy)]
struct Key {
    hash: usize,
    /// What it takes in a bucket.
    bytes: usize,
}

impl Key {
    fn of(key: &str) -> Self {
        let hash = key.bytes().fold(0_usize, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(usize::from(byte.to_ascii_lowercase()))
        });
        Self { hash, bytes: POINTER + (key.len() + 2).next_multiple_of(POINTER) }
    }
}

impl MapHash {
    /// Whether nginx finds a size without overflow.
    fn fits(self, keys: &[Key]) -> bool {
        let first = keys.len() / ((self.bucket_size - POINTER) / (2 * POINTER));
        (first.max(1)..=self.max_size).any(|size| self.holds(keys, size))
    }

    /// Whether no bucket of a table of `size` buckets overflows.
    fn holds(self, keys: &[Key], size: usize) -> bool {
        let mut filled = vec![0_usize; size];
        keys.iter().all(|key| {
            let Some(bucket) = filled.get_mut(key.hash % size) else { return false };
            *bucket += key.bytes;
            *bucket <= self.bucket_size - POINTER
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MapHash, needed};

    #[test]
    fn sizes_are_named_only_when_the_defaults_are_too_small() {
        assert_eq!(needed(&[vec!["https://app.example.com", "https://b.example"]]), None);
        let longest_that_fits = "x".repeat(46);
        assert_eq!(needed(&[vec![&longest_that_fits]]), None);
        let too_long = "x".repeat(47);
        assert_eq!(needed(&[vec![&too_long]]), Some(MapHash { max_size: 2048, bucket_size: 128 }));
    }

    #[test]
    fn thousands_of_keys_get_a_larger_table() {
        let keys: Vec<String> = (0..5000).map(|n| format!("https://tenant-{n}.example")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let hash = needed(&[keys]).expect("more than the defaults");
        assert_eq!(hash.max_size, 16_384);
        assert!((128..=1024).contains(&hash.bucket_size), "{hash:?}");
    }
}
