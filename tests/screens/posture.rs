//! The posture: where an assessor begins, what each row says beside the list, and the report.

use std::path::PathBuf;

use strongroom::airgap::posture::{
    Fact, Guarded, Lapses, Row, Seen, agreements, backup, confinement, screenings,
};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::app::snapshot::{Colour, PostureFace};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, NOW};

/// A workstation with something in every colour.
pub(crate) fn sample() -> PostureFace {
    let row = |seen, facts: &[(&'static str, Fact)]| Row { seen, facts: facts.to_vec() };
    let people = |count, soon| Lapses { count, soon, lapsed: 0 };
    let rows = vec![
        row(Seen::NetworkNone, &[]),
        row(Seen::RadiosOff, &[("devices", Fact::Word("wlan0".to_owned()))]),
        row(Seen::DiskEncrypted, &[]),
        row(Seen::SwapPlain, &[("device", Fact::Word("/dev/sda3".to_owned()))]),
        row(Seen::SessionX11, &[]),
        confinement(Some(Guarded::Held)),
        backup(None, 1, true),
        screenings(people(6, 1)),
        agreements(people(7, 0)),
    ];
    PostureFace { rows, seen_at: NOW, colour: Colour::Red }
}

fn at_posture(role: Role, language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), role, language);
    if role == Role::Supervisor {
        desk.press("rail-posture");
    }
    desk
}

#[test]
fn an_assessor_begins_here_and_goes_on_to_the_log() {
    in_both(|language| {
        let mut desk = at_posture(Role::Assessor, language);
        desk.asked(|request| matches!(request, Request::Posture));
        assert!(desk.sees(&desk.with("posture-summary-red", &[("count", 1_u64.into())])));
        assert!(desk.never_asked(|request| matches!(request, Request::Posture)), "it looks once by itself");
        desk.press("posture-verify-log");
        assert!(desk.sees(&desk.text("log-counts-fit")));
        desk.press("rail-posture");
        desk.press("posture-again");
        desk.asked(|request| matches!(request, Request::Posture));
    });
}

#[test]
fn the_worst_row_is_shown_first_and_each_says_what_to_do() {
    in_both(|language| {
        let mut desk = at_posture(Role::Supervisor, language);
        assert!(desk.sees_part(&desk.text("posture-swap-why")));
        assert!(desk.sees(&desk.with("posture-swap-plain-do", &[("device", "/dev/sda3".into())])));
        assert!(!desk.sees(&desk.text("posture-verify-log")), "a supervisor has the log itself");
        desk.click_part(&format!("{}: {}", desk.text("posture-session"), desk.text("posture-amber")));
        assert!(desk.sees(&desk.text("posture-session-x11-do")));
        desk.key(eframe::egui::Key::ArrowDown);
        assert!(desk.sees(&desk.text("posture-confinement-held")));
        assert!(desk.sees(&desk.text("posture-nothing-to-do")));
    });
}

#[test]
fn a_report_needs_a_reason_and_a_folder_and_says_where_it_is() {
    in_both(|language| {
        let mut desk = at_posture(Role::Assessor, language);
        desk.press("posture-take");
        desk.press("log-take-go");
        assert!(desk.never_asked(|request| matches!(request, Request::TakePosture { .. })));
        desk.type_into("out-reason-label", "asked for by the consultant");
        desk.press("out-folder-choose");
        desk.pick("/media/stick");
        desk.shared.house.borrow_mut().refuse =
            Some(Problem::new(ProblemKind::Refused).with("why", "inside-vault"));
        desk.press("log-take-go");
        desk.asked(|request| matches!(request, Request::TakePosture { .. }));
        assert!(desk.sees(&desk.texts.problem("refused", &[("why", "inside-vault".to_owned())])));
        desk.press("log-take-go");
        let (_, asked) = desk.asked(|request| matches!(request, Request::TakePosture { .. }));
        let Request::TakePosture { folder, reason, language: spoken } = asked else { unreachable!() };
        assert_eq!((folder, spoken), (PathBuf::from("/media/stick"), language));
        assert_eq!(reason, "asked for by the consultant");
        assert!(desk.sees("/media/stick/strongroom-posture-20261122-094107"));
        desk.press("log-take-done");
        assert!(!desk.sees("/media/stick/strongroom-posture-20261122-094107"));
    });
}

#[test]
fn what_went_wrong_is_said_and_looking_again_goes_on() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::sample(9), Role::Supervisor, language);
        desk.shared.house.borrow_mut().refuse =
            Some(Problem::new(ProblemKind::NotLogged).with("why", "full"));
        desk.press("rail-posture");
        assert!(desk.sees(&desk.texts.problem("not-logged", &[("why", "full".to_owned())])));
        desk.asked(|request| matches!(request, Request::Posture));
        desk.press("posture-again");
        assert!(desk.sees(&desk.with("posture-summary-red", &[("count", 1_u64.into())])));
    });
}
