//! People's administration attacked at the level of keys and statements: by an insider with the registry's real key, and
//! by supervisors who sign with their own what they may not. Each is refused at the next unlock, by name.

use strongroom::base::id::{AccountId, GroupId};
use strongroom::crypto::hash::Digest;
use strongroom::keys::hierarchy::{GroupIdentities, GroupRecords, KindOfKey, LogReader, Restore};
use strongroom::keys::keyslot::AccountKeys;
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::keys::statement::{
    Approval, Body, ClockCorrection, Enrolment, Grant, PolicyChange, Proposal, Ratification,
    RecoveryEnrolment, Request, Screening, Signer,
};
use strongroom::policy::{Act, Role, Rule};
use strongroom::staff::Alarm;
use strongroom::staff::enrol::GroupGrant;
use strongroom::store::{params, signed};
use strongroom::vault::registry::{Registry, WrapRow};

use crate::fixture::{Fixture, LOGIN, forged_wrap, later, permit};
use crate::hands::{ALONE, days, lock, password_of};

/// A house of two supervisors; Dan, who may open one group's records; and that group.
struct Office {
    fixture: Fixture,
    clinic: GroupId,
    ana: AccountId,
    eva: AccountId,
    dan: AccountId,
}

impl Office {
    fn new() -> Self {
        let fixture = Fixture::new();
        let clinic = fixture.with_group("Clinic");
        let dan = fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
        let eva = fixture.with_second();
        let ana = fixture.keys(LOGIN, password_of(LOGIN)).0;
        Self { fixture, clinic, ana, eva, dan }
    }

    /// A statement signed with someone's own key and linked as it should be; then it is taken away again.
    fn refuses(&self, login: &str, body: Body) -> &'static str {
        self.refuses_from(&self.fixture.keys(login, password_of(login)), body)
    }

    fn refuses_from(&self, (account, keys): &(AccountId, AccountKeys), body: Body) -> &'static str {
        let number = self.fixture.insider().statements();
        let mut insider = self.fixture.insider();
        insider.append(self.fixture.vault_id(), body, Signer::Account(*account), &keys.signing);
        drop(insider);
        let alarm = self.fixture.alarm();
        self.fixture.insider().execute("DELETE FROM statement WHERE number = ?1", params![signed(number)]);
        match alarm {
            Alarm::NoAuthority(at, why) if at == number => why,
            other => panic!("another alarm: {other}"),
        }
    }

    fn grant(&self, account: AccountId, kind: KeyKind) -> Body {
        Body::Grant(Grant {
            account,
            kind,
            group: Some(self.clinic),
            epoch: 1,
            wrap: Digest([1; 32]),
            valid_until: None,
            request: None,
        })
    }
}

fn screening(account: AccountId) -> Body {
    Body::Screening(Screening {
        account,
        passed: true,
        valid_until: later().plus(days(300)),
        details: Digest([9; 32]),
        founding_exemption: None,
    })
}

fn enrolment(account: AccountId, role: Role) -> Body {
    Body::Enrolment(Enrolment {
        account,
        name: "Someone".to_owned(),
        login: "someone".to_owned(),
        job_title: String::new(),
        role,
        public: AccountKeys::generate().public(),
    })
}

#[test]
fn a_role_change_is_refused() {
    let office = Office::new();
    // Said again, by a supervisor, or by Dan himself.
    assert_eq!(office.refuses(LOGIN, enrolment(office.dan, Role::Staff)), "the account is enrolled already");
    assert_eq!(office.refuses("dan", enrolment(office.dan, Role::Supervisor)), "its maker is no supervisor");
    // Edited in place.
    let mut insider = office.fixture.insider();
    let number = (0..insider.statements())
        .find(|number| {
            matches!(&insider.statement(*number).body, Body::Enrolment(says) if says.account == office.dan)
        })
        .unwrap();
    let mut edited = insider.statement(number);
    let Body::Enrolment(says) = &mut edited.body else { unreachable!("an enrolment was looked for") };
    says.role = Role::Supervisor;
    insider.put(&edited);
    drop(insider);
    assert!(matches!(office.fixture.alarm(), Alarm::NoAuthority(at, _) if at == number));
    // Where the chain would allow it, the signature does not fit, nor the hash in the next statement.
    let mut insider = office.fixture.insider();
    let Body::Enrolment(says) = &mut edited.body else { unreachable!("an enrolment was looked for") };
    says.role = Role::Assessor;
    insider.put(&edited);
    drop(insider);
    assert_eq!(office.fixture.alarm(), Alarm::BrokenChain(number + 1));
}

#[test]
fn a_forged_screening_is_refused() {
    let office = Office::new();
    assert_eq!(office.refuses("dan", screening(office.dan)), "nobody screens themselves");
    assert_eq!(office.refuses("dan", screening(office.ana)), "its maker is no supervisor");
    assert_eq!(office.refuses("eva", screening(office.eva)), "nobody screens themselves");
    assert_eq!(office.refuses("eva", screening(office.dan)), "a second supervisor has not signed");
    let exempt = |account| {
        Body::Screening(Screening {
            account,
            passed: true,
            valid_until: later(),
            details: Digest::ZERO,
            founding_exemption: Some("Nobody could".to_owned()),
        })
    };
    let only = "only the founder, alone and with a reason, is exempt from being screened";
    assert_eq!(office.refuses("eva", exempt(office.eva)), only);
    assert_eq!(office.refuses(LOGIN, exempt(office.ana)), only);
}

#[test]
fn a_self_grant_is_refused() {
    let office = Office::new();
    let records = KeyKind::GroupRecords;
    assert_eq!(office.refuses("eva", office.grant(office.eva, records)), "nobody grants themselves a key");
    assert_eq!(office.refuses(LOGIN, office.grant(office.ana, records)), "nobody grants themselves a key");
    let identities = office.grant(office.dan, KeyKind::GroupIdentities);
    assert_eq!(office.refuses("dan", identities), "its maker is no supervisor");
}

#[test]
fn one_signature_where_two_are_needed_is_refused() {
    let office = Office::new();
    let missing = "a second supervisor has not signed";
    let identities = office.grant(office.dan, KeyKind::GroupIdentities);
    assert_eq!(office.refuses(LOGIN, identities.clone()), missing);
    assert_eq!(office.refuses("eva", identities), "only what one holds can be granted");
    assert_eq!(office.refuses(LOGIN, enrolment(AccountId::generate(), Role::Supervisor)), missing);
    let policy = Body::Policy(PolicyChange { settings: vec![(Rule::InactiveDays, 30)] });
    assert_eq!(office.refuses("eva", policy), missing);
    let clock = ClockCorrection { to: later(), reason: "Wrong".to_owned() };
    assert_eq!(office.refuses("eva", Body::ClockCorrection(clock)), missing);
}

#[test]
fn an_answer_is_another_s_and_to_what_was_asked() {
    let office = Office::new();
    let policy = Body::Policy(PolicyChange { settings: vec![(Rule::InactiveDays, 30)] });
    let request = Request { proposal: Proposal::Fact(Box::new(policy)), reason: "Why".to_owned() };
    let number = office.fixture.insider().statements();
    let (ana, keys) = office.fixture.keys(LOGIN, password_of(LOGIN));
    let mut insider = office.fixture.insider();
    let vault = office.fixture.vault_id();
    insider.append(vault, Body::Request(request), Signer::Account(ana), &keys.signing);
    let hash = insider.statement(number).digest();
    drop(insider);
    assert!(office.fixture.verify().is_ok(), "asking is allowed");
    let answer = |hash, request| Body::Approval(Approval { request, hash, approved: true });
    assert_eq!(office.refuses(LOGIN, answer(hash, number)), "nobody approves their own request");
    assert_eq!(office.refuses("dan", answer(hash, number)), "its maker is no supervisor");
    assert_eq!(office.refuses("eva", answer(hash, 3)), "there is no such request");
    let other = "what was approved is not what was asked for";
    assert_eq!(office.refuses("eva", answer(Digest([1; 32]), number)), other);
    let unasked = Grant { request: Some(number), ..grant_of(&office) };
    assert_eq!(office.refuses(LOGIN, Body::Grant(unasked)), "the request was not approved");
}

fn grant_of(office: &Office) -> Grant {
    let Body::Grant(grant) = office.grant(office.dan, KeyKind::GroupIdentities) else {
        unreachable!("a grant was made")
    };
    grant
}

#[test]
fn what_one_decided_alone_is_ratified_by_another_only() {
    let office = Office::new();
    let house = office.fixture.verify().unwrap().house().clone();
    let (number, alone) = house.to_ratify().next().map(|(number, alone)| (number, alone.by)).unwrap();
    assert_eq!(alone, office.ana);
    let own = Body::Ratification(Ratification { numbers: vec![number] });
    let only = "only what another decided alone, about someone else, is ratified";
    assert_eq!(office.refuses(LOGIN, own), only);
    assert_eq!(office.refuses("eva", Body::Ratification(Ratification { numbers: vec![0] })), only);
}

#[test]
fn the_recovery_key_enrols_and_nobody_enrols_in_its_name() {
    let office = Office::new();
    let says = RecoveryEnrolment {
        account: AccountId::generate(),
        name: "Someone".to_owned(),
        login: "someone".to_owned(),
        job_title: String::new(),
        public: AccountKeys::generate().public(),
        valid_until: later(),
        epoch: 1,
        wrap: Digest([1; 32]),
    };
    let by_eva = office.refuses("eva", Body::RecoveryEnrolment(says));
    assert_eq!(by_eva, "only the recovery key enrols by recovery");
    let number = office.fixture.insider().statements();
    for body in [screening(office.dan), office.grant(office.dan, KeyKind::GroupIdentities)] {
        let mut insider = office.fixture.insider();
        let seed = &office.fixture.seed;
        insider.append(office.fixture.vault_id(), body, Signer::Recovery, &seed.signing());
        drop(insider);
        assert!(matches!(office.fixture.alarm(), Alarm::NoAuthority(at, _) if at == number));
        office.fixture.insider().execute("DELETE FROM statement WHERE number = ?1", params![signed(number)]);
    }
}

#[test]
fn a_forgotten_revocation_is_seen_and_a_wrap_brought_back_opens_nothing() {
    let office = Office::new();
    let rows = registry_rows(&office.fixture);
    let kept: Vec<WrapRow> =
        rows.into_iter().filter(|row| row.holder == Holder::Account(office.dan)).collect();
    let number = office.fixture.insider().statements();
    let mut ana = office.fixture.verify().unwrap();
    let taken = (KeyKind::GroupRecords, Some(office.clinic));
    ana.revoke(&permit(&ana, Act::Revoke), office.dan, taken, "No longer needed", later()).unwrap();
    lock(ana, later());
    let row = &kept[0];
    let put = "INSERT INTO wrap (kind, group_id, epoch, holder, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (kind, group, holder) =
        (row.kind.number(), office.clinic.as_bytes().as_slice(), row.holder.to_bytes());
    office.fixture.insider().execute(put, params![kind, group, row.epoch, holder.as_slice(), row.wrap.0]);
    let swapped = Alarm::WrapSwapped { kind: KeyKind::GroupRecords, group: Some(office.clinic) };
    assert_eq!(office.fixture.alarm(), swapped);
    // With the revocation taken away too, the chain is shorter than Ana saw it.
    office.fixture.insider().execute("DELETE FROM statement WHERE number = ?1", params![signed(number)]);
    assert_eq!(office.fixture.alarm(), Alarm::RolledBack);
}

#[test]
fn whose_account_is_closed_signs_nothing_any_more() {
    let office = Office::new();
    let mut ana = office.fixture.verify().unwrap();
    let eva = office.fixture.keys("eva", password_of("eva"));
    ana.leave(&permit(&ana, Act::Revoke), office.eva, "She left", later()).unwrap();
    lock(ana, later());
    let body = enrolment(AccountId::generate(), Role::Staff);
    assert_eq!(office.refuses_from(&eva, body), "its maker's account is closed");
    assert_eq!(office.refuses(LOGIN, screening(office.eva)), "the account is closed");
}

fn registry_rows(fixture: &Fixture) -> Vec<WrapRow> {
    let key = fixture.registry_key(&fixture.seed);
    let registry = Registry::open(&fixture.layout().registry(1), &key.registry_database()).unwrap();
    registry.wraps().unwrap()
}

#[test]
fn every_wrap_opens_with_its_own_identity_and_no_other() {
    let office = Office::new();
    let mut ana = office.fixture.verify().unwrap();
    let wide = (office.clinic, strongroom::staff::grants::Width::RecordsAndIdentities);
    ana.grant(&permit(&ana, Act::Grant), office.eva, wide, None, ALONE, later()).unwrap();
    let house = ana.house().clone();
    lock(ana, later());
    let mut identities: Vec<(Holder, AccountKeys)> = [LOGIN, "eva", "dan"]
        .into_iter()
        .map(|login| {
            let (account, keys) = office.fixture.keys(login, password_of(login));
            (Holder::Account(account), keys)
        })
        .collect();
    identities.push((Holder::Account(AccountId::generate()), AccountKeys::generate()));
    let rows = registry_rows(&office.fixture);
    let mut opened = 0;
    for row in &rows {
        let (_, fact) = house.current_epoch((row.kind, row.group)).unwrap();
        for (holder, keys) in &identities {
            // Tried as oneself, and in the holder's name.
            for named in [*holder, row.holder] {
                let opens = match row.kind {
                    KeyKind::LogReader => opens::<LogReader>(&office, row, named, keys, fact.check),
                    KeyKind::Restore => opens::<Restore>(&office, row, named, keys, fact.check),
                    KeyKind::GroupRecords => opens::<GroupRecords>(&office, row, named, keys, fact.check),
                    KeyKind::GroupIdentities => {
                        opens::<GroupIdentities>(&office, row, named, keys, fact.check)
                    }
                    KeyKind::Registry => unreachable!("the registry's wraps lie beside the keyslots"),
                };
                assert_eq!(opens, row.holder == *holder, "{:?} {:?}", row.kind, row.holder);
                opened += usize::from(opens);
            }
        }
    }
    let to_people = rows.iter().filter(|row| row.holder != Holder::Recovery).count();
    assert_eq!(opened, 2 * to_people);
    assert_eq!(rows.len() - to_people, 4, "each key is wrapped to recovery once");
}

fn opens<K: KindOfKey>(
    office: &Office,
    row: &WrapRow,
    named: Holder,
    keys: &AccountKeys,
    check: Digest,
) -> bool {
    let place =
        Place { vault: office.fixture.vault_id(), kind: row.kind, group: row.group, epoch: row.epoch };
    row.wrap.open::<K>(place, named, &keys.kem, check).is_ok()
}

#[test]
fn a_wrap_of_a_key_of_ones_own_is_refused_though_it_is_granted_by_two() {
    let office = Office::new();
    let (ana, keys) = office.fixture.keys(LOGIN, password_of(LOGIN));
    let eva = office.fixture.keys("eva", "eva");
    let place = Place::of_group(office.fixture.vault_id(), KeyKind::GroupRecords, office.clinic, 1);
    let (_, wrap) = forged_wrap::<GroupRecords>(place, office.eva, &eva.1);
    // Ana and Eva agree to give Eva a key of their own making in place of the group's.
    let mut insider = office.fixture.insider();
    let number = insider.statements();
    let grant =
        Grant { wrap: wrap.digest(), account: office.eva, kind: KeyKind::GroupRecords, ..grant_of(&office) };
    let previous = insider.statement(number - 1).digest();
    let alone = Some("Of two, only the other is there".to_owned());
    let signers = [(Signer::Account(ana), &keys.signing)];
    let statement = strongroom::keys::statement::Statement::sign_by_all(
        (number, previous),
        later(),
        alone,
        Body::Grant(grant),
        office.fixture.vault_id(),
        &signers,
    )
    .unwrap();
    insider.put(&statement);
    let put = "INSERT INTO wrap (kind, group_id, epoch, holder, bytes) VALUES (4, ?1, 1, ?2, ?3)";
    let holder = Holder::Account(office.eva).to_bytes();
    insider.execute(put, params![office.clinic.as_bytes().as_slice(), holder.as_slice(), wrap.0]);
    drop(insider);
    // It was signed for, so it stands; but the key is not the one whose check value the group's maker signed.
    let mut session = strongroom::staff::verify(office.fixture.open("eva", "eva"), later());
    if let Ok(vault) = &session
        && vault.standing().kind != strongroom::policy::Standing::Full
    {
        office.fixture.signs("eva", later());
        session = strongroom::staff::verify(office.fixture.open("eva", "eva"), later());
    }
    let swapped = Alarm::WrapSwapped { kind: KeyKind::GroupRecords, group: Some(office.clinic) };
    assert_eq!(session.err(), Some(swapped));
}

#[test]
fn every_changed_byte_of_a_statement_is_refused_at_unlock() {
    let fixture = Fixture::new();
    let insider = fixture.insider();
    let last = insider.statements() - 1;
    let whole = insider.statement(last).to_bytes();
    drop(insider);
    // Version, number, previous, time, reason, kind, fields, signers: every third byte of all of it, and each of the first 48.
    let places: Vec<usize> = (0..48).chain((48..whole.len()).step_by(3)).collect();
    assert!(places.len() >= 80);
    for place in places {
        let mut changed = whole.clone();
        changed[place] ^= 1 << (place % 8);
        let sql = "UPDATE statement SET bytes = ?1 WHERE number = ?2";
        fixture.insider().execute(sql, params![changed, signed(last)]);
        let alarm = fixture.verify().err();
        assert!(alarm.is_some(), "byte {place} of {} was changed unnoticed", whole.len());
    }
    fixture
        .insider()
        .execute("UPDATE statement SET bytes = ?1 WHERE number = ?2", params![whole, signed(last)]);
    assert!(fixture.verify().is_ok());
}

#[test]
fn every_changed_part_of_a_wraps_header_is_refused() {
    let office = Office::new();
    let house = office.fixture.verify().unwrap().house().clone();
    let (ana, keys) = office.fixture.keys(LOGIN, password_of(LOGIN));
    let rows = registry_rows(&office.fixture);
    let own = Holder::Account(ana);
    let row = rows.iter().find(|row| row.holder == own && row.kind == KeyKind::GroupRecords).unwrap();
    let (_, fact) = house.current_epoch((row.kind, row.group)).unwrap();
    let place = Place::of_group(office.fixture.vault_id(), row.kind, office.clinic, 1);
    let opens = |wrap: &strongroom::keys::wrap::Wrap, place, holder| {
        wrap.open::<GroupRecords>(place, holder, &keys.kem, fact.check).is_ok()
    };
    assert!(opens(&row.wrap, place, own));
    for byte in 0..16 {
        for bit in [1_u8, 0x10, 0x80] {
            let flipped = |bytes: &[u8; 16]| {
                let mut bytes = *bytes;
                bytes[byte] ^= bit;
                bytes
            };
            let vault = strongroom::base::id::VaultId::from_bytes(flipped(place.vault.as_bytes()));
            let group = Some(GroupId::from_bytes(flipped(office.clinic.as_bytes())));
            let holder = Holder::Account(AccountId::from_bytes(flipped(ana.as_bytes())));
            assert!(!opens(&row.wrap, Place { vault, ..place }, own));
            assert!(!opens(&row.wrap, Place { group, ..place }, own));
            assert!(!opens(&row.wrap, place, holder));
        }
    }
    let epochs = (0..32).map(|bit| place.epoch ^ (1 << bit)).chain(100..116);
    for epoch in epochs {
        assert!(!opens(&row.wrap, Place { epoch, ..place }, own));
    }
    for kind in KeyKind::ALL.into_iter().filter(|kind| *kind != place.kind) {
        assert!(!opens(&row.wrap, Place { kind, ..place }, own));
    }
    assert!(!opens(&row.wrap, Place { group: None, ..place }, own));
    assert!(!opens(&row.wrap, place, Holder::Recovery));
    // Version and suite: every other number. Encapsulated key, ciphertext and tag: bits all over them.
    let flipped = |at: usize, by: u8| {
        let mut wrap = row.wrap.clone();
        wrap.0[at] ^= by;
        wrap
    };
    for (front, by) in (0..2).flat_map(|front| (1..=255).map(move |by| (front, by))) {
        assert!(!opens(&flipped(front, by), place, own));
    }
    for (from, to) in [(2, 1122), (1122, 1154), (1154, 1170)] {
        for n in 0..48 {
            let bit = n * ((to - from) * 8 - 1) / 47;
            assert!(!opens(&flipped(from + bit / 8, 1 << (bit % 8)), place, own));
        }
    }
}
