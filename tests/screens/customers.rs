//! Customers: found as typed, added, edited, moved, and imported from a table.

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, code};

fn at_customers(house: House, role: Role, language: Language) -> Desk {
    let mut desk = Desk::unlocked(house, role, language);
    desk.press("rail-customers");
    desk
}

#[test]
fn a_customer_is_found_by_name_and_leads_to_the_records() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(60), Role::Staff, language);
        desk.type_into("customers-search", "crăciun");
        assert!(!desk.sees_part("Ellison"));
        desk.click_part("Ioana Crăciun");
        desk.asked(|request| matches!(request, Request::OpenCustomer { .. }));
        assert!(desk.sees_part("Str. Teiului"));
        desk.press("customer-see-records");
        let found = |request: &Request| matches!(request, Request::FindRecords { query, .. } if query.customer == Some(code(3)));
        desk.asked(found);
    });
}

#[test]
fn a_mistyped_code_is_said_at_once() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(0), Role::Staff, language);
        let right = code(3).to_string();
        let first = if right.starts_with('7') { "8" } else { "7" };
        desk.type_into("customers-search", &format!("{first}{}", &right[1..]));
        assert!(desk.sees(&desk.text("customers-code-check")));
    });
}

#[test]
fn people_without_identities_see_codes_only() {
    let mut house = House::sample(30);
    house.groups.iter_mut().for_each(|group| group.identities = false);
    house.customers.iter_mut().for_each(|customer| customer.identity = None);
    let mut desk = at_customers(house, Role::Staff, Language::English);
    assert!(!desk.sees(&desk.text("customers-new")));
    assert!(!desk.sees(&desk.text("customers-column-name")));
    desk.click(&code(0).to_string());
    assert!(desk.sees(&desk.text("customers-codes-only")));
}

#[test]
fn a_new_customer_gets_a_code() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(0), Role::Staff, language);
        desk.press("customers-new");
        desk.type_into("customer-name", "Zoe Ștefănescu");
        desk.press("customer-new-save");
        let (_, added) = desk.asked(|request| matches!(request, Request::AddCustomer { .. }));
        let Request::AddCustomer { identity, .. } = added else { panic!() };
        assert_eq!(identity.name, "Zoe Ștefănescu");
        assert!(desk.sees_part(&code(200).to_string()));
        desk.press("customer-add-files");
        assert!(desk.sees(&desk.text("add-start")));
    });
}

#[test]
fn a_refused_customer_stays_typed() {
    let mut desk = at_customers(House::sample(0), Role::Staff, Language::English);
    desk.press("customers-new");
    desk.type_into("customer-name", "Zoe");
    desk.type_into("customer-email", "zoe");
    desk.press("customer-new-save");
    assert!(desk.never_asked(|request| matches!(request, Request::AddCustomer { .. })), "the address is odd");
    desk.type_into("customer-email", "@example.ro");
    desk.shared.house.borrow_mut().refuse = Some(Problem::new(ProblemKind::NoSpace));
    desk.press("customer-new-save");
    desk.press("customer-new-save");
    let (_, first) = desk.asked(|request| matches!(request, Request::AddCustomer { .. }));
    let (_, second) = desk.asked(|request| matches!(request, Request::AddCustomer { .. }));
    let (Request::AddCustomer { identity: one, .. }, Request::AddCustomer { identity: two, .. }) =
        (first, second)
    else {
        panic!()
    };
    assert_eq!(one, two);
}

#[test]
fn an_identity_is_edited_beside_the_list() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(30), Role::Staff, language);
        desk.type_into("customers-search", &code(0).to_string());
        desk.click_part(&code(0).to_string());
        desk.press("customer-edit");
        desk.type_into("customer-notes", "prefers letters");
        desk.press("customer-edit-save");
        let (_, edited) = desk.asked(|request| matches!(request, Request::EditCustomer { .. }));
        let Request::EditCustomer { identity, .. } = edited else { panic!() };
        assert_eq!(identity.notes, "prefers letters");
        assert!(desk.sees(&desk.text("customer-saved")));
    });
}

#[test]
fn escape_gives_an_edit_up_and_asks_once_something_was_typed() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(30), Role::Staff, language);
        desk.type_into("customers-search", &code(0).to_string());
        desk.click_part(&code(0).to_string());
        desk.press("customer-edit");
        desk.key(eframe::egui::Key::Escape);
        assert!(desk.sees(&desk.text("customer-edit")), "nothing was typed");
        desk.press("customer-edit");
        desk.type_into("customer-notes", "prefers letters");
        desk.key(eframe::egui::Key::Escape);
        assert!(desk.sees(&desk.text("customer-leave-title")));
        desk.press("customer-leave-stay");
        assert!(desk.sees(&desk.text("customer-edit-save")));
        desk.key(eframe::egui::Key::Escape);
        desk.press("customer-leave-discard");
        assert!(desk.sees(&desk.text("customer-edit")));
    });
}

#[test]
fn a_customer_is_moved_after_a_confirmation() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(30), Role::Supervisor, language);
        desk.type_into("customers-search", &code(0).to_string());
        desk.click_part(&code(0).to_string());
        desk.press("customer-move");
        desk.press("customer-move-choose");
        desk.click("Clinică pediatrie");
        desk.press("customer-move-next");
        assert!(desk.never_asked(|request| matches!(request, Request::MoveCustomer { .. })));
        desk.press("customer-move-go");
        desk.asked(
            |request| matches!(request, Request::MoveCustomer { code: moved, .. } if *moved == code(0)),
        );
        let said = [("code", code(0).to_string().into()), ("group", "Clinică pediatrie".into())];
        assert!(desk.sees_part(&desk.with("customer-move-done", &said)));
    });
}

#[test]
fn customers_come_from_a_table_after_a_preview() {
    in_both(|language| {
        let mut desk = at_customers(House::sample(0), Role::Staff, language);
        desk.press("customers-import");
        desk.press("csv-choose");
        desk.pick("/media/stick/clients.csv");
        desk.asked(|request| matches!(request, Request::PreviewCsv { .. }));
        assert!(desk.sees_part("Ana Pop, ana@example.ro"));
        assert!(desk.sees_part("john@ / example.com"), "lines are put one beside the other");
        assert!(desk.sees(&desk.with("csv-would-refuse", &[("count", 2_u32.into())])));
        assert!(desk.sees_part(&desk.text("csv-refused-empty-name")), "the bad row is marked");
        desk.click(&desk.with("csv-go", &[("count", 12_u32.into())]));
        let (_, asked) = desk.asked(|request| matches!(request, Request::ImportCustomers { .. }));
        let Request::ImportCustomers { mapping, .. } = asked else { panic!() };
        assert_eq!((mapping.name, mapping.email, mapping.phone), (Some(0), Some(1), None));
        assert!(desk.sees_part(&desk.with("csv-done", &[("count", 12_u32.into())])));
        assert!(desk.sees(&desk.text("csv-refused-empty-name")));
    });
}
