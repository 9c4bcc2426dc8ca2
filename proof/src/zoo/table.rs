//! What everybody found, side by side.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::animal::Animal;
use super::exploit::Exploit;
use super::flaw::Flaw;
use super::ours::Scanned;
use super::peers::{self, Peer, Reports};

/// What one of the other scanners reported.
pub struct Column {
    /// Which one.
    pub peer: Peer,
    /// What it reported.
    pub reports: Reports,
}

impl Column {
    fn reports_of(&self, animal: &Animal) -> &[Vec<Flaw>] {
        self.reports.get(animal.name).map_or(&[], Vec::as_slice)
    }
}

/// The table, the sums below it, and what is to be known of them.
#[must_use]
pub fn table(scanned: &[Scanned], columns: &[Column], exploits: &[Exploit]) -> String {
    let mut rows = vec![head(columns)];
    rows.extend(scanned.iter().map(|it| row(it, columns, exploits)));
    let mut table = aligned(&rows);
    table.push('\n');
    table.push_str(&aligned(&sums(scanned, columns)));
    table.push_str(&foot(scanned, columns, exploits));
    table
}

fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|place| rows.iter().map(|row| row[place].chars().count()).max().unwrap_or(0))
        .collect();
    let mut lines = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "{}", line.trim_end());
    }
    lines
}

fn head(columns: &[Column]) -> Vec<String> {
    let mut head = ["animal", "has", "missed", "false"].map(str::to_owned).to_vec();
    head.extend(columns.iter().map(|column| column.peer.name().to_owned()));
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
    let reports = column.reports_of(animal);
    let found = peers::found(animal, reports).iter().filter(|flaw| flaw.is_readable()).count();
    let readable = animal.has.iter().filter(|flaw| flaw.is_readable()).count();
    match (readable, peers::false_alarms(animal, reports)) {
        (0, 0) => String::new(),
        (0, _) => "false".to_owned(),
        (readable, 0) => format!("{found} of {readable}"),
        (readable, _) => format!("{found} of {readable}, false"),
    }
}

/// For each scanner: at how many animals it could be let loose, what it found there of what an attacker reads, and how
/// often it was wrong.
fn sums(scanned: &[Scanned], columns: &[Column]) -> Vec<Vec<String>> {
    let asked = || scanned.iter().filter(|it| peers::is_asked(it.animal));
    let is_readable = |flaw: &&Flaw| flaw.is_readable();
    let there: usize = asked().map(|it| it.animal.has.iter().filter(is_readable).count()).sum();
    let ours: usize = asked().map(|it| it.found().iter().filter(is_readable).count()).sum();
    let alarms: usize = scanned.iter().map(|it| it.false_alarms().count()).sum();
    let head = ["scanner", "asked", "what an attacker reads, at those", "false alarms"];
    let of = |asked: usize| format!("{asked} of {}", scanned.len());
    let mut sums = vec![
        head.map(str::to_owned).to_vec(),
        // At the same animals as the others, so that the numbers compare.
        vec![
            "Corsmith".to_owned(),
            of(scanned.len()),
            format!("{ours} of {there}"),
            format!("{alarms}"),
        ],
    ];
    for column in columns {
        let found: usize = asked()
            .map(|it| peers::found(it.animal, column.reports_of(it.animal)))
            .map(|found| found.iter().filter(is_readable).count())
            .sum();
        let alarms: usize =
            asked().map(|it| peers::false_alarms(it.animal, column.reports_of(it.animal))).sum();
        sums.push(vec![
            column.peer.name().to_owned(),
            of(asked().count()),
            format!("{found} of {there}"),
            format!("{alarms}"),
        ]);
    }
    sums
}

fn foot(scanned: &[Scanned], columns: &[Column], exploits: &[Exploit]) -> String {
    let mut foot = String::from("\n");
    let has: usize = scanned.iter().map(|it| it.animal.has.len()).sum();
    let missed: usize = scanned.iter().map(|it| it.missed().len()).sum();
    let faults: usize = scanned.iter().map(|it| it.faults().len()).sum();
    let found = has - missed;
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        foot,
        "Of everything that is there, Corsmith found {found} of {has}; it left its limits or failed \
         otherwise {faults} times."
    );
    if !columns.is_empty() {
        let _ = writeln!(
            foot,
            "The others are asked about animals that keep to HTTP at one port: neither has a limit \
             on what it reads."
        );
    }
    for column in columns {
        let without: Vec<Flaw> = scanned
            .iter()
            .filter(|it| peers::is_asked(it.animal))
            .flat_map(|it| it.animal.has.iter().copied())
            .filter(|flaw| flaw.is_readable() && !column.peer.has_notion_of(*flaw))
            .collect();
        let kinds: BTreeSet<_> = without.iter().copied().collect();
        let name = column.peer.name();
        let count = without.len();
        let _ = match count {
            0 => Ok(()),
            _ => {
                writeln!(foot, "{name} has no notion of {count} of those: {}.", flaws(kinds.iter()))
            }
        };
    }
    foot.push_str(&attacks(exploits));
    foot
}

/// What a browser read otherwise than claimed, an attack a line, and the sum.
#[must_use]
pub fn attacks(exploits: &[Exploit]) -> String {
    let mut lines = String::new();
    for exploit in exploits.iter().filter(|it| !it.holds()) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "{exploit}");
    }
    if !exploits.is_empty() {
        let held = exploits.iter().filter(|it| it.holds()).count();
        let _ = writeln!(
            lines,
            "A browser read what is claimed, and nothing more, in {held} of {} attacks.",
            exploits.len()
        );
    }
    lines
}

fn flaws<'a>(flaws: impl Iterator<Item = &'a Flaw>) -> String {
    flaws.map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
