//! How keys, values and tables look in each format.

use super::{DraftField, WrittenDraft};
use crate::{Format, Span};

/// Longest line of a list; a longer one has an entry a line.
const MAX_LINE: usize = 100;

pub(super) struct Writer {
    format: Format,
    written: WrittenDraft,
    /// How deep YAML and JSON are nested.
    depth: usize,
    /// YAML: whether the next key stands behind `- `. JSON: whether no comma is due.
    is_first: bool,
}

impl Writer {
    pub(super) fn new(format: Format) -> Self {
        let text = if format == Format::Json { "{" } else { "" };
        let written = WrittenDraft { text: text.to_owned(), fields: Vec::new() };
        Self {
            format,
            written,
            depth: usize::from(format == Format::Json),
            is_first: format == Format::Json,
        }
    }

    /// A key of the current table; its value follows.
    pub(super) fn key(&mut self, key: &str) {
        match self.format {
            Format::Toml => self.push(&format!("{key} = ")),
            Format::Yaml => {
                self.indent();
                self.push(&format!("{key}: "));
            }
            Format::Json => {
                self.json_member();
                self.push(&format!("{}: ", quoted(key)));
            }
        }
    }

    /// The value of the last key, as it stands.
    pub(super) fn plain(&mut self, value: &str) {
        self.push(value);
        self.end_line();
    }

    pub(super) fn plain_value(&mut self, field: DraftField, value: &str) {
        self.record(field, |writer| writer.push(value));
        self.end_line();
    }

    /// The value of the last key, quoted.
    pub(super) fn value(&mut self, field: DraftField, value: &str) {
        self.plain_value(field, &quoted(value));
    }

    /// The value of the last key, a list.
    pub(super) fn values(&mut self, field: DraftField, values: &[String]) {
        let quoted: Vec<_> = values.iter().map(|value| quoted(value)).collect();
        let width = quoted.iter().map(|value| value.len() + 2).sum::<usize>();
        let is_long = width > MAX_LINE - 30;
        // A flow list of YAML may not end in the column of its key, so a long one is a block list.
        let is_block = is_long && self.format == Format::Yaml;
        let indent = "  ".repeat(self.depth + usize::from(!is_block));
        let (open, first, next, close) = match (is_block, is_long) {
            (true, _) => ("", format!("\n{indent}- "), format!("\n{indent}- "), String::new()),
            (_, true) => {
                let close = format!("\n{}]", "  ".repeat(self.depth));
                ("[", format!("\n{indent}"), format!(",\n{indent}"), close)
            }
            (_, false) => ("[", String::new(), ", ".to_owned(), "]".to_owned()),
        };
        if is_block {
            self.written.text.truncate(self.written.text.trim_end().len());
        }
        let start = self.written.text.len();
        self.push(open);
        for (index, value) in quoted.iter().enumerate() {
            self.push(if index == 0 { &first } else { &next });
            self.record(DraftField { index: Some(index), ..field }, |writer| writer.push(value));
        }
        self.push(&close);
        self.written.fields.push((field, Span::new(start, self.written.text.len())));
        self.end_line();
    }

    /// A table with keys.
    pub(super) fn table(&mut self, name: &str) {
        match self.format {
            Format::Toml => self.push(&format!("\n[{name}]\n")),
            _ => self.open(name),
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.format != Format::Toml {
            self.close('}');
        }
    }

    /// A table of tables, such as all environments.
    pub(super) fn group(&mut self, name: &str) {
        if self.format != Format::Toml {
            self.open(name);
        }
    }

    pub(super) fn end_group(&mut self) {
        self.end_table();
    }

    /// A table in a group. Returns its whole name, for its lists of tables.
    pub(super) fn member(&mut self, group: &str, name: &str) -> String {
        let is_bare = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        // YAML would take some bare words for numbers or booleans.
        let key = match self.format {
            Format::Toml if is_bare => name.to_owned(),
            _ => quoted(name),
        };
        let whole = format!("{group}.{key}");
        match self.format {
            Format::Toml => self.push(&format!("\n[{whole}]\n")),
            Format::Yaml => self.open(&key),
            Format::Json => self.open(name),
        }
        whole
    }

    pub(super) fn list_of_tables(&mut self, _table: &str, name: &str, is_empty: bool) {
        if is_empty {
            self.key(name);
            self.plain("[]");
            return;
        }
        match self.format {
            Format::Toml => {}
            Format::Yaml => self.open(name),
            Format::Json => {
                self.json_member();
                self.push(&format!("{}: [", quoted(name)));
                self.depth += 1;
                self.is_first = true;
            }
        }
    }

    pub(super) fn end_list_of_tables(&mut self, is_empty: bool) {
        if !is_empty && self.format != Format::Toml {
            self.close(']');
        }
    }

    /// One table of a list.
    pub(super) fn item(&mut self, table: &str, name: &str) {
        match self.format {
            Format::Toml => self.push(&format!("\n[[{table}.{name}]]\n")),
            Format::Yaml => {
                self.depth += 1;
                self.is_first = true;
            }
            Format::Json => {
                self.json_member();
                self.push("{");
                self.depth += 1;
                self.is_first = true;
            }
        }
    }

    pub(super) fn end_item(&mut self) {
        if self.format != Format::Toml {
            self.close('}');
        }
    }

    pub(super) fn finish(mut self) -> WrittenDraft {
        if self.format == Format::Json {
            self.push("\n}\n");
        }
        self.written
    }

    fn open(&mut self, name: &str) {
        if self.format == Format::Json {
            self.json_member();
            self.push(&format!("{}: {{", quoted(name)));
            self.is_first = true;
        } else {
            self.indent();
            self.push(&format!("{name}:\n"));
        }
        self.depth += 1;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.format == Format::Json {
            let is_empty = self.is_first;
            if !is_empty {
                self.push(&format!("\n{}", "  ".repeat(self.depth)));
            }
            self.push(bracket.encode_utf8(&mut [0; 4]));
            self.is_first = false;
        } else if self.written.text.ends_with(":\n") {
            // A table without keys would be null.
            self.written.text.pop();
            self.push(" {}\n");
        }
    }

    fn json_member(&mut self) {
        let comma = if self.is_first { "" } else { "," };
        self.is_first = false;
        self.push(&format!("{comma}\n{}", "  ".repeat(self.depth)));
    }

    /// The indentation of a YAML key.
    fn indent(&mut self) {
        if std::mem::take(&mut self.is_first) {
            self.push(&format!("{}- ", "  ".repeat(self.depth - 1)));
        } else {
            self.push(&"  ".repeat(self.depth));
        }
    }

    fn end_line(&mut self) {
        if self.format != Format::Json {
            self.push("\n");
        }
    }

    fn record(&mut self, field: DraftField, write: impl FnOnce(&mut Self)) {
        let start = self.written.text.len();
        write(self);
        self.written.fields.push((field, Span::new(start, self.written.text.len())));
    }

    fn push(&mut self, text: &str) {
        self.written.text.push_str(text);
    }
}

/// `text` between double quotes, with escapes that TOML, YAML and JSON share.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // What one of the three takes for a line break, or does not allow as it is.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
