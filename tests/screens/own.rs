//! One's own page: what is known of oneself, the password and the numeric code; and the page of someone whose access
//! lapsed.

use std::sync::Arc;

use strongroom::app::event::Event;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, GivenFactor, PeopleWish, Request};
use strongroom::app::snapshot::{CodeFace, Colour};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::front::Front;
use crate::house::House;

fn at_own(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Staff, language);
    desk.press("rail-own");
    desk
}

#[test]
fn a_person_sees_their_log_ins_grants_agreement_and_factors() {
    in_both(|language| {
        let desk = at_own(language);
        for key in ["own-failed-about", "width-identities", "own-factors-one", "own-read"] {
            assert!(desk.sees(&desk.text(key)), "{key}");
        }
        let what = desk.text("lapsing-screening");
        assert!(
            desk.sees_part(
                &desk.with("people-lapses-in", &[("what", what.into()), ("count", 20_u64.into())])
            )
        );
    });
}

#[test]
fn a_password_is_changed_and_a_refusal_is_said() {
    in_both(|language| {
        let mut desk = at_own(language);
        desk.press("own-password-change");
        desk.type_into("own-password-old", "the words until now");
        desk.type_into("wizard-password-first", "sparrow kettle northern ledger");
        desk.type_into("wizard-password-again", "sparrow kettle northern ledger");
        let used = Problem::new(ProblemKind::WeakPassword).with("why", "used-before");
        desk.shared.house.borrow_mut().refuse = Some(used);
        desk.press("own-password-go");
        assert!(desk.sees_part(&desk.text("why-used-before")));
        desk.press("own-password-go");
        let is_change = |request: &Request| matches!(request, Request::ChangePassword { .. });
        desk.asked(is_change);
        desk.asked(is_change);
        assert!(desk.sees(&desk.text("own-password-changed")));
    });
}

#[test]
fn a_numeric_code_is_set() {
    in_both(|language| {
        let mut desk = at_own(language);
        desk.press_below("own-code-new");
        desk.type_into("own-code-field", "582914");
        desk.press_below("own-code-go");
        desk.asked(|request| matches!(request, Request::SetCode { .. }));
        assert!(desk.sees(&desk.text("own-code-done")));
    });
}

fn remove_of(desk: &Desk) -> String {
    let name = format!("{}: blue stick", desk.text("factor-keyfile"));
    desk.with("own-factor-remove", &[("name", name.into())])
}

#[test]
fn a_keyfile_is_made_on_a_stick_and_a_lost_one_is_removed() {
    in_both(|language| {
        let mut desk = at_own(language);
        desk.press_below("own-factor-add-keyfile");
        assert!(desk.sees(&desk.text("own-factor-folder-none")));
        desk.press_below("own-factor-folder");
        desk.pick("/media/stick/keys");
        desk.type_into("own-factor-label", "spare");
        desk.type_into("own-factor-password", "the words until now");
        desk.press_below("own-factor-keyfile-go");
        let (_, asked) = desk.asked(|request| matches!(request, Request::AddKeyfile { .. }));
        let Request::AddKeyfile { folder, label, .. } = asked else { panic!() };
        assert_eq!((folder.to_str(), label.as_str()), (Some("/media/stick/keys"), "spare"));
        let done = [("path", "/media/stick/keys/strongroom-0a.keyfile".into())];
        assert!(desk.sees(&desk.with("own-factor-keyfile-done", &done)));

        let remove = remove_of(&desk);
        desk.click(&remove);
        assert!(desk.sees(&desk.text("own-factor-last")), "it is the only one");
        desk.type_into("own-factor-password", "not the words");
        desk.shared.house.borrow_mut().refuse = Some(Problem::new(ProblemKind::WrongCredentials));
        desk.press_below("own-factor-remove-go");
        assert!(desk.sees_part(&desk.texts.problem("wrong-credentials", &[])));
        desk.type_into("own-factor-password", "the words until now");
        desk.press_below("own-factor-remove-go");
        let is_removal = |request: &Request| matches!(request, Request::RemoveFactor { slot: 0, .. });
        desk.asked(is_removal);
        desk.asked(is_removal);
        assert!(desk.sees(&desk.text("own-factor-remove-done")));
    });
}

#[test]
fn waiting_for_a_token_is_shown_and_can_be_stopped() {
    in_both(|language| {
        let mut desk = at_own(language);
        desk.press_below("own-factor-add-token");
        desk.type_into("given-pin", "4701");
        desk.type_into("own-factor-password", "the words until now");
        desk.shared.house.borrow_mut().hold = true;
        desk.press_below("own-factor-token-go");
        let (id, asked) = desk.asked(|request| matches!(request, Request::AddToken { .. }));
        let Request::AddToken { pin, .. } = asked else { panic!() };
        assert!(pin.is_some());
        assert!(desk.sees(&desk.text("given-touch")));
        desk.press_below("given-stop");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("own-factor-token-go")), "another try");
    });
}

#[test]
fn a_second_person_gives_their_token_and_stopping_keeps_the_question() {
    in_both(|language| {
        let mut house = House::sample(9);
        house.crew = crate::crew::Crew::sample();
        house.crew.needed = Some(crate::crew::second(&[("Radu Pop", "radu.pop")], false));
        let mut desk = Desk::unlocked(house, Role::Supervisor, language);
        desk.press("rail-people");
        desk.click_part("Eva Țurcanu");
        desk.press("people-enrol");
        desk.press("enrol-seated");
        desk.type_into("wizard-password-first", "sparrow kettle northern ledger");
        desk.type_into("wizard-password-again", "sparrow kettle northern ledger");
        desk.press("enrol-make");
        desk.press("given-open");
        desk.press("given-token");
        desk.type_into("given-pin", "4701");
        desk.type_into("consent-password", "the second one's own words");
        desk.shared.house.borrow_mut().hold = true;
        desk.press("consent-go-second");
        let by_token = |request: &Request| {
            matches!(
                request,
                Request::People(PeopleWish::Enrol { consent: Consent::Second(second), .. })
                    if matches!(second.factor, GivenFactor::Token { pin: Some(_) })
            )
        };
        let (id, _) = desk.asked(by_token);
        assert!(desk.sees(&desk.text("given-touch")));
        desk.press("given-stop");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("consent-title")), "the question stays");
    });
}

fn shut_out(problem: &Problem, language: Language) -> Front {
    let mut front = Front::of_vault(Colour::Green, false, language);
    front.type_into("unlock-login", "sanziana");
    front.type_into("unlock-password", "păpădia doarme lângă gard");
    front.press("unlock-button");
    let (id, _) = front.asked().expect("it was sent");
    front.done(id, Err(problem.clone()));
    front
}

#[test]
fn a_lapsed_screening_says_why_and_whom_to_see() {
    in_both(|language| {
        let problem = Problem::new(ProblemKind::Lapsed)
            .with("why", "screening-lapsed")
            .with("see", "Ioana Marin, Radu Pop");
        let mut front = shut_out(&problem, language);
        let why = front.text("why-screening-lapsed");
        assert!(front.sees_words(&front.texts.with("lapsed-why", &[("why", why.into())])));
        let who = front.texts.with("lapsed-see", &[("who", "Ioana Marin, Radu Pop".into())]);
        assert!(front.sees_words(&who));
        front.press("lapsed-other");
        assert!(front.sees("unlock-button"), "someone else can log in");
    });
}

#[test]
fn a_closed_account_is_told_so() {
    in_both(|language| {
        let front = shut_out(&Problem::new(ProblemKind::Lapsed).with("why", "left"), language);
        assert!(front.sees("lapsed-left") && !front.sees("unlock-button"));
    });
}

#[test]
fn a_code_leads_back_and_the_full_log_in_is_beside_it() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        let face = CodeFace {
            name: "Ioana Marin".to_owned(),
            login: "ioana.marin".to_owned(),
            tries_left: 5,
            until: crate::front::NOW,
        };
        front.say(Event::Code(Some(Arc::new(face))));
        front.settle();
        front.type_into("own-code-field", "582914");
        front.press("back-go");
        let (id, request) = front.asked().expect("it was sent");
        assert!(matches!(request, Request::UnlockWithCode { .. }));
        front.done(id, Err(Problem::new(ProblemKind::WrongCode).with("left", 4)));
        assert!(front.sees("back-go"), "another try");
        front.press("back-full");
        assert!(front.sees("unlock-button"));
    });
}
