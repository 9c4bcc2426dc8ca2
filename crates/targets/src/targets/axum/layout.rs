//! Rust source as rustfmt lays it out, where its length decides.

/// The widest line.
const MAX_WIDTH: usize = 100;
/// The widest arguments of a call, and the widest array, on one line.
const LIST_WIDTH: usize = 60;

/// A string literal. What is not printable ASCII is escaped: a comment or a literal with a
/// bidirectional override is refused by rustc, and no reader would see it.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '\'' => literal.push(character),
            _ => literal.extend(character.escape_default()),
        }
    }
    literal.push('"');
    literal
}

/// A comment's text. The policy's name is shown as it is, but for what rustc refuses.
pub(super) fn comment(text: &str) -> String {
    let is_bidirectional =
        |character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.trim_end().replace(is_bidirectional, "\u{fffd}")
}

/// `headers.insert("name", value("…"));`
pub(super) fn insert(indent: usize, name: &str, value: &str) -> String {
    const FUNCTION: &str = "headers.insert";
    let arguments = vec![literal(name), format!("value({})", literal(value))];
    let spaces = " ".repeat(indent);
    let call = Operand::Call(FUNCTION, arguments.clone());
    let call = on_one_line(&call).unwrap_or_else(|| broken(FUNCTION, &arguments, indent));
    format!("{spaces}{call};")
}

/// `&["a", "b"]`, the value of a constant that is declared at four spaces by `start`.
pub(super) fn slice(start: &str, items: &[String]) -> String {
    let line = items.join(", ");
    if line.len() <= LIST_WIDTH && 4 + start.len() + line.len() + "&[];".len() <= MAX_WIDTH {
        return format!("&[{line}]");
    }
    let mut text = "&[\n".to_owned();
    for item in items {
        text.push_str("        ");
        text.push_str(item);
        text.push_str(",\n");
    }
    text.push_str("    ]");
    text
}

/// One operand of `||`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Operand {
    /// An expression that stays on its line.
    Expression(String),
    /// A call, which breaks between its arguments.
    Call(&'static str, Vec<String>),
}

/// Operands at four spaces: on one line, or one a line.
pub(super) fn any_of(operands: &[Operand]) -> String {
    let lines: Option<Vec<_>> = operands.iter().map(on_one_line).collect();
    let line = lines.map(|operands| format!("    {}", operands.join(" || ")));
    if let Some(line) = line.filter(|line| line.len() <= MAX_WIDTH) {
        return line;
    }
    let mut text = String::new();
    for (index, operand) in operands.iter().enumerate() {
        let (start, indent) = if index == 0 { ("    ", 4) } else { ("\n        || ", 8) };
        text.push_str(start);
        let shown = on_one_line(operand).unwrap_or_else(|| match operand {
            Operand::Expression(expression) => expression.clone(),
            Operand::Call(function, arguments) => broken(function, arguments, indent),
        });
        text.push_str(&shown);
    }
    text
}

fn on_one_line(operand: &Operand) -> Option<String> {
    match operand {
        Operand::Expression(expression) => Some(expression.clone()),
        Operand::Call(function, arguments) => {
            let arguments = arguments.join(", ");
            (arguments.len() <= LIST_WIDTH).then(|| format!("{function}({arguments})"))
        }
    }
}

fn broken(function: &str, arguments: &[String], indent: usize) -> String {
    let spaces = " ".repeat(indent);
    let lines = arguments.iter().map(|argument| format!("{spaces}    {argument},\n"));
    format!("{function}(\n{}{spaces})", lines.collect::<String>())
}

/// A match arm at eight spaces.
pub(super) fn arm(pattern: &str, body: &str) -> String {
    let line = format!("        {pattern} => {body},");
    if line.len() <= MAX_WIDTH {
        return line;
    }
    format!("        {pattern} => {{\n            {body}\n        }}")
}

#[cfg(test)]
mod tests {
    use super::{Operand, any_of, arm, comment, insert, literal, slice};

    #[test]
    fn no_text_leaves_its_literal() {
        let rows = [
            ("https://a.example", r#""https://a.example""#),
            ("\"; panic!(); \"", r#""\"; panic!(); \"""#),
            ("\\\"", r#""\\\"""#),
            ("it's {x}", r#""it's {x}""#),
            ("a\n\r\t\0b", r#""a\n\r\t\u{0}b""#),
            ("é\u{202e}", r#""\u{e9}\u{202e}""#),
        ];
        for (text, expected) in rows {
            assert_eq!(literal(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_keep_letters_and_lose_overrides() {
        assert_eq!(comment("bestellungen für 日本\u{202e}x  "), "bestellungen für 日本\u{fffd}x");
    }

    #[test]
    fn short_things_are_one_line_and_long_ones_are_not() {
        assert_eq!(
            insert(4, "access-control-max-age", "600"),
            r#"    headers.insert("access-control-max-age", value("600"));"#
        );
        assert_eq!(
            insert(4, "access-control-allow-headers", "Content-Type, Authorization"),
            "    headers.insert(\n        \"access-control-allow-headers\",\n        \
             value(\"Content-Type, Authorization\"),\n    );"
        );
        let items = |length: usize| vec![format!("\"{}\"", "a".repeat(length)); 2];
        assert_eq!(slice("const X: &[&str] = ", &items(27)).lines().count(), 1);
        assert_eq!(slice("const X: &[&str] = ", &items(28)).lines().count(), 4);
        let operands = |length| items(length).into_iter().map(Operand::Expression);
        assert_eq!(any_of(&operands(44).collect::<Vec<_>>()).lines().count(), 1);
        assert_eq!(any_of(&operands(45).collect::<Vec<_>>()).lines().count(), 2);
        let call = |length| Operand::Call("f", items(length));
        assert_eq!(any_of(&[call(27), call(27)]).lines().count(), 2);
        assert_eq!(
            any_of(&[call(28), call(2)]),
            format!(
                "    f(\n        {0},\n        {0},\n    )\n        || f(\"aa\", \"aa\")",
                items(28)[0]
            )
        );
        assert_eq!(arm(&"a".repeat(82), "body").lines().count(), 1);
        assert_eq!(arm(&"a".repeat(84), "body").lines().count(), 3);
    }
}
