//! Secrets that are known by how they look, wherever they stand.

use super::spans::Spans;

/// The prefixes of keys, and how many characters follow at least.
const PREFIXES: [(&str, usize); 26] = [
    ("AKIA", 16),
    ("ASIA", 16),
    ("ABIA", 16),
    ("ACCA", 16),
    ("AIza", 30),
    ("SG.", 20),
    ("dop_v1_", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("npm_", 20),
    ("pypi-", 20),
    ("rk_live_", 16),
    ("shpat_", 20),
    ("sk-", 20),
    ("sk_live_", 16),
    ("sk_test_", 16),
    ("whsec_", 16),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("ya29.", 16),
];

/// Authentication schemes whose one parameter is a secret.
const SCHEMES: [&str; 2] = ["bearer", "basic"];

pub(super) fn find(text: &str, spans: &mut Spans) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut is_word_start = true;
    // No part of a JWT that begins before here has a dot after it.
    let mut no_dot_before = 0;
    while at < bytes.len() {
        let mut found = None;
        if at >= no_dot_before && begins_json_web_token(bytes, at) {
            match json_web_token(bytes, at) {
                Ok(length) => found = Some((0, length)),
                Err(end) => no_dot_before = end,
            }
        }
        if is_word_start {
            found = found
                .or_else(|| prefixed(bytes, at).map(|length| (0, length)))
                .or_else(|| scheme(bytes, at));
        }
        if let Some((skip, length)) = found {
            spans.push(at + skip..at + skip + length);
            at += skip + length;
            is_word_start = true;
            continue;
        }
        is_word_start = !bytes[at].is_ascii_alphanumeric();
        at += 1;
    }
}

/// The beginning of a JSON object in base64url: `{"`, or `{`, a line feed and perhaps more white space
/// before the `"`. There are hosts that begin with `ewo`.
fn begins_json_web_token(bytes: &[u8], at: usize) -> bool {
    let is_likely = bytes[at..].starts_with(b"eyJ") || bytes[at..].starts_with(b"ewo");
    let Some(inside) = is_likely.then(|| bytes.get(at..at + 8).and_then(decoded)).flatten() else {
        return false;
    };
    let after_space = inside[1..].trim_ascii_start();
    inside.is_ascii() && after_space.first().is_none_or(|byte| *byte == b'"')
}

/// How long a JWT is, signed, encrypted or neither: parts of base64url with dots between, the first
/// of which is a JSON object ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)). If it is none,
/// where its first part ends.
fn json_web_token(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let part = |from: usize| bytes[from..].iter().take_while(|byte| is_base64url(**byte)).count();
    let header_end = at + part(at);
    let mut end = header_end;
    while bytes.get(end) == Some(&b'.') && part(end + 1) > 0 {
        end += 1 + part(end + 1);
    }
    if end > header_end { Ok(end - at) } else { Err(header_end) }
}

const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The six bytes that eight characters of base64url stand for.
fn decoded(chars: &[u8]) -> Option<[u8; 6]> {
    let bits = |byte: &u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    if !chars.iter().all(|byte| is_base64url(*byte)) {
        return None;
    }
    let word = chars.iter().fold(0_u64, |word, byte| (word << 6) | u64::from(bits(byte)));
    let [_, _, inside @ ..] = word.to_be_bytes();
    Some(inside)
}

fn prefixed(bytes: &[u8], at: usize) -> Option<usize> {
    PREFIXES.iter().find_map(|(prefix, min)| {
        let rest = bytes[at..].strip_prefix(prefix.as_bytes())?;
        let count = rest
            .iter()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric()
                    || b"-_".contains(byte)
                    || (**byte == b'.' && prefix.ends_with('.'))
            })
            .count();
        (count >= *min).then_some(prefix.len() + count)
    })
}

/// `Bearer` or `Basic` and what follows: how far away it is, and how long.
fn scheme(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let name = SCHEMES.iter().find(|name| {
        bytes.get(at..at + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    })?;
    let after = &bytes[at + name.len()..];
    let blanks = match after {
        [b' ' | b'+' | b'\t', ..] => after.iter().take_while(|byte| b" +\t".contains(byte)).count(),
        [b'%', b'2', b'0', ..] => 3,
        _ => return None,
    };
    let token = &after[blanks..];
    let length = token
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=%".contains(byte))
        .count();
    let token = &token[..length];
    // `Bearer realm="x"` is a challenge, `Basic authentication` a word, `bearer tokens.` a sentence.
    let is_challenge = after.starts_with(b" ")
        && token.ends_with(b"=")
        && after.get(blanks + length) == Some(&b'"');
    let is_odd = |byte: &u8| !byte.is_ascii_lowercase() && *byte != b'.' && *byte != b'-';
    let is_secret = length >= 16 || (length >= 6 && token[1..].iter().any(is_odd));
    (!is_challenge && is_secret).then_some((name.len() + blanks, length))
}
