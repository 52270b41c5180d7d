//! Deleting for good: every page of a group's files, decrypted with its own keys, holds nothing of it any more; it takes
//! two people; and what two have signed is carried out by whoever holds the group next.

use std::fs;
use std::path::Path;

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use strongroom::app::entrance::Entrance;
use strongroom::app::problem::Problem;
use strongroom::app::request::{Consent, LockReason};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    CsvMapping, CustomerQuery, IdentityDraft, Named, RecordQuery, Settled, WaitingState,
};
use strongroom::base::id::GroupId;
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::policy::Act;
use strongroom::records::{Deletion, GroupStore, RecordsError};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};
use crate::group::{self, content, customer, import_one, named, noise};
use crate::logged::words_logged;
use crate::two_people::{House, second, why};

const REASON: &str = "Asked for under article 17";

/// What SQLCipher keeps at a page's end: the initialisation vector and the HMAC.
const RESERVED: usize = 48;

/// Every page of a database that is raw-keyed, decrypted, the first without its salt.
fn pages(path: &Path, key: &[u8; 32], page_bytes: usize) -> Vec<u8> {
    let (file, cipher) = (fs::read(path).unwrap(), Aes256::new(&(*key).into()));
    let mut plain = Vec::with_capacity(file.len());
    for (number, page) in file.chunks_exact(page_bytes).enumerate() {
        let (body, reserved) = page.split_at(page_bytes - RESERVED);
        let mut previous: [u8; 16] = reserved[..16].try_into().unwrap();
        for block in body[if number == 0 { 16 } else { 0 }..].chunks_exact(16) {
            let encrypted: [u8; 16] = block.try_into().unwrap();
            let mut block = encrypted.into();
            cipher.decrypt_block(&mut block);
            let decrypted: [u8; 16] = block.into();
            plain.extend(decrypted.iter().zip(previous).map(|(byte, chained)| byte ^ chained));
            previous = encrypted;
        }
    }
    plain
}

/// Which of these are on any page of any file of the group. Nothing may lie beside the databases.
fn found(house: &group::House, id: GroupId, canaries: &[&str]) -> Vec<String> {
    let (keys, layout) = (house.keys_of(id), house.layout());
    let mut all = Vec::new();
    for name in house.files(id) {
        let path = layout.group(id).join(&name);
        assert!(
            path.extension().is_some_and(|kind| kind == "db") || fs::metadata(&path).unwrap().len() == 0,
            "{name} is left"
        );
        let (kind, _) = name.split_once('.').unwrap();
        all.extend(match kind {
            "records" => pages(&path, keys.records.records_database().expose(), 16 << 10),
            "identities" => {
                let key = keys.identities.as_ref().unwrap().identities_database();
                pages(&path, key.expose(), 16 << 10)
            }
            stack => {
                let n = stack.strip_prefix("stack-").unwrap().parse().unwrap();
                pages(&path, keys.records.stack_database(n).expose(), 64 << 10)
            }
        });
    }
    let holds = |canary: &&&str| memchr::memmem::find(&all, canary.as_bytes()).is_some();
    canaries.iter().filter(holds).map(|canary| (*canary).to_owned()).collect()
}

#[test]
fn no_page_holds_what_was_deleted() {
    let mut house = group::House::new();
    let mut group = house.group();
    let id = group.id();
    let (code, other) = (customer(&mut group, "zyxnamecanary Pop"), customer(&mut group, "Ion"));
    let text = "zyxcontentcanary0123456789abcdef".repeat(70_000);
    let gone = import_one(&mut group, code, "zyxtitlecanary.bin", text.clone().into_bytes());
    let twin = import_one(&mut group, other, "twin.bin", text.into_bytes());
    let kept = import_one(&mut group, code, "kept.bin", noise(3, 300_000));
    let canaries = ["zyxcontentcanary", "titlecanary", "namecanary"];
    group.close().unwrap();
    assert_eq!(found(&house, id, &canaries), canaries, "they are looked for where they are");

    let mut group = house.open(id);
    let doomed = group.doomed(&[gone]).unwrap();
    assert_eq!((doomed.rows.len(), doomed.twins), (1, 1));
    let done =
        group.delete(&Deletion { number: 7, customer: None, records: vec![gone] }, &mut Watch::unwatched());
    assert_eq!(done.unwrap().records, 1);
    assert!(matches!(group.record(gone), Err(RecordsError::NotFound)));
    assert_eq!((content(&group, kept).len(), content(&group, twin).len()), (300_000, 70_000 * 32));
    // The twin has chunks of its own, which go with it.
    let done =
        group.delete(&Deletion { number: 8, customer: None, records: vec![twin] }, &mut Watch::unwatched());
    assert_eq!(done.unwrap().records, 1);
    group.close().unwrap();
    assert_eq!(found(&house, id, &canaries), ["namecanary"]);

    let mut group = house.open(id);
    let records = group.doomed_with(code).unwrap().rows.iter().map(|row| row.id).collect();
    let whole = Deletion { number: 9, customer: Some(code), records };
    let done = group.delete(&whole, &mut Watch::unwatched()).unwrap();
    assert_eq!((done.records, done.customer), (1, true));
    let again = group.delete(&whole, &mut Watch::unwatched()).unwrap();
    assert_eq!((again.records, again.customer), (0, true), "it may be done again");
    assert!(matches!(group.customer(code), Err(RecordsError::NotFound)));
    assert!(matches!(group.add_customer(code, &named("Another")), Err(RecordsError::CodeTaken)));
    assert_eq!((group.counts().unwrap().customers, group.counts().unwrap().records), (1, 0));
    assert_eq!(group.deletions_done().unwrap().into_iter().collect::<Vec<_>>(), [7, 8, 9]);
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
    group.close().unwrap();
    assert_eq!(found(&house, id, &canaries), Vec::<String>::new());
}

/// So many customers that the index of their names takes several slices to write.
fn many_customers(house: &group::House, group: &mut GroupStore) {
    let mut table = String::from("name\n");
    for number in 0..5_000_u64 {
        let words = (0..8).map(|at| format!("{:x}", (number * 8 + at).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        table.push_str(&(words.collect::<Vec<_>>().join(" ") + "\n"));
    }
    let path = house.folder.path().join("customers.csv");
    fs::write(&path, table).unwrap();
    let mapping = CsvMapping { name: Some(0), ..CsvMapping::default() };
    let added = group.import_customers(&path, mapping, &mut Watch::unwatched(), |_| Ok(())).unwrap();
    assert_eq!(added.added, 5_000);
    fs::remove_file(&path).unwrap();
}

#[test]
fn the_words_of_a_large_index_go_in_slices_and_what_was_stopped_goes_on() {
    let mut house = group::House::new();
    let mut group = house.group();
    let id = group.id();
    let code = customer(&mut group, "zyxnamecanary Pop");
    many_customers(&house, &mut group);
    let cancel = CancelFlag::default();
    let (stop, mut slices) = (cancel.clone(), 0);
    let mut watch = Watch::new(cancel, |progress| {
        if progress.stage == "words" {
            assert!(progress.total.is_some_and(|total| progress.done <= total), "{progress:?}");
            slices += 1;
            if slices == 2 {
                stop.cancel();
            }
        }
    });
    let deletion = Deletion { number: 3, customer: Some(code), records: Vec::new() };
    let stopped = group.delete(&deletion, &mut watch);
    assert!(matches!(stopped, Err(RecordsError::Cancelled(_))), "{stopped:?}");
    drop(watch);
    assert_eq!(slices, 2);
    assert!(group.customer(code).is_err() && group.deletions_done().unwrap().is_empty());
    // Somebody adds a customer before it goes on.
    let newer = customer(&mut group, "Newer");
    let newer_query = CustomerQuery { text: "newer".to_owned(), ..CustomerQuery::default() };
    assert_eq!(group.find_customers(&newer_query, 0, 10).unwrap().rows[0].code, newer);
    let done = group.delete(&deletion, &mut Watch::unwatched()).unwrap();
    assert!(done.customer && group.deletions_done().unwrap().contains(&3));
    assert_eq!(group.find_customers(&newer_query, 0, 10).unwrap().rows.len(), 1);
    assert_eq!(group.counts().unwrap().customers, 5_001);
    group.close().unwrap();
    assert_eq!(found(&house, id, &["namecanary"]), Vec::<String>::new());
}

#[test]
fn a_customer_with_a_newer_record_stays_with_it() {
    let mut house = group::House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let signed = import_one(&mut group, code, "a.txt", b"one".to_vec());
    let newer = import_one(&mut group, code, "b.txt", b"two".to_vec());
    let deletion = Deletion { number: 1, customer: Some(code), records: vec![signed] };
    let done = group.delete(&deletion, &mut Watch::unwatched()).unwrap();
    assert_eq!((done.records, done.customer), (1, false));
    assert_eq!((group.customer(code).unwrap().records, content(&group, newer)), (1, b"two".to_vec()));
}

fn records(session: &mut Session) -> u64 {
    session.find_records(&RecordQuery::default(), 0, 10).unwrap().total
}

fn the_record(session: &mut Session) -> strongroom::base::id::RecordId {
    session.find_records(&RecordQuery::default(), 0, 1).unwrap().rows[0].id
}

/// Carries out what is owed; how many records that were.
fn finish(session: &mut Session) -> u64 {
    let job = session.deletions_owed().unwrap();
    job.map_or(0, |job| job.run(&mut Watch::unwatched()).unwrap().records)
}

#[test]
fn it_takes_two_and_says_exactly_what_goes() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    let record = the_record(&mut ana);
    let asked = ana.delete_records(house.group, &[record], REASON, &Consent::Unsaid);
    let Ok(Settled::SecondNeeded(needed)) = asked else { panic!("it needs a second") };
    assert!(needed.may_wait && !needed.reason_is_enough);
    assert_eq!(needed.who, [("Someone called mia".to_owned(), "mia".to_owned())]);
    let shown = needed.will.named.iter().find_map(|(_, named)| match named {
        Named::Doomed { rows, twins, held } => Some((rows.clone(), *twins, *held)),
        _ => None,
    });
    let (rows, twins, held) = shown.unwrap();
    assert_eq!((rows.len(), twins, held), (1, 0, true));
    assert_eq!((rows[0].title.as_str(), rows[0].size_bytes), ("letter", 8));

    let alone = Consent::Alone("Nobody is here".to_owned());
    let alone = ana.delete_records(house.group, &[record], REASON, &alone);
    assert!(matches!(alone, Ok(Settled::SecondNeeded(_))), "a reason is not enough");
    let none = ana.delete_records(house.group, &[record], " ", &Consent::Second(second("mia")));
    assert!(none.is_err(), "a reason is needed, too");
    let staff = ana.delete_records(house.group, &[record], REASON, &Consent::Second(second("dan")));
    assert!(staff.is_err(), "staff are no second");
    assert_eq!(records(&mut ana), 1);

    let done = ana.delete_records(house.group, &[record], REASON, &Consent::Second(second("mia")));
    let Ok(Settled::Done(job)) = done else { panic!("two have signed") };
    // The power fails before it is done: it is in the log, and it is finished.
    drop(job);
    ana.lock(LockReason::Person).unwrap();
    let logged = words_logged(house.fixture.layout().folder(), Act::RecordDelete);
    assert!(logged.iter().any(|words| words == REASON), "{logged:?}");
    let mut ana = house.enter(LOGIN);
    assert_eq!((records(&mut ana), finish(&mut ana)), (1, 1));
    assert_eq!((records(&mut ana), finish(&mut ana)), (0, 0));
    let checked = ana.check(false).ok().unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(checked.damage.is_empty(), "{:?}", checked.damage);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn what_waits_is_gone_once_the_other_agrees_also_if_they_do_not_hold_the_group() {
    for mia_holds in [true, false] {
        let house = House::with(mia_holds, |_, _| ());
        let mut ana = house.enter(LOGIN);
        let code = ana.find_customers(&CustomerQuery::default(), 0, 1).unwrap().rows[0].code;
        let later = Consent::Later(REASON.to_owned());
        let waits = ana.delete_customer(house.group, code, REASON, &later);
        let Ok(Settled::Waiting(number)) = waits else { panic!("it waits") };
        assert_eq!((records(&mut ana), finish(&mut ana)), (1, 0));
        assert!(ana.answer(number, true).is_err(), "nobody agrees to their own request");
        ana.lock(LockReason::Person).unwrap();

        let mut mia = house.enter("mia");
        let rows = mia.waiting().unwrap();
        assert_eq!((rows.len(), rows[0].state, rows[0].will.key), (1, WaitingState::Open, "delete-customer"));
        let held =
            rows[0].will.named.iter().any(|(_, named)| matches!(named, Named::Doomed { held: true, .. }));
        assert_eq!(held, mia_holds, "titles are for those who hold the group");
        mia.answer(number, true).unwrap();
        assert_eq!(finish(&mut mia), u64::from(mia_holds));
        mia.lock(LockReason::Person).unwrap();

        let mut ana = house.enter(LOGIN);
        assert_eq!(finish(&mut ana), u64::from(!mia_holds));
        assert_eq!(records(&mut ana), 0);
        assert!(ana.customer(house.group, code).is_err());
        ana.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn it_waits_until_there_is_a_second_supervisor() {
    let fixture = Fixture::new();
    let nowhere = fixture.layout().folder().join("accounts");
    let clock = std::sync::Arc::new(strongroom::base::clock::HandClock::at(later()));
    let entrance = Entrance::open(fixture.layout().folder(), clock, nowhere).ok().unwrap();
    let mut ana = entrance.unlock(LOGIN, &password(PASSWORD)).ok().unwrap();
    let group = ana.make_group("Clinic").unwrap();
    let code = ana.add_customer(group, &IdentityDraft { name: "Ion".to_owned(), ..IdentityDraft::default() });
    let code = code.unwrap();
    let alone = Consent::Alone("There is nobody else".to_owned());
    let refused: Problem = ana.delete_customer(group, code, REASON, &alone).err().unwrap();
    assert_eq!(why(&refused), Some("deletion-waits"));
    assert!(ana.customer(group, code).is_ok());
}
