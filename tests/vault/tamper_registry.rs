//! An insider edits the registry with its real key: each edit is refused at the next unlock, by name.

use strongroom::base::id::AccountId;
use strongroom::crypto::hash::Digest;
use strongroom::keys::hierarchy::GroupRecords;
use strongroom::keys::keyslot::AccountKeys;
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::keys::statement::{Agreement, Body, Enrolment, Epoch, Grant, Screening, Signer};
use strongroom::policy::Role;
use strongroom::staff::Alarm;
use strongroom::staff::enrol::GroupGrant;
use strongroom::store::{params, signed};

use crate::fixture::{Fixture, LOGIN, PASSWORD, forged_wrap, later};

/// The founder's statements: 0 founding, 1 enrolment, 2 screening, 3 text of the agreement, 4 agreement, 5 to 7 epochs,
/// 8 to 10 grants.
const LAST: u64 = 10;

#[test]
fn a_swapped_public_key_breaks_the_chain_or_the_signature() {
    let fixture = Fixture::new();
    let mut insider = fixture.insider();
    let mut enrolment = insider.statement(1);
    let Body::Enrolment(says) = &mut enrolment.body else { panic!("statement 1 enrols the founder") };
    says.public = AccountKeys::generate().public();
    insider.put(&enrolment);
    drop(insider);
    // The founder's keys stand in the founding statement too, so this one is seen for what it is.
    assert!(matches!(fixture.alarm(), Alarm::NoAuthority(1, _)));
}

#[test]
fn the_public_key_of_someone_else_cannot_be_swapped_either() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let mut insider = fixture.insider();
    let mut enrolment = insider.statement(LAST + 1);
    let Body::Enrolment(says) = &mut enrolment.body else { panic!("then Dan is enrolled") };
    says.public = AccountKeys::generate().public();
    insider.put(&enrolment);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::BrokenChain(LAST + 2));
}

#[test]
fn a_changed_last_statement_is_not_signed() {
    let fixture = Fixture::new();
    let mut insider = fixture.insider();
    let mut grant = insider.statement(LAST);
    grant.made_at = later();
    insider.put(&grant);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::Signature(LAST));
}

#[test]
fn another_founding_statement_is_refused() {
    let fixture = Fixture::new();
    let mut insider = fixture.insider();
    let mut founding = insider.statement(0);
    founding.made_at = later();
    insider.put(&founding);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::OtherFounding);
}

#[test]
fn dropped_statements_are_missed_in_the_middle_and_at_the_end() {
    let fixture = Fixture::new();
    fixture.insider().execute("DELETE FROM statement WHERE number = 5", params![]);
    assert_eq!(fixture.alarm(), Alarm::Number(5));

    let fixture = Fixture::new();
    fixture.insider().execute("DELETE FROM statement WHERE number = 10", params![]);
    // The founder's restore key is not granted any more, and its wrap is one that nobody signed for; but first of
    // all the chain is shorter than what this account saw.
    assert_eq!(fixture.alarm(), Alarm::RolledBack);
}

#[test]
fn replayed_and_reordered_statements_are_refused() {
    let fixture = Fixture::new();
    let sql = "INSERT INTO statement (number, bytes) SELECT 11, bytes FROM statement WHERE number = 10";
    fixture.insider().execute(sql, params![]);
    assert_eq!(fixture.alarm(), Alarm::Malformed(11));

    let fixture = Fixture::new();
    let mut insider = fixture.insider();
    for sql in [
        "UPDATE statement SET number = 100 WHERE number = 7",
        "UPDATE statement SET number = 7 WHERE number = 8",
        "UPDATE statement SET number = 8 WHERE number = 100",
    ] {
        insider.execute(sql, params![]);
    }
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::Malformed(7));
}

/// A staff member who may open one group forges more, signed with their own key and linked as it should be.
#[test]
fn nobody_gets_power_by_what_they_sign_themselves() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let dan = fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
    let founder = fixture.keys(LOGIN, PASSWORD).0;
    let forgeries = [
        Body::Enrolment(Enrolment {
            account: AccountId::generate(),
            name: "Second me".to_owned(),
            login: "me2".to_owned(),
            job_title: String::new(),
            role: Role::Supervisor,
            public: AccountKeys::generate().public(),
        }),
        screening(dan, None),
        screening(founder, None),
        screening(dan, Some("I am alone")),
        Body::Agreement(Agreement {
            account: founder,
            version: 1,
            text: Digest::ZERO,
            typed_name: "Ana".to_owned(),
            valid_until: later(),
        }),
        Body::Grant(Grant {
            account: dan,
            kind: KeyKind::GroupIdentities,
            group: Some(clinic),
            epoch: 1,
            wrap: Digest([1; 32]),
            valid_until: None,
            request: None,
        }),
        Body::Epoch(Epoch {
            kind: KeyKind::GroupRecords,
            group: Some(clinic),
            epoch: 2,
            check: Digest([2; 32]),
            public: None,
            wraps: vec![(Holder::Account(dan), Digest([3; 32])), (Holder::Recovery, Digest([4; 32]))],
            request: None,
        }),
    ];
    let keys = fixture.keys("dan", "dan").1;
    let number = fixture.insider().statements();
    for forged in forgeries {
        let mut insider = fixture.insider();
        insider.append(fixture.vault_id(), forged, Signer::Account(dan), &keys.signing);
        drop(insider);
        let alarm = fixture.alarm();
        assert!(matches!(alarm, Alarm::NoAuthority(at, _) if at == number), "{alarm}");
        fixture.insider().execute("DELETE FROM statement WHERE number = ?1", params![signed(number)]);
    }
    assert!(fixture.verify().is_ok(), "with the forgery gone all is well");
}

#[test]
fn statements_in_the_name_of_others_are_not_signed_by_them() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let founder = fixture.keys(LOGIN, PASSWORD).0;
    let keys = fixture.keys("dan", "dan").1;
    let mut insider = fixture.insider();
    let number = insider.statements();
    let stranger = Body::Enrolment(Enrolment {
        account: AccountId::generate(),
        name: "Someone".to_owned(),
        login: "someone".to_owned(),
        job_title: String::new(),
        role: Role::Staff,
        public: AccountKeys::generate().public(),
    });
    insider.append(fixture.vault_id(), stranger, Signer::Account(founder), &keys.signing);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::Signature(number));
}

#[test]
fn nobody_screens_or_grants_themselves_a_key() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let eva = fixture.with_person("eva", Role::Supervisor, &[]);
    let keys = fixture.keys("eva", "eva").1;
    let number = fixture.insider().statements();
    let grant = Grant {
        account: eva,
        kind: KeyKind::GroupRecords,
        group: Some(clinic),
        epoch: 1,
        wrap: Digest([1; 32]),
        valid_until: None,
        request: None,
    };
    for forged in [screening(eva, None), Body::Grant(grant)] {
        let mut insider = fixture.insider();
        insider.append(fixture.vault_id(), forged, Signer::Account(eva), &keys.signing);
        drop(insider);
        let alarm = fixture.alarm();
        assert!(matches!(alarm, Alarm::NoAuthority(at, _) if at == number), "{alarm}");
        fixture.insider().execute("DELETE FROM statement WHERE number = ?1", params![signed(number)]);
    }
}

#[test]
fn the_recovery_key_may_not_grant() {
    let fixture = Fixture::new();
    let dan = fixture.with_person("dan", Role::Staff, &[]);
    let mut insider = fixture.insider();
    let number = insider.statements();
    let seed = &fixture.seed;
    insider.append(fixture.vault_id(), screening(dan, None), Signer::Recovery, &seed.signing());
    drop(insider);
    assert!(matches!(fixture.alarm(), Alarm::NoAuthority(at, _) if at == number));
}

#[test]
fn swapped_missing_and_extra_wraps_are_refused() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let (founder, keys) = fixture.keys(LOGIN, PASSWORD);
    // A key of the insider's choice, wrapped to the founder, to have new files sealed under it.
    let place = Place::of_group(fixture.vault_id(), KeyKind::GroupRecords, clinic, 1);
    let (_, chosen) = forged_wrap::<GroupRecords>(place, founder, &keys);
    let holder = Holder::Account(founder).to_bytes();
    let mut insider = fixture.insider();
    let sql = "UPDATE wrap SET bytes = ?1 WHERE kind = 4 AND holder = ?2";
    insider.execute(sql, params![chosen.0, holder.as_slice()]);
    drop(insider);
    let kind = KeyKind::GroupRecords;
    assert_eq!(fixture.alarm(), Alarm::WrapSwapped { kind, group: Some(clinic) });

    fixture.insider().execute("DELETE FROM wrap WHERE kind = 4 AND holder = ?1", params![holder.as_slice()]);
    assert_eq!(fixture.alarm(), Alarm::WrapMissing { kind, group: Some(clinic) });
}

#[test]
fn a_wrap_of_recovery_cannot_be_taken_away() {
    let fixture = Fixture::new();
    let recovery = Holder::Recovery.to_bytes();
    fixture
        .insider()
        .execute("DELETE FROM wrap WHERE kind = 3 AND holder = ?1", params![recovery.as_slice()]);
    assert_eq!(fixture.alarm(), Alarm::WrapMissing { kind: KeyKind::Restore, group: None });
}

#[test]
fn a_group_keeps_its_name_and_its_closing() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let school = fixture.with_group("School");
    let mut insider = fixture.insider();
    let sql =
        "UPDATE customer_group SET face = (SELECT face FROM customer_group WHERE id = ?2) WHERE id = ?1";
    insider.execute(sql, params![clinic.as_bytes().as_slice(), school.as_bytes().as_slice()]);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::GroupFace(clinic));
}

fn screening(account: AccountId, exemption: Option<&str>) -> Body {
    Body::Screening(Screening {
        account,
        passed: true,
        valid_until: later(),
        details: Digest([9; 32]),
        founding_exemption: exemption.map(str::to_owned),
    })
}

/// What was verified in an earlier session is known by its hash: a change in it is seen all the same.
#[test]
fn an_old_statement_changed_after_a_session_is_refused() {
    let fixture = Fixture::new();
    fixture.verify().unwrap().lock(later(), None, std::collections::BTreeMap::new()).unwrap();
    let mut insider = fixture.insider();
    let mut grant = insider.statement(LAST);
    grant.made_at = later();
    insider.put(&grant);
    drop(insider);
    assert_eq!(fixture.alarm(), Alarm::Signature(LAST));
}
