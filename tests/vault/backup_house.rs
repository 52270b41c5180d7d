//! A vault with an operator and a medium, for the tests of backups: hands to write, verify and restore with; what of the
//! vault a backup holds; and what a stranger does without the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::acts::backup::restore_by_sheets;
use strongroom::app::entrance::Entrance;
use strongroom::app::problem::Problem;
use strongroom::app::request::LockReason;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    IdentityDraft, MediumWish, RecordQuery, RestoredFace, VerifiedFace, WrittenFace,
};
use strongroom::backup::verify::Extent;
use strongroom::backup::{MANIFEST, Manifest, shelf_of};
use strongroom::base::clock::{HandClock, SharedClock};
use strongroom::base::code::ClientCode;
use strongroom::base::id::{GenerationId, GroupId};
use strongroom::base::job::Watch;
use strongroom::policy::Role;
use zeroize::Zeroizing;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

pub(crate) const SECRET: &str = "Ștefan Brânză, sealed since 1987";

/// A vault with a group, a customer and records; an operator; a medium.
pub(crate) struct House {
    pub(crate) fixture: Fixture,
    pub(crate) group: GroupId,
    pub(crate) code: ClientCode,
    pub(crate) medium: tempfile::TempDir,
    pub(crate) apart: tempfile::TempDir,
    pub(crate) clock: Arc<HandClock>,
}

impl House {
    pub(crate) fn new() -> Self {
        let fixture = Fixture::new();
        let (medium, apart) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let clock = Arc::new(HandClock::at(later()));
        fixture.with_person("op", Role::BackupOperator, &[]);
        let entrance =
            Entrance::open(fixture.layout().folder(), clock.clone(), apart.path().to_owned()).unwrap();
        let mut ana =
            entrance.unlock(LOGIN, &password(PASSWORD)).map_err(|problem| format!("{problem:?}")).unwrap();
        let group = ana.make_group("Private clients").unwrap();
        let identity = IdentityDraft { name: "Ștefan Brânză".to_owned(), ..IdentityDraft::default() };
        let code = ana.add_customer(group, &identity).unwrap();
        ana.lock(LockReason::Person).unwrap();
        drop(entrance);
        let house = Self { fixture, group, code, medium, apart, clock };
        house.file_a_letter(0);
        let wish =
            MediumWish { label: "Stick 1".to_owned(), place: "safe A".to_owned(), ..MediumWish::default() };
        house.as_operator(|op| op.enrol_medium(house.mount(), &wish).map(drop)).unwrap();
        house
    }

    pub(crate) fn mount(&self) -> &Path {
        self.medium.path()
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.fixture.layout().folder().to_owned()
    }

    pub(crate) fn tick(&self) {
        self.clock.advance(Duration::from_mins(1));
    }

    pub(crate) fn session<T>(
        &self,
        (login, text): (&str, &str),
        act: impl FnOnce(&mut Session) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.session_in(&self.vault(), (login, text), act)
    }

    /// In a vault of another place, such as a restored one.
    pub(crate) fn session_in<T>(
        &self,
        vault: &Path,
        (login, text): (&str, &str),
        act: impl FnOnce(&mut Session) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.tick();
        let entrance = Entrance::open(vault, self.clock.clone(), self.apart.path().to_owned())?;
        let mut session = entrance.unlock(login, &password(text))?;
        let done = act(&mut session);
        session.lock(LockReason::Person)?;
        done
    }

    pub(crate) fn as_operator<T>(
        &self,
        act: impl FnOnce(&mut Session) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.session(("op", "op"), act)
    }

    pub(crate) fn file_a_letter(&self, n: u8) {
        let letter = self.apart.path().join(format!("letter-{n}.txt"));
        fs::write(&letter, format!("{SECRET} {n}\n").repeat(2000 + 900 * usize::from(n))).unwrap();
        let done = self.session((LOGIN, PASSWORD), |ana| {
            ana.import_files(self.group, self.code, vec![letter])?.run(&mut Watch::unwatched())
        });
        assert_eq!(done.unwrap().imported.len(), 1);
    }

    pub(crate) fn write(&self, full: bool) -> Result<WrittenFace, Problem> {
        self.as_operator(|op| {
            let written = op.write_backup(self.mount(), full)?.run(&mut Watch::unwatched())?;
            op.keep_written(&written)?;
            Ok(written)
        })
    }

    pub(crate) fn verify(&self) -> Result<VerifiedFace, Problem> {
        self.as_operator(|op| {
            let found = op.verify_backup(self.mount(), None, Extent::All)?.run(&mut Watch::unwatched())?;
            op.keep_verified(&found)?;
            Ok(found)
        })
    }

    pub(crate) fn sheets(&self, which: [usize; 3]) -> Vec<Zeroizing<String>> {
        let sheets = self.fixture.seed.split(3, 5).unwrap();
        which.iter().map(|n| Zeroizing::new(sheets[*n].words().join(" "))).collect()
    }

    pub(crate) fn by_sheets(
        &self,
        generation: Option<GenerationId>,
        to: &Path,
    ) -> Result<RestoredFace, Problem> {
        let clock: SharedClock = self.clock.clone();
        let sheets = self.sheets([4, 0, 2]);
        let around = (&clock, self.apart.path());
        restore_by_sheets(self.mount(), generation, to, &sheets, false, around, &mut Watch::unwatched())
    }

    pub(crate) fn folder(&self, written: &WrittenFace) -> PathBuf {
        shelf_of(self.mount(), self.fixture.vault_id()).join(&written.generation.folder)
    }

    pub(crate) fn manifest(&self, written: &WrittenFace) -> Manifest {
        let text = fs::read_to_string(self.folder(written).join(MANIFEST)).unwrap();
        Manifest::parse(&text[..=text.find("\n\n").unwrap()]).unwrap()
    }

    /// What a stranger does who has the medium, three sheets, Debian's age, and no Strongroom.
    pub(crate) fn by_script(&self, written: &WrittenFace, to: &Path) -> bool {
        let folder = self.folder(written);
        let identity = self.apart.path().join("identity.txt");
        let sheets = self.fixture.seed.split(3, 5).unwrap();
        let mut python = Command::new("python3");
        python.arg(folder.join("combiner.py"));
        for n in [1, 3, 4] {
            let path = self.apart.path().join(format!("sheet-{n}.txt"));
            let typed =
                if n == 3 { sheets[n].qr_text() } else { Zeroizing::new(sheets[n].words().join("\n")) };
            fs::write(&path, typed.as_bytes()).unwrap();
            python.arg(path);
        }
        let combined = python.output().expect("python3 is needed");
        assert!(combined.status.success(), "{}", String::from_utf8_lossy(&combined.stderr));
        fs::write(&identity, &combined.stdout).unwrap();
        let script =
            Command::new("sh").arg(folder.join("restore.sh")).arg(&folder).arg(&identity).arg(to).output();
        let script = script.unwrap();
        script.status.success()
    }
}

/// Every file below a folder, by its path in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(here) = ahead.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// What of a vault's files a backup of this moment holds.
pub(crate) fn kept(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut kept = files(folder);
    kept.retain(|name, content| {
        let left_out =
            ["seat.lock", "audit/reserve"].contains(&name.as_str()) || name.contains("audit/index");
        let left_behind = content.is_empty() && (name.ends_with("-wal") || name.ends_with("-journal"));
        !(left_out || left_behind || name.ends_with("-shm"))
    });
    kept
}

pub(crate) fn records_in(folder: &Path, group: GroupId, apart: &Path, clock: &Arc<HandClock>) -> u64 {
    let entrance = Entrance::open(folder, clock.clone(), apart.to_owned()).unwrap();
    let mut ana =
        entrance.unlock(LOGIN, &password(PASSWORD)).map_err(|problem| format!("{problem:?}")).unwrap();
    let query = RecordQuery { group: Some(group), ..RecordQuery::default() };
    let total = ana.find_records(&query, 0, 10).unwrap().total;
    let report = ana.check(false).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(report.damage.is_empty(), "{:?}", report.damage);
    ana.lock(LockReason::Person).unwrap();
    total
}
