use std::collections::BTreeSet;

use crate::declare::declare_probe;
use crate::lookalike::Lookalikes;
use crate::readable::{Answered, strangers_reach_of, telling_answers};
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta, Target};

declare_probe! {
    /// Asks as what looks like the origins that the server turned out to trust.
    ///
    /// An API that trusts `https://www.example.com` may compare only how an origin begins or ends, as
    /// it may with its own name. Each origin of another host that `candidates` found trusted is asked
    /// about as the target's is by `prefix`, `suffix`, `suffix-of-host`, `unescaped-dot`, `truncated`
    /// and `special-character`: of at most four hosts, those that the user named first, those of
    /// `https` before others. `suffix-of-host` is for hosts of the target's own domain: a partner may
    /// be trusted with whatever is below its domain. Where strangers read as much, nothing is asked.
    struct LookalikesOfTrusted {
        name: "lookalikes-of-trusted",
        mode: Active,
    }
}

/// Most hosts that are trusted and asked about.
const MOST: usize = 4;

pub(super) static PROBE: &dyn Probe = &LookalikesOfTrusted;

impl Probe for LookalikesOfTrusted {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let telling = telling_answers(context.recording, context.place());
        let mut asked: BTreeSet<String> = telling.iter().map(Answered::origin).collect();
        let own = &context.resource.target.registrable;
        let askers = trusted(context, &telling).into_iter().flat_map(|trusted| {
            let mut all = Lookalikes { of: &trusted, label: context.label }.all();
            // What ends so is below the partner's domain, of which every host may be meant.
            all.retain(|(kind, _)| {
                *kind != OriginKind::SuffixOfHost || trusted.registrable == *own
            });
            all
        });
        // Two hosts of one domain have some in common.
        let new = askers.filter(|(_, origin)| asked.insert(origin.clone()));
        context.as_each(new.collect())
    }

    fn is_follow_up(&self) -> bool {
        true
    }
}

/// The origins of other hosts that read more than strangers do.
fn trusted(context: &ProbeContext<'_>, telling: &[Answered<'_>]) -> Vec<Target> {
    let strangers = strangers_reach_of(context.recording, context.place(), telling);
    let mut readers: Vec<_> = telling
        .iter()
        .filter(|it| it.entry.origin == Some(OriginKind::Candidate))
        .filter(|it| it.named_reach() > strangers)
        .collect();
    readers.sort_by_key(|it| (!context.candidates.contains(&it.origin()), it.is_over_http()));
    let mut hosts = BTreeSet::from([context.resource.target.host.clone()]);
    let targets = readers.iter().filter_map(|it| Target::parse(&it.origin()).ok());
    targets.filter(|it| hosts.insert(it.host.clone())).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, label, list, scan, scan_at};
    use crate::{Recording, Request, ScanOptions};

    /// An active scan for whose server the user names an origin.
    fn with_candidate(allows: fn(&str) -> bool) -> Recording {
        let mut options = ScanOptions::active(label());
        options.candidates = vec!["https://shop.partner.net".to_owned()];
        scan_at("https://api.example.com/", &options, |request| list(request, allows))
    }

    #[test]
    fn a_comparison_of_another_host_is_found() {
        type Allows = fn(&str) -> bool;
        let rows: [(&str, Allows, &[&str]); 6] = [
            (
                "how `www` begins",
                |it| it.starts_with("https://www.example.com"),
                &["prefix-reads high"],
            ),
            (
                "how the partner begins",
                |it| it.starts_with("https://shop.partner.net"),
                &["prefix-reads high"],
            ),
            (
                "how the partner ends",
                |it| it.starts_with("https://") && it.ends_with("partner.net"),
                &["suffix-reads high"],
            ),
            (
                "any character for a dot of `www`",
                |it| it == "https://www.example.com" || it == "https://wwwxexample.com",
                &["unescaped-dot-reads high"],
            ),
            (
                "a part of a list",
                |it| {
                    it.len() > 19 && "https://www.example.com,https://app.example.com".contains(it)
                },
                &["truncated-reads high"],
            ),
            (
                "an underscore after `app`",
                |it| it == "https://app.example.com" || it.starts_with("https://app.example.com_"),
                &["special-character-reads high"],
            ),
        ];
        for (case, allows, expected) in rows {
            assert_eq!(found(&with_candidate(allows)), expected, "{case}");
        }
    }

    #[test]
    fn what_is_below_a_partner_may_be_meant() {
        type Allows = fn(&str) -> bool;
        let rows: [(&str, Allows, &[&str]); 3] = [
            (
                "every host of the partner",
                |it| it.starts_with("https://") && it.ends_with(".partner.net"),
                &[],
            ),
            (
                "how the partner's host ends",
                |it| it.starts_with("https://") && it.ends_with("shop.partner.net"),
                &[],
            ),
            (
                "how `www` ends",
                |it| it.starts_with("https://") && it.ends_with("www.example.com"),
                &["suffix-of-host-reads medium"],
            ),
        ];
        for (case, allows, expected) in rows {
            let mut found = found(&with_candidate(allows));
            found.retain(|it| it.starts_with("suffix"));
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn how_much_is_asked_has_an_end() {
        let count = |allows: fn(&str) -> bool| {
            let answer = |request: &Request| list(request, allows);
            let recording = scan(answer);
            let probe = |it: &&crate::Entry| it.probe.is_some_and(|it| it.name == super::META.name);
            recording.entries.iter().filter(probe).count()
        };
        assert_eq!(count(|_| true), 0);
        assert_eq!(count(|it| it == "https://api.example.com"), 0);
        assert_eq!(count(|it| it == "https://www.example.com"), 10);
        assert!(count(|it| it.ends_with("example.com") && it.len() < 24) < 40);
    }
}
