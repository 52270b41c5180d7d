//! What a statement refuses: other spellings, other places, other signers, and everything that was changed.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::keys::keyslot::AccountKeys;
use crate::keys::mutated::{leaves, mutated};
use crate::keys::place::{Holder, KeyKind};
use crate::keys::recovery::RecoverySeed;
use crate::policy::{Role, Rule};

const NOON: WallTime = WallTime::from_unix_millis(1_795_348_800_000);

fn account() -> AccountId {
    AccountId::from_bytes([1; 16])
}

fn key() -> &'static AccountKeys {
    static KEY: LazyLock<AccountKeys> = LazyLock::new(AccountKeys::generate);
    &KEY
}

fn vault() -> VaultId {
    VaultId::from_bytes([9; 16])
}

fn founding() -> Body {
    let recovery = RecoverySeed::generate().public();
    Body::Founding(Founding {
        vault: vault(),
        sample: true,
        business: "Cabinet Ștefănescu".to_owned(),
        founder: account(),
        founder_public: key().public(),
        recovery_kem: recovery.kem,
        recovery_age: recovery.age,
        recovery_signing: recovery.signing,
        machine: SigningKey::generate().verifying(),
    })
}

fn epoch(kind: KeyKind, group: Option<GroupId>, public: Option<Vec<u8>>) -> Body {
    let wraps = vec![(Holder::Account(account()), Digest([4; 32])), (Holder::Recovery, Digest([5; 32]))];
    Body::Epoch(Epoch { kind, group, epoch: 1, check: Digest([6; 32]), public, wraps, request: None })
}

/// One body of every kind but the founding, with and without its optional parts.
fn bodies() -> Vec<Body> {
    let group = Some(GroupId::from_bytes([2; 16]));
    let grant = |kind, group, valid_until| {
        Body::Grant(Grant {
            account: account(),
            kind,
            group,
            epoch: 1,
            wrap: Digest([4; 32]),
            valid_until,
            request: None,
        })
    };
    let screening = |founding_exemption| {
        let details = Digest([8; 32]);
        Body::Screening(Screening {
            account: account(),
            passed: true,
            valid_until: NOON,
            details,
            founding_exemption,
        })
    };
    vec![
        Body::Enrolment(Enrolment {
            account: account(),
            name: "Ana Ionescu".to_owned(),
            login: "ana".to_owned(),
            job_title: "Associate".to_owned(),
            role: Role::Supervisor,
            public: key().public(),
        }),
        screening(None),
        screening(Some("The first person here; nobody could screen them.".to_owned())),
        Body::Agreement(Agreement {
            account: account(),
            version: 1,
            text: Digest([7; 32]),
            typed_name: "Ana Ionescu".to_owned(),
            valid_until: NOON,
        }),
        grant(KeyKind::Registry, None, None),
        grant(KeyKind::GroupRecords, group, Some(NOON)),
        epoch(KeyKind::Registry, None, None),
        epoch(KeyKind::LogReader, None, Some(key().public().kem.as_bytes().to_vec())),
        epoch(KeyKind::Restore, None, Some(RecoverySeed::generate().public().age.to_vec())),
        epoch(KeyKind::GroupIdentities, group, None),
    ]
    .into_iter()
    .chain(rulings())
    .collect()
}

/// One of every ruling.
fn rulings() -> Vec<Body> {
    let group = GroupId::from_bytes([2; 16]);
    let policy = Body::Policy(PolicyChange { settings: vec![(Rule::IdleLockMinutes, 3)] });
    let request = |proposal| Body::Request(Request { proposal, reason: "Why".to_owned() });
    let taken = |what| Body::Revocation(Revocation { account: account(), what, reason: "Why".to_owned() });
    vec![
        taken(Taken::Account),
        taken(Taken::Key(KeyKind::GroupRecords, Some(group))),
        Body::Ratification(Ratification { numbers: vec![1, 2] }),
        policy.clone(),
        Body::GroupFacts(GroupRuling { group, two_person_records: true, two_person_identities: false }),
        Body::ClockCorrection(ClockCorrection { to: NOON, reason: "Why".to_owned() }),
        Body::RecoveryEnrolment(RecoveryEnrolment {
            account: account(),
            name: "Ana Ionescu".to_owned(),
            login: "ana".to_owned(),
            job_title: String::new(),
            public: key().public(),
            valid_until: NOON,
            epoch: 1,
            wrap: Digest([4; 32]),
        }),
        Body::RecoveryRotation(RecoveryRotation {
            recovery: RecoverySeed::generate().public(),
            reason: "Why".to_owned(),
        }),
        Body::RecoveryWrap(RecoveryWrap {
            kind: KeyKind::GroupRecords,
            group: Some(group),
            epoch: 2,
            wrap: Digest([9; 32]),
        }),
        request(Proposal::Fact(Box::new(policy))),
        request(Proposal::Grant { account: account(), group, identities: true, until: None }),
        request(Proposal::Rekey { group }),
        Body::Approval(Approval { request: 2, hash: Digest([5; 32]), approved: true }),
        Body::AgreementText(AgreementText {
            version: 1,
            english: Digest([6; 32]),
            romanian: Digest([7; 32]),
        }),
        Body::GrantReview(GrantReview { grants: Digest([8; 32]), person: None }),
        Body::Deletion(Deletion {
            group,
            customer: Some(ClientCode::from_values([3; 10])),
            records: vec![RecordId::from_bytes([1; 16]), RecordId::from_bytes([2; 16])],
            size_bytes: 70_000,
            reason: "Why".to_owned(),
        }),
    ]
}

fn signed(number: u64, body: Body) -> Result<Statement, StatementError> {
    let previous = if number == 0 { Digest::ZERO } else { Digest([3; 32]) };
    Statement::sign(number, previous, NOON, body, vault(), Signer::Account(account()), &key().signing)
}

fn verified(statement: &Statement) -> Result<(), StatementError> {
    statement.verify(vault(), Signer::Account(account()), &key().signing.verifying())
}

#[test]
fn every_kind_survives_its_bytes_and_verifies() {
    let all = bodies();
    let founding = signed(0, founding()).unwrap();
    let others = all.into_iter().map(|body| signed(3, body).unwrap());
    for statement in std::iter::once(founding).chain(others) {
        let read = Statement::from_bytes(statement.number, &statement.to_bytes()).unwrap();
        assert!(read == statement, "{statement:?}");
        assert_eq!(verified(&read), Ok(()));
        assert_eq!(read.digest(), statement.digest());
        let other = Statement::from_bytes(statement.number + 1, &statement.to_bytes());
        assert_eq!(other.err(), Some(StatementError::Malformed(statement.number + 1)));
    }
}

#[test]
fn the_founding_stands_first_and_nothing_else_does() {
    assert_eq!(signed(1, founding()).err(), Some(StatementError::Malformed(1)));
    for body in bodies() {
        assert_eq!(signed(0, body).err(), Some(StatementError::Malformed(0)));
    }
}

#[test]
fn every_changed_field_breaks_the_signature() {
    let statement = signed(3, bodies().remove(0)).unwrap();
    let Body::Enrolment(says) = &statement.body else { unreachable!("the first body is an enrolment") };
    let with = |says: Enrolment| Statement { body: Body::Enrolment(says), ..statement.clone() };
    let other = AccountKeys::generate().public();
    for changed in [
        Statement { number: 4, ..statement.clone() },
        Statement { previous: Digest::ZERO, ..statement.clone() },
        Statement { made_at: WallTime::from_unix_millis(0), ..statement.clone() },
        Statement { body: bodies().remove(1), ..statement.clone() },
        with(Enrolment { account: AccountId::from_bytes([3; 16]), ..says.clone() }),
        with(Enrolment { name: "Ana Ionesco".to_owned(), ..says.clone() }),
        with(Enrolment { login: "anna".to_owned(), ..says.clone() }),
        with(Enrolment { job_title: String::new(), ..says.clone() }),
        with(Enrolment { role: Role::Staff, ..says.clone() }),
        with(Enrolment { public: other, ..says.clone() }),
    ] {
        assert_eq!(verified(&changed), Err(StatementError::BadSignature(changed.number)));
        assert_ne!(changed.digest(), statement.digest());
    }
}

#[test]
fn each_part_of_each_kind_is_refused_in_forty_other_versions() {
    for body in bodies() {
        let statement = signed(3, body).unwrap();
        let bytes = statement.to_bytes();
        for part in leaves(&bytes, &(0..bytes.len())) {
            let changed = mutated(&bytes, &part);
            assert!(changed.len() >= 40, "{part:?} of {statement:?}");
            for changed in changed {
                let read = Statement::from_bytes(3, &changed).and_then(|read| verified(&read));
                assert!(read.is_err(), "{part:?} of {statement:?}");
            }
        }
    }
}

#[test]
fn a_signature_holds_for_its_signer_and_its_vault_only() {
    let mut statement = signed(3, bodies().remove(3)).unwrap();
    let key_of = key().signing.verifying();
    let bad = Err(StatementError::BadSignature(3));
    assert_eq!(statement.verify(VaultId::generate(), Signer::Account(account()), &key_of), bad);
    assert_eq!(statement.verify(vault(), Signer::Recovery, &key_of), bad);
    let recovery = RecoverySeed::generate();
    statement.countersign(vault(), Signer::Recovery, &recovery.signing());
    let read = Statement::from_bytes(3, &statement.to_bytes()).unwrap();
    assert_eq!(read.verify(vault(), Signer::Recovery, &recovery.public().signing), Ok(()));
    assert_eq!(verified(&read), Ok(()));
    let mut without = statement.clone();
    without.signatures.pop();
    assert_ne!(without.digest(), statement.digest());
}

#[test]
fn signers_are_named_once_and_there_is_one() {
    let statement = signed(3, bodies().remove(0)).unwrap();
    let unsigned = Statement { signatures: Vec::new(), ..statement.clone() };
    let mut twice = statement;
    twice.countersign(vault(), Signer::Account(account()), &key().signing);
    for bad in [unsigned, twice] {
        assert_eq!(Statement::from_bytes(3, &bad.to_bytes()).err(), Some(StatementError::Malformed(3)));
    }
}

#[test]
fn what_cannot_be_is_not_signed() {
    let group = Some(GroupId::from_bytes([2; 16]));
    let malformed = Some(StatementError::Malformed(3));
    let long = Body::Agreement(Agreement {
        account: account(),
        version: 1,
        text: Digest::ZERO,
        typed_name: "ă".repeat(301),
        valid_until: NOON,
    });
    let twice = match epoch(KeyKind::Registry, None, None) {
        Body::Epoch(mut says) => {
            says.wraps.push((Holder::Recovery, Digest::ZERO));
            Body::Epoch(says)
        }
        other => other,
    };
    for body in [
        long,
        twice,
        epoch(KeyKind::Registry, group, None),
        epoch(KeyKind::GroupRecords, None, None),
        epoch(KeyKind::GroupRecords, group, Some(vec![1; 32])),
        epoch(KeyKind::Restore, None, None),
        epoch(KeyKind::Restore, None, Some(vec![0; 32])),
        epoch(KeyKind::LogReader, None, Some(vec![1; 32])),
    ] {
        assert_eq!(signed(3, body).err(), malformed);
    }
}

#[test]
fn other_spellings_are_refused() {
    let bytes = signed(3, bodies().remove(3)).unwrap().to_bytes();
    // Outer array of indefinite length; the version in two bytes; a byte after the end; one missing.
    let indefinite = [&[0x9f], &bytes[1..], &[0xff]].concat();
    let wide = [&bytes[..2], &[0x18], &bytes[2..]].concat();
    let longer = [&bytes[..], &[0]].concat();
    let later = [&bytes[..2], &[2], &bytes[3..]].concat();
    for other in [indefinite, wide, longer, later, bytes[..bytes.len() - 1].to_vec(), Vec::new()] {
        assert_eq!(Statement::from_bytes(3, &other).err(), Some(StatementError::Malformed(3)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn every_flipped_bit_is_refused(which in 0..23_usize, at in any::<prop::sample::Index>()) {
        let statement = signed(3, bodies().remove(which)).unwrap();
        let mut bytes = statement.to_bytes();
        let bit = at.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(read) = Statement::from_bytes(3, &bytes) {
            prop_assert_eq!(verified(&read), Err(StatementError::BadSignature(3)));
            prop_assert_ne!(read.digest(), statement.digest());
        }
    }

    #[test]
    fn texts_and_times_survive(name in "\\PC{0,300}", millis in any::<i64>()) {
        let body = Body::Agreement(Agreement {
            account: account(), version: 1, text: Digest::ZERO, typed_name: name,
            valid_until: WallTime::from_unix_millis(millis),
        });
        let statement = signed(3, body).unwrap();
        prop_assert!(Statement::from_bytes(3, &statement.to_bytes()).unwrap() == statement);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        prop_assert!(Statement::from_bytes(3, &bytes).is_err());
    }
}
