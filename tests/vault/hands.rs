//! Hands for people's administration: logging in at a time, enrolling as it is really done, deciding by two.

use std::collections::BTreeMap;
use std::time::Duration;

use strongroom::base::clock::WallTime;
use strongroom::base::id::AccountId;
use strongroom::policy::{Act, Role};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::drafts::NewDraft;
use strongroom::staff::screening::ScreeningForm;
use strongroom::staff::{self, Alarm, CoSigner, Consent, Verified};
use strongroom::vault::Vault;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password, permit};

pub(crate) type Session = Vault<Verified>;

pub(crate) const ALONE: Consent<'static> = Consent::Alone("No one else is here yet");

pub(crate) fn days(number: u32) -> Duration {
    Duration::from_hours(24) * number
}

/// The founder's password, and everyone else's, which is their login.
pub(crate) fn password_of(login: &str) -> &str {
    if login == LOGIN { PASSWORD } else { login }
}

pub(crate) fn form() -> ScreeningForm {
    ScreeningForm { identity: "Identity card seen".to_owned(), ..ScreeningForm::passed() }
}

impl Fixture {
    pub(crate) fn try_log_in(&self, login: &str, wall: WallTime) -> Result<Session, Alarm> {
        staff::verify(self.open(login, password_of(login)), wall)
    }

    pub(crate) fn log_in(&self, login: &str, wall: WallTime) -> Session {
        self.try_log_in(login, wall).unwrap()
    }

    /// Someone signs the agreement and leaves.
    pub(crate) fn signs(&self, login: &str, wall: WallTime) {
        let mut vault = self.log_in(login, wall);
        sign(&mut vault, wall);
        lock(vault, wall);
    }

    /// The founder and a second supervisor, who has signed and ratified.
    pub(crate) fn with_second(&self) -> AccountId {
        let mut vault = self.log_in(LOGIN, later());
        let eva = enrol(&mut vault, "eva", Role::Supervisor, ALONE);
        vault.screen(&permit(&vault, Act::Screen), eva, &form(), ALONE, later()).unwrap();
        vault.admit(&permit(&vault, Act::Enrol), eva, later()).unwrap();
        lock(vault, later());
        self.signs("eva", later());
        eva
    }
}

/// Prepares a draft and enrols from it; the password is the login.
pub(crate) fn enrol(vault: &mut Session, login: &str, role: Role, consent: Consent<'_>) -> AccountId {
    let allowed = permit(vault, Act::Enrol);
    let draft = NewDraft {
        name: format!("Someone called {login}"),
        login: login.to_owned(),
        job_title: String::new(),
        role,
    };
    let draft = vault.draft_account(&allowed, &draft).unwrap();
    let keys = vault.key_making().make(&password(login)).unwrap();
    vault.enrol_draft(&allowed, draft, keys, consent, later()).unwrap().account
}

pub(crate) fn sign(vault: &mut Session, wall: WallTime) {
    let allowed = permit(vault, Act::AgreementSign);
    let name = vault.person().name.clone();
    vault.sign_agreement(&allowed, &name, AgreementLanguage::Romanian, wall).unwrap();
}

pub(crate) fn lock(vault: Session, wall: WallTime) {
    vault.lock(wall, None, BTreeMap::new()).unwrap();
}

pub(crate) fn co_signer(vault: &Session, login: &str) -> CoSigner {
    vault.co_signer(login, &password(password_of(login)), None, later()).unwrap()
}
