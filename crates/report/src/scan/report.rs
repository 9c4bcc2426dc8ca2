//! One scan and everything that is said about it.

use corsmith_scan::{
    Check, CheckMeta, Grade, Judgement, MdnRefusal, MdnScore, Profile, Recording, checks, grade,
    ungraded,
};

/// One scan and everything that is said about it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ScanReport {
    /// What was asked and answered.
    pub recording: Recording,
    /// What the checks found.
    pub judgement: Judgement,
    /// For what kind of site.
    pub profile: Profile,
    /// How good it is; `None` if no answer came, or too little of the site was seen.
    pub grade: Option<Grade>,
    /// Why there is no grade though answers came: a clause.
    pub ungraded: Option<String>,
    /// The score of MDN HTTP Observatory's table, or why it gives none; `None` where nobody asked.
    pub mdn: Option<Result<MdnScore, MdnRefusal>>,
    /// The checks that ran, by code.
    pub checks: Vec<&'static CheckMeta>,
    /// What a given policy would be on the user's server.
    pub policy_fixes: Vec<PolicyFix>,
    /// When the scan began, as RFC 3339 writes it: `2026-11-25T10:00:00Z`.
    pub started_at: String,
}

/// A file that carries out the user's policy, as a fix for what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFix {
    /// For what: `nginx 1.28`.
    pub target: String,
    /// The name of the file.
    pub file: String,
    /// Its text.
    pub text: String,
}

impl ScanReport {
    /// The report of a judged recording, with its grade.
    ///
    /// ```
    /// use corsmith_report::scan::ScanReport;
    /// use corsmith_scan::{JudgeOptions, Profile, Recording, Target, judge};
    ///
    /// let recording = Recording::new(Target::parse("https://api.example.com")?);
    /// let judgement = judge(&recording, &JudgeOptions::default());
    /// let report =
    ///     ScanReport::new(recording, judgement, Profile::Site, "2026-11-25T10:00:00Z".to_owned());
    /// assert!(report.grade.is_none() && !report.checks.is_empty());
    /// # Ok::<(), corsmith_scan::TargetError>(())
    /// ```
    #[must_use]
    pub fn new(
        recording: Recording,
        judgement: Judgement,
        profile: Profile,
        started_at: String,
    ) -> Self {
        let grade = grade(&recording, &judgement, profile);
        let why = ungraded(&recording).filter(|_| grade.is_none());
        let ran = checks().map(Check::meta);
        Self {
            checks: ran.filter(|meta| meta.profiles.includes(profile)).collect(),
            recording,
            judgement,
            profile,
            grade,
            ungraded: why,
            mdn: None,
            policy_fixes: Vec::new(),
            started_at,
        }
    }
}
