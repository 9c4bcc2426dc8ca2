use crate::OriginKind;
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose};

declare_check! {
    /// `Timing-Allow-Origin` lets every site measure the answer.
    ///
    /// ## What it does
    ///
    /// Notes `Timing-Allow-Origin: *`, and a value that repeats the origin of a stranger. On what
    /// is meant for everybody, such as fonts and pictures, it is right.
    ///
    /// ## Why is this bad?
    ///
    /// Other sites learn how long the parts of the exchange took and how big the answer is, also of
    /// an answer to a visitor with cookies; that can tell who is logged in.
    ///
    /// ## How to fix it
    ///
    /// Send it only with what does not depend on who asks, or name the origins.
    ///
    /// ## References
    ///
    /// * [Fetch: TAO check](https://fetch.spec.whatwg.org/#tao-check)
    struct TimingAllowOrigin {
        code: "CS360",
        name: "timing-for-everybody",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#tao-check",
    }
}

pub(super) static CHECK: &dyn Check = &TimingAllowOrigin;

impl Check for TimingAllowOrigin {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let asked = [Purpose::Visit, Purpose::Actual]
            .into_iter()
            .flat_map(|purpose| context.recording.of(purpose));
        let mut reported = Vec::new();
        for (index, entry) in asked {
            let Some(value) = entry.response().and_then(|it| it.text("timing-allow-origin")) else {
                continue;
            };
            let stranger = match entry.origin {
                Some(OriginKind::Stranger | OriginKind::SecondStranger) => entry.exchange.origin(),
                _ => None,
            };
            let has = |word: &str| value.split(',').any(|own| own.trim() == word);
            let what = match stranger {
                _ if has("*") => "is `*`",
                Some(origin) if has(&origin) => "repeats any origin",
                _ => continue,
            };
            if reported.contains(&entry.resource) {
                continue;
            }
            reported.push(entry.resource);
            let message =
                format!("`Timing-Allow-Origin` {what}: every site can measure the answer");
            let help = "send it only with what does not depend on who asks, or name the origins";
            findings.push(Finding::new(&META, (entry.resource, vec![index]), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{add, fires, passes, reported, visit};
    use crate::{Ask, OriginKind};

    #[test]
    fn vectors() {
        fires(&META, "everybody", "Timing-Allow-Origin: *");
        fires(&META, "among others", "Timing-Allow-Origin: https://a.example, *");
        passes(&META, "one site", "Timing-Allow-Origin: https://a.example");
        passes(&META, "nothing", "Vary: Origin");
    }

    #[test]
    fn a_stranger_is_repeated() {
        for (value, count) in [("https://s.example", 1), ("https://www.example.com", 0)] {
            let mut recording = visit("Vary: Origin");
            let ask =
                Ask::actual(&recording.resources[0], OriginKind::Stranger, "https://s.example");
            add(&mut recording, ask, &format!("Timing-Allow-Origin: {value}"));
            assert_eq!(reported(&META, &recording).len(), count, "{value}");
        }
    }
}
