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
//! assert!(url.contains(".example.org:"), "{url}");
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

mod animal;
/// One animal a file.
pub mod animals;
mod answer;
mod asked;
mod attack;
mod authority;
mod bomb;
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
use std::sync::{Arc, OnceLock};

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
/// that everybody sees a registrable domain. It is not `example.com`, where Corsy's strangers are.
pub const DOMAIN: &str = "example.org";
/// A host whose pages are meant to read.
pub const FRONT_END: &str = "app.example.org";
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
    cages: Vec<Cage>,
    authority: String,
    names: Names,
}

/// Where an animal is kept.
struct Cage {
    keeper: Keeper,
    /// Where it speaks TLS as well.
    secure: Option<Keeper>,
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
        let cages = animals().iter().map(|animal| Cage::open(animal, &mut authority));
        let cages = cages.collect::<Result<_, _>>()?;
        Ok(Self { cages, authority: authority.pem, names: Names::listen(animals())? })
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
        self.cage(animal).map(|cage| cage.keeper.address)
    }

    /// Every address at which an animal listens.
    pub fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.cages.iter().flat_map(|cage| {
            [Some(cage.keeper.address), cage.secure.as_ref().map(|it| it.address)]
                .into_iter()
                .flatten()
        })
    }

    /// How many connections an animal has accepted.
    #[must_use]
    pub fn accepted(&self, animal: &Animal) -> u64 {
        self.cage(animal).map_or(0, |cage| cage.keeper.accepted())
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
        let ways = animals().iter().zip(&self.cages);
        Gate::open(ways.map(|(animal, cage)| (animal.host(), cage.keeper.address)).collect())
    }

    fn cage(&self, animal: &Animal) -> Option<&Cage> {
        let place = animals().iter().position(|it| it.name == animal.name)?;
        self.cages.get(place)
    }
}

impl Cage {
    fn open(animal: &'static Animal, authority: &mut Authority) -> Result<Self, AuthorityError> {
        let certificate = match animal.speaks {
            Speaks::Http | Speaks::Bytes => None,
            Speaks::Https(certificate) | Speaks::Both(certificate) => {
                Some(authority.config(certificate, Protocol::Http1)?)
            }
            Speaks::Http2 => Some(authority.config(Certificate::Valid, Protocol::Http2)?),
        };
        let plain = Arc::<OnceLock<String>>::default();
        let origin = Arc::clone(&plain);
        let keeper = Keeper::listen(certificate, move |wire| behave(animal, origin.get(), wire))?;
        if !matches!(animal.speaks, Speaks::Both(_)) {
            return Ok(Self { keeper, secure: None });
        }
        let port = keeper.address.port();
        let origin = format!("https://{}:{port}", animal.host());
        let secure = Some(keeper);
        let keeper = Keeper::listen(None, move |wire| behave(animal, Some(&origin), wire))?;
        let port = keeper.address.port();
        plain.get_or_init(|| format!("http://{}:{port}", animal.host()));
        Ok(Self { keeper, secure })
    }
}

/// What an animal does with a connection; `counterpart` is its origin of the other scheme.
fn behave(animal: &Animal, counterpart: Option<&String>, wire: &mut Wire<'_>) -> io::Result<()> {
    match animal.does {
        Does::Rude(rude) => rude(wire),
        Does::Answer(answer) => {
            while let Some(mut asked) = wire.ask()? {
                asked.counterpart = counterpart.cloned();
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
