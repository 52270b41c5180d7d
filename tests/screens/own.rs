//! One's own page: what is known of oneself, the password and the numeric code; and the page of someone whose access
//! lapsed.

use std::sync::Arc;

use strongroom::app::event::Event;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
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
        for key in ["own-failed-about", "width-identities", "factor-password-only", "own-read"] {
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
        desk.press("own-code-new");
        desk.type_into("own-code-field", "582914");
        desk.press("own-code-go");
        desk.asked(|request| matches!(request, Request::SetCode { .. }));
        assert!(desk.sees(&desk.text("own-code-done")));
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
