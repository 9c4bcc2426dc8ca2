//! The letters of the notation.

/// The origins of the tables. `$h` is `$a` without TLS, `$p` on another port, `$s` a subdomain of
/// it; `$a`, `$b` and `$c` are sites of their own.
const ORIGINS: [(&str, &str); 7] = [
    ("$a", "https://a.example"),
    ("$b", "https://b.example"),
    ("$c", "https://c.example"),
    ("$h", "http://a.example"),
    ("$p", "https://a.example:8443"),
    ("$s", "https://sub.a.example"),
    ("$i", "http://b.example"),
];

/// Writes the origins out.
pub(crate) fn expand(row: &str) -> String {
    ORIGINS.iter().fold(row.to_owned(), |text, (short, origin)| text.replace(short, origin))
}

/// Resolves `\s` (space), `\t`, `\n`, `\r`, `\0`, `\\` and `\xHH`, and `a×n` into `n` times `a`.
pub(crate) fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => result.push(match chars.next().unwrap() {
                's' => ' ',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '0' => '\0',
                'x' => {
                    let digits: String = chars.by_ref().take(2).collect();
                    char::from(u8::from_str_radix(&digits, 16).unwrap())
                }
                '\\' => '\\',
                other => panic!("unknown escape `\\{other}` in `{text}`"),
            }),
            '×' => {
                let mut digits = String::new();
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                let last = result.pop().unwrap();
                result.extend(std::iter::repeat_n(last, digits.parse().unwrap()));
            }
            other => result.push(other),
        }
    }
    result
}

/// One byte per character, as the standard's *isomorphic encode*.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect()
}

/// The reverse of [`bytes`].
pub(crate) fn chars(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// A field `name: value`, unescaped.
pub(crate) fn field(text: &str) -> (String, Vec<u8>) {
    let (name, value) = text.split_once(':').unwrap_or_else(|| panic!("no field: `{text}`"));
    (unescape(name.trim()), bytes(&unescape(value.trim())))
}
