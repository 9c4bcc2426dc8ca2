//! Our scanner on the whole zoo: everything that is there, nothing that is not, within the limits.

use std::collections::BTreeSet;

use corsmith_proof::zoo::ours::{self, Scanned};
use corsmith_proof::zoo::{Animal, Flaw, Reads, Resolves, Zoo, animals};
use corsmith_scan::{MAX_BODY_BYTES, find_check};

#[test]
fn everything_that_is_there_is_found_and_nothing_else() {
    let zoo = Zoo::start().unwrap();
    let scanned = ours::scan(&zoo, &[]).unwrap();
    assert_eq!(scanned.len(), animals().len());
    let wrong: Vec<_> = scanned.iter().filter(|it| !it.holds()).map(account).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    // What is small on the wire and large after it: as much as is kept, and no more.
    for name in ["gzip-bomb", "deflate-bomb", "brotli-bomb"] {
        let bombed = scanned.iter().find(|it| it.animal.name == name).unwrap();
        let (_, page) = bombed.recording.page().unwrap();
        assert_eq!((page.body.bytes.len(), page.body.is_cut), (MAX_BODY_BYTES, true), "{name}");
    }

    // Names that lead elsewhere as well: a connection for each answer is one too many.
    for it in &scanned {
        let most = match it.animal.resolves {
            Resolves::Honestly => continue,
            Resolves::ToMetadataToo => 0,
            Resolves::ToMetadataLater => 1,
        };
        assert!(zoo.accepted(it.animal) <= most, "{}", it.animal.name);
    }
}

#[test]
fn the_zoo_is_large_and_its_signs_are_right() {
    assert!(animals().len() >= 60, "{}", animals().len());
    let names: BTreeSet<_> = animals().iter().map(|animal| animal.name).collect();
    assert_eq!(names.len(), animals().len(), "a name stands for two");
    for Animal { name, is, has, may, attacks, .. } in animals() {
        assert!(!is.is_empty() && !is.ends_with('.'), "{name}");
        assert!(has.iter().all(|flaw| !may.contains(flaw)), "{name} has what it may have");
        for flaw in has.iter().chain(*may) {
            if let Flaw::Check(check) = flaw {
                assert!(find_check(check).is_some(), "{name}: there is no check `{check}`");
            }
        }
        let is_read = attacks.iter().any(|attack| {
            // The front end and partners are meant to read.
            attack.reads == Reads::Secret && !attack.origin("").contains("app.example.org")
        });
        // No other scanner has a word for what is read of errors.
        let of_errors = Flaw::Check("stranger-reads-errors");
        let is_flawed = has.iter().any(|flaw| flaw.is_readable() || *flaw == of_errors);
        assert!(
            is_flawed || !is_read || *name == "names-its-partner",
            "{name} is read and has no flaw"
        );
    }
}

fn account(scanned: &Scanned) -> String {
    let missed: Vec<_> = scanned.missed().iter().map(ToString::to_string).collect();
    let alarms = scanned.false_alarms();
    let alarms: Vec<_> = alarms.map(|it| format!("{} {it}", it.check.name)).collect();
    format!(
        "{}: missed [{}], false [{}], otherwise [{}]",
        scanned.animal.name,
        missed.join(", "),
        alarms.join("; "),
        scanned.faults().join("; ")
    )
}
