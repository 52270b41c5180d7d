//! Backups from end to end: written by an operator who can open nothing, verified without a key, restored by the sheets,
//! by the restore key, and by a shell script with Debian's `age`: byte by byte the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::acts::backup::restore_by_sheets;
use strongroom::app::entrance::Entrance;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::LockReason;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    IdentityDraft, MediumWish, RecordQuery, RestoredFace, VerifiedFace, WrittenFace,
};
use strongroom::backup::verify::Extent;
use strongroom::backup::{MANIFEST, Manifest, shelf_of};
use strongroom::base::clock::{HandClock, SharedClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::id::{GenerationId, GroupId};
use strongroom::base::job::Watch;
use strongroom::crypto::secret::SecretBytes;
use strongroom::parcel::{Identity, open_small};
use strongroom::policy::Role;
use zeroize::Zeroizing;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

const SECRET: &str = "Ștefan Brânză, sealed since 1987";

/// A vault with a group, a customer and records; an operator; a medium.
struct House {
    fixture: Fixture,
    group: GroupId,
    code: ClientCode,
    medium: tempfile::TempDir,
    apart: tempfile::TempDir,
    clock: Arc<HandClock>,
}

impl House {
    fn new() -> Self {
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
        house.as_operator(|op| op.enrol_medium(house.mount(), &wish, house.apart.path()).map(drop)).unwrap();
        house
    }

    fn mount(&self) -> &Path {
        self.medium.path()
    }

    fn vault(&self) -> PathBuf {
        self.fixture.layout().folder().to_owned()
    }

    fn tick(&self) {
        self.clock.advance(Duration::from_mins(1));
    }

    fn session<T>(
        &self,
        (login, text): (&str, &str),
        act: impl FnOnce(&mut Session) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.tick();
        let entrance = Entrance::open(&self.vault(), self.clock.clone(), self.apart.path().to_owned())?;
        let mut session = entrance.unlock(login, &password(text))?;
        let done = act(&mut session);
        session.lock(LockReason::Person)?;
        done
    }

    fn as_operator<T>(&self, act: impl FnOnce(&mut Session) -> Result<T, Problem>) -> Result<T, Problem> {
        self.session(("op", "op"), act)
    }

    fn file_a_letter(&self, n: u8) {
        let letter = self.apart.path().join(format!("letter-{n}.txt"));
        fs::write(&letter, format!("{SECRET} {n}\n").repeat(2000 + 900 * usize::from(n))).unwrap();
        let done = self.session((LOGIN, PASSWORD), |ana| {
            ana.import_files(self.group, self.code, vec![letter])?.run(&mut Watch::unwatched())
        });
        assert_eq!(done.unwrap().imported.len(), 1);
    }

    fn write(&self, full: bool) -> Result<WrittenFace, Problem> {
        self.as_operator(|op| {
            let written = op.write_backup(self.mount(), full)?.run(&mut Watch::unwatched())?;
            op.keep_written(&written)?;
            Ok(written)
        })
    }

    fn verify(&self) -> Result<VerifiedFace, Problem> {
        self.as_operator(|op| {
            let found = op.verify_backup(self.mount(), None, Extent::All)?.run(&mut Watch::unwatched())?;
            op.keep_verified(&found)?;
            Ok(found)
        })
    }

    fn sheets(&self, which: [usize; 3]) -> Vec<Zeroizing<String>> {
        let sheets = self.fixture.seed.split(3, 5).unwrap();
        which.iter().map(|n| Zeroizing::new(sheets[*n].words().join(" "))).collect()
    }

    fn by_sheets(&self, generation: Option<GenerationId>, to: &Path) -> Result<RestoredFace, Problem> {
        let clock: SharedClock = self.clock.clone();
        let sheets = self.sheets([4, 0, 2]);
        let around = (&clock, self.apart.path());
        restore_by_sheets(self.mount(), generation, to, &sheets, false, around, &mut Watch::unwatched())
    }

    fn folder(&self, written: &WrittenFace) -> PathBuf {
        shelf_of(self.mount(), self.fixture.vault_id()).join(&written.generation.folder)
    }

    fn manifest(&self, written: &WrittenFace) -> Manifest {
        let text = fs::read_to_string(self.folder(written).join(MANIFEST)).unwrap();
        Manifest::parse(&text[..=text.find("\n\n").unwrap()]).unwrap()
    }

    /// What a stranger does who has the medium, three sheets, Debian's age, and no Strongroom.
    fn by_script(&self, written: &WrittenFace, to: &Path) -> bool {
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
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
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
fn kept(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut kept = files(folder);
    kept.retain(|name, content| {
        let left_out =
            ["seat.lock", "audit/reserve"].contains(&name.as_str()) || name.contains("audit/index");
        !(left_out || name.ends_with("-shm") || (name.ends_with("-wal") && content.is_empty()))
    });
    kept
}

fn records_in(folder: &Path, group: GroupId, apart: &Path, clock: &Arc<HandClock>) -> u64 {
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

#[test]
fn a_full_backup_and_increments_come_back_by_sheets_and_by_the_script() {
    let house = House::new();
    let mut past: Vec<(WrittenFace, BTreeMap<String, Vec<u8>>, u64)> = Vec::new();
    for n in 1..=3 {
        let written = house.write(false).unwrap();
        assert_eq!(written.generation.full, n == 1);
        // What was copied is what lay there but for what this session and its end have written since.
        past.push((written, kept(&house.vault()), u64::from(n)));
        house.file_a_letter(n);
    }
    assert!(past[1].0.generation.bytes < past[0].0.generation.bytes);
    let found = house.verify().unwrap();
    assert!(found.damage.is_empty() && found.whole, "{:?}", found.damage);
    assert!(found.generation.verified.is_some());

    for (n, (written, there, records)) in past.iter().enumerate() {
        let (by_sheets, by_script) =
            (house.apart.path().join(format!("a{n}")), house.apart.path().join(format!("b{n}")));
        assert!(house.by_script(written, &by_script));
        let script = files(&by_script);
        let manifest = house.manifest(written);
        let named: Vec<&String> = script.keys().collect();
        let mut listed: Vec<&String> = manifest.files.iter().map(|file| &file.path).collect();
        listed.sort();
        assert_eq!(named, listed);
        for (name, content) in &script {
            // The registry has the new row, the log the lock, and the operator's anchor was written, after the copy.
            if name.starts_with("groups/") || name.starts_with("keys/") || name == "header.cbor" {
                assert_eq!(there.get(name), Some(content), "{name}");
            }
        }
        assert!(script.keys().any(|name| name.contains("/stack-")));
        let restored = house.by_sheets(Some(written.generation.generation), &by_sheets).unwrap();
        assert_eq!(restored.files, script.len() as u64);
        for (name, content) in kept(&by_sheets) {
            // The restored log says that it was restored.
            if !name.starts_with("audit/") {
                assert_eq!(script.get(&name), Some(&content), "{name}");
            }
        }
        for folder in [&by_sheets, &by_script] {
            assert_eq!(records_in(folder, house.group, house.apart.path(), &house.clock), *records);
        }
    }
}

#[test]
fn the_restore_key_opens_what_the_operator_wrote_and_nothing_that_the_operator_holds_does() {
    let house = House::new();
    let written = house.write(false).unwrap();
    let folder = house.folder(&written);
    let vault = house.fixture.verify_as("op").unwrap();
    assert!(vault.groups().is_empty() && vault.restore_key().is_none() && vault.log_reader().is_none());
    let registry = house.fixture.registry_key(&house.fixture.seed);
    let machine = fs::read(house.vault().join("machine.key")).unwrap();
    let (_, keys) = house.fixture.keys("op", "op");
    let held: Vec<Vec<u8>> = vec![
        machine,
        registry.registry_database().expose().to_vec(),
        vault.signing().seed().expose().to_vec(),
        keys.signing.seed().expose().to_vec(),
    ];
    let mut tried = 0;
    for secret in &held {
        let identity = Identity::from_secret(&SecretBytes::copied_from(secret).unwrap()).unwrap();
        for (name, bytes) in files(&folder) {
            if Path::new(&name).extension().is_some_and(|end| end == "age") {
                assert!(open_small(&identity, &bytes, 1 << 20).is_err(), "{name}");
                tried += 1;
            }
        }
        for (name, bytes) in files(&house.vault().join("keys")) {
            assert!(open_small(&identity, &bytes, 1 << 20).is_err(), "{name}");
            tried += 1;
        }
    }
    assert!(tried >= 4 * 5);
    drop(vault);
    for (name, bytes) in files(house.mount()) {
        for word in ["Brânză", "Private clients", "letter-0", SECRET] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{name} holds {word} in the clear");
        }
    }
    let to = house.apart.path().join("restored");
    let refused = house.as_operator(|op| op.restore_backup(house.mount(), None, &to).map(drop)).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Refused);
    let restored = house.session((LOGIN, PASSWORD), |ana| {
        ana.restore_backup(house.mount(), None, &to)?.run(&mut Watch::unwatched())
    });
    assert_eq!(restored.unwrap().generation, written.generation.generation);
    assert_eq!(records_in(&to, house.group, house.apart.path(), &house.clock), 1);
}

/// Counts the records of a plain vault and adds up their content, as it is told by their rows.
const COUNTED: &str = "
import glob, hashlib, sqlite3, sys
for path in glob.glob(sys.argv[1] + '/groups/*/records.*.sqlite'):
    group, good = path.rsplit('/', 1)[0], 0
    records = sqlite3.connect(path)
    for record, want in records.execute('SELECT id, sha256 FROM record').fetchall():
        sum = hashlib.sha256()
        for n, chunk in records.execute('SELECT stack, chunk FROM place WHERE record = ? ORDER BY seq', (record,)):
            stack = sqlite3.connect(glob.glob('%s/stack-%d.*.sqlite' % (group, n))[0])
            sum.update(stack.execute('SELECT content FROM chunk WHERE id = ?', (chunk,)).fetchone()[0])
        good += sum.digest() == want
    print(good)
";

/// The program for it is built first, which takes a minute: in long runs.
#[test]
fn a_stranger_reads_the_databases_without_strongroom() {
    if std::env::var_os("STRONGROOM_LONG").is_none() {
        return;
    }
    let house = House::new();
    house.write(false).unwrap();
    house.file_a_letter(1);
    let written = house.write(false).unwrap();
    let (out, plain) = (house.apart.path().join("out"), house.apart.path().join("plain"));
    assert!(house.by_script(&written, &out));
    let rawkey = house.apart.path().join("rawkey");
    let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/rawkey/build.sh");
    assert!(Command::new("sh").arg(build).arg(&rawkey).status().unwrap().success());
    let script = house.folder(&written).join("restore.sh");
    let mut turned = Command::new("sh");
    turned.arg(script).arg("--plain").arg(&out).arg(house.apart.path().join("identity.txt")).arg(&plain);
    assert!(turned.env("RAWKEY", &rawkey).status().unwrap().success());
    let counted = Command::new("python3").args(["-c", COUNTED]).arg(&plain).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&counted.stdout).trim(), "2");
}

#[test]
fn whatever_is_changed_removed_or_put_on_a_medium_is_found_and_named() {
    let house = House::new();
    let first = house.write(false).unwrap();
    house.file_a_letter(1);
    let second = house.write(false).unwrap();
    let mut dice: u64 = 0x5eed;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % below
    };
    let flips = if std::env::var_os("STRONGROOM_LONG").is_some() { 2_000 } else { 24 };
    let folders = [house.folder(&first), house.folder(&second)];
    let all: Vec<PathBuf> =
        folders.iter().flat_map(|folder| files(folder).into_keys().map(|name| folder.join(name))).collect();
    house
        .as_operator(|op| {
            for n in 0..flips {
                let path = &all[if n < all.len() { n } else { roll(all.len()) }];
                let whole = fs::read(path).unwrap();
                let mut changed = whole.clone();
                let at = roll(changed.len());
                changed[at] ^= 1 << roll(8);
                fs::write(path, &changed).unwrap();
                let name = path.file_name().unwrap().to_str().unwrap();
                let job = op.verify_backup(house.mount(), None, Extent::All)?;
                match job.run(&mut Watch::unwatched()) {
                    Ok(found) => assert!(found.damage.iter().any(|(file, _)| file.ends_with(name)), "{name}"),
                    Err(problem) => assert_eq!(problem.kind, ProblemKind::BackupDamaged, "{name}"),
                }
                fs::write(path, &whole).unwrap();
            }
            Ok(())
        })
        .unwrap();
    // Removed, swapped, another's, and something that does not belong there.
    let volume = folders[1].join("volume-0001.tar.age");
    let whole = fs::read(&volume).unwrap();
    let damage = |what: &str| {
        let found = house.verify().unwrap();
        assert!(found.damage.iter().any(|(file, _)| file.ends_with(what)), "{what}: {:?}", found.damage);
        assert!(found.generation.verified.is_none());
    };
    fs::remove_file(&volume).unwrap();
    damage("volume-0001.tar.age");
    fs::copy(folders[0].join("volume-0001.tar.age"), &volume).unwrap();
    damage("volume-0001.tar.age");
    fs::write(&volume, &whole).unwrap();
    fs::write(folders[1].join("stranger"), "x").unwrap();
    damage("stranger");
    fs::remove_file(folders[1].join("stranger")).unwrap();
    assert!(house.verify().unwrap().damage.is_empty());
    // A chain without its first link restores nothing, and leaves nothing.
    fs::rename(&folders[0], house.apart.path().join("away")).unwrap();
    let to = house.apart.path().join("restored");
    assert_eq!(house.by_sheets(None, &to).unwrap_err().kind, ProblemKind::BackupDamaged);
    assert!(
        !to.exists()
            && fs::read_dir(house.apart.path())
                .unwrap()
                .all(|entry| { !entry.unwrap().file_name().to_str().unwrap().starts_with("restored") })
    );
}

#[test]
fn media_that_are_not_ours_are_refused_and_sheets_of_others_open_nothing() {
    let house = House::new();
    let other = House::new();
    let refused = |mount: &Path| {
        let problem = house.as_operator(|op| op.write_backup(mount, false).map(drop)).unwrap_err();
        let why = problem.details.iter().find(|(name, _)| *name == "why").unwrap().1.clone();
        (problem.kind, why)
    };
    let empty = tempfile::tempdir().unwrap();
    let kind = ProblemKind::MediumRefused;
    assert_eq!(refused(empty.path()), (kind, "medium-not-enrolled".to_owned()));
    assert_eq!(refused(other.mount()), (kind, "medium-foreign".to_owned()));
    assert_eq!(refused(&empty.path().join("nowhere")).0, ProblemKind::MediumFailed);
    house.write(false).unwrap();
    let to = house.apart.path().join("restored");
    let clock: SharedClock = house.clock.clone();
    let around = (&clock, house.apart.path());
    let theirs = other.sheets([0, 1, 2]);
    let problem =
        restore_by_sheets(house.mount(), None, &to, &theirs, false, around, &mut Watch::unwatched())
            .unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Sheets);
    let two: Vec<_> = house.sheets([0, 1, 2]).into_iter().take(2).collect();
    let problem = restore_by_sheets(house.mount(), None, &to, &two, false, around, &mut Watch::unwatched())
        .unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Sheets);
    assert!(!to.exists());
}

#[test]
fn a_restore_in_the_place_of_the_vault_keeps_the_one_of_before() {
    let house = House::new();
    house.write(false).unwrap();
    house.file_a_letter(1);
    let (clock, sheets): (SharedClock, _) = (house.clock.clone(), house.sheets([3, 1, 0]));
    let place = house.apart.path().join("place");
    fs::rename(house.vault(), &place).unwrap();
    let restore = |replace| {
        let around = (&clock, house.apart.path());
        restore_by_sheets(house.mount(), None, &place, &sheets, replace, around, &mut Watch::unwatched())
    };
    assert_eq!(restore(false).unwrap_err().kind, ProblemKind::FolderNotEmpty);
    let restored = restore(true).unwrap();
    let before = restored.kept.unwrap();
    assert_eq!(records_in(&place, house.group, house.apart.path(), &house.clock), 1);
    assert_eq!(records_in(&before, house.group, house.apart.path(), &house.clock), 2);
    fs::rename(&before, house.vault()).unwrap();
}

#[test]
fn a_write_that_fails_leaves_the_earlier_backups_and_the_vault_as_they_were() {
    let house = House::new();
    let first = house.write(false).unwrap();
    house.file_a_letter(1);
    let (medium, vault) = (files(house.mount()), kept(&house.vault()));
    // Stopped at the first look.
    let stopped = house.as_operator(|op| {
        let job = op.write_backup(house.mount(), true)?;
        let cancel = strongroom::base::job::CancelFlag::default();
        cancel.cancel();
        job.run(&mut Watch::new(cancel, |_| ())).map(drop)
    });
    assert_eq!(stopped.unwrap_err().kind, ProblemKind::Cancelled);
    assert_eq!(files(house.mount()), medium);
    let there = kept(&house.vault());
    assert!(
        vault.iter().filter(|(name, _)| name.starts_with("groups/")).all(|(n, c)| there.get(n) == Some(c))
    );
    // Remains of one that was killed count for nothing, and go with the next.
    let remains = shelf_of(house.mount(), house.fixture.vault_id()).join("20261122-110000-00000000");
    fs::create_dir(&remains).unwrap();
    fs::write(remains.join("volume-0001.tar.age"), "torn").unwrap();
    let found = house.verify().unwrap();
    assert_eq!((found.generation.generation, found.damage.len()), (first.generation.generation, 0));
    house.write(false).unwrap();
    assert!(!remains.exists());
    let listed = house.as_operator(|op| op.media()).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].last_written > Some(WallTime::from_unix_millis(0)));
}
