//! Measures the library as the program uses it: for `against-peers.sh`, importing files into a new group and exporting
//! them again; searching among many customers; deleting among many, and how soon a stop of it takes effect.
//!
//! Prints a line for each act: its name, seconds of wall clock, bytes. Fsyncs and all; the keys are drawn and lost.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected has failed"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use strongroom::base::clock::SystemClock;
use strongroom::base::code::ClientCode;
use strongroom::base::id::{AccountId, GroupId, RecordId, VaultId};
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::keys::hierarchy::{IdentitiesKey, RecordsKey};
use strongroom::keys::place::{KeyKind, Place};
use strongroom::records::face::{CsvMapping, CustomerQuery, IdentityDraft, RecordQuery};
use strongroom::records::{Deletion, FreeFloor, GroupKeys, GroupStore, ImportPlan, Setting};
use strongroom::store::Access;
use strongroom::vault::Layout;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        ["files", vault, to, files @ ..] if !files.is_empty() => {
            let keys = keys();
            import(Path::new(vault), &keys, files);
            export(Path::new(vault), &keys, Path::new(to));
        }
        ["customers", vault, count] => {
            let keys = keys();
            customers(Path::new(vault), &keys, count.parse().unwrap());
            search(Path::new(vault), &keys);
        }
        ["deletion", vault, count] => {
            let (keys, count) = (keys(), count.parse().unwrap());
            customers(Path::new(vault), &keys, count);
            records(Path::new(vault), &keys, count);
            deletion(Path::new(vault), &keys);
        }
        _ => panic!("files VAULT FOLDER FILE… | customers VAULT COUNT | deletion VAULT COUNT"),
    }
}

fn keys() -> GroupKeys {
    let group = Some(GroupId::generate());
    let place = |kind| Place { vault: VaultId::generate(), kind, group, epoch: 1 };
    GroupKeys {
        records: Arc::new(RecordsKey::generate(place(KeyKind::GroupRecords))),
        older: Vec::new(),
        identities: Some(Arc::new(IdentitiesKey::generate(place(KeyKind::GroupIdentities)))),
    }
}

fn setting() -> Setting {
    Setting { clock: Arc::new(SystemClock), floor: FreeFloor::Bytes(0) }
}

fn create(vault: &Path, keys: &GroupKeys) -> GroupStore {
    GroupStore::create(&Layout::new(vault), keys.clone(), setting()).unwrap()
}

fn open(vault: &Path, keys: &GroupKeys) -> GroupStore {
    GroupStore::open(&Layout::new(vault), keys.clone(), Access::ReadWrite, setting()).unwrap()
}

fn told(act: &str, took: Duration, bytes: u64) {
    println!("{act} {:.3} {bytes}", took.as_secs_f64());
}

fn import(vault: &Path, keys: &GroupKeys, files: &[&str]) {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let mut group = create(vault, keys);
    let code = group.draw_code().unwrap();
    group
        .add_customer(code, &IdentityDraft { name: "Measured".to_owned(), ..IdentityDraft::default() })
        .unwrap();
    let started = Instant::now();
    let plan = ImportPlan::of_paths(&paths, &Watch::unwatched()).unwrap();
    let bytes = plan.total_bytes();
    let by = AccountId::from_bytes([9; 16]);
    let outcome = group.import(code, by, plan, &mut Watch::unwatched(), |_| ()).unwrap();
    told("import", started.elapsed(), bytes);
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
}

fn export(vault: &Path, keys: &GroupKeys, to: &Path) {
    let group = open(vault, keys);
    let rows = group.find_records(&RecordQuery::default(), 0, u32::MAX).unwrap().rows;
    let ids: Vec<RecordId> = rows.iter().map(|row| row.id).collect();
    let started = Instant::now();
    let outcome = group.export(&ids, to, &mut Watch::unwatched()).unwrap();
    told("export", started.elapsed(), rows.iter().map(|row| row.size_bytes).sum());
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
}

const GIVEN: [&str; 20] = [
    "Ana",
    "Ion",
    "Maria",
    "Ștefan",
    "Elena",
    "Andrei",
    "Ioana",
    "Mihai",
    "Cristina",
    "Alexandru",
    "John",
    "Emma",
    "Oliver",
    "Sophie",
    "Țurcanu",
    "Vlad",
    "Gheorghe",
    "Mălina",
    "Radu",
    "Sânziana",
];
const SYLLABLES: [&str; 24] = [
    "po", "pes", "cu", "io", "nes", "mar", "tin", "bra", "du", "că", "lin", "șer", "ban", "vas", "ile",
    "sto", "ica", "mun", "tean", "flo", "rea", "dra", "go", "mir",
];

/// Draws numbers below a bound, always the same.
fn dice() -> impl FnMut(usize) -> usize {
    let mut state = 88_172_645_463_325_252_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    }
}

fn name(draw: &mut impl FnMut(usize) -> usize) -> (&'static str, String) {
    (GIVEN[draw(GIVEN.len())], (0..3).map(|_| SYLLABLES[draw(SYLLABLES.len())]).collect())
}

/// Names and contacts for `count` customers, always the same, through the import of a table.
fn customers(vault: &Path, keys: &GroupKeys, count: u64) {
    let mut table = String::from("name,email,phone,address\n");
    let mut draw = dice();
    for number in 0..count {
        let (given, family) = name(&mut draw);
        let phone = 700_000_000 + draw(99_999_999);
        table.push_str(&format!(
            "{given} {family},{family}{number}@example.org,0{phone},Str. {family} {}\n",
            draw(300)
        ));
    }
    std::fs::create_dir_all(vault).unwrap();
    let path = vault.join("customers.csv");
    std::fs::write(&path, table).unwrap();
    let mut group = create(vault, keys);
    let mapping = CsvMapping { name: Some(0), email: Some(1), phone: Some(2), address: Some(3), notes: None };
    let started = Instant::now();
    group.import_customers(&path, mapping, &mut Watch::unwatched(), |_: &[ClientCode]| Ok(())).unwrap();
    told("customers", started.elapsed(), count);
    group.close().unwrap();
}

/// What this thread has computed: a search runs on one thread, and other programs do not count.
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

/// Types names letter by letter, first just after opening, then warm. In CPU time.
fn search(vault: &Path, keys: &GroupKeys) {
    let opened = Instant::now();
    let group = open(vault, keys);
    println!("opening {:.2} ms", opened.elapsed().as_secs_f64() * 1e3);
    for (round, warm) in [("cold", false), ("warm", true)] {
        let mut times = Vec::new();
        for text in ["popescu", "stefan m", "marbraian", "elena vas", "0712", "io nes", "șerban"] {
            for (letters, _) in text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)).skip(1) {
                let query = CustomerQuery { group: None, text: text.get(..letters).unwrap().to_owned() };
                let started = cpu_time();
                let found = group.find_customers(&query, 0, 60).unwrap();
                times.push((cpu_time().checked_sub(started).unwrap(), query.text, found.total));
            }
        }
        times.sort();
        let at = |share: usize| &times[(times.len() * share / 100).min(times.len() - 1)];
        let shown = |(took, text, total): &(Duration, String, u64)| {
            format!("{:.2} ms ({text}: {total})", took.as_secs_f64() * 1e3)
        };
        println!("search {round}: median {}, p95 {}, worst {}", shown(at(50)), shown(at(95)), shown(at(100)));
        assert!(warm || !times.is_empty());
    }
    for offset in [0, 10_000, 500_000, 900_000] {
        let started = cpu_time();
        let page = group.find_customers(&CustomerQuery::default(), offset, 60).unwrap();
        println!(
            "page at {offset} of {}: {:.2} ms",
            page.total,
            cpu_time().checked_sub(started).unwrap().as_secs_f64() * 1e3
        );
    }
}

/// How many files there are to put in, again and again.
const PAPERS: u64 = 10_000;

/// Records of one customer, each a small file with a title of its own kind.
fn records(vault: &Path, keys: &GroupKeys, count: u64) {
    let folder = vault.join("in");
    std::fs::create_dir_all(&folder).unwrap();
    let mut draw = dice();
    for number in 0..PAPERS.min(count) {
        let (given, family) = name(&mut draw);
        std::fs::write(folder.join(format!("{given} {family} {number}.txt")), family).unwrap();
    }
    let rounds = usize::try_from(count.div_ceil(PAPERS)).unwrap();
    let paths = vec![folder; rounds];
    let mut group = open(vault, keys);
    let code = group.find_customers(&CustomerQuery::default(), 0, 1).unwrap().rows[0].code;
    let by = AccountId::from_bytes([9; 16]);
    let started = Instant::now();
    let plan = ImportPlan::of_paths(&paths, &Watch::unwatched()).unwrap();
    let outcome = group.import(code, by, plan, &mut Watch::unwatched(), |_| ()).unwrap();
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
    told("records", started.elapsed(), outcome.imported.len() as u64);
    group.close().unwrap();
}

/// Deletes three records, then a customer, then stops a deletion while the index is written anew.
fn deletion(vault: &Path, keys: &GroupKeys) {
    let mut group = open(vault, keys);
    let rows = group.find_records(&RecordQuery::default(), 0, 6).unwrap();
    println!("records in all {}", rows.total);
    let ids: Vec<RecordId> = rows.rows.iter().map(|row| row.id).collect();
    let other = group.find_customers(&CustomerQuery::default(), 1, 1).unwrap().rows[0].code;
    let of =
        |number, customer, records: &[RecordId]| Deletion { number, customer, records: records.to_vec() };
    delete(&mut group, "3 records", &of(1, None, &ids[..3]));
    delete(&mut group, "a customer", &of(2, Some(other), &[]));
    let (flag, mut told) = (CancelFlag::default(), 0);
    let (stop, mut stopped_at) = (flag.clone(), None);
    let mut watch = Watch::new(flag, |progress| {
        told += u32::from(progress.stage == "words");
        if told == 3 && stopped_at.is_none() {
            stop.cancel();
            stopped_at = Some(Instant::now());
        }
    });
    let ended = group.delete(&of(3, None, &ids[3..]), &mut watch);
    drop(watch);
    let took = stopped_at.map_or(0.0, |at| at.elapsed().as_secs_f64() * 1e3);
    println!(
        "a stop took effect within {took:.1} ms: {}",
        if ended.is_err() { "stopped" } else { "was done" }
    );
    group.close().unwrap();
}

/// Deletes, and says how long it took and the longest time between two places where it can be stopped.
fn delete(group: &mut GroupStore, what: &str, deletion: &Deletion) {
    let started = Instant::now();
    let (mut last, mut longest, mut slices) = (started, Duration::ZERO, 0_u32);
    group
        .delete(
            deletion,
            &mut Watch::new(CancelFlag::default(), |_| {
                longest = longest.max(last.elapsed());
                last = Instant::now();
                slices += 1;
            }),
        )
        .unwrap();
    let longest = longest.as_secs_f64() * 1e3;
    told(&format!("deletion of {what}, {slices} slices, longest {longest:.1} ms,"), started.elapsed(), 0);
}
