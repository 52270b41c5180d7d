//! Groups that take two people: what is said of one that is shut, opening it with a second person on the same screen,
//! the minutes that are left, what is dropped when they are over; and ruling it, with few who hold it, by two.

use std::sync::Arc;
use std::time::Duration;

use strongroom::app::acts::RekeyReport;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, PairWish, PeopleWish, Request};
use strongroom::app::snapshot::{HeldGroup, TwoPerson};
use strongroom::base::id::GroupId;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{owed, second};
use crate::desk::{Desk, in_both};
use crate::house::{House, NOW};

const SHUT: &str = "Board papers";

fn id(number: u8) -> GroupId {
    GroupId::from_bytes([number; 16])
}

fn held(number: u8, name: &str, takes: TwoPerson, shut: bool) -> HeldGroup {
    HeldGroup {
        group: id(number),
        name: name.to_owned(),
        closed: false,
        rule: takes,
        takes,
        shut,
        open_until: None,
        with: vec![
            ("Dana Ene".to_owned(), "dana".to_owned()),
            ("Radu Pop".to_owned(), "radu.pop".to_owned()),
        ],
        holders: 3,
        identity_holders: 2,
        owed: false,
        problem: None,
    }
}

/// At the groups, two of which are open; the third takes two people and is shut.
fn at_groups(role: Role, language: Language, others: &[HeldGroup]) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), role, language);
    let mut all = vec![
        held(1, "Private clients", TwoPerson::No, false),
        held(2, "Clinică pediatrie", TwoPerson::No, false),
    ];
    all.retain(|one| others.iter().all(|other| other.group != one.group));
    all.extend(others.iter().cloned());
    desk.shared.say(Event::Held(all.into()));
    desk.settle();
    desk.press("rail-groups");
    desk
}

fn pair(fits: impl Fn(&PairWish) -> bool) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::Pair(wish) if fits(wish))
}

fn row_of_shut(desk: &Desk) -> String {
    let state = format!("{}, {}", desk.text("groups-shut"), desk.text("groups-two-mark-whole"));
    desk.with("groups-row-shut", &[("name", SHUT.into()), ("state", state.into())])
}

#[test]
fn staff_find_the_keys_they_owe_and_renew_them() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::sample(9), Role::Staff, language);
        assert!(!desk.sees(&desk.text("rail-owed")), "nothing is owed");
        desk.shared.house.borrow_mut().crew.owed = owed();
        let owing = HeldGroup { owed: true, ..held(1, "Private clients", TwoPerson::No, false) };
        desk.shared.say(Event::Held(vec![owing].into()));
        desk.settle();
        desk.press("rail-owed");
        let go_on = desk.with("owed-go-on", &[("group", "Private clients".into())]);
        desk.click(&go_on);
        desk.press("owed-confirm-go");
        desk.asked(|request| matches!(request, Request::People(PeopleWish::Rekey(_))));
    });
}

#[test]
fn a_group_that_does_not_open_says_why_everywhere_and_a_supervisor_finds_the_way_on() {
    in_both(|language| {
        let why = Problem::new(ProblemKind::LogRolledBack).with("whose", "group").with("name", SHUT);
        let broken = HeldGroup { problem: Some(why.clone()), ..held(3, SHUT, TwoPerson::No, false) };
        for role in [Role::Staff, Role::Supervisor] {
            let mut desk = Desk::unlocked(House::sample(9), role, language);
            desk.shared.say(Event::Held(vec![broken.clone()].into()));
            desk.settle();
            let named = [("count", 1_u64.into()), ("name", SHUT.into())];
            assert!(desk.sees(&desk.with("banner-unopened", &named)));
            desk.press("banner-unopened-see");
            let state = [("name", SHUT.into()), ("state", desk.text("groups-unopened").into())];
            desk.click(&desk.with("groups-row-shut", &state));
            assert!(desk.sees(&desk.texts.problem(why.kind.key(), &why.details)));
            assert_eq!(desk.sees(&desk.text("groups-see-log")), role == Role::Supervisor);
        }
    });
}

#[test]
fn a_shut_group_says_so_and_is_opened_with_a_second_person() {
    in_both(|language| {
        let mut desk = at_groups(Role::Staff, language, &[held(3, SHUT, TwoPerson::Whole, true)]);
        desk.click(&row_of_shut(&desk));
        assert!(desk.sees(&desk.text("groups-two-shut")));
        assert!(!desk.sees(&desk.text("groups-see-records")), "nothing of it is to be seen");
        assert!(!desk.sees(&desk.text("groups-two-rule")), "staff rule nothing");
        desk.press("groups-two-open");
        assert!(desk.sees(&desk.text("groups-two-open-text")) && desk.sees_part("Radu Pop (radu.pop)"));
        desk.press("groups-two-open-go");
        desk.type_into("groups-two-login", "dana");
        desk.type_into("groups-two-password", "words of their own");
        desk.press("groups-two-open-go");
        assert!(desk.never_asked(pair(|_| true)), "a reason is needed");
        desk.type_into("groups-two-reason", "The auditor asks");
        let wrong = Problem::new(ProblemKind::WrongCredentials);
        desk.shared.house.borrow_mut().refuse = Some(wrong.clone());
        desk.press("groups-two-open-go");
        assert!(desk.sees(&desk.texts.problem(wrong.kind.key(), &wrong.details)));
        desk.asked(pair(|_| true));
        // What was typed stays, but for the password.
        desk.type_into("groups-two-password", "words of their own");
        desk.press("groups-two-open-go");
        let (_, asked) = desk.asked(pair(|wish| matches!(wish, PairWish::Open { .. })));
        let Request::Pair(PairWish::Open { group, second, reason }) = asked else { panic!() };
        assert_eq!((group, second.login.as_str(), reason.as_str()), (id(3), "dana", "The auditor asks"));
        assert!(desk.sees(&desk.with("groups-two-opened", &[("name", SHUT.into())])));
    });
}

#[test]
fn the_minutes_are_told_and_it_is_shut_by_hand() {
    in_both(|language| {
        let mut open = held(1, "Private clients", TwoPerson::Whole, false);
        open.open_until = Some(NOW.plus(Duration::from_mins(42)));
        let mut desk = at_groups(Role::Staff, language, &[open]);
        assert!(
            desk.sees_both(
                "Private clients",
                &desk.with("groups-two-mark-left", &[("minutes", 42_u64.into())])
            )
        );
        desk.click_part("Private clients");
        assert!(desk.sees_part(&desk.with("groups-two-left", &[("minutes", 42_u64.into())])));
        desk.press("groups-two-shut-now");
        desk.asked(pair(|wish| matches!(wish, PairWish::Shut(group) if *group == id(1))));
        assert!(desk.sees(&desk.text("groups-two-was-shut")));
    });
}

#[test]
fn when_the_hour_is_over_what_was_shown_is_gone() {
    in_both(|language| {
        let mut open = held(1, "Private clients", TwoPerson::Whole, false);
        open.open_until = Some(NOW.plus(Duration::from_mins(1)));
        let mut desk = at_groups(Role::Staff, language, &[open]);
        desk.press("rail-records");
        assert!(desk.sees_part("Discharge letter"));
        let groups: Vec<_> = desk.shared.house.borrow().groups.iter().skip(1).cloned().collect();
        desk.shared.house.borrow_mut().groups = groups.clone();
        desk.shared.house.borrow_mut().records.retain(|record| record.row.group != id(1));
        desk.shared.say(Event::Shut(id(1)));
        desk.shared.say(Event::Groups(groups.into()));
        desk.shared.say(Event::Held(vec![held(1, "Private clients", TwoPerson::Whole, true)].into()));
        desk.settle();
        assert!(!desk.sees_part("Discharge letter"));
        assert!(desk.sees(&desk.with("notice-group-shut", &[("name", "Private clients".into())])));
        assert!(desk.sees_both("Private clients", &desk.text("groups-two-mark-whole")));
    });
}

#[test]
fn ruling_it_is_confirmed_where_few_hold_it_and_signed_by_two() {
    in_both(|language| {
        let mut desk = at_groups(Role::Supervisor, language, &[]);
        desk.click_part("Private clients");
        desk.press_below("two-person-whole");
        desk.shared.house.borrow_mut().hold = true;
        desk.press_below("groups-two-rule-go");
        // Two hold its identities: whether that is meant is asked first.
        assert!(desk.never_asked(pair(|_| true)));
        assert!(desk.sees(&desk.text("groups-two-few-text")));
        desk.press("groups-two-few-go");
        let (number, asked) = desk.asked(pair(|_| true));
        let Request::Pair(PairWish::Rule { group, rule, few_confirmed, consent }) = asked else { panic!() };
        assert_eq!((group, rule, few_confirmed), (id(1), TwoPerson::Whole, true));
        assert!(matches!(consent, Consent::Unsaid));
        let needed = second(&[("Dana Ene", "dana")], false);
        desk.shared.done(number, Ok(Answer::SecondNeeded(Arc::new(needed))));
        desk.settle();
        desk.type_into("consent-password", "words of their own");
        desk.press("consent-go-second");
        let (number, asked) = desk.asked(pair(|_| true));
        let Request::Pair(PairWish::Rule { consent: Consent::Second(second), few_confirmed: true, .. }) =
            asked
        else {
            panic!()
        };
        assert_eq!(second.login, "dana");
        desk.shared.done(number, Ok(Answer::Rekeyed(Arc::new(RekeyReport::default()))));
        desk.settle();
        assert!(desk.sees(&desk.text("groups-two-ruled")));
    });
}

#[test]
fn a_group_that_one_person_holds_cannot_take_two() {
    in_both(|language| {
        let mut alone = held(1, "Private clients", TwoPerson::No, false);
        (alone.holders, alone.identity_holders) = (1, 1);
        let mut desk = at_groups(Role::Supervisor, language, &[alone]);
        desk.click_part("Private clients");
        desk.press_below("two-person-identities");
        assert!(desk.sees(&desk.text("groups-two-too-few")));
        desk.press_below("groups-two-rule-go");
        assert!(desk.never_asked(pair(|_| true)));
    });
}

#[test]
fn owed_keys_are_renewed_with_a_second_person() {
    in_both(|language| {
        let mut owed = held(3, SHUT, TwoPerson::Whole, true);
        owed.owed = true;
        owed.with.truncate(1);
        let mut desk = at_groups(Role::Supervisor, language, &[owed]);
        desk.click(&row_of_shut(&desk));
        assert!(desk.sees(&desk.text("groups-two-owed")));
        desk.press("groups-two-renew");
        desk.type_into("groups-two-reason", "Somebody left");
        desk.type_into("groups-two-password", "words of their own");
        desk.press("groups-two-renew-go");
        let renewed = |wish: &PairWish| {
            matches!(wish, PairWish::Rekey { second, reason, .. }
                if second.login == "dana" && reason == "Somebody left")
        };
        desk.asked(pair(renewed));
        assert!(desk.sees(&desk.with("groups-two-renewed", &[("name", SHUT.into())])));
    });
}
