//! The matrix of people and groups: why each cell is so, and how it is changed; the requests that
//! wait for a second person, and the list to ratify.

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, PeopleWish, Request};
use strongroom::app::snapshot::{GrantWidth, RekeyReport, WaitingNumber};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{Crew, account, alone_by, owed, requests, second};
use crate::desk::{Desk, in_both};
use crate::house::House;

fn people(fits: impl Fn(&PeopleWish) -> bool) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::People(wish) if fits(wish))
}

fn at(rail: &str, language: Language, prepare: impl FnOnce(&mut Crew)) -> Desk {
    let mut house = House::sample(9);
    house.crew = Crew::sample();
    prepare(&mut house.crew);
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press(rail);
    desk
}

fn choose(desk: &mut Desk, name: &str, group: &str, width: &str) {
    let width = desk.text(width);
    let cell =
        desk.with("grants-cell", &[("name", name.into()), ("group", group.into()), ("width", width.into())]);
    desk.click(&cell);
}

#[test]
fn each_cell_says_why_it_is_so() {
    in_both(|language| {
        let mut desk = at("rail-grants", language, |_| ());
        choose(&mut desk, "Sânziana Ștefănescu", "Clinică pediatrie", "grants-nothing");
        assert!(desk.sees_part("moved to the archive"));
        choose(&mut desk, "Matei Dobre", "Private clients", "grants-nothing");
        assert!(desk.sees(&desk.text("may-grant-not-screened")) && !desk.sees(&desk.text("grants-change")));
        choose(&mut desk, "Ioana Marin", "Private clients", "width-identities");
        assert!(desk.sees(&desk.text("may-grant-myself")));
        let nameless = desk.text("grants-nameless");
        choose(&mut desk, "Radu Pop", &nameless, "grants-nothing");
        assert!(desk.sees(&desk.text("may-grant-not-held-by-me")));
    });
}

#[test]
fn a_grant_is_countersigned_by_someone_who_logs_in_on_the_same_screen() {
    in_both(|language| {
        let mut desk = at("rail-grants", language, |crew| {
            crew.needed = Some(second(&[("Dana Ene", "dana"), ("Radu Pop", "radu.pop")], false));
        });
        choose(&mut desk, "Radu Pop", "Private clients", "grants-nothing");
        desk.press("grants-change");
        desk.press_last("width-records");
        desk.type_into("grants-until", "2027-01-31");
        desk.press("grants-go");
        assert!(desk.sees_part("Radu Pop (radu.pop)"), "what will happen is said");
        desk.type_into("consent-login", "dana");
        desk.type_into("consent-password", "words of their own");
        desk.press("consent-go-second");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Grant { consent: Consent::Unsaid, .. })));
        let (_, asked) = desk.asked(people(|wish| matches!(wish, PeopleWish::Grant { .. })));
        let Request::People(PeopleWish::Grant { account: who, width, until, consent, .. }) = asked else {
            panic!()
        };
        assert_eq!((who, width), (account(2), GrantWidth::Records));
        assert!(until.is_some());
        assert!(matches!(consent, Consent::Second(second) if second.login == "dana"));
        assert!(desk.sees(&desk.text("grants-changed")));
        assert!(desk.sees(&desk.text("rail-lock")), "the first session goes on");
    });
}

#[test]
fn taking_back_needs_a_reason_and_nobody_else() {
    in_both(|language| {
        let mut desk = at("rail-grants", language, |_| ());
        choose(&mut desk, "Sânziana Ștefănescu", "Private clients", "width-records");
        desk.press("grants-change");
        desk.press_last("grants-nothing");
        desk.press("grants-revoke");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::Revoke { .. }))));
        desk.type_into("grants-reason", "works elsewhere now");
        desk.press("grants-revoke");
        desk.asked(people(
            |wish| matches!(wish, PeopleWish::Revoke { reason, .. } if reason == "works elsewhere now"),
        ));
    });
}

#[test]
fn the_review_is_asked_once_more_and_signed() {
    in_both(|language| {
        let mut desk = at("rail-grants", language, |_| ());
        desk.press("grants-review");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::ReviewGrants(None)))));
        desk.press("grants-review-go");
        desk.asked(people(|wish| matches!(wish, PeopleWish::ReviewGrants(None))));
        assert!(desk.sees(&desk.text("grants-reviewed")));
    });
}

#[test]
fn a_request_is_answered_carried_out_or_says_why_not() {
    in_both(|language| {
        let mut desk = at("rail-waiting", language, |crew| crew.requests = requests());
        assert!(desk.sees(&desk.text("may-answer-my-own")));
        let number = |key: &str, number: &str| (key.to_owned(), number.to_owned());
        let (key, of) = number("waiting-agree", "21");
        let label = desk.with(&key, &[("number", of.into())]);
        desk.click(&label);
        assert!(desk.sees(&desk.text("waiting-agree-about")));
        desk.press("waiting-agree-go");
        let agreed = |wish: &PeopleWish| {
            matches!(wish, PeopleWish::Answer { number: WaitingNumber(21), agreed: true })
        };
        desk.asked(people(agreed));
        assert!(desk.sees(&desk.text("waiting-said-agreed")));
        let label = desk.with("waiting-refuse", &[("number", "21".into())]);
        desk.click(&label);
        desk.press("waiting-refuse-go");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Answer { agreed: false, .. })));
        let label = desk.with("waiting-carry-out", &[("number", "22".into())]);
        desk.click(&label);
        desk.asked(people(|wish| matches!(wish, PeopleWish::CarryOut(WaitingNumber(22)))));
        assert!(desk.sees(&desk.text("waiting-said-carried-out")));
    });
}

#[test]
fn the_second_supervisor_ratifies_the_whole_list() {
    in_both(|language| {
        let mut desk = at("rail-waiting", language, |crew| crew.alone = alone_by("Radu Pop"));
        desk.press("waiting-ratify");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::Ratify))));
        desk.press("waiting-ratify-go");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Ratify)));
        assert!(desk.sees(&desk.text("waiting-said-ratified")));
        assert!(desk.sees(&desk.text("waiting-empty-title")));
    });
}

#[test]
fn nobody_ratifies_what_they_did_themselves() {
    in_both(|language| {
        let desk = at("rail-waiting", language, |crew| {
            crew.alone = alone_by("Ioana Marin");
            crew.owed = owed();
        });
        assert!(!desk.sees(&desk.text("waiting-ratify")));
        assert!(desk.sees(&desk.text("waiting-alone-my-own")));
        assert!(desk.sees(&desk.text("owed-begun")), "and the keys that are owed say where they are");
    });
}

#[test]
fn keys_that_are_owed_are_renewed_stopped_and_gone_on_with() {
    in_both(|language| {
        let mut desk = at("rail-check", language, |crew| {
            crew.owed = owed();
            crew.people.owed = 1;
        });
        desk.press("banner-owed-see");
        let go_on = desk.with("owed-go-on", &[("group", "Private clients".into())]);
        desk.click(&go_on);
        let lost = desk.with("owed-confirm-lost", &[("who", "Sânziana Ștefănescu".into())]);
        assert!(desk.sees(&lost), "who would be left out is said before");
        let is_rekey = people(|wish| matches!(wish, PeopleWish::Rekey(_)));
        assert!(desk.never_asked(&is_rekey));
        desk.shared.house.borrow_mut().hold = true;
        desk.press("owed-confirm-go");
        let (id, _) = desk.asked(&is_rekey);
        assert!(desk.sees(&desk.text("owed-stop-what")));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("owed-stopped")));
        desk.click(&go_on);
        desk.press("owed-confirm-go");
        let (id, _) = desk.asked(&is_rekey);
        desk.shared.house.borrow_mut().hold = false;
        desk.shared.house.borrow_mut().crew.owed.clear();
        let report =
            RekeyReport { stacks: 2, lost: vec!["Sânziana".to_owned()], old_files: 3, old_bytes: 9 };
        desk.shared.done(id, Ok(Answer::Rekeyed(report.into())));
        desk.settle();
        assert!(desk.sees(&desk.text("owed-done")));
        assert!(desk.sees(&desk.with("owed-done-lost", &[("who", "Sânziana".into())])));
        assert!(!desk.sees(&go_on), "nothing is owed any more");
    });
}
