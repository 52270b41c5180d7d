//! The recovery sheets of a vault that is open: which set is in use, one sheet told without being shown, and a new set from
//! its reason to the second signature.

use std::path::Path;
use std::sync::Arc;

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, Request, SheetWish};
use strongroom::app::snapshot::{
    NewSheetsFace, ReplacedSheets, SecondNeeded, SheetFace, SheetOf, SheetsFace, Will,
};
use strongroom::keys::recovery::{RecoverySeed, Sheet};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, NOW};

const REASON: &str = "Sheet 2 was lost when the office moved";

/// What a house answers of its sheets.
pub(crate) fn answer(wish: &SheetWish) -> Answer {
    match wish {
        SheetWish::Look => Answer::Sheets(Arc::new(SheetsFace {
            set: "7f01c2d9".to_owned(),
            since: Some(NOW),
            replaced: vec![ReplacedSheets { set: "03a9e4b1".to_owned(), at: NOW }],
            behind: 2,
            behind_names: vec!["Private clients".to_owned()],
            owed: false,
            may: true,
        })),
        SheetWish::Draw => Answer::SheetsDrawn(Arc::new(NewSheetsFace {
            set: "5c5c0d11".to_owned(),
            sheets: 5,
            needed: 3,
            fingerprint_words: ["amber", "canvas", "delta", "ember", "fable", "grove"]
                .map(str::to_owned)
                .to_vec(),
        })),
        SheetWish::Check(_) => Answer::Sheet(Arc::new(SheetFace {
            number: 4,
            total: 5,
            needed: 3,
            set: "7f01c2d9".to_owned(),
            of: SheetOf::InUse,
        })),
        SheetWish::Replace { consent: Consent::Unsaid, .. } => Answer::SecondNeeded(Arc::new(SecondNeeded {
            will: Will { key: "recovery", named: Vec::new() },
            who: vec![("Radu Pop".to_owned(), "radu.pop".to_owned())],
            reason_is_enough: false,
            may_wait: false,
        })),
        SheetWish::Save { .. } | SheetWish::Print { .. } | SheetWish::Drop | SheetWish::Replace { .. } => {
            Answer::Done
        }
    }
}

/// The page of a supervisor.
pub(crate) fn at_sheets(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Supervisor, language);
    desk.press("rail-sheets");
    desk
}

/// Types a whole sheet into the field that asks for its first word.
pub(crate) fn type_sheet(desk: &mut Desk, sheet: &Sheet) {
    let label = desk.with("recover-word", &[("place", 1_u32.into()), ("words", 32_u32.into())]);
    desk.type_named(&label, &format!("{} ", sheet.words().join(" ")));
}

/// From the page to the step at which sheets are typed in.
fn to_typing(desk: &mut Desk) {
    desk.press("sheets-replace");
    desk.type_into("out-reason-label", REASON);
    desk.press("sheets-draw");
    for number in 1..=5_u32 {
        let print = desk.with("wizard-sheet-print", &[("number", number.into())]);
        desk.click(&print);
        let tick = desk.with("wizard-sheet-tick", &[("number", number.into())]);
        desk.click(&tick);
    }
    desk.press_below("sheets-type");
}

#[test]
fn the_page_says_which_set_is_in_use_and_what_the_old_one_still_opens() {
    in_both(|language| {
        let desk = at_sheets(language);
        for seen in ["7f01c2d9", "03a9e4b1", "Private clients"] {
            assert!(desk.sees_part(seen), "{seen}");
        }
        assert!(desk.sees(&desk.text("sheets-old-open")));
        let behind = desk.with("sheets-behind", &[("count", 2_u32.into())]);
        assert!(desk.sees_part(&behind));
    });
}

#[test]
fn one_sheet_is_told_and_its_words_are_not_shown() {
    in_both(|language| {
        let mut desk = at_sheets(language);
        desk.press("sheets-check");
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        type_sheet(&mut desk, &sheets[3]);
        let (_, request) = desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Check(_))));
        let Request::Sheets(SheetWish::Check(words)) = request else { unreachable!("it was just matched") };
        assert_eq!(words.as_str(), sheets[3].words().join(" "));
        let whole = desk.with(
            "sheets-check-whole",
            &[("number", 4_u32.into()), ("total", 5_u32.into()), ("set", "7f01c2d9".into())],
        );
        assert!(desk.sees_part(&whole) && desk.sees_part(&desk.text("sheet-of-in-use")));
        assert!(!desk.sees_part(&sheets[3].words()[..3].join(" ")));
        desk.press("sheets-close");
        assert!(desk.sees(&desk.text("sheets-text")));
    });
}

#[test]
fn a_set_is_replaced_with_a_reason_five_sheets_three_typed_in_and_a_second_person() {
    in_both(|language| {
        let mut desk = at_sheets(language);
        to_typing(&mut desk);
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        for sheet in &sheets[1..4] {
            type_sheet(&mut desk, sheet);
        }
        assert!(desk.sees(&desk.text("sheets-typed")));
        desk.press("sheets-go");
        let (_, asked) = desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Replace { .. })));
        let Request::Sheets(SheetWish::Replace { sheets: typed, reason, consent }) = asked else {
            unreachable!("it was just matched")
        };
        assert!(matches!(consent, Consent::Unsaid));
        assert_eq!((typed.len(), reason.as_str()), (3, REASON));
        assert!(desk.sees_part(&desk.text("will-recovery")));
        desk.type_into("consent-password", "radu walks along the river");
        desk.press("consent-go-second");
        let (_, asked) = desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Replace { .. })));
        assert!(matches!(
            asked,
            Request::Sheets(SheetWish::Replace { consent: Consent::Second(_), sheets, .. }) if sheets.len() == 3
        ));
        assert!(desk.sees(&desk.text("sheets-replaced")));
    });
}

#[test]
fn two_sheets_are_not_saved_in_one_folder_and_giving_up_forgets_them() {
    in_both(|language| {
        let mut desk = at_sheets(language);
        desk.press("sheets-replace");
        desk.type_into("out-reason-label", REASON);
        desk.press("sheets-draw");
        for number in 1..=2_u32 {
            let save = desk.with("wizard-sheet-save", &[("number", number.into())]);
            desk.click(&save);
            desk.retype("picker-name", &format!("/media/stick/{number}.pdf"));
            desk.press("picker-choose");
        }
        let (_, first) = desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Save { .. })));
        assert!(matches!(
            first,
            Request::Sheets(SheetWish::Save { number: 1, path, .. }) if path == Path::new("/media/stick/1.pdf")
        ));
        assert!(desk.never_asked(|request| matches!(request, Request::Sheets(SheetWish::Save { .. }))));
        assert!(desk.sees(&desk.text("wizard-sheet-same-place")));
        desk.press_below("sheets-give-up");
        desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Drop)));
        assert!(desk.sees(&desk.text("sheets-text")));
    });
}

#[test]
fn a_sheet_is_read_from_a_picture_or_it_is_said_why_not() {
    in_both(|language| {
        let mut desk = at_sheets(language);
        desk.press("sheets-check");
        desk.press("recover-picture");
        let refused = Problem::new(ProblemKind::Sheets).with("why", "sheet-picture-no-code");
        desk.shared.house.borrow_mut().refuse = Some(refused);
        desk.pick("/media/stick/sheet.jpg");
        let (_, asked) = desk.asked(|request| matches!(request, Request::ReadSheet { .. }));
        assert!(matches!(asked, Request::ReadSheet { path } if path == Path::new("/media/stick/sheet.jpg")));
        assert!(desk.sees_part(&desk.text("why-sheet-picture-no-code")));
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        desk.shared.house.borrow_mut().hold = true;
        desk.press("recover-picture");
        desk.pick("/media/stick/sheet.png");
        let (id, _) = desk.asked(|request| matches!(request, Request::ReadSheet { .. }));
        let sheet = Sheet::from_qr_text(&sheets[0].qr_text()).unwrap();
        desk.shared.done(id, Ok(Answer::SheetRead(sheet.into())));
        desk.settle();
        desk.asked(|request| matches!(request, Request::Sheets(SheetWish::Check(_))));
    });
}

#[test]
fn sheets_that_nobody_confirmed_stand_in_red_on_every_screen() {
    in_both(|language| {
        let mut house = House::sample(3);
        house.sheets_owed = true;
        let mut desk = Desk::unlocked(house, Role::Supervisor, language);
        assert!(desk.sees(&desk.text("banner-sheets")));
        desk.press("banner-sheets-see");
        assert!(desk.sees(&desk.text("sheets-title")) && desk.sees(&desk.text("banner-sheets")));
        assert!(!desk.sees(&desk.text("banner-sheets-see")), "it leads nowhere from here");
    });
}
