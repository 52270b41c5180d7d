//! A practice vault in a temporary folder, and hands to work in it with.

use std::time::Duration;

use strongroom::base::clock::WallTime;
use strongroom::crypto::kdf::Profile;
use strongroom::crypto::secret::Password;
use strongroom::keys::recovery::RecoverySeed;
use strongroom::policy::{Act, Permit, decide};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, Foundling, NewPerson, found};
use strongroom::staff::{self, Alarm, Verified};
use strongroom::vault::{Cost, Layout, Opened, Sample, Vault};
use zeroize::Zeroizing;

pub const LOGIN: &str = "ana";
pub const PASSWORD: &str = "lămâi verzi pe geam";

/// 2026-11-22T10:00:00Z.
pub const NOW: WallTime = WallTime::from_unix_millis(1_795_341_600_000);

pub struct Fixture {
    folder: tempfile::TempDir,
    pub seed: RecoverySeed,
}

pub fn password(text: &str) -> Password {
    Password::from_text(Zeroizing::new(text.to_owned()))
}

/// Everything of a practice vault but its header.
pub fn foundling(folder: &std::path::Path) -> Foundling {
    let password = password(PASSWORD);
    let founder = NewPerson {
        name: "Ana Pop".to_owned(),
        login: LOGIN.to_owned(),
        job_title: "Owner".to_owned(),
        password: &password,
        agreement: AgreementLanguage::Romanian,
    };
    let plan = FoundingPlan {
        folder: folder.to_owned(),
        business: "Pop and daughters".to_owned(),
        founder,
        cost: Cost::<Sample>::from_params(Profile::Sample.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: NOW,
    };
    found(plan).unwrap()
}

impl Fixture {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seed = foundling(folder.path()).commit().unwrap();
        Self { folder, seed }
    }

    pub fn layout(&self) -> Layout {
        Layout::new(self.folder.path())
    }

    pub fn open(&self, login: &str, text: &str) -> Vault<Opened> {
        Vault::open(self.folder.path()).unwrap().unlock(login, &password(text), None).unwrap()
    }

    pub fn verify(&self) -> Result<Vault<Verified>, Alarm> {
        staff::verify(self.open(LOGIN, PASSWORD), later())
    }

    /// What the founder's next log-in says.
    pub fn alarm(&self) -> Alarm {
        self.verify().err().expect("this must be refused")
    }
}

pub fn later() -> WallTime {
    NOW.plus(Duration::from_hours(1))
}

pub fn permit(vault: &Vault<Verified>, act: Act) -> Permit {
    decide(act, &vault.facts(None)).unwrap()
}
