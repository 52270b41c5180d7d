//! Another set of recovery sheets: from the sheets on paper, read from pictures of them, to what each set opens afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use strongroom::airgap::posture::{Seen, Subject};
use strongroom::app::acts::backup::restore_by_sheets;
use strongroom::app::entrance::Entrance;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::recovery::{sheet_from_picture, text_of_picture};
use strongroom::app::request::{Consent, LockReason, Second};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{DraftWish, RestoredFace, Settled, SheetOf};
use strongroom::base::clock::SharedClock;
use strongroom::base::id::GenerationId;
use strongroom::base::job::Watch;
use strongroom::policy::Role;
use strongroom::texts::Language;
use strongroom::vault::owed_sheets;
use zeroize::Zeroizing;

use crate::backup_house::{House, files, records_in};
use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};
use crate::proofs::proves;

type Typed = Vec<Zeroizing<String>>;

const WHY: &str = "Sheet 2 was lost when the office moved";

fn alone() -> Consent {
    Consent::Alone("No one else is here yet".to_owned())
}

/// A folder for each sheet, as if each was a medium.
fn apart(folder: &Path, set: &str) -> Vec<PathBuf> {
    let folders = (1..=5).map(|number| folder.join(format!("{set}-{number}")));
    folders.inspect(|folder| fs::create_dir(folder).unwrap()).collect()
}

/// The page, as a scanner sees it.
fn scanned(pdf: &Path, dpi: &str) -> PathBuf {
    let to = pdf.with_extension("");
    let done =
        Command::new("pdftoppm").args(["-png", "-gray", "-singlefile", "-r", dpi]).arg(pdf).arg(&to).status();
    assert!(done.expect("pdftoppm is needed: apt-get install poppler-utils").success());
    to.with_extension("png")
}

/// Draws a set, saves it, and reads three of its sheets back from paper.
fn drawn(session: &mut Session, folder: &Path, which: [u8; 3]) -> Result<Typed, Problem> {
    let face = session.draw_sheets()?;
    let folders = apart(folder, &face.set);
    for (number, folder) in (1..).zip(&folders) {
        session.save_new_sheet(number, &folder.join("sheet.pdf"), Language::Romanian)?;
    }
    let read = which.iter().map(|number| {
        let picture = scanned(&folders[usize::from(*number) - 1].join("sheet.pdf"), "150");
        let sheet = sheet_from_picture(&picture)?;
        assert_eq!((sheet.number, sheet.set.to_string()), (*number, face.set.clone()));
        text_of_picture(&picture)
    });
    read.collect()
}

fn done(settled: Settled<()>) {
    assert!(matches!(settled, Settled::Done(())), "two signatures, or one alone with a reason");
}

fn replace(house: &House, which: [u8; 3]) -> Typed {
    let typed = house.session((LOGIN, PASSWORD), |ana| {
        let typed = drawn(ana, house.apart.path(), which)?;
        done(ana.replace_sheets(&typed, WHY, &alone())?);
        Ok(typed)
    });
    typed.unwrap()
}

fn restored(
    house: &House,
    sheets: &Typed,
    generation: Option<GenerationId>,
    name: &str,
) -> Result<RestoredFace, Problem> {
    let clock: SharedClock = house.clock.clone();
    let around = (&clock, house.apart.path());
    let to = house.apart.path().join(name);
    restore_by_sheets(house.mount(), generation, &to, sheets, false, around, &mut Watch::unwatched())
}

fn why(problem: &Problem) -> String {
    let mut details = problem.details.iter();
    details.find(|(name, _)| *name == "why").map(|(_, why)| why.clone()).unwrap_or_default()
}

fn checked(house: &House, sheets: &Typed) -> Result<(), Problem> {
    Entrance::open(&house.vault(), house.clock.clone(), house.apart.path().to_owned())?.check_sheets(sheets)
}

#[test]
fn the_new_sheets_open_what_is_there_and_the_old_ones_what_was() {
    let house = House::new();
    let old = house.sheets([4, 0, 2]);
    let before = house.write(false).unwrap();
    checked(&house, &old).unwrap();
    let new = replace(&house, [5, 1, 2]);

    checked(&house, &new).unwrap();
    let refused = checked(&house, &old).unwrap_err();
    assert_eq!((refused.kind, why(&refused).as_str()), (ProblemKind::Sheets, "sheet-replaced"));
    house.file_a_letter(1);
    let after = house.write(false).unwrap();
    assert!(after.generation.full, "nothing goes on from what other sheets open");
    let (before, after) = (before.generation.generation, after.generation.generation);

    let now = restored(&house, &new, None, "by-new").unwrap();
    assert_eq!(now.generation, after);
    assert_eq!(records_in(&now.path, house.group, house.apart.path(), &house.clock), 2);
    let then = restored(&house, &old, None, "by-old").unwrap();
    assert_eq!(then.generation, before, "the newest that these sheets open");
    assert_eq!(records_in(&then.path, house.group, house.apart.path(), &house.clock), 1);
    assert!(restored(&house, &old, Some(after), "old-of-new").is_err());
    assert!(restored(&house, &new, Some(before), "new-of-old").is_err());

    // Whoever holds the restore key goes on opening both.
    for (n, generation) in [before, after].into_iter().enumerate() {
        let to = house.apart.path().join(format!("by-key-{n}"));
        let opened = house.session((LOGIN, PASSWORD), |ana| {
            ana.restore_backup(house.mount(), Some(generation), &to)?.run(&mut Watch::unwatched())
        });
        assert_eq!(opened.unwrap().generation, generation);
    }
}

#[test]
fn the_new_sheets_enrol_a_supervisor_whose_key_the_log_knows() {
    let house = House::new();
    let old = house.sheets([1, 2, 3]);
    let first = replace(&house, [1, 2, 3]);
    let second = replace(&house, [2, 3, 4]);
    let entrance =
        Entrance::open(&house.vault(), house.clock.clone(), house.apart.path().to_owned()).unwrap();
    let wish = |login: &str| DraftWish {
        name: "Eva Stan".to_owned(),
        login: login.to_owned(),
        job_title: String::new(),
        role: Role::Supervisor,
    };
    let secret = password("a river of lemons by night");
    for sheets in [&old, &first] {
        assert!(entrance.recover(sheets, &wish("nobody"), &secret).is_err());
    }
    entrance.recover(&second, &wish("eva"), &secret).unwrap();
    drop(entrance);
    house
        .session(("eva", "a river of lemons by night"), |eva| {
            eva.sign_agreement("Eva Stan", Language::English)?;
            assert!(eva.check(false)?.run(&mut Watch::unwatched())?.damage.is_empty());
            // She holds no restore key, and somebody does: the next set is not hers to draw.
            assert_eq!(why(&eva.draw_sheets().unwrap_err()), "no-restore-key");
            Ok(())
        })
        .unwrap();
    // What is taken out of the log still proves itself by the founding's words alone, with the later key's certificate in it.
    let (evidence, words) = house
        .session((LOGIN, PASSWORD), |ana| {
            assert_eq!(ana.check(false)?.run(&mut Watch::unwatched())?.damage, Vec::new());
            let days = (date(2026, 11, 1), date(2026, 12, 31));
            let taken = ana.take_evidence(days, house.apart.path(), "assessment")?;
            Ok((taken.run(&mut Watch::unwatched())?, ana.draw_sheets()?.fingerprint_words.join(" ")))
        })
        .unwrap();
    assert!(evidence.events > 0 && proves(&evidence.path, &words));
}

#[test]
fn what_the_maker_does_not_hold_goes_over_when_its_holder_comes() {
    let house = House::new();
    house.fixture.with_second();
    let theirs = house.session(("eva", "eva"), |eva| eva.make_group("Only Eva's")).unwrap();
    let new = house
        .session((LOGIN, PASSWORD), |ana| {
            let typed = drawn(ana, house.apart.path(), [1, 3, 5])?;
            assert!(matches!(ana.replace_sheets(&typed, WHY, &Consent::Unsaid)?, Settled::SecondNeeded(_)));
            let consent = Consent::Alone("Not while Eva is there".to_owned());
            assert!(matches!(ana.replace_sheets(&typed, WHY, &consent)?, Settled::SecondNeeded(_)));
            let second = Second {
                login: "eva".to_owned(),
                password: password("eva"),
                factor: strongroom::app::request::GivenFactor::Nothing,
            };
            done(ana.replace_sheets(&typed, WHY, &Consent::Second(second))?);
            let face = ana.sheets()?;
            assert_eq!((face.behind, face.behind_names.len(), face.replaced.len()), (1, 0, 1));
            Ok(typed)
        })
        .unwrap();
    house.write(false).unwrap();
    let held = |vault: &Path| -> Vec<bool> {
        let identity = strongroom::parcel::Identity::from_secret(&seed_of(&new).age_identity()).unwrap();
        let copy = strongroom::vault::Vault::open(vault).unwrap();
        let copy = strongroom::staff::copied::OpenedCopy::open(&copy, &identity).unwrap();
        [house.group, theirs].map(|group| copy.keys_of(group).is_some()).to_vec()
    };
    let early = restored(&house, &new, None, "early").unwrap();
    assert_eq!(held(&early.path), [true, false], "nobody who holds it was there yet");
    house
        .session(("eva", "eva"), |eva| {
            assert_eq!(eva.sheets()?.behind, 0);
            Ok(())
        })
        .unwrap();
    house.write(false).unwrap();
    let late = restored(&house, &new, None, "late").unwrap();
    assert_eq!(held(&late.path), [true, true]);
}

fn seed_of(typed: &Typed) -> strongroom::keys::recovery::RecoverySeed {
    let sheets: Vec<_> =
        typed.iter().map(|text| strongroom::keys::recovery::Sheet::from_qr_text(text).unwrap()).collect();
    strongroom::keys::recovery::RecoverySeed::combine(&sheets).unwrap()
}

#[test]
fn a_set_is_replaced_with_three_of_its_own_sheets_and_with_nothing_less() {
    let house = House::new();
    let old = house.sheets([0, 1, 2]);
    house
        .session((LOGIN, PASSWORD), |ana| {
            assert!(ana.replace_sheets(&old, WHY, &alone()).is_err(), "none was drawn");
            let given_up = drawn(ana, house.apart.path(), [1, 2, 3])?;
            let typed = drawn(ana, house.apart.path(), [1, 2, 3])?;
            for wrong in [&old, &given_up] {
                assert_eq!(why(&ana.replace_sheets(wrong, WHY, &alone()).err().unwrap()), "sheet-not-new");
            }
            let two = typed[..2].to_vec();
            assert_eq!(why(&ana.replace_sheets(&two, WHY, &alone()).err().unwrap()), "sheet-too-few");
            assert!(ana.replace_sheets(&typed, " ", &alone()).is_err());
            ana.drop_sheets();
            assert!(ana.replace_sheets(&typed, WHY, &alone()).is_err(), "they were given up");
            Ok(())
        })
        .unwrap();
    checked(&house, &old).unwrap();
    let refused = house.as_operator(|op| op.draw_sheets().map(drop)).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Refused);
}

#[test]
fn sheets_are_never_together_on_one_medium_and_one_sheet_is_told_by_itself() {
    let house = House::new();
    let stick = tempfile::tempdir_in("/dev/shm").unwrap();
    house
        .session((LOGIN, PASSWORD), |ana| {
            let face = ana.draw_sheets()?;
            let here = apart(house.apart.path(), &face.set);
            let save = |number: u8, folder: &Path| {
                ana.save_new_sheet(number, &folder.join(format!("{number}.pdf")), Language::English)
            };
            save(1, &here[0])?;
            assert_eq!(why(&save(2, &here[0]).unwrap_err()), "sheet-same-folder");
            save(1, &here[0])?;
            let there = apart(stick.path(), &face.set);
            save(2, &there[1])?;
            save(3, &there[2])?;
            assert_eq!(why(&save(4, &there[3]).unwrap_err()), "sheet-same-medium");
            save(4, &here[3])?;
            assert_eq!(why(&save(5, &house.vault()).unwrap_err()), "inside-vault");

            let told = |ana: &Session, text: &str| ana.check_sheet(text).map(|told| (told.number, told.of));
            assert_eq!(told(ana, &house.sheets([3, 0, 1])[0])?, (4, SheetOf::InUse));
            let mut words: Vec<String> = house.sheets([3, 0, 1])[0].split(' ').map(str::to_owned).collect();
            words.swap(4, 9);
            assert!(told(ana, &words.join(" ")).is_err());
            let picture = scanned(&here[0].join("1.pdf"), "110");
            assert_eq!(told(ana, &text_of_picture(&picture)?)?, (1, SheetOf::Unknown), "not in use yet");
            Ok(())
        })
        .unwrap();
    replace(&house, [1, 2, 3]);
    house
        .session((LOGIN, PASSWORD), |ana| {
            assert_eq!(ana.check_sheet(&house.sheets([3, 0, 1])[0])?.of, SheetOf::Replaced);
            Ok(())
        })
        .unwrap();
    let entrance =
        Entrance::open(&house.vault(), house.clock.clone(), house.apart.path().to_owned()).unwrap();
    assert_eq!(entrance.check_sheet(&house.sheets([3, 0, 1])[0]).unwrap().of, SheetOf::Founding);
}

#[test]
fn a_restore_key_that_nobody_holds_is_made_anew_with_the_sheets() {
    let fixture = Fixture::new();
    let apart = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(strongroom::base::clock::HandClock::at(later()));
    let open = || Entrance::open(fixture.layout().folder(), clock.clone(), apart.path().to_owned()).unwrap();
    let sheets = fixture.seed.split(3, 5).unwrap();
    let typed: Typed = sheets.iter().take(3).map(|sheet| Zeroizing::new(sheet.words().join(" "))).collect();
    let wish = DraftWish {
        name: "Eva Stan".to_owned(),
        login: "eva".to_owned(),
        job_title: String::new(),
        role: Role::Supervisor,
    };
    let secret = || password("a river of lemons by night");
    open().recover(&typed, &wish, &secret()).unwrap();
    let ana = fixture.log_in(LOGIN, later()).person().account;
    let mut eva = open().unlock("eva", &secret()).ok().unwrap();
    eva.sign_agreement("Eva Stan", Language::English).unwrap();
    eva.leave(ana, "Left the firm and took her password along").unwrap();
    let typed = drawn(&mut eva, apart.path(), [1, 2, 4]).unwrap();
    done(eva.replace_sheets(&typed, WHY, &alone()).unwrap());
    eva.lock(LockReason::Person).unwrap();
    let mut eva = open().unlock("eva", &secret()).ok().unwrap();
    assert!(eva.sheets().unwrap().may);
    assert!(drawn(&mut eva, apart.path(), [1, 2, 4]).is_ok());
    eva.lock(LockReason::Person).unwrap();
}

#[test]
fn until_the_header_is_written_the_sheets_of_before_are_the_vaults() {
    let house = House::new();
    let old = house.sheets([0, 1, 2]);
    let before = files(&house.vault());
    let new = replace(&house, [1, 2, 3]);
    let after = files(&house.vault());
    // As a power cut leaves it before the last step: what was written so far lies beside what was there.
    let early = |name: &str| {
        let registry = name.starts_with("registry.") && !before.contains_key(name);
        registry || name.ends_with(".registry") || name.starts_with("keys/")
    };
    for name in after.keys() {
        fs::remove_file(house.vault().join(name)).unwrap();
    }
    let early = after.iter().filter(|(name, _)| early(name));
    for (name, content) in before.iter().chain(early) {
        fs::write(house.vault().join(name), content).unwrap();
    }
    let refused = checked(&house, &new).unwrap_err();
    assert_eq!(why(&refused), "sheet-other-vault");
    checked(&house, &old).unwrap();
    house.file_a_letter(1);
    let kept = house.write(false).unwrap().generation.generation;
    assert_eq!(restored(&house, &old, Some(kept), "kept").unwrap().generation, kept);

    // Done again with another set, nothing of the first one is in the way.
    let third = replace(&house, [5, 4, 3]);
    checked(&house, &third).unwrap();
    let report = house.session((LOGIN, PASSWORD), |ana| ana.check(false)?.run(&mut Watch::unwatched()));
    assert_eq!(report.unwrap().damage, Vec::new());
    let last = house.write(false).unwrap().generation.generation;
    let opened = restored(&house, &third, Some(last), "by-third").unwrap();
    assert_eq!(records_in(&opened.path, house.group, house.apart.path(), &house.clock), 2);
    assert!(restored(&house, &new, Some(last), "by-cut-off").is_err());
}

/// Nobody said that the sheets are kept: supervisors are told, until three were seen or another set is in use.
#[test]
fn sheets_that_nobody_confirmed_are_owed_until_three_are_checked_or_replaced() {
    let house = House::new();
    let layout = strongroom::vault::Layout::new(house.vault());
    let old = house.sheets([0, 1, 2]);
    let set =
        strongroom::keys::recovery::RecoveryPublic::from(house.fixture.verify().unwrap().header().founding());
    let seen = |ana: &mut Session| {
        let face = ana.posture().unwrap().run(&mut Watch::unwatched()).unwrap();
        face.rows.iter().find(|row| row.subject() == Subject::Sheets).unwrap().seen
    };
    let told = |owed: bool, work: &dyn Fn(&mut Session)| {
        house
            .session((LOGIN, PASSWORD), |ana| {
                assert_eq!((ana.face().sheets_owed, ana.sheets()?.owed), (owed, owed));
                assert_eq!(seen(ana) == Seen::SheetsOwed, owed);
                work(ana);
                Ok(())
            })
            .unwrap();
    };
    told(false, &|_| ());
    owed_sheets::owe(&layout, set.sheet_set()).unwrap();
    told(true, &|ana| {
        for sheet in [&old[0], &old[0], &old[1]] {
            ana.check_sheet(sheet).unwrap();
        }
        assert!(ana.face().sheets_owed, "two of them are not enough");
        ana.check_sheet(&old[2]).unwrap();
        assert!(!ana.face().sheets_owed);
    });
    told(false, &|_| ());
    // Without a log-in, as the command does it; and by another set.
    owed_sheets::owe(&layout, set.sheet_set()).unwrap();
    checked(&house, &old).unwrap();
    told(false, &|_| ());
    owed_sheets::owe(&layout, set.sheet_set()).unwrap();
    told(true, &|_| ());
    replace(&house, [1, 2, 3]);
    told(false, &|_| ());
}
