//! Restoring by recovery sheets through the worker of the window's stage: what is known of a medium without a key, sheets that
//! open another backup, a vault that is lost, one that is broken and kept aside, and leaving all as it was at every step.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strongroom::app::acts::backup::SheetRestore;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Request, SheetRestoreWish};
use strongroom::app::snapshot::{Against, RestoredFace, ShelfFace, StagedFace};
use strongroom::app::worker::Worker;
use strongroom::backup::shelf_of;
use zeroize::Zeroizing;

use crate::backup_house::{House, files, records_in};
use crate::worker_line::Line;

/// A worker without a vault, a medium with two backups, and the vault since.
struct Stage {
    house: House,
    line: Line,
}

type Sheets = Vec<Zeroizing<String>>;

impl Stage {
    fn new() -> Self {
        let house = House::new();
        house.write(false).unwrap();
        house.file_a_letter(1);
        house.tick();
        house.write(false).unwrap();
        house.file_a_letter(2);
        let root = house.apart.path().to_owned();
        let worker = Worker::start(None, house.clock.clone(), root, Arc::new(|| ()));
        Self { house, line: Line::to(worker) }
    }

    fn ask(&mut self, wish: SheetRestoreWish) -> Result<Answer, Problem> {
        self.line.ask(Request::RestoreBySheets(wish))
    }

    fn mount(&self) -> PathBuf {
        self.house.mount().to_owned()
    }

    fn shelf(&mut self) -> Arc<ShelfFace> {
        let mount = self.mount();
        match self.ask(SheetRestoreWish::Look { mount }).unwrap() {
            Answer::OnMedium(shelf) => shelf,
            _ => panic!("it is what lies there"),
        }
    }

    fn stage(&mut self, to: &Path, sheets: Sheets) -> Result<Arc<StagedFace>, Problem> {
        let wish = SheetRestore { mount: self.mount(), generation: None, to: to.to_owned(), replace: true };
        match self.ask(SheetRestoreWish::Stage { wish, sheets })? {
            Answer::Staged(face) => Ok(face),
            _ => panic!("it is restored beside its place"),
        }
    }

    fn place(&mut self) -> Arc<RestoredFace> {
        match self.ask(SheetRestoreWish::Place).unwrap() {
            Answer::Placed(face) => face,
            _ => panic!("it is in place"),
        }
    }

    fn records(&self, vault: &Path) -> u64 {
        records_in(vault, self.house.group, self.house.apart.path(), &self.house.clock)
    }

    /// The vault, taken to a folder with room around it.
    fn moved(&self) -> PathBuf {
        let place = self.house.apart.path().join("place");
        fs::create_dir(&place).unwrap();
        fs::rename(self.house.vault(), place.join("vault")).unwrap();
        place.join("vault")
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_lies_on_a_medium_is_known_and_verified_without_a_key() {
    let mut stage = Stage::new();
    let shelf = stage.shelf();
    let [newest, oldest] = shelf.generations.as_slice() else { panic!("two lie there") };
    assert!(newest.made > oldest.made && oldest.full && !newest.full);
    assert!(shelf.generations.iter().all(|one| one.damaged.is_none() && one.verified.is_none()));
    let (mount, generation) = (stage.mount(), Some(newest.generation));
    let Answer::BackupVerified(found) = stage.ask(SheetRestoreWish::Verify { mount, generation }).unwrap()
    else {
        panic!("it is verified")
    };
    assert!(found.damage.is_empty() && found.generation.verified.is_some() && found.files > 4);
    // Bytes that change are found by reading them, a file that is away at the first look.
    let folder = shelf_of(stage.house.mount(), stage.house.fixture.vault_id()).join(&newest.folder);
    let volume = folder.join("volume-0001.tar.age");
    let mut bytes = fs::read(&volume).unwrap();
    bytes[500] ^= 1;
    fs::write(&volume, &bytes).unwrap();
    assert!(stage.shelf().generations[0].damaged.is_none());
    let mount = stage.mount();
    let Answer::BackupVerified(found) = stage.ask(SheetRestoreWish::Verify { mount, generation }).unwrap()
    else {
        panic!("it is verified")
    };
    assert!(found.damage[0].0.ends_with("volume-0001.tar.age"));
    fs::remove_file(&volume).unwrap();
    let shelf = stage.shelf();
    assert!(shelf.generations[0].damaged.is_some() && shelf.generations[1].damaged.is_none());
    // An empty folder holds none, and that is no error.
    let mount = stage.house.apart.path().to_owned();
    let nothing = stage.ask(SheetRestoreWish::Look { mount }).unwrap();
    assert!(matches!(nothing, Answer::OnMedium(shelf) if shelf.generations.is_empty()));
}

#[test]
fn a_vault_that_is_lost_comes_back_in_a_new_folder_and_nothing_is_there_before() {
    let mut stage = Stage::new();
    let newest = stage.shelf().generations[0].generation;
    let (mount, sheets) = (stage.mount(), stage.house.sheets([4, 0, 2]));
    let open = |sheets, generation| SheetRestoreWish::Open { mount: mount.clone(), generation, sheets };
    assert!(stage.ask(open(sheets.clone(), Some(newest))).is_ok());
    let two = sheets.iter().take(2).cloned().collect();
    assert_eq!(stage.ask(open(two, None)).err().unwrap().kind, ProblemKind::Sheets);
    let theirs = House::new();
    let other = stage.ask(open(theirs.sheets([0, 1, 2]), Some(newest))).err().unwrap();
    assert_eq!(other.details.iter().find(|(name, _)| *name == "why").unwrap().1, "sheet-other-vault");
    // One medium with backups of both: each set opens its own.
    let own = Path::new("STRONGROOM");
    theirs.write(false).unwrap();
    for vault in names(&theirs.mount().join(own)) {
        let (from, to) = (theirs.mount().join(own).join(&vault), mount.join(own).join(&vault));
        if from.is_dir() {
            fs::rename(from, to).unwrap();
        }
    }
    let other = stage.ask(open(theirs.sheets([0, 1, 2]), Some(newest))).err().unwrap();
    assert_eq!(other.details.iter().find(|(name, _)| *name == "why").unwrap().1, "sheet-other-backup");
    assert!(stage.ask(open(theirs.sheets([0, 1, 2]), None)).is_ok());

    let beside = stage.house.apart.path().join("beside");
    fs::create_dir(&beside).unwrap();
    let to = beside.join("vault");
    let onto_medium = stage.stage(&mount.join("vault"), sheets.clone()).err().unwrap();
    assert_eq!(onto_medium.kind, ProblemKind::Refused);
    let face = stage.stage(&to, sheets.clone()).unwrap();
    assert_eq!((face.generation, face.against), (newest, Against::Nothing));
    assert!(!to.exists() && names(&beside).len() == 1, "it lies beside its place");
    assert!(matches!(stage.ask(SheetRestoreWish::Unstage), Ok(Answer::Done)));
    assert!(names(&beside).is_empty(), "all is as it was");
    assert_eq!(stage.ask(SheetRestoreWish::Place).err().unwrap().kind, ProblemKind::NotFound);
    stage.stage(&to, sheets).unwrap();
    let placed = stage.place();
    assert_eq!((placed.path.as_path(), &placed.kept), (to.as_path(), &None));
    assert_eq!((names(&beside), stage.records(&to)), (vec!["vault".to_owned()], 2));
}

#[test]
fn a_vault_that_is_there_is_compared_by_numbers_and_kept_aside() {
    let mut stage = Stage::new();
    let vault = stage.moved();
    let sheets = stage.house.sheets([1, 3, 4]);
    let face = stage.stage(&vault, sheets.clone()).unwrap();
    assert_eq!(face.against, Against::Vault);
    let [group] = face.compared.as_slice() else { panic!("one group: {face:?}") };
    assert_eq!((group.there, group.here, group.only_here), (Some(2), Some(3), 1));
    assert!(group.name.is_none() && group.listed.is_empty(), "nobody is logged in who may read them");
    let placed = stage.place();
    let kept = placed.kept.clone().unwrap();
    assert_eq!((stage.records(&vault), stage.records(&kept)), (2, 3));
    // Whoever works in the vault is not replaced.
    let _seat = strongroom::vault::seat::Seat::take(&strongroom::vault::Layout::new(&vault)).unwrap();
    assert_eq!(stage.stage(&vault, sheets).err().unwrap().kind, ProblemKind::SeatTaken);
}

#[test]
fn a_broken_vault_is_replaced_and_another_one_is_told_apart() {
    let mut stage = Stage::new();
    let vault = stage.moved();
    let sheets = stage.house.sheets([0, 1, 2]);
    let registry = names(&vault).into_iter().find(|name| name.starts_with("registry.")).unwrap();
    fs::write(vault.join(&registry), "nothing that opens").unwrap();
    let before = files(&vault);
    assert_eq!(stage.stage(&vault, sheets.clone()).unwrap().against, Against::Unopened);
    let now = files(&vault);
    assert!(before.iter().all(|(name, content)| now.get(name) == Some(content)), "nothing of it was touched");
    fs::remove_file(vault.join("header.cbor")).unwrap();
    assert_eq!(stage.stage(&vault, sheets.clone()).unwrap().against, Against::Unopened);
    let placed = stage.place();
    let kept = placed.kept.clone().unwrap();
    assert_eq!(stage.records(&vault), 2);
    assert_eq!(fs::read(kept.join(&registry)).unwrap(), b"nothing that opens");
    let theirs = House::new();
    let place = stage.house.apart.path().join("theirs");
    fs::create_dir(&place).unwrap();
    fs::rename(theirs.vault(), place.join("vault")).unwrap();
    let face = stage.stage(&place.join("vault"), sheets).unwrap();
    assert_eq!((face.against, face.compared.len()), (Against::Other, 0));
    assert!(matches!(stage.ask(SheetRestoreWish::Unstage), Ok(Answer::Done)));
}

#[test]
fn stopped_it_leaves_nothing_and_beside_a_vault_nothing_of_it_is_done() {
    let mut stage = Stage::new();
    let to = stage.house.apart.path().join("beside").join("vault");
    fs::create_dir(to.parent().unwrap()).unwrap();
    let wish = SheetRestore { mount: stage.mount(), generation: None, to: to.clone(), replace: true };
    let sheets = stage.house.sheets([0, 1, 2]);
    let id = stage.line.send(Request::RestoreBySheets(SheetRestoreWish::Stage { wish, sheets }));
    stage.line.send(Request::Cancel(id));
    let ended = stage.line.wait_for(|event| matches!(event, Event::Done { request, .. } if *request == id));
    let Event::Done { answer, .. } = ended else { unreachable!("it was looked for") };
    if let Err(problem) = answer {
        assert_eq!(problem.kind, ProblemKind::Cancelled);
    } else {
        assert!(matches!(stage.ask(SheetRestoreWish::Unstage), Ok(Answer::Done)));
    }
    assert!(names(to.parent().unwrap()).is_empty());
    let (vault, root) = (stage.house.vault(), stage.house.apart.path().to_owned());
    let mut line = Line::to(Worker::start(Some(vault), stage.house.clock.clone(), root, Arc::new(|| ())));
    let refused = line.ask(Request::RestoreBySheets(SheetRestoreWish::Look { mount: stage.mount() }));
    assert_eq!(refused.err().unwrap().kind, ProblemKind::Internal);
}
