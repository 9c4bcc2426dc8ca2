//! What everybody found, side by side.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::animal::Animal;
use super::exploit::Exploit;
use super::flaw::Flaw;
use super::ours::Scanned;
use super::peers::{self, Reports};

/// What one of the other scanners reported.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it reported.
    pub reports: Reports,
}

/// The table, and the sums below it.
#[must_use]
pub fn table(scanned: &[Scanned], columns: &[Column], exploits: &[Exploit]) -> String {
    let mut rows = vec![head(columns)];
    rows.extend(scanned.iter().map(|it| row(it, columns, exploits)));
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|place| rows.iter().map(|row| row[place].chars().count()).max().unwrap_or(0))
        .collect();
    let mut table = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        // Writing to a `String` cannot fail.
        let _ = writeln!(table, "{}", line.trim_end());
    }
    table.push('\n');
    table.push_str(&sums(scanned, columns, exploits));
    table
}

fn head(columns: &[Column]) -> Vec<String> {
    let mut head = ["animal", "has", "missed", "false"].map(str::to_owned).to_vec();
    head.extend(columns.iter().map(|column| column.name.to_owned()));
    head.push("browser".to_owned());
    head
}

fn row(scanned: &Scanned, columns: &[Column], exploits: &[Exploit]) -> Vec<String> {
    let animal = scanned.animal;
    let alarms: BTreeSet<_> = scanned.false_alarms().map(|it| it.check.name).collect();
    let mut alarms: Vec<_> = alarms.into_iter().map(str::to_owned).collect();
    alarms.extend(scanned.faults());
    let mut row = vec![
        animal.name.to_owned(),
        flaws(animal.has.iter()),
        flaws(scanned.missed().iter()),
        alarms.join(", "),
    ];
    row.extend(columns.iter().map(|column| cell(animal, column)));
    let tried: Vec<_> = exploits.iter().filter(|it| it.animal.name == animal.name).collect();
    row.push(match tried.iter().filter(|it| !it.holds()).count() {
        _ if tried.is_empty() => String::new(),
        0 => format!("{} as said", tried.len()),
        wrong => format!("{wrong} of {} not as said", tried.len()),
    });
    row
}

fn cell(animal: &Animal, column: &Column) -> String {
    if !peers::is_asked(animal) {
        return "not asked".to_owned();
    }
    let reports = column.reports.get(animal.name).map_or(&[][..], Vec::as_slice);
    let found = peers::found(animal, reports).len();
    let readable = animal.has.iter().filter(|flaw| flaw.is_readable()).count();
    match (found, readable, peers::false_alarms(animal, reports)) {
        (0, 0, 0) => String::new(),
        (found, readable, 0) => format!("{found} of {readable}"),
        (0, 0, _) => "false".to_owned(),
        (found, readable, _) => format!("{found} of {readable}, false"),
    }
}

fn sums(scanned: &[Scanned], columns: &[Column], exploits: &[Exploit]) -> String {
    let mut sums = String::new();
    let has: usize = scanned.iter().map(|it| it.animal.has.len()).sum();
    let missed: usize = scanned.iter().map(|it| it.missed().len()).sum();
    let alarms: usize = scanned.iter().map(|it| it.false_alarms().count()).sum();
    let faults: usize = scanned.iter().map(|it| it.faults().len()).sum();
    let found = has - missed;
    let _ = writeln!(
        sums,
        "Corsmith found {found} of {has} at {} animals, raised {alarms} false alarms, and left its \
         limits or failed otherwise {faults} times.",
        scanned.len()
    );
    let asked: Vec<_> = scanned.iter().filter(|it| peers::is_asked(it.animal)).collect();
    let readable = |flaws: &BTreeSet<Flaw>| flaws.iter().filter(|it| it.is_readable()).count();
    let there: BTreeSet<_> = asked
        .iter()
        .flat_map(|it| it.animal.has.iter().map(|flaw| (it.animal.name, *flaw)))
        .filter(|(_, flaw)| flaw.is_readable())
        .collect();
    let ours: usize = asked.iter().map(|it| readable(&it.found())).sum();
    let _ = writeln!(
        sums,
        "Of what an attacker reads, at the {} animals that everybody was asked about: Corsmith found \
         {ours} of {}.",
        asked.len(),
        there.len()
    );
    for Column { name, reports } in columns {
        let reports = |it: &Scanned| reports.get(it.animal.name).map_or(&[][..], Vec::as_slice);
        let found: usize =
            asked.iter().map(|it| readable(&peers::found(it.animal, reports(it)))).sum();
        let alarms: usize =
            asked.iter().map(|it| peers::false_alarms(it.animal, reports(it))).sum();
        let of = there.len();
        let _ = writeln!(sums, "{name} found {found} of {of}, and raised {alarms} false alarms.");
    }
    if !exploits.is_empty() {
        let held = exploits.iter().filter(|it| it.holds()).count();
        let _ = writeln!(
            sums,
            "A browser read what is claimed, and nothing more, in {held} of {} attacks.",
            exploits.len()
        );
    }
    sums
}

fn flaws<'a>(flaws: impl Iterator<Item = &'a Flaw>) -> String {
    flaws.map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
