//! A person's own password and second factors. The password is asked for each time, and wrong ones count like failed
//! log-ins: whoever finds a screen unlocked gains nothing for guessing here.

use std::path::PathBuf;

use crate::audit::{Event, Outcome};
use crate::base::job::{CancelFlag, Watch};
use crate::crypto::secret::Password;
use crate::keys::keyslot::{Asked, EnrolledFactor};
use crate::policy::{Act, Permit};
use crate::staff::factors::{NewSlots, OwnSlots};
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
    pub fn change_password(&mut self, old: Password, new: Password) -> Result<(), Problem> {
        let job = self.new_password(old, new)?;
        self.run_ways_in(job).map(drop)
    }

    /// The slow part of it, for any thread; then [`Session::take_ways_in`].
    pub(in crate::app) fn new_password(
        &mut self,
        old: Password,
        new: Password,
    ) -> Result<Job<Sealed>, Problem> {
        let person = self.vault.person();
        let (name, login) = (person.name.clone(), person.login.clone());
        let names = [name.as_str(), &login, self.vault.business()];
        password::require_at_least(&new, &names, self.password_chars())?;
        self.change_ways_in(Act::PasswordChange, "", move |slots, permit, stop| {
            Ok(slots.with_password(permit, &old, &new, stop)?)
        })
    }

    /// Makes a keyfile in `folder` and adds it as a second factor. Slow, like two log-ins.
    pub fn add_keyfile(
        &mut self,
        password: Password,
        folder: PathBuf,
        label: String,
    ) -> Result<PathBuf, Problem> {
        let job = self.new_keyfile(password, folder, label)?;
        Ok(self.run_ways_in(job)?.unwrap_or_default())
    }

    /// The slow part of it, for any thread; then [`Session::take_ways_in`].
    pub(in crate::app) fn new_keyfile(
        &mut self,
        password: Password,
        folder: PathBuf,
        label: String,
    ) -> Result<Job<Sealed>, Problem> {
        self.require_outside(&folder)?;
        self.change_ways_in(Act::FactorChange, "add keyfile", move |slots, permit, stop| {
            let place = (folder.as_path(), label.as_str());
            let sealed = slots.with_keyfile(permit, &password, place, stop);
            sealed.map_err(|error| Problem::from(error).at(folder.display()))
        })
    }

    /// Makes a credential on the token that is plugged in and adds it as a second factor. The token is touched twice.
    pub fn add_token(
        &mut self,
        password: Password,
        pin: Option<Password>,
        label: &str,
    ) -> Result<(), Problem> {
        let made = self.make_on_token(pin, label)?.run(&mut Watch::unwatched())?;
        let job = self.add_made(password, made)?;
        self.run_ways_in(job).map(drop)
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

    /// Adds what was made on a token as a second factor: the slow part of it, for any thread; then
    /// [`Session::take_ways_in`].
    pub(in crate::app) fn add_made(
        &mut self,
        password: Password,
        made: EnrolledFactor,
    ) -> Result<Job<Sealed>, Problem> {
        self.change_ways_in(Act::FactorChange, "add token", move |slots, permit, stop| {
            Ok(slots.with_factor(permit, &password, made, stop)?)
        })
    }

    /// Removes a second factor, by its place in [`Session::factors`]. Slow, like two log-ins.
    pub fn remove_factor(&mut self, password: Password, slot: u32) -> Result<(), Problem> {
        let job = self.no_factor(password, slot)?;
        self.run_ways_in(job).map(drop)
    }

    /// The slow part of it, for any thread; then [`Session::take_ways_in`].
    pub(in crate::app) fn no_factor(
        &mut self,
        password: Password,
        slot: u32,
    ) -> Result<Job<Sealed>, Problem> {
        let index = usize::try_from(slot).unwrap_or(usize::MAX);
        self.change_ways_in(Act::FactorChange, "remove", move |slots, permit, stop| {
            Ok(slots.without_factor(permit, &password, index, stop)?)
        })
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

    /// Decides and logs a change of one's own ways in; the job does what is slow about it, and counts a wrong password.
    fn change_ways_in(
        &mut self,
        act: Act,
        words: &str,
        work: impl FnOnce(&OwnSlots, &Permit, &CancelFlag) -> Result<NewSlots, Problem> + Send + 'static,
    ) -> Result<Job<Sealed>, Problem> {
        let permit = self.permit(act, None)?;
        let (handle, login) = (self.vault.own_handle(), self.vault.person().login.clone());
        let patience = self.patience()?;
        patience.require(handle, &login)?;
        let event = self.witness.event(act).with_words(words);
        self.witness.log(&event)?;
        let (slots, witness) = (self.vault.own_slots(), self.witness.clone());
        Ok(Job::new(move |watch| {
            let worked = work(&slots, &permit, watch.flag());
            let problem = match worked {
                Ok(slots) => return Ok(Sealed { slots, event }),
                Err(problem) => problem,
            };
            if problem.kind == ProblemKind::WrongCredentials {
                patience.count_failure(handle, &login)?;
            }
            witness.note_end(event.outcome(Outcome::Done), Some(&problem));
            Err(problem)
        }))
    }

    /// The person's slots are the new ones from here on. The path of the keyfile that was made, if one was.
    pub(in crate::app) fn take_ways_in(&mut self, sealed: Sealed) -> Result<Option<PathBuf>, Problem> {
        let taken = self.vault.take_slots(sealed.slots).map_err(Problem::from);
        self.witness.note_end(sealed.event.outcome(Outcome::Done), taken.as_ref().err());
        // The stick that this session came in with may be the one that was removed.
        self.stick = self.stick.take().filter(|stick| {
            let asked = stick.asked();
            self.vault.factors().iter().any(|(known, _)| *known == asked)
        });
        taken
    }

    fn run_ways_in(&mut self, job: Job<Sealed>) -> Result<Option<PathBuf>, Problem> {
        let sealed = job.run(&mut Watch::unwatched())?;
        self.take_ways_in(sealed)
    }
}

/// A change of someone's ways in that was worked out beside their session.
pub(in crate::app) struct Sealed {
    slots: NewSlots,
    /// What the log has of its beginning.
    event: Event,
}
