//! The desk of the backup campaigns: a vault, a medium with one whole backup on it, and what must hold after whatever
//! happened to a write: no backup counts that is not whole, the first one is as it was, the vault is untouched.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::bit_flips::files_of;
use crate::house::{House, State, objects, sha256, text};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, folder, give, run};

pub(crate) struct Desk {
    pub(crate) program: Program,
    pub(crate) medium: PathBuf,
    pub(crate) first: String,
    /// The folder of the first backup, relative to the medium, and what lies in it.
    first_files: BTreeMap<PathBuf, String>,
    vault: BTreeMap<PathBuf, String>,
    before: State,
    /// Backups that were found whole.
    whole: RefCell<BTreeSet<String>>,
}

impl Desk {
    /// On a medium that is mounted, or a plain folder.
    pub(crate) fn at(program: Program, medium: &Path) -> Self {
        give(medium);
        let mount = medium.to_str().unwrap();
        program.run(&["media", "enrol", mount, "--label", "Stick"]).json();
        let written = program.run(&["backup", "write", "--to", mount]).json();
        let first = text(&written, "id");
        Self {
            before: State::read(&program),
            vault: untouched_part(&program.vault),
            first_files: sums(medium),
            whole: RefCell::new(BTreeSet::from([first.clone()])),
            medium: medium.to_owned(),
            program,
            first,
        }
    }

    pub(crate) fn copied(house: &House, name: &str, medium: &Path) -> Self {
        Self::at(house.copied(name), medium)
    }

    pub(crate) fn mount(&self) -> &str {
        self.medium.to_str().unwrap()
    }

    /// The command that writes in full, whatever the rule says.
    pub(crate) fn write_in_full(&self) -> Vec<&str> {
        vec!["backup", "write", "--to", self.mount(), "--full"]
    }

    /// The ids of the backups on the medium.
    pub(crate) fn listed(&self) -> Result<Vec<String>, String> {
        let listed = self.program.run(&["backup", "list", self.mount()]);
        if !listed.done() {
            return Err(format!("the medium cannot be listed: {listed:?}"));
        }
        Ok(objects(&listed.json()).iter().map(|one| text(one, "id")).collect())
    }

    /// What must hold however a write ended.
    pub(crate) fn judge(&self, ending: &Ending) -> Result<(), String> {
        let ids = self.listed()?;
        if !ids.contains(&self.first) {
            return Err(format!("the first backup is gone: {ids:?}"));
        }
        let now = sums(&self.medium);
        if let Some((path, _)) = self.first_files.iter().find(|(path, sum)| now.get(*path) != Some(*sum)) {
            return Err(format!("{} is not what it was", path.display()));
        }
        if ending.done() && !ids.contains(&text(&ending.json(), "id")) {
            return Err("done, and the backup is not there".to_owned());
        }
        for id in ids {
            if self.whole.borrow().contains(&id) {
                continue;
            }
            let verified = self.program.run(&["backup", "verify", self.mount(), "--generation", &id]);
            if !verified.done() {
                return Err(format!("backup {id} counts and is not whole: {verified:?}"));
            }
            self.whole.borrow_mut().insert(id);
        }
        let now = untouched_part(&self.program.vault);
        if now == self.vault { Ok(()) } else { Err("the vault's files are not what they were".to_owned()) }
    }

    /// The first backup gives back what was there, and so do the people's eyes.
    pub(crate) fn restores(&self, name: &str) -> Result<(), String> {
        let to = folder(name).join("restored");
        let ending = self.program.run(&self.restore(&to));
        if !ending.done() {
            return Err(format!("the first backup does not restore: {ending:?}"));
        }
        self.holds_what_was_there(&to)?;
        if State::read(&self.program) == self.before {
            Ok(())
        } else {
            Err("the vault shows other things".to_owned())
        }
    }

    pub(crate) fn restore<'a>(&'a self, to: &'a Path) -> Vec<&'a str> {
        vec!["restore", "--from", self.mount(), "--to", to.to_str().unwrap(), "--generation", &self.first]
    }

    pub(crate) fn holds_what_was_there(&self, vault: &Path) -> Result<(), String> {
        let restored = Program { vault: vault.to_owned(), ..self.program.clone() };
        if State::read(&restored) == self.before { Ok(()) } else { Err("other things came back".to_owned()) }
    }

    /// Runs a command up to its n-th change under `folder`, does `meanwhile`, and lets it go on to its end. Says whether it
    /// came so far.
    pub(crate) fn stopped_at(
        &self,
        (folder, at): (&Path, u64),
        arguments: &[&str],
        meanwhile: impl FnOnce(u32),
    ) -> (Ending, bool) {
        self.stopped_by(&Shim::around(folder, Mode::Stop, at), arguments, meanwhile)
    }

    /// The same, up to where this shim stops it.
    pub(crate) fn stopped_by(
        &self,
        shim: &Shim,
        arguments: &[&str],
        meanwhile: impl FnOnce(u32),
    ) -> (Ending, bool) {
        use std::io::Read as _;
        let (mut reached, end) = std::io::pipe().unwrap();
        let mut command = self.program.command(arguments);
        shim.put_on(&mut command);
        command.stdin(Stdio::from(end));
        let child = command.spawn().unwrap();
        drop(command);
        let mut byte = [0];
        let stopped = reached.read(&mut byte).unwrap() == 1;
        if stopped {
            // The byte comes a moment before; woken too early, it would sleep for ever.
            while !is_stopped(child.id()) {
                std::thread::yield_now();
            }
            meanwhile(child.id());
            run("kill", &["-CONT", &child.id().to_string()]);
        }
        let output = child.wait_with_output().unwrap();
        let ending = Ending {
            code: output.status.code(),
            signal: None,
            said: String::from_utf8_lossy(&output.stdout).into_owned(),
            complained: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        (ending, stopped)
    }
}

/// Whether a process was stopped by a signal (`proc_pid_stat(5)`).
fn is_stopped(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'))
}

/// Every file below a folder with its SHA-256, by its path in it.
pub(crate) fn sums(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = files_of(folder).into_iter();
    files
        .map(|path| (path.strip_prefix(folder).unwrap().to_owned(), sha256(&fs::read(&path).unwrap())))
        .collect()
}

/// What no session changes that only writes a backup: content, identities, keys, the header, the ways in. The registry keeps the
/// register of media, the log grows, and anchors follow it, the one in each group's records among them.
fn untouched_part(vault: &Path) -> BTreeMap<PathBuf, String> {
    let mut sums = BTreeMap::new();
    for path in files_of(vault) {
        let name = path.strip_prefix(vault).unwrap().to_owned();
        let kept = name.starts_with("groups") || name.starts_with("keys") || name.starts_with("header.cbor");
        let way_in = path.extension().is_some_and(|end| end == "keyslots" || end == "registry");
        let content = fs::read(&path).unwrap();
        // Journals that are empty come and go.
        let anchored = path.file_name().unwrap().to_str().unwrap().starts_with("records.");
        if (kept || way_in) && !content.is_empty() && !anchored && !name.to_str().unwrap().ends_with("-shm") {
            sums.insert(name, sha256(&content));
        }
    }
    sums
}

/// The smallest block of its file system.
pub(crate) const BLOCK_BYTES: usize = 1024;

/// A stick: a file system of its own, in a file, on a loop device.
pub(crate) struct Stick {
    image: PathBuf,
    pub(crate) mounted_at: PathBuf,
}

impl Stick {
    pub(crate) fn made(name: &str, image: PathBuf, size: &str) -> Self {
        let stick = Self { image, mounted_at: folder(name) };
        run("truncate", &["-s", size, stick.image()]);
        run(
            "mkfs.ext4",
            &["-q", "-F", "-m", "0", "-O", "^has_journal", "-E", "lazy_itable_init=1", stick.image()],
        );
        stick.mount("loop");
        give(&stick.mounted_at);
        stick
    }

    /// Makes the device lose some of what it keeps of a file: where these bytes of it lie, there is nothing now. What the system
    /// remembers of the file is as it was.
    pub(crate) fn lose(&self, bytes: &[u8]) {
        use std::os::unix::fs::FileExt as _;
        let image = fs::OpenOptions::new().read(true).write(true).open(&self.image).unwrap();
        let mut block = vec![0; bytes.len()];
        let places = (0..image.metadata().unwrap().len()).step_by(BLOCK_BYTES);
        let place = places
            .into_iter()
            .find(|place| image.read_exact_at(&mut block, *place).is_ok() && block == bytes);
        image.write_all_at(&vec![0; bytes.len()], place.expect("it is on the device")).unwrap();
    }

    fn image(&self) -> &str {
        self.image.to_str().unwrap()
    }

    pub(crate) fn mount(&self, how: &str) {
        run("mount", &["-o", how, self.image(), self.mounted_at.to_str().unwrap()]);
    }

    pub(crate) fn unmount(&self) {
        run("umount", &[self.mounted_at.to_str().unwrap()]);
    }

    /// Mended as a system does that finds it not cleanly unmounted, and plugged in again. What the device holds is copied to
    /// another: a process among mounts of its own, anywhere on this machine, keeps the one alive that was shut down.
    pub(crate) fn plug_in_again(&self) {
        self.unmount();
        let copied = format!("{}.copied", self.image());
        run("cp", &["--sparse=always", self.image(), &copied]);
        fs::rename(&copied, &self.image).unwrap();
        run("sh", &["-c", &format!("e2fsck -fy {} >/dev/null || [ $? -le 2 ]", self.image())]);
        self.mount("loop");
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg(&self.mounted_at).stderr(Stdio::null()).status());
    }
}
