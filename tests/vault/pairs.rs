//! Groups that take two people, through the doors of the staff: any two who hold one open it, one alone opens no byte,
//! and nothing that is written into the registry makes it otherwise.

use strongroom::base::id::{AccountId, GroupId};
use strongroom::keys::hierarchy::{GroupIdentities, GroupRecords};
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::keys::share::{CombineError, Share};
use strongroom::keys::statement::{Body, Epoch, Grant, GrantReview, GroupRuling, Signer, Statement};
use strongroom::keys::wrap::Wrap;
use strongroom::parcel::{Identity, open_small};
use strongroom::policy::{Act, Role, decide};
use strongroom::staff::enrol::GroupGrant;
use strongroom::staff::grants::Width;
use strongroom::staff::{Alarm, Consent, PeopleError};
use strongroom::store::params;
use strongroom::vault::registry::{Registry, WrapRow};

use crate::fixture::{Fixture, LOGIN, later, permit};
use crate::hands::{Session, co_signer, days, lock, password_of};

/// A practice vault with a group that four people hold: two supervisors and two of the staff.
struct Held {
    fixture: Fixture,
    group: GroupId,
}

const HOLDERS: [&str; 4] = [LOGIN, "dan", "lia", "mia"];

impl Held {
    fn by(logins: &[&str]) -> Self {
        let fixture = Fixture::new();
        let group = fixture.with_group("Clinic");
        let grants = [GroupGrant { group, identities: true }];
        for login in logins {
            let role = if *login == "mia" { Role::Supervisor } else { Role::Staff };
            fixture.with_person(login, role, &grants);
        }
        Self { fixture, group }
    }

    /// Everyone of [`HOLDERS`], and two people from now on.
    fn by_two(records: bool) -> Self {
        let held = Self::by(&["dan", "lia", "mia"]);
        let mut ana = held.log_in(LOGIN);
        held.rule(&mut ana, (records, true), "mia", false).unwrap();
        lock(ana, later());
        held
    }

    fn log_in(&self, login: &str) -> Session {
        self.fixture.log_in(login, later())
    }

    fn rule(
        &self,
        vault: &mut Session,
        (records, identities): (bool, bool),
        second: &str,
        few: bool,
    ) -> Result<Vec<String>, PeopleError> {
        let ruling =
            GroupRuling { group: self.group, two_person_records: records, two_person_identities: identities };
        let ruled = permit(vault, Act::GroupTwoPerson);
        let second = co_signer(vault, second);
        let next = vault.prepare_two_person(&ruled, ruling, few, Some(&second), later())?;
        vault.commit_two_person(&ruled, ruling, next.as_ref(), Consent::With(&second), later())
    }

    fn open(&self, vault: &mut Session, second: &str) -> Result<(), PeopleError> {
        let second = co_signer(vault, second);
        vault.open_by_two(&permit(vault, Act::GroupOpenTwo), self.group, &second, later())
    }

    fn key(&self, kind: KeyKind) -> (KeyKind, Option<GroupId>) {
        (kind, Some(self.group))
    }

    fn wraps(&self) -> Vec<WrapRow> {
        let key = self.fixture.registry_key(&self.fixture.seed);
        let path = self.fixture.layout().registry(key.place().epoch);
        let registry = Registry::open(&path, &key.registry_database()).unwrap();
        registry.wraps().unwrap().into_iter().filter(|row| row.group == Some(self.group)).collect()
    }

    fn place(&self, kind: KeyKind, epoch: u32) -> Place {
        Place::of_group(self.fixture.vault_id(), kind, self.group, epoch)
    }

    fn account(&self, login: &str) -> AccountId {
        self.fixture.keys(login, password_of(login)).0
    }
}

#[test]
fn one_of_two_opens_no_byte() {
    let held = Held::by_two(true);
    for login in HOLDERS {
        let vault = held.log_in(login);
        assert!(vault.groups().is_empty(), "{login}");
        let shut = vault.shut_group(held.group).unwrap();
        assert_eq!((shut.name.as_str(), shut.records), ("Clinic", true));
        let (records, identities) = (held.key(KeyKind::GroupRecords), held.key(KeyKind::GroupIdentities));
        let checks = [records, identities].map(|key| {
            let (epoch, fact) = vault.house().current_epoch(key).unwrap();
            assert!(fact.split);
            (epoch, fact.check)
        });
        lock(vault, later());
        // Every wrap that there is, with this person's key, as whomever it is said to be for.
        let (account, keys) = held.fixture.keys(login, password_of(login));
        let mut shares = 0;
        for row in held.wraps() {
            let (epoch, check) = if row.kind == KeyKind::GroupRecords { checks[0] } else { checks[1] };
            let place = held.place(row.kind, row.epoch);
            for holder in [row.holder, Holder::Account(account), Holder::Recovery] {
                let old = row.epoch < epoch;
                assert!(row.wrap.open::<GroupRecords>(place, holder, &keys.kem, check).is_err());
                assert!(row.wrap.open::<GroupIdentities>(place, holder, &keys.kem, check).is_err());
                let share = Share::<GroupRecords>::unwrap(&row.wrap, place, holder, &keys.kem, check);
                let Ok(share) = share else { continue };
                assert!(!old && row.holder == Holder::Account(account));
                assert_eq!(share.combine(&share).err(), Some(CombineError::SameShare));
                shares += 1;
            }
        }
        // The holder's own, found once as the row says and once as themselves.
        assert_eq!(shares, 2, "{login}");
    }
}

#[test]
fn the_restore_key_opens_no_key_that_takes_two() {
    let held = Held::by_two(true);
    let vault = held.log_in(LOGIN);
    let restore = vault.restore_key().unwrap();
    let alone = Identity::from_secret(&restore.identity()).unwrap();
    let sheets = Identity::from_secret(&held.fixture.seed.age_identity()).unwrap();
    for kind in [KeyKind::GroupRecords, KeyKind::GroupIdentities] {
        let (epoch, _) = vault.house().current_epoch(held.key(kind)).unwrap();
        let path = held.fixture.layout().sealed_key(&held.place(kind, epoch), restore.place().epoch);
        let sealed = std::fs::read(path).unwrap();
        assert!(open_small(&alone, &sealed, 1024).is_err());
        assert!(open_small(&sheets, &sealed, 1024).is_ok());
    }
}

#[test]
fn any_two_who_hold_it_open_it_until_it_is_shut() {
    let held = Held::by_two(true);
    for first in HOLDERS {
        for second in HOLDERS.into_iter().filter(|second| *second != first) {
            let mut vault = held.log_in(first);
            held.open(&mut vault, second).unwrap();
            let group = vault.group(held.group).unwrap();
            let check = vault.house().current_epoch(held.key(KeyKind::GroupRecords)).unwrap().1.check;
            assert_eq!(group.records.check_value(), check);
            assert!(group.identities.is_some() && vault.shut_groups().is_empty());
            assert!(vault.facts(Some(held.group)).group.unwrap().records);
            assert!(matches!(held.open(&mut vault, second), Err(PeopleError::Unknown("group"))));
            vault.shut_again(held.group, later()).unwrap();
            assert!(vault.groups().is_empty() && vault.shut_groups().len() == 1);
            lock(vault, later());
        }
    }
}

#[test]
fn who_does_not_hold_it_is_no_second() {
    let held = Held::by(&["dan", "lia"]);
    held.fixture.with_person("eve", Role::Staff, &[]);
    held.fixture.with_person("mia", Role::Supervisor, &[GroupGrant { group: held.group, identities: false }]);
    let mut ana = held.log_in(LOGIN);
    held.rule(&mut ana, (true, true), "mia", false).unwrap();
    assert!(matches!(held.open(&mut ana, "eve"), Err(PeopleError::TakesTwo)));
    assert_eq!(ana.can_second(held.group, later()).len(), 3);
    // Without a share of the identities, only the records open.
    held.open(&mut ana, "mia").unwrap();
    assert!(ana.group(held.group).unwrap().identities.is_none());
}

#[test]
fn a_share_that_is_not_the_one_that_was_dealt_is_an_alarm() {
    let held = Held::by_two(true);
    let (dan, lia) = (held.account("dan"), held.account("lia"));
    let before: Vec<WrapRow> = held.wraps().into_iter().filter(|row| row.epoch == 2).collect();
    let share_of = |account| {
        let holder = Holder::Account(account);
        before.iter().find(|row| row.holder == holder && row.kind == KeyKind::GroupRecords).unwrap().clone()
    };
    // Put in place of another's.
    let put = |row: &WrapRow, epoch: u32, whose: AccountId| {
        let holder = Holder::Account(whose).to_bytes();
        let sql = "UPDATE wrap SET bytes = ?1 WHERE kind = 4 AND epoch = ?2 AND holder = ?3";
        held.fixture.insider().execute(sql, params![row.wrap.0, epoch, holder.as_slice()]);
    };
    put(&share_of(lia), 2, dan);
    let swapped = Alarm::WrapSwapped { kind: KeyKind::GroupRecords, group: Some(held.group) };
    assert_eq!(held.fixture.alarm(), swapped);
    put(&share_of(dan), 2, dan);

    // Of an epoch before.
    let mut ana = held.log_in(LOGIN);
    held.open(&mut ana, "lia").unwrap();
    let second = co_signer(&ana, "lia");
    let rekeying = decide(Act::RekeyDecide, &ana.facts(Some(held.group))).unwrap();
    let next = ana.prepare_rekey(&rekeying, held.group).unwrap().unwrap();
    ana.commit_rekey(&rekeying, &next, Consent::With(&second), later()).unwrap();
    assert!(ana.group(held.group).is_some(), "what two opened goes on under the new keys");
    lock(ana, later());
    let after = held.wraps().into_iter().find(|row| {
        row.epoch == 3 && row.kind == KeyKind::GroupRecords && row.holder == Holder::Account(dan)
    });
    put(&share_of(dan), 3, dan);
    assert_eq!(held.fixture.alarm(), swapped);
    put(&after.unwrap(), 3, dan);
    assert!(held.fixture.verify().is_ok());
}

#[test]
fn nobody_rules_deals_or_hands_on_alone() {
    let held = Held::by(&["dan", "lia"]);
    held.fixture.with_person("eve", Role::Staff, &[]);
    held.fixture.with_person("mia", Role::Supervisor, &[GroupGrant { group: held.group, identities: true }]);
    let mut session = held.log_in(LOGIN);
    held.rule(&mut session, (true, true), "mia", false).unwrap();
    lock(session, later());
    let records = |account, epoch| Grant {
        account,
        kind: KeyKind::GroupRecords,
        group: Some(held.group),
        epoch,
        wrap: digest(9),
        valid_until: None,
        request: None,
    };
    let epoch = Body::Epoch(Epoch {
        kind: KeyKind::GroupRecords,
        group: Some(held.group),
        epoch: 3,
        check: digest(1),
        public: None,
        wraps: vec![
            (Holder::Account(held.account(LOGIN)), digest(7)),
            (Holder::Account(held.account("dan")), digest(7)),
            (Holder::Recovery, digest(8)),
        ],
        request: None,
    });
    let off = GroupRuling { group: held.group, two_person_records: false, two_person_identities: false };
    let share = Body::Grant(records(held.account("eve"), 2));
    for (body, signers, why) in [
        (Body::GroupFacts(off), vec![LOGIN], "a second supervisor has not signed"),
        (Body::GroupFacts(off), vec![LOGIN, "dan"], "a second supervisor has not signed"),
        (epoch.clone(), vec![LOGIN], "two who hold a share have not signed"),
        (epoch, vec![LOGIN, "eve"], "two who hold a share have not signed"),
        // Both hold a share and both are supervisors; but the key was split before.
        (share, vec![LOGIN, "mia"], "a share is handed on when its key is split, and not later"),
    ] {
        // What an insider breaks in between, so that the run of epochs and grants is over.
        let mut insider = held.fixture.insider();
        let number = insider.statements();
        let keys = signers.iter().map(|login| held.fixture.keys(login, password_of(login)));
        let keys: Vec<_> = keys.collect();
        let signed = |number, previous, body| {
            let signers: Vec<_> =
                keys.iter().map(|(account, keys)| (Signer::Account(*account), &keys.signing)).collect();
            let place = (number, previous);
            Statement::sign_by_all(place, later(), None, body, held.fixture.vault_id(), &signers).unwrap()
        };
        let grants = held.log_in(LOGIN);
        let review = GrantReview { grants: grants.house().grants_digest(None), person: None };
        lock(grants, later());
        let between = signed(number, insider.statement(number - 1).digest(), Body::GrantReview(review));
        insider.put(&between);
        insider.put(&signed(number + 1, between.digest(), body));
        assert_eq!(held.fixture.alarm(), Alarm::NoAuthority(number + 1, why));
        let from = i64::try_from(number).unwrap();
        insider.execute("DELETE FROM statement WHERE number >= ?1", params![from]);
    }
    assert!(held.fixture.verify().is_ok());
}

fn digest(byte: u8) -> strongroom::crypto::hash::Digest {
    strongroom::crypto::hash::Digest([byte; 32])
}

#[test]
fn identities_take_two_while_records_do_not() {
    let held = Held::by_two(false);
    let mut dan = held.log_in("dan");
    let alone = dan.group(held.group).unwrap();
    assert!(alone.identities.is_none());
    assert_eq!(dan.shut_group(held.group).map(|shut| shut.records), Some(false));
    let facts = dan.facts(Some(held.group)).group.unwrap();
    assert!(facts.records && !facts.identities);
    held.open(&mut dan, "lia").unwrap();
    assert!(dan.group(held.group).unwrap().identities.is_some() && dan.shut_groups().is_empty());
    dan.shut_again(held.group, later()).unwrap();
    assert!(dan.group(held.group).unwrap().identities.is_none());
    lock(dan, later());
    // Records that take two while identities do not are no rule.
    let mut ana = held.log_in(LOGIN);
    let refused = held.rule(&mut ana, (true, false), "mia", false);
    assert!(matches!(refused, Err(PeopleError::BadInput("two-person"))));
}

#[test]
fn whoever_leaves_owes_new_keys_which_two_make() {
    let held = Held::by_two(true);
    let dan = held.account("dan");
    let mut ana = held.log_in(LOGIN);
    ana.leave(&permit(&ana, Act::Revoke), dan, "Went to another firm", later()).unwrap();
    assert_eq!(ana.rekey_owed().len(), 1);
    let rekeying = permit(&ana, Act::Rekey);
    let shut = ana.prepare_rekey(&rekeying, held.group);
    assert!(matches!(shut, Err(PeopleError::NotHeld)));
    held.open(&mut ana, "lia").unwrap();
    let next = ana.prepare_rekey(&rekeying, held.group).unwrap().unwrap();
    for alone in [Consent::Own, Consent::Alone("nobody is here")] {
        let refused = ana.commit_rekey(&rekeying, &next, alone, later());
        assert!(matches!(refused, Err(PeopleError::TakesTwo)));
    }
    let lia = co_signer(&ana, "lia");
    assert!(ana.commit_rekey(&rekeying, &next, Consent::With(&lia), later()).unwrap().is_empty());
    assert!(ana.rekey_owed().iter().all(|owed| !owed.keys_owed));
    ana.finish_rekey(held.group, later()).unwrap();
    assert!(ana.rekey_owed().is_empty());
    lock(ana, later());
    let mut mia = held.log_in("mia");
    assert!(held.wraps().iter().all(|row| row.holder != Holder::Account(dan)));
    held.open(&mut mia, "lia").unwrap();
    assert_eq!(mia.group(held.group).unwrap().epoch, 3);
}

#[test]
fn the_sheets_hold_the_key_whole() {
    let held = Held::by_two(true);
    let ana = held.log_in(LOGIN);
    for kind in [KeyKind::GroupRecords, KeyKind::GroupIdentities] {
        let (epoch, fact) = ana.house().current_epoch(held.key(kind)).unwrap();
        let row = held
            .wraps()
            .into_iter()
            .find(|row| (row.kind, row.epoch, row.holder) == (kind, epoch, Holder::Recovery));
        let (wrap, place): (Wrap, Place) = (row.unwrap().wrap, held.place(kind, epoch));
        let seed = held.fixture.seed.kem();
        let opened = match kind {
            KeyKind::GroupRecords => {
                wrap.open::<GroupRecords>(place, Holder::Recovery, &seed, fact.check).map(drop)
            }
            _ => wrap.open::<GroupIdentities>(place, Holder::Recovery, &seed, fact.check).map(drop),
        };
        assert!(opened.is_ok());
    }
}

#[test]
fn who_is_granted_it_gets_a_share_of_a_new_key() {
    let held = Held::by(&["dan", "lia"]);
    held.fixture.with_person("eve", Role::Staff, &[]);
    held.fixture.with_person("mia", Role::Supervisor, &[GroupGrant { group: held.group, identities: true }]);
    let eve = held.account("eve");
    let mut ana = held.log_in(LOGIN);
    held.rule(&mut ana, (true, true), "mia", false).unwrap();
    let granting = permit(&ana, Act::Grant);
    let what = (held.group, Width::RecordsAndIdentities);
    assert!(matches!(ana.prepare_sharing(&granting, eve, what), Err(PeopleError::TakesTwo)));
    held.open(&mut ana, "dan").unwrap();
    let (dan, mia) = (co_signer(&ana, "dan"), co_signer(&ana, "mia"));
    let whole = ana.grant(&granting, eve, what, None, Consent::With(&mia), later());
    assert!(matches!(whole, Err(PeopleError::TakesTwo)));
    let next = ana.prepare_sharing(&granting, eve, what).unwrap().unwrap();
    let given = (eve, what.1, Some(later().plus(days(30))));
    // Dan holds a share, but is no supervisor, whom widening needs.
    let refused = ana.grant_share(&granting, given, &next, (Consent::With(&dan), &dan), later());
    assert!(matches!(refused, Err(PeopleError::NeedsSecond)));
    ana.grant_share(&granting, given, &next, (Consent::With(&mia), &dan), later()).unwrap();
    assert_eq!(ana.house().current_epoch(held.key(KeyKind::GroupRecords)).unwrap().0, 3);
    // Longer, or shorter, is the same share.
    let longer = ana.prepare_sharing(&granting, eve, what).unwrap();
    assert!(longer.is_none());
    ana.grant(&granting, eve, what, None, Consent::With(&mia), later()).unwrap();
    assert_eq!(ana.house().current_epoch(held.key(KeyKind::GroupRecords)).unwrap().0, 3);
    lock(ana, later());
    held.fixture.signs("eve", later());
    let mut eve = held.log_in("eve");
    assert_eq!(eve.shut_groups().len(), 1);
    held.open(&mut eve, "lia").unwrap();
    assert!(eve.group(held.group).unwrap().identities.is_some());
}

#[test]
fn so_few_that_one_could_shut_it_are_asked_about_or_refused() {
    let held = Held::by(&["mia"]);
    let mut ana = held.log_in(LOGIN);
    let refused = held.rule(&mut ana, (true, true), "mia", false);
    assert!(matches!(refused, Err(PeopleError::FewHolders(2))));
    held.rule(&mut ana, (true, true), "mia", true).unwrap();
    held.open(&mut ana, "mia").unwrap();
    let taken = (KeyKind::GroupRecords, Some(held.group));
    let revoking = permit(&ana, Act::Revoke);
    let mia = held.account("mia");
    let refused = ana.revoke(&revoking, mia, taken, "No longer hers", later());
    assert!(matches!(refused, Err(PeopleError::FewHolders(1))));
    lock(ana, later());
    let alone = Held::by(&[]);
    alone.fixture.with_person("mia", Role::Supervisor, &[]);
    let mut ana = alone.log_in(LOGIN);
    assert!(matches!(alone.rule(&mut ana, (true, true), "mia", true), Err(PeopleError::FewHolders(1))));
}

#[test]
fn a_group_goes_back_to_one_person() {
    let held = Held::by_two(true);
    let mut ana = held.log_in(LOGIN);
    // While it is shut, only the ruling is made; the keys are owed, and two make them.
    held.rule(&mut ana, (false, false), "mia", false).unwrap();
    assert_eq!(ana.rekey_owed().iter().map(|owed| owed.keys_owed).collect::<Vec<_>>(), [true]);
    assert!(ana.groups().is_empty());
    held.open(&mut ana, "dan").unwrap();
    let dan = co_signer(&ana, "dan");
    let rekeying = permit(&ana, Act::Rekey);
    let next = ana.prepare_rekey(&rekeying, held.group).unwrap().unwrap();
    ana.commit_rekey(&rekeying, &next, Consent::With(&dan), later()).unwrap();
    assert!(!ana.house().is_split(held.key(KeyKind::GroupRecords)));
    lock(ana, later());
    // Not written again to the end, it needs the key of before, and so two.
    let mut lia = held.log_in("lia");
    assert!(lia.groups().is_empty());
    held.open(&mut lia, "mia").unwrap();
    assert!(!lia.group(held.group).unwrap().older.is_empty());
    lia.finish_rekey(held.group, later()).unwrap();
    lock(lia, later());
    let dan = held.log_in("dan");
    assert!(dan.group(held.group).unwrap().identities.is_some() && dan.shut_groups().is_empty());
}
