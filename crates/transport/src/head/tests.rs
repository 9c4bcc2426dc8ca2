use corsmith_fetch::HeaderList;
use proptest::prelude::*;

use super::{HeadEnd, fields};

fn read(head: &str) -> Vec<(String, String)> {
    let list = fields(head.as_bytes());
    list.iter()
        .map(|(name, value)| (name.to_owned(), String::from_utf8_lossy(value).into_owned()))
        .collect()
}

fn check(head: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    assert_eq!(read(head), expected, "{head}");
}

#[test]
fn order_duplicates_and_case_are_kept() {
    check(
        "HTTP/1.1 200 OK\r\nX-A: 1\r\nVary: Origin\r\nx-a:2\r\nX-A:\r\n\r\nbody: no",
        &[("X-A", "1"), ("Vary", "Origin"), ("x-a", "2"), ("X-A", "")],
    );
}

#[test]
fn lines_end_with_or_without_a_carriage_return() {
    check("HTTP/1.1 200 OK\nA: 1\nB: 2\r\n\nC: 3", &[("A", "1"), ("B", "2")]);
}

#[test]
fn a_folded_value_is_one_value() {
    check(
        "HTTP/1.1 200 OK\r\nA: 1 \r\n  2\r\n\t3\r\nB:\r\n 4\r\n\r\n",
        &[("A", "1 2 3"), ("B", "4")],
    );
}

#[test]
fn what_is_no_field_is_left_out() {
    check("HTTP/1.1 200 OK\r\nno field\r\nA: 1\r\n\r\n", &[("A", "1")]);
    check("", &[]);
    check("\r\n\r\n", &[]);
    check("HTTP/1.1 200 OK", &[]);
    check("HTTP/1.1 200 OK\r\n fold: of nothing\r\n\r\n", &[(" fold", "of nothing")]);
}

#[test]
fn odd_bytes_of_a_value_are_kept() {
    let list = fields(b"HTTP/1.1 200 OK\r\nA: \xff\x00\x01\x80 z\r\n\r\n");
    assert_eq!(list.get("a").as_deref(), Some(&b"\xff\x00\x01\x80 z"[..]));
}

fn found(text: &str) -> Option<&str> {
    HeadEnd::default().find(text.as_bytes()).map(|place| &text[place])
}

#[test]
fn a_head_ends_with_its_empty_line() {
    let head = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";
    assert_eq!(found(&format!("{head}body\r\n\r\n")), Some(head));
    assert_eq!(found("HTTP/1.1 200 OK\nA: 1\n\nx"), Some("HTTP/1.1 200 OK\nA: 1\n\n"));
    assert_eq!(found("HTTP/1.1 200 OK\r\nA: 1\r\n"), None);
    assert_eq!(found(""), None);
}

#[test]
fn interim_heads_and_empty_lines_before_a_head_are_skipped() {
    let head = "HTTP/1.1 200 OK\r\n\r\n";
    let early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    assert_eq!(found(&format!("{early}HTTP/1.1 100\r\n\r\n{head}")), Some(head));
    assert_eq!(found(&format!("\r\n\n{head}")), Some(head));
    assert_eq!(found(early), None);
    let switching = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    assert_eq!(found(switching), Some(switching));
}

/// httparse leaves the folds of a value in it.
fn unfolded(value: &[u8]) -> Vec<u8> {
    let lines: Vec<_> = value
        .split(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .collect();
    match &lines[..] {
        [line] => line.to_vec(),
        [first, rest @ ..] => {
            let mut joined = first.trim_ascii_end().to_vec();
            for line in rest {
                joined.push(b' ');
                joined.extend_from_slice(line.trim_ascii());
            }
            joined
        }
        [] => Vec::new(),
    }
}

/// What could be a head: lines with what matters in them.
fn head_like() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        &b"HTTP/1.1 200 OK\r\n"[..],
        b"HTTP/1.1 103 Early\r\n",
        b"HTTP/1.0 404 \n",
        b"X-Name: value",
        b"vary:Origin , b",
        b"\r\n",
        b"\r\n",
        b"\n",
        b"\r",
        b":",
        b" ",
        b"\t",
        b"\xff",
        b"\0",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What mostly is a head: field lines, some of them odd, between a status line and an empty one.
fn mostly_head() -> impl Strategy<Value = Vec<u8>> {
    let line_end = proptest::sample::select(vec!["\r\n", "\n"]);
    let line = ("[A-Za-z0-9!_-]{1,6}", ": ?[ \t]?", "[ -~\u{80}-\u{ff}\t]{0,9}", line_end)
        .prop_map(|(name, colon, value, end)| format!("{name}{colon}{value}{end}"));
    let interim = proptest::sample::select(vec!["", "\r\n", "HTTP/1.1 100 \r\nA: b\r\n\r\n"]);
    (interim, proptest::collection::vec(line, 0..8)).prop_map(|(interim, lines)| {
        format!("{interim}HTTP/1.1 404 Not\r\n{}\r\nbody: 1\r\n\r\n", lines.concat()).into_bytes()
    })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let list = fields(&bytes);
        prop_assert!(list.len() <= bytes.len());
        if let Some(place) = HeadEnd::default().find(&bytes) {
            prop_assert!(place.end <= bytes.len());
        }
    }

    #[test]
    fn the_end_is_the_same_however_the_bytes_arrive(head in head_like(), step in 1_usize..9) {
        let mut end = HeadEnd::default();
        let in_steps = (0..=head.len())
            .step_by(step)
            .chain([head.len()])
            .find_map(|length| end.find(&head[..length]));
        prop_assert_eq!(in_steps, HeadEnd::default().find(&head));
    }

    #[test]
    fn a_head_that_httparse_accepts_is_read_the_same(
        bytes in prop_oneof![1 => head_like(), 3 => mostly_head()],
    ) {
        let mut slots = [httparse::EMPTY_HEADER; 64];
        let mut oracle = httparse::Response::new(&mut slots);
        let mut config = httparse::ParserConfig::default();
        config.allow_obsolete_multiline_headers_in_responses(true);
        let parsed = config.parse_response(&mut oracle, &bytes);
        let Ok(httparse::Status::Complete(length)) = parsed else { return Ok(()) };
        let expected: HeaderList =
            oracle.headers.iter().map(|field| (field.name, unfolded(field.value))).collect();
        prop_assert_eq!(fields(&bytes[..length]), expected);
        if oracle.code.is_some_and(|code| code >= 200) {
            prop_assert_eq!(HeadEnd::default().find(&bytes).map(|place| place.end), Some(length));
        }
    }

    #[test]
    fn what_is_written_is_read(
        list in proptest::collection::vec(("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}", "([!-~]([ -~]{0,20}[!-~])?)?"), 0..12),
    ) {
        let mut head = b"HTTP/1.1 200 OK\r\n".to_vec();
        for (name, value) in &list {
            head.extend(format!("{name}: {value}\r\n").bytes());
        }
        head.extend(b"\r\n");
        prop_assert_eq!(fields(&head), list.into_iter().collect::<HeaderList>());
    }
}
