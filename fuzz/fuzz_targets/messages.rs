//! Whatever is pasted: messages are found within it, each means something, and no secret of a known
//! form comes back.

#![no_main]

use corsmith_diagnose::capture::{explain_exchanges, mask, read_curl};
use corsmith_diagnose::{MAX_TEXT_BYTES, diagnose_message};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(diagnoses) = diagnose_message(text) else {
        assert!(text.len() > MAX_TEXT_BYTES);
        return;
    };
    for diagnosis in &diagnoses {
        assert!(!diagnosis.candidates.is_empty());
        assert!(diagnosis.times > 0);
        let order: Vec<_> = diagnosis.candidates.iter().map(|it| it.likelihood).collect();
        assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
    }
    let masked = mask(text);
    assert_eq!(mask(&masked), masked, "masking twice is masking once");
    // Explaining never fails, whatever the output looks like.
    let _ = explain_exchanges(&read_curl(text));
});
