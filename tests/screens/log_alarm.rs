//! The alarm in place of the log-in form: the log is not what was seen of it.

use std::sync::Arc;

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, GivenFactor, Request};
use strongroom::app::snapshot::Colour;
use strongroom::texts::Language;

use crate::crew::second;
use crate::front::{Front, in_both};

fn alarmed(kind: ProblemKind, language: Language) -> Front {
    alarmed_for(kind, language, false)
}

fn alarmed_for(kind: ProblemKind, language: Language, may: bool) -> Front {
    let mut front = Front::of_vault(Colour::Green, false, language);
    front.type_into("unlock-login", "ioana.marin");
    front.type_into("unlock-password", "păpădia doarme lângă gard");
    front.press("unlock-button");
    let (id, _) = front.asked().expect("it was sent");
    let problem = Problem::new(kind)
        .with("whose", "own")
        .with("name", "")
        .with("seen", "2026-11-21T17:20:00Z")
        .with("then", 48_211)
        .with("now", 47_990)
        .with("agreed", 47_002);
    front.done(id, Err(if may { problem.with("may", "accept") } else { problem }));
    front
}

#[test]
fn a_rollback_says_what_is_known_whom_to_call_and_what_not_to_do() {
    in_both(|language| {
        let mut front = alarmed(ProblemKind::LogRolledBack, language);
        for key in [
            "alarm-log-rolled-back",
            "alarm-log-shut",
            "alarm-log-own",
            "alarm-log-means-rolled-back",
            "alarm-log-call-text",
            "alarm-log-leave-1",
            "alarm-log-leave-3",
        ] {
            assert!(front.sees(key), "{key}");
        }
        assert!(front.sees_words(&front.texts.count(48_211)));
        assert!(front.sees_words(&front.texts.count(47_990)));
        assert!(!front.sees("unlock-button"), "nothing can be typed here");
        assert!(!front.sees("rail-records"), "nothing opened");
        front.press("alarm-log-manual");
        assert!(front.sees("manual-close"));
    });
}

#[test]
fn a_supervisor_may_accept_the_break_with_a_reason_and_their_password() {
    in_both(|language| {
        let front = alarmed(ProblemKind::LogRolledBack, language);
        assert!(front.sees("alarm-log-go-on-others") && !front.sees("alarm-log-accept"));
        let mut front = alarmed_for(ProblemKind::LogRolledBack, language, true);
        assert!(front.sees("alarm-log-go-on-text"));
        front.press("alarm-log-accept");
        front.type_into("alarm-log-accept-reason", "copia de vineri, după disc");
        front.type_into("alarm-log-accept-password", "păpădia doarme lângă gard");
        front.press("alarm-log-accept-go");
        let (id, request) = front.asked().expect("it was sent");
        let Request::AcceptBreak { login, reason, .. } = request else { panic!("another request") };
        assert_eq!((login.as_str(), reason.as_str()), ("ioana.marin", "copia de vineri, după disc"));
        front.done(id, Err(Problem::new(ProblemKind::WrongCredentials)));
        assert!(front.sees("alarm-log-accept-go") && front.sees("alarm-log-shut"), "the page stays");
        front.press("alarm-log-accept-cancel");
        front.press("alarm-log-back");
        assert!(front.sees("unlock-button"));
    });
}

#[test]
fn who_accepts_with_a_token_gives_its_pin_once_for_both_questions() {
    in_both(|language| {
        let mut front = alarmed_for(ProblemKind::LogRolledBack, language, true);
        front.press("alarm-log-accept");
        front.type_into("alarm-log-accept-reason", "copia de vineri, după disc");
        front.type_into("alarm-log-accept-password", "păpădia doarme lângă gard");
        front.press("given-open");
        front.press("given-token");
        front.type_into("given-pin", "4701");
        front.press("alarm-log-accept-go");
        let has_pin = |factor: &GivenFactor| matches!(factor, GivenFactor::Token { pin: Some(_) });
        let (id, request) = front.asked().expect("it was sent");
        let Request::AcceptBreak { factor, consent: Consent::Unsaid, .. } = request else {
            panic!("another")
        };
        assert!(has_pin(&factor) && front.sees("given-touch"));
        let needed = second(&[("Elena Ștefănescu", "elena.stefanescu")], false);
        front.done(id, Ok(Answer::SecondNeeded(Arc::new(needed))));
        front.type_into("consent-password", "nine quiet lanterns over mills");
        front.press("consent-go-second");
        let (id, request) = front.asked().expect("it was sent again");
        let Request::AcceptBreak { factor, reason, consent: Consent::Second(other), .. } = request else {
            panic!("another request")
        };
        assert!(has_pin(&factor), "the PIN is given again, with the consent");
        assert_eq!(
            (reason.as_str(), other.login.as_str()),
            ("copia de vineri, după disc", "elena.stefanescu")
        );
        front.log_in(id);
        assert!(!front.sees("alarm-log-shut"), "the desk is open");
    });
}

#[test]
fn a_fork_says_up_to_where_the_log_is_the_same() {
    in_both(|language| {
        let mut front = alarmed(ProblemKind::LogForked, language);
        assert!(front.sees("alarm-log-forked") && front.sees("alarm-log-means-forked"));
        assert!(front.sees_words(&front.texts.count(47_002)));
        front.press("alarm-log-back");
        assert!(front.sees("unlock-button"));
    });
}
