//! Taking copies out: never without a reason and a confirmation.

use std::path::PathBuf;

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, record};

fn at_export(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Staff, language);
    desk.click_part("Loan agreement");
    desk.press("records-take-out");
    desk
}

const fn is_export(request: &Request) -> bool {
    matches!(request, Request::ExportRecords { .. })
}

#[test]
fn a_copy_leaves_after_a_reason_a_folder_and_a_confirmation() {
    in_both(|language| {
        let mut desk = at_export(language);
        desk.press("out-next");
        assert!(!desk.sees(&desk.text("out-confirm-title")), "a reason and a folder are missing");
        desk.type_into("out-reason-label", "asked for by the court");
        desk.press("out-folder-choose");
        desk.pick("/media/stick/out");
        desk.press("out-next");
        assert!(desk.sees_part("asked for by the court"));
        assert!(desk.never_asked(is_export));
        desk.press("out-confirm-go");
        let (_, asked) = desk.asked(is_export);
        let Request::ExportRecords { records, to, reason, .. } = asked else { panic!() };
        assert_eq!(records, [record(2).row.id]);
        assert_eq!((to, reason.as_str()), (PathBuf::from("/media/stick/out"), "asked for by the court"));
        assert!(desk.sees(&desk.text("out-verified")));
        desk.press("out-back");
        assert!(desk.sees(&desk.text("records-add-files")));
    });
}

#[test]
fn a_refused_copy_keeps_the_reason() {
    let mut desk = at_export(Language::English);
    desk.type_into("out-reason-label", "audit of the year");
    desk.press("out-folder-choose");
    desk.pick("/media/full");
    desk.shared.house.borrow_mut().refuse =
        Some(Problem::new(ProblemKind::CannotWrite).with("path", "x").with("why", "full"));
    desk.press("out-next");
    desk.press("out-confirm-go");
    desk.press("out-next");
    desk.press("out-confirm-go");
    let reason = |request: &Request| matches!(request, Request::ExportRecords { reason, .. } if reason == "audit of the year");
    desk.asked(reason);
    desk.asked(reason);
}
