//! How much waits for the person who is logged in: shown beside the screens, so counted without an event.

use crate::keys::statement::{Body, Proposal};
use crate::policy::Role;
use crate::staff::house::RequestFact;

use super::super::super::session::Session;

impl Session {
    /// Requests that this person may answer and nobody has.
    pub(in crate::app) fn waiting_for_me(&self) -> u64 {
        let me = self.witness.account();
        if self.vault.person().role != Role::Supervisor {
            return 0;
        }
        let mine = |request: &RequestFact| {
            request.answer.is_none() && request.by != me && about(&request.proposal) != Some(me)
        };
        self.vault.house().requests().filter(|(_, request)| mine(request)).count() as u64
    }

    /// Acts of another supervisor alone that this person may ratify.
    pub(in crate::app) fn to_ratify_by_me(&self) -> u64 {
        match self.vault.person().role {
            Role::Supervisor => self.vault.house().to_ratify_by(self.witness.account()).len() as u64,
            _ => 0,
        }
    }

    /// Groups that are to be written again under new keys, or are not to the end.
    pub(in crate::app) fn owed_groups(&self) -> u64 {
        self.vault.rekey_owed().len() as u64
    }
}

/// Whom a proposal is about.
pub(super) fn about(proposal: &Proposal) -> Option<crate::base::id::AccountId> {
    match proposal {
        Proposal::Grant { account, .. } => Some(*account),
        Proposal::Fact(body) => match &**body {
            Body::Screening(says) => Some(says.account),
            Body::Revocation(says) => Some(says.account),
            _ => None,
        },
        Proposal::Rekey { .. } => None,
    }
}
