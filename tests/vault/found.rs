//! Founding: what stands on the disk at each moment, and what a crash in the middle leaves.

use strongroom::crypto::kdf::Profile;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingError, FoundingPlan, NewPerson, found};
use strongroom::vault::header::HeaderError;
use strongroom::vault::inspect::inspect;
use strongroom::vault::{Cost, Layout, OpenError, Real, Sample, Vault, VaultKind};

use crate::fixture::{self, Fixture, NOW, PASSWORD};

#[test]
fn a_founded_vault_is_whole_and_nothing_is_left_over() {
    let fixture = Fixture::new();
    let found = inspect(&fixture.layout());
    assert_eq!(found.damage, []);
    assert_eq!(found.unexpected, [""; 0]);
    assert_eq!(found.leftovers, [""; 0]);
    assert_eq!(found.journals, [""; 0]);
    assert_eq!(found.databases, ["registry.1.db"]);
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    assert_eq!(vault.kind(), VaultKind::Sample);
    assert_eq!(vault.business(), "Pop and daughters");
    assert!(fixture.verify().is_ok());
}

#[test]
fn without_its_header_it_is_no_vault_and_can_be_founded_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(fixture::foundling(folder.path()));
    let opened = Vault::open(folder.path());
    assert!(matches!(opened, Err(OpenError::Header(HeaderError::Missing))));
    fixture::foundling(folder.path()).commit().unwrap();
    assert!(Vault::open(folder.path()).is_ok());
}

#[test]
fn a_vault_is_not_founded_over_another() {
    let fixture = Fixture::new();
    let before = std::fs::read(fixture.layout().header()).unwrap();
    let password = fixture::password(PASSWORD);
    let plan = FoundingPlan {
        folder: fixture.layout().folder().to_owned(),
        business: "Other".to_owned(),
        founder: person(&password),
        cost: Cost::<Sample>::from_params(Profile::Sample.floor()),
        exemption_reason: "Alone".to_owned(),
        wall: NOW,
    };
    assert!(matches!(found(plan), Err(FoundingError::FolderNotEmpty)));
    assert_eq!(std::fs::read(fixture.layout().header()).unwrap(), before);
    assert!(fixture.verify().is_ok());
}

#[test]
fn the_cheap_cost_founds_no_real_vault() {
    let folder = tempfile::tempdir().unwrap();
    let password = fixture::password(PASSWORD);
    let plan = FoundingPlan {
        folder: folder.path().to_owned(),
        business: "Real".to_owned(),
        founder: person(&password),
        cost: Cost::<Real>::from_params(Profile::Sample.floor()),
        exemption_reason: "Alone".to_owned(),
        wall: NOW,
    };
    assert!(matches!(found(plan), Err(FoundingError::Cost(_))));
    assert!(!Layout::new(folder.path()).machine_key().exists());
}

fn person(password: &strongroom::crypto::secret::Password) -> NewPerson<'_> {
    NewPerson {
        name: "Ana Pop".to_owned(),
        login: "ana".to_owned(),
        job_title: String::new(),
        password,
        agreement: AgreementLanguage::English,
    }
}
