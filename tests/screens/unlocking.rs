//! Logging in, being refused, and not being let near the vault at all.

use eframe::egui::Key;
use strongroom::app::event::Event;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{GivenFactor, LockReason, Request};
use strongroom::app::snapshot::Colour;

use crate::front::{Front, in_both};

fn type_both(front: &mut Front) {
    front.type_into("unlock-login", "ioana.marin");
    front.type_into("unlock-password", "păpădia doarme lângă gard");
}

#[test]
fn name_and_password_go_to_the_worker_and_lead_to_the_records() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        assert!(front.sees_words("Dumbrava Clinic"));
        type_both(&mut front);
        front.press("unlock-button");
        let (id, request) = front.asked().expect("it was sent");
        let Request::Unlock { login, password } = request else { panic!("another request") };
        assert_eq!(login, "ioana.marin");
        assert_eq!(password.expose_nfc().as_str(), "păpădia doarme lângă gard");
        assert!(front.sees("unlock-waiting"));
        front.log_in(id);
        assert!(front.sees("rail-customers"));
        assert!(front.sees("banner-founding"));
        let last = front.texts.date_and_time(crate::front::NOW);
        let failed =
            front.texts.with("notice-failed-since", &[("count", 2_u64.into()), ("time", last.into())]);
        assert!(front.sees_words(&failed));
        front.press("notice-dismiss");
        assert!(!front.sees_words(&failed));
    });
}

#[test]
fn enter_submits_and_a_refusal_says_the_same_for_name_and_password() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        type_both(&mut front);
        front.key(Key::Enter);
        let (id, _) = front.asked().expect("it was sent");
        front.done(id, Err(Problem::new(ProblemKind::WrongCredentials)));
        assert!(front.sees("problem-wrong-credentials"));
        assert!(front.sees("unlock-button"));
        // The password is gone: nothing is sent again by Enter alone.
        front.key(Key::Enter);
        assert!(front.asked().is_none());
    });
}

#[test]
fn a_real_vault_stays_closed_on_a_network_and_a_sample_opens() {
    in_both(|language| {
        let front = Front::of_vault(Colour::Red, false, language);
        assert!(front.sees("gap-page-title"));
        assert!(!front.sees("unlock-password"));
        let front = Front::of_vault(Colour::Red, true, language);
        assert!(front.sees("unlock-password"));
        assert!(front.sees("banner-sample"));
    });
}

#[test]
fn damage_has_a_page_of_its_own() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        type_both(&mut front);
        front.press("unlock-button");
        let (id, _) = front.asked().expect("it was sent");
        front.done(id, Err(Problem::new(ProblemKind::StatementsRefused).with("what", "statement 14")));
        assert!(front.sees("alarm-damage"));
        assert!(front.sees_words("statement 14"));
        front.press("alarm-again");
        assert!(front.sees("unlock-password"));
    });
}

#[test]
fn the_language_is_switched_in_front_of_the_vault() {
    let mut front = Front::of_vault(Colour::Green, false, strongroom::texts::Language::English);
    front.click("Română");
    assert!(front.sees_words("Nume de autentificare"));
    front.click("English");
    assert!(front.sees_words("Login name"));
}

#[test]
fn what_is_said_of_an_unknown_request_changes_nothing() {
    let mut front = Front::of_vault(Colour::Green, false, strongroom::texts::Language::English);
    let request = strongroom::app::request::RequestId(999);
    front.say(Event::Done { request, answer: Err(Problem::new(ProblemKind::Internal)) });
    assert!(front.sees("unlock-password"));
}

#[test]
fn a_keyfile_is_chosen_from_its_stick_and_everyone_is_offered_it() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.press("given-open");
        front.press("given-keyfile");
        type_both(&mut front);
        front.press("unlock-button");
        assert!(front.asked().is_none(), "first the file is chosen");
        front.press("given-choose");
        front.type_into("picker-path", "/media/stick/strongroom-0a.keyfile");
        front.press("picker-choose");
        assert!(front.sees_words("/media/stick/strongroom-0a.keyfile"));
        front.press("unlock-button");
        let (id, request) = front.asked().expect("it was sent");
        let Request::UnlockWithFactor { login, factor: GivenFactor::Keyfile(path), .. } = request else {
            panic!("another request")
        };
        assert_eq!(
            (login.as_str(), path.to_str()),
            ("ioana.marin", Some("/media/stick/strongroom-0a.keyfile"))
        );
        front.log_in(id);
        front.say(Event::Locked(LockReason::KeyfileRemoved));
        front.settle();
        assert!(front.sees("locked-keyfile-removed"), "the stick was pulled");
        assert!(front.sees("unlock-password"));
    });
}

#[test]
fn a_token_is_waited_for_and_the_wait_can_be_stopped() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.press("given-open");
        front.press("given-token");
        type_both(&mut front);
        front.key(Key::Enter);
        let (id, request) = front.asked().expect("it was sent");
        let Request::UnlockWithFactor { factor: GivenFactor::Token { pin }, .. } = request else {
            panic!("another request")
        };
        assert!(pin.is_none(), "nothing was typed: by the finger");
        assert!(front.sees("given-touch"));
        front.press("given-stop");
        let (_, request) = front.asked().expect("it was stopped");
        assert!(matches!(request, Request::Cancel(other) if other == id));
        front.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        assert!(front.sees("unlock-button"), "another try");
    });
}
