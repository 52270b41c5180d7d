//! Founding: what stands on the disk at each moment, and what a crash in the middle leaves.

use strongroom::app::founding::found as found_by_app;
use strongroom::app::request::FoundingWish;
use strongroom::base::clock::{HandClock, SharedClock};
use strongroom::crypto::kdf::Profile;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingError, FoundingPlan, NewPerson, found};
use strongroom::texts::Language;
use strongroom::vault::header::HeaderError;
use strongroom::vault::inspect::inspect;
use strongroom::vault::{Cost, Layout, OpenError, Real, Sample, Vault, VaultKind, owed_sheets};

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

/// The sheets are owed from the founding on; a vault whose sheets could not be kept goes again, but not after someone used it.
#[test]
fn a_new_vault_owes_its_sheets_and_can_be_taken_away_again() {
    let house = tempfile::tempdir().unwrap();
    let layout = Layout::new(house.path().join("vault"));
    let clock: SharedClock = std::sync::Arc::new(HandClock::at(NOW));
    let found = || {
        let wish = FoundingWish {
            folder: layout.folder().to_owned(),
            business: "Pop and daughters".to_owned(),
            founder: "Ana Pop".to_owned(),
            login: "ana".to_owned(),
            password: fixture::password("a kettle by the frozen lake"),
            practice: true,
            language: Language::English,
        };
        found_by_app(&wish, None, &clock, house.path()).unwrap()
    };
    let first = found();
    assert!(owed_sheets::owed(&layout).is_some());
    assert_eq!(inspect(&layout).unexpected, [""; 0]);
    first.take_away().unwrap();
    assert_eq!(std::fs::read_dir(layout.folder()).unwrap().count(), 0);

    let second = found();
    std::fs::create_dir(layout.groups().join("0")).unwrap();
    assert!(second.take_away().is_err(), "it was used");
    assert!(layout.header().exists());
    std::fs::remove_dir(layout.groups().join("0")).unwrap();
    std::fs::write(layout.folder().join("letter.txt"), "of someone").unwrap();
    assert!(strongroom::staff::founding::take_away(&layout).is_err(), "somebody else's file lies there");
    std::fs::remove_file(layout.folder().join("letter.txt")).unwrap();
    strongroom::staff::founding::take_away(&layout).unwrap();

    let third = found();
    third.sheets_are_kept();
    assert_eq!(owed_sheets::owed(&layout), None);
}
