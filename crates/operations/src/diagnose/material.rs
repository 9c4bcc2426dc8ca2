//! What there is to explain: taken apart, and explained.

use std::io::Read;

use corsmith_diagnose::capture::{
    ExchangeFinding, HarEnd, HarReport, KnownPage, MAX_HAR_BYTES, explain_exchanges_of,
    explain_har, read_curl,
};
use corsmith_diagnose::{Diagnosis, MAX_TEXT_BYTES, diagnose_message};
use corsmith_fetch::Origin;
use corsmith_report::grouped;

use crate::Problem;

/// Everything that was found. All of it is masked.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// What messages tell of, in the order of the text.
    pub diagnoses: Vec<Diagnosis>,
    /// The fetches of `curl` output, and the failing ones of HAR files.
    pub exchanges: Vec<ExchangeFinding>,
    /// How many fetches of HAR files are fine.
    pub passing: usize,
    /// What could not be read to its end.
    pub warnings: Vec<String>,
}

impl Material {
    /// Explains `text`: messages, `curl` output, or a HAR file.
    ///
    /// # Errors
    ///
    /// If it is too long, or is a HAR file that cannot be read.
    ///
    /// ```
    /// use corsmith_operations::Material;
    ///
    /// assert!(Material::of("hello")?.is_empty());
    /// let material = Material::of("HTTP/2 200\ncontent-type: text/html\n")?;
    /// assert_eq!(material.exchanges.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn of(text: &str) -> Result<Self, Problem> {
        let mut material = Self::default();
        if Self::is_har(text.as_bytes()) {
            if text.len() as u64 > MAX_HAR_BYTES {
                return Err(Problem::too_large("the HAR file is too long"));
            }
            material.add_har(text.as_bytes(), "the HAR file")?;
        } else {
            material.add_text(text, "the text")?;
        }
        Ok(material)
    }

    /// Whether a text is a HAR file, by its first bytes.
    ///
    /// ```
    /// use corsmith_operations::Material;
    ///
    /// assert!(Material::is_har(b"\xef\xbb\xbf {\"log\": {\"entries\": []}}"));
    /// assert!(!Material::is_har(b"{\"error\": \"blocked by CORS policy\"}"));
    /// ```
    #[must_use]
    pub fn is_har(text: &[u8]) -> bool {
        const LONGEST_HEAD: usize = 1024;
        let head = &text[..text.len().min(LONGEST_HEAD)];
        let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        first.starts_with(b"{") && first.windows(5).any(|word| word == b"\"log\"")
    }

    /// Whether nothing was recognised.
    ///
    /// ```
    /// assert!(corsmith_operations::Material::default().is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.diagnoses.is_empty() && self.exchanges.is_empty() && self.passing == 0
    }

    /// Adds what `text`, called `name`, tells.
    ///
    /// # Errors
    ///
    /// If it is too long.
    ///
    /// ```
    /// use corsmith_operations::Material;
    ///
    /// let mut material = Material::default();
    /// material.add_text("Preflight response is not successful. Status code: 405", "a.txt")?;
    /// assert_eq!(material.diagnoses.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn add_text(&mut self, text: &str, name: &str) -> Result<(), Problem> {
        let found = diagnose_message(text).map_err(|_| Self::too_long(name))?;
        let exchanges = read_curl(text);
        self.exchanges.extend(explain_exchanges_of(&exchanges, &known_page(&found)));
        self.diagnoses.extend(found);
        Ok(())
    }

    /// Adds what the HAR file called `name` tells, read as a stream and in bounded memory.
    ///
    /// # Errors
    ///
    /// If it is no HAR file, or the source fails.
    ///
    /// ```
    /// use corsmith_operations::Material;
    ///
    /// let mut material = Material::default();
    /// material.add_har(&br#"{"log": {"entries": ["#[..], "a.har")?;
    /// assert_eq!(material.warnings.len(), 1);
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    pub fn add_har(&mut self, source: impl Read, name: &str) -> Result<(), Problem> {
        let report = explain_har(source).map_err(|error| {
            Problem::bad_request(format!("{name}: {error}"))
                .with_help("save it again with \"Save all as HAR\" of DevTools' Network panel")
        })?;
        self.keep(report, name);
        Ok(())
    }

    /// The problem of a text, called `name`, with more than [`MAX_TEXT_BYTES`].
    ///
    /// ```
    /// let problem = corsmith_operations::Material::too_long("a.txt");
    /// assert_eq!(problem.detail, "a.txt: the text is longer than the limit of 1,048,576 bytes");
    /// ```
    #[must_use]
    pub fn too_long(name: &str) -> Problem {
        let limit = grouped(MAX_TEXT_BYTES);
        Problem::too_large(format!("{name}: the text is longer than the limit of {limit} bytes"))
            .with_help("give only the lines around the error; recordings are HAR files")
    }

    fn keep(&mut self, report: HarReport, name: &str) {
        self.passing += report.passing;
        self.exchanges.extend(report.findings);
        if report.left_out > 0 {
            let count = report.left_out;
            self.warnings.push(format!(
                "{name}: {count} exchanges were left out, since the recording has too many"
            ));
        }
        if report.summary.end != HarEnd::Whole {
            let end = report.summary.end;
            let rest = if report.summary.entries > 0 {
                "what came before is explained"
            } else {
                "that is within its first exchange, so there is nothing to explain"
            };
            self.warnings.push(format!("{name}: {end}; {rest}"));
        }
    }
}

/// What the messages say of the page, for the exchanges that were pasted beside them.
fn known_page(found: &[Diagnosis]) -> KnownPage {
    let say = |name| found.iter().find_map(|diagnosis| diagnosis.message.captures.get(name));
    KnownPage {
        origin: say("origin").and_then(|origin| Origin::parse(origin).ok()),
        url: say("url").map(str::to_owned),
        method: say("method").map(str::to_owned),
        credentials: None,
        has_failed: !found.is_empty(),
    }
}
