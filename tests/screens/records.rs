//! The list of records: loaded by windows, found as typed, narrowed, chosen with the keyboard.

use eframe::egui::Key;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::app::snapshot::FileKind;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, record};

const fn is_search(request: &Request) -> bool {
    matches!(request, Request::FindRecords { .. })
}

#[test]
fn the_list_is_here_after_unlocking_with_its_counts() {
    in_both(|language| {
        let desk = Desk::unlocked(House::sample(300), Role::Staff, language);
        let (_, request) = desk.asked(is_search);
        assert!(matches!(request, Request::FindRecords { offset: 0, limit: 200, .. }));
        assert!(desk.sees_part("Loan agreement, signed"));
        assert!(desk.sees_part(&desk.with("records-count", &[("count", 300_u32.into())])));
        assert!(desk.sees(&desk.text("records-pick-title")));
    });
}

#[test]
fn rows_far_down_are_asked_for_when_they_are_seen() {
    let mut desk = Desk::unlocked(House::sample(5_000), Role::Staff, Language::English);
    desk.click_part("Loan agreement");
    desk.key(Key::End);
    let last = desk
        .shared
        .house
        .borrow_mut()
        .asked_for(|request| matches!(request, Request::FindRecords { offset: 4_800, .. }));
    assert!(last.is_some(), "the last page was asked for");
}

#[test]
fn each_letter_is_a_newer_search_and_nothing_fits_says_so() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::sample(90), Role::Staff, language);
        desk.type_into("records-search", "loan");
        assert!(desk.sees_part("Loan agreement"));
        assert!(!desk.sees_part("Blood panel"));
        desk.asked(|request| matches!(request, Request::FindRecords { query, .. } if query.text == "loan"));
        desk.type_into("records-search", " zzz");
        assert!(desk.sees(&desk.text("records-none-title")));
        desk.press("records-filter-clear");
        assert!(desk.sees_part("Blood panel"));
    });
}

#[test]
fn filters_narrow_the_list() {
    let mut desk = Desk::unlocked(House::sample(90), Role::Staff, Language::English);
    desk.press("records-filter-type-any");
    desk.press_last("record-kind-csv");
    desk.asked(
        |request| matches!(request, Request::FindRecords { query, .. } if query.kind == Some(FileKind::Csv)),
    );
    assert!(!desk.sees_part("Loan agreement"));
    desk.press("records-filter-date-any");
    desk.press("records-filter-date-week");
    desk.asked(|request| {
        matches!(request, Request::FindRecords { query, .. } if query.filed_from.is_some() && query.kind.is_some())
    });
}

#[test]
fn arrows_choose_a_record_and_enter_opens_it() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::sample(30), Role::Staff, language);
        desk.type_into("records-search", "Discharge");
        desk.key(Key::ArrowDown);
        let (_, opened) = desk.asked(|request| matches!(request, Request::OpenRecord { .. }));
        let Request::OpenRecord { record: id, .. } = opened else { panic!() };
        assert_eq!(id, record(0).row.id);
        assert!(desk.sees(&record(0).file_name));
        desk.key(Key::Enter);
        assert!(desk.sees(&desk.text("viewer-edit")), "the viewer is open");
    });
}

#[test]
fn a_name_is_revealed_only_when_it_is_asked_for() {
    let mut desk = Desk::unlocked(House::sample(30), Role::Staff, Language::English);
    desk.click_part("Discharge letter");
    assert!(!desk.sees_part("Țîrlea"));
    desk.press("record-identity-reveal");
    desk.asked(|request| matches!(request, Request::OpenCustomer { .. }));
    assert!(desk.sees_part("Țîrlea"));
}

#[test]
fn nothing_is_revealed_without_the_identities() {
    let mut house = House::sample(30);
    house.groups.iter_mut().for_each(|group| group.identities = false);
    let mut desk = Desk::unlocked(house, Role::Staff, Language::English);
    desk.click_part("Discharge letter");
    assert!(!desk.sees(&desk.text("record-identity-reveal")));
    assert!(!desk.sees(&desk.text("records-new-customer")));
}

#[test]
fn a_refused_search_says_why_and_can_be_tried_again() {
    in_both(|language| {
        let mut house = House::sample(30);
        house.refuse = Some(Problem::new(ProblemKind::NotLogged).with("why", "disk"));
        let mut desk = Desk::unlocked(house, Role::Staff, language);
        assert!(!desk.sees_part("Loan agreement"));
        desk.press("records-try-again");
        assert!(desk.sees_part("Loan agreement"));
    });
}

#[test]
fn without_a_group_the_page_says_what_to_do() {
    in_both(|language| {
        let staff = Desk::unlocked(House::empty(), Role::Staff, language);
        assert!(staff.sees(&staff.text("records-no-group-text")));
        let mut supervisor = Desk::unlocked(House::empty(), Role::Supervisor, language);
        supervisor.press("records-no-group-button");
        assert!(supervisor.sees(&supervisor.text("groups-empty-title")));
    });
}
