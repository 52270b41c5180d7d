//! Checking the vault: started, stopped, reported, repaired after a confirmation.

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::app::snapshot::{CheckReport, Damage};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::House;

fn at_check(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Supervisor, language);
    desk.press("rail-check");
    desk
}

#[test]
fn a_sound_vault_is_said_to_be_and_left_overs_are_removed() {
    in_both(|language| {
        let mut desk = at_check(language);
        desk.press("check-start");
        desk.asked(|request| matches!(request, Request::Check { repair: false }));
        assert!(desk.sees(&desk.text("check-sound")));
        desk.press("check-repair");
        assert!(desk.never_asked(|request| matches!(request, Request::Check { repair: true })));
        desk.press("check-repair-go");
        desk.asked(|request| matches!(request, Request::Check { repair: true }));
        assert!(desk.sees_part(&desk.texts.size(4_200_000)));
    });
}

#[test]
fn damage_is_named_and_a_stopped_check_says_so() {
    in_both(|language| {
        let mut desk = at_check(language);
        desk.shared.house.borrow_mut().hold = true;
        desk.press("check-start");
        let (id, _) = desk.asked(|request| matches!(request, Request::Check { .. }));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("check-cancelled")));
        desk.press("check-start");
        let (id, _) = desk.asked(|request| matches!(request, Request::Check { .. }));
        let damage = Damage {
            file: "groups/01/stack-2.0.db".to_owned(),
            record: None,
            what: "page 7 does not authenticate".to_owned(),
        };
        let report = CheckReport { damage: vec![damage], ..CheckReport::default() };
        desk.shared.done(id, Ok(Answer::Checked(report.into())));
        desk.settle();
        assert!(desk.sees("groups/01/stack-2.0.db"));
    });
}
