//! Restoring in the place of the vault, with the restore key: staged, compared, signed by two, and then in one step.

use std::fs;

use strongroom::app::entrance::Entrance;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{Consent, GivenFactor, LockReason, Second};
use strongroom::app::snapshot::{Compared, RecordQuery, RestoredFace, Settled};
use strongroom::backup::restore::MARK;
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::policy::Role;

use crate::backup_house::{House, records_in};
use crate::fixture::{LOGIN, PASSWORD, password};

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
