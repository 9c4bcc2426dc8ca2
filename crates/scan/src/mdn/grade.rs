//! The curve and the grades.

/// The score below which results that add to it do not count.
const CURVE: i32 = 90;

/// The score of these modifiers.
pub(super) fn score(modifiers: impl Iterator<Item = i32>) -> u32 {
    let (mut uncurved, mut curved) = (100_i32, 100_i32);
    for modifier in modifiers {
        curved += modifier;
        uncurved += modifier.min(0);
    }
    let score = if uncurved >= CURVE { curved } else { uncurved };
    u32::try_from(score).unwrap_or_default()
}

/// The grade of a score, in steps of five.
///
/// ```
/// use corsmith_scan::mdn_grade;
///
/// assert_eq!((mdn_grade(165), mdn_grade(99), mdn_grade(24)), ("A+", "A", "F"));
/// ```
#[must_use]
pub fn mdn_grade(score: u32) -> &'static str {
    match score {
        100.. => "A+",
        90.. => "A",
        85.. => "A-",
        80.. => "B+",
        70.. => "B",
        65.. => "B-",
        60.. => "C+",
        50.. => "C",
        45.. => "C-",
        40.. => "D+",
        30.. => "D",
        25.. => "D-",
        _ => "F",
    }
}

#[cfg(test)]
mod tests {
    use super::{mdn_grade, score};

    #[test]
    fn what_adds_counts_from_90_on() {
        for (case, modifiers, expected) in [
            ("nothing", &[][..], 100),
            ("only what adds", &[10, 5], 115),
            ("exactly 90", &[-10, 5], 95),
            ("below 90", &[-15, 5], 85),
            ("everything that adds", &[10, 5, 10, 10, 5, 5, 5, 5, 10], 165),
            ("never below nothing", &[-50, -50, -50], 0),
        ] {
            assert_eq!(score(modifiers.iter().copied()), expected, "{case}");
        }
    }

    #[test]
    fn every_step_of_the_grades() {
        let steps = [
            (100, "A+"),
            (95, "A"),
            (90, "A"),
            (85, "A-"),
            (80, "B+"),
            (75, "B"),
            (70, "B"),
            (65, "B-"),
            (60, "C+"),
            (55, "C"),
            (50, "C"),
            (45, "C-"),
            (40, "D+"),
            (35, "D"),
            (30, "D"),
            (25, "D-"),
            (20, "F"),
            (15, "F"),
            (10, "F"),
            (5, "F"),
            (0, "F"),
        ];
        for (step, grade) in steps {
            assert_eq!(mdn_grade(step), grade, "{step}");
            assert_eq!(mdn_grade(step + 4), grade, "{step} and 4");
        }
    }
}
