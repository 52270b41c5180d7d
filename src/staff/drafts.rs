//! Drafts of accounts: what a supervisor writes down before the person sits down to set a password. Rows of the
//! registry, no statements: nothing follows from them.

use minicbor::{Decode, Encode};

use crate::base::id::{AccountId, DraftId};
use crate::policy::{Act, Permit, Role};
use crate::vault::registry::Change;
use crate::vault::{Vault, cbor};

use super::account::Words;
use super::deed::{PeopleError, require};
use super::verified::Verified;

/// An account that is being prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The job title; may be empty.
    pub job_title: String,
    /// The role.
    pub role: Role,
    /// Who prepared it.
    pub by: AccountId,
}

/// What a draft says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraft {
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The job title; may be empty.
    pub job_title: String,
    /// The role.
    pub role: Role,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct DraftWire {
    #[n(0)]
    name: String,
    #[n(1)]
    login: String,
    #[n(2)]
    job_title: String,
    #[n(3)]
    role: u8,
    #[cbor(n(4), with = "minicbor::bytes")]
    by: [u8; 16],
}

impl Draft {
    pub(super) fn words(&self) -> Result<Words, PeopleError> {
        Words::from_texts(&self.name, &self.login, &self.job_title).map_err(PeopleError::BadInput)
    }
}

impl Vault<Verified> {
    /// Writes a draft of an account.
    pub fn draft_account(&mut self, permit: &Permit, new: &NewDraft) -> Result<DraftId, PeopleError> {
        require(permit, &[Act::Enrol])?;
        let words =
            Words::from_texts(&new.name, &new.login, &new.job_title).map_err(PeopleError::BadInput)?;
        let drafted = self.drafts()?.iter().any(|draft| draft.login == words.login);
        if drafted || self.house().person_called(&words.login).is_some() {
            return Err(PeopleError::LoginTaken);
        }
        let id = DraftId::generate();
        let by = *self.state.account().as_bytes();
        let Words { name, login, job_title } = words;
        let wire = DraftWire { name, login, job_title, role: new.role.number(), by };
        let drafts = vec![(*id.as_bytes(), cbor::to_bytes(&wire))];
        self.state.opened.registry.commit(&Change { drafts, ..Change::default() })?;
        Ok(id)
    }

    /// Every draft.
    pub fn drafts(&self) -> Result<Vec<Draft>, PeopleError> {
        let rows = self.state.opened.registry.drafts()?;
        let drafts = rows.into_iter().filter_map(|(id, content)| {
            let wire: DraftWire = cbor::from_bytes(&content)?;
            let (id, by) = (DraftId::from_bytes(id), AccountId::from_bytes(wire.by));
            let role = Role::from_number(wire.role)?;
            Some(Draft { id, name: wire.name, login: wire.login, job_title: wire.job_title, role, by })
        });
        Ok(drafts.collect())
    }

    /// Throws a draft away.
    pub fn drop_draft(&mut self, permit: &Permit, draft: DraftId) -> Result<(), PeopleError> {
        require(permit, &[Act::Enrol])?;
        let dropped_drafts = vec![*draft.as_bytes()];
        Ok(self.state.opened.registry.commit(&Change { dropped_drafts, ..Change::default() })?)
    }
}
