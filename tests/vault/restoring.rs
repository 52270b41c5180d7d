//! Restoring in the place of the vault, with the restore key: staged, compared, signed by two, and then in one step.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use strongroom::app::acts::backup::Staged;
use strongroom::app::entrance::Entrance;
use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{BackupWish, Consent, GivenFactor, LockReason, Request, Second};
use strongroom::app::snapshot::{Compared, RecordQuery, RestoredFace, Settled};
use strongroom::app::worker::Worker;
use strongroom::backup::restore::MARK;
use strongroom::backup::shelf_of;
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::policy::Role;

use crate::backup_house::{House, records_in};
use crate::fixture::{LOGIN, PASSWORD, password};
use crate::worker_line::Line;

const ANA: (&str, &str) = (LOGIN, PASSWORD);

fn second(login: &str) -> Consent {
    Consent::Second(Second {
        login: login.to_owned(),
        password: password(login),
        factor: GivenFactor::Nothing,
    })
}

/// Restores the newest backup in the place of the vault; what it needed if it was not enough.
fn in_place(house: &House, consent: &Consent) -> Result<RestoredFace, Vec<String>> {
    house.tick();
    let root = house.apart.path().to_owned();
    let entrance = Entrance::open(&house.vault(), house.clock.clone(), root).unwrap();
    let mut ana = entrance.unlock(ANA.0, &password(ANA.1)).map_err(|error| format!("{error:?}")).unwrap();
    let staged = ana.stage_restore(house.mount(), None).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(staged.staging().join(MARK).exists());
    let (staging, settled) = (staged.staging().to_owned(), ana.sign_restored(&staged, consent).unwrap());
    ana.lock(LockReason::Person).unwrap();
    drop(entrance);
    match settled {
        Settled::Done(signed) => Ok(staged.place(signed).unwrap()),
        Settled::SecondNeeded(needed) => {
            drop(staged);
            assert!(!staging.exists(), "what is not signed is not kept");
            Err(needed.who.iter().map(|(_, login)| login.clone()).collect())
        }
        Settled::Waiting(_) => panic!("it cannot wait"),
    }
}

#[test]
fn it_takes_the_place_under_two_signatures_and_the_one_of_before_is_kept() {
    let house = House::new();
    house.fixture.with_person("mia", Role::Supervisor, &[]);
    house.file_a_letter(1);
    house.write(false).unwrap();
    house.file_a_letter(2);
    let (fixture, apart, clock) = (&house.fixture, house.apart.path(), &house.clock);
    let seconds = fixture.verify().unwrap().house().founding_period();
    if !seconds {
        assert_eq!(in_place(&house, &Consent::Alone("in a hurry".to_owned())).unwrap_err(), ["mia"]);
        assert_eq!(in_place(&house, &Consent::Unsaid).unwrap_err(), ["mia"]);
    }
    let consent = if seconds { Consent::Alone("after a fire".to_owned()) } else { second("mia") };
    let restored = in_place(&house, &consent).unwrap();
    let kept = restored.kept.clone().unwrap();
    assert_eq!(records_in(&house.vault(), house.group, apart, clock), 2);
    assert_eq!(records_in(&kept, house.group, apart, clock), 3);
    assert!(!house.vault().join(MARK).exists());
    let found =
        strongroom::app::log_verify::verify_log(&house.vault(), &[], &mut Watch::unwatched()).unwrap();
    let [accepted] = found.log.breaks.as_slice() else { panic!("the signatures stay in the log") };
    assert!(accepted.lost.is_some_and(|seen| seen.count > restored.frames));
    assert_eq!(accepted.alone, seconds);
    // Again: the name of the one that is kept is taken.
    let again = in_place(&house, &consent).unwrap();
    assert_ne!(again.kept.unwrap(), kept);
    fs::remove_dir_all(kept).unwrap();
}

#[test]
fn what_is_only_there_only_here_or_different_is_told_by_code_and_title() {
    let house = House::new();
    house.file_a_letter(1);
    house.write(false).unwrap();
    house.file_a_letter(2);
    let records = house
        .session(ANA, |ana| {
            let query = RecordQuery { group: Some(house.group), ..RecordQuery::default() };
            Ok(ana.find_records(&query, 0, 10)?.rows)
        })
        .unwrap();
    let edited = records.iter().find(|row| row.title.contains("letter-0")).unwrap().id;
    house
        .session(ANA, |ana| {
            ana.edit_record(house.group, edited, "Another title".to_owned(), Vec::new(), String::new())
        })
        .unwrap();
    let compared = house
        .session(ANA, |ana| {
            let staged = ana.stage_restore(house.mount(), None)?.run(&mut Watch::unwatched())?;
            Ok(staged.compared().to_vec())
        })
        .unwrap();
    let [group] = compared.as_slice() else { panic!("{compared:?}") };
    assert_eq!((group.there, group.here), (Some(2), Some(3)));
    assert_eq!((group.only_there, group.only_here, group.different), (0, 1, 1));
    assert!(group.listed.iter().all(|row| row.code == house.code));
    let different = group.listed.iter().find(|row| row.what == Compared::Different).unwrap();
    assert_eq!((different.record, different.title.as_str()), (edited, "Another title"));
    let operator = house.as_operator(|op| op.stage_restore(house.mount(), None).map(drop)).unwrap_err();
    assert_eq!(operator.kind, ProblemKind::Refused);
}

#[test]
fn what_an_interrupted_restore_left_is_made_way_for_and_no_vault_is_lost() {
    let house = House::new();
    house.write(false).unwrap();
    let (apart, clock) = (house.apart.path(), &house.clock);
    let restored = in_place(&house, &Consent::Alone("a first time".to_owned())).unwrap();
    let kept = restored.kept.unwrap();
    let staging =
        kept.with_file_name(kept.file_name().unwrap().to_str().unwrap().replace("before-", "restore-"));
    // As it is left when the machine stops between the one step and the new name.
    fs::rename(&kept, &staging).unwrap();
    fs::write(house.vault().join(MARK), "").unwrap();
    let again = in_place(&house, &Consent::Alone("a second time".to_owned())).unwrap();
    assert!(kept.exists(), "the vault of before has its name");
    assert_eq!(records_in(&kept, house.group, apart, clock), 1);
    // And a half-restored one counts for nothing.
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join(MARK), "").unwrap();
    fs::write(staging.join("header.cbor"), "half").unwrap();
    in_place(&house, &Consent::Alone("a third time".to_owned())).unwrap();
    assert!(!staging.exists());
    for folder in [kept, again.kept.unwrap()] {
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_record_is_put_back_out_of_a_restored_vault_under_two_signatures() {
    let house = House::new();
    house.fixture.with_person("mia", Role::Supervisor, &[]);
    house.file_a_letter(1);
    house.write(false).unwrap();
    let (to, founding) =
        (house.apart.path().join("restored"), house.fixture.verify().unwrap().house().founding_period());
    let consent =
        if founding { Consent::Alone("it was deleted by mistake".to_owned()) } else { second("mia") };
    let put_back = |record, consent: &Consent| {
        house
            .session(ANA, |ana| ana.put_back(&to, house.group, record, consent)?.run(&mut Watch::unwatched()))
    };
    let record = house
        .session(ANA, |ana| {
            drop(ana.restore_backup(house.mount(), None, &to)?.run(&mut Watch::unwatched())?);
            let query = RecordQuery { group: Some(house.group), ..RecordQuery::default() };
            let rows = ana.find_records(&query, 0, 10)?.rows;
            let record = rows.iter().find(|row| row.title.contains("letter-1")).unwrap().id;
            // In the founding period nothing is deleted.
            if !founding {
                match ana.delete_records(house.group, &[record], "no longer needed", &consent)? {
                    Settled::Done(job) => drop(job.run(&mut Watch::unwatched())?),
                    _ => panic!("both signed"),
                }
            }
            Ok(record)
        })
        .unwrap();
    let (apart, clock) = (house.apart.path(), &house.clock);
    let before = records_in(&house.vault(), house.group, apart, clock);
    assert_eq!(before, if founding { 2 } else { 1 });
    let unsaid = put_back(record, &Consent::Unsaid).unwrap();
    assert!(matches!(unsaid, Settled::SecondNeeded(_)));
    assert_eq!(records_in(&house.vault(), house.group, apart, clock), before);
    let Settled::Done(back) = put_back(record, &consent).unwrap() else { panic!("both signed") };
    assert_eq!(back == record, !founding, "it has its id again, unless a record has it");
    let Settled::Done(another) = put_back(record, &consent).unwrap() else { panic!("both signed") };
    assert_ne!(another, record, "the one that is here stays as it is");
    assert_eq!(records_in(&house.vault(), house.group, apart, clock), before + 2);
    let contents = house
        .session(ANA, |ana| Ok([back, another].map(|id| ana.record_row(house.group, id).unwrap())))
        .unwrap();
    assert_eq!(contents[0].1, contents[1].1, "the same content");
    assert!(
        house
            .session(ANA, |ana| Ok(ana.check(false)?.run(&mut Watch::unwatched())?.damage.is_empty()))
            .unwrap()
    );
    let other = House::new();
    let strange = other.session(ANA, |ana| {
        ana.put_back(&to, other.group, record, &Consent::Alone("out of another vault".to_owned()))?
            .run(&mut Watch::unwatched())
    });
    assert!(strange.is_err_and(|problem| problem.kind == ProblemKind::Refused));
}

#[test]
fn putting_back_is_stopped_where_it_reads_back_and_nothing_of_it_stays() {
    let house = House::new();
    house.write(false).unwrap();
    let to = house.apart.path().join("restored");
    let record = house
        .session(ANA, |ana| {
            drop(ana.restore_backup(house.mount(), None, &to)?.run(&mut Watch::unwatched())?);
            let query = RecordQuery { group: Some(house.group), ..RecordQuery::default() };
            Ok(ana.find_records(&query, 0, 10)?.rows[0].id)
        })
        .unwrap();
    let consent = Consent::Alone("it was damaged".to_owned());
    let mut stages = Vec::new();
    let stopped = house.session(ANA, |ana| {
        let cancel = CancelFlag::default();
        let mut watch = Watch::new(cancel.clone(), |progress| {
            stages.push(progress.stage);
            if progress.stage == "read-back" {
                assert!(progress.done_bytes > 0 && progress.total_bytes >= Some(progress.done_bytes));
                cancel.cancel();
            }
        });
        ana.put_back(&to, house.group, record, &consent)?.run(&mut watch)
    });
    assert_eq!(stopped.err().map(|problem| problem.kind), Some(ProblemKind::Cancelled));
    assert!(stages.contains(&"import") && stages.last() == Some(&"read-back"), "{stages:?}");
    assert_eq!(records_in(&house.vault(), house.group, house.apart.path(), &house.clock), 1);
    let back = house
        .session(ANA, |ana| ana.put_back(&to, house.group, record, &consent)?.run(&mut Watch::unwatched()));
    assert!(matches!(back, Ok(Settled::Done(_))));
    assert_eq!(records_in(&house.vault(), house.group, house.apart.path(), &house.clock), 2);
}

/// The folder beside the vault that a backup is being restored into.
fn beside(house: &House) -> Option<PathBuf> {
    let vault = house.vault();
    let begins = format!("{}.restore-", vault.file_name().unwrap().to_str().unwrap());
    let mut entries = fs::read_dir(vault.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&begins))
}

/// How many volumes the mark of that folder says are in it.
fn volumes(house: &House) -> Option<u64> {
    let mark = fs::read_to_string(beside(house)?.join(MARK)).ok()?;
    mark.lines().nth(2)?.parse().ok()
}

/// Restores beside the vault, and stops by `stop` once so many volumes are there; what came of it is given to `then`.
fn stopped_at(house: &House, at: u64, stop: fn(&CancelFlag), then: impl FnOnce(Result<Staged, Problem>)) {
    house
        .session(ANA, |ana| {
            let flag = CancelFlag::default();
            let (own, mut seen) = (flag.clone(), 0);
            let mut watch = Watch::new(flag, |_| {
                seen = seen.max(volumes(house).unwrap_or(0));
                if seen >= at {
                    stop(&own);
                }
            });
            let done = ana.stage_restore(house.mount(), None)?.run(&mut watch);
            drop(watch);
            then(done);
            Ok(())
        })
        .unwrap();
}

const NEVER: u64 = 99;

#[test]
fn what_a_lock_stopped_goes_on_where_it_was_and_every_file_is_compared_all_the_same() {
    let house = House::new();
    let full = house.write(false).unwrap();
    house.file_a_letter(1);
    house.tick();
    house.write(false).unwrap();
    let first = shelf_of(house.mount(), house.fixture.vault_id())
        .join(&full.generation.folder)
        .join("volume-0001.tar.age");
    let flip = || {
        let mut bytes = fs::read(&first).unwrap();
        bytes[300] ^= 1;
        fs::write(&first, bytes).unwrap();
    };
    // Stopped by the person nothing is left.
    stopped_at(&house, 1, CancelFlag::cancel, |done| {
        assert_eq!(done.err().unwrap().kind, ProblemKind::Cancelled);
    });
    assert!(beside(&house).is_none());
    stopped_at(&house, 1, CancelFlag::pause, |done| {
        assert_eq!(done.err().unwrap().kind, ProblemKind::Cancelled);
    });
    assert_eq!(volumes(&house), Some(1));
    // The first volume is not opened again: it is not even what it was.
    flip();
    stopped_at(&house, NEVER, CancelFlag::pause, |done| done.unwrap().leave());
    assert_eq!(volumes(&house), Some(2));
    // Something in the folder is not what it was: all of it is restored again, and that is seen here by what fails.
    let registry = beside(&house).unwrap().join("registry.1.db");
    let mut bytes = fs::read(&registry).unwrap();
    bytes[5000] ^= 1;
    fs::write(&registry, &bytes).unwrap();
    stopped_at(&house, NEVER, CancelFlag::pause, |done| {
        assert_eq!(done.err().unwrap().kind, ProblemKind::BackupDamaged);
    });
    assert!(beside(&house).is_none(), "and nothing of it is kept");
    flip();
    stopped_at(&house, 1, CancelFlag::pause, |done| drop(done.err().unwrap()));
    fs::write(beside(&house).unwrap().join("registry.1.db"), "torn").unwrap();
    stopped_at(&house, NEVER, CancelFlag::pause, |done| done.unwrap().leave());
    // A backup that is newer leaves nothing of the one before.
    house.file_a_letter(2);
    house.tick();
    house.write(false).unwrap();
    let before = beside(&house).unwrap();
    stopped_at(&house, NEVER, CancelFlag::pause, |done| {
        let staged = done.unwrap();
        assert!(!before.exists() && staged.staging().exists());
    });
    assert!(beside(&house).is_none());
}

#[test]
fn an_idle_lock_leaves_what_was_restored_to_whoever_comes_back() {
    let house = House::new();
    house.write(false).unwrap();
    house.file_a_letter(1);
    let root = house.apart.path().to_owned();
    let worker = Worker::start(Some(house.vault()), house.clock.clone(), root, Arc::new(|| ()));
    let mut line = Line::to(worker);
    let log_in = |line: &mut Line| {
        let unlocked = line.ask(Request::Unlock { login: LOGIN.to_owned(), password: password(PASSWORD) });
        assert!(matches!(unlocked, Ok(Answer::Unlocked)), "{:?}", unlocked.err());
    };
    let stage = |line: &mut Line| {
        let mount = house.mount().to_owned();
        let staged = line.ask(Request::Backup(BackupWish::Stage { mount, generation: None }));
        assert!(matches!(staged, Ok(Answer::Staged(_))), "{:?}", staged.err());
    };
    log_in(&mut line);
    stage(&mut line);
    assert!(matches!(line.ask(Request::Lock(LockReason::Idle)), Ok(Answer::Done)));
    assert_eq!(volumes(&house), Some(1), "it waits beside the vault");
    log_in(&mut line);
    stage(&mut line);
    let consent = Consent::Alone("after a fire".to_owned());
    let Ok(Answer::Placed(placed)) = line.ask(Request::Backup(BackupWish::Place { consent })) else {
        panic!("it is signed alone while there is no second supervisor")
    };
    let (apart, clock) = (house.apart.path(), &house.clock);
    assert_eq!(records_in(&house.vault(), house.group, apart, clock), 1);
    // Whoever is suspected, or closes the window, leaves nothing.
    log_in(&mut line);
    stage(&mut line);
    drop(line);
    assert!(beside(&house).is_none());
    fs::remove_dir_all(placed.kept.clone().unwrap()).unwrap();
}
