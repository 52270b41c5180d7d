//! The people to whom a key may be wrapped, as types: whoever has a [`Screened`] or a [`Bound`] asked the house for it
//! at a time, and there is no other way to have one. Wrapping takes nothing less.
//!
//! ```compile_fail
//! use strongroom::staff::entitled::Screened;
//! fn forged(person: &strongroom::staff::Person) -> Screened<'_> {
//!     Screened { person }
//! }
//! ```

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::policy::Role;

use super::house::{House, Person};

/// A person whose account is open and whose screening counts: may be given the vault's own keys.
#[derive(Clone, Copy)]
pub struct Screened<'h> {
    person: &'h Person,
}

/// A screened person who has signed the current agreement: may be given a group's key.
#[derive(Clone, Copy)]
pub struct Bound<'h> {
    person: &'h Person,
}

/// Why a person may not be given a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotEntitled {
    /// Nobody has this account.
    #[error("there is no such account")]
    Unknown,
    /// The account was closed, or no screening counts.
    #[error("no valid screening is recorded for this account")]
    NotScreened,
    /// The agreement was not signed, or not the current one.
    #[error("the confidentiality agreement is not signed")]
    NotAgreed,
    /// People of this role never hold this key.
    #[error("this role never holds this key")]
    Role,
}

impl House {
    /// The person, if their screening counts at `now`.
    pub fn screened(&self, account: AccountId, now: WallTime) -> Result<Screened<'_>, NotEntitled> {
        let person = self.person(account).ok_or(NotEntitled::Unknown)?;
        let counts =
            person.is_here() && person.screening.is_some_and(|screening| screening.valid_until > now);
        if counts { Ok(Screened { person }) } else { Err(NotEntitled::NotScreened) }
    }

    /// The person, if their screening and their agreement count at `now`, and their role may hold groups' keys. That
    /// their access was widened since they signed shuts the groups to them, but takes no key away.
    pub fn bound(&self, account: AccountId, now: WallTime) -> Result<Bound<'_>, NotEntitled> {
        let Screened { person } = self.screened(account, now)?;
        if !person.role.may_hold_group_keys() {
            return Err(NotEntitled::Role);
        }
        if self.agreement_counts(person, now) { Ok(Bound { person }) } else { Err(NotEntitled::NotAgreed) }
    }

    fn agreement_counts(&self, person: &Person, now: WallTime) -> bool {
        let (Some(signed), Some(text)) = (&person.agreement, self.current_text()) else { return false };
        signed.version == text.version
            && [text.english, text.romanian].contains(&signed.text)
            && signed.valid_until > now
    }
}

impl<'h> Screened<'h> {
    /// Who.
    pub fn person(&self) -> &'h Person {
        self.person
    }

    /// The same, if this is a supervisor: they alone hold the log-reader and restore keys.
    pub(super) fn supervisor(self) -> Result<Self, NotEntitled> {
        if self.person.role == Role::Supervisor { Ok(self) } else { Err(NotEntitled::Role) }
    }
}

impl<'h> Bound<'h> {
    /// Who.
    pub fn person(&self) -> &'h Person {
        self.person
    }
}
