use crate::declare::declare_check;
use crate::preflights::preflights;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Access-Control-Allow-Private-Network: true` is sent.
    ///
    /// ## What it does
    ///
    /// Reports preflights that allow requests from the internet into a private network.
    ///
    /// ## Why is this bad?
    ///
    /// Chromium meant to ask for it and does not: the permission of Local Network Access has taken
    /// its place, and no browser needs the field. On a public host it never meant anything.
    ///
    /// ## How to fix it
    ///
    /// Leave it out.
    ///
    /// ## References
    ///
    /// * [WICG: Local Network Access](https://wicg.github.io/local-network-access/)
    /// * [WICG: Private Network Access](https://wicg.github.io/private-network-access/)
    struct PrivateNetworkAllowed {
        code: "CS235",
        name: "private-network-allowed",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://wicg.github.io/local-network-access/",
    }
}

pub(super) static CHECK: &dyn Check = &PrivateNetworkAllowed;

impl Check for PrivateNetworkAllowed {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let allowing = preflights(context.recording, resource).into_iter().find(|it| {
                let value = it.answer.headers.get("access-control-allow-private-network");
                value.as_deref() == Some(b"true")
            });
            let Some(it) = allowing else { continue };
            let message = "`Access-Control-Allow-Private-Network: true` is sent, which no browser \
                           needs: Local Network Access asks the visitor instead";
            let help = "leave it out";
            findings.push(
                Finding::new(&META, (resource, vec![it.index]), message, help)
                    .fix("Access-Control-Allow-Private-Network", None),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_is_noted() {
        let recording = scan(|request| {
            let mut answer = list(request, |it| it == "https://app.example.com");
            if request.headers.contains("access-control-request-private-network") {
                answer.headers.append("Access-Control-Allow-Private-Network", "true");
            }
            answer
        });
        assert!(found(&recording).is_empty());
        assert!(noted(&recording).contains(&"private-network-allowed".to_owned()));
    }
}
