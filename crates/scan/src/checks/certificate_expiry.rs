use crate::chain::url_of;
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose, Severity};

declare_check! {
    /// The certificate of the site expires soon.
    ///
    /// ## What it does
    ///
    /// Reports a certificate that is valid for less than 14 days more, and notes (`info`) one that
    /// is for less than 30. Certificates that never live long are judged by their lifetime: they
    /// are reported only once less than a quarter of it is left, since they are renewed when about
    /// a third is.
    ///
    /// ## Why is this bad?
    ///
    /// A renewal that works by itself comes earlier. When the certificate has expired, browsers
    /// show a warning instead of the site.
    ///
    /// ## How to fix it
    ///
    /// Look at why it was not renewed, and let something watch it.
    ///
    /// ## References
    ///
    /// * [RFC 5280, section 4.1.2.5](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5)
    struct CertificateExpiry {
        code: "CS541",
        name: "certificate-expires-soon",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }
}

pub(super) static CHECK: &dyn Check = &CertificateExpiry;

impl Check for CertificateExpiry {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let own = context.recording.of(Purpose::Visit).filter_map(|(index, entry)| {
            let tls = entry.exchange.tls.as_ref().filter(|tls| tls.invalid.is_none())?;
            let url = url_of(entry);
            context.recording.target.is_schemelessly_same_site(url).then_some((index, entry, tls))
        });
        let soonest = own
            .filter_map(|(index, entry, tls)| Some((tls.valid_days?, tls, index, entry)))
            .min_by_key(|(days, ..)| *days);
        let Some((days, tls, index, entry)) = soonest else { return };
        let is_ordinary =
            tls.lifetime_days.is_some_and(|lifetime| days.saturating_mul(4) >= lifetime);
        let severity = match days {
            _ if is_ordinary => return,
            ..14 => Severity::Medium,
            14..30 => Severity::Info,
            _ => return,
        };
        let host = crate::shown::shown(url_of(entry).host_str().unwrap_or_default());
        let days = if days == 1 { "1 day".to_owned() } else { format!("{} days", days.max(0)) };
        let message = format!("the certificate of {host} expires in {days}");
        let help = "look at why it was not renewed, and let something watch it";
        findings.push(
            Finding::new(&META, (entry.resource, vec![index]), message, help).severity(severity),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{reported, visit};
    use crate::{Severity, Tls};

    #[test]
    fn vectors() {
        for (valid_days, lifetime_days, severity) in [
            (None, None, None),
            (Some(0), None, Some(Severity::Medium)),
            (Some(13), None, Some(Severity::Medium)),
            (Some(14), None, Some(Severity::Info)),
            (Some(29), Some(365), Some(Severity::Info)),
            (Some(30), None, None),
            (Some(28), Some(90), None),
            (Some(13), Some(90), Some(Severity::Medium)),
            (Some(13), Some(45), None),
            (Some(2), Some(6), None),
            (Some(1), Some(6), Some(Severity::Medium)),
        ] {
            let mut recording = visit("Vary: Origin");
            let tls = Tls { valid_days, lifetime_days, ..Tls::default() };
            recording.entries[0].exchange.tls = Some(tls);
            let found = reported(&META, &recording).first().map(|finding| finding.severity);
            assert_eq!(found, severity, "{valid_days:?} of {lifetime_days:?}");
        }
    }
}
