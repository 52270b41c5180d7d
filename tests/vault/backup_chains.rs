//! Random chains: one full backup and up to six increments, the vault edited between them in every way that content is. Each
//! comes back by the shell script with Debian's `age` alone, by the sheets and by the restore key: byte by byte as it lay
//! in the vault when it was written, with as many rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use strongroom::app::problem::Problem;
use strongroom::app::request::Consent;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{CustomerQuery, IdentityDraft, RecordQuery, Settled, WrittenFace};
use strongroom::base::code::ClientCode;
use strongroom::base::id::GroupId;
use strongroom::base::job::Watch;

use crate::backup_house::{House, files, kept};
use crate::fixture::{LOGIN, PASSWORD};

/// `SplitMix64` over a named seed: every run edits alike.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn bytes(&mut self, len: u64) -> Vec<u8> {
        (0..len.div_ceil(8)).flat_map(|_| self.below(u64::MAX).to_le_bytes()).collect()
    }
}

fn long() -> bool {
    std::env::var_os("STRONGROOM_LONG").is_some()
}

/// What is in a vault, counted by the program that keeps it: customers and records of each group.
type Counts = BTreeMap<GroupId, (u64, u64)>;

/// A generation, and what lay in the vault at the moment that it copied.
struct Past {
    written: WrittenFace,
    there: BTreeMap<String, Vec<u8>>,
    counts: Counts,
}

#[test]
fn random_chains_come_back_byte_by_byte() {
    let (chains, rawkey) = if long() { (20, Some(rawkey())) } else { (1, None) };
    let (mut generations, mut databases) = (0, 0);
    for number in 0..chains {
        let mut dice = Dice(0xc4a1 + number);
        let house = House::new();
        let mut past = Vec::new();
        let increments = if long() { dice.below(7) } else { 2 };
        for n in 0..=increments {
            let edits = 1 + dice.below(4);
            for _ in 0..edits {
                edit(&house, &mut dice);
            }
            past.push(written(&house, n));
        }
        for (n, one) in past.iter().enumerate() {
            databases += comes_back(&house, one, n, rawkey.as_ref().map(|(_, path)| path.as_path()));
        }
        generations += past.len();
    }
    println!(
        "{chains} chains, {generations} generations, {databases} databases, each restored in three ways"
    );
}

/// One edit, of any kind.
fn edit(house: &House, dice: &mut Dice) {
    let done = house.session((LOGIN, PASSWORD), |ana| {
        let groups: Vec<GroupId> = ana.list_groups()?.iter().map(|row| row.id).collect();
        let group = groups[usize::try_from(dice.below(groups.len() as u64)).unwrap()];
        let customers =
            ana.find_customers(&CustomerQuery { group: Some(group), ..CustomerQuery::default() }, 0, 500)?;
        let codes: Vec<ClientCode> = customers.rows.iter().map(|row| row.code).collect();
        let Some(code) = codes.get(usize::try_from(dice.below(codes.len().max(1) as u64)).unwrap()).copied()
        else {
            return add(ana, group, dice);
        };
        match dice.below(7) {
            0 | 1 => import(house, ana, (group, code), dice),
            2 => add(ana, group, dice),
            3 => ana.edit_customer(group, code, &identity(dice)),
            4 => edit_a_record(ana, group, dice),
            5 if groups.len() > 1 => {
                let to = groups.iter().copied().find(|to| *to != group).unwrap();
                ana.move_customer(group, to, code)?.run(&mut Watch::unwatched())
            }
            5 => {
                let made = ana.make_group(&format!("Group {}", dice.below(1000)))?;
                add(ana, made, dice)
            }
            _ => renew(ana, group),
        }
    });
    done.unwrap();
}

fn identity(dice: &mut Dice) -> IdentityDraft {
    IdentityDraft { name: format!("Customer {:x}", dice.below(1 << 40)), ..IdentityDraft::default() }
}

fn add(ana: &mut Session, group: GroupId, dice: &mut Dice) -> Result<(), Problem> {
    for _ in 0..=dice.below(5) {
        ana.add_customer(group, &identity(dice))?;
    }
    Ok(())
}

fn import(
    house: &House,
    ana: &mut Session,
    (group, code): (GroupId, ClientCode),
    dice: &mut Dice,
) -> Result<(), Problem> {
    let mut paths = Vec::new();
    for n in 0..=dice.below(3) {
        let path = house.apart.path().join(format!("paper-{n}-{:x}.bin", dice.below(1 << 40)));
        let largest = [2_000, 70_000, 3_000_000][usize::try_from(dice.below(3)).unwrap()];
        let len = dice.below(largest);
        fs::write(&path, dice.bytes(len)).unwrap();
        paths.push(path);
    }
    let imported = ana.import_files(group, code, paths)?.run(&mut Watch::unwatched())?;
    assert!(imported.failed.is_empty());
    Ok(())
}

fn edit_a_record(ana: &mut Session, group: GroupId, dice: &mut Dice) -> Result<(), Problem> {
    let found = ana.find_records(&RecordQuery { group: Some(group), ..RecordQuery::default() }, 0, 50)?;
    let Some(row) = found.rows.first() else { return Ok(()) };
    ana.edit_record(
        group,
        row.id,
        format!("Title {}", dice.below(1000)),
        vec!["tag".to_owned()],
        String::new(),
    )
}

fn renew(ana: &mut Session, group: GroupId) -> Result<(), Problem> {
    let Settled::Done(job) = ana.renew_keys(group, &Consent::Alone("nobody else is here".to_owned()))? else {
        panic!("one is enough where only one is")
    };
    job.run(&mut Watch::unwatched())?;
    ana.settle_rekeys();
    Ok(())
}

/// Writes a generation; what lies in the vault is looked at when all is closed and before the first byte is copied.
fn written(house: &House, n: u64) -> Past {
    let counts = counts(house, &house.vault());
    let (written, there) = house
        .as_operator(|op| {
            let job = op.write_backup(house.mount(), false)?;
            let there = kept(&house.vault());
            let written = job.run(&mut Watch::unwatched())?;
            op.keep_written(&written)?;
            Ok((written, there))
        })
        .unwrap();
    assert_eq!(written.generation.full, n == 0, "the rule chooses");
    Past { written, there, counts }
}

fn counts(house: &House, vault: &Path) -> Counts {
    house
        .session_in(vault, (LOGIN, PASSWORD), |ana| {
            let groups: Vec<GroupId> = ana.list_groups()?.iter().map(|row| row.id).collect();
            let mut counts = Counts::new();
            for group in groups {
                let group_only = CustomerQuery { group: Some(group), ..CustomerQuery::default() };
                let customers = ana.find_customers(&group_only, 0, 1)?.total;
                let group_only = RecordQuery { group: Some(group), ..RecordQuery::default() };
                counts.insert(group, (customers, ana.find_records(&group_only, 0, 1)?.total));
            }
            let report = ana.check(false)?.run(&mut Watch::unwatched())?;
            assert!(report.damage.is_empty(), "{:?}", report.damage);
            Ok(counts)
        })
        .unwrap()
}

/// Restores a generation in every way, and compares. Says how many databases that were.
fn comes_back(house: &House, past: &Past, n: usize, rawkey: Option<&Path>) -> usize {
    let place = |how: &str| house.apart.path().join(format!("{how}-{n}"));
    let (script, sheets, key) = (place("script"), place("sheets"), place("key"));
    assert!(house.by_script(&past.written, &script));
    let restored = files(&script);
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&restored), names(&past.there));
    for (name, content) in &restored {
        let was = &past.there[name];
        // The log says that it is written while it is, after its checkpoint.
        let same = if name.starts_with("audit/") {
            was.starts_with(content) || content.starts_with(was)
        } else {
            was == content
        };
        assert!(same, "{name} is {} bytes and was {}", content.len(), was.len());
    }
    let generation = Some(past.written.generation.generation);
    house.by_sheets(generation, &sheets).unwrap();
    for (name, content) in kept(&sheets) {
        // The restored log says that it was restored.
        let same =
            name.starts_with("audit/") && content.starts_with(&restored[&name]) || restored[&name] == content;
        assert!(same || name == "audit/checkpoints", "{name}");
    }
    let restore =
        |ana: &mut Session| ana.restore_backup(house.mount(), generation, &key)?.run(&mut Watch::unwatched());
    house.session((LOGIN, PASSWORD), restore).unwrap();
    assert!(files(&key) == restored, "by the restore key");
    if let Some(rawkey) = rawkey {
        assert_eq!(rows(house, &past.written, &script, rawkey), past.counts);
    }
    for restored in [&script, &sheets, &key] {
        assert_eq!(counts(house, restored), past.counts);
        fs::remove_dir_all(restored).unwrap();
    }
    past.there.keys().filter(|name| name.split('.').next_back() == Some("db")).count()
}

/// The program that turns a database into a plain one, built from the sources that the backup's page names; or the one that
/// `RAWKEY` names.
fn rawkey() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    if let Some(built) = std::env::var_os("RAWKEY") {
        return (folder, built.into());
    }
    let path = folder.path().join("rawkey");
    let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/rawkey/build.sh");
    assert!(Command::new("sh").arg(build).arg(&path).status().unwrap().success());
    (folder, path)
}

/// Rows of customers and records in the newest of each group's plain databases, which must be sound.
const COUNTED: &str = "
import glob, sqlite3, sys
for path in sorted(glob.glob(sys.argv[1] + '/groups/*/*.sqlite')):
    db = sqlite3.connect(path)
    assert db.execute('PRAGMA integrity_check').fetchone() == ('ok',), path
newest = {}
for path in glob.glob(sys.argv[1] + '/groups/*/records.*.sqlite'):
    epoch = int(path.split('.')[-2])
    newest[path.split('/')[-2]] = max((epoch, path), newest.get(path.split('/')[-2], (0, '')))
for epoch, path in newest.values():
    db, group = sqlite3.connect(path), path.split('/')[-2]
    print(group, *(db.execute('SELECT count(*) FROM ' + t).fetchone()[0] for t in ('customer WHERE state = 0', 'record')))
";

/// The same counts by those who have nothing but the restored files, the identity, and plain SQLite.
fn rows(house: &House, written: &WrittenFace, vault: &Path, rawkey: &Path) -> Counts {
    let plain = house.apart.path().join("plain");
    let mut turned = Command::new("sh");
    turned.arg(house.folder(written).join("restore.sh")).arg("--plain").arg(vault);
    turned.arg(house.apart.path().join("identity.txt")).arg(&plain).env("RAWKEY", rawkey);
    assert!(turned.status().unwrap().success());
    let counted = Command::new("python3").args(["-c", COUNTED]).arg(&plain).output().unwrap();
    assert!(counted.status.success(), "{}", String::from_utf8_lossy(&counted.stderr));
    fs::remove_dir_all(&plain).unwrap();
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        (words[0].parse().unwrap(), (words[1].parse().unwrap(), words[2].parse().unwrap()))
    };
    String::from_utf8(counted.stdout).unwrap().lines().map(line).collect()
}
