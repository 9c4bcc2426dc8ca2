//! Experiments by the thousand: what disagrees, and the smallest experiment that shows it.

use corsmith_fetch::Profile;

use super::compare::compare;
use super::error::LabError;
use super::experiment::Experiment;
use super::generate::shrink;
use super::observation::Observation;
use super::predict::predict;
use super::session::Session;

/// An experiment in which the browser did not do what the model said.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The experiment.
    pub experiment: Experiment,
    /// Where they differ, a line each.
    pub differences: Vec<String>,
}

/// Runs the experiments and returns those in which browser and model disagree, three times in a row:
/// a machine under load loses a race now and then.
pub fn disagreements(
    session: &mut Session,
    profile: Profile,
    experiments: &[Experiment],
) -> Result<Vec<Disagreement>, LabError> {
    let mut found = differing(session, profile, experiments)?;
    for _ in 0..2 {
        let suspects: Vec<_> = found.into_iter().map(|found| found.experiment).collect();
        found = differing(session, profile, &suspects)?;
    }
    Ok(found)
}

fn differing(
    session: &mut Session,
    profile: Profile,
    experiments: &[Experiment],
) -> Result<Vec<Disagreement>, LabError> {
    let observations = session.run(experiments)?;
    let pairs = experiments.iter().zip(&observations);
    Ok(pairs.filter_map(|(experiment, seen)| judge(experiment, profile, seen)).collect())
}

fn judge(experiment: &Experiment, profile: Profile, seen: &Observation) -> Option<Disagreement> {
    let (model, _) = predict(experiment, profile);
    let differences = compare(&model, seen);
    if differences.is_empty() {
        return None;
    }
    Some(Disagreement { experiment: experiment.clone(), differences })
}

/// The smallest experiment, by the steps of [`shrink`], in which the two still disagree.
pub fn minimal(
    session: &mut Session,
    profile: Profile,
    mut found: Disagreement,
) -> Result<Disagreement, LabError> {
    loop {
        let simpler: Vec<_> = shrink(&found.experiment).collect();
        match differing(session, profile, &simpler)?.into_iter().next() {
            Some(smaller) => found = smaller,
            None => return Ok(found),
        }
    }
}
