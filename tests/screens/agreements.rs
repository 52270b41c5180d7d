//! The agreement: read to its end before it can be signed, nothing else reachable until it is; the register, signed
//! copies, and the text with its versions.

use eframe::egui::{Key, Modifiers};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{PeopleWish, Request};
use strongroom::app::snapshot::{StandingFace, StandingWhy};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{Crew, account, second};
use crate::desk::{Desk, in_both};
use crate::house::House;

fn people(fits: impl Fn(&PeopleWish) -> bool) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::People(wish) if fits(wish))
}

fn must_sign(language: Language) -> Desk {
    let mut house = House::sample(9);
    house.crew.to_sign = Some(StandingWhy::NotSigned);
    house.standing = StandingFace::MustSign(StandingWhy::NotSigned);
    Desk::unlocked(house, Role::Staff, language)
}

fn supervisor(language: Language) -> Desk {
    let mut house = House::sample(9);
    house.crew = Crew::sample();
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-register");
    desk
}

const fn is_signing(wish: &PeopleWish) -> bool {
    matches!(wish, PeopleWish::SignAgreement { .. })
}

#[test]
fn it_is_read_to_the_end_before_it_is_signed() {
    in_both(|language| {
        let mut desk = must_sign(language);
        assert!(desk.sees(&desk.text("agreement-only")));
        assert!(desk.sees(&desk.text("agreement-read-first")), "the name waits for the end");
        desk.press("agreement-sign");
        assert!(desk.never_asked(people(is_signing)));
        desk.key(Key::End);
        assert!(!desk.sees(&desk.text("agreement-read-first")));
        desk.type_into("agreement-name", "Ioana Pop");
        desk.press("agreement-sign");
        assert!(desk.sees(&desk.with("agreement-name-differs", &[("name", "Ioana Marin".into())])));
        assert!(desk.never_asked(people(is_signing)));
        desk.type_into("agreement-name", "");
        for _ in "Pop".chars() {
            desk.key(Key::Backspace);
        }
        desk.type_into("agreement-name", "Marin");
        desk.press("agreement-sign");
        let signed = |wish: &PeopleWish| matches!(wish, PeopleWish::SignAgreement { typed_name, language: of } if typed_name == "Ioana Marin" && *of == language);
        desk.asked(people(signed));
        assert!(desk.sees(&desk.text("agreement-done")));
    });
}

#[test]
fn nothing_else_opens_until_it_is_signed() {
    in_both(|language| {
        let mut desk = must_sign(language);
        for key in ["rail-records", "rail-customers", "rail-own", "rail-people"] {
            assert!(!desk.sees(&desk.text(key)), "{key}");
        }
        for key in [Key::N, Key::O] {
            desk.harness.key_press_modifiers(Modifiers::CTRL, key);
            desk.settle();
        }
        desk.key(Key::Escape);
        assert!(desk.sees(&desk.text("agreement-only")));
        assert!(desk.sees(&desk.text("rail-lock")), "but the lock");
    });
}

#[test]
fn another_language_is_read_from_its_head() {
    let mut desk = must_sign(Language::English);
    desk.key(Key::End);
    assert!(!desk.sees(&desk.text("agreement-read-first")));
    desk.click("Română");
    desk.texts = strongroom::texts::Texts::new(Language::Romanian);
    assert!(desk.sees(&desk.text("agreement-read-first")));
    let romanian = |wish: &PeopleWish| {
        matches!(wish, PeopleWish::OpenAgreement { version: None, language: Language::Romanian })
    };
    desk.asked(people(romanian));
}

#[test]
fn a_refused_signature_keeps_the_name() {
    let mut desk = must_sign(Language::English);
    desk.key(Key::End);
    desk.type_into("agreement-name", "ioana  marin");
    desk.shared.house.borrow_mut().refuse = Some(Problem::new(ProblemKind::NotLogged).with("why", "x"));
    desk.press("agreement-sign");
    desk.press("agreement-sign");
    desk.asked(people(is_signing));
    desk.asked(people(is_signing));
    desk.shared.house.borrow_mut().standing = StandingFace::Full;
    assert!(desk.sees(&desk.text("agreement-done")));
}

#[test]
fn the_register_says_what_lapses_and_saves_a_signed_copy() {
    in_both(|language| {
        let mut desk = supervisor(language);
        assert!(desk.sees_part(&format!("Radu Pop: {}", desk.text("due-week"))));
        desk.click_part("Matei Dobre:");
        assert!(desk.sees(&desk.text("register-never")));
        desk.click_part("Radu Pop:");
        desk.press("copy-save");
        desk.type_into("picker-name", "");
        for _ in 0..40 {
            desk.harness.key_press(Key::Backspace);
            desk.harness.run_steps(1);
        }
        desk.type_into("picker-name", "/media/stick/radu.pdf");
        desk.press("picker-choose");
        let saved = |wish: &PeopleWish| matches!(wish, PeopleWish::SaveSigned { account: Some(who), path, .. } if *who == account(2) && *path == std::path::Path::new("/media/stick/radu.pdf"));
        desk.asked(people(saved));
        assert!(desk.sees(&desk.text("copy-saved")));
        desk.press("copy-print");
        desk.asked(people(|wish| matches!(wish, PeopleWish::PrintSigned { account: Some(_), .. })));
        assert!(desk.sees(&desk.text("copy-printed")));
    });
}

#[test]
fn a_new_text_is_written_in_both_languages_compared_and_published() {
    in_both(|language| {
        let mut desk = supervisor(language);
        desk.press("register-edit");
        let field =
            |desk: &Desk, of: Language| desk.with("text-field", &[("language", of.own_name().into())]);
        let (here, other) = match language {
            Language::English => (language, Language::Romanian),
            Language::Romanian => (language, Language::English),
        };
        let name = field(&desk, here);
        desk.type_named(&name, "X ");
        assert!(desk.sees(&desk.text("text-one-only")));
        desk.press("text-publish");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::PublishAgreement { .. }))));
        desk.press("text-compare");
        desk.asked(people(|wish| matches!(wish, PeopleWish::DiffDraftText { .. })));
        assert!(desk.sees(&desk.text("diff-added")) && desk.sees(&desk.text("diff-changed")));
        desk.click(other.own_name());
        let name = field(&desk, other);
        desk.type_named(&name, "Y ");
        desk.shared.house.borrow_mut().crew.needed = Some(second(&[("Radu Pop", "radu.pop")], false));
        desk.press("text-publish");
        desk.type_into("consent-password", "the second one's own words");
        desk.press("consent-go-second");
        desk.asked(people(|wish| matches!(wish, PeopleWish::PublishAgreement { .. })));
        desk.asked(people(|wish| matches!(wish, PeopleWish::PublishAgreement { .. })));
        assert!(desk.sees(&desk.text("text-published")));
    });
}

#[test]
fn versions_are_compared() {
    in_both(|language| {
        let mut desk = supervisor(language);
        desk.press("register-edit");
        let with = desk.with("text-compare-with", &[("version", "1".into())]);
        desk.click(&with);
        desk.asked(people(|wish| matches!(wish, PeopleWish::DiffAgreement { from: 1, to: 2, .. })));
        assert!(desk.sees(&desk.text("diff-changed")));
    });
}
