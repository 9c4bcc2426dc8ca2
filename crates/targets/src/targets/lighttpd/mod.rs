//! lighttpd: a Lua script for `mod_magnet`, and the lines of the configuration that run it.
//!
//! `mod_setenv`, which is often seen, answers no preflights, writes no `%1` of a regular expression into a header, and
//! overwrites the application's `Vary`.

mod lua;

use corsmith_policy::Policy;

use self::lua::{Lua, comment};
use crate::middleware::Middleware;
use crate::policy_name::PolicyName;
use crate::template::render;
use crate::{
    About, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target, Tier, Version,
};

struct Lighttpd;

pub(super) static TARGET: &dyn Target = &Lighttpd;

static ABOUT: About = About {
    name: "lighttpd",
    title: "lighttpd",
    summary: "a Lua script for `mod_magnet`, and the lines of configuration that run it",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release {
        version: Version::new(1, 4),
        note: "1.4.65 or later: the first that tells a script whether there is a response yet",
    }],
    default_version: Version::new(1, 4),
    newest_run: Version::new(1, 4),
    deviations: &[],
};

impl Target for Lighttpd {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let lines = provenance.lines(policy, self, version);
        let configuration: String =
            lines.iter().map(|line| format!("# {}\n", comment(line))).collect();
        let script =
            Middleware::new(policy, lines.iter().map(|line| comment(line)).collect(), &Lua);
        let name = PolicyName::of(policy);
        let (lines, lua) = (name.file("00-cors", "conf"), name.file("cors", "lua"));
        let files = vec![
            GeneratedFile {
                place: "goes to /etc/lighttpd/conf-enabled/ in Debian; elsewhere it is included directly after \
                        `server.modules` is set, before the other modules are added"
                    .to_owned(),
                contents: configuration + &include_str!("00-cors.conf").replace("cors.lua", &lua),
                name: lines.clone(),
            },
            GeneratedFile {
                name: lua,
                place: format!("goes to /etc/lighttpd/, where `{lines}` looks for it"),
                contents: render(include_str!("cors.lua.jinja"), script)?,
            },
        ];
        Ok(Output::new(files)
            .commands("lighttpd -tt -f /etc/lighttpd/lighttpd.conf", "systemctl restart lighttpd"))
    }
}
