//! Diagnostics for people: the line of the user's file, a caret, why, and help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use corsmith_lint::{Finding, Severity};

use crate::environments::in_environments;
use crate::{Edit, FileFindings, Source, edit};

/// Whether text has terminal styles. A caller that writes to something else than a terminal asks
/// for [`Styling::Plain`], or strips the styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Styling {
    /// Without any escape sequence.
    Plain,
    /// With ANSI escape sequences.
    Ansi,
}

/// What a message without a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something failed.
    Error,
    /// Worth knowing.
    Note,
}

/// A message without a place, in the same style as findings.
///
/// ```
/// use corsmith_report::{NoticeLevel, Styling, notice};
///
/// let text = notice(NoticeLevel::Error, "no such file", None, Styling::Plain);
/// assert_eq!(text, "error: no such file\n");
/// ```
#[must_use]
pub fn notice(level: NoticeLevel, message: &str, help: Option<&str>, styling: Styling) -> String {
    let level = match level {
        NoticeLevel::Error => Level::ERROR,
        NoticeLevel::Note => Level::NOTE,
    };
    let renderer = renderer(styling);
    let mut text = renderer.render(&[Group::with_title(level.primary_title(message))]);
    text.push('\n');
    if let Some(help) = help {
        // As one report, an empty line of margin would stand between them.
        text.push_str(&renderer.render(&[Group::with_title(Level::HELP.primary_title(help))]));
        text.push('\n');
    }
    text
}

/// Every finding as a diagnostic; a blank line after each. Empty where there is none.
///
/// Whatever the policy holds, control characters are shown, not sent to the terminal.
#[must_use]
pub fn text(file: FileFindings<'_>, styling: Styling) -> String {
    let renderer = renderer(styling);
    let mut text = String::new();
    for finding in file.findings {
        text.push_str(&renderer.render(&groups(file.source, finding)));
        text.push_str("\n\n");
    }
    text
}

fn renderer(styling: Styling) -> Renderer {
    match styling {
        Styling::Plain => Renderer::plain(),
        Styling::Ansi => Renderer::styled(),
    }
}

fn groups<'a>(source: &'a Source, finding: &'a Finding) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let position = source.region(finding.span).start;
    let window = Window::around(source, finding.span.range());
    let snippet = Snippet::source(&source.text()[window.range])
        .line_start(position.line)
        .annotation(AnnotationKind::Primary.span(window.inside));
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.code);
    let group = if window.begins_line {
        title.element(snippet.path(source.name()))
    } else {
        // The renderer would count the column from the beginning of the piece.
        let place = Origin::path(source.name()).line(position.line).char_column(position.column);
        title.element(place).element(snippet)
    };
    let mut group = group
        .element(Level::NOTE.message(format!("{}, see {}", finding.rule.name, finding.clause)));
    if let Some(environments) = in_environments(finding) {
        group = group.element(Level::NOTE.message(environments));
    }
    let suggested = finding.fix.as_ref().and_then(|fix| Some((fix, edit(source, fix)?)));
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    } else if let (Some(fix), None) = (&finding.fix, &suggested) {
        group = group.element(Level::HELP.message(fix.title.as_str()));
    }
    let mut groups = vec![group];
    groups.extend(suggested.and_then(|(fix, edit)| suggestion(source, &fix.title, edit)));
    groups
}

fn suggestion<'a>(source: &'a Source, title: &'a str, edit: Edit) -> Option<Group<'a>> {
    let window = Window::around(source, edit.range.clone());
    // An edit across lines would have to show all of them; its title says it as well.
    if window.inside.len() != edit.range.len() {
        return None;
    }
    let line =
        source.region(corsmith_policy::Span::new(edit.range.start, edit.range.end)).start.line;
    let snippet = Snippet::source(&source.text()[window.range])
        .line_start(line)
        .patch(Patch::new(window.inside, edit.text));
    Some(Level::HELP.secondary_title(title).element(snippet))
}

/// The part of the text that is shown: one line, or a piece of it.
#[derive(Clone)]
struct Window {
    /// Bytes of the text.
    range: Range<usize>,
    /// The marked bytes, counted from the beginning of `range`.
    inside: Range<usize>,
    begins_line: bool,
}

impl Window {
    /// The longest line that is given to the renderer as a whole, which shortens it to the width
    /// of a terminal. A minified document is one line of any length.
    const LONGEST_LINE: usize = 2_000;
    /// How much of a longer one is shown.
    const PIECE: usize = 120;

    fn around(source: &Source, marked: Range<usize>) -> Self {
        let start = source.floor(marked.start);
        let line = source.line(start);
        // A table spans many lines; its first says which.
        let end = source.floor(marked.end).clamp(start, line.end.max(start));
        let line_start = line.start;
        let range = if line.len() <= Self::LONGEST_LINE {
            line
        } else {
            let from = source.floor(start.saturating_sub(Self::PIECE / 4)).max(line.start);
            from..source.floor(from + Self::PIECE).min(line.end)
        };
        let begins_line = range.start == line_start;
        let end = end.min(range.end).max(start);
        let inside = (start - range.start).min(range.len())..(end - range.start).min(range.len());
        Self { range, inside, begins_line }
    }
}
