//! Groups: made, renamed, and closed for good after their name was typed.

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::House;

fn at_groups(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Supervisor, language);
    desk.press("rail-groups");
    desk
}

#[test]
fn a_group_is_made() {
    in_both(|language| {
        let mut desk = at_groups(language);
        desk.press("groups-new");
        desk.type_into("groups-name-label", "Insurers");
        desk.press("groups-make-go");
        desk.asked(|request| matches!(request, Request::MakeGroup { name } if name == "Insurers"));
        assert!(desk.sees(&desk.with("groups-made", &[("name", "Insurers".into())])));
    });
}

#[test]
fn a_taken_name_is_said_and_stays_typed() {
    let mut desk = at_groups(Language::English);
    desk.press("groups-new");
    desk.type_into("groups-name-label", "Private clients");
    let taken = Problem::new(ProblemKind::NameTaken).with("what", "Private clients");
    desk.shared.house.borrow_mut().refuse = Some(taken);
    desk.press("groups-make-go");
    desk.type_into("groups-name-label", " 2");
    desk.press("groups-make-go");
    desk.asked(|request| matches!(request, Request::MakeGroup { name } if name == "Private clients 2"));
}

#[test]
fn a_group_is_renamed() {
    in_both(|language| {
        let mut desk = at_groups(language);
        desk.click_part("Private clients");
        desk.press("groups-rename");
        desk.type_into("groups-name-label", " and families");
        desk.press("groups-rename-go");
        let renamed = |request: &Request| matches!(request, Request::RenameGroup { name, .. } if name == "Private clients and families");
        desk.asked(renamed);
    });
}

#[test]
fn closing_needs_the_name_typed() {
    in_both(|language| {
        let mut desk = at_groups(language);
        desk.click_part("Private clients");
        desk.press("groups-close");
        desk.press("groups-close-go");
        assert!(desk.never_asked(|request| matches!(request, Request::CloseGroup { .. })));
        desk.type_into("groups-close-type", "Private clients");
        desk.press("groups-close-go");
        desk.asked(|request| matches!(request, Request::CloseGroup { .. }));
        assert!(desk.sees(&desk.with("groups-close-done", &[("name", "Private clients".into())])));
    });
}
