//! People: listed with their standing, drafted, enrolled and screened, always with what comes next.

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, PeopleWish, Request, SlipTo};
use strongroom::app::snapshot::{ChecksWhat, StandingFace, StandingWhy};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::crew::{Crew, WORDS, account, draft_id, second};
use crate::desk::{Desk, in_both};
use crate::house::House;

const PASSWORD: &str = "sparrow kettle northern ledger";

fn at_people(language: Language) -> Desk {
    let mut house = House::sample(9);
    house.crew = Crew::sample();
    let mut desk = Desk::unlocked(house, Role::Supervisor, language);
    desk.press("rail-people");
    desk
}

fn people(fits: impl Fn(&PeopleWish) -> bool) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::People(wish) if fits(wish))
}

/// Acts take a second supervisor from here on.
fn needs_radu(desk: &Desk) {
    desk.shared.house.borrow_mut().crew.needed = Some(second(&[("Radu Pop", "radu.pop")], false));
}

/// Eva sits down to be enrolled.
fn seated(desk: &mut Desk) {
    desk.click_part("Eva Țurcanu");
    desk.press("people-enrol");
}

/// And sets a password.
fn seated_and_typed(desk: &mut Desk) {
    seated(desk);
    desk.press("enrol-seated");
    desk.type_into("wizard-password-first", PASSWORD);
    desk.type_into("wizard-password-again", PASSWORD);
    desk.press("enrol-make");
}

/// A screening of Matei is filled in and sent.
fn screen_matei(desk: &mut Desk) {
    desk.click_part("Matei");
    desk.press("people-screen");
    desk.press_first("screening-references");
    let found = format!("{}: {}", desk.text("screening-references"), desk.text("screening-found"));
    desk.type_named(&found, "both confirm");
    desk.press("screening-go");
}

#[test]
fn everyone_is_listed_with_standing_and_what_is_due() {
    in_both(|language| {
        let mut desk = at_people(language);
        desk.asked(people(|wish| matches!(wish, PeopleWish::List)));
        for (name, key) in [
            ("Eva Țurcanu", "people-draft"),
            ("Matei Dobre", "next-step-screen"),
            ("Sânziana Ștefănescu", "standing-why-screening-lapsed"),
            ("Dan Oprea", "standing-left"),
        ] {
            assert!(desk.sees_both(name, &desk.text(key)), "{name}: {}", desk.text(key));
        }
        desk.click_part("Sânziana");
        let why = desk.text("standing-why-screening-lapsed");
        assert!(desk.sees(&desk.with("people-because", &[("why", why.into())])));
        assert!(desk.sees(&WORDS.join(" ")));
        let role = desk.text("role-supervisor");
        desk.click_part(&format!("Ioana Marin, {role}:"));
        assert!(desk.sees(&desk.text("people-me-text")), "nobody closes their own account");
    });
}

#[test]
fn an_account_is_drafted_and_a_refusal_loses_nothing() {
    in_both(|language| {
        let mut desk = at_people(language);
        desk.press("people-new");
        desk.type_into("draft-name", "Ana Țîrlea");
        let taken = Problem::new(ProblemKind::NameTaken).with("what", "ana.tirlea");
        desk.shared.house.borrow_mut().refuse = Some(taken);
        desk.press("draft-go");
        desk.type_into("draft-job", "Archive");
        desk.press("draft-go");
        let is_draft = |request: &Request| matches!(request, Request::People(PeopleWish::Draft(_)));
        desk.asked(is_draft);
        let (_, asked) = desk.asked(is_draft);
        let Request::People(PeopleWish::Draft(wish)) = asked else { panic!() };
        assert_eq!((wish.login.as_str(), wish.job_title.as_str()), ("ana.tirlea", "Archive"));
        assert_eq!(wish.role, Role::Staff);
        assert!(desk.sees(&desk.text("people-enrol")), "the new draft is chosen");
    });
}

#[test]
fn the_person_sets_their_own_password_and_both_compare_six_words() {
    in_both(|language| {
        let mut desk = at_people(language);
        seated(&mut desk);
        assert!(!desk.sees(&desk.text("rail-records")), "nothing else opens while somebody else sits here");
        desk.press("enrol-seated");
        desk.type_into("wizard-password-first", PASSWORD);
        desk.press("enrol-make");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::Enrol { .. }))));
        desk.type_into("wizard-password-again", PASSWORD);
        desk.press("enrol-make");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Enrol { draft, .. } if *draft == draft_id(7))));
        for word in WORDS {
            assert!(desk.sees(word));
        }
        desk.press("wizard-next");
        assert!(desk.sees(&desk.text("enrol-compared")), "first both compare");
        desk.press("enrol-compared");
        desk.press("wizard-next");
        assert!(desk.sees_part(&desk.text("enrol-next-sign")));
        desk.press("people-screen");
        let title = desk.with("screening-title", &[("name", "Eva Țurcanu".into())]);
        assert!(desk.sees(&title));
    });
}

#[test]
fn a_supervisors_enrolment_needs_a_second_person_and_keeps_the_password() {
    in_both(|language| {
        let mut desk = at_people(language);
        needs_radu(&desk);
        seated_and_typed(&mut desk);
        assert!(desk.sees(&desk.text("consent-title")));
        desk.type_into("consent-password", "the second one's own words");
        desk.press("consent-go-second");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Enrol { consent: Consent::Unsaid, .. })));
        let seconded = |wish: &PeopleWish| matches!(wish, PeopleWish::Enrol { consent: Consent::Second(second), .. } if second.login == "radu.pop");
        desk.asked(people(seconded));
        assert!(desk.sees("harbor"));
    });
}

#[test]
fn a_screening_says_what_was_checked_and_is_countersigned() {
    in_both(|language| {
        let mut desk = at_people(language);
        needs_radu(&desk);
        desk.click_part("Sânziana");
        desk.press("people-screen");
        assert!(desk.sees("both confirm"), "the screening on record is beside the form");
        desk.press("screening-go");
        assert!(desk.sees(&desk.text("screening-missing")));
        desk.press_first("screening-identity-document");
        desk.press_first("screening-other");
        assert!(desk.sees(&desk.text("screening-missing")), "what came of it has to be said");
        let document =
            format!("{}: {}", desk.text("screening-identity-document"), desk.text("screening-found"));
        desk.type_named(&document, "passport seen");
        let other = format!("{}: {}", desk.text("screening-other"), desk.text("screening-found"));
        desk.type_named(&other, "driving licence");
        assert!(desk.sees("Asked twice."), "and its notes");
        desk.type_into("screening-checked-on", "2026-11-30");
        assert!(desk.sees(&desk.text("screening-checked-later")));
        desk.retype("screening-checked-on", "2026-11-20");
        desk.type_into("screening-notes", "asked by telephone");
        desk.press("screening-go");
        desk.press("consent-way-later");
        desk.type_into("consent-reason", "Radu is away until Monday");
        desk.press("consent-go-later");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Screen { consent: Consent::Unsaid, .. })));
        let (_, asked) = desk.asked(people(|wish| matches!(wish, PeopleWish::Screen { .. })));
        let Request::People(PeopleWish::Screen { form, consent: Consent::Later(reason) }) = asked else {
            panic!()
        };
        assert_eq!(reason, "Radu is away until Monday");
        assert_eq!((form.account, form.passed, form.valid_until), (account(4), true, None));
        let what: Vec<ChecksWhat> = form.checks.iter().map(|check| check.what).collect();
        assert_eq!(what, [ChecksWhat::IdentityDocument, ChecksWhat::Other]);
        let outcomes: Vec<&str> = form.checks.iter().map(|check| check.outcome.as_str()).collect();
        assert_eq!(outcomes, ["passport seen", "driving licence"]);
        assert_eq!(form.notes, "asked by telephone");
        assert!(form.checked_on.is_some_and(|at| at < crate::house::NOW));
        assert!(desk.sees(&desk.with("people-queued", &[("number", "31".into())])));
    });
}

#[test]
fn in_the_founding_period_a_written_reason_stands_alone() {
    in_both(|language| {
        let mut desk = at_people(language);
        desk.shared.house.borrow_mut().crew.needed = Some(second(&[], true));
        screen_matei(&mut desk);
        assert!(desk.sees(&desk.text("consent-title-alone")));
        desk.press("consent-go-alone");
        assert!(desk.sees(&desk.text("consent-title-alone")), "a reason is missing");
        desk.type_into("consent-reason", "nobody else is enrolled yet");
        desk.press("consent-go-alone");
        let alone = |wish: &PeopleWish| matches!(wish, PeopleWish::Screen { consent: Consent::Alone(reason), .. } if reason == "nobody else is enrolled yet");
        desk.asked(people(alone));
        assert!(desk.sees(&desk.with("screening-done", &[("name", "Matei Dobre".into())])));
    });
}

#[test]
fn a_wrong_second_password_is_said_in_the_dialog_and_loses_nothing() {
    let mut desk = at_people(Language::English);
    needs_radu(&desk);
    screen_matei(&mut desk);
    desk.type_into("consent-password", "wrong");
    desk.shared.house.borrow_mut().refuse = Some(Problem::new(ProblemKind::WrongCredentials));
    desk.press("consent-go-second");
    assert!(desk.sees(&desk.text("consent-title")), "the question stays");
    assert!(desk.sees(&desk.text("problem-wrong-credentials")));
    desk.press("consent-cancel");
    assert!(!desk.sees(&desk.text("consent-title")));
    desk.press("screening-go");
    assert!(desk.sees(&desk.text("consent-title")), "the form is still filled in");
}

#[test]
fn keys_owed_are_said_on_every_screen() {
    in_both(|language| {
        let mut house = House::sample(9);
        house.crew = Crew::sample();
        house.crew.people.owed = 2;
        let desk = Desk::unlocked(house, Role::Staff, language);
        assert!(desk.sees(&desk.with("banner-owed", &[("count", 2_u64.into())])));
    });
}

#[test]
fn in_renewal_only_the_registry_opens() {
    in_both(|language| {
        let mut house = House::sample(9);
        house.crew = Crew::sample();
        house.standing = StandingFace::Renewal(StandingWhy::ScreeningLapsed);
        let desk = Desk::unlocked(house, Role::Supervisor, language);
        let why = desk.text("standing-why-screening-lapsed");
        assert!(desk.sees(&desk.with("banner-renewal", &[("why", why.into())])));
        assert!(desk.sees(&desk.text("people-text")), "it begins with the people");
        assert!(!desk.sees(&desk.text("rail-records")) && !desk.sees(&desk.text("rail-customers")));
    });
}

#[test]
fn closing_an_account_says_what_follows_and_needs_a_reason_and_the_login() {
    in_both(|language| {
        let mut desk = at_people(language);
        desk.click_part("Sânziana");
        desk.press("people-leave");
        assert!(desk.sees(&desk.text("leave-person-now")) && desk.sees(&desk.text("leave-person-owed")));
        desk.press("leave-person-go");
        desk.type_into("leave-person-reason", "moves to another town");
        desk.press("leave-person-go");
        assert!(desk.never_asked(people(|wish| matches!(wish, PeopleWish::Leave { .. }))));
        desk.type_into("leave-person-type", "sanziana");
        desk.press("leave-person-go");
        let leave = |wish: &PeopleWish| matches!(wish, PeopleWish::Leave { account: who, reason } if *who == account(4) && reason == "moves to another town");
        desk.asked(people(leave));
        assert!(desk.sees(&desk.with("leave-person-done", &[("name", "Sânziana Ștefănescu".into())])));
    });
}

#[test]
fn a_slip_that_was_not_printed_is_saved_beside_the_closed_account() {
    in_both(|language| {
        let mut desk = at_people(language);
        desk.click_part("Sânziana");
        desk.press("people-leave");
        desk.type_into("leave-person-reason", "her stick was found outside");
        desk.type_into("leave-person-type", "sanziana");
        desk.press("leave-person-suspect");
        desk.press("leave-person-go");
        desk.asked(people(|wish| matches!(wish, PeopleWish::Suspect { to: SlipTo::Printer, .. })));
        assert!(desk.sees(&desk.text("leave-person-no-slip")));
        desk.press_below("closed-slip-save");
        desk.retype("picker-name", "/media/stick/slip.pdf");
        desk.press("picker-choose");
        let path = std::path::Path::new("/media/stick/slip.pdf");
        let saved = |wish: &PeopleWish| matches!(wish, PeopleWish::Slip { account: who, to: SlipTo::File(to), lock: true, .. } if *who == account(4) && to == path);
        desk.asked(people(saved));
        // Of an account that was closed long ago, too; then nothing is locked.
        desk.click_part("Dan Oprea");
        desk.press_below("closed-slip-print");
        let printed = |wish: &PeopleWish| matches!(wish, PeopleWish::Slip { account: who, to: SlipTo::Printer, lock: false, .. } if *who == account(5));
        desk.asked(people(printed));
        assert!(desk.sees(&desk.text("closed-slip-printed")));
    });
}

#[test]
fn a_supervisors_enrolment_that_waits_still_compares_the_words() {
    in_both(|language| {
        let mut desk = at_people(language);
        needs_radu(&desk);
        seated_and_typed(&mut desk);
        desk.press("consent-way-later");
        desk.type_into("consent-reason", "Radu is away until Monday");
        desk.press("consent-go-later");
        assert!(desk.sees("harbor"), "the person sits here now");
        desk.press("enrol-compared");
        desk.press("wizard-next");
        assert!(desk.sees(&desk.with("enrol-waiting-text", &[("number", "31".into())])));
        desk.press("enrol-back");
        assert!(desk.sees(&desk.text("people-new")));
    });
}
