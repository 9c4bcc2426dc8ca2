//! A child process and everything it starts, ended together.
//!
//! Each server leads its own process group, so its workers end with it. That also takes it out of the terminal's
//! foreground group: Ctrl-C reaches only us. So a thread waits for SIGINT, SIGTERM and SIGHUP, kills every group that
//! is registered, and then lets the signal do what it would have done. Only a SIGKILL of this process leaves orphans;
//! preventing that needs `prctl(PR_SET_PDEATHSIG)` in the child between fork and exec, which is `unsafe` and Linux only.

use std::io;
use std::process::{Child, Command, ExitStatus};

/// A child that is killed with its process group when dropped.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
    /// Known once the leader is reaped; from then on its number may be another process's.
    status: Option<ExitStatus>,
}

#[cfg(unix)]
mod registry {
    use std::collections::BTreeSet;
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};
    use std::sync::{Mutex, MutexGuard, Once, PoisonError};
    use std::thread;

    use rustix::process::{Pid, Signal, kill_process_group};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static LEADERS: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());
    static WATCH: Once = Once::new();

    fn leaders() -> MutexGuard<'static, BTreeSet<i32>> {
        LEADERS.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn spawn(command: &mut Command) -> io::Result<Child> {
        WATCH.call_once(watch);
        // Held over the spawn: a signal between spawning and registering would leave an orphan.
        let mut leaders = leaders();
        let child = command.process_group(0).spawn()?;
        leaders.insert(child.id().cast_signed());
        Ok(child)
    }

    pub(super) fn signal(child: &Child, signal: Signal) {
        send(child.id().cast_signed(), signal);
    }

    /// To be called before the child is reaped: until then nobody else can have its number.
    pub(super) fn kill_and_forget(child: &Child) {
        let leader = child.id().cast_signed();
        let mut leaders = leaders();
        send(leader, Signal::KILL);
        leaders.remove(&leader);
    }

    fn send(leader: i32, signal: Signal) {
        if let Some(leader) = Pid::from_raw(leader) {
            // Nobody left in the group is what we want.
            let _ = kill_process_group(leader, signal);
        }
    }

    fn watch() {
        // Without a handler Ctrl-C still ends us; it only may leave a server running.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // Kept locked until the end: no server may be started any more.
                let leaders = leaders();
                for &leader in leaders.iter() {
                    send(leader, Signal::KILL);
                }
                let _ = emulate_default_handler(signal);
            }
        });
    }
}

impl Group {
    pub(crate) fn spawn(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        let child = registry::spawn(command)?;
        #[cfg(not(unix))]
        let child = command.spawn()?;
        Ok(Self { child, status: None })
    }

    /// Whether the leader has exited; it is left unreaped so that its group's number stays its own.
    #[cfg(unix)]
    pub(crate) fn has_exited(&mut self) -> bool {
        use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let pid = Pid::from_child(&self.child);
        !matches!(waitid(WaitId::Pid(pid), options), Ok(None))
    }

    #[cfg(not(unix))]
    pub(crate) fn has_exited(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends what is left of the group and reports how its leader ended.
    pub(crate) fn end(&mut self) -> io::Result<ExitStatus> {
        if let Some(status) = self.status {
            return Ok(status);
        }
        self.kill();
        let status = self.child.wait()?;
        self.status = Some(status);
        Ok(status)
    }

    fn kill(&mut self) {
        #[cfg(unix)]
        {
            registry::signal(&self.child, rustix::process::Signal::TERM);
            // A second to leave in order (Apache removes its semaphores then), and no more.
            for _ in 0..100 {
                if self.has_exited() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            registry::kill_and_forget(&self.child);
        }
        #[cfg(not(unix))]
        let _ = self.child.kill();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_dropped_group_takes_its_grandchildren_along() {
        let directory =
            std::env::temp_dir().join(format!("corsmith-process-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let beat = directory.join("beat");
        // The grandchild ignores SIGTERM and writes as long as it lives; its parent would wait for it for ever.
        let script = r#"trap "" TERM; (while :; do date +%N > "$0"; sleep 0.02; done) & wait"#;
        let group = Group::spawn(Command::new("sh").args(["-c", script]).arg(&beat)).unwrap();
        let until = Instant::now() + Duration::from_secs(5);
        while !beat.exists() {
            assert!(Instant::now() < until, "the grandchild never began");
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(group);
        std::fs::write(&beat, "silence").unwrap();
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(std::fs::read_to_string(&beat).unwrap(), "silence");
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
