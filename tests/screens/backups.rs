//! Backups: what is plugged in, enrolling, writing to the last step, what is refused, what is owed, verifying, the register.

use std::sync::Arc;

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{BackupWish, LockReason, Request, RequestId};
use strongroom::app::snapshot::{
    BackupOwed, BackupState, Colour, Extent, LetGo, MediumRefusal, Progress, StoppedBackup, Wear, WrittenFace,
};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::House;
use crate::sticks::{Sticks, days_ago, medium, plugged, written};

fn house() -> House {
    House { sticks: Sticks::three(), ..House::empty() }
}

fn at_home(language: Language) -> Desk {
    Desk::unlocked(house(), Role::BackupOperator, language)
}

fn plug_in_blue(desk: &mut Desk) {
    desk.shared.plug_in([plugged(Some(&medium(2, "Stick B, blue", "B", 3)), None)]);
    desk.settle();
}

fn is_write(request: &Request) -> bool {
    matches!(request, Request::Backup(BackupWish::Write { .. }))
}

/// Begins to write to what is plugged in; the test ends it.
fn write(desk: &mut Desk) -> RequestId {
    desk.shared.house.borrow_mut().hold = true;
    desk.press("backup-write");
    desk.asked(is_write).0
}

fn end(desk: &mut Desk, id: RequestId, answer: Result<Answer, Problem>) {
    desk.shared.house.borrow_mut().hold = false;
    desk.shared.done(id, answer);
    desk.settle();
}

#[test]
fn an_operator_begins_here_and_what_is_plugged_in_appears_by_itself() {
    in_both(|language| {
        let mut desk = at_home(language);
        assert!(desk.sees(&desk.text("backup-looking")));
        desk.shared.plug_in([]);
        desk.settle();
        assert!(desk.sees(&desk.text("backup-plug-in")));
        assert!(desk.sees(&desk.text("backup-plug-in-known")));
        assert!(desk.sees(&desk.text("backup-closed-to-you")));
        assert!(desk.sees(&desk.text("backup-its-turn")), "whose turn it is stands beside");
        desk.press("backup-look-again");
        desk.asked(|request| matches!(request, Request::Backup(BackupWish::LookAgain)));
        plug_in_blue(&mut desk);
        assert!(desk.sees("Stick B, blue") && desk.sees_part("safe 2"));
        assert!(desk.sees_part(&desk.texts.size(41_000_000_000)));
        let since = desk.texts.date_and_time(days_ago(3));
        assert!(desk.sees(&desk.with("backup-plan-increment", &[("when", since.into())])));
    });
}

#[test]
fn a_backup_is_written_and_the_medium_may_be_removed_only_when_it_is_unmounted() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        let id = write(&mut desk);
        let progress = Progress {
            stage: "backup-write",
            done_bytes: 1_600_000_000,
            total_bytes: Some(2_300_000_000),
            ..Progress::default()
        };
        desk.shared.say(Event::Progress { request: id, progress });
        desk.settle();
        assert!(desk.sees_part(&desk.texts.size(1_600_000_000)));
        assert!(desk.sees(&desk.text("write-step-write")) && desk.sees(&desk.text("write-stop-keeps")));
        end(&mut desk, id, Ok(Answer::BackupWritten(Arc::new(written()))));
        let remove = desk.with("written-remove", &[("medium", "Stick B, blue".into())]);
        assert!(desk.sees(&desk.text("written-unmount")) && !desk.sees(&remove));
        desk.press("written-confirm");
        desk.asked(|request| matches!(request, Request::Backup(BackupWish::LookAgain)));
        let still = [("mount", "/media/ana/BLUE".into())];
        assert!(desk.sees(&desk.with("written-still-mounted", &still)) && !desk.sees(&remove));
        desk.shared.plug_in([]);
        desk.settle();
        assert!(desk.sees(&remove), "it is not mounted any more");
        assert!(desk.sees(&desk.with("written-put-back", &[("place", "safe 2".into())])));
        desk.press("written-done-go");
        assert!(desk.sees(&desk.text("backup-plug-in")));
    });
}

#[test]
fn where_the_system_unmounts_the_medium_it_may_be_removed_at_once_and_what_is_in_use_is_tried_again() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        let lets_go = |desk: &Desk, how| desk.shared.house.borrow_mut().sticks.lets_go = how;
        lets_go(&desk, LetGo::Busy);
        desk.press("backup-write");
        assert!(desk.sees(&desk.text("written-busy")));
        lets_go(&desk, LetGo::Unmounted);
        desk.press("written-confirm");
        assert!(desk.sees(&desk.with("written-remove", &[("medium", "Stick B, blue".into())])));
        assert!(!desk.sees(&desk.text("written-busy")));
    });
}

#[test]
fn a_backup_can_be_stopped_and_a_failure_says_what_to_do() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        let id = write(&mut desk);
        desk.press("write-stop");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        end(&mut desk, id, Err(Problem::new(ProblemKind::Cancelled)));
        assert!(desk.sees(&desk.text("write-stopped")));
        let id = write(&mut desk);
        let failed =
            Problem::new(ProblemKind::MediumFailed).with("path", "volume-1").with("why", "I/O error");
        end(&mut desk, id, Err(failed));
        assert!(desk.sees(&desk.text("problem-medium-failed-next")));
        assert!(!desk.sees(&desk.text("written-unmount")), "nothing was written");
    });
}

#[test]
fn everything_is_written_where_that_is_ticked() {
    let mut desk = at_home(Language::English);
    plug_in_blue(&mut desk);
    desk.press("backup-everything");
    desk.press("backup-write");
    let (_, asked) = desk.asked(is_write);
    assert!(matches!(asked, Request::Backup(BackupWish::Write { full: true, .. })));
}

#[test]
fn a_new_medium_is_enrolled_and_an_error_loses_nothing_that_was_typed() {
    in_both(|language| {
        let mut desk = at_home(language);
        desk.shared.plug_in([plugged(None, Some(MediumRefusal::Unknown))]);
        desk.settle();
        let is_enrol = |request: &Request| matches!(request, Request::Backup(BackupWish::Enrol { .. }));
        desk.type_into("enrol-label", "Stick D");
        desk.press("enrol-go");
        assert!(desk.sees(&desk.text("enrol-missing")) && desk.never_asked(is_enrol));
        desk.type_into("enrol-place", "safe 4");
        desk.type_into("enrol-set", "D");
        desk.type_into("enrol-holder", "Dan");
        let taken = Problem::new(ProblemKind::NameTaken).with("what", "Stick D");
        desk.shared.house.borrow_mut().refuse = Some(taken.clone());
        desk.press("enrol-go");
        desk.asked(is_enrol);
        assert!(desk.sees(&desk.texts.problem_next(taken.kind.key(), &taken.details)));
        desk.type_into("enrol-label", " 2");
        desk.press("enrol-go");
        let (_, Request::Backup(BackupWish::Enrol { wish, mount })) = desk.asked(is_enrol) else {
            panic!("it is the wish to enrol")
        };
        assert_eq!(wish.label, "Stick D 2");
        assert_eq!((wish.place.as_str(), wish.set.as_str(), wish.holder.as_str()), ("safe 4", "D", "Dan"));
        assert!(mount.ends_with("NEW"));
    });
}

#[test]
fn what_is_refused_says_why_and_what_to_do() {
    let blue = medium(2, "Stick B, blue", "B", 3);
    let cases = [
        (MediumRefusal::Unreadable, "refused-unreadable-do"),
        (MediumRefusal::OutOfReach, "refused-out-of-reach-do"),
        (MediumRefusal::Foreign, "refused-foreign-do"),
        (MediumRefusal::Forged, "refused-forged-do"),
        (MediumRefusal::Retired, "refused-retired-do"),
        (MediumRefusal::Copied, "refused-copied-do"),
        (MediumRefusal::ReadOnly, "refused-read-only-do"),
        (MediumRefusal::TooSmall { bytes: 1, needed: 2 }, "refused-too-small-do"),
        (MediumRefusal::Worn(Wear::Years(5)), "refused-worn-do"),
        (MediumRefusal::Worn(Wear::Writes(1000)), "refused-worn-do"),
        (MediumRefusal::Worn(Wear::Failures(1)), "refused-worn-do"),
        (MediumRefusal::NotApart, "refused-not-apart-do"),
        (MediumRefusal::Worn(Wear::Device), "refused-worn-do"),
    ];
    in_both(|language| {
        let mut desk = at_home(language);
        for (why, to_do) in &cases {
            desk.shared.plug_in([plugged(Some(&blue), Some(why.clone()))]);
            desk.settle();
            assert!(desk.sees(&desk.text(to_do)), "{why:?}");
            assert!(!desk.sees(&desk.text("backup-write")), "{why:?}");
        }
        let wrong = MediumRefusal::WrongSet { due: "C".to_owned() };
        desk.shared.plug_in([plugged(Some(&blue), Some(wrong))]);
        desk.settle();
        assert!(desk.sees(&desk.with("refused-wrong-set", &[("due", "C".into()), ("set", "B".into())])));
    });
}

#[test]
fn a_backup_that_red_stopped_names_the_device_and_is_gone_on_with() {
    in_both(|language| {
        let mut desk = at_home(language);
        let stopped = StoppedBackup {
            mount: "/media/ana/BLUE".into(),
            label: "Stick B, blue".to_owned(),
            at: days_ago(0),
            why: LockReason::Network,
            devices: vec!["wlan0".to_owned()],
        };
        desk.shared.say(Event::BackupStopped(Arc::new(stopped)));
        desk.shared.plug_in([]);
        desk.settle();
        assert!(desk.sees_part("wlan0"));
        assert!(desk.sees(&desk.with("write-plug-in-again", &[("medium", "Stick B, blue".into())])));
        plug_in_blue(&mut desk);
        desk.press("write-go-on");
        desk.asked(is_write);
        assert!(!desk.sees_part("wlan0"));
    });
}

#[test]
fn what_is_owed_is_told_to_the_operator_and_at_a_supervisors_log_in() {
    in_both(|language| {
        let owed = vec![BackupOwed::Backup(Some(4)), BackupOwed::Turn("Stick C, white".to_owned(), Some(9))];
        let state = BackupState { last: Some(days_ago(4)), last_drill: None, colour: Colour::Amber, owed };
        let house = || House { backup: Some(state.clone()), ..house() };
        let desk = Desk::unlocked(house(), Role::BackupOperator, language);
        let late = desk.with("backup-owed-late", &[("days", 4_u64.into())]);
        assert!(desk.sees(&late));
        assert!(desk.sees(&desk.with("status-backup", &[("days", 4_u64.into())])));
        let mut desk = Desk::unlocked(house(), Role::Supervisor, language);
        assert!(desk.sees_part(&late), "as a notice at the log-in");
        desk.press("rail-waiting");
        assert!(desk.sees(&late), "and with what waits for a supervisor");
        desk.press("backup-owed-there");
        assert!(desk.sees(&desk.text("backup-line")));
        desk.press_last("rail-media");
        assert!(desk.sees(&desk.text("media-line")));
    });
}

#[test]
fn an_idle_lock_leaves_the_strip_of_a_backup_that_goes_on() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        let id = write(&mut desk);
        desk.shared.say(Event::Locked(LockReason::Idle));
        desk.settle();
        assert!(desk.sees(&desk.text("job-backup-write")) && !desk.sees_part("Stick B, blue"));
        desk.press("progress-stop");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        end(&mut desk, id, Err(Problem::new(ProblemKind::Cancelled)));
        assert!(!desk.sees(&desk.text("job-backup-write")));
    });
}

#[test]
fn a_backup_is_verified_in_full_or_in_part_and_damage_is_named() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        desk.press("rail-verify");
        let made = desk.texts.date_and_time(days_ago(9));
        desk.click_part(&format!("{made}, {}", desk.text("verify-full")));
        assert!(desk.sees(&desk.text("verify-full-about")));
        desk.press("verify-go");
        let of = |request: &Request| {
            matches!(request, Request::Backup(BackupWish::Verify { extent: Extent::All, .. }))
        };
        desk.asked(of);
        assert!(desk.sees_part(&desk.texts.size(2_300_000_000)));
        desk.press("verify-sample");
        let bad = ("20261120/volume-1.tar.age".to_owned(), "it is not what was written".to_owned());
        desk.shared.house.borrow_mut().sticks.damage = vec![bad];
        desk.press("verify-go");
        desk.asked(|request| {
            matches!(request, Request::Backup(BackupWish::Verify { extent: Extent::Sample { .. }, .. }))
        });
        assert!(desk.sees("20261120/volume-1.tar.age"));
        assert!(desk.sees(&desk.text("verify-damaged-do")));
    });
}

#[test]
fn the_register_shows_every_medium_and_takes_one_out_of_use() {
    in_both(|language| {
        let mut desk = at_home(language);
        desk.press("rail-media");
        desk.click_part("Stick C, white, safe 3");
        desk.press("media-retire");
        let is_retire =
            |request: &Request| matches!(request, Request::Backup(BackupWish::Retire { retired: true, .. }));
        assert!(desk.never_asked(is_retire), "it is asked about first");
        desk.press("media-retire-go");
        desk.asked(is_retire);
        assert!(desk.sees(&desk.text("media-use-again")));
        desk.press("media-use-again");
        desk.asked(|request| matches!(request, Request::Backup(BackupWish::Retire { retired: false, .. })));
        assert!(desk.sees(&desk.text("media-retire")));
    });
}

#[test]
fn what_is_said_of_a_medium_is_changed_and_a_damaged_one_stands_in_red() {
    in_both(|language| {
        let house = house();
        let mut desk = Desk::unlocked(house, Role::BackupOperator, language);
        desk.shared.house.borrow_mut().sticks.register.media[2].is_damaged = true;
        desk.press("rail-media");
        let damaged = desk.text("verify-is-damaged");
        desk.click_part("Stick C, white, safe 3");
        assert!(desk.sees_part(&damaged));
        desk.press("media-edit");
        desk.retype("enrol-holder", "Ioana Pop");
        desk.press("media-edit-go");
        let is_edit = |request: &Request| matches!(request, Request::Backup(BackupWish::Edit { .. }));
        let (_, Request::Backup(BackupWish::Edit { wish, .. })) = desk.asked(is_edit) else {
            panic!("it is the wish to edit")
        };
        assert_eq!((wish.label.as_str(), wish.holder.as_str()), ("Stick C, white", "Ioana Pop"));
        assert!(desk.sees_part("Ioana Pop") && !desk.sees(&desk.text("media-edit-go")));
    });
}

#[test]
fn a_backup_without_rawkey_and_one_read_from_memory_are_told() {
    in_both(|language| {
        let mut desk = at_home(language);
        plug_in_blue(&mut desk);
        let id = write(&mut desk);
        let bare = WrittenFace { uncached: false, rawkey: false, ..written() };
        end(&mut desk, id, Ok(Answer::BackupWritten(Arc::new(bare))));
        assert!(desk.sees(&desk.text("written-bare")) && desk.sees(&desk.text("backup-cached")));
    });
}

#[test]
fn an_empty_register_says_what_to_do_first() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::empty(), Role::BackupOperator, language);
        desk.shared.plug_in([]);
        desk.settle();
        assert!(desk.sees(&desk.text("backup-plug-in-first")));
        desk.press("rail-media");
        desk.press("media-enrol-one");
        assert!(desk.sees(&desk.text("backup-plug-in")));
        desk.press("rail-verify");
        assert!(desk.sees(&desk.text("verify-none-about")));
    });
}
