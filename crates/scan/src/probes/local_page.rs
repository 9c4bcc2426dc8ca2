use crate::declare::declare_probe;
use crate::{Ask, OriginKind, Probe, ProbeContext, ProbeMeta};

declare_probe! {
    /// Asks as a local file and as extensions of browsers.
    ///
    /// Browsers send `null` for files; some web views send `file://`. An extension is software of
    /// somebody else in the visitor's browser.
    struct LocalPage {
        name: "local-page",
        mode: Active,
    }
}

pub(super) static PROBE: &dyn Probe = &LocalPage;

impl Probe for LocalPage {
    fn meta(&self) -> &'static ProbeMeta {
        &META
    }

    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask> {
        let label = context.label.to_string();
        // Chromium's names have 32 letters from `a` to `p`, Firefox's are UUIDs.
        let letters: String =
            label.bytes().cycle().take(32).map(|byte| char::from(b'a' + byte % 16)).collect();
        let digit = |byte: u8| char::from(b"0123456789abcdef"[usize::from(byte % 16)]);
        let mut digits = label.bytes().cycle().map(digit);
        let mut group = |count| digits.by_ref().take(count).collect::<String>();
        let uuid = [group(8), group(4), group(4), group(4), group(12)].join("-");
        vec![
            context.actual(OriginKind::File, "file://"),
            context.actual(OriginKind::Extension, format!("chrome-extension://{letters}")),
            context.actual(OriginKind::Extension, format!("moz-extension://{uuid}")),
        ]
    }
}
