//! The way back when no supervisor can log in: three of the five sheets enrol a supervisor, and do nothing more.
//!
//! Nobody is logged in, so the sheets' own signature is the authority. Used by the recovery screen's worker and by
//! `recovery check | combine`. How sheets are typed into the window is `sheet_entry`'s.

use std::fmt::Display;
use std::path::Path;

use zeroize::Zeroizing;

use crate::audit::{self, Certificate, Certifier, Event, FoundingRoot, Outcome};
use crate::base::fs::read_limited;
use crate::base::id::{AccountId, SheetSetId};
use crate::crypto::secret::Password;
use crate::keys::recovery::{RecoveryPublic, RecoverySeed, Sheet, SheetError};
use crate::policy::{Act, Role};
use crate::staff::enrol::{KeyMaking, NewKeys};
use crate::staff::recovering::{RecoveryError, belong_to, enrol_made_by_recovery};
use crate::vault::account::load_keyslots;
use crate::vault::owed_sheets;
use crate::viewing::qr::{PICTURE_BYTES, code_in};

use super::acts::Job;
use super::entrance::Entrance;
use super::failure::cannot_write;
use super::password;
use super::problem::{Problem, ProblemKind};
use super::session::Session;
use super::snapshot::{DraftWish, EnrolledFace, SheetFace, SheetOf};

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

/// One sheet from a picture of its code. The picture is the person's own: it is read, and not kept.
pub fn sheet_from_picture(path: &Path) -> Result<Sheet, Problem> {
    let text = text_of_picture(path)?;
    Ok(Sheet::from_qr_text(&text)?)
}

/// What the code in a picture says.
pub fn text_of_picture(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let unread = |why: &dyn Display| {
        Problem::new(ProblemKind::CannotRead).with("path", path.display()).with("why", why)
    };
    let content = read_limited(path, PICTURE_BYTES).map(Zeroizing::new).map_err(|error| unread(&error))?;
    code_in(&content)
        .map_err(|why| Problem::new(ProblemKind::Sheets).with("why", format!("sheet-picture-{why}")))
}

pub(super) fn seed(typed: &[Zeroizing<String>]) -> Result<RecoverySeed, Problem> {
    let mut sheets = Vec::with_capacity(typed.len());
    for (number, typed) in (1_u32..).zip(typed) {
        sheets.push(sheet(typed).map_err(|error| Problem::from(error).with("sheet", number))?);
    }
    Ok(RecoverySeed::combine(&sheets)?)
}

/// What one sheet is, told by the sets that are known.
fn sheet_face(typed: &str, of: impl Fn(SheetSetId) -> SheetOf) -> Result<SheetFace, Problem> {
    let sheet = sheet(typed)?;
    let Sheet { set, number, needed, total, .. } = sheet;
    Ok(SheetFace { number, total, needed, set: set.to_string(), of: of(set) })
}

impl Session {
    /// What one sheet is, without showing it: which, and of which set. Nothing of it is kept, and nothing is logged: it is
    /// theirs who holds it. Once enough of the set in use were seen, the vault takes them as kept.
    pub fn check_sheet(&self, typed: &str) -> Result<SheetFace, Problem> {
        let face = self.told_of_sheet(typed)?;
        if face.of == SheetOf::InUse {
            let seen = {
                let mut checked = self.sheets_checked.borrow_mut();
                checked.insert(face.number);
                checked.len()
            };
            if seen >= usize::from(face.needed) {
                self.settle_sheets()?;
            }
        }
        Ok(face)
    }

    fn told_of_sheet(&self, typed: &str) -> Result<SheetFace, Problem> {
        let house = self.vault.house();
        sheet_face(typed, |set| {
            if house.recovery().sheet_set() == set {
                SheetOf::InUse
            } else if house.replaced_sets().iter().any(|known| known.recovery.sheet_set() == set) {
                SheetOf::Replaced
            } else {
                SheetOf::Unknown
            }
        })
    }
}

impl Entrance {
    /// What one sheet is, while nobody is logged in who knows of later sets than the first.
    pub fn check_sheet(&self, typed: &str) -> Result<SheetFace, Problem> {
        let first = RecoveryPublic::from(self.sealed().header().founding()).sheet_set();
        sheet_face(typed, |set| if set == first { SheetOf::Founding } else { SheetOf::Unknown })
    }

    /// Whether the sheets fit together and belong to this vault. Nothing is changed, but that the vault takes them as kept.
    pub fn check_sheets(&self, typed: &[Zeroizing<String>]) -> Result<(), Problem> {
        let seed = self.seed_of_this_vault(typed)?;
        let layout = self.sealed().layout();
        if owed_sheets::owed(layout) == Some(seed.public().sheet_set()) {
            let _receipt = self.access_log().append(&Event::new(Act::SheetsIssue).with_words("kept"))?;
            let settled = owed_sheets::settle(layout);
            settled.map_err(|error| cannot_write(&layout.owed_sheets(), &error))?;
        }
        Ok(())
    }

    fn seed_of_this_vault(&self, typed: &[Zeroizing<String>]) -> Result<RecoverySeed, Problem> {
        let seed = seed(typed)?;
        belong_to(self.sealed(), &seed)?;
        Ok(seed)
    }

    /// Enrols a supervisor by the sheets. They then log in with their own password and sign the agreement; no group is
    /// theirs. As slow as a keyslot.
    pub fn recover(
        &self,
        typed: &[Zeroizing<String>],
        wish: &DraftWish,
        password: &Password,
    ) -> Result<EnrolledFace, Problem> {
        let keys = self.may_recover(typed, wish, password)?.make(password).map_err(RecoveryError::from)?;
        self.recover_made(typed, wish, keys)
    }

    /// What is slow about it, for any thread; nothing is logged or changed by it.
    pub(super) fn recovering(
        &self,
        typed: &[Zeroizing<String>],
        wish: &DraftWish,
        password: Password,
    ) -> Result<Job<NewKeys>, Problem> {
        let making = self.may_recover(typed, wish, &password)?;
        Ok(Job::deriving(move || Ok(making.make(&password).map_err(RecoveryError::from)?)))
    }

    fn may_recover(
        &self,
        typed: &[Zeroizing<String>],
        wish: &DraftWish,
        password: &Password,
    ) -> Result<KeyMaking, Problem> {
        self.require_air_gap()?;
        let _fits = self.seed_of_this_vault(typed)?;
        password::require(password, &[&wish.name, &wish.login, self.sealed().business()])?;
        Ok(self.sealed().key_making())
    }

    /// Enrols with keys that were made.
    pub(super) fn recover_made(
        &self,
        typed: &[Zeroizing<String>],
        wish: &DraftWish,
        keys: NewKeys,
    ) -> Result<EnrolledFace, Problem> {
        self.require_air_gap()?;
        let seed = self.seed_of_this_vault(typed)?;
        let event = Event::new(Act::RecoveryEnrol).with_words(&wish.login);
        let _receipt = self.access_log().append(&event)?;
        let person = [&*wish.name, &wish.login, &wish.job_title];
        let enrolled = enrol_made_by_recovery(self.sealed(), &seed, person, keys, self.wall());
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
        // Other sheets than the first were certified when they took their place.
        let public = seed.public();
        let by = if public == RecoveryPublic::from(vault.header().founding()) {
            Certifier::Recovery(&signing)
        } else {
            Certifier::Account(public.log_account(), &signing)
        };
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
