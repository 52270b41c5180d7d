//! Groups' keys and names: made, renamed, closed, and seen only by those who hold the keys.

use std::collections::BTreeMap;

use strongroom::base::id::GroupId;
use strongroom::policy::{Act, GroupFacts, Role};
use strongroom::staff::enrol::GroupGrant;
use strongroom::staff::groups::GroupError;
use strongroom::staff::{Consent, PeopleError};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, permit};

#[test]
fn a_new_group_is_there_at_the_next_log_in_with_the_same_keys() {
    let fixture = Fixture::new();
    let mut vault = fixture.verify().unwrap();
    let new = vault.prepare_group(&permit(&vault, Act::GroupMake), "  Clinica S\u{326}tefan ").unwrap();
    let records = new.records.check_value();
    let identities = new.identities.check_value();
    let id = vault.commit_group(new, later()).unwrap();
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    let vault = fixture.verify().unwrap();
    let group = vault.group(id).unwrap();
    assert_eq!(group.name, "Clinica Ștefan");
    assert_eq!((group.closed, group.epoch), (false, 1));
    assert_eq!(group.records.check_value(), records);
    assert_eq!(group.identities.as_ref().unwrap().check_value(), identities);
}

#[test]
fn names_are_told_apart_and_must_say_something() {
    let fixture = Fixture::new();
    fixture.with_group("Clinica Ana");
    let vault = fixture.verify().unwrap();
    let allowed = permit(&vault, Act::GroupMake);
    let refused = |name: &str| vault.prepare_group(&allowed, name).err();
    assert!(matches!(refused(" clinica ANA "), Some(GroupError::NameTaken)));
    assert!(matches!(refused("  "), Some(GroupError::BadName)));
    assert!(matches!(refused(&"x".repeat(301)), Some(GroupError::BadName)));
    assert!(matches!(
        vault.prepare_group(&permit(&vault, Act::Enrol), "Other"),
        Err(GroupError::OtherPermit)
    ));
}

#[test]
fn a_group_is_renamed_and_closed_for_good() {
    let fixture = Fixture::new();
    let id = fixture.with_group("Old name");
    let mut vault = fixture.verify().unwrap();
    let rename = strongroom::policy::decide(Act::GroupRename, &vault.facts(Some(id))).unwrap();
    let close = strongroom::policy::decide(Act::GroupClose, &vault.facts(Some(id))).unwrap();
    vault.rename_group(&rename, id, "New name").unwrap();
    vault.close_group(&close, id).unwrap();
    assert!(matches!(vault.rename_group(&rename, id, "Newer"), Err(GroupError::Closed)));
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    let vault = fixture.verify().unwrap();
    assert_eq!(vault.group(id).unwrap().name, "New name");
    let facts = vault.facts(Some(id)).group.unwrap();
    assert!(matches!(facts, GroupFacts { records: true, identities: true, closed: true }));
}

#[test]
fn people_hold_what_was_granted_and_no_more() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let school = fixture.with_group("School");
    fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
    fixture.with_person("ion", Role::BackupOperator, &[]);
    fixture.with_person("eva", Role::Supervisor, &[GroupGrant { group: school, identities: true }]);

    let dan = fixture.verify_as("dan").unwrap();
    assert_eq!(dan.groups().len(), 1);
    assert!(dan.group(clinic).unwrap().identities.is_none());
    assert!(dan.log_reader().is_none() && dan.restore_key().is_none());
    drop(dan);
    let eva = fixture.verify_as("eva").unwrap();
    assert!(eva.group(school).unwrap().identities.is_some() && eva.group(clinic).is_none());
    assert!(eva.log_reader().is_some() && eva.restore_key().is_some());
    assert!(!eva.house().founding_period());
    drop(eva);
    assert!(fixture.verify_as("ion").unwrap().groups().is_empty());
}

#[test]
fn only_what_is_held_by_those_who_may_hold_it_is_handed_on() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    fixture.with_person("eva", Role::Supervisor, &[]);
    let password = crate::fixture::password("x");
    let person = || strongroom::staff::founding::NewPerson {
        name: "New".to_owned(),
        login: "new".to_owned(),
        job_title: String::new(),
        password: &password,
        agreement: strongroom::staff::agreement::AgreementLanguage::English,
    };
    let grants = [GroupGrant { group: clinic, identities: false }];
    let refused = |mut vault: strongroom::vault::Vault<strongroom::staff::Verified>, second: &str, role| {
        let allowed = permit(&vault, Act::Enrol);
        let secret = crate::fixture::password(if second == LOGIN { PASSWORD } else { second });
        let second = vault.co_signer(second, &secret, None, later()).unwrap();
        vault.enrol(&allowed, &person(), role, &grants, Consent::With(&second), later()).unwrap_err()
    };
    let by_eva = refused(fixture.verify_as("eva").unwrap(), LOGIN, Role::Staff);
    assert!(matches!(by_eva, PeopleError::NotHeld));
    let operator = refused(fixture.verify().unwrap(), "eva", Role::BackupOperator);
    assert!(matches!(operator, PeopleError::NotEntitled(_)));
}

#[test]
fn what_a_group_that_was_never_committed_left_is_swept_by_a_repair_alone() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let layout = fixture.layout();
    let folder_with = |group, bytes: usize| {
        std::fs::create_dir(layout.group(group)).unwrap();
        std::fs::write(layout.records(group, 1), vec![0; bytes]).unwrap();
    };
    let (empty, full) = (GroupId::generate(), GroupId::generate());
    folder_with(clinic, 100);
    folder_with(empty, 1 << 20);
    folder_with(full, 9 << 20);
    let vault = fixture.verify().unwrap();
    assert_eq!(vault.orphan_groups().unwrap().len(), 2);
    assert!(vault.sweep_orphan_groups(&permit(&vault, Act::VaultCheck)).is_err());
    let swept = vault.sweep_orphan_groups(&permit(&vault, Act::VaultRepair)).unwrap();
    assert_eq!(swept, 1 << 20);
    assert!(layout.group(clinic).exists() && !layout.group(empty).exists());
    assert!(layout.group(full).exists(), "what holds content is shown, not swept");
}
