//! What there is to explain: read, taken apart, and explained.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use corsmith_diagnose::capture::{
    ExchangeFinding, HarEnd, HarReport, KnownPage, explain_exchanges_of, explain_har, mask,
    read_curl,
};
use corsmith_diagnose::{Diagnosis, MAX_TEXT_BYTES, diagnose_message};
use corsmith_fetch::Origin;
use corsmith_report::grouped;

use crate::error::Error;
use crate::input::{is_stdin, name_of};

/// Everything that was found.
#[derive(Default)]
pub(super) struct Material {
    pub(super) diagnoses: Vec<Diagnosis>,
    pub(super) exchanges: Vec<ExchangeFinding>,
    /// How many exchanges of HAR files are fine.
    pub(super) passing: usize,
    /// What could not be read to its end.
    pub(super) warnings: Vec<String>,
}

impl Material {
    pub(super) fn read(texts: &[String], files: &[PathBuf]) -> Result<Self, Error> {
        let mut material = Self::default();
        // An argument `-` is standard input, as everywhere.
        let (stdin, texts): (Vec<_>, Vec<_>) = texts.iter().partition(|text| *text == "-");
        let joined = texts.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        if !joined.is_empty() {
            material.text(&joined, "the text")?;
        }
        for file in files {
            material.file(file)?;
        }
        if !stdin.is_empty() || (joined.is_empty() && files.is_empty()) {
            if io::stdin().is_terminal() && stdin.is_empty() {
                return Err(Error::input("there is nothing to explain").help(
                    "give the message as an argument, pipe it in, or name a file with `--file`",
                ));
            }
            material.stream(io::stdin().lock(), Path::new("-"))?;
        }
        Ok(material)
    }

    /// Whether nothing was recognised.
    pub(super) const fn is_empty(&self) -> bool {
        self.diagnoses.is_empty() && self.exchanges.is_empty() && self.passing == 0
    }

    fn file(&mut self, path: &Path) -> Result<(), Error> {
        if is_stdin(path) {
            return self.stream(io::stdin().lock(), path);
        }
        let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
        self.stream(file, path)
    }

    /// A HAR is read as a stream, anything else as a text.
    fn stream(&mut self, source: impl Read, path: &Path) -> Result<(), Error> {
        let mut source = BufReader::new(source);
        let mut head = Vec::new();
        let reading = |error: io::Error| cannot_read(path, &error);
        source.by_ref().take(1024).read_to_end(&mut head).map_err(reading)?;
        let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        let whole = head.chain(source);
        let is_har = first.starts_with(b"{") && first.windows(5).any(|word| word == b"\"log\"");
        if is_har {
            return self.har(whole, path);
        }
        let mut bytes = Vec::new();
        whole.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(reading)?;
        // First of all: the cut may be within a character.
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(too_long(path));
        }
        let text = String::from_utf8(bytes)
            .ok()
            .filter(|text| !text.contains('\0'))
            .ok_or_else(|| not_a_text(path))?;
        self.text(&text, &name_of(path))
    }

    fn har(&mut self, source: impl Read, path: &Path) -> Result<(), Error> {
        let report = explain_har(source).map_err(|error| {
            Error::input(format!("{}: {error}", name_of(path)))
                .help("save it again with \"Save all as HAR\" of DevTools' Network panel")
        })?;
        self.keep(report, path);
        Ok(())
    }

    fn keep(&mut self, report: HarReport, path: &Path) {
        self.passing += report.passing;
        self.exchanges.extend(report.findings);
        if report.left_out > 0 {
            self.warnings.push(format!(
                "{}: {} exchanges were left out, since the recording has too many",
                name_of(path),
                report.left_out
            ));
        }
        if report.summary.end != HarEnd::Whole {
            let (name, end) = (name_of(path), report.summary.end);
            self.warnings.push(format!("{name}: {end}; what came before is explained"));
        }
    }

    fn text(&mut self, text: &str, name: &str) -> Result<(), Error> {
        let found = diagnose_message(text)
            .map_err(|error| Error::input(format!("{}: {error}", mask(name))))?;
        let exchanges = read_curl(text);
        self.exchanges.extend(explain_exchanges_of(&exchanges, &known_page(&found)));
        self.diagnoses.extend(found);
        Ok(())
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

/// A message may have been pasted where a file's name is expected.
fn cannot_read(path: &Path, error: &io::Error) -> Error {
    Error::reading(Path::new(mask(&path.to_string_lossy()).as_ref()), error)
}

fn too_long(path: &Path) -> Error {
    let limit = grouped(MAX_TEXT_BYTES);
    let name = name_of(path);
    Error::input(format!("{name}: the text is longer than the limit of {limit} bytes"))
        .help("give only the lines around the error; recordings are HAR files")
}

fn not_a_text(path: &Path) -> Error {
    Error::input(format!("{}: neither a text in UTF-8 nor a HAR file", name_of(path)))
        .help("give what the console printed, the output of `curl -i`, or a HAR file")
}
