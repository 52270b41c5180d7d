//! Restoring by recovery sheets from the first window: the medium and the place, which backup, the sheets, the comparison, and
//! the page that says what comes next; and what is refused on the way, with nothing typed lost.

use std::path::Path;
use std::sync::Arc;

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Request, RequestId, SheetRestoreWish};
use strongroom::app::snapshot::{Against, Colour, ShelfFace, StagedFace, VerifiedFace};
use strongroom::base::id::GenerationId;
use strongroom::keys::recovery::RecoverySeed;
use strongroom::texts::Language;
use strongroom::ui::{Ended, Stage};

use crate::front::{Front, air_gap, in_both};
use crate::sticks::{Sticks, days_ago};

const MEDIUM: &str = "/media/ana/BLUE";
const PLACE: &str = "/srv/strongroom";

fn shelf() -> ShelfFace {
    Sticks::three().shelf
}

/// The next request about restoring by sheets.
fn asked(front: &Front) -> (RequestId, SheetRestoreWish) {
    let (id, request) = front.asked().expect("something is asked for");
    let Request::RestoreBySheets(wish) = request else { panic!("another request") };
    (id, wish)
}

/// Answers what lies on the medium.
fn on_medium(front: &mut Front, shelf: ShelfFace) {
    let (id, wish) = asked(front);
    assert!(matches!(wish, SheetRestoreWish::Look { mount } if mount == Path::new(MEDIUM)));
    front.done(id, Ok(Answer::OnMedium(Arc::new(shelf))));
}

/// In the stage that restores, with three backups on the medium.
fn begun(language: Language) -> Front {
    let stage = Stage::BySheets { folder: PLACE.into(), medium: MEDIUM.into() };
    let mut front = Front::at(stage, Colour::Green, language);
    on_medium(&mut front, shelf());
    assert!(front.sees("by-sheets-title-backup"));
    front
}

/// Types three sheets, each word by its first four letters.
fn type_sheets(front: &mut Front) {
    let sheets = RecoverySeed::generate().split(3, 5).unwrap();
    let label = front.texts.with("recover-word", &[("place", 1_u32.into()), ("words", 32_u32.into())]);
    for sheet in sheets.iter().take(3) {
        let short: Vec<String> = sheet.words().iter().map(|word| word.chars().take(4).collect()).collect();
        front.type_into_named(&label, &format!("{} ", short.join(" ")));
    }
}

/// The sheets are typed, and open the backup.
fn ready(language: Language) -> Front {
    let mut front = begun(language);
    front.press("by-sheets-go-on");
    type_sheets(&mut front);
    let (id, wish) = asked(&front);
    let SheetRestoreWish::Open { generation, sheets, .. } = wish else { panic!("they are compared first") };
    assert_eq!((generation, sheets.len()), (Some(GenerationId::from_bytes([3; 16])), 3));
    assert!(front.sees("by-sheets-opening"));
    front.done(id, Ok(Answer::Done));
    assert!(front.sees("by-sheets-they-open") && front.sees_words(PLACE));
    front
}

fn staged(front: &mut Front, against: Against) {
    front.press("place-begin");
    let (id, wish) = asked(front);
    let SheetRestoreWish::Stage { wish, sheets } = wish else { panic!("it is restored") };
    assert_eq!((wish.to.as_path(), wish.replace, sheets.len()), (Path::new(PLACE), false, 3));
    assert!(front.sees("by-sheets-stop-what") && !front.sees("by-sheets-away"));
    let face = StagedFace { against, ..crate::drilling::staged() };
    front.done(id, Ok(Answer::Staged(Arc::new(face))));
}

#[test]
fn the_first_window_asks_for_the_medium_and_the_place_and_another_takes_over() {
    in_both(|language| {
        let mut front = Front::at(Stage::Chooser, Colour::Green, language);
        front.press("chooser-restore");
        front.press("from-backup-medium-choose");
        pick(&mut front, MEDIUM);
        on_medium(&mut front, ShelfFace::default());
        assert!(front.sees("from-backup-none"));
        front.press("from-backup-medium-choose");
        pick(&mut front, "/media/ana");
        let (id, _) = asked(&front);
        front.done(id, Ok(Answer::OnMedium(Arc::new(shelf()))));
        front.press("from-backup-new-choose");
        pick(&mut front, "/media/ana/BLUE");
        assert!(front.sees("why-inside-medium"));
        front.press("from-backup-new-choose");
        pick(&mut front, "/nowhere/at/all");
        assert!(front.sees_words("/nowhere/at/all/strongroom"));
        front.press("from-backup-place");
        front.press("from-backup-place-choose");
        pick(&mut front, "/nowhere/at/all");
        assert!(front.sees("from-backup-no-vault"));
        let broken = tempfile::tempdir().unwrap();
        let vault = broken.path().join("vault");
        for own in ["accounts", "groups", "audit"] {
            std::fs::create_dir_all(vault.join(own)).unwrap();
        }
        front.press("from-backup-place-choose");
        pick(&mut front, vault.to_str().unwrap());
        front.press("from-backup-go");
        let Ended::BySheets { folder, medium } = front.ended() else { panic!("another window takes over") };
        assert_eq!((folder.as_path(), medium.as_path()), (vault.as_path(), Path::new("/media/ana")));
    });
}

fn pick(front: &mut Front, path: &str) {
    front.type_into("picker-path", path);
    front.press("picker-choose");
}

#[test]
fn a_backup_is_verified_before_the_envelopes_are_opened() {
    in_both(|language| {
        let mut front = begun(language);
        front.press("by-sheets-verify");
        let (id, wish) = asked(&front);
        assert!(matches!(wish, SheetRestoreWish::Verify { .. }));
        assert!(front.sees("by-sheets-verify-stop"));
        let damaged = ("20261120/volume-0001.tar.age".to_owned(), "its size is another".to_owned());
        let found = |damage| VerifiedFace {
            generation: shelf().generations[0].clone(),
            files: 5,
            bytes: 9_000_000,
            whole: true,
            uncached: true,
            damage,
        };
        front.done(id, Ok(Answer::BackupVerified(Arc::new(found(vec![damaged])))));
        assert!(front.sees_words("volume-0001.tar.age"));
        on_medium(&mut front, shelf());
        let older = front.texts.date_and_time(days_ago(9));
        click_part(&mut front, &older);
        assert!(!front.sees_words("volume-0001.tar.age"), "it was of another backup");
        front.press("by-sheets-verify");
        let (id, wish) = asked(&front);
        let SheetRestoreWish::Verify { generation, .. } = wish else { panic!("it verifies") };
        assert_eq!(generation, Some(GenerationId::from_bytes([1; 16])));
        front.done(id, Ok(Answer::BackupVerified(Arc::new(found(Vec::new())))));
        let named = [("files", front.texts.count(5).into()), ("size", front.texts.size(9_000_000).into())];
        let said = front.texts.with("by-sheets-verified", &named);
        assert!(front.sees_words(&said));
    });
}

fn click_part(front: &mut Front, part: &str) {
    use egui_kittest::kittest::Queryable as _;
    front.harness.query_all_by_label_contains(part).next().expect("it is on screen").click();
    front.settle();
}

#[test]
fn it_is_restored_shown_and_put_in_place_and_what_comes_next_is_said() {
    in_both(|language| {
        let mut front = ready(language);
        staged(&mut front, Against::Vault);
        let numbers = [
            ("number", front.texts.count(1).into()),
            ("there", front.texts.count(812).into()),
            ("here", front.texts.count(815).into()),
        ];
        let compared = front.texts.with("against-group", &numbers);
        assert!(front.sees_words(&compared));
        assert!(!front.sees_words("Letter of March"), "nobody is logged in who may read titles");
        front.press("by-sheets-place");
        let (id, wish) = asked(&front);
        assert!(matches!(wish, SheetRestoreWish::Place));
        front.done(id, Ok(Answer::Placed(Arc::new(crate::drilling::placed()))));
        assert!(front.sees("placed-title") && front.sees("placed-next-sheets"));
        assert!(front.sees("placed-next-nobody") && front.sees("placed-next-backup"));
        front.press("placed-open");
        assert_eq!(front.ended(), Ended::OpenVault("/vaults/dumbrava".into()));
    });
}

#[test]
fn where_there_is_nothing_to_compare_with_that_is_said_and_all_can_be_left() {
    in_both(|language| {
        for against in [Against::Nothing, Against::Unopened, Against::Other] {
            let mut front = ready(language);
            staged(&mut front, against);
            assert!(front.sees(&format!("against-{}", against.key())));
            front.press("by-sheets-leave");
            let (id, wish) = asked(&front);
            assert!(matches!(wish, SheetRestoreWish::Unstage));
            front.done(id, Ok(Answer::Done));
            assert!(front.sees("place-begin"), "the sheets are still here");
        }
    });
}

#[test]
fn what_is_refused_is_named_and_nothing_that_was_typed_is_lost() {
    in_both(|language| {
        let mut front = begun(language);
        front.press("by-sheets-go-on");
        type_sheets(&mut front);
        let (id, _) = asked(&front);
        let other = Problem::new(ProblemKind::Sheets).with("why", "sheet-other-backup");
        front.done(id, Err(other));
        assert!(front.sees_words(&front.text("why-sheet-other-backup")));
        // An older backup that they open.
        front.press("by-sheets-other-backup");
        let older = front.texts.date_and_time(days_ago(9));
        click_part(&mut front, &older);
        front.press("by-sheets-go-on");
        let (id, wish) = asked(&front);
        let SheetRestoreWish::Open { generation, sheets, .. } = wish else { panic!("they are compared") };
        assert_eq!((generation, sheets.len()), (Some(GenerationId::from_bytes([1; 16])), 3));
        front.done(id, Ok(Answer::Done));
        // It is stopped, and begun again with the same sheets.
        front.press("place-begin");
        let (id, _) = asked(&front);
        front.press("add-cancel");
        let (_, cancel) = front.asked().expect("it is stopped");
        assert!(matches!(cancel, Request::Cancel(other) if other == id));
        front.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        assert!(front.sees("by-sheets-cancelled"));
        staged(&mut front, Against::Nothing);
        // Leaving asks first.
        front.press("by-sheets-away");
        assert!(front.sees("leave-title"));
        front.press("leave-discard");
        assert_eq!(front.ended(), Ended::Chooser);
    });
}

#[test]
fn a_network_that_comes_up_takes_what_is_typed_and_one_that_was_there_does_not() {
    in_both(|language| {
        let mut front = begun(language);
        front.press("by-sheets-go-on");
        type_sheets(&mut front);
        front.say(strongroom::app::event::Event::AirGap(Arc::new(air_gap(Colour::Red))));
        assert!(front.sees("by-sheets-title-backup"));
        front.say(strongroom::app::event::Event::AirGap(Arc::new(air_gap(Colour::Red))));
        let (_, opening) = asked(&front);
        assert!(matches!(opening, SheetRestoreWish::Open { .. }));
        let (id, look) = asked(&front);
        assert!(matches!(look, SheetRestoreWish::Look { .. }));
        front.done(id, Ok(Answer::OnMedium(Arc::new(shelf()))));
        front.press("by-sheets-go-on");
        type_sheets(&mut front);
        front.say(strongroom::app::event::Event::AirGap(Arc::new(air_gap(Colour::Red))));
        assert!(front.sees("by-sheets-opening"), "a practice vault can be restored here");
    });
}
