//! temporary
use std::io::Write;
fn main() {
    let zoo = corsmith_proof::zoo::Zoo::start().unwrap();
    let mut out = std::io::stdout().lock();
    match corsmith_proof::zoo::exploits(&zoo) {
        Ok(all) => {
            let bad = all.iter().filter(|it| !it.holds());
            for it in bad {
                let _ = writeln!(
                    out,
                    "{} {:?} from {} read {:?}",
                    it.animal.name, it.attack, it.origin, it.read
                );
            }
            let _ = writeln!(out, "{} attacks", all.len());
        }
        Err(e) => {
            let _ = writeln!(out, "{e}");
        }
    }
}
