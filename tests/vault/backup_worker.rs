//! A backup in the worker: while it is written nothing else is done in the vault, an idle lock spares it, any other stops it,
//! and what came of it is in the register. A medium that does not answer, a pipe that nobody writes to here, holds up nobody.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rustix::fs::OFlags;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{BackupWish, LockReason, Request, RequestId};
use strongroom::app::snapshot::{CustomerQuery, GenerationFace, StoppedBackup};
use strongroom::app::worker::Worker;
use strongroom::backup::verify::Extent;
use strongroom::backup::{MANIFEST, shelf_of};
use strongroom::base::job::Watch;

use crate::backup_house::House;
use crate::fixture::{LOGIN, PASSWORD, password};
use crate::worker_line::Line;

/// Enough that a backup is still being written when it is first told of.
const LETTER_BYTES: usize = 48 << 20;

/// A house and its worker.
struct Desk {
    house: House,
    line: Line,
}

impl Desk {
    /// The operator is logged in.
    fn new() -> Self {
        let house = House::new();
        let large = house.apart.path().join("large.bin");
        let mut seed = 7_u64;
        let noise = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed.to_be_bytes()[0]
        });
        fs::write(&large, noise.take(LETTER_BYTES).collect::<Vec<u8>>()).unwrap();
        let filed = house.session((LOGIN, PASSWORD), |ana| {
            ana.import_files(house.group, house.code, vec![large])?.run(&mut Watch::unwatched())
        });
        assert_eq!(filed.unwrap().imported.len(), 1);
        let root = house.apart.path().to_owned();
        let worker = Worker::start(Some(house.vault()), house.clock.clone(), root, Arc::new(|| ()));
        let mut desk = Self { house, line: Line::to(worker) };
        desk.log_in().unwrap();
        desk
    }

    /// The supervisor is, and there is a whole backup on the medium.
    fn of_supervisor() -> Self {
        let house = House::new();
        house.write(true).unwrap();
        let root = house.apart.path().to_owned();
        let worker = Worker::start(Some(house.vault()), house.clock.clone(), root, Arc::new(|| ()));
        let mut desk = Self { house, line: Line::to(worker) };
        let wish = Request::Unlock { login: LOGIN.to_owned(), password: password(PASSWORD) };
        desk.line.ask(wish).unwrap();
        desk
    }

    fn log_in(&mut self) -> Result<Answer, Problem> {
        self.line.ask(Request::Unlock { login: "op".to_owned(), password: password("op") })
    }

    /// Begins to write, and waits until it is under way.
    fn write(&mut self) -> RequestId {
        let mount = self.house.mount().to_owned();
        let id = self.line.send(Request::Backup(BackupWish::Write { mount, full: true }));
        self.line.wait_for(|event| match event {
            Event::Progress { request, progress } => *request == id && progress.stage != "backup-look",
            _ => false,
        });
        id
    }

    /// Waits until a pipe is being read for a request: its other end.
    fn reached(&mut self, pipe: &Path, id: RequestId) -> File {
        let at_once = OFlags::NONBLOCK.bits().cast_signed();
        loop {
            if let Ok(end) = OpenOptions::new().write(true).custom_flags(at_once).open(pipe) {
                return end;
            }
            assert!(!self.line.is_answered(id), "it was never read: {:?}", self.line.answer(id).err());
            std::thread::yield_now();
        }
    }

    fn generations(&mut self) -> Vec<GenerationFace> {
        match self.line.ask(Request::Backup(BackupWish::Register)).unwrap() {
            Answer::MediaRegister(face) => face.generations.clone(),
            _ => panic!("it is the register"),
        }
    }

    fn stopped(&mut self) -> Arc<StoppedBackup> {
        match self.line.wait_for(|event| matches!(event, Event::BackupStopped(_))) {
            Event::BackupStopped(stopped) => stopped,
            _ => unreachable!("it was looked for"),
        }
    }
}

fn refused(answer: Result<Answer, Problem>) -> ProblemKind {
    answer.err().expect("it is refused").kind
}

#[test]
fn nothing_else_is_done_while_a_backup_is_written_and_an_idle_lock_spares_it() {
    let mut desk = Desk::new();
    let id = desk.write();
    let (old, new) = (password("op"), password("another sentence of the operator"));
    assert_eq!(refused(desk.line.ask(Request::ChangePassword { old, new })), ProblemKind::BackupRunning);
    assert_eq!(refused(desk.line.ask(Request::Check { repair: false })), ProblemKind::BackupRunning);
    assert!(desk.generations().is_empty(), "the register may be looked at");
    desk.line.send(Request::Lock(LockReason::Idle));
    desk.line.wait_for(|event| matches!(event, Event::Locked(LockReason::Idle)));
    assert_eq!(refused(desk.log_in()), ProblemKind::BackupRunning, "nobody comes in meanwhile");
    assert!(matches!(desk.line.answer(id), Ok(Answer::BackupWritten(_))));
    desk.log_in().unwrap();
    let written = desk.generations();
    assert!(written.len() == 1 && written[0].verified.is_some());
    drop(desk.line);
    assert!(desk.house.verify().unwrap().damage.is_empty());
}

#[test]
fn another_lock_stops_a_backup_and_who_comes_next_is_told() {
    let mut desk = Desk::new();
    let id = desk.write();
    desk.line.send(Request::Lock(LockReason::LidClosed));
    assert_eq!(refused(desk.line.answer(id)), ProblemKind::Cancelled);
    desk.line.wait_for(|event| matches!(event, Event::Locked(LockReason::LidClosed)));
    desk.log_in().unwrap();
    let stopped = desk.stopped();
    assert_eq!((stopped.label.as_str(), stopped.why), ("Stick 1", LockReason::LidClosed));
    assert!(desk.generations().is_empty(), "nothing of it counts");
    let mount = desk.house.mount().to_owned();
    let written = desk.line.ask(Request::Backup(BackupWish::Write { mount, full: true }));
    assert!(matches!(written, Ok(Answer::BackupWritten(_))));
    assert_eq!(desk.generations().len(), 1);
    drop(desk.line);
    assert!(desk.house.verify().unwrap().damage.is_empty());
}

#[test]
fn a_medium_that_does_not_answer_holds_nobody_up() {
    let mut desk = Desk::of_supervisor();
    // Whoever reads it waits until somebody writes.
    let shelf = shelf_of(desk.house.mount(), desk.house.fixture.vault_id());
    let dead = shelf.join("dead").join(MANIFEST);
    fs::create_dir(shelf.join("dead")).unwrap();
    assert!(Command::new("mkfifo").arg(&dead).status().unwrap().success());
    let mount = || desk.house.mount().to_owned();
    let to = |name: &str| desk.house.apart.path().join(name);
    let wishes = [
        BackupWish::Shelf { mount: mount() },
        BackupWish::Plan { mount: mount() },
        BackupWish::Write { mount: mount(), full: false },
        BackupWish::Drill { mount: mount(), generation: None, to: to("drill") },
        BackupWish::Restore { mount: mount(), generation: None, to: to("restored") },
        BackupWish::Stage { mount: mount(), generation: None },
        BackupWish::Verify { mount: mount(), generation: None, extent: Extent::All },
    ];
    for wish in wishes {
        let id = desk.line.send(Request::Backup(wish));
        let query = CustomerQuery { text: "Brânză".to_owned(), ..CustomerQuery::default() };
        let found = desk.line.ask(Request::FindCustomers { query, offset: 0, limit: 10 });
        assert!(matches!(found, Ok(Answer::Customers(listed)) if listed.rows.len() == 1));
        let (group, name) = (desk.house.group, format!("Clients {}", id.0));
        desk.line.ask(Request::RenameGroup { group, name }).unwrap();
        drop(desk.reached(&dead, id));
        let done = desk.line.answer(id);
        // A manifest that is not believed is damage, and the rest goes on.
        assert!(done.is_ok(), "{:?}", done.err());
    }
    assert_eq!(desk.generations().len(), 2);
}

#[test]
fn a_look_that_was_stopped_comes_to_nothing() {
    let mut desk = Desk::of_supervisor();
    let shelf = shelf_of(desk.house.mount(), desk.house.fixture.vault_id());
    let dead = shelf.join("dead").join(MANIFEST);
    fs::create_dir(shelf.join("dead")).unwrap();
    assert!(Command::new("mkfifo").arg(&dead).status().unwrap().success());
    let mount = desk.house.mount().to_owned();
    let id = desk.line.send(Request::Backup(BackupWish::Write { mount, full: true }));
    let still = desk.reached(&dead, id);
    desk.line.ask(Request::Cancel(id)).unwrap();
    drop(still);
    assert_eq!(refused(desk.line.answer(id)), ProblemKind::Cancelled);
    assert_eq!(desk.generations().len(), 1);
}
