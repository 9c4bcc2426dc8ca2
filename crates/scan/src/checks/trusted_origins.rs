use crate::declare::declare_check;
use crate::readable::{Answered, Reach};
use crate::shown::listed;
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind};

declare_check! {
    /// Origins that the server is known to trust.
    ///
    /// ## What it does
    ///
    /// Lists the origins, among those that were likely or that the user named, whose pages may read
    /// answers with credentials. Nothing is wrong by itself.
    ///
    /// ## Why is this bad?
    ///
    /// A hole in any page of these origins is a hole here.
    ///
    /// ## How to fix it
    ///
    /// Nothing, if the list is what it should be.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct TrustedOrigins {
        code: "CS219",
        name: "trusted-origins",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &TrustedOrigins;

impl Check for TrustedOrigins {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let mut trusted: Vec<_> = context
                .telling_answers(resource)
                .iter()
                .filter(|it| it.entry.origin == Some(OriginKind::Candidate))
                .filter(|it| it.named_reach() == Reach::Credentials)
                .copied()
                .collect();
            if trusted.is_empty() {
                continue;
            }
            trusted.sort_by_key(Answered::is_over_http);
            let origins = listed(trusted.iter().map(Answered::origin));
            let message = format!("pages of {origins} may read the answers with credentials");
            let help = "nothing, if these are as trusted as the site itself";
            let evidence = trusted.iter().map(|it| it.index).collect();
            let finding = Finding::new(&META, (resource, evidence), message, help);
            findings.push(finding.members(trusted.iter().map(Answered::origin)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::scripted::{found, label, list, noted, scan, scan_at};
    use crate::{JudgeOptions, ScanOptions, judge};

    #[test]
    fn they_are_noted() {
        let recording = scan(|request| list(request, |it| it == "https://app.example.com"));
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["trusted-origins"]);
    }

    #[test]
    fn the_user_names_some() {
        let partner = "https://partner.example";
        let mut options = ScanOptions::active(label());
        options.candidates = vec![partner.to_owned()];
        let recording = scan_at("https://api.example.com/", &options, |request| {
            list(request, |it| it == partner)
        });
        assert_eq!(noted(&recording), ["trusted-origins"]);
    }

    #[test]
    fn those_of_https_are_named_first() {
        let names = ["http://a.example", "https://b.example"];
        let mut options = ScanOptions::active(label());
        options.candidates = names.map(str::to_owned).to_vec();
        let recording = scan_at("https://api.example.com/", &options, |request| {
            list(request, |it| names.contains(&it))
        });
        let judgement = judge(&recording, &JudgeOptions::default());
        let found = judgement.findings.iter().find(|it| it.check.code == META.code).unwrap();
        assert!(found.message.starts_with("pages of `https://b.example` and `http://a.example`"));
        let asked = found.evidence.iter().map(|&it| recording.entries[it].exchange.origin());
        let asked: Vec<_> = asked.map(Option::unwrap).collect();
        assert_eq!(asked, ["https://b.example", "http://a.example"]);
    }
}
