//! A cause's published page.

use std::fmt::Write as _;

use corsmith_fetch::Engine;

use crate::cause::{Age, Cause, Message, causes};
use crate::engine_messages::defined;
use crate::standing::Standing;
use crate::template::Template;

/// The headings of a cause's page, in order; the first, `Message`, comes from the templates, and the
/// others are the [sections](Cause::sections).
pub const HEADINGS: [&str; 7] = [
    "Message",
    "What happened",
    "Which step of Fetch",
    "How to fix it on the server",
    "When the server is not yours",
    "Tell it apart",
    "See also",
];

/// The cause's page in Markdown: what `docs/causes/` publishes.
///
/// ```
/// use corsmith_diagnose::{cause, page};
///
/// let page = page(cause("preflight-redirect").unwrap());
/// assert!(page.starts_with("# preflight-redirect\n"));
/// assert!(page.contains("Redirect is not allowed for a preflight request."));
/// ```
#[must_use]
pub fn page(cause: &Cause) -> String {
    let Cause { code, title, kind, step, anchor, .. } = cause;
    let who: Vec<_> = cause.who.iter().map(ToString::to_string).collect();
    let step = if step.is_empty() {
        String::new()
    } else {
        format!("Step: [{step}](https://fetch.spec.whatwg.org/#{anchor})  \n")
    };
    let mut page = format!(
        "# {code}\n\n{title}\n\nKind: {kind}  \n{step}Who must act: {}\n\n## Message\n\n{}",
        who.join(", "),
        messages(cause)
    );
    for (heading, section) in HEADINGS.iter().skip(1).zip(cause.sections) {
        // Writing to a `String` cannot fail.
        let _ = write!(page, "\n## {heading}\n\n{section}\n");
    }
    page
}

/// The table of all causes, for `docs/causes/README.md`.
///
/// ```
/// assert!(corsmith_diagnose::index().contains("[mixed-content](mixed-content.md)"));
/// ```
#[must_use]
pub fn index() -> String {
    let mut table = String::from(
        "# Causes\n\n\
         Why a browser refused, what each engine prints for it, and who can mend it.\n\
         `corsmith diagnose` finds the cause from what the console says. Codes are never renamed and\n\
         never reused.\n\n\
         | Code | Kind | What it is |\n| --- | --- | --- |\n",
    );
    for cause in causes() {
        let Cause { code, kind, title, .. } = cause;
        let _ = writeln!(table, "| [{code}]({code}.md) | {kind} | {title} |");
    }
    table
}

/// What each engine prints for a cause today, with the placeholders of its template; an engine that
/// prints nothing of its own is left out.
///
/// ```
/// use corsmith_diagnose::{cause, current_messages};
/// use corsmith_fetch::Engine;
///
/// let messages = current_messages(cause("preflight-redirect").unwrap());
/// let (engine, text) = &messages[0];
/// assert_eq!(*engine, Engine::Chromium);
/// assert!(text.ends_with("Redirect is not allowed for a preflight request."));
/// ```
#[must_use]
pub fn current_messages(cause: &Cause) -> Vec<(Engine, String)> {
    let mut texts = Vec::new();
    for engine in Engine::ALL {
        let own = cause.messages.iter().filter(|message| message.engine == Some(engine));
        let found = own.flat_map(|own| {
            let of =
                move |message: &Message| message.engine == Some(engine) && message.id == own.id;
            defined().filter(move |(_, message, _)| of(message) && message.age == Age::Current)
        });
        if let Some((_, message, template)) = found.into_iter().next() {
            texts.push((engine, line(engine, message, template)));
        }
    }
    texts
}

/// Each engine's messages: those of today as they are, old ones named so.
fn messages(cause: &Cause) -> String {
    let mut shown = String::new();
    for engine in Engine::ALL {
        let own = cause.messages.iter().filter(|message| message.engine == Some(engine));
        let mut ids: Vec<_> = own.map(|message| message.id).collect();
        ids.dedup();
        let texts = ids.iter().flat_map(|id| {
            let of = move |message: &Message| message.engine == Some(engine) && message.id == *id;
            defined().filter(move |(_, message, _)| of(message))
        });
        let mut texts: Vec<_> = texts.map(|(_, message, template)| (message, template)).collect();
        texts.sort_by_key(|(message, _)| message.age == Age::Old);
        if texts.is_empty() {
            let _ = writeln!(shown, "{engine}: nothing of its own.\n");
            continue;
        }
        let _ = writeln!(shown, "{engine}:\n\n```text");
        for (message, template) in texts {
            let age = match (message.age, message.versions) {
                (Age::Current, _) => String::new(),
                (Age::Old, "") => " (old)".to_owned(),
                (Age::Old, versions) => format!(" (old, {versions})"),
            };
            let _ = writeln!(shown, "{}{age}", line(engine, message, template));
        }
        shown.push_str("```\n\n");
    }
    let libraries: Vec<_> = cause
        .messages
        .iter()
        .filter(|it| it.engine.is_none())
        .filter_map(|it| it.template)
        .collect();
    if !libraries.is_empty() {
        let _ = writeln!(shown, "Libraries:\n\n```text\n{}\n```\n", libraries.join("\n"));
    }
    let samples = cause.samples.join("\n\n");
    let _ = writeln!(shown, "As people paste it:\n\n```text\n{samples}\n```");
    shown
}

/// The message as the console shows it today: the reason in its sentence. Old messages stood in
/// other sentences.
fn line(engine: Engine, message: &Message, template: Template) -> String {
    let (body, tail) = template.parts();
    let text = format!("{body}{tail}");
    let numbered = |letter| {
        let number = message.id.strip_prefix(letter).and_then(|rest| rest.chars().next());
        number.is_some_and(|char| char.is_ascii_digit())
    };
    match engine {
        _ if message.age == Age::Old || message.standing != Standing::Anywhere => text,
        _ if text.starts_with("Ensure ") => text,
        Engine::Chromium if numbered('C') && !text.contains("CORS policy") => format!(
            "Access to fetch at '{{url}}' from origin '{{origin}}' has been blocked by CORS policy: {text}"
        ),
        Engine::Firefox if message.id == "F16" => format!(
            "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {{url}} soon. ({text})."
        ),
        Engine::Firefox if numbered('F') => {
            let status = matches!(message.id, "F2" | "F6" | "F12");
            let status = if status { " Status code: {status}." } else { "" };
            format!(
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {{url}}. ({text}).{status}"
            )
        }
        _ => text,
    }
}
