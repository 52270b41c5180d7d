//! A person's own password and second factors. The password is asked for each time, and wrong ones count like failed
//! log-ins: whoever finds a screen unlocked gains nothing for guessing here.

use std::path::{Path, PathBuf};

use crate::audit::Outcome;
use crate::base::job::Watch;
use crate::crypto::secret::Password;
use crate::keys::keyslot::{Asked, EnrolledFactor};
use crate::policy::{Act, Permit};
use crate::staff::Verified;
use crate::staff::factors::FactorsError;
use crate::vault::Vault;
use crate::vault::account::login_nfc;

use super::super::password;
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::{FactorKind, FactorRow};
use super::super::tokens;
use super::Job;

impl Session {
    /// The second factors, as the own page shows them; empty if the password alone opens the account.
    pub fn factors(&self) -> Vec<FactorRow> {
        let rows = (0_u32..).zip(self.vault.factors()).map(|(slot, (asked, label))| FactorRow {
            slot,
            kind: match asked {
                Asked::Nothing => FactorKind::PasswordOnly,
                Asked::Keyfile(_) => FactorKind::Keyfile,
                Asked::Token(_) => FactorKind::Token,
            },
            label: label.clone(),
        });
        rows.collect()
    }

    /// Changes the password. Slow: about seven log-ins.
    pub fn change_password(&mut self, old: &Password, new: &Password) -> Result<(), Problem> {
        let person = self.vault.person();
        let (name, login) = (person.name.clone(), person.login.clone());
        let names = [name.as_str(), &login, self.vault.business()];
        password::require_at_least(new, &names, self.password_chars())?;
        self.change_ways_in(Act::PasswordChange, "", |vault, permit| vault.change_password(permit, old, new))
    }

    /// Makes a keyfile in `folder` and adds it as a second factor. Slow, like two log-ins.
    pub fn add_keyfile(
        &mut self,
        password: &Password,
        folder: &Path,
        label: &str,
    ) -> Result<PathBuf, Problem> {
        let made = self.change_ways_in(Act::FactorChange, "add keyfile", |vault, permit| {
            vault.add_keyfile(permit, password, folder, label)
        });
        made.map_err(|problem| problem.at(folder.display()))
    }

    /// Makes a credential on the token that is plugged in and adds it as a second factor. The token is touched twice.
    pub fn add_token(
        &mut self,
        password: &Password,
        pin: Option<Password>,
        label: &str,
    ) -> Result<(), Problem> {
        let made = self.make_on_token(pin, label)?.run(&mut Watch::unwatched())?;
        self.add_made(password, made)
    }

    /// The making of a credential on the token that is plugged in, to be added by [`Session::add_made`]. Nothing is
    /// asked of the token while the person waits for failed log-ins.
    pub(in crate::app) fn make_on_token(
        &self,
        pin: Option<Password>,
        label: &str,
    ) -> Result<Job<EnrolledFactor>, Problem> {
        let _permit = self.permit(Act::FactorChange, None)?;
        self.patience()?.require(self.vault.own_handle(), &self.vault.person().login)?;
        let find = self.tokens.as_ref().ok_or_else(|| Problem::new(ProblemKind::NoToken))?;
        Ok(tokens::enrol(find, self.vault.id(), self.vault.own_tokens(), pin, label.to_owned()))
    }

    /// Adds what was made on a token as a second factor. Slow, like two log-ins.
    pub(in crate::app) fn add_made(
        &mut self,
        password: &Password,
        made: EnrolledFactor,
    ) -> Result<(), Problem> {
        self.change_ways_in(Act::FactorChange, "add token", |vault, permit| {
            vault.add_factor(permit, password, made)
        })
    }

    /// Removes a second factor, by its place in [`Session::factors`]. Slow, like two log-ins.
    pub fn remove_factor(&mut self, password: &Password, slot: u32) -> Result<(), Problem> {
        let index = usize::try_from(slot).unwrap_or(usize::MAX);
        self.change_ways_in(Act::FactorChange, "remove", |vault, permit| {
            vault.remove_factor(permit, password, index)
        })?;
        // The stick that this session came in with may be the one that was removed.
        self.stick = self.stick.take().filter(|stick| {
            let asked = stick.asked();
            self.vault.factors().iter().any(|(known, _)| *known == asked)
        });
        Ok(())
    }

    /// Lets someone try again who failed to log in too often, once they told a supervisor why.
    pub fn release_log_in(&mut self, login: &str) -> Result<(), Problem> {
        let permit = self.permit(Act::LogInRelease, None)?;
        let known = self.vault.house().people().any(|person| person.login == login_nfc(login));
        if !known {
            return Err(Problem::new(ProblemKind::NotFound).with("what", login.trim()));
        }
        let patience = self.patience()?;
        let handle = self.vault.account_handle(login);
        self.witness.log(&self.witness.event(permit.act()).of_account_file(handle.0))?;
        patience.forget(handle);
        Ok(())
    }

    fn change_ways_in<T>(
        &mut self,
        act: Act,
        words: &str,
        change: impl FnOnce(&mut Vault<Verified>, &Permit) -> Result<T, FactorsError>,
    ) -> Result<T, Problem> {
        let permit = self.permit(act, None)?;
        let handle = self.vault.own_handle();
        let patience = self.patience()?;
        patience.require(handle, &self.vault.person().login)?;
        let event = self.witness.event(act).with_words(words);
        self.witness.log(&event)?;
        let changed = change(&mut self.vault, &permit);
        if matches!(changed, Err(FactorsError::WrongPassword)) {
            patience.count_failure(handle, &self.vault.person().login)?;
        }
        let changed = changed.map_err(Problem::from);
        self.witness.note_end(event.outcome(Outcome::Done), changed.as_ref().err());
        changed
    }
}
