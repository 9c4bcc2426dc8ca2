//! Whatever the file: the HAR reader ends, numbers its entries, and keeps to its limits; a JSON
//! document that is read whole, another parser takes for JSON, too.

#![no_main]

use corsmith_diagnose::capture::{HarEnd, MAX_HAR_ENTRIES, MAX_HEADERS, explain_har, read_har};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut count = 0;
    let read = read_har(bytes, |index, exchange| {
        assert_eq!(index, count);
        count += 1;
        assert!(exchange.request_headers.len() <= MAX_HEADERS);
        assert!(exchange.response_headers.len() <= MAX_HEADERS);
    });
    if let Ok(summary) = read {
        assert!(summary.entries <= MAX_HAR_ENTRIES);
        if summary.end == HarEnd::Whole {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            // Lone surrogates and bytes that are no UTF-8 the reader replaces, and serde_json refuses.
            let is_plain = text.is_ascii() && !text.windows(2).any(|pair| pair == b"\\u");
            if is_plain {
                serde_json::from_slice::<serde_json::Value>(text).expect("JSON");
            }
        }
    }
    let _ = explain_har(bytes);
});
