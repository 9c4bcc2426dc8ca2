//! Names whose values are secrets.

/// How sure a name is, and how its value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SecretName {
    /// `Authorization`: a scheme, then credentials.
    Authorization,
    /// `Cookie`: pairs.
    Cookie,
    /// `Set-Cookie`: a pair, then attributes.
    SetCookie,
    /// A secret wherever it stands.
    Strong,
    /// A word with other meanings: a secret as a query parameter, or where the value looks like one.
    Weak,
}

/// Endings that no harmless name has, whatever comes before and without a boundary.
const STRONG_ENDINGS: [&str; 21] = [
    "token",
    "tokens",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "apikey",
    "api-key",
    "api_key",
    "accesskey",
    "access-key",
    "access_key",
    "accesskeyid",
    "secretkey",
    "privatekey",
    "sessionid",
    "session-id",
    "session_id",
    "sessid",
    "signature",
    "credential",
];

/// Words that are secrets on their own or as a part of a name.
const STRONG_WORDS: [&str; 12] = [
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "jwt",
    "apikey",
    "otp",
    "samlresponse",
    "csrf",
    "xsrf",
];

/// Words that may be.
const WEAK_WORDS: [&str; 12] = [
    "key",
    "code",
    "auth",
    "sig",
    "sid",
    "session",
    "pass",
    "pin",
    "assertion",
    "verifier",
    "hmac",
    "ticket",
];

/// Words before `key` that make it a secret one.
const KEY_OWNERS: [&str; 14] = [
    "api",
    "access",
    "secret",
    "private",
    "subscription",
    "functions",
    "auth",
    "client",
    "app",
    "account",
    "shared",
    "signing",
    "encryption",
    "master",
];

/// Last words of names that say something about a secret, and not the secret.
const ABOUT: [&str; 7] = ["endpoint", "expires", "expiry", "in", "type", "uri", "url"];

/// Names are looked at up to this length.
const MAX_NAME_BYTES: usize = 128;

impl SecretName {
    pub(super) fn of(name: &str) -> Option<Self> {
        if name.len() > MAX_NAME_BYTES || name.len() < 3 {
            return None;
        }
        let lower = name.to_ascii_lowercase();
        match &*lower {
            "authorization" | "proxy-authorization" => return Some(Self::Authorization),
            "cookie" | "cookie2" => return Some(Self::Cookie),
            "set-cookie" | "set-cookie2" => return Some(Self::SetCookie),
            _ => {}
        }
        // The names of these headers have words in them that are secrets elsewhere; their values are
        // what a diagnosis is made of.
        if lower.starts_with("access-control-") || lower.starts_with("sec-fetch-") {
            return None;
        }
        if STRONG_ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
            return Some(Self::Strong);
        }
        let words = words(name);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        // `token_type`, `expires_in`.
        if words.last().is_some_and(|word| ABOUT.contains(&word.as_str())) {
            return None;
        }
        if has(&STRONG_WORDS) || ends_with_secret_key(&words) {
            return Some(Self::Strong);
        }
        has(&WEAK_WORDS).then_some(Self::Weak)
    }
}

fn ends_with_secret_key(words: &[String]) -> bool {
    let [.., owner, key] = words else { return false };
    key == "key" && KEY_OWNERS.contains(&owner.as_str())
}

/// `X-Api-Key`, `api_key`, `apiKey`: x, api, key.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for char in name.chars() {
        let is_mark = !char.is_ascii_alphanumeric();
        if is_mark || (char.is_ascii_uppercase() && was_lower) {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if !is_mark {
            word.push(char.to_ascii_lowercase());
        }
        was_lower = char.is_ascii_lowercase();
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}
