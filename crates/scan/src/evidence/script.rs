//! An exchange as a script's `fetch()`.

use corsmith_fetch::{Origin, is_forbidden_method, is_forbidden_request_header_name};

use super::{MASKED, Snippet, is_shown, is_token, visible};
use crate::{Entry, Purpose, Request};

/// The request as a script of a page would cause it, with credentials.
///
/// A script cannot send everything itself: the notes say on which page it has to run, what the
/// browser sets, and what no browser sends. A preflight is what a browser sends before the request
/// that it asks for, so that the code is that request.
///
/// ```
/// use corsmith_scan::{Ask, Entry, Exchange, OriginKind, Resource, Response, Target, evidence};
///
/// let target = Target::parse("https://api.example.com/a")?;
/// let resource = Resource { target, method: "GET".to_owned() };
/// let ask = Ask::preflight(&resource, (OriginKind::Stranger, "https://evil.example"), "PUT", "x-a");
/// let exchange = Exchange::new(ask.request.clone(), Ok(Response::new(204, [])));
/// let entry = Entry::new(None, 0, &ask, 0, exchange);
/// assert_eq!(
///     evidence::script(&entry).code,
///     r#"await fetch("https://api.example.com/a", {
///   method: "PUT",
///   credentials: "include",
///   headers: {
///     "x-a": "1",
///   },
/// });"#
/// );
/// # Ok::<(), corsmith_scan::TargetError>(())
/// ```
#[must_use]
pub fn script(entry: &Entry) -> Snippet {
    let request = &entry.exchange.request;
    let mut notes: Vec<String> = page(request).into_iter().collect();
    let (method, mut headers) = if entry.purpose == Purpose::Preflight {
        notes.push(
            "The browser sends the preflight by itself, and this request only if it is granted."
                .to_owned(),
        );
        asked_for(request)
    } else {
        (request.method.clone(), own(request))
    };
    if !is_token(&method) || is_forbidden_method(&method) {
        notes.push(format!("No script can send the method `{}`.", visible(&method)));
        return Snippet { code: String::new(), notes };
    }
    let mut set_by_browser = Vec::new();
    headers.retain(|(name, _)| {
        let is_scripts = is_token(name) && !is_forbidden_request_header_name(name);
        if !is_scripts {
            set_by_browser.push(visible(name));
        }
        is_scripts
    });
    if !set_by_browser.is_empty() {
        let names = set_by_browser.join(", ");
        notes.push(format!("The browser sets these fields itself, if at all: {names}."));
    }
    if headers.iter().any(|(_, value)| value == MASKED) {
        notes.push(format!("Put back what is {MASKED}."));
    }
    let mut code = format!("await fetch({}, {{\n", quote(request.url.as_str()));
    if method != "GET" {
        code.push_str(&format!("  method: {},\n", quote(&method)));
    }
    code.push_str("  credentials: \"include\",\n");
    if request.headers.contains("cache-control") {
        code.push_str("  cache: \"reload\",\n");
    }
    if !headers.is_empty() {
        code.push_str("  headers: {\n");
        for (name, value) in headers {
            code.push_str(&format!("    {}: {},\n", quote(&name), quote(&value)));
        }
        code.push_str("  },\n");
    }
    code.push_str("});");
    Snippet { code, notes }
}

/// On which page the code has to run for the browser to send this `Origin`.
fn page(request: &Request) -> Option<String> {
    let value = request.headers.get("origin")?;
    let origin = String::from_utf8_lossy(&value);
    let shown = visible(&origin);
    Some(match Origin::parse(&origin) {
        _ if origin == "null" => {
            "Run it in `<iframe sandbox=\"allow-scripts\">`: the browser sends `Origin: null` from \
             there."
                .to_owned()
        }
        Ok(parsed) if parsed.serialize() == origin => {
            format!("Run it on a page of `{shown}`: the browser sends that as `Origin` itself.")
        }
        _ => format!("No browser sends `Origin: {shown}`; use `curl`."),
    })
}

/// The method and the fields that a preflight asks for.
fn asked_for(request: &Request) -> (String, Vec<(String, String)>) {
    let text = |name: &str| {
        request.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    };
    let method = text("access-control-request-method").unwrap_or_else(|| "GET".to_owned());
    let names = text("access-control-request-headers").unwrap_or_default();
    let headers = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    (method, headers.map(|name| (name.to_owned(), "1".to_owned())).collect())
}

fn own(request: &Request) -> Vec<(String, String)> {
    let fields = request.headers.iter().filter(|(name, _)| {
        // The notes tell the page, browsers send the others, and the cache mode is in the code: as a
        // field of the script's, `Cache-Control` would need a preflight.
        !["origin", "user-agent", "accept", "cache-control"]
            .iter()
            .any(|set| name.eq_ignore_ascii_case(set))
    });
    fields
        .map(|(name, value)| {
            let value = if is_shown(name) {
                String::from_utf8_lossy(value).into_owned()
            } else {
                MASKED.to_owned()
            };
            (name.to_owned(), value)
        })
        .collect()
}

/// A string of JavaScript, also inside of a page's `<script>`.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(char);
            }
            '<' => quoted.push_str("\\u003c"),
            // `\u{…}` and the short escapes are JavaScript's as well.
            _ => quoted.push_str(&visible(char.encode_utf8(&mut [0; 4]))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{quote, script};
    use crate::evidence::Snippet;
    use crate::{Ask, Entry, Exchange, OriginKind, Resource, Response, Target};

    fn resource() -> Resource {
        let target = Target::parse("https://api.example.com/").unwrap();
        Resource { target, method: "GET".to_owned() }
    }

    fn written(ask: &Ask) -> Snippet {
        let exchange = Exchange::new(ask.request.clone(), Ok(Response::new(200, [])));
        script(&Entry::new(None, 0, ask, 0, exchange))
    }

    fn notes(origin: &str) -> String {
        written(&Ask::actual(&resource(), OriginKind::Candidate, origin)).notes.join(" ")
    }

    #[test]
    fn notes_say_where_to_run_it() {
        assert!(
            notes("https://evil.example").starts_with("Run it on a page of `https://evil.example`")
        );
        assert!(notes("null").starts_with("Run it in `<iframe sandbox"));
        for origin in ["https://a.example https://b.example", "HTTPS://A.EXAMPLE", "a\u{1b}", ""] {
            assert!(notes(origin).starts_with("No browser sends"), "{origin}");
        }
    }

    #[test]
    fn what_only_a_browser_sets_is_not_in_the_code() {
        let mut ask = Ask::actual(&resource(), OriginKind::Stranger, "https://a.example");
        ask.request = ask.request.header("Cookie", "a=b").header("Authorization", "c");
        let snippet = written(&ask);
        assert!(!snippet.code.contains("Cookie") && !snippet.code.contains("\"c\""));
        assert!(snippet.code.contains("\"Authorization\": \"[masked]\""), "{}", snippet.code);
        assert!(snippet.notes.iter().any(|note| note.ends_with("if at all: Cookie.")));
    }

    #[test]
    fn the_request_of_a_probe_needs_no_preflight() {
        let code =
            written(&Ask::actual(&resource(), OriginKind::Stranger, "https://a.example")).code;
        assert!(code.contains("cache: \"reload\"") && !code.contains("headers"), "{code}");
    }

    #[test]
    fn methods_of_no_script_have_no_code() {
        for method in ["TRACE", "connect", "A B", ""] {
            let ask =
                Ask::preflight(&resource(), (OriginKind::Own, "https://a.example"), method, "");
            assert_eq!(written(&ask).code, "", "{method}");
        }
    }

    #[test]
    fn strings_stay_strings() {
        assert_eq!(
            quote("a\"b\\</script>\u{2028}\n\u{1b}"),
            r#""a\"b\\\u003c/script>\u{2028}\n\u{1b}""#
        );
    }
}
