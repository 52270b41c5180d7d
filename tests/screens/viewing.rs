//! One record, opened: text, table, picture, and what is not shown; editing without losing what is typed.

use eframe::egui::Key;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::House;

fn opened(title: &str, language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(30), Role::Staff, language);
    desk.click_part(title);
    desk.press("records-open");
    desk
}

#[test]
fn text_is_shown_from_memory() {
    in_both(|language| {
        let desk = opened("Discharge letter", language);
        assert!(desk.sees_part("SCRISOARE DE EXTERNARE"));
        assert!(desk.sees_part("9f86d081 884c7d65"), "the hash is shown");
    });
}

#[test]
fn a_table_is_shown_with_its_columns() {
    let desk = opened("Blood panel", Language::English);
    assert!(desk.sees_part("Glucose, 80, mg/dL, 70 to 99"));
}

#[test]
fn a_picture_is_shown_and_made_larger() {
    in_both(|language| {
        let mut desk = opened("Identity card", language);
        assert!(
            desk.sees(&desk.with("viewer-picture", &[("title", "Identity card, front and back".into())]))
        );
        desk.press("viewer-actual");
        assert!(desk.sees(&desk.with("viewer-zoom", &[("percent", "100".into())])));
        desk.press("viewer-zoom-in");
        assert!(desk.sees(&desk.with("viewer-zoom", &[("percent", "125".into())])));
    });
}

#[test]
fn what_is_not_shown_says_why_and_leads_on() {
    in_both(|language| {
        let mut desk = opened("Loan agreement", language);
        assert!(desk.sees(&desk.text("not-shown-kind")));
        desk.press("records-take-out");
        assert!(desk.sees(&desk.text("out-title")));
    });
}

#[test]
fn details_are_edited_and_saved() {
    in_both(|language| {
        let mut desk = opened("Discharge letter", language);
        desk.press("viewer-edit");
        desk.type_into("viewer-tags-label", ", urgent");
        assert!(desk.sees(&desk.text("viewer-unsaved")));
        desk.press("viewer-save");
        let (_, saved) = desk.asked(|request| matches!(request, Request::EditRecord { .. }));
        let Request::EditRecord { tags, .. } = saved else { panic!() };
        assert_eq!(tags, ["letter", "urgent"]);
        assert!(desk.sees(&desk.text("viewer-saved")));
        assert!(desk.sees("urgent"));
    });
}

#[test]
fn a_refused_save_keeps_what_was_typed() {
    let mut desk = opened("Discharge letter", Language::English);
    desk.press("viewer-edit");
    desk.type_into("viewer-notes-label", "to be kept");
    desk.shared.house.borrow_mut().refuse = Some(Problem::new(ProblemKind::NoSpace));
    desk.press("viewer-save");
    assert!(desk.sees(&desk.text("viewer-unsaved")));
    desk.press("viewer-save");
    let saved =
        |request: &Request| matches!(request, Request::EditRecord { notes, .. } if notes == "to be kept");
    desk.asked(saved);
    desk.asked(saved);
}

#[test]
fn leaving_what_is_not_saved_asks_first() {
    in_both(|language| {
        let mut desk = opened("Discharge letter", language);
        desk.press("viewer-edit");
        desk.type_into("viewer-notes-label", "half a thought");
        desk.key(Key::Escape);
        assert!(desk.sees(&desk.text("leave-text")));
        desk.press("leave-stay");
        assert!(desk.sees(&desk.text("viewer-unsaved")));
        desk.key(Key::Escape);
        desk.press("leave-discard");
        assert!(desk.sees(&desk.text("records-add-files")), "back at the list");
    });
}
