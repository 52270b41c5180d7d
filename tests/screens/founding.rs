//! The chooser and the wizard, from the first question to the vault that is made.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Request;
use strongroom::app::snapshot::{Colour, FoundingFace, KdfFace};
use strongroom::texts::Language;
use strongroom::ui::{Ended, Stage};

use crate::front::{Front, in_both};

const PASSWORD: &str = "păpădia doarme lângă gard";

/// The first steps, up to the password.
fn up_to_password(language: Language) -> Front {
    let mut front = Front::at(Stage::Wizard, Colour::Green, language);
    assert!(front.sees("wizard-title-folder"));
    front.press("wizard-next");
    front.type_into("wizard-you-business", "Dumbrava Clinic");
    front.type_into("wizard-you-founder", "Elena Radu");
    front.press("wizard-next");
    assert!(front.sees("wizard-title-password"));
    front
}

/// Up to the sheets.
fn founded(language: Language) -> Front {
    let mut front = up_to_password(language);
    front.type_into("wizard-password-first", PASSWORD);
    front.type_into("wizard-password-again", PASSWORD);
    front.press("wizard-next");
    let (id, request) = front.asked().expect("it measures by itself");
    assert!(matches!(request, Request::Calibrate));
    let face = KdfFace { memory_mib: 512, passes: 3, takes_millis: 1040 };
    front.done(id, Ok(Answer::Calibrated(face)));
    assert!(front.sees_words("512 MiB"));
    front.press("wizard-make");
    let (id, request) = front.asked().expect("it founds");
    let Request::Found(wish) = request else { panic!("another request") };
    assert_eq!((wish.business.as_str(), wish.founder.as_str()), ("Dumbrava Clinic", "Elena Radu"));
    assert_eq!((wish.login.as_str(), wish.practice, wish.language), ("elena.radu", false, language));
    assert_eq!(wish.password.expose_nfc().as_str(), PASSWORD);
    let words = ["amber", "canvas", "delta"].map(str::to_owned).to_vec();
    front.done(
        id,
        Ok(Answer::Founded(Arc::new(FoundingFace { fingerprint_words: words, sheets: 5, needed: 3 }))),
    );
    assert!(front.sees("wizard-title-sheets"));
    front
}

#[test]
fn escape_leaves_the_wizard_and_asks_when_something_would_be_lost() {
    in_both(|language| {
        let mut front = Front::at(Stage::Wizard, Colour::Green, language);
        front.key(Key::Escape);
        assert!(front.sees("chooser-practice"), "nothing was typed");
        let mut front = up_to_password(language);
        front.key(Key::Escape);
        assert!(front.sees("leave-title"));
        front.press("leave-stay");
        assert!(front.sees("wizard-title-password"));
        front.key(Key::Escape);
        front.press("leave-discard");
        assert!(front.sees("chooser-practice"));
        let mut front = founded(language);
        front.key(Key::Escape);
        assert!(front.sees("wizard-title-sheets"), "the sheets are shown once only");
    });
}

#[test]
fn a_vault_is_made_step_by_step_and_every_sheet_is_kept() {
    in_both(|language| {
        let mut front = founded(language);
        assert!(front.sees_words("amber canvas delta"));
        for number in 1..=5_u32 {
            let named = [("number", number.into())];
            let print = front.texts.with("wizard-sheet-print", &named);
            front.click(&print);
            let (id, request) = front.asked().expect("it prints");
            assert!(matches!(request, Request::PrintSheet { number: n, .. } if u32::from(n) == number));
            front.done(id, Ok(Answer::Done));
            // It does not go on before each is ticked.
            front.press("wizard-sheets-done");
            assert!(front.asked().is_none());
            let tick = front.texts.with("wizard-sheet-tick", &named);
            front.click(&tick);
        }
        front.press("wizard-sheets-done");
        let (id, request) = front.asked().expect("it is done with the sheets");
        assert!(matches!(request, Request::SheetsDone));
        front.done(id, Ok(Answer::Done));
        assert!(front.sees("wizard-title-done"));
        front.press("wizard-done-open");
        assert!(matches!(front.ended(), Ended::OpenVault(_)));
    });
}

#[test]
fn a_sheet_that_is_not_printed_says_why_and_can_be_saved() {
    in_both(|language| {
        let mut front = founded(language);
        let print = front.texts.with("wizard-sheet-print", &[("number", 1_u32.into())]);
        front.click(&print);
        let (id, _) = front.asked().expect("it prints");
        front.done(id, Err(Problem::new(ProblemKind::NotPrinted).with("why", "no printer")));
        assert!(front.sees_words("no printer"));
        for (number, place) in [(1_u32, "/media/red"), (2, "/media/red"), (2, "/media/blue")] {
            let save = front.texts.with("wizard-sheet-save", &[("number", number.into())]);
            front.click(&save);
            assert!(front.sees("picker-title-save"));
            front.type_into("picker-name", &format!("{place}/"));
            front.key(Key::Escape);
        }
        assert!(front.asked().is_none(), "a choice that is given up saves nothing");
    });
}

#[test]
fn passwords_are_judged_while_they_are_typed() {
    in_both(|language| {
        let mut front = up_to_password(language);
        front.type_into("wizard-password-first", "short");
        assert!(front.sees_words(&front.texts.with("wizard-password-chars", &[("count", 5_u64.into())])));
        front.type_into("wizard-password-first", " Dumbrava Clinic");
        front.type_into("wizard-password-again", "something else");
        assert!(front.sees("wizard-password-differs"));
        front.press("wizard-next");
        assert!(front.sees("wizard-title-password"), "it does not go on");
    });
}

#[test]
fn a_vault_that_cannot_be_made_says_why_and_begins_again() {
    in_both(|language| {
        let mut front = up_to_password(language);
        front.type_into("wizard-password-first", PASSWORD);
        front.type_into("wizard-password-again", PASSWORD);
        front.key(Key::Enter);
        let (id, _) = front.asked().expect("it measures");
        front.done(id, Ok(Answer::Calibrated(KdfFace { memory_mib: 256, passes: 3, takes_millis: 900 })));
        front.press("wizard-make");
        let (id, _) = front.asked().expect("it founds");
        front.done(id, Err(Problem::new(ProblemKind::FolderNotEmpty).with("path", "/vaults/full")));
        assert!(front.sees_words("/vaults/full"));
        front.press("wizard-making-back");
        assert!(front.sees("wizard-title-folder"));
    });
}

#[test]
fn on_a_network_it_is_said_first_and_practice_is_offered() {
    in_both(|language| {
        let mut front = Front::at(Stage::Wizard, Colour::Red, language);
        assert!(front.sees("wizard-network-title"));
        assert!(front.sees_words("eth0"));
        assert!(!front.sees("wizard-title-folder"), "nothing is asked");
        front.press("wizard-network-button");
        assert!(front.sees("wizard-line-practice"));
        assert!(front.sees("wizard-title-folder"));
    });
}

#[test]
fn the_chooser_leads_to_both_kinds_of_vaults() {
    in_both(|language| {
        let mut front = Front::at(Stage::Chooser, Colour::Green, language);
        front.press("chooser-new-button");
        assert!(front.sees("wizard-line"));
        front.press("wizard-back");
        front.press("chooser-practice-button");
        assert!(front.sees("wizard-line-practice"));
        front.press("wizard-back");
        assert!(front.sees("chooser-open"));
    });
}

#[test]
fn a_vault_that_is_not_where_it_was_is_said_to_be_missing() {
    in_both(|language| {
        let front = Front::at(Stage::NoVault("/media/safe/vault".into()), Colour::Green, language);
        assert!(front.sees("chooser-open"));
        assert!(front.sees_words("/media/safe/vault"));
    });
}

#[test]
fn a_folder_without_a_vault_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    in_both(|language| {
        let mut front = Front::at(Stage::Chooser, Colour::Green, language);
        front.press("chooser-folder");
        assert!(front.sees("picker-why-no-dialog"));
        front.type_into("picker-path", &folder.path().display().to_string());
        front.press("picker-choose");
        let path: PathBuf = folder.path().to_owned();
        assert!(front.sees_words(&path.display().to_string()));
        assert_eq!(front.ended(), Ended::Closed);
    });
}

#[test]
fn closing_asks_where_the_sheets_or_something_typed_would_be_lost() {
    in_both(|language| {
        let mut front = Front::at(Stage::Wizard, Colour::Green, language);
        assert!(!front.close(), "nothing was typed");
        let mut front = up_to_password(language);
        assert!(front.close() && front.sees("close-unsaved"));
        front.key(Key::Escape);
        assert!(!front.sees("close-title") && front.sees("wizard-title-password"));
        let mut front = founded(language);
        assert!(front.close() && front.sees("close-sheets") && !front.sees("close-unsaved"));
        front.key(Key::Enter);
        assert!(!front.sees("close-title") && front.sees("wizard-title-sheets"), "Enter stays");
        assert!(front.close() && front.sees("close-title"), "it is asked again");
        let go = front.text("close-go");
        front.harness.get_by_label(&go).click();
        front.harness.run_steps(2);
        assert!(!front.sees("close-title"));
        assert!(!front.close(), "whoever was asked is let go");
    });
}

#[test]
fn the_wizard_is_gone_through_by_the_keyboard_alone() {
    in_both(|language| {
        let mut front = Front::at(Stage::Wizard, Colour::Green, language);
        assert!(front.has_keyboard("wizard-folder-label"));
        front.key(Key::Enter);
        assert!(front.sees("wizard-title-you") && front.has_keyboard("wizard-you-business"));
        let type_text = |front: &mut Front, words: &str| {
            front.harness.event(Event::Text(words.to_owned()));
            front.settle();
        };
        type_text(&mut front, "Dumbrava Clinic");
        front.key(Key::Tab);
        type_text(&mut front, "Zoe Fenn");
        front.key(Key::Tab);
        assert!(front.has_keyboard("wizard-you-login"));
        type_text(&mut front, "zoe");
        front.harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        front.settle();
        type_text(&mut front, "Zoe Maria Fenn");
        front.key(Key::Enter);
        front.key(Key::Enter);
        assert!(front.sees("wizard-title-password"));
        assert!(front.sees("wizard-done-login") && front.sees_words("zoe"));
        assert!(!front.sees_words("zoe.fenn"), "what was typed takes the place of what stood there");
    });
}
