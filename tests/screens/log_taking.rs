//! What is taken out of the log: evidence, the report for a customer, the slip, old parts to an archive.

use std::path::PathBuf;

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LogWish, Request, TakeWish};
use strongroom::app::snapshot::ListForm;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{WORDS, second};
use crate::desk::{Desk, in_both};
use crate::house::{House, code};
use crate::logbook::{Logbook, TODAY};

fn at_log(language: Language) -> Desk {
    let house = House { logbook: Logbook::sample(), ..House::sample(9) };
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-log");
    desk
}

fn taken(desk: &Desk, fits: impl Fn(&TakeWish) -> bool) -> TakeWish {
    match desk.asked(|request| matches!(request, Request::Log(LogWish::Take(wish)) if fits(wish))).1 {
        Request::Log(LogWish::Take(wish)) => wish,
        _ => unreachable!("only what is taken fits"),
    }
}

fn at_accesses(language: Language) -> Desk {
    let house = House { logbook: Logbook::sample(), ..House::sample(9) };
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-customers");
    desk.click_part(&code(3).to_string());
    desk.press("customer-who-opened");
    desk.press("log-save-report");
    desk
}

#[test]
fn a_report_needs_a_reason_and_a_folder_and_says_what_was_written() {
    in_both(|language| {
        let mut desk = at_accesses(language);
        desk.press("log-take-go");
        assert!(desk.never_asked(|request| matches!(request, Request::Log(LogWish::Take(_)))));
        desk.type_into("out-reason-label", "the customer asked in writing");
        desk.press("out-folder-choose");
        desk.pick("/media/stick");
        desk.press("log-take-go");
        let TakeWish::Report { code: of, folder, reason, language: spoken } =
            taken(&desk, |wish| matches!(wish, TakeWish::Report { .. }))
        else {
            unreachable!()
        };
        assert_eq!((of, folder, spoken), (code(3), PathBuf::from("/media/stick"), language));
        assert_eq!(reason, "the customer asked in writing");
        assert!(desk.sees("/media/stick/who-opened-2026-11-22"));
        desk.press("log-take-done");
        assert!(!desk.sees("/media/stick/who-opened-2026-11-22"));
    });
}

#[test]
fn work_that_goes_on_can_be_stopped_and_what_was_typed_stays() {
    in_both(|language| {
        let mut desk = at_accesses(language);
        desk.type_into("out-reason-label", "the customer asked in writing");
        desk.press("out-folder-choose");
        desk.pick("/media/stick");
        desk.shared.house.borrow_mut().hold = true;
        desk.press("log-take-go");
        let (id, _) = desk.asked(|request| matches!(request, Request::Log(LogWish::Take(_))));
        assert!(desk.sees(&desk.text("log-take-running")));
        desk.press("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.texts.problem("cancelled", &[])));
        desk.shared.house.borrow_mut().hold = false;
        desk.press("log-take-go");
        assert!(desk.sees("/media/stick/who-opened-2026-11-22"));
    });
}

#[test]
fn evidence_begins_with_the_chosen_day_and_refuses_days_in_the_wrong_order() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.click_part(&format!("{}:", desk.texts.day(TODAY.yesterday().unwrap())));
        desk.press("log-menu");
        desk.press("log-menu-evidence");
        desk.type_into("out-reason-label", "for the court, case 114/26");
        desk.press("out-folder-choose");
        desk.pick("/media/stick");
        desk.press("log-take-go");
        let TakeWish::Evidence { from, to, .. } =
            taken(&desk, |wish| matches!(wish, TakeWish::Evidence { .. }))
        else {
            unreachable!()
        };
        assert_eq!((from, to), (TODAY.yesterday().unwrap(), TODAY.yesterday().unwrap()));
        assert!(desk.sees(&desk.text("log-take-evidence-next")));
    });
}

#[test]
fn a_list_of_events_is_written_as_a_table_or_as_lines() {
    in_both(|language| {
        for (chosen, expected) in [(None, ListForm::Csv), (Some("log-take-list-json"), ListForm::JsonLines)] {
            let mut desk = at_log(language);
            desk.press_first("log-events");
            desk.press("log-save-list");
            if let Some(key) = chosen {
                desk.press(key);
            }
            desk.press("log-take-go");
            assert!(desk.never_asked(|request| matches!(request, Request::Log(LogWish::Take(_)))));
            desk.type_into("out-reason-label", "for the auditor");
            desk.press("out-folder-choose");
            desk.pick("/media/stick");
            desk.press("log-take-go");
            let TakeWish::List { form, folder, reason, .. } =
                taken(&desk, |wish| matches!(wish, TakeWish::List { .. }))
            else {
                unreachable!()
            };
            assert_eq!(
                (form, folder, reason.as_str()),
                (expected, PathBuf::from("/media/stick"), "for the auditor")
            );
            assert!(desk.sees("/media/stick/events.csv"));
        }
    });
}

#[test]
fn the_slip_is_printed_or_saved_and_its_words_are_shown() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press("log-menu");
        desk.press("log-menu-slip");
        desk.press("log-slip-print");
        taken(&desk, |wish| matches!(wish, TakeWish::PrintSlip { .. }));
        assert!(desk.sees(&desk.text("log-slip-printed")));
        desk.press("log-slip-save");
        desk.press("picker-choose");
        desk.settle();
        let TakeWish::SaveSlip { path, .. } = taken(&desk, |wish| matches!(wish, TakeWish::SaveSlip { .. }))
        else {
            unreachable!()
        };
        assert!(path.extension().is_some_and(|ending| ending == "pdf"), "{}", path.display());
        assert!(desk.sees(&WORDS.join(" ")));
    });
}

#[test]
fn nothing_is_archived_before_its_time() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press("log-menu");
        desk.press("log-menu-archive");
        assert!(desk.sees(&desk.text("log-archive-none")));
        desk.press("log-archive-go");
        assert!(
            desk.never_asked(|request| matches!(
                request,
                Request::Log(LogWish::Take(TakeWish::Archive { .. }))
            ))
        );
    });
}

#[test]
fn an_archive_needs_a_second_signature() {
    in_both(|language| {
        let mut logbook = Logbook::sample();
        logbook.old_segments = 2;
        logbook.needed = Some(second(&[("Elena Ștefănescu", "elena.stefanescu")], false));
        let mut desk = Desk::unlocked(House { logbook, ..House::sample(9) }, Role::Supervisor, language);
        desk.press("rail-log");
        desk.press("log-menu");
        desk.press("log-menu-archive");
        desk.press("out-folder-choose");
        desk.pick("/media/stick");
        desk.press("log-archive-go");
        assert!(desk.sees(&desk.text("consent-title")));
        desk.type_into("consent-password", "nine quiet lanterns over mills");
        desk.press("consent-go-second");
        let wish = taken(&desk, |wish| matches!(wish, TakeWish::Archive { consent: Consent::Second(_), .. }));
        assert!(matches!(wish, TakeWish::Archive { folder, .. } if folder.as_os_str() == "/media/stick"));
        assert!(desk.sees("/media/stick/log-archive-2026-11-22"));
    });
}

#[test]
fn a_break_that_a_group_found_is_accepted_by_two_who_are_in() {
    in_both(|language| {
        let is_break = |request: &Request| matches!(request, Request::AcceptGroupBreak { .. });
        let at_dialog = |needed| {
            let logbook = Logbook { needed, ..Logbook::sample() };
            let house = House { logbook, ..House::sample(9) };
            let mut desk = Desk::unlocked(house, Role::Supervisor, language);
            desk.press("rail-log");
            desk.press("log-menu");
            desk.press("log-menu-break");
            desk.press("log-break-go");
            assert!(desk.never_asked(is_break), "not without a reason");
            desk.type_into("alarm-log-accept-reason", "copia de vineri, după disc");
            desk.press("log-break-go");
            desk
        };
        let desk = at_dialog(None);
        let nothing = desk.texts.problem("refused", &[("why", "no-break".into())]);
        assert!(desk.sees_part(&nothing), "every group is content");
        let mut desk = at_dialog(Some(second(&[("Elena Ștefănescu", "elena.stefanescu")], false)));
        assert!(desk.sees(&desk.text("consent-title")));
        desk.type_into("consent-password", "nine quiet lanterns over mills");
        desk.press("consent-go-second");
        let (_, asked) = desk.asked(|request| {
            matches!(request, Request::AcceptGroupBreak { consent: Consent::Second(_), .. })
        });
        let Request::AcceptGroupBreak { reason, .. } = asked else { unreachable!() };
        assert_eq!(reason, "copia de vineri, după disc");
        assert!(desk.sees(&desk.text("log-break-accepted")));
    });
}
