//! The operator, with every key of theirs and the whole medium, reads no record, no name and no event: a test that tries
//! everything the operator holds, and what can be derived of it, on everything there is. Even were the volumes open, the
//! databases in them would stay shut.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use strongroom::app::snapshot::IdentityDraft;
use strongroom::audit::{Entry, read};
use strongroom::crypto::hash::{derive_key, sha256};
use strongroom::crypto::hpke::KemPrivate;
use strongroom::crypto::secret::SecretBytes;
use strongroom::keys::hierarchy::{
    DatabaseKey, GroupIdentities, GroupRecords, KindOfKey, LogReader, Registry as RegistryKind, Restore,
};
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::parcel::{Identity, open_small};
use strongroom::store::sql::Params;
use strongroom::store::{Access, Database, Kind, Schema, StoreError, params};
use strongroom::vault::registry::{Registry, WrapRow};

use crate::backup_house::{House, SECRET, files};
use crate::fixture::{LOGIN, PASSWORD};

type Secret = SecretBytes<32>;

/// What the operator's file and head hold, and this machine's disk in the clear.
struct Held {
    kem: KemPrivate,
    secrets: Vec<Secret>,
}

const NAME: &str = "Gheorghe Țurcanu-Văleanu";

#[test]
fn the_operator_reads_nothing_of_what_they_carry() {
    let house = House::new();
    let name = IdentityDraft { name: NAME.to_owned(), ..IdentityDraft::default() };
    house.session((LOGIN, PASSWORD), |ana| ana.add_customer(house.group, &name).map(drop)).unwrap();
    house.write(false).unwrap();
    house.file_a_letter(1);
    house.write(false).unwrap();
    let held = held(&house);
    let sealed = age_files(&house, &held);
    let databases = databases(&house, &held);
    let wraps = wraps(&house, &held);
    let events = events(&house, &held);
    let clear = in_the_clear(&house);
    println!(
        "{} secrets: {sealed} openings of age files, {databases} of databases, {wraps} of wraps, {events} frames, {clear} \
         pieces in the clear: nothing was read",
        held.secrets.len()
    );
}

fn held(house: &House) -> Held {
    let (_, keys) = house.fixture.keys("op", "op");
    let registry = house.fixture.registry_key(&house.fixture.seed);
    let machine = std::fs::read(house.vault().join("machine.key")).unwrap();
    let copied = |bytes: &[u8]| Secret::copied_from(bytes).unwrap();
    let own = [
        copied(keys.kem.seed().expose()),
        copied(keys.signing.seed().expose()),
        copied(&machine),
        copied(registry.registry_database().expose()),
        copied(&sha256(b"op").0),
        copied(&sha256(&machine).0),
    ];
    let labels = [
        "strongroom/recovery-x25519/v1",
        "strongroom/restore-x25519/v1",
        "strongroom/log-reader-kem/v1",
        "strongroom/code-key/v1",
    ];
    let mut secrets: Vec<Secret> =
        own.iter().flat_map(|secret| labels.map(|label| derive_key(secret, label, &[]))).collect();
    secrets.extend(own);
    Held { kem: keys.kem, secrets }
}

/// Every sealed file of the medium and of the vault, with every secret taken for an age identity.
fn age_files(house: &House, held: &Held) -> usize {
    let mut sealed = files(house.mount());
    sealed.extend(files(&house.vault().join("keys")));
    sealed.retain(|name, _| Path::new(name).extension().is_some_and(|end| end == "age"));
    assert!(sealed.len() >= 6, "volumes and keys");
    for secret in &held.secrets {
        let identity = Identity::from_secret(secret).unwrap();
        for (name, bytes) in &sealed {
            assert!(open_small(&identity, bytes, 64 << 20).is_err(), "{name}");
        }
    }
    // They are what they seem: the sheets open each.
    let sheets = Identity::from_secret(&house.fixture.seed.age_identity()).unwrap();
    assert!(sealed.values().all(|bytes| open_small(&sheets, bytes, 64 << 20).is_ok()));
    sealed.len() * held.secrets.len()
}

/// Every database, as if the volumes were open, with every secret as its raw key and as the key that its own is derived
/// from, at its place.
fn databases(house: &House, held: &Held) -> usize {
    let vault = house.vault();
    let mut tried = 0;
    for name in files(&vault).into_keys().filter(|name| name.split('.').next_back() == Some("db")) {
        let (kind, key_kind, label, number) = shape(&name);
        let epoch = name.split('.').nth_back(1).unwrap().parse().unwrap();
        let group = name.starts_with("groups/").then_some(house.group);
        let place = Place { vault: house.fixture.vault_id(), kind: key_kind, group, epoch }.to_bytes();
        let mut opened = 0;
        for secret in &held.secrets {
            let derived = |label: &[u8]| {
                derive_key(secret, "strongroom/database/v1", &[&place, label, &u32::to_be_bytes(number)])
            };
            for key in [Secret::copied_from(secret.expose()).unwrap(), derived(label.as_bytes())] {
                opened += usize::from(opens(&vault.join(&name), kind, key));
                tried += 1;
            }
        }
        // The registry is theirs: it holds no name of a customer and no content, as is seen below.
        assert_eq!(opened, usize::from(kind == Kind::Registry), "{name}");
    }
    tried
}

/// Kind of database, kind of key, name in the derivation, number.
fn shape(path: &str) -> (Kind, KeyKind, &'static str, u32) {
    let file = path.rsplit('/').next().unwrap();
    let number = |file: &str| file.strip_prefix("stack-")?.split('.').next()?.parse().ok();
    match file.split(['.', '-']).next().unwrap() {
        "registry" => (Kind::Registry, KeyKind::Registry, "registry", 0),
        "records" => (Kind::Records, KeyKind::GroupRecords, "records", 0),
        "identities" => (Kind::Identities, KeyKind::GroupIdentities, "identities", 0),
        "stack" => (Kind::Stack, KeyKind::GroupRecords, "stack", number(file).unwrap()),
        _ => (Kind::LogIndex, KeyKind::LogReader, "index", 0),
    }
}

fn opens(path: &Path, kind: Kind, key: Secret) -> bool {
    let schema = Schema { kind, steps: &[""] };
    let opened = Database::open(path, &schema, &DatabaseKey::from_secret(key), Access::ReadOnly);
    // Whoever is told that it is of a later version has read it.
    opened.is_ok() || matches!(opened, Err(StoreError::Newer { .. }))
}

/// Every wrap of the registry, with the operator's private key: those of group keys, of the restore key and of the log's
/// reader do not open, whomever they are said to be for.
fn wraps(house: &House, held: &Held) -> usize {
    let vault = house.fixture.verify_as("op").unwrap();
    assert!(vault.groups().is_empty() && vault.restore_key().is_none() && vault.log_reader().is_none());
    let known = vault.house().clone();
    drop(vault);
    let (account, _) = house.fixture.keys("op", "op");
    let key = house.fixture.registry_key(&house.fixture.seed).registry_database();
    let rows = Registry::open(&house.fixture.layout().registry(1), &key).unwrap().wraps().unwrap();
    let mut tried = 0;
    for row in &rows {
        let place =
            Place { vault: house.fixture.vault_id(), kind: row.kind, group: row.group, epoch: row.epoch };
        let check = known.current_epoch((row.kind, row.group)).unwrap().1.check;
        for holder in [row.holder, Holder::Account(account), Holder::Recovery] {
            let opened = match row.kind {
                KeyKind::Registry => unwraps::<RegistryKind>(row, place, holder, &held.kem, check),
                KeyKind::LogReader => unwraps::<LogReader>(row, place, holder, &held.kem, check),
                KeyKind::Restore => unwraps::<Restore>(row, place, holder, &held.kem, check),
                KeyKind::GroupRecords => unwraps::<GroupRecords>(row, place, holder, &held.kem, check),
                KeyKind::GroupIdentities => unwraps::<GroupIdentities>(row, place, holder, &held.kem, check),
            };
            assert!(!opened || row.kind == KeyKind::Registry, "{:?}", row.kind);
            tried += 1;
        }
    }
    let kinds: BTreeSet<String> = rows.iter().map(|row| format!("{:?}", row.kind)).collect();
    assert!(kinds.len() >= 4, "{kinds:?}");
    tried
}

fn unwraps<K: KindOfKey>(
    row: &WrapRow,
    place: Place,
    holder: Holder,
    with: &KemPrivate,
    check: strongroom::crypto::hash::Digest,
) -> bool {
    row.wrap.open::<K>(place, holder, with, check).is_ok()
}

/// The access log, with every secret as its reader's key. What is in the clear in it, the program's runs and failed log-ins, is no
/// event.
fn events(house: &House, held: &Held) -> u64 {
    let (folder, vault) = (house.fixture.layout().audit(), house.fixture.vault_id());
    let mut unreadable = 0;
    for secret in &held.secrets {
        let key = |_| Some(KemPrivate::from_seed(Secret::copied_from(secret.expose()).unwrap()));
        read(&folder, vault, &key, &mut |entry| match entry {
            Entry::Event { .. } => panic!("an event was read"),
            Entry::Unreadable { .. } => unreadable += 1,
            Entry::Session { .. } => (),
        })
        .unwrap();
    }
    assert!(unreadable > 0);
    unreadable
}

/// What nobody needs a key for: every file of the medium, and the registry, which the operator opens.
fn in_the_clear(house: &House) -> usize {
    let words = [NAME, "Ștefan Brânză", "Private clients", "letter-0", "letter-1", SECRET];
    let key = house.fixture.registry_key(&house.fixture.seed).registry_database();
    let schema = Schema { kind: Kind::Registry, steps: &[""] };
    let registry =
        Database::open(&house.fixture.layout().registry(1), &schema, &key, Access::ReadOnly).unwrap();
    let text =
        |sql: &str, params: Params<'_>| registry.all(sql, params, |row| row.get::<_, String>(0)).unwrap();
    let mut pieces: Vec<(PathBuf, Vec<u8>)> =
        files(house.mount()).into_iter().map(|(name, bytes)| (name.into(), bytes)).collect();
    for table in text("SELECT name FROM sqlite_schema WHERE type = 'table'", params![]) {
        for column in text("SELECT name FROM pragma_table_info(?1)", params![table]) {
            let sql = format!("SELECT CAST(\"{column}\" AS BLOB) FROM \"{table}\"");
            let cells = registry.all(&sql, params![], |row| row.get::<_, Option<Vec<u8>>>(0)).unwrap();
            let place = PathBuf::from(format!("registry: {table}.{column}"));
            pieces.extend(cells.into_iter().flatten().map(|cell| (place.clone(), cell)));
        }
    }
    for (place, bytes) in &pieces {
        for word in words {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{} holds {word} in the clear", place.display());
        }
    }
    pieces.len()
}
