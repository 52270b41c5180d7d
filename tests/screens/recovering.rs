//! The recovery sheets typed into the window, and the supervisor they enrol.

use std::sync::Arc;

use eframe::egui::Key;
use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::app::snapshot::{Colour, EnrolledFace};
use strongroom::base::id::AccountId;
use strongroom::keys::recovery::{RecoverySeed, Sheet};
use strongroom::texts::Language;

use crate::front::{Front, in_both};

const PASSWORD: &str = "păpădia doarme lângă gard";

/// A sheet's words, each by its first four letters.
fn short(sheet: &Sheet) -> Vec<String> {
    sheet.words().iter().map(|word| word.chars().take(4).collect()).collect()
}

fn word_label(front: &Front, place: usize) -> String {
    front.texts.with("recover-word", &[("place", place.into()), ("words", 32_u32.into())])
}

/// Types words into the field that asks for this one, and a space after them.
fn type_words(front: &mut Front, place: usize, words: &[String]) {
    let label = word_label(front, place);
    front.type_into_named(&label, &format!("{} ", words.join(" ")));
}

fn in_front(language: Language) -> Front {
    let mut front = Front::of_vault(Colour::Green, false, language);
    front.press("unlock-lost");
    assert!(front.sees("recover-title-sheets"));
    front
}

#[test]
fn three_sheets_and_a_person_make_a_supervisor() {
    in_both(|language| {
        let mut front = in_front(language);
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        for sheet in sheets.iter().skip(1).take(3) {
            type_words(&mut front, 1, &short(sheet));
        }
        assert!(front.sees("recover-title-person"));
        front.type_into("wizard-you-founder", "Dana Ilie");
        front.type_into("wizard-you-login", "dana.ilie");
        front.type_into("wizard-password-first", PASSWORD);
        front.type_into("wizard-password-again", PASSWORD);
        front.press("recover-enrol");
        let (id, request) = front.asked().expect("it enrols");
        let Request::Recover { sheets: typed, wish, password } = request else { panic!("another request") };
        assert_eq!(typed.len(), 3);
        assert_eq!((wish.name.as_str(), wish.login.as_str()), ("Dana Ilie", "dana.ilie"));
        assert_eq!(password.expose_nfc().as_str(), PASSWORD);
        assert!(front.sees("recover-waiting"));

        // Refused: said, and nothing typed is lost.
        front.done(id, Err(Problem::new(ProblemKind::NameTaken).with("what", "dana.ilie")));
        assert!(front.sees_words("dana.ilie"));
        front.press("recover-enrol");
        let (id, _) = front.asked().expect("it enrols again");
        let words = ["amber", "canvas", "delta", "ember", "fable", "grove"].map(str::to_owned).to_vec();
        let face = EnrolledFace {
            account: AccountId::generate(),
            name: "Dana Ilie".to_owned(),
            login: "dana.ilie".to_owned(),
            fingerprint_words: words,
            waits: None,
        };
        front.done(id, Ok(Answer::Enrolled(Arc::new(face))));
        assert!(front.sees("recover-title-done") && front.sees_words("amber canvas delta ember fable grove"));
        front.press("recover-done-button");
        assert!(front.sees("unlock-button"));
    });
}

#[test]
fn a_mistyped_word_is_said_at_once_or_asked_for_again() {
    in_both(|language| {
        let mut front = in_front(language);
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        type_words(&mut front, 1, &["zzzz".to_owned()]);
        assert!(front.sees("recover-not-a-word"));
        let right = short(&sheets[0]);
        let mut wrong = right.clone();
        wrong[11] = if right[11] == "aban" { "zoo".to_owned() } else { "aban".to_owned() };
        type_words(&mut front, 1, &wrong);
        assert!(front.sees_words(&word_label(&front, 12)), "the twelfth word is asked for again");
        type_words(&mut front, 12, &right[11..=11]);
        let held = front.texts.with("recover-sheet", &[("number", 1_u32.into())]);
        assert!(front.sees_words(&held));

        // The same sheet again is no second sheet, and leaving asks first.
        type_words(&mut front, 1, &right);
        let why = front.text("why-sheet-twice");
        assert!(front.sees_words(&why));
        front.press("wizard-back");
        assert!(front.sees("leave-title"));
        front.press("leave-discard");
        assert!(front.sees("unlock-button"));
    });
}

#[test]
fn escape_leaves_the_sheets_and_asks_once_one_was_typed() {
    in_both(|language| {
        let mut front = in_front(language);
        front.key(Key::Escape);
        assert!(front.sees("unlock-password"));
        let mut front = in_front(language);
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        type_words(&mut front, 1, &short(&sheets[0])[..1]);
        front.key(Key::Escape);
        assert!(front.sees("leave-title"));
        front.press("leave-discard");
        assert!(front.sees("unlock-password"));
    });
}
