use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Server` tells the version of the software.
    ///
    /// ## What it does
    ///
    /// Notes a `Server` field with a number of the form 1.2. The name alone is not reported.
    ///
    /// ## Why is this bad?
    ///
    /// Who looks for servers with a known hole finds this one in a list. It is a help to attackers
    /// and no hole: old software stays old when it hides its version.
    ///
    /// ## How to fix it
    ///
    /// Send the name alone: `server_tokens off;` in nginx, `ServerTokens Prod` in Apache.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 10.2.4](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4)
    struct ServerVersion {
        code: "CS355",
        name: "server-version",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4",
    }
}

pub(super) static CHECK: &dyn Check = &ServerVersion;

impl Check for ServerVersion {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("server").filter(|value| has_version(value)) else {
            return;
        };
        let message = format!("`Server` tells the version of the software: {}", shown(&value));
        let help = "send the name of the software alone, or nothing";
        findings.push(Finding::new(&META, seen.place(), message, help).fix("Server", None));
    }
}

/// Whether there is a number such as 1.2 in a text.
fn has_version(text: &str) -> bool {
    let mut parts = text.split('.');
    let Some(mut before) = parts.next() else { return false };
    for after in parts {
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
        if is_digit(before.bytes().last()) && is_digit(after.bytes().next()) {
            return true;
        }
        before = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "nginx", "Server: nginx/1.27.3");
        fires(&META, "modules", "Server: Apache/2.4.62 (Debian) OpenSSL/3.0.15");
        fires(&META, "IIS", "Server: Microsoft-IIS/10.0");
        passes(&META, "a name", "Server: nginx");
        passes(&META, "a node", "Server: ECS (dcb/7F3B)");
        passes(&META, "an address of the project", "Server: example.com");
        passes(&META, "nothing", "Vary: Origin");
    }
}
