//! A whole vault of format 1, kept in `tests/vectors/vault-1/`: every later version opens it.
//!
//! Made by `cargo test --test vault write_the_vault -- --ignored` into a folder that is not there yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use strongroom::policy::Role;
use strongroom::staff;
use strongroom::staff::enrol::GroupGrant;
use strongroom::vault::Vault;
use strongroom::vault::inspect::inspect;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/vault-1")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[test]
fn a_vault_of_format_1_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    copy(&kept(), folder.path());
    // Folders that hold nothing are not kept with the sources.
    std::fs::create_dir_all(folder.path().join("groups")).unwrap();
    let sealed = Vault::open(folder.path()).unwrap();
    assert_eq!(inspect(sealed.layout()).damage, []);
    let ana = staff::verify(sealed.unlock(LOGIN, &password(PASSWORD), None).unwrap(), later()).unwrap();
    assert_eq!(ana.check_statements(), Ok(()));
    assert_eq!(ana.check_plain_files(), []);
    assert_eq!(ana.groups().iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Școala"]);
    ana.lock(later(), None, BTreeMap::new()).unwrap();
    let dan = staff::verify(sealed.unlock("dan", &password("dan"), None).unwrap(), later()).unwrap();
    let group = dan.groups().first().unwrap();
    assert!(group.identities.is_none());
    assert_eq!(dan.person().role, Role::Staff);
}

#[test]
#[ignore = "writes the vector"]
fn write_the_vault() {
    assert!(!kept().exists(), "a released vector is never written again");
    let fixture = Fixture::new();
    let group = fixture.with_group("Școala");
    fixture.with_person("dan", Role::Staff, &[GroupGrant { group, identities: false }]);
    copy(fixture.layout().folder(), &kept());
}
