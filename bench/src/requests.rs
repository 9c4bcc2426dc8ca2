//! Requests to answer.

use crate::origins;

/// A request as every server under comparison gets it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What it is: the benchmark's name.
    pub name: &'static str,
    /// The method.
    pub method: &'static str,
    /// The header lines.
    pub headers: Vec<(&'static str, Vec<u8>)>,
}

/// What browsers send besides, since every header line costs a comparison.
const USUAL: [(&str, &str); 8] = [
    ("host", "api.example.com"),
    ("connection", "keep-alive"),
    ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("accept", "application/json"),
    ("accept-language", "en-GB,en;q=0.5"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
    ("referer", "https://tenant-0000000.customers.example.com/"),
    ("sec-fetch-mode", "cors"),
];

impl Sample {
    fn new(name: &'static str, method: &'static str, cors: Vec<(&'static str, Vec<u8>)>) -> Self {
        let usual = USUAL.iter().map(|(name, value)| (*name, value.as_bytes().to_vec()));
        Self { name, method, headers: usual.chain(cors).collect() }
    }

    fn actual(name: &'static str, origin: String) -> Self {
        Self::new(name, "GET", vec![("origin", origin.into_bytes())])
    }

    fn preflight(name: &'static str, origin: String, names: Vec<u8>) -> Self {
        let lines = vec![
            ("origin", origin.into_bytes()),
            ("access-control-request-method", b"PUT".to_vec()),
            ("access-control-request-headers", names),
        ];
        Self::new(name, "OPTIONS", lines)
    }

    /// The header lines as [`corsmith_policy::Request`] takes them.
    #[must_use]
    pub fn lines(&self) -> Vec<(&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (*name, value.as_slice())).collect()
    }
}

/// The requests that [`crate::policies::ordinary`] is asked, adversarial ones last.
///
/// ```
/// let samples = corsmith_bench::requests::samples();
/// assert_eq!(samples[0].name, "no-origin");
/// ```
#[must_use]
pub fn samples() -> Vec<Sample> {
    let allowed = || origins::nth(0);
    let names = || b"authorization,content-type,x-request-id".to_vec();
    vec![
        Sample::new("no-origin", "GET", Vec::new()),
        Sample::actual("actual-hit", allowed()),
        Sample::actual("actual-miss", origins::MISS.to_owned()),
        Sample::preflight("preflight-ok", allowed(), names()),
        Sample::preflight("preflight-origin-denied", origins::MISS.to_owned(), names()),
        Sample::preflight("preflight-header-denied", allowed(), b"authorization,x-secret".to_vec()),
        Sample::actual("actual-1-MB-origin", origins::huge(1_000_000)),
        Sample::preflight("preflight-100-KB-of-commas", allowed(), vec![b','; 100_000]),
        Sample::preflight("preflight-100-KB-of-names", allowed(), b"x-abcde,".repeat(12_500)),
        Sample::preflight("preflight-1-MiB-of-names", allowed(), b"x-abcde,".repeat(131_072)),
    ]
}
