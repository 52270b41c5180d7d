//! A suspected break-in: somebody's password, stick or token may be in other hands. One act closes their account, makes
//! the slip that says what is to be done, and has the vault locked, which is the worker's.

use crate::base::fs::write_atomically;
use crate::base::id::AccountId;
use crate::keys::statement::Body;
use crate::keys::words;
use crate::paper::{self, Colophon, SuspicionSlip, SuspicionTexts};
use crate::policy::Act;
use crate::texts::{Language, Texts};

use super::super::failure::cannot_write;
use super::super::printing;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::SlipTo;
use super::super::session::Session;

impl Session {
    /// Closes an account for good, and makes the slip. Ok once the account is closed: with what went wrong with the
    /// slip, if anything did; then it is told here what else is to be done.
    pub fn suspect(
        &mut self,
        account: AccountId,
        reason: &str,
        to: &SlipTo,
        language: Language,
    ) -> Result<Option<Problem>, Problem> {
        self.leave(account, reason)?;
        Ok(self.suspicion_slip(account, reason, to, language).err())
    }

    /// Makes the slip about an account that is closed once more, with the reason that was written then.
    pub fn slip_about(&mut self, account: AccountId, to: &SlipTo, language: Language) -> Result<(), Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        let closed = self.vault.house().person(account).and_then(|person| person.left);
        let missing = || Problem::new(ProblemKind::NotFound).with("what", "");
        let statement = self.vault.statement(closed.ok_or_else(missing)?)?;
        let Body::Revocation(said) = &statement.body else { return Err(missing()) };
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("slip about {account}")))?;
        self.suspicion_slip(account, &said.reason, to, language)
    }

    fn suspicion_slip(
        &self,
        account: AccountId,
        reason: &str,
        to: &SlipTo,
        language: Language,
    ) -> Result<(), Problem> {
        let texts = Texts::new(language);
        let named = |name: &str, login: &str| format!("{name} ({login})");
        let person = self.vault.house().person(account);
        let person = person.map(|person| named(&person.name, &person.login)).unwrap_or_default();
        let me = self.vault.person();
        let groups = self.rekey_owed().into_iter();
        let groups: Vec<String> =
            groups.map(|row| row.name.unwrap_or_else(|| row.group.to_string())).collect();
        let slip = SuspicionSlip {
            colophon: Colophon {
                business: self.vault.business(),
                made_by: &named(&me.name, &me.login),
                made_at: &texts.date_and_time(self.witness.wall()),
                vault_words: &words::fingerprint(self.vault.header().founding_digest()).join(" "),
            },
            account: &person,
            reason,
            groups: &groups,
        };
        let pdf = paper::suspicion_slip(&slip, &SuspicionTexts::written(&texts))?;
        match to {
            SlipTo::Printer => printing::print(&self.witness, &format!("slip about {account}"), &pdf),
            SlipTo::File(path) => {
                self.require_file_outside(path)?;
                write_atomically(path, &pdf).map_err(|error| cannot_write(path, &error))
            }
        }
    }
}
