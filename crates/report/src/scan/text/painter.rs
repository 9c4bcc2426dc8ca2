//! Terminal styles.

use crate::Styling;

/// Text with or without terminal styles.
pub(super) struct Painter(pub(super) Styling);

impl Painter {
    fn paint(&self, style: &str, text: &str) -> String {
        match self.0 {
            Styling::Plain => text.to_owned(),
            Styling::Ansi => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
        }
    }

    pub(super) fn severity(&self, severity: &str) -> String {
        let style = match severity {
            "critical" => "1;97;41",
            "high" => "1;31",
            "medium" => "1;33",
            "low" => "1;36",
            _ => "1",
        };
        self.paint(style, severity)
    }

    pub(super) fn grade(&self, letter: &str, text: &str) -> String {
        let style = match letter {
            "A+" | "A" => "1;32",
            "B" | "C" => "1;33",
            _ => "1;31",
        };
        self.paint(style, text)
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(super) fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }
}
