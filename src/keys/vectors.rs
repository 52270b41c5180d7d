//! The frozen bytes of the formats of this room, in `tests/vectors/`: what can be computed again is computed and
//! compared, what is sealed is opened. `cargo test write_vectors -- --ignored` writes them anew; after the first
//! release it must never have to.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::hierarchy::{
    GroupIdentities, GroupRecords, IdentitiesKey, Key, KindOfKey, LogReaderKey, OfGroup, RecordsKey,
    RegistryKey, RestoreKey,
};
use super::keyslot::{AccountKeys, Asked, EnrolledFactor, FactorId, Keyslot, KeyslotHeader};
use super::place::{Holder, KeyKind, Place};
use super::recovery::{RecoverySeed, Sheet};
use super::share::{Share, split};
use super::statement::{
    Agreement, AgreementText, Approval, Body, ClockCorrection, Deletion, Enrolment, Epoch, Founding, Grant,
    GrantReview, GroupRuling, PolicyChange, Proposal, Ratification, RecoveryEnrolment, Request, Revocation,
    Screening, Signer, Statement, Taken,
};
use super::words::fingerprint;
use super::wrap::Wrap;
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId, VaultId};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::hpke::KemPrivate;
use crate::crypto::kdf::Profile;
use crate::crypto::secret::{Password, SecretBytes, secret_hex};
use crate::crypto::sign::SigningKey;
use crate::policy::{Role, Rule};

const VAULT: VaultId = VaultId::from_bytes([0x11; 16]);
const ACCOUNT: AccountId = AccountId::from_bytes([0x22; 16]);
const GROUP: GroupId = GroupId::from_bytes([0x33; 16]);
const MADE_AT: WallTime = WallTime::from_unix_millis(1_795_348_800_000);
const PASSWORD: &str = "un păstrăv șovăitor înoată";

fn secret(byte: u8) -> SecretBytes<32> {
    SecretBytes::from_exposed(&mut [byte; 32])
}

fn account_keys() -> AccountKeys {
    AccountKeys { kem: KemPrivate::from_seed(secret(0x44)), signing: SigningKey::from_seed(secret(0x55)) }
}

fn hex(bytes: &[u8]) -> String {
    secret_hex(bytes).to_string()
}

fn unhex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap().as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks_exact(2).map(pair).collect()
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn read(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(file(name)).unwrap()).unwrap()
}

fn key<K: KindOfKey>() -> Key<K> {
    let group = K::KIND.is_of_group().then_some(GROUP);
    Key::at(Place { vault: VAULT, kind: K::KIND, group, epoch: 7 }, secret(0x66)).unwrap()
}

/// Everything derived from keys whose 32 bytes are all 0x66, at epoch 7.
fn derived_keys() -> Value {
    let records: RecordsKey = key();
    let identities: IdentitiesKey = key();
    let registry: RegistryKey = key();
    let reader: LogReaderKey = key();
    let restore: RestoreKey = key();
    json!({
        "vault": VAULT.to_string(), "group": GROUP.to_string(), "epoch": 7, "key": hex(&[0x66; 32]),
        "places": {
            "registry": hex(&registry.place().to_bytes()),
            "records": hex(&records.place().to_bytes()),
        },
        "holders": {
            "account": hex(&Holder::Account(ACCOUNT).to_bytes()), "recovery": hex(&Holder::Recovery.to_bytes()),
        },
        "check_values": {
            "registry": registry.check_value().to_hex(), "log_reader": reader.check_value().to_hex(),
            "restore": restore.check_value().to_hex(), "records": records.check_value().to_hex(),
            "identities": identities.check_value().to_hex(),
        },
        "databases": {
            "registry": hex(registry.registry_database().expose()),
            "records": hex(records.records_database().expose()),
            "stack_1": hex(records.stack_database(1).expose()),
            "stack_2": hex(records.stack_database(2).expose()),
            "identities": hex(identities.identities_database().expose()),
            "index": hex(reader.index_database().expose()),
        },
        "log_reader_kem_seed": hex(reader.reader_private().seed().expose()),
        "log_reader_kem_public_sha256": sha256(reader.reader_public().as_bytes()).to_hex(),
        "restore_identity": hex(restore.identity().expose()),
        "restore_recipient": hex(&restore.recipient()),
        "fingerprint_of_zeros": fingerprint(Digest::ZERO),
        "fingerprint_of_sha256_abc": fingerprint(sha256(b"abc")),
    })
}

fn recovery_seed() -> RecoverySeed {
    RecoverySeed::from_secret(secret(0x77))
}

fn recovery_keys() -> Value {
    let seed = recovery_seed();
    let public = seed.public();
    json!({
        "seed": hex(&[0x77; 32]),
        "kem_seed": hex(seed.kem().seed().expose()),
        "kem_public_sha256": sha256(public.kem.as_bytes()).to_hex(),
        "x25519_secret": hex(seed.age_identity().expose()), "x25519_public": hex(&public.age),
        "ed25519_seed": hex(seed.signing().seed().expose()), "ed25519_public": hex(&public.signing.0),
    })
}

fn bodies() -> Vec<Body> {
    let recovery = recovery_seed().public();
    let until = MADE_AT;
    let restore: RestoreKey = key();
    let wraps = vec![(Holder::Account(ACCOUNT), Digest([0x88; 32])), (Holder::Recovery, Digest([0x99; 32]))];
    vec![
        Body::Founding(Founding {
            vault: VAULT,
            sample: true,
            business: "Cabinet Ștefănescu".to_owned(),
            founder: ACCOUNT,
            founder_public: account_keys().public(),
            recovery_kem: recovery.kem,
            recovery_age: recovery.age,
            recovery_signing: recovery.signing,
            machine: SigningKey::from_seed(secret(0xaa)).verifying(),
        }),
        Body::Enrolment(Enrolment {
            account: ACCOUNT,
            name: "Ana Ionescu".to_owned(),
            login: "ana".to_owned(),
            job_title: "Associate".to_owned(),
            role: Role::Supervisor,
            public: account_keys().public(),
        }),
        Body::Screening(Screening {
            account: ACCOUNT,
            passed: true,
            valid_until: until,
            details: Digest([0xbb; 32]),
            founding_exemption: Some("Nobody was here before.".to_owned()),
        }),
        Body::Agreement(Agreement {
            account: ACCOUNT,
            version: 1,
            text: Digest([0xcc; 32]),
            typed_name: "Ana Ionescu".to_owned(),
            valid_until: until,
        }),
        Body::Grant(Grant {
            account: ACCOUNT,
            kind: KeyKind::GroupRecords,
            group: Some(GROUP),
            epoch: 7,
            wrap: Digest([0x88; 32]),
            valid_until: Some(until),
            request: None,
        }),
        Body::Epoch(Epoch {
            kind: KeyKind::Restore,
            group: None,
            epoch: 7,
            check: restore.check_value(),
            public: Some(restore.recipient().to_vec()),
            wraps,
            request: Some(8),
        }),
    ]
    .into_iter()
    .chain(rulings())
    .collect()
}

fn rulings() -> Vec<Body> {
    let policy = PolicyChange { settings: vec![(Rule::IdleLockMinutes, 3), (Rule::InactiveDays, 60)] };
    vec![
        Body::Revocation(Revocation { account: ACCOUNT, what: Taken::Account, reason: "Left".to_owned() }),
        Body::Revocation(Revocation {
            account: ACCOUNT,
            what: Taken::Key(KeyKind::GroupIdentities, Some(GROUP)),
            reason: "No longer needed".to_owned(),
        }),
        Body::Ratification(Ratification { numbers: vec![2, 7] }),
        Body::Policy(policy.clone()),
        Body::GroupFacts(GroupRuling {
            group: GROUP,
            two_person_records: false,
            two_person_identities: true,
        }),
        Body::ClockCorrection(ClockCorrection { to: MADE_AT, reason: "It stood at 2099".to_owned() }),
        Body::RecoveryEnrolment(RecoveryEnrolment {
            account: ACCOUNT,
            name: "Ana Ionescu".to_owned(),
            login: "ana2".to_owned(),
            job_title: "Associate".to_owned(),
            public: account_keys().public(),
            valid_until: MADE_AT,
            epoch: 7,
            wrap: Digest([0x88; 32]),
        }),
        Body::Request(Request {
            proposal: Proposal::Fact(Box::new(Body::Policy(policy))),
            reason: "Why".to_owned(),
        }),
        Body::Request(Request {
            proposal: Proposal::Grant {
                account: ACCOUNT,
                group: GROUP,
                identities: true,
                until: Some(MADE_AT),
            },
            reason: "Why".to_owned(),
        }),
        Body::Request(Request { proposal: Proposal::Rekey { group: GROUP }, reason: "Why".to_owned() }),
        Body::Approval(Approval { request: 13, hash: Digest([0x12; 32]), approved: true }),
        Body::AgreementText(AgreementText {
            version: 2,
            english: Digest([0x13; 32]),
            romanian: Digest([0x14; 32]),
        }),
        Body::GrantReview(GrantReview { grants: Digest([0x15; 32]), person: Some(ACCOUNT) }),
        Body::Deletion(Deletion {
            group: GROUP,
            customer: Some(ClientCode::from_values([19, 7, 23, 4, 9, 2, 20, 29, 3, 22])),
            records: vec![RecordId::from_bytes([0x41; 16]), RecordId::from_bytes([0x42; 16])],
            size_bytes: 70_000,
            reason: "Asked for".to_owned(),
        }),
    ]
}

/// A chain of one statement of every kind, signed by the account; the last by recovery too. Ed25519 is deterministic.
fn statements() -> Value {
    let mut previous = Digest::ZERO;
    let mut chain = Vec::new();
    for (number, body) in (0..).zip(bodies()) {
        let signer = Signer::Account(ACCOUNT);
        let signing = account_keys().signing;
        let alone = (number == 2).then(|| "Alone".to_owned());
        let signers = [(signer, &signing)];
        let mut statement =
            Statement::sign_by_all((number, previous), MADE_AT, alone, body, VAULT, &signers).unwrap();
        if number == 5 {
            statement.countersign(VAULT, Signer::Recovery, &recovery_seed().signing());
        }
        previous = statement.digest();
        chain.push(json!({ "bytes": hex(&statement.to_bytes()), "sha256": previous.to_hex() }));
    }
    json!({ "vault": VAULT.to_string(), "account": ACCOUNT.to_string(), "account_ed25519_seed": hex(&[0x55; 32]), "chain": chain })
}

fn client_codes() -> Value {
    let values = [[0; 10], [31; 10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [19, 7, 23, 4, 9, 2, 20, 29, 3, 22]];
    let codes = values.map(|values| {
        let code = ClientCode::from_values(values);
        json!({ "values": values, "shown": code.to_string(), "stored": code.compact() })
    });
    Value::from(codes.to_vec())
}

#[test]
fn what_can_be_computed_is_what_it_was() {
    assert_eq!(read("derived-keys.json"), derived_keys());
    assert_eq!(read("recovery-keys.json"), recovery_keys());
    assert_eq!(read("statements.json"), statements());
    assert_eq!(read("client-codes.json"), client_codes());
}

#[test]
fn old_statements_are_read_and_verify() {
    let mut previous = Digest::ZERO;
    for (number, vector) in (0..).zip(read("statements.json")["chain"].as_array().unwrap()) {
        let statement = Statement::from_bytes(number, &unhex(&vector["bytes"])).unwrap();
        assert_eq!(statement.previous, previous);
        let key = account_keys().signing.verifying();
        assert_eq!(statement.verify(VAULT, Signer::Account(ACCOUNT), &key), Ok(()));
        previous = statement.digest();
    }
}

#[test]
fn old_wraps_open() {
    for vector in read("wraps.json").as_array().unwrap() {
        let wrap = Wrap(unhex(&vector["wrap"]));
        let seed = SecretBytes::copied_from(&unhex(&vector["kem_seed"])).unwrap();
        let holder = if vector["holder"] == "recovery" { Holder::Recovery } else { Holder::Account(ACCOUNT) };
        let with = KemPrivate::from_seed(seed);
        let records: RecordsKey = key();
        let opened = wrap.open(records.place(), holder, &with, records.check_value());
        let opened: RecordsKey = opened.ok().unwrap();
        assert!(opened.bytes().same_as(records.bytes()));
    }
}

/// Three people between whom keys are split: their accounts and the seeds of their X-Wing keys.
fn holders() -> [(AccountId, u8); 3] {
    [(ACCOUNT, 0x44), (AccountId::from_bytes([0x23; 16]), 0x45), (AccountId::from_bytes([0x24; 16]), 0x46)]
}

/// The wraps of the shares of a key whose 32 bytes are all 0x66. Each split is another one.
fn share_wraps<K: OfGroup>(kind: &str) -> Vec<Value> {
    let key = key::<K>();
    let shares = split(&key, 3).unwrap();
    let vector = |(share, (account, seed)): (&Share<K>, (AccountId, u8))| {
        let with = KemPrivate::from_seed(secret(seed));
        json!({
            "kind": kind, "account": account.to_string(), "kem_seed": hex(&[seed; 32]),
            "place": hex(&key.place().to_bytes()), "check_value": key.check_value().to_hex(),
            "key": hex(&[0x66; 32]), "wrap": hex(&share.wrap(Holder::Account(account), &with.public()).0),
        })
    };
    shares.iter().zip(holders()).map(vector).collect()
}

fn any_two_combine<K: OfGroup>(vectors: &[Value]) {
    let key = key::<K>();
    let shares: Vec<Share<K>> = vectors
        .iter()
        .zip(holders())
        .map(|(vector, (account, _))| {
            assert_eq!(vector["place"], hex(&key.place().to_bytes()));
            let with = KemPrivate::from_seed(SecretBytes::copied_from(&unhex(&vector["kem_seed"])).unwrap());
            let (wrap, holder) = (Wrap(unhex(&vector["wrap"])), Holder::Account(account));
            Share::unwrap(&wrap, key.place(), holder, &with, key.check_value()).ok().unwrap()
        })
        .collect();
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        assert!(shares[one].combine(&shares[other]).ok().unwrap().bytes().same_as(key.bytes()));
    }
}

#[test]
fn old_shares_combine() {
    let vectors = read("share-wraps.json");
    let (records, identities) = vectors.as_array().unwrap().split_at(3);
    any_two_combine::<GroupRecords>(records);
    any_two_combine::<GroupIdentities>(identities);
}

#[test]
#[ignore = "writes tests/vectors/share-wraps.json anew"]
fn write_vectors_of_shares() {
    let wraps = [share_wraps::<GroupRecords>("records"), share_wraps::<GroupIdentities>("identities")];
    std::fs::write(file("share-wraps.json"), format!("{:#}\n", Value::from(wraps.concat()))).unwrap();
}

fn keyfile() -> EnrolledFactor {
    let asked = Asked::Keyfile(FactorId([0xcc; 16]));
    EnrolledFactor { asked, label: "Blue stick".to_owned(), secret: secret(0xdd) }
}

#[test]
fn old_keyslots_open() {
    for vector in read("keyslots.json").as_array().unwrap() {
        let profile = if vector["profile"] == "real" { Profile::Real } else { Profile::Sample };
        let slot = Keyslot::from_bytes(&unhex(&vector["bytes"]), VAULT, profile).unwrap();
        let factor = (slot.header.asked == keyfile().asked).then(|| keyfile().second());
        let password = Password::from_chars(&PASSWORD.chars().collect::<Vec<_>>());
        let content = slot.open_whole(&password, factor.as_ref(), profile).ok().unwrap();
        assert_eq!(content.keys.public(), account_keys().public());
        assert_eq!((slot.header.account, slot.header.founding), (ACCOUNT, Digest([0xee; 32])));
        if profile == Profile::Sample {
            // A second or so each for a real vault, and the same bytes.
            assert!(content.passwords[0].is(&password, profile).unwrap());
        }
    }
}

#[test]
fn old_sheets_recover() {
    let vectors = read("sheets.json");
    let sheets: Vec<_> = vectors.as_array().unwrap().iter().collect();
    let of_words = |at: usize| {
        let words: Vec<&str> = sheets[at]["words"].as_str().unwrap().split(' ').collect();
        Sheet::from_words(&words).ok().unwrap()
    };
    let of_code = |at: usize| Sheet::from_qr_text(sheets[at]["qr"].as_str().unwrap()).ok().unwrap();
    for three in [[of_words(0), of_words(1), of_words(2)], [of_code(4), of_words(3), of_code(0)]] {
        assert!(RecoverySeed::combine(&three).ok().unwrap().fits(&recovery_seed().public()));
    }
    assert_eq!(of_words(4).qr_text().as_str(), sheets[4]["qr"].as_str().unwrap());
    assert_eq!(of_code(4).words().join(" "), sheets[4]["words"].as_str().unwrap());
}

#[test]
#[ignore = "writes tests/vectors anew"]
fn write_vectors() {
    let write = |name: &str, value: Value| {
        std::fs::write(file(name), format!("{value:#}\n")).unwrap();
    };
    write("derived-keys.json", derived_keys());
    write("recovery-keys.json", recovery_keys());
    write("statements.json", statements());
    write("client-codes.json", client_codes());
    let wrap = |name: &str, holder, with: KemPrivate| {
        let wrap = Wrap::seal(&key::<GroupRecords>(), holder, &with.public());
        json!({
            "holder": name, "kem_seed": hex(with.seed().expose()), "place": hex(&key::<GroupRecords>().place().to_bytes()),
            "key": hex(&[0x66; 32]), "wrap": hex(&wrap.0),
        })
    };
    let to_account = wrap("account", Holder::Account(ACCOUNT), account_keys().kem);
    write("wraps.json", json!([to_account, wrap("recovery", Holder::Recovery, recovery_seed().kem())]));
    let slot = |name: &str, profile: Profile, factor: Option<EnrolledFactor>| {
        let keys = account_keys();
        let header = KeyslotHeader::new(VAULT, ACCOUNT, profile.floor(), keys.public(), Digest([0xee; 32]));
        let password = Password::from_chars(&PASSWORD.chars().collect::<Vec<_>>());
        let slot = Keyslot::seal(header, &keys, &password, factor.as_ref(), profile).unwrap();
        json!({
            "profile": name, "password": PASSWORD, "keyfile": factor.map(|_| hex(&[0xdd; 32])),
            "kem_seed": hex(&[0x44; 32]), "ed25519_seed": hex(&[0x55; 32]), "bytes": hex(&slot.to_bytes()),
        })
    };
    write(
        "keyslots.json",
        json!([
            slot("sample", Profile::Sample, None),
            slot("sample", Profile::Sample, Some(keyfile())),
            slot("real", Profile::Real, None),
        ]),
    );
    let sheets = recovery_seed().split(3, 5).ok().unwrap();
    let sheet = |sheet: &Sheet| {
        json!({
            "set": sheet.set.to_string(), "number": sheet.number, "needed": sheet.needed, "total": sheet.total,
            "words": sheet.words().join(" "), "qr": sheet.qr_text().as_str(),
        })
    };
    write("sheets.json", sheets.iter().map(sheet).collect());
}
