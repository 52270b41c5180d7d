//! A restore in the place of the vault, killed, torn, or out of room: there is always a whole vault in place, the one of
//! before or the restored one, and doing it again ends it. Nothing that was there is lost. By the command line, and by the
//! worker of the window's stage.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::Problem;
use strongroom::app::request::{BackupWish, Consent, Request, RequestId};
use strongroom::app::worker::{Worker, WorkerHandle};
use strongroom::base::clock::SystemClock;
use strongroom::crypto::secret::Password;

use crate::dice::{Dice, either};
use crate::house::{FROM, House, State, add_customer, sheets_of};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, ORDINARY, Program, am_root, copy, ending, folder, give, scratch};

/// Every vault in a folder, by what it holds.
fn vaults(program: &Program, place: &Path) -> Vec<State> {
    let mut paths: Vec<_> = fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("header.cbor").exists() && !path.join("restoring.new").exists())
        .collect();
    paths.sort();
    paths.into_iter().map(|vault| State::read(&Program { vault, ..program.clone() })).collect()
}

/// A medium with a backup, and a vault in a folder of its own that was changed since.
struct Stand {
    program: Program,
    source: Program,
    place: PathBuf,
    mount: PathBuf,
    copied: State,
    since: State,
}

impl Stand {
    fn new(name: &str) -> Self {
        let house = House::shared();
        let mount = folder(&format!("{name}-medium"));
        let place = folder(name);
        let source = house.copied(&format!("{name}-source"));
        let to = mount.to_str().unwrap();
        source.run(&["media", "enrol", to, "--label", "Stick"]).json();
        source.run(&["backup", "write", "--to", to]).json();
        let copied = State::read(&source);
        add_customer(&source, FROM, "Later Customer");
        let since = State::read(&source);
        assert_ne!(copied, since);
        let program = Program { vault: place.join("vault"), ..source.clone() };
        Self { program, source, place, mount, copied, since }
    }

    fn afresh(&self) {
        fs::remove_dir_all(&self.place).unwrap();
        fs::create_dir(&self.place).unwrap();
        copy(&self.source.vault, &self.program.vault);
        give(&self.place);
    }

    /// What is wrong after a run that ended so; `run` does it again.
    fn judge(&self, ended: &Ending, run: &dyn Fn() -> Ending) -> Result<(), String> {
        let now = State::read(&self.program);
        if now != self.copied && (ended.done() || now != self.since) {
            return Err("another vault is in place".to_owned());
        }
        if now == self.since {
            let again = run();
            if !again.done() || State::read(&self.program) != self.copied {
                return Err(format!("not done again: {again:?}"));
            }
        }
        if !vaults(&self.program, &self.place).contains(&self.since) {
            return Err("the vault of before is gone".to_owned());
        }
        Ok(())
    }

    /// Runs it whole, then killed, torn or out of room at some of its changes, the last among them: those put it in place.
    fn campaign(&self, (some, last): (usize, u64), run: &dyn Fn(Option<&Shim>) -> Ending) {
        self.afresh();
        let shim = Shim::around(&self.place, Mode::Count, 0);
        let ending = run(Some(&shim));
        assert!(ending.done(), "{ending:?}");
        assert_eq!(State::read(&self.program), self.copied);
        assert_eq!(vaults(&self.program, &self.place).len(), 2, "the one of before is kept");
        let changes = shim.changes();
        let mut points = Dice::seeded(71).points(some, changes);
        points.extend(changes.saturating_sub(last)..=changes);
        let mut bad = Vec::new();
        for (index, at) in points.into_iter().enumerate() {
            self.afresh();
            let mode = [Mode::Kill, Mode::Kill, Mode::Tear, Mode::Full][index % 4];
            let ending = run(Some(&Shim::around(&self.place, mode, at)));
            if let Err(why) = self.judge(&ending, &|| run(None)) {
                bad.push(format!("{mode:?} at {at} of {changes}: {why}"));
            }
        }
        assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
    }
}

#[test]
fn a_restore_that_is_killed_leaves_a_whole_vault_in_place_and_is_done_again() {
    let stand = Stand::new("restore-kill");
    let mount = stand.mount.to_str().unwrap();
    let command = ["restore", "--from", mount, "--replace", "--alone", "after a fire"];
    stand.campaign((either(2, 300), either(2, 40)), &|shim| match shim {
        Some(shim) => stand.program.run_with(shim, &command),
        None => stand.program.run(&command),
    });
}

#[test]
fn a_restore_by_sheets_that_is_killed_leaves_a_whole_vault_in_place_and_is_done_again() {
    let stand = Stand::new("restore-sheets");
    let sheets = sheets_of("house", [2, 3, 5]);
    let (mount, to) = (stand.mount.to_str().unwrap(), stand.program.vault.to_str().unwrap());
    let mut command = vec!["restore", "--from", mount, "--to", to, "--by-sheets", "--replace"];
    for sheet in &sheets {
        command.extend(["--sheet-file", sheet.to_str().unwrap()]);
    }
    stand.campaign((either(2, 300), either(2, 40)), &|shim| match shim {
        Some(shim) => stand.program.run_with(shim, &command),
        None => stand.program.run(&command),
    });
    // The vault is lost, not only broken: until it is whole there is none, and then it is the copied one.
    fs::remove_dir_all(&stand.place).unwrap();
    fs::create_dir(&stand.place).unwrap();
    give(&stand.place);
    let shim = Shim::around(&stand.place, Mode::Count, 0);
    assert!(stand.program.run_with(&shim, &command).done());
    let changes = shim.changes();
    for at in Dice::seeded(72).points(either(2, 60), changes) {
        fs::remove_dir_all(&stand.place).unwrap();
        fs::create_dir(&stand.place).unwrap();
        give(&stand.place);
        let ended = stand.program.run_with(&Shim::around(&stand.place, Mode::Kill, at), &command);
        if !stand.program.vault.exists() {
            assert!(!ended.done() && stand.program.run(&command).done(), "killed at {at} of {changes}");
        }
        assert_eq!(State::read(&stand.program), stand.copied, "killed at {at} of {changes}");
    }
}

#[test]
fn a_window_that_is_killed_while_it_restores_leaves_a_whole_vault_in_place() {
    let stand = Stand::new("restore-window");
    let own = scratch().join("window-of-a-restore");
    fs::copy(std::env::current_exe().unwrap(), &own).unwrap();
    stand.campaign((either(1, 100), either(2, 40)), &|shim| {
        let mut command = Command::new(&own);
        if am_root() {
            command.uid(ORDINARY).gid(ORDINARY);
        }
        command
            .args(["restores::the_worker_of_a_window_that_restores", "--exact", "--ignored"])
            .env_clear()
            .env("HOME", &stand.program.home)
            .env("TMPDIR", &stand.program.temporary)
            .env("RESTORE_VAULT", &stand.program.vault)
            .env("RESTORE_FROM", &stand.mount)
            .env("RESTORE_LOGIN", &stand.program.login)
            .env("RESTORE_PASSWORD", &stand.program.password_file)
            .current_dir(&stand.program.home)
            .stdin(Stdio::null());
        if let Some(shim) = shim {
            shim.put_on(&mut command);
        }
        ending(command)
    });
}

/// Logs in, restores beside the vault, signs alone, and puts it in place.
#[test]
#[ignore = "run by the test above, in a process that is killed"]
fn the_worker_of_a_window_that_restores() {
    let Some(vault) = std::env::var_os("RESTORE_VAULT").map(PathBuf::from) else { return };
    let named = |name: &str| std::env::var(name).unwrap();
    let words = fs::read_to_string(named("RESTORE_PASSWORD")).unwrap();
    let chars: Vec<char> = words.trim_end().chars().collect();
    let worker = Worker::start(Some(vault), Arc::new(SystemClock), "/".into(), Arc::new(|| ()));
    let (login, password) = (named("RESTORE_LOGIN"), Password::from_chars(&chars));
    let mount = PathBuf::from(named("RESTORE_FROM"));
    let consent = Consent::Alone("after a fire".to_owned());
    assert!(matches!(answer(&worker, 1, Request::Unlock { login, password }), Ok(Answer::Unlocked)));
    let staged = answer(&worker, 2, Request::Backup(BackupWish::Stage { mount, generation: None }));
    assert!(matches!(staged, Ok(Answer::Staged(_))));
    let unsaid = answer(&worker, 3, Request::Backup(BackupWish::Place { consent: Consent::Unsaid }));
    assert!(matches!(unsaid, Ok(Answer::SecondNeeded(_))), "it stays beside the vault until it is signed");
    let placed = answer(&worker, 4, Request::Backup(BackupWish::Place { consent }));
    assert!(matches!(placed, Ok(Answer::Placed(_))), "{:?}", placed.err());
}

fn answer(worker: &WorkerHandle, id: u64, wish: Request) -> Result<Answer, Problem> {
    worker.send(RequestId(id), wish);
    loop {
        match worker.events.recv().unwrap() {
            Event::Done { request: RequestId(of), answer } if of == id => return answer,
            _ => {}
        }
    }
}
