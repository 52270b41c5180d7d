//! Waiting after failed log-ins: what deleting files, putting old ones back and restarting do not undo unnoticed, and
//! what it takes to get out of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::entrance::Entrance;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::LockReason;
use strongroom::base::clock::HandClock;
use strongroom::policy::Role;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

/// The program on one vault; its clock goes on over restarts.
struct Door {
    fixture: Fixture,
    clock: Arc<HandClock>,
}

impl Door {
    fn new() -> Self {
        Self { fixture: Fixture::new(), clock: Arc::new(HandClock::at(later())) }
    }

    /// A start of the program.
    fn start(&self) -> Entrance {
        Entrance::open(self.fixture.layout().folder(), self.clock.clone(), PathBuf::from("/")).unwrap()
    }

    fn fails(&self, entrance: &Entrance, login: &str, times: u32) {
        for _ in 0..times {
            let problem = entrance.unlock(login, &password("wrong")).err().unwrap();
            assert_eq!(problem.kind, ProblemKind::WrongCredentials);
        }
    }

    /// As many failures, each as soon as a longer wait is over.
    fn fails_patiently(&self, entrance: &Entrance, login: &str, times: u32) {
        for _ in 0..times {
            self.clock.advance(Duration::from_mins(31));
            self.fails(entrance, login, 1);
        }
    }

    fn says(&self, entrance: &Entrance, login: &str, text: &str) -> Option<ProblemKind> {
        match entrance.unlock(login, &password(text)) {
            Ok(session) => {
                session.lock(LockReason::Person).unwrap();
                None
            }
            Err(problem) => Some(problem.kind),
        }
    }

    /// A copy of the log's folder.
    fn copy_log(&self, to: &Path) {
        copy(&self.fixture.layout().audit(), to);
    }

    fn put_log_back(&self, from: &Path) {
        std::fs::remove_dir_all(self.fixture.layout().audit()).unwrap();
        copy(from, &self.fixture.layout().audit());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn an_older_log_put_back_gives_no_tries_back() {
    let door = Door::new();
    let before = tempfile::tempdir().unwrap();
    drop(door.start());
    door.copy_log(&before.path().join("log"));
    let entrance = door.start();
    door.fails(&entrance, LOGIN, 5);
    drop(entrance);
    door.put_log_back(&before.path().join("log"));
    assert_eq!(door.says(&door.start(), LOGIN, PASSWORD), Some(ProblemKind::Throttled));
    // Also after another start, which finds a log that fits the file again.
    assert_eq!(door.says(&door.start(), LOGIN, PASSWORD), Some(ProblemKind::Throttled));
    // What was lost and what comes after count together.
    let entrance = door.start();
    door.fails_patiently(&entrance, LOGIN, 5);
    door.clock.advance(Duration::from_mins(16));
    assert_eq!(door.says(&entrance, LOGIN, PASSWORD), Some(ProblemKind::Throttled), "ten make 30 minutes");
    door.clock.advance(Duration::from_mins(15));
    assert_eq!(door.says(&entrance, LOGIN, PASSWORD), None);
    drop(entrance);
    let entrance = door.start();
    door.fails(&entrance, LOGIN, 4);
    assert_eq!(door.says(&entrance, LOGIN, PASSWORD), None, "the good log-in began the count anew");
}

#[test]
fn a_deleted_log_gives_no_tries_back() {
    let door = Door::new();
    let entrance = door.start();
    door.fails(&entrance, "nobody", 5);
    drop(entrance);
    std::fs::remove_dir_all(door.fixture.layout().audit()).unwrap();
    std::fs::create_dir(door.fixture.layout().audit()).unwrap();
    assert_eq!(door.says(&door.start(), "nobody", "any"), Some(ProblemKind::Throttled));
    assert_eq!(
        door.says(&door.start(), LOGIN, PASSWORD),
        Some(ProblemKind::Throttled),
        "the workstation waits"
    );
}

#[test]
fn a_deleted_or_damaged_file_beside_the_log_gives_none_back_either() {
    for damage in [None, Some(b"nothing of the kind".as_slice())] {
        let door = Door::new();
        let entrance = door.start();
        door.fails(&entrance, LOGIN, 5);
        drop(entrance);
        let path = door.fixture.layout().tries();
        match damage {
            None => std::fs::remove_file(&path).unwrap(),
            Some(bytes) => std::fs::write(&path, bytes).unwrap(),
        }
        let entrance = door.start();
        assert_eq!(door.says(&entrance, LOGIN, PASSWORD), Some(ProblemKind::Throttled));
        assert!(path.metadata().unwrap().len() > 64, "it stands again");
    }
}

#[test]
fn after_ten_failures_a_supervisor_lets_the_person_try_again() {
    let door = Door::new();
    door.fixture.with_person("dan", Role::BackupOperator, &[]);
    let entrance = door.start();
    door.fails(&entrance, "dan", 5);
    door.fails_patiently(&entrance, "dan", 5);
    door.clock.advance(Duration::from_hours(2));
    for _ in 0..2 {
        assert_eq!(
            door.says(&entrance, "dan", "dan"),
            Some(ProblemKind::AskSupervisor),
            "waiting is not enough"
        );
    }
    let mut session = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
    let unknown = session.release_log_in("nobody").err().unwrap();
    assert_eq!(unknown.kind, ProblemKind::NotFound);
    session.release_log_in(" dan ").unwrap();
    session.lock(LockReason::Person).unwrap();
    assert_eq!(door.says(&entrance, "dan", "dan"), None);
    drop(entrance);
    let mut session = door.start().unlock("dan", &password("dan")).unwrap();
    assert_eq!(session.release_log_in(LOGIN).err().unwrap().kind, ProblemKind::Refused);
    session.lock(LockReason::Person).unwrap();
}

#[test]
fn a_supervisor_only_waits_so_that_nobody_can_lock_the_house() {
    let door = Door::new();
    let entrance = door.start();
    door.fails(&entrance, LOGIN, 5);
    door.fails_patiently(&entrance, LOGIN, 10);
    assert_eq!(door.says(&entrance, LOGIN, PASSWORD), Some(ProblemKind::Throttled));
    door.clock.advance(Duration::from_mins(31));
    assert_eq!(door.says(&entrance, LOGIN, PASSWORD), None);
}
