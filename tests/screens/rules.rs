//! The rules of the house and its clock: shown with their bounds, changed by two.

use strongroom::app::request::{Consent, PeopleWish, Request};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{Crew, second};
use crate::desk::{Desk, in_both};
use crate::house::House;

fn at_settings(language: Language, alone: bool) -> Desk {
    let mut house = House::sample(9);
    house.crew = Crew::sample();
    let who: &[(&str, &str)] = if alone { &[] } else { &[("Radu Pop", "radu.pop")] };
    house.crew.needed = Some(second(who, alone));
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-people");
    desk.press("people-settings");
    desk
}

fn people(fits: impl Fn(&PeopleWish) -> bool) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::People(wish) if fits(wish))
}

#[test]
fn a_rule_is_changed_within_its_bounds_by_two() {
    in_both(|language| {
        let mut desk = at_settings(language, false);
        desk.click_part(&desk.text("rule-idle-lock-minutes"));
        let bounds = [("least", 1_u64.into()), ("most", 15_u64.into()), ("default", 5_u64.into())];
        assert!(desk.sees(&desk.with("settings-bounds", &bounds)));
        desk.retype("settings-field", "95");
        assert!(desk.sees(&desk.with("settings-wrong", &bounds)), "95 minutes are too long");
        desk.retype("settings-field", "3");
        desk.press("settings-go");
        desk.type_into("consent-password", "the second one's own words");
        desk.press("consent-go-second");
        let unsaid = |wish: &PeopleWish| matches!(wish, PeopleWish::ChangeSetting { rule, value: 3, consent: Consent::Unsaid } if rule == "idle-lock-minutes");
        let seconded = |wish: &PeopleWish| {
            matches!(wish, PeopleWish::ChangeSetting { value: 3, consent: Consent::Second(_), .. })
        };
        desk.asked(people(unsaid));
        desk.asked(people(seconded));
        assert!(desk.sees(&desk.text("settings-done")));
        desk.click_part(&desk.text("rule-backup-days"));
        assert!(desk.sees(&desk.text("settings-not-yet")));
    });
}

#[test]
fn the_clock_is_set_right_with_a_reason() {
    in_both(|language| {
        let mut desk = at_settings(language, true);
        desk.press("clock-open");
        desk.press("clock-go");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::CorrectClock { .. }))));
        desk.type_into("consent-reason", "the battery was empty");
        desk.press("clock-go");
        // The dialog's own reason lies above the form's.
        assert!(desk.sees(&desk.text("consent-title-alone")));
        desk.press("consent-cancel");
        let reason = |wish: &PeopleWish| matches!(wish, PeopleWish::CorrectClock { reason, consent: Consent::Unsaid } if reason == "the battery was empty");
        desk.asked(people(reason));
        desk.shared.house.borrow_mut().crew.needed = None;
        desk.press("clock-go");
        assert!(desk.sees(&desk.text("clock-done")));
    });
}
