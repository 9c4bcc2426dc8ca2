//! `corsmith import`.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use corsmith_import::{ImportFormat, MAX_IMPORT_BYTES, import};
use corsmith_operations::{ImportDocument, pretty};
use corsmith_policy::Format;
use corsmith_report::grouped;

use crate::error::Error;
use crate::exit::{self, Exit};
use crate::format::{InputFormat, OutputFormat};
use crate::input::{is_stdin, name_of};
use crate::out::Out;

/// Make a policy of headers, a policy in another format, or a link
///
/// Reads response headers, the output of `curl -i` or `curl -v`, what DevTools copies, a policy in
/// TOML, YAML or JSON, or a link of the site, and prints the policy that is in it. Several answers,
/// such as a preflight's and the actual request's, are put together. What an answer cannot tell is
/// said on standard error. Values that no policy may have are kept: `corsmith lint` finds them.
#[derive(Args)]
#[command(after_help = format!("\
Examples:
  curl -i -H 'Origin: https://app.example.com' https://api.example.com/ | corsmith import
  corsmith import answers.txt > corsmith.toml
  corsmith import corsmith.toml --to yaml
  corsmith import 'http://127.0.0.1:8787/?origins=https://app.example.com'

{}", exit::HELP))]
pub(crate) struct Import {
    /// A file, or a link; `-`, and nothing, is standard input
    #[arg(value_name = "FILE|LINK")]
    source: Option<String>,
    /// What it is; by default its contents and its extension say
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Option<ImportFormat>,
    /// The format of the policy that is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = InputFormat::Toml)]
    to: InputFormat,
    /// How the result is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

impl Import {
    pub(crate) fn run(self, out: &mut Out) -> Result<Exit, Error> {
        let source = self.source.as_deref().unwrap_or("-");
        let (name, text, extension) = if is_link(source) {
            ("the link".to_owned(), source.to_owned(), None)
        } else {
            let path = Path::new(source);
            let extension = path.extension().and_then(|it| it.to_str());
            let by_extension = extension.and_then(Format::from_extension).map(format_of);
            (name_of(path), read(path, self.source.is_some())?, by_extension)
        };
        let imported = import(&text, self.from.or(extension))
            .map_err(|error| Error::input(format!("{name}: {error}")).help(error.help()))?;
        match self.format {
            OutputFormat::Text => {
                out.result(&imported.draft.write(self.to.into()).text)?;
                for note in &imported.notes {
                    out.note(note);
                }
            }
            OutputFormat::Json => {
                out.result(&pretty(&ImportDocument::new(&imported, self.to.into())))?;
            }
        }
        Ok(Exit::Fine)
    }
}

fn formats() -> impl TypedValueParser<Value = ImportFormat> {
    PossibleValuesParser::new(ImportFormat::ALL.iter().map(|format| format.name()))
        .try_map(|name| ImportFormat::from_name(&name).ok_or("no such format"))
}

const fn format_of(format: Format) -> ImportFormat {
    match format {
        Format::Json => ImportFormat::Json,
        Format::Toml => ImportFormat::Toml,
        Format::Yaml => ImportFormat::Yaml,
    }
}

fn is_link(source: &str) -> bool {
    source.contains("://") || source.starts_with('?') || source.starts_with("/?")
}

fn read(path: &Path, is_named: bool) -> Result<String, Error> {
    if !is_stdin(path) {
        let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
        return read_bounded(file, path);
    }
    let stdin = io::stdin().lock();
    if stdin.is_terminal() && !is_named {
        return Err(Error::input("there is nothing to import").help(
            "pipe in the output of `curl -i -H 'Origin: https://app.example.com' URL`, or name a file or a link",
        ));
    }
    read_bounded(stdin, path)
}

fn read_bounded(source: impl Read, path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut source = source.take(MAX_IMPORT_BYTES as u64 + 1);
    source.read_to_end(&mut bytes).map_err(|error| Error::reading(path, &error))?;
    // First of all: the cut may be within a character.
    if bytes.len() > MAX_IMPORT_BYTES {
        let (name, limit) = (name_of(path), grouped(MAX_IMPORT_BYTES));
        return Err(Error::input(format!("{name}: longer than the limit of {limit} bytes"))
            .help("give only the headers, or the policy"));
    }
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    text.ok_or_else(|| {
        Error::input(format!("{}: not a text in UTF-8", name_of(path)))
            .help("give response headers, the output of `curl -i`, or a policy")
    })
}
