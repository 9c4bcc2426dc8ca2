//! The zoo: real servers on loopback with one behaviour each, for scanners to be let loose on.
//!
//! An [`Animal`] says what it does, what is to be found there, and whose pages read what in a real
//! browser. Most have one flaw; some are traps, which look as if they had one; some are hostile. All
//! run in this process, and stop when the [`Zoo`] is dropped.
//!
//! ```
//! use corsmith_proof::zoo::{Zoo, animals};
//!
//! assert!(animals().len() >= 60);
//! let zoo = Zoo::start()?;
//! let url = zoo.url(animals()[0]);
//! assert!(url.contains(".example.com:"), "{url}");
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

mod animal;
/// One animal a file.
pub mod animals;
mod answer;
mod asked;
mod attack;
mod authority;
mod browser;
mod cache;
mod exploit;
mod flaw;
mod frames;
mod gate;
mod keeper;
mod names;
pub mod ours;
pub mod peers;
pub mod table;
mod wire;

use std::io;
use std::net::SocketAddr;

pub use self::animal::{Animal, Certificate, Does, Resolves, Speaks};
pub use self::answer::{Answer, Credentials};
pub use self::asked::{Asked, Caller};
pub use self::attack::{Attack, Page, Reads};
use self::authority::{Authority, AuthorityError, Protocol};
pub use self::exploit::{Exploit, ExploitError, exploits};
pub use self::flaw::Flaw;
use self::gate::Gate;
use self::keeper::Keeper;
use self::names::Names;
pub use self::wire::Wire;

/// The domain of all of them. It is reserved (RFC 2606, section 3), and below a public suffix, so
/// that everybody sees a registrable domain.
pub const DOMAIN: &str = "example.com";
/// A host whose pages are meant to read.
pub const FRONT_END: &str = "app.example.com";
/// A stranger's origin.
pub const STRANGER: &str = "https://evil.example";
/// The cookie of somebody who is signed in.
pub const SESSION: &str = "session=keeper";
/// What only somebody reads who is signed in.
pub const SECRET: &str = "The key is under the third stone.";
/// What everybody reads.
pub const PUBLIC: &str = "Nobody is signed in.";

/// A running zoo.
pub struct Zoo {
    keepers: Vec<Keeper>,
    authority: String,
    names: Names,
}

/// Every animal, by name.
#[must_use]
pub fn animals() -> &'static [&'static Animal] {
    animals::ALL
}

impl Zoo {
    /// Starts every animal on a free port.
    ///
    /// # Errors
    ///
    /// If the system gives no socket or thread, or a certificate cannot be made.
    pub fn start() -> Result<Self, AuthorityError> {
        let mut authority = Authority::new()?;
        let mut keepers = Vec::new();
        for animal in animals() {
            let tls = match animal.speaks {
                Speaks::Http | Speaks::Bytes => None,
                Speaks::Https(certificate) => Some(authority.config(certificate, Protocol::Http1)?),
                Speaks::Http2 => Some(authority.config(Certificate::Valid, Protocol::Http2)?),
            };
            keepers.push(Keeper::listen(tls, |wire| behave(animal, wire))?);
        }
        Ok(Self { keepers, authority: authority.pem, names: Names::listen(animals())? })
    }

    /// The URL of an animal, with its port.
    #[must_use]
    pub fn url(&self, animal: &Animal) -> String {
        let port = self.address(animal).map_or(0, |address| address.port());
        format!("{}://{}:{port}/", animal.scheme(), animal.host())
    }

    /// Where an animal listens; `None` for one that is not of this zoo.
    #[must_use]
    pub fn address(&self, animal: &Animal) -> Option<SocketAddr> {
        self.keeper(animal).map(|keeper| keeper.address)
    }

    /// How many connections an animal has accepted.
    #[must_use]
    pub fn accepted(&self, animal: &Animal) -> u64 {
        self.keeper(animal).map_or(0, Keeper::accepted)
    }

    /// The certificate of the zoo's authority, in PEM.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The address of the zoo's name server.
    #[must_use]
    pub fn name_server(&self) -> SocketAddr {
        self.names.address
    }

    /// Opens a proxy to the animals, without ports.
    fn gate(&self) -> io::Result<Gate> {
        let ways = animals().iter().zip(&self.keepers);
        Gate::open(ways.map(|(animal, keeper)| (animal.host(), keeper.address)).collect())
    }

    fn keeper(&self, animal: &Animal) -> Option<&Keeper> {
        let place = animals().iter().position(|it| it.name == animal.name)?;
        self.keepers.get(place)
    }
}

fn behave(animal: &Animal, wire: &mut Wire<'_>) -> io::Result<()> {
    match animal.does {
        Does::Rude(rude) => rude(wire),
        Does::Answer(answer) => {
            while let Some(asked) = wire.ask()? {
                wire.say(answer(&asked).to_bytes(&asked.method))?;
                let is_last = asked
                    .header("connection")
                    .is_some_and(|value| value.eq_ignore_ascii_case("close"));
                if is_last {
                    break;
                }
            }
            Ok(())
        }
    }
}
