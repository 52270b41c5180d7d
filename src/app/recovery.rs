//! The way back when no supervisor can log in: three of the five sheets enrol a supervisor, and do nothing more.
//!
//! Nobody is logged in, so the sheets' own signature is the authority. Used by the recovery screen's worker and by
//! `recovery check | combine`. How sheets are typed into the window is `sheet_entry`'s.

use zeroize::Zeroizing;

use crate::audit::{self, Certificate, Certifier, Event, FoundingRoot, Outcome};
use crate::base::id::AccountId;
use crate::crypto::secret::Password;
use crate::keys::recovery::{RecoveryPublic, RecoverySeed, Sheet, SheetError};
use crate::policy::{Act, Role};
use crate::staff::agreement::AgreementLanguage;
use crate::staff::founding::NewPerson;
use crate::staff::recovering::enrol_by_recovery;
use crate::vault::account::load_keyslots;

use super::entrance::Entrance;
use super::password;
use super::problem::{Problem, ProblemKind};
use super::snapshot::{DraftWish, EnrolledFace};

/// What a sheet's code begins with.
const CODE: &str = "STRONGROOM-SHEET:";

/// One sheet as it was typed: its 32 words, or what its code holds. Numbers between the words are left out.
fn sheet(typed: &str) -> Result<Sheet, SheetError> {
    let typed = typed.trim();
    if typed.starts_with(CODE) {
        return Sheet::from_qr_text(typed);
    }
    let words: Vec<&str> =
        typed.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    Sheet::from_words(&words)
}

pub(super) fn seed(typed: &[Zeroizing<String>]) -> Result<RecoverySeed, Problem> {
    let mut sheets = Vec::with_capacity(typed.len());
    for (number, typed) in (1_u32..).zip(typed) {
        sheets.push(sheet(typed).map_err(|error| Problem::from(error).with("sheet", number))?);
    }
    Ok(RecoverySeed::combine(&sheets)?)
}

impl Entrance {
    /// Whether the sheets fit together and belong to this vault. Nothing is changed.
    pub fn check_sheets(&self, typed: &[Zeroizing<String>]) -> Result<(), Problem> {
        self.seed_of_this_vault(typed).map(drop)
    }

    fn seed_of_this_vault(&self, typed: &[Zeroizing<String>]) -> Result<RecoverySeed, Problem> {
        let seed = seed(typed)?;
        let founding = self.sealed().header().founding();
        if seed.fits(&RecoveryPublic::from(founding)) {
            Ok(seed)
        } else {
            Err(Problem::new(ProblemKind::Sheets).with("why", "sheet-other-vault"))
        }
    }

    /// Enrols a supervisor by the sheets. They then log in with their own password and sign the agreement; no group is
    /// theirs. As slow as a keyslot.
    pub fn recover(
        &self,
        typed: &[Zeroizing<String>],
        wish: &DraftWish,
        password: &Password,
    ) -> Result<EnrolledFace, Problem> {
        self.require_air_gap()?;
        let seed = self.seed_of_this_vault(typed)?;
        password::require(password, &[&wish.name, &wish.login, self.sealed().business()])?;
        let event = Event::new(Act::RecoveryEnrol).with_words(&wish.login);
        let _receipt = self.access_log().append(&event)?;
        let person = NewPerson {
            name: wish.name.clone(),
            login: wish.login.clone(),
            job_title: wish.job_title.clone(),
            password,
            agreement: AgreementLanguage::English,
        };
        let enrolled = enrol_by_recovery(self.sealed(), &seed, &person, self.wall());
        let outcome = if enrolled.is_ok() { Outcome::Done } else { Outcome::Failed };
        let noted = self.access_log().append(&event.outcome(outcome));
        if noted.is_err() {
            log::warn!("the end of a recovery could not be logged");
        }
        let enrolled = enrolled.map_err(|error| Problem::from(error).naming(&wish.login))?;
        self.certify_by(&seed, enrolled.account, &wish.login);
        Ok(EnrolledFace {
            account: enrolled.account,
            name: wish.name.trim().to_owned(),
            login: wish.login.trim().to_owned(),
            fingerprint_words: enrolled.fingerprint_words.map(str::to_owned).to_vec(),
            waits: None,
        })
    }
}

impl Entrance {
    /// Says by the sheets whose key it is that the new supervisor signs checkpoints with: nobody else may be left to.
    fn certify_by(&self, seed: &RecoverySeed, account: AccountId, login: &str) {
        let vault = self.sealed();
        let path = vault.layout().keyslots(vault.account_handle(login));
        let slots = load_keyslots(&path, vault.id(), vault.kind().profile()).unwrap_or_default();
        let of_account = slots.iter().filter(|slot| slot.header.account == account);
        let certificates: Vec<Certificate> = of_account
            .map(|slot| Certificate { account, role: Role::Supervisor, public: slot.header.public.signing })
            .collect();
        let root = FoundingRoot::from(vault.header().founding());
        let signing = seed.signing();
        let by = Certifier::Recovery(&signing);
        if audit::certify(&vault.layout().audit(), &root, &certificates, by).is_err() {
            log::warn!("the key of the new account could not be certified for the access log");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_read_from_its_words_with_or_without_numbers_and_from_its_code() {
        let sheets = RecoverySeed::generate().split(3, 5).unwrap();
        let words = sheets[0].words();
        let plain = words.join(" ");
        let numbered: Vec<String> =
            (1..).zip(words.iter()).map(|(n, word): (u32, _)| format!("{n}. {word}")).collect();
        for typed in [plain.as_str(), &numbered.join("\n"), &sheets[0].qr_text()] {
            assert_eq!(sheet(typed).unwrap().number, 1);
        }
        let all: Vec<Zeroizing<String>> =
            sheets.iter().take(2).map(|sheet| Zeroizing::new(sheet.words().join(" "))).collect();
        assert_eq!(seed(&all).err().unwrap().kind, ProblemKind::Sheets);
        assert!(sheet("only a few words").is_err());
    }
}
