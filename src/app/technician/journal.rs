//! The file of the technicians' log: lines at its end, and never more than a mebibyte of them.
//!
//! Opened once and kept open, so that it can be written after the process confined itself. Several processes may write:
//! each line is written under a lock of the file.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::base::clock::SharedClock;
use crate::base::fs::{self, PRIVATE_FILE};

use super::message::Message;

/// The file never grows beyond this. When a line would, the older half goes.
const LIMIT_BYTES: u64 = 1 << 20;

/// The technicians' log of one process.
pub struct Journal {
    file: File,
    clock: SharedClock,
    limit_bytes: u64,
}

impl Journal {
    /// The log where the person's own state is kept (`XDG_STATE_HOME`); none if it cannot be opened there.
    pub(super) fn of_person(clock: SharedClock) -> Option<Self> {
        let state = std::env::var_os("XDG_STATE_HOME")
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
            .or_else(|| std::env::home_dir().map(|home| home.join(".local/state")))?;
        Self::open(&state.join("strongroom").join("technician.log"), clock).ok()
    }

    /// Opens the log at `path`, or begins it.
    pub fn open(path: &Path, clock: SharedClock) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_private_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        let file =
            options.read(true).write(true).create(true).truncate(false).mode(PRIVATE_FILE).open(path)?;
        Ok(Self { file, clock, limit_bytes: LIMIT_BYTES })
    }

    /// Writes one line. That it could not be written stops nobody.
    pub fn write(&self, message: &Message) {
        let line = format!("{} {}\n", self.clock.wall(), message.line());
        if self.file.lock().is_ok() {
            drop(self.append(line.as_bytes()));
            drop(self.file.unlock());
        }
    }

    fn append(&self, line: &[u8]) -> io::Result<()> {
        let mut end = self.file.metadata()?.len();
        if end.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX)) > self.limit_bytes {
            end = self.drop_older_half(end)?;
        }
        self.file.write_all_at(line, end)
    }

    /// Keeps whole lines of the newer half; where the file ends then.
    fn drop_older_half(&self, end: u64) -> io::Result<u64> {
        let keep = self.limit_bytes / 2;
        let from = end.saturating_sub(keep);
        let mut newer = vec![0; usize::try_from(end - from).unwrap_or(0)];
        self.file.read_exact_at(&mut newer, from)?;
        let begins = newer.iter().position(|byte| *byte == b'\n').map_or(newer.len(), |at| at + 1);
        newer.drain(..begins);
        self.file.write_all_at(&newer, 0)?;
        let end = u64::try_from(newer.len()).unwrap_or(0);
        self.file.set_len(end)?;
        Ok(end)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::problem::ProblemKind;
    use crate::base::clock::SystemClock;

    #[test]
    fn it_never_grows_beyond_its_limit_and_keeps_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/strongroom/technician.log");
        let mut journal = Journal::open(&path, Arc::new(SystemClock)).unwrap();
        journal.limit_bytes = 2000;
        for kind in ProblemKind::ALL.iter().cycle().take(500) {
            journal.write(&Message::Problem(*kind));
            assert!(std::fs::metadata(&path).unwrap().len() <= 2000);
        }
        journal.write(&Message::WorkerEnded);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.len() > 500 && text.ends_with(" info worker-ended\n"), "{text}");
        assert!(text.lines().all(|line| line.contains("Z ")), "a line was cut: {text}");
    }

    #[test]
    fn two_programs_write_whole_lines_into_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("technician.log");
        let open = || Journal::open(&path, Arc::new(SystemClock)).unwrap();
        std::thread::scope(|threads| {
            for journal in [open(), open()] {
                threads.spawn(move || (0..100).for_each(|_| journal.write(&Message::WorkerBegan)));
            }
        });
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().filter(|line| line.ends_with("info worker-began")).count(), 200);
    }
}
