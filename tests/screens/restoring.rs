//! Which backup is restored, and restoring in the place of the vault: the choice, another log-in, the comparison, the second
//! signature, the end; and every way back.

use std::path::Path;

use strongroom::app::event::Event;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{BackupWish, Consent, LockReason, Request};
use strongroom::app::snapshot::Progress;
use strongroom::base::id::{GenerationId, RecordId};
use strongroom::policy::Role;
use strongroom::texts::Language;
use strongroom::ui::Ended;

use crate::desk::{Desk, in_both};
use crate::house::House;
use crate::sticks::{Sticks, days_ago};

fn house() -> House {
    House { sticks: Sticks::three(), ..House::sample(9) }
}

fn at_restore(house: House, language: Language) -> Desk {
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-drill");
    desk.press("drill-restore");
    desk.press("medium-form-choose");
    desk.pick("/media/ana/BLUE");
    desk
}

/// When a backup was made, as its row says it.
fn when(desk: &Desk, days: i64) -> String {
    desk.texts.date_and_time(days_ago(days))
}

#[test]
fn the_newest_is_chosen_and_an_older_one_can_be() {
    in_both(|language| {
        let mut desk = at_restore(house(), language);
        let newest = desk.text("backup-form-newest");
        assert!(desk.sees_both(&when(&desk, 3), &newest));
        assert!(desk.sees_both(&when(&desk, 9), &desk.text("verify-full")));
        assert!(desk.sees_both(&when(&desk, 6), &desk.text("verify-increment")));
        desk.click_part(&when(&desk, 6));
        desk.press("out-folder-choose");
        desk.pick("/mnt/spare");
        desk.press_below("restore-go");
        let (_, asked) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Restore { .. })));
        let Request::Backup(BackupWish::Restore { mount, generation, .. }) = asked else { unreachable!() };
        assert_eq!(mount, Path::new("/media/ana/BLUE"));
        assert_eq!(generation, Some(GenerationId::from_bytes([2; 16])));
    });
}

#[test]
fn one_that_was_found_damaged_or_never_verified_says_so() {
    in_both(|language| {
        let mut house = house();
        let generations = &mut house.sticks.shelf.generations;
        generations[0].damaged = Some(days_ago(1));
        generations[1].verified = None;
        let mut desk = at_restore(house, language);
        assert!(desk.sees_both(&when(&desk, 3), &desk.text("verify-is-damaged")));
        assert!(desk.sees(&desk.text("backup-form-damaged-about")));
        desk.click_part(&when(&desk, 6));
        assert!(desk.sees(&desk.text("backup-form-unverified-about")));
        assert!(!desk.sees(&desk.text("backup-form-damaged-about")));
    });
}

#[test]
fn in_the_place_of_the_vault_another_window_takes_over_with_what_was_chosen() {
    in_both(|language| {
        let mut desk = at_restore(house(), language);
        desk.click_part(&when(&desk, 9));
        desk.press("restore-to-place");
        assert!(desk.sees(&desk.text("restore-in-place")));
        desk.press_below("restore-in-place-go");
        let Ended::Restoring { folder, medium, generation } = desk.ended() else { panic!("it goes on") };
        assert_eq!(
            (folder.as_path(), medium.as_path()),
            (Path::new("/vaults/dumbrava"), Path::new("/media/ana/BLUE"))
        );
        assert_eq!(generation, Some(GenerationId::from_bytes([1; 16])));
        assert!(desk.never_asked(|request| matches!(request, Request::Backup(BackupWish::Stage { .. }))));
    });
}

/// Restored beside the vault, and shown.
fn staged(language: Language) -> Desk {
    let mut desk = Desk::restoring(house(), Role::Supervisor, language);
    desk.press("place-begin");
    let (_, asked) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Stage { .. })));
    let Request::Backup(BackupWish::Stage { mount, generation }) = asked else { unreachable!() };
    assert_eq!((mount.as_path(), generation), (Path::new("/media/ana/BLUE"), None));
    desk
}

#[test]
fn it_is_compared_signed_by_two_and_then_in_place() {
    in_both(|language| {
        let mut desk = staged(language);
        assert!(desk.sees("Letter of March"));
        desk.press_below("place-go");
        assert!(desk.sees(&desk.text("consent-title")));
        desk.type_into("consent-password", "a password of Dan's own");
        desk.press("consent-go-second");
        let second = |request: &Request| matches!(request, Request::Backup(BackupWish::Place { consent: Consent::Second(second) }) if second.login == "dan.oprea");
        desk.asked(second);
        desk.shared.say(Event::Locked(LockReason::Person));
        desk.settle();
        assert!(desk.sees(&desk.text("unlock-button")));
        let mut desk = staged(language);
        desk.shared.say(Event::Locked(LockReason::Person));
        desk.shared.done(
            strongroom::app::request::RequestId(900),
            Ok(strongroom::app::event::Answer::Placed(std::sync::Arc::new(crate::drilling::placed()))),
        );
        desk.settle();
        assert!(desk.sees(&desk.text("placed-title")));
        assert!(desk.sees_part("dumbrava.before-"));
        desk.press("placed-open");
        assert_eq!(desk.ended(), Ended::OpenVault("/vaults/dumbrava".into()));
    });
}

#[test]
fn it_can_be_left_as_it_is_at_every_step() {
    in_both(|language| {
        let mut desk = staged(language);
        desk.press_below("place-leave");
        desk.asked(|request| matches!(request, Request::Backup(BackupWish::Unstage)));
        desk.press("place-back");
        assert_eq!(desk.ended(), Ended::OpenVault("/vaults/dumbrava".into()));
        let mut desk = Desk::restoring(house(), Role::Staff, language);
        assert!(desk.sees(&desk.text("place-supervisors")));
        assert!(!desk.sees(&desk.text("place-begin")));
        desk.press("place-back");
        assert_eq!(desk.ended(), Ended::OpenVault("/vaults/dumbrava".into()));
    });
}

#[test]
fn while_it_goes_on_it_can_be_stopped_and_nothing_else_is_reached() {
    in_both(|language| {
        let mut house = house();
        house.hold = true;
        let mut desk = Desk::restoring(house, Role::Supervisor, language);
        assert!(!desk.sees(&desk.text("rail-records")));
        desk.press("place-begin");
        let (id, _) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Stage { .. })));
        assert!(desk.sees(&desk.text("restore-stop-what")));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("restore-cancelled")));
        assert!(desk.sees(&desk.text("place-begin")));
    });
}

#[test]
fn what_a_lock_stopped_goes_on_for_whoever_logs_in_again() {
    in_both(|language| {
        let mut house = house();
        house.hold = true;
        let mut desk = Desk::restoring(house, Role::Supervisor, language);
        desk.press("place-begin");
        let staging = |request: &Request| matches!(request, Request::Backup(BackupWish::Stage { .. }));
        desk.asked(staging);
        desk.shared.say(Event::Locked(LockReason::Idle));
        desk.settle();
        assert!(desk.sees(&desk.text("place-goes-on")) && desk.sees(&desk.text("unlock-button")));
        desk.shared.log_in(Role::Supervisor);
        desk.settle();
        let (id, asked) = desk.asked(staging);
        let Request::Backup(BackupWish::Stage { mount, generation }) = asked else { unreachable!() };
        assert_eq!((mount.as_path(), generation), (Path::new("/media/ana/BLUE"), None));
        assert!(desk.sees(&desk.text("restore-stop-what")));
        // What was stopped by hand does not begin again by itself.
        desk.press_last("add-cancel");
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        desk.shared.say(Event::Locked(LockReason::Idle));
        desk.settle();
        assert!(desk.sees(&desk.text("place-log-in")));
        desk.shared.log_in(Role::Supervisor);
        desk.settle();
        assert!(desk.sees(&desk.text("place-begin")) && desk.never_asked(staging));
    });
}

#[test]
fn a_record_that_is_only_in_the_backup_is_put_back_under_two_signatures() {
    in_both(|language| {
        let mut desk = at_restore(house(), language);
        desk.press("out-folder-choose");
        desk.pick("/mnt/spare");
        desk.press_below("restore-go");
        desk.press("put-back-go");
        assert!(desk.sees(&desk.text("consent-title")));
        desk.type_into("consent-password", "a password of Dan's own");
        desk.press("consent-go-second");
        let signed = |request: &Request| {
            matches!(request, Request::Backup(BackupWish::PutBack { consent: Consent::Second(_), .. }))
        };
        let (_, asked) = desk.asked(signed);
        let Request::Backup(BackupWish::PutBack { folder, record, .. }) = asked else { unreachable!() };
        assert_eq!(folder, Path::new("/mnt/spare/strongroom-restored"));
        assert_eq!(record, RecordId::from_bytes([7; 16]));
        assert!(desk.sees(&desk.text("put-back-done")));
        assert!(!desk.sees(&desk.text("put-back-go")));
        desk.press("restore-another");
        assert!(desk.sees(&desk.text("restore-go")) && !desk.sees(&desk.text("put-back-done")));
    });
}

#[test]
fn putting_back_says_how_far_it_is_and_can_be_stopped() {
    in_both(|language| {
        let mut desk = at_restore(house(), language);
        desk.press("out-folder-choose");
        desk.pick("/mnt/spare");
        desk.press_below("restore-go");
        desk.press("put-back-go");
        desk.type_into("consent-password", "a password of Dan's own");
        desk.shared.house.borrow_mut().hold = true;
        desk.press("consent-go-second");
        let signed = |request: &Request| {
            matches!(request, Request::Backup(BackupWish::PutBack { consent: Consent::Second(_), .. }))
        };
        let (id, _) = desk.asked(signed);
        let progress = Progress {
            stage: "read-back",
            done_bytes: 700_000_000,
            total_bytes: Some(2_100_000_000),
            ..Progress::default()
        };
        desk.shared.say(Event::Progress { request: id, progress });
        desk.settle();
        assert!(!desk.sees(&desk.text("consent-title")), "it was signed");
        assert!(desk.sees(&desk.text("put-back-going-on")) && desk.sees(&desk.text("put-back-stop-what")));
        assert!(desk.sees(&desk.text("progress-read-back")));
        assert!(desk.sees_part(&desk.texts.size(700_000_000)));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("put-back-stopped")) && !desk.sees(&desk.text("consent-title")));
        assert!(desk.sees(&desk.text("put-back-go")), "it can be put back still");
    });
}
