//! tmp
use std::time::Instant;
#[test]
fn t() {
    let mb = 1usize << 20;
    let mk = |unit: &dyn Fn(usize) -> String, head: &str, tail: &str| { let mut s = head.to_owned(); let mut n = 0; while s.len() < mb - 40 { s.push_str(&unit(n)); n += 1; } s + tail };
    let rows = vec![
        ("link one key", mk(&|n| format!("+{n:x}"), "?origins=a", "")),
        ("link many keys", mk(&|n| format!("&origins={n:x}"), "?a=1", "")),
        ("link paths", mk(&|n| format!("&p{}-origins={n:x}", n % 50), "?a=1", "")),
        ("link long values", mk(&|n| format!("&origins={}", (0..100).map(|m| format!("{:x}+", m + n * 100)).collect::<String>()), "?a=1", "")),
        ("link own", mk(&|n| format!("+{n:x}"), "?p0-match=/&p0-own=a", "")),
        ("toml", mk(&|n| format!("'{n:x}',"), "[policy]\nallow-origins=[", "]")),
        ("toml keys", mk(&|n| format!("{n:x}=1\n"), "[policy]\n", "")),
        ("toml envs", mk(&|n| format!("[environment.x{n}]\nmax-age=-1\n"), "[policy]\n", "")),
        ("toml paths", mk(&|_| "[[policy.path]]\nmatch='x'\nmax-age=-1\n".to_owned(), "[policy]\n", "")),
        ("json deep", mk(&|_| "[".to_owned(), "{\"a\":", "")),
        ("yaml deep", mk(&|_| "[".to_owned(), "policy: ", "")),
        ("yaml list", mk(&|n| format!(" - {n}\n"), "policy:\n", "")),
        ("headers vary", mk(&|_| "Vary: Origin\n".to_owned(), "", "")),
        ("headers blocks", mk(&|_| "Access-Control-Allow-Origin: *\n\n".to_owned(), "", "")),
        ("headers strangers", mk(&|n| format!("Access-Control-{n}: *\n"), "", "")),
        ("headers misread", mk(&|n| format!("Access-Control-Allow-Methods: a b{n}\n\n"), "", "")),
        ("names alone", mk(&|_| "access-control-allow-origin\n".to_owned(), "", "")),
        ("newlines", mk(&|_| "\n".to_owned(), "a: b", "")),
        ("curl", mk(&|_| "curl -i a\nHTTP/1.1 200\n".to_owned(), "", "")),
        ("curl quotes", mk(&|_| "'".to_owned(), "curl -i ", "")),
        ("one line", mk(&|_| "a".to_owned(), "", "")),
        ("colons", mk(&|_| "a:".to_owned(), "", "")),
    ];
    for (name, text) in rows {
        let t = Instant::now();
        let r = corsmith_import::import(&text, None);
        println!("{name:20} {:?} {}", t.elapsed(), match r { Ok(i) => format!("{} {}", i.format, i.notes.len()), Err(e) => e.to_string().chars().take(80).collect() });
    }
}
