//! No text is too strange.

use corsmith_diagnose::{MAX_TEXT_BYTES, causes, diagnose_message};
use proptest::prelude::*;

/// Pieces of messages, and what stands between.
fn piece() -> impl Strategy<Value = String> {
    let samples: Vec<String> = causes()
        .iter()
        .flat_map(|cause| cause.messages.iter().filter_map(|message| message.template))
        .map(str::to_owned)
        .collect();
    let marks = [
        "'", "‘", "\\", "\\u", "&quot;", "\n", "\u{1b}[", "\u{1b}", ": ", "(", ")", ".", "://",
        "http://", "Grund:", "(Grund: ", "é", "\u{a0}",
    ];
    prop_oneof![
        prop::sample::select(samples).prop_flat_map(|text| {
            let length = text.chars().count();
            (Just(text), 0..=length, 0..=length).prop_map(|(text, a, b)| {
                text.chars().skip(a.min(b)).take(a.max(b) - a.min(b)).collect()
            })
        }),
        prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        diagnose_message(&text).unwrap();
    }

    #[test]
    fn any_pieces_of_messages_are_read(pieces in prop::collection::vec(piece(), 0..12)) {
        for diagnosis in diagnose_message(&pieces.concat()).unwrap() {
            prop_assert!(!diagnosis.candidates.is_empty());
            prop_assert!(diagnosis.candidates.is_sorted_by_key(|it| std::cmp::Reverse(it.likelihood)));
            prop_assert!(diagnosis.times > 0);
        }
    }

    // An escape before it may begin a sequence that ends with the message's first letter.
    #[test]
    fn a_message_is_found_in_any_text(before in "[^\"'`\\\\\u{1b}]{0,40}", after in "[ \n][a-z \n]{0,40}") {
        let message = "Access to fetch at 'https://a.example/' from origin 'https://b.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
        let diagnoses = diagnose_message(&format!("{before} {message}{after}")).unwrap();
        prop_assert!(diagnoses.iter().any(|it| it.message.id == "C5" && it.message.captures.get("url") == Some("https://a.example/")), "{:?}", diagnoses);
    }
}

/// A MiB made of what costs most: beginnings of messages, without spaces or line ends.
#[test]
fn the_longest_texts_are_read() {
    for seed in [
        "x",
        "'",
        "\\",
        "Reason: ",
        "Access to fetch at '",
        "has been blocked by CORS policy:",
        "is not allowed by Access-Control-Allow-Origin.",
        "Origin x is not allowed by Access-Control-Allow-Origin.",
        "net::ERR_FAILED",
        "header '' is not allowed according to header",
        "due to access control checks.",
        "(Grund: https://",
        "\u{1b}]",
    ] {
        let text = seed.repeat(MAX_TEXT_BYTES / seed.len());
        assert!(diagnose_message(&text).unwrap().len() <= 1000, "{seed}");
    }
}
