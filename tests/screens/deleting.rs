//! Deleting for good: offered to supervisors alone, never without a reason and a second person, who is shown exactly what
//! goes; it is done, or it waits in the queue.

use egui_kittest::kittest::Queryable as _;
use strongroom::app::request::{Consent, DeleteWhat, Request};
use strongroom::app::snapshot::{DoomedRow, Named, Will};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::second_for;
use crate::desk::{Desk, in_both};
use crate::house::{House, code, customer, record};

const TITLE: &str = "Loan agreement, signed";
const REASON: &str = "asked for under article 17";

/// What a deletion of this comes to, as the worker says it.
fn will(key: &'static str, reason: &str) -> Will {
    let row = record(2).row;
    let rows = vec![DoomedRow { code: row.code, title: row.title, size_bytes: row.size_bytes }];
    Will {
        key,
        named: vec![
            ("group", Named::Group(row.group, Some("Private clients".to_owned()))),
            ("code", Named::Words(code(0).to_string())),
            ("count", Named::Count(1)),
            ("size", Named::Size(row.size_bytes)),
            ("reason", Named::Words(reason.to_owned())),
            ("records", Named::Doomed { rows, twins: 2, held: true }),
        ],
    }
}

fn unlocked(role: Role, language: Language, key: &'static str) -> Desk {
    let mut house = House::sample(9);
    let will = will(key, REASON);
    house.crew.needed = Some(second_for(will, &[("Radu Pop", "radu.pop")], false));
    Desk::unlocked(house, role, language)
}

fn at_record(language: Language) -> Desk {
    let mut desk = unlocked(Role::Supervisor, language, "delete");
    desk.click_part("Loan agreement");
    desk.press("delete-open");
    desk
}

const fn is_delete(request: &Request) -> bool {
    matches!(request, Request::Delete { .. })
}

#[test]
fn a_record_is_gone_after_a_reason_and_a_second_person() {
    in_both(|language| {
        let mut desk = at_record(language);
        assert!(desk.sees(TITLE) && desk.sees(&desk.text("delete-final")));
        assert!(desk.sees(&desk.text("delete-stays")), "and what stays nevertheless");
        desk.press_below("delete-next");
        assert!(desk.never_asked(is_delete), "a reason is missing");
        desk.type_into("out-reason-label", REASON);
        desk.press_below("delete-next");
        assert!(desk.sees(&desk.text("consent-title")));
        assert!(desk.sees_part(REASON), "whoever signs second sees what goes, and why");
        let twins = desk.with("delete-twins", &[("count", 2_u64.into())]);
        assert!(desk.sees_part(&twins), "and what stays");
        desk.press("consent-go-second");
        let (_, first) = desk.asked(is_delete);
        assert!(matches!(first, Request::Delete { consent: Consent::Unsaid, .. }));
        assert!(desk.never_asked(is_delete), "a password is missing");
        desk.type_into("consent-password", "the second one\u{2019}s own words");
        desk.press("consent-go-second");
        let (_, asked) = desk.asked(is_delete);
        let Request::Delete { group, what: DeleteWhat::Records(ids), reason, consent } = asked else {
            panic!()
        };
        assert_eq!((group, ids, reason.as_str()), (record(2).row.group, vec![record(2).row.id], REASON));
        assert!(matches!(consent, Consent::Second(second) if second.login == "radu.pop"));
        assert!(desk.sees(&desk.with("delete-done", &[("count", 1_u64.into())])));
        desk.press("delete-back");
        assert!(!desk.sees_part("Loan agreement"), "it is not in the list any more");
    });
}

#[test]
fn a_customer_goes_with_every_record_once_the_other_agrees() {
    in_both(|language| {
        let mut desk = unlocked(Role::Supervisor, language, "delete-customer");
        desk.press("rail-customers");
        let name = customer(0).identity.unwrap().name;
        desk.click_part(&name);
        desk.press("delete-open");
        assert!(desk.sees(&code(0).to_string()) && desk.sees(&desk.text("delete-customer-all")));
        desk.type_into("out-reason-label", REASON);
        desk.press_below("delete-next");
        assert!(!desk.sees(&desk.text("consent-way-alone")), "a reason alone is never enough");
        desk.press("consent-way-later");
        let reasons = desk.text("out-reason-label");
        assert_eq!(desk.harness.query_all_by_label(&reasons).count(), 1, "it is not asked for twice");
        assert!(desk.sees(&desk.text("consent-reason-said")));
        desk.press("consent-go-later");
        desk.asked(|request| matches!(request, Request::Delete { consent: Consent::Unsaid, .. }));
        let (_, asked) = desk.asked(is_delete);
        let Request::Delete { what, consent: Consent::Later(until), .. } = asked else { panic!() };
        assert!(matches!(what, DeleteWhat::Customer(gone) if gone == code(0)));
        assert_eq!(until, REASON, "it was written once");
        assert!(desk.sees(&desk.text("delete-waits")));
        desk.press("delete-back");
        assert!(desk.sees_part(&name), "nothing is deleted before that");
    });
}

#[test]
fn it_is_given_up_without_a_trace_and_the_reason_stays() {
    let mut desk = at_record(Language::English);
    desk.type_into("out-reason-label", REASON);
    desk.press_below("delete-next");
    desk.press("consent-cancel");
    desk.press_below("delete-next");
    let reasoned = |request: &Request| matches!(request, Request::Delete { reason, consent: Consent::Unsaid, .. } if reason == REASON);
    desk.asked(reasoned);
    desk.asked(reasoned);
    assert!(desk.never_asked(is_delete));
}

#[test]
fn while_there_is_one_supervisor_it_is_refused_with_what_to_do() {
    in_both(|language| {
        let mut desk = at_record(language);
        desk.shared.house.borrow_mut().crew.needed = None;
        desk.type_into("out-reason-label", REASON);
        desk.press_below("delete-next");
        assert!(desk.sees_part(&desk.text("why-deletion-waits")));
    });
}

#[test]
fn staff_are_not_offered_it() {
    in_both(|language| {
        let mut desk = unlocked(Role::Staff, language, "delete");
        desk.click_part("Loan agreement");
        assert!(desk.sees(&desk.text("records-take-out")) && !desk.sees(&desk.text("delete-open")));
    });
}
