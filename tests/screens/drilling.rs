//! Rehearsing a restore: a medium and a folder, the work, a result that passed and one that failed, and those of before.

use std::path::Path;
use std::sync::Arc;

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{BackupWish, Request};
use strongroom::app::snapshot::{
    Against, Compared, ComparedGroup, ComparedRecord, DrillFace, DrillRow, Named, RestoredFace, SecondNeeded,
    StagedFace, Will,
};
use strongroom::backup::drill::{Drill, Rows};
use strongroom::base::id::{GenerationId, GroupId, MediumId, RecordId, VaultId};
use strongroom::crypto::hash::Digest;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, NOW};

fn drill(found: &[(&str, &str)]) -> Drill {
    Drill {
        vault: VaultId::from_bytes([1; 16]),
        generation: GenerationId::from_bytes([2; 16]),
        medium: MediumId::from_bytes([3; 16]),
        manifest: Digest([4; 32]),
        wall: NOW,
        files: (41, 734_003_200),
        log: (5120, Digest([9; 32])),
        statements: (37, Digest([11; 32])),
        groups: (3, 1),
        rows: Rows { customers: 1204, records: 8930, identities: 1204 },
        counted: (2, 1),
        contents: 8930,
        found: found.iter().map(|(file, what)| ((*file).to_owned(), (*what).to_owned())).collect(),
    }
}

/// What came of a rehearsal.
pub(crate) fn face(found: &[(&str, &str)]) -> DrillFace {
    DrillFace { drill: drill(found), medium: "Stick 1".to_owned(), made: NOW, signed: Vec::new() }
}

/// The rehearsals of before.
pub(crate) fn past() -> Arc<[DrillRow]> {
    let row = |found: &[(&str, &str)]| DrillRow {
        drill: drill(found),
        medium: "Stick 2".to_owned(),
        by: "Ana Pop".to_owned(),
    };
    [row(&[]), row(&[("audit", "a frame is missing")])].into()
}

fn at_drill(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(9), Role::Supervisor, language);
    desk.press("rail-drill");
    desk
}

fn start(desk: &mut Desk) {
    desk.press("medium-form-choose");
    desk.pick("/media/stick");
    desk.press("out-folder-choose");
    desk.pick("/mnt/spare");
    desk.press("drill-go");
}

#[test]
fn it_takes_a_medium_and_a_spare_folder_and_says_what_was_compared() {
    in_both(|language| {
        let mut desk = at_drill(language);
        assert!(desk.sees(&desk.text("drill-sheets-stay")));
        assert!(desk.sees(&desk.text("drill-past")));
        desk.press("drill-go");
        assert!(desk.never_asked(|request| matches!(request, Request::Backup(BackupWish::Drill { .. }))));
        start(&mut desk);
        let (_, asked) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Drill { .. })));
        let Request::Backup(BackupWish::Drill { mount, generation, to }) = asked else { unreachable!() };
        assert_eq!((mount.as_path(), generation), (Path::new("/media/stick"), None));
        assert_eq!(to, Path::new("/mnt/spare/strongroom-drill"));
        let rows = [
            ("customers", desk.texts.count(1204).into()),
            ("records", desk.texts.count(8930).into()),
            ("identities", desk.texts.count(1204).into()),
        ];
        assert!(desk.sees(&desk.with("drill-rows-said", &rows)));
        assert!(desk.sees(&desk.with("drill-sealed", &[("count", 1_u64.into())])));
        assert!(!desk.sees(&desk.text("drill-found")));
        desk.press("drill-again");
        assert!(desk.sees(&desk.text("drill-text")));
    });
}

#[test]
fn what_differs_is_named_and_a_stopped_one_says_so() {
    in_both(|language| {
        let mut desk = at_drill(language);
        desk.shared.house.borrow_mut().hold = true;
        start(&mut desk);
        let (id, _) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Drill { .. })));
        assert!(desk.sees(&desk.text("drill-stop-what")));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("drill-cancelled")));
        desk.press("drill-go");
        let (id, _) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Drill { .. })));
        let found = [("groups/01/stack-2.1.db", "page 7 does not authenticate")];
        desk.shared.done(id, Ok(Answer::Drilled(Arc::new(face(&found)))));
        desk.settle();
        assert!(desk.sees("groups/01/stack-2.1.db"));
        assert!(desk.sees(&desk.text("drill-found-do")));
    });
}

/// What was restored beside the vault.
pub(crate) fn staged() -> StagedFace {
    let RestoredFace { generation, made, files, bytes, compared, .. } = restored(Path::new(""));
    StagedFace { generation, made, files, bytes, compared, against: Against::Vault }
}

/// It is in the place of the vault.
pub(crate) fn placed() -> RestoredFace {
    let kept = Some("/vaults/dumbrava.before-20261122T094107Z".into());
    RestoredFace { kept, ..restored(Path::new("/vaults/dumbrava")) }
}

/// Who is to sign it, too.
pub(crate) fn needed() -> SecondNeeded {
    let will = Will { key: "restore", named: vec![("when", Named::Until(Some(NOW)))] };
    SecondNeeded { will, ..crate::crew::second(&[("Dan Oprea", "dan.oprea")], false) }
}

/// What came of restoring.
pub(crate) fn restored(to: &Path) -> RestoredFace {
    let record = |what, title: &str| ComparedRecord {
        what,
        record: RecordId::from_bytes([7; 16]),
        code: crate::house::code(1),
        title: title.to_owned(),
    };
    let groups = [
        ComparedGroup {
            name: Some("Private clients".to_owned()),
            there: Some(812),
            here: Some(815),
            only_there: 1,
            only_here: 4,
            listed: vec![record(Compared::OnlyThere, "Letter of March"), record(Compared::OnlyHere, "Deed")],
            ..ComparedGroup::unopened(GroupId::from_bytes([1; 16]))
        },
        ComparedGroup { there: Some(40), ..ComparedGroup::unopened(GroupId::from_bytes([2; 16])) },
        ComparedGroup::unopened(GroupId::from_bytes([3; 16])),
    ];
    RestoredFace {
        path: to.to_owned(),
        kept: None,
        generation: GenerationId::from_bytes([2; 16]),
        made: NOW,
        files: 41,
        bytes: 734_003_200,
        frames: 5120,
        compared: groups.into(),
    }
}

#[test]
fn a_backup_is_restored_into_a_folder_and_compared_by_code_and_title() {
    in_both(|language| {
        let mut desk = at_drill(language);
        desk.press("drill-restore");
        assert!(desk.sees(&desk.text("restore-apart")));
        desk.press("medium-form-choose");
        desk.pick("/media/stick");
        desk.press("out-folder-choose");
        desk.pick("/mnt/spare");
        desk.press("restore-go");
        let (_, asked) = desk.asked(|request| matches!(request, Request::Backup(BackupWish::Restore { .. })));
        let Request::Backup(BackupWish::Restore { to, .. }) = asked else { unreachable!() };
        assert_eq!(to, Path::new("/mnt/spare/strongroom-restored"));
        assert!(desk.sees("Letter of March"));
        assert!(desk.sees(&desk.text("compared-only-there")));
        assert!(desk.sees(&desk.text("restore-group-sealed")));
        assert!(desk.sees(&desk.with("restore-more", &[("count", desk.texts.count(3).into())])));
    });
}
