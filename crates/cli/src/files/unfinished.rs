//! Files that are not in their place yet.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

/// The files that would stay behind if the command ended now.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes every file that is not in its place yet, for whoever ends the process next; from now on
/// there are no more of them.
pub(crate) fn remove_unfinished() {
    let unfinished = all();
    for path in &*unfinished {
        // One that has been put in its place meanwhile is not there.
        let _ = fs::remove_file(path);
    }
    // Whoever begins another one waits, and is ended with the process.
    std::mem::forget(unfinished);
}

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file beside its place. If it is not put there, it is gone in the end.
pub(super) struct Unfinished {
    // Dropped in this order: removed, and then known no more.
    file: NamedTempFile,
    entry: Entry,
}

/// Its entry among all of them.
struct Entry(PathBuf);

impl Drop for Entry {
    fn drop(&mut self) {
        all().retain(|path| *path != self.0);
    }
}

impl Unfinished {
    pub(super) fn new(builder: &Builder<'_, '_>, folder: &Path) -> io::Result<Self> {
        // Locked until it is known, so that a signal finds it.
        let mut unfinished = all();
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        unfinished.push(path.clone());
        Ok(Self { file, entry: Entry(path) })
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.as_file().sync_all()
    }

    /// Puts it in its place, where an older one is replaced.
    pub(super) fn replace(self, place: &Path) -> io::Result<File> {
        let Self { file, entry: _entry } = self;
        file.persist(place).map_err(|error| error.error)
    }

    /// Puts it in its place, where nothing may be.
    pub(super) fn create(self, place: &Path) -> io::Result<File> {
        let Self { file, entry: _entry } = self;
        file.persist_noclobber(place).map_err(|error| error.error)
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
